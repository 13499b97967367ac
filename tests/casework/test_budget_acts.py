"""The budget of a case at work: who puts in what, what it is spent on, who agrees, and never more than is left."""

import asyncio

import pytest
from refusing import refusal, refusals

from graph.budgets import budget
from graph.casework.budget_contributions import (
    AddContribution,
    AnswerContribution,
    ChangeContribution,
    WithdrawContribution,
)
from graph.casework.budget_expenses import AnswerExpense, RecordExpense, TakeBackExpense
from graph.errors import ActError, ConflictError
from graph.integrity import violations


async def budget_of(team, mark="coordinator"):
    return budget((await team.file(mark)).view)


async def sums_of(team):
    """In euros: put in, proposed, spent, left."""
    found = (await budget_of(team)).sums
    return tuple(
        cents / 100 for cents in (found.put_in_cents, found.proposed_cents, found.spent_cents, found.left_cents)
    )


async def put_in(team, mark, euros, **more) -> str:
    """The fact of a contribution."""
    return (await team.act(mark, AddContribution(amount_cents=100 * euros, **more))).facts[0]


async def spend(team, mark, euros, text="Borg") -> str:
    return (await team.act(mark, RecordExpense(amount_cents=100 * euros, text=text, spent_on=team.now))).facts[0]


async def test_what_an_organisation_says_counts_and_what_another_proposes_waits_for_it(team):
    await put_in(team, "coordinator", 500, remark="Fonds wonen")
    fact = await put_in(team, "coordinator", 300, organisation=team["prison"])
    assert await sums_of(team) == (500, 300, 0, 500)
    await team.act("manager", AnswerContribution(contribution=fact, answer="AGREED"))
    assert await sums_of(team) == (800, 0, 0, 800)
    refusing = await put_in(team, "manager", 100, organisation=team["probation"])
    no = AnswerContribution(contribution=refusing, answer="DISAGREED", reason="Geen middelen")
    await team.act("adviser", no)
    found = await budget_of(team, "mentor")
    assert [(one.by.organisation_id, one.status, one.amount_cents, one.remark) for one in found.contributions] == [
        (team["prison"], "CONFIRMED", 30_000, None),
        (team["probation"], "REFUSED", 10_000, "Geen middelen"),
        (team["town"], "CONFIRMED", 50_000, "Fonds wonen"),
    ]
    assert await violations(team.store) == []


async def test_it_is_spent_by_the_team_and_each_that_puts_in_agrees_or_not(team):
    await put_in(team, "coordinator", 500)
    await put_in(team, "manager", 300)
    expense = await spend(team, "adviser", 650, "Borg en eerste huur")
    assert await sums_of(team) == (800, 0, 650, 150)
    (found,) = (await budget_of(team)).expenses
    assert (found.text, found.by.position_id, found.agreed) == ("Borg en eerste huur", team["adviser"], "UNKNOWN")
    await team.act("manager", AnswerExpense(expense=expense, answer="AGREED"))
    await team.act("coordinator", AnswerExpense(expense=expense, answer="DISAGREED", reason="Te veel"))
    (found,) = (await budget_of(team)).expenses
    assert {one.by.organisation_id: (one.answer, one.reason) for one in found.answers} == {
        team["prison"]: ("AGREED", None),
        team["town"]: ("DISAGREED", "Te veel"),
    }
    assert found.agreed == "NO"
    await team.act("coordinator", AnswerExpense(expense=expense, answer="AGREED"))
    assert (await budget_of(team)).expenses[0].agreed == "YES"
    assert await sums_of(team) == (800, 0, 650, 150), "an answer moves no money"
    assert await violations(team.store) == []


async def test_never_more_is_spent_than_is_left_and_what_is_spent_stays_covered(team):
    fact = await put_in(team, "coordinator", 500)
    await put_in(team, "manager", 100)
    first = await spend(team, "adviser", 400)
    too_much = RecordExpense(amount_cents=20_001, text="Bed", spent_on=team.now)
    assert await refusal(team.act("adviser", too_much)) == ("amountCents", "MORE_THAN_LEFT")
    lower = ChangeContribution(contribution=fact, amount_cents=29_999)
    assert await refusal(team.act("coordinator", lower)) == ("amountCents", "MORE_THAN_LEFT")
    gone = WithdrawContribution(contribution=fact)
    assert await refusal(team.act("coordinator", gone)) == ("contribution", "MORE_THAN_LEFT")
    await team.act("coordinator", ChangeContribution(contribution=fact, amount_cents=30_000))
    assert await sums_of(team) == (400, 0, 400, 0)

    await team.act("manager", TakeBackExpense(expense=first, reason="Woning ging niet door"))
    assert await sums_of(team) == (400, 0, 0, 400)
    (found,) = (await budget_of(team)).expenses
    assert (found.reason, found.taken_back_at is not None) == ("Woning ging niet door", True)
    (fact,) = [one.origin.fact for one in (await budget_of(team)).contributions if one.amount_cents == 30_000]
    await team.act("coordinator", WithdrawContribution(contribution=fact))
    assert await sums_of(team) == (100, 0, 0, 100)
    again = await refusals(team, "manager", [TakeBackExpense(expense=first, reason="x")])
    assert again == [("expense", "IS_OVER")]


async def test_of_many_who_spend_at_once_only_so_many_succeed_as_there_is_money_for(team):
    await put_in(team, "coordinator", 100)

    async def try_to(mark) -> bool:
        try:
            await spend(team, mark, 15)
        except (ActError, ConflictError):
            return False
        return True

    done = await asyncio.gather(*(try_to(mark) for mark in ("manager", "adviser", "coordinator", "senior") * 4))
    assert sum(done) == 6
    team.now += 60_000
    assert await sums_of(team) == (100, 0, 90, 10)
    assert await violations(team.store) == []


async def test_what_was_only_proposed_is_taken_back_by_whoever_may_propose(team):
    fact = await put_in(team, "coordinator", 300, organisation=team["prison"])
    gone = WithdrawContribution(contribution=fact)
    assert await refusals(team, "mentor", [gone]) == [("", "NOT_YOUR_TASK")]
    await team.act("adviser", gone)
    assert await budget_of(team) is None


async def test_each_organisation_speaks_for_itself(team):
    fact = await put_in(team, "coordinator", 300, organisation=team["prison"])
    own = await put_in(team, "coordinator", 200)
    expense = await spend(team, "adviser", 50)
    acts = [
        AnswerContribution(contribution=fact, answer="AGREED"),
        ChangeContribution(contribution=own, amount_cents=1),
        WithdrawContribution(contribution=own),
        AnswerExpense(expense=expense, answer="AGREED"),
    ]
    assert await refusals(team, "adviser", acts) == [("", "NOT_YOUR_TASK")] * 4
    assert await refusals(team, "mentor", acts) == [("", "NOT_YOUR_TASK")] * 4
    assert (await refusals(team, "manager", acts))[0] == "done"
    put = [AddContribution(amount_cents=1), RecordExpense(amount_cents=1, text="x", spent_on=team.now)]
    for mark in ("mentor", "neighbour", "person"):
        assert await refusals(team, mark, put) == [("", "NOT_YOUR_TASK")] * 2


@pytest.mark.parametrize("mark", ["clinic", "stranger", "elsewhere", "carer"])
async def test_who_is_not_shown_in_the_team_puts_nothing_in(team, mark):
    act = AddContribution(amount_cents=1, organisation=team[mark])
    assert await refusals(team, "manager", [act]) == [("organisation", "NOT_IN_TEAM")]


async def test_nonsense_is_refused_by_field(team):
    fact = await put_in(team, "coordinator", 300)
    asked = await put_in(team, "manager", 300, organisation=team["town"])
    expense = await spend(team, "adviser", 50)
    told = [
        (AddContribution(amount_cents=0), ("amountCents", "OUT_OF_RANGE")),
        (AddContribution(amount_cents=-1), ("amountCents", "OUT_OF_RANGE")),
        (AddContribution(amount_cents=2**31), ("amountCents", "OUT_OF_RANGE")),
        (AddContribution(amount_cents=2**31 - 1), ("amountCents", "OUT_OF_RANGE")),
        (ChangeContribution(contribution=fact, amount_cents=0), ("amountCents", "OUT_OF_RANGE")),
        (ChangeContribution(contribution=fact, amount_cents=30_000), ("amountCents", "ALREADY_SO")),
        (ChangeContribution(contribution="x", amount_cents=1), ("contribution", "UNKNOWN")),
        (AnswerContribution(contribution=fact, answer="AGREED"), ("contribution", "ALREADY_SO")),
        (AnswerContribution(contribution=asked, answer="DISAGREED"), ("reason", "REASON_NEEDED")),
        (WithdrawContribution(contribution=expense), ("contribution", "UNKNOWN")),
        (RecordExpense(amount_cents=0, text="x", spent_on=team.now), ("amountCents", "OUT_OF_RANGE")),
        (RecordExpense(amount_cents=1, text=" ", spent_on=team.now), ("text", "EMPTY")),
        (RecordExpense(amount_cents=1, text="x", spent_on=team.now + 86_400_000), ("spentOn", "IN_FUTURE")),
        (TakeBackExpense(expense=fact, reason="x"), ("expense", "UNKNOWN")),
        (TakeBackExpense(expense=expense, reason=" "), ("reason", "EMPTY")),
        (AnswerExpense(expense="x", answer="AGREED"), ("expense", "UNKNOWN")),
        (AnswerExpense(expense=expense, answer="DISAGREED"), ("reason", "REASON_NEEDED")),
    ]
    assert await refusals(team, "coordinator", [act for act, _ in told]) == [answer for _, answer in told]


async def test_what_was_changed_by_another_since_it_was_read_is_not_answered_unseen(team):
    fact = await put_in(team, "manager", 300, organisation=team["town"])
    read = await team.version("coordinator")
    await team.act("coordinator", AnswerContribution(contribution=fact, answer="AGREED"))
    again = AnswerContribution(contribution=fact, answer="DISAGREED", reason="Toch niet")
    with pytest.raises((ConflictError, ActError)):
        await team.act("coordinator", again, expected=read)
    assert (await sums_of(team))[:2] == (300, 0)


async def test_without_money_there_is_no_budget_and_nothing_to_spend(team):
    assert await budget_of(team) is None
    act = RecordExpense(amount_cents=1, text="x", spent_on=team.now)
    assert await refusals(team, "manager", [act]) == [("amountCents", "MORE_THAN_LEFT")]
