"""Referrals: who waits for whom, what is answered, and by whom."""

import asyncio

import pytest
from refusing import refusal

from graph.casework.referrals import AnswerReferral, MarkReferralSilent, RequestReferral
from graph.errors import ConflictError
from graph.integrity import violations
from graph.requests import referrals, waiting


async def told(team, mark="coordinator"):
    (found,) = referrals((await team.file(mark)).view)
    return found


async def asked(team, mark="manager") -> str:
    return (await team.act(mark, RequestReferral(to=team["town"]))).facts[0]


async def test_a_referral_is_waited_for_until_it_is_answered_by_who_was_asked(team):
    fact = await asked(team)
    found = await told(team)
    assert (found.status, found.sent_by.position_id, found.to.organisation_id) == (
        "REQUESTED", team["manager"], team["town"],
    )  # fmt: skip
    assert [one.awaited for one in waiting((await team.file("manager")).view)] == ["REFERRAL"]
    done = await team.act("coordinator", AnswerReferral(referral=fact, answer="ACCEPTED"))
    assert waiting((await team.file("manager")).view) == ()
    await team.act("neighbour", AnswerReferral(referral=done.facts[-1], answer="COMPLETED"))
    assert ((await told(team)).status, (await told(team)).answered_at is None) == ("COMPLETED", False)
    assert await violations(team.store) == []


async def test_who_refuses_gives_the_reason_and_it_is_over_then(team):
    fact = await asked(team)
    without = AnswerReferral(referral=fact, answer="REFUSED", reason="  ")
    assert await refusal(team.act("coordinator", without)) == ("reason", "REASON_NEEDED")
    done = await team.act("coordinator", AnswerReferral(referral=fact, answer="REFUSED", reason="Geen plek"))
    assert ((await told(team)).status, (await told(team)).reason) == ("REFUSED", "Geen plek")
    again = AnswerReferral(referral=done.facts[-1], answer="ACCEPTED")
    assert await refusal(team.act("coordinator", again)) == ("referral", "IS_OVER")
    assert await asked(team) != fact


async def test_who_asked_says_that_there_is_no_answer_and_an_answer_can_still_come(team):
    fact = await asked(team)
    assert await refusal(team.act("adviser", MarkReferralSilent(referral=fact))) == ("referral", "NOT_YOUR_TASK")
    silent = await team.act("senior", MarkReferralSilent(referral=fact))
    assert (await told(team)).status == "SILENT"
    again = MarkReferralSilent(referral=silent.facts[-1])
    assert await refusal(team.act("manager", again)) == ("referral", "ALREADY_SO")
    await team.act("coordinator", AnswerReferral(referral=silent.facts[-1], answer="ACCEPTED"))
    assert (await told(team)).status == "ACCEPTED"


async def test_a_referral_is_refused_by_the_field_that_is_why(team):
    async def of(mark, to):
        return await refusal(team.act(mark, RequestReferral(to=to)))

    assert await of("manager", "no-such-organisation") == ("to", "UNKNOWN")
    assert await of("manager", team["mentor"]) == ("to", "UNKNOWN")
    assert await of("manager", team["prison"]) == ("to", "TO_ONESELF")
    assert await of("mentor", team["town"]) == ("", "NOT_YOUR_TASK")
    fact = await asked(team)
    assert await of("manager", team["town"]) == ("to", "ALREADY_SO")
    assert await refusal(team.act("manager", AnswerReferral(referral=fact, answer="ACCEPTED"))) == ("", "NOT_YOUR_TASK")
    early = AnswerReferral(referral=fact, answer="COMPLETED")
    assert await refusal(team.act("coordinator", early)) == ("answer", "NOT_NOW")
    talked = AnswerReferral(referral=fact, answer="ACCEPTED", reason="Graag")
    assert await refusal(team.act("coordinator", talked)) == ("reason", "UNUSABLE")
    missing = AnswerReferral(referral="no-such-fact", answer="ACCEPTED")
    assert await refusal(team.act("coordinator", missing)) == ("referral", "UNKNOWN")


async def test_a_second_answer_on_the_same_reading_is_a_conflict(team):
    fact = await asked(team)
    read = await team.version("coordinator")
    await team.act("coordinator", AnswerReferral(referral=fact, answer="ACCEPTED"))
    with pytest.raises(ConflictError):
        await team.act("neighbour", AnswerReferral(referral=fact, answer="REFUSED", reason="Vol"), expected=read)
    assert (await told(team)).status == "ACCEPTED"


async def test_of_two_answers_at_once_one_stands_and_the_other_is_told(team):
    fact = await asked(team)
    read = await team.version("coordinator")
    answers = (("ACCEPTED", None), ("REFUSED", "Vol"))
    done = await asyncio.gather(
        *(
            team.act(mark, AnswerReferral(referral=fact, answer=answer, reason=reason), expected=read)
            for mark, (answer, reason) in zip(("coordinator", "neighbour"), answers, strict=True)
        ),
        return_exceptions=True,
    )
    assert sorted(isinstance(one, ConflictError) for one in done) == [False, True]
    won = answers[0 if not isinstance(done[0], ConflictError) else 1][0]
    assert (await told(team)).status == won
    assert await violations(team.store) == []
