"""Facts as such: confirmed, disputed and answered, and taken back by who wrote them."""

import pytest
from refusing import refusal
from told_team import logged

from graph.casework.conditions import AssessCondition
from graph.casework.facts import AnswerDispute, ConfirmFact, WithdrawOwnRecord
from graph.casework.meetings import RecordContactMoment
from graph.casework.notes import WriteNote
from graph.casework.people import AddPersonAround
from graph.casework.referrals import AnswerReferral, RequestReferral
from graph.casework.signals_handling import AcknowledgeSignal
from graph.changes import changes
from graph.clock import FixedClock
from graph.disputed_facts import disputed_facts
from graph.disputes import dispute_fact
from graph.errors import ConflictError
from graph.integrity import violations
from graph.requests import referrals
from graph.signal_lists import signals_of
from graph.subject_reports import held_fact


async def tie_of(team, mark="manager"):
    return (await team.file(mark)).view.all("Tie")[0]


async def disputed(team, fact, text="Dat klopt niet") -> None:
    guard = await team.guard("person")
    clock = FixedClock(team.now)
    assert await dispute_fact(guard, clock, logged, person=team["person"], fact=fact, text=text, key=f"key-{team.now}")
    team.now += 1000


async def test_a_confirmed_fact_shows_when_for_everybody(team):
    fact = (await tie_of(team)).fact
    now = team.now
    await team.act("mentor", ConfirmFact(fact=fact))
    assert (await team.file("coordinator")).view.confirmed_at(fact) == now
    assert await refusal(team.act("adviser", ConfirmFact(fact=fact))) == ("fact", "ALREADY_SO")
    assert await refusal(team.act("adviser", ConfirmFact(fact="no-such-fact"))) == ("fact", "UNKNOWN")
    assert await violations(team.store) == []


async def test_a_fact_that_is_withheld_cannot_be_confirmed(team):
    note = (await team.act("mentor", WriteNote(text="Rustig"))).facts[0]
    for mark in ("adviser", "coordinator"):
        assert await refusal(team.act(mark, ConfirmFact(fact=note))) == ("fact", "UNKNOWN")


async def test_the_organisation_that_a_fact_comes_from_answers_the_person(team):
    fact = (await team.act("coordinator", RecordContactMoment(kind="TALK", held_on=team.now))).facts[0]
    answer = AnswerDispute(fact=fact, answer="REJECTED", reason="Staat in de brief")
    assert await refusal(team.act("coordinator", answer)) == ("fact", "NOT_NOW")
    await disputed(team, fact)
    assert (await team.file("adviser")).view.disputed(fact)
    (told,) = disputed_facts((await team.file("coordinator")).view)
    assert (told.kind, told.status, told.text, told.reason) == ("ContactMoment", "OPEN", "Dat klopt niet", None)
    assert await refusal(team.act("manager", answer)) == ("", "NOT_YOUR_TASK")
    await team.act("neighbour", answer)
    view = (await team.file("manager")).view
    assert ([one.status for one in view.disputes_of(fact)], view.disputed(fact)) == (["REJECTED"], False)
    (told,) = disputed_facts(view)
    assert (told.reason, told.answered_at) == ("Staat in de brief", team.now - 1000)
    held = await held_fact(await team.guard("person"), team["person"], fact)
    assert [(one.status, one.reason) for one in held.disputes] == [("REJECTED", "Staat in de brief")]
    assert await refusal(team.act("coordinator", answer)) == ("fact", "ALREADY_SO")
    await disputed(team, fact, "Nog steeds niet")
    await team.act("coordinator", AnswerDispute(fact=fact, answer="UPHELD", reason="Klopt, excuses"))
    assert sorted(one.status for one in (await team.file("person")).view.disputes_of(fact)) == ["REJECTED", "UPHELD"]
    missing = AnswerDispute(fact="no-such-fact", answer="UPHELD", reason="x")
    assert await refusal(team.act("coordinator", missing)) == ("fact", "UNKNOWN")
    assert await refusal(team.act("coordinator", AnswerDispute(fact=fact, answer="UPHELD", reason=" "))) == (
        "reason", "EMPTY",
    )  # fmt: skip
    assert await violations(team.store) == []


async def test_a_date_of_birth_and_a_detention_are_disputed_and_answered_as_a_fact_is(team):
    for thing, kind, mark in ((team["person"], "Person", "coordinator"), (team["detention"], "Detention", "manager")):
        answer = AnswerDispute(fact=thing, answer="UPHELD", reason="Klopt, wordt hersteld")
        assert await refusal(team.act(mark, answer)) == ("fact", "NOT_NOW")
        await disputed(team, thing, "Dat is een jaar later")
        (told,) = [one for one in disputed_facts((await team.file(mark)).view) if one.origin.fact == thing]
        assert (told.kind, told.status, told.text) == (kind, "OPEN", "Dat is een jaar later")
        (signal,) = [one for one in (await signals_of(await team.guard(mark))).signals if one.origin.fact == thing]
        assert (signal.kind, signal.handled) == ("DISPUTED", None)
        await team.act(mark, AcknowledgeSignal(signal=signal.id))
        await team.act(mark, answer)
        held = await held_fact(await team.guard("person"), team["person"], thing)
        assert [(one.status, one.reason) for one in held.disputes] == [("UPHELD", "Klopt, wordt hersteld")]
    assert await refusal(team.act("manager", ConfirmFact(fact=team["detention"]))) == ("fact", "UNKNOWN")
    assert await violations(team.store) == []


async def test_only_a_registration_of_the_own_kind_answers_for_a_date_of_birth(team):
    await team.store.write(
        lambda one: one.rows("MATCH (p:Person {id: $id}) SET p.source = 'TULP'", {"id": team["person"]})
    )
    await disputed(team, team["person"])
    answer = AnswerDispute(fact=team["person"], answer="REJECTED", reason="Volgens de akte")
    assert await refusal(team.act("coordinator", answer)) == ("", "NOT_YOUR_TASK")
    await team.act("manager", answer)


async def test_what_somebody_wrote_by_mistake_stands_as_withdrawn(team):
    before = team.now
    fact = (await team.act("manager", RequestReferral(to=team["town"]))).facts[0]
    written = team.now - 1000
    assert await refusal(team.act("senior", WithdrawOwnRecord(fact=fact))) == ("", "NOT_YOUR_TASK")
    await team.act("manager", WithdrawOwnRecord(fact=fact))
    file = await team.file("coordinator")
    assert file.view.all("Referral") == []
    (told,) = [one for one in changes(file.dossier.records, written, team.now) if one.kind == "Referral"]
    assert (told.change, told.origin.fact) == ("WITHDRAWN", fact)
    assert len(file.dossier.records.view(before, written).all("Referral")) == 1
    assert await refusal(team.act("manager", WithdrawOwnRecord(fact=fact))) == ("fact", "UNKNOWN")
    assert await violations(team.store) == []


async def test_with_an_answer_that_was_a_slip_the_question_stands_again_and_so_does_what_counted_before(team):
    asked = (await team.act("manager", RequestReferral(to=team["town"]))).facts[0]
    slip = (await team.act("coordinator", AnswerReferral(referral=asked, answer="ACCEPTED"))).facts[-1]
    await team.act("coordinator", WithdrawOwnRecord(fact=slip))
    (found,) = referrals((await team.file("manager")).view)
    assert (found.status, found.origin.fact, found.days_waiting) == ("REQUESTED", asked, 0)
    assert await refusal(team.act("coordinator", WithdrawOwnRecord(fact=asked))) == ("", "NOT_YOUR_TASK")
    housing = {"condition": "HOUSING", "phase": "DURING"}
    await team.act("manager", AssessCondition(**housing, status="NOT_IN_ORDER"))
    slip = (await team.act("adviser", AssessCondition(**housing, status="IN_ORDER"))).facts[-1]
    await team.act("adviser", WithdrawOwnRecord(fact=slip))
    (found,) = (await team.file("manager")).view.holding("Assessment")
    assert found.values["status"] == "NOT_IN_ORDER"
    await team.act("manager", WithdrawOwnRecord(fact=asked))
    assert await violations(team.store) == []


async def test_what_opened_or_agreed_something_is_not_taken_back_and_neither_is_what_a_source_told(team):
    tie, involvement = await tie_of(team), (await team.file("manager")).view.all("Involvement")[0]
    for one in (tie, involvement):
        assert await refusal(team.act("manager", WithdrawOwnRecord(fact=one.fact))) == ("", "NOT_YOUR_TASK")
    state = (await team.act("manager", AddPersonAround(name="Ada", kind="COACH"))).facts[0]
    assert await refusal(team.act("manager", WithdrawOwnRecord(fact=state))) == ("fact", "UNUSABLE")


async def test_a_fact_that_has_changed_since_it_was_read_is_not_taken_back(team):
    fact = (await team.act("manager", RequestReferral(to=team["town"]))).facts[0]
    with pytest.raises(ConflictError):
        await team.act("manager", WithdrawOwnRecord(fact=fact), expected="1")
