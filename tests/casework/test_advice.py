"""Advice of probation: asked, delivered, withdrawn."""

from refusing import refusal

from graph.casework.advice import DeliverAdvice, RequestAdvice, WithdrawAdvice
from graph.integrity import violations
from graph.requests import advice_requests, waiting
from graph.times import parse_moment

DUE = parse_moment("2026-03-20")


async def told(team, mark="adviser"):
    return [(one.kind, one.standing) for one in advice_requests((await team.file(mark)).view)]


async def asked(team, **said) -> str:
    given = {"kind": "D_AND_R", "to": team["probation"], **said}
    return (await team.act("manager", RequestAdvice(**given))).facts[0]


async def test_advice_runs_until_probation_delivers_it(team):
    fact = await asked(team, due_on=DUE)
    assert await told(team) == [("D_AND_R", "DUE")]
    (wait,) = waiting((await team.file("manager")).view)
    assert (wait.waits.position_id, wait.waits_for.organisation_id) == (team["manager"], team["probation"])
    assert await told(team, "coordinator") == []
    await team.act("adviser", DeliverAdvice(advice=fact))
    assert await told(team) == [("D_AND_R", "DELIVERED")]
    assert waiting((await team.file("manager")).view) == ()
    assert await violations(team.store) == []


async def test_who_asked_withdraws_it_and_can_ask_anew(team):
    fact = await asked(team)
    assert await refusal(team.act("manager", RequestAdvice(kind="D_AND_R", to=team["probation"]))) == (
        "kind", "ALREADY_SO",
    )  # fmt: skip
    done = await team.act("senior", WithdrawAdvice(advice=fact))
    assert await told(team) == [("D_AND_R", "WITHDRAWN")]
    assert await refusal(team.act("manager", WithdrawAdvice(advice=done.facts[-1]))) == ("advice", "IS_OVER")
    await asked(team)
    assert await told(team) == [("D_AND_R", "WITHDRAWN"), ("D_AND_R", "RUNNING")]


async def test_advice_is_refused_by_the_field_that_is_why(team):
    async def of(mark, act):
        return await refusal(team.act(mark, act))

    yesterday = team.now - 86_400_000
    assert await of("manager", RequestAdvice(kind="PP", to=team["town"])) == ("to", "UNUSABLE")
    assert await of("manager", RequestAdvice(kind="PP", to="no-such-id")) == ("to", "UNKNOWN")
    assert await of("manager", RequestAdvice(kind="PP", to=team["probation"], due_on=yesterday)) == (
        "dueOn", "IN_PAST",
    )  # fmt: skip
    assert await of("coordinator", RequestAdvice(kind="PP", to=team["probation"])) == ("", "NOT_YOUR_TASK")
    fact = await asked(team)
    assert await of("manager", DeliverAdvice(advice=fact)) == ("", "NOT_YOUR_TASK")
    assert await of("adviser", WithdrawAdvice(advice=fact)) == ("", "NOT_YOUR_TASK")
    assert await of("adviser", DeliverAdvice(advice="no-such-fact")) == ("advice", "UNKNOWN")
