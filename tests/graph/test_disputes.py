"""A dispute: by the person only, once for a key, and shown with the fact from then on."""

import asyncio
from typing import Any

import pytest
from own_file import CLOCK, Told, tell

from api.cli.subject_report import as_data
from graph.actors import Assurance, Purpose
from graph.clock import FixedClock
from graph.disputes import FactDisputed, dispute_fact
from graph.errors import ActError
from graph.guards import Guard
from graph.held_facts import HeldFact
from graph.integrity import violations
from graph.networks import network_of
from graph.networks_questions import Question
from graph.staff import staff
from graph.subject_reports import subject_report
from seeds.importing import load

LATER = FixedClock(CLOCK.now() + 1000)
KEY = "the-key-of-this-act"


@pytest.fixture
async def told(scratch, tmp_path) -> Told:
    return await tell(scratch, tmp_path / "world")


async def logged() -> None:
    """Where the logs are not what is tried."""


async def dispute(
    told: Told, fact: str, text: str | None = None, key: str = KEY, guard: Guard | None = None
) -> FactDisputed | None:
    return await dispute_fact(guard or told.guard(), CLOCK, logged, person=told.person, fact=fact, text=text, key=key)


async def held(told: Told, kind: str) -> list[HeldFact]:
    """The facts of a kind, as the person is told them a second later."""
    report = await subject_report(Guard(told.store, told.guard().actor, LATER), told.person)
    assert report is not None
    return [one for one in report.facts if one.kind == kind]


async def test_a_dispute_stands_with_the_fact(told):
    (name,) = await held(told, "PersonName")
    made = await dispute(told, name.fact, "Mijn naam is verkeerd gespeld.")
    assert made is not None
    assert (made.fact, made.case_id, made.at) == (name.fact, told.case, CLOCK.now())
    (name,) = await held(told, "PersonName")
    assert [(one.status, one.text) for one in name.disputes] == [("OPEN", "Mijn naam is verkeerd gespeld.")]
    assert await violations(told.store) == []


@pytest.mark.parametrize("kind", ["Person", "Detention"])
async def test_what_never_changes_can_be_wrong_too(told, kind):
    (thing,) = await held(told, kind)
    await dispute(told, thing.fact, "Dit klopt niet.")
    (thing,) = await held(told, kind)
    assert [one.text for one in thing.disputes] == ["Dit klopt niet."]
    assert await violations(told.store) == []


async def test_who_sees_the_fact_in_a_network_sees_that_it_is_disputed(told):
    fact = next(one for one in await held(told, "Involvement") if one.parties[0].function == "CASE_MANAGER")
    await dispute(told, fact.fact)
    (colleague,) = await staff(told.store, CLOCK, function="CASE_MANAGER")
    guard = Guard(told.store, colleague.acting_for(Purpose.REINTEGRATION), LATER)
    network = await network_of(guard, told.person)
    assert {edge.fact: edge.disputed for edge in network.edges if edge.kind == "INVOLVED"} == {fact.fact: True}
    before = await network_of(guard, told.person, Question(known_at=CLOCK.now() - 1))
    assert not any(edge.disputed for edge in before.edges)


async def test_several_at_once_with_one_key_leave_one_dispute(told):
    (name,) = await held(told, "PersonName")
    made = await asyncio.gather(*(dispute(told, name.fact, "Fout.") for _ in range(12)))
    assert len(set(made)) == 1
    assert len((await held(told, "PersonName"))[0].disputes) == 1


async def test_another_key_says_more_about_the_same_fact(told):
    (name,) = await held(told, "PersonName")
    await dispute(told, name.fact, "Fout.")
    await dispute(told, name.fact, "En nog iets.", key=f"{KEY}-2")
    assert {one.text for one in (await held(told, "PersonName"))[0].disputes} == {"Fout.", "En nog iets."}


async def test_loading_the_world_again_leaves_the_dispute_and_its_key_alone(told):
    (name,) = await held(told, "PersonName")
    made = await dispute(told, name.fact, "Fout.")
    report = await load(told.store, LATER, told.folder, strict=True)
    assert report.loaded, report.problems
    assert await dispute(told, name.fact, "Fout.") == made
    assert len((await held(told, "PersonName"))[0].disputes) == 1
    assert await violations(told.store) == []


async def test_what_does_not_exist_for_the_person_cannot_be_disputed(told):
    tie = await told.store.one("MATCH (t:Tie) RETURN t.fact AS fact LIMIT 1")
    for fact in (tie["fact"], "no-such-fact", "", "x" * 300):
        assert await dispute(told, fact) is None
    clinic = next(one for one in await held(told, "Involvement") if one.field_class == "HEALTH")
    assert await dispute(told, clinic.fact, guard=told.guard(Assurance.SUBSTANTIAL)) is None
    assert await dispute(told, clinic.fact) is not None


async def test_somebody_else_disputes_nothing_and_a_colleague_of_the_team_hears_that_it_is_not_the_task(told):
    (name,) = await held(told, "PersonName")
    assert await dispute(told, name.fact, guard=told.guard(person="nobody")) is None
    (colleague,) = await staff(told.store, CLOCK, function="CASE_MANAGER")
    for fact in (name.fact, "no-such-fact"):
        with pytest.raises(ActError) as refused:
            await dispute(told, fact, guard=Guard(told.store, colleague.acting_for(Purpose.REINTEGRATION), CLOCK))
        assert (refused.value.code, refused.value.field) == ("NOT_YOUR_TASK", "person")
    assert await dispute(told, name.fact, guard=Guard(told.store, colleague.acting_for(Purpose.CARE), CLOCK)) is None
    assert (await held(told, "PersonName"))[0].disputes == ()


@pytest.mark.parametrize(
    ("text", "code"), [("x" * 2001, "TOO_LONG"), ("half \udce9", "UNREADABLE"), ("\udce9", "UNREADABLE")]
)
async def test_a_text_that_nobody_can_read_is_refused_before_anything_is_looked_up(told: Told, text: str, code: str):
    before, guard = told.store.statements, told.guard()
    with pytest.raises(ActError) as refused:
        await dispute(told, "no-such-fact", text, guard=guard)
    assert (refused.value.code, refused.value.field) == (code, "text")
    assert (told.store.statements, guard.asked) == (before, False)


async def test_only_the_fact_is_looked_at(told):
    (name,) = await held(told, "PersonName")
    guard = told.guard()
    await dispute(told, name.fact, guard=guard)
    (look,) = guard.looks
    assert {str(one.field_class) for one in look.judged} == {"IDENTITY", "COURSE"}


async def test_an_empty_text_is_no_text(told: Any) -> None:
    (name,) = await held(told, "PersonName")
    await dispute(told, name.fact, "   ")
    report = await subject_report(Guard(told.store, told.guard().actor, LATER), told.person)
    assert report is not None
    (data,) = [one for one in as_data(report)["facts"] if one["kind"] == "PersonName"]
    assert [(one["status"], one["text"]) for one in data["disputes"]] == [("OPEN", None)]
