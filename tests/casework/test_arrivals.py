"""Somebody of whom a source says that a detention began: which case, who directs, and who finds it in the lists."""

import asyncio
from dataclasses import replace

import pytest

from graph.actors import Purpose
from graph.case_teams import director
from graph.cases import cases_by_id
from graph.casework.arrivals import TakenIn, take_in
from graph.casework.arrivals_known import CASES, HOLD_PERSON, PERSONS, SAID
from graph.casework.arrivals_rules import REOPENING, KnownCase, case_for, reopening_in
from graph.casework.assigning import AssignColleague
from graph.casework.case_opening import CloseCase
from graph.casework.direction import TakeDirection
from graph.casework.records_of_arrival import Arrival
from graph.casework.working import file_of
from graph.clock import FixedClock
from graph.errors import ActError, InputError, RuleError
from graph.intakes import intake_list
from graph.integrity import violations
from graph.model.catalogue import KINDS
from graph.records import add_record, close_record
from graph.times import FOREVER, parse_moment

ARRIVED = parse_moment("2026-03-10")


@pytest.mark.parametrize(
    ("closed", "found"),
    [(None, "a"), ("2026-03-01", "a"), ("2025-03-11", "a"), ("2025-03-10", None), ("2020-01-01", None)],
)
def test_a_case_closed_less_than_a_year_before_is_the_same_case(closed, found):
    known = [KnownCase("a", None if closed is None else parse_moment(closed), inside=False)]
    case = case_for(known, ARRIVED)
    assert (case and case.id) == found


def test_an_open_case_comes_first_then_the_one_that_was_closed_last():
    closed = [KnownCase(id, parse_moment(day), inside=False) for id, day in (("a", "2025-12-01"), ("b", "2026-01-01"))]
    assert case_for(closed, ARRIVED).id == "b"
    assert case_for([*closed, KnownCase("c", None, inside=False)], ARRIVED).id == "c"
    assert case_for([], ARRIVED) is None


def test_a_rule_that_cannot_be_used_is_said_at_once():
    for text in ("", "[reopen]\ndays = 'x'", "[reopen]\ndays = -1\nreason = 'a'\nsource = 'b'"):
        with pytest.raises(RuleError):
            reopening_in(text)
    assert REOPENING.source


def arrival(team, **more):
    told = {"id": "A-1", "source": "a register (invented)", "prison": team["prison"], "regime": "REMAND"}
    return Arrival(**{**told, "arrived_at": ARRIVED, "municipality": team["town"], "person": team["person"], **more})


async def take(team, told):
    team.now += 1_000
    return await take_in(team.store, FixedClock(team.now), told)


async def released(team):
    """The person was released, and the case is closed."""
    await end_detention(team)
    await team.act("senior", CloseCase(reason="Vrij"))
    team.now += 1_000


async def end_detention(team):
    row = await team.store.one("MATCH (s:DetentionState) RETURN s.fact AS fact, s.caseId AS case")
    clock = FixedClock(team.now)
    await close_record(team.store, clock, None, row["fact"], valid_to=team.now, case_id=row["case"], expected=None)
    values = {
        "caseId": row["case"],
        "detention": team["detention"],
        "status": "RELEASED",
        "certainty": "FIXED",
        "supervisionFollows": "UNKNOWN",
    }
    await add_record(team.store, clock, None, KINDS["DetentionState"], {**values, "validFrom": team.now})
    team.now += 1_000


async def listed(team, mark):
    """The cases on the intake list of somebody's organisation."""
    team.now += 1_000
    return {one.case_id for one in (await intake_list(await team.guard(mark, Purpose.INTAKE))).intakes}


async def test_a_closed_case_is_opened_again_and_stands_on_both_intake_lists(team):
    await released(team)
    assert await take(team, arrival(team)) == TakenIn(team["case"], "REOPENED")
    assert await listed(team, "senior") == {team["case"]}
    assert await listed(team, "coordinator") == {team["case"]}
    shown = (await cases_by_id(await team.guard("adviser"), [team["case"]]))[team["case"]]
    assert (shown.status, shown.director.organisation_id) == ("OPEN", team["prison"])
    assert [one.status for one in shown.detentions] == ["INSIDE", "RELEASED"]
    assert await violations(team.store) == []

    await team.act("senior", AssignColleague(colleague=team["senior"]), purpose=Purpose.INTAKE)
    await team.act("senior", TakeDirection())
    assert director((await team.file("senior")).view).party.position_id == team["senior"]
    assert await listed(team, "senior") == set()


async def test_told_again_nothing_is_done_and_told_otherwise_it_is_refused(team):
    await released(team)
    first = await take(team, arrival(team))
    assert await take(team, arrival(team)) == first
    assert len(await team.store.rows("MATCH (n:Notice) RETURN n")) == 2
    with pytest.raises(ActError):
        await take(team, arrival(team, prison=team["town"]))
    with pytest.raises(InputError, match="inside already"):
        await take(team, arrival(team, id="A-2"))
    assert await violations(team.store) == []


async def test_somebody_nobody_knows_gets_a_case_with_the_name_that_was_told(team):
    told = arrival(team, person=None, skn="X9999999", name={"givenName": "Nieuw", "familyName": "Persoon"})
    taken = await take(team, told)
    assert taken.how == "OPENED"
    assert await listed(team, "senior") == {taken.case_id}
    assert await listed(team, "coordinator") == {taken.case_id}
    assert await listed(team, "stranger") == set()
    (found,) = (await intake_list(await team.guard("coordinator", Purpose.INTAKE))).intakes
    assert (found.name, found.prison.id, found.arrived_at) == ("Nieuw Persoon", team["prison"], ARRIVED)
    assert await file_of(await team.guard("manager"), taken.case_id) is None
    assert await violations(team.store) == []


async def test_in_an_open_case_the_detention_is_added(team):
    await end_detention(team)
    assert await take(team, arrival(team, municipality=team["elsewhere"])) == TakenIn(team["case"], "JOINED")
    assert await listed(team, "stranger") == {team["case"]}
    assert await listed(team, "coordinator") == set()
    assert director((await team.file("adviser")).view).party.position_id == team["manager"]
    assert await violations(team.store) == []


async def test_who_cannot_be_taken_in(team):
    for told in (
        arrival(team, person="nobody"),
        arrival(team, person=None, skn="X0000001"),
        arrival(team, arrived_at=parse_moment("2026-03-12")),
        arrival(team, person=None, skn="X0000001", name={"givenName": "A", "familyName": "B"}, prison="no-prison"),
    ):
        with pytest.raises(InputError):
            await take(team, told)
    assert await team.store.rows("MATCH (n:Notice|Act|Event) RETURN n") == []


async def test_told_by_several_at_once_there_is_one_person_and_one_case(team):
    told = arrival(team, person=None, skn="X9999999", name={"givenName": "Nieuw", "familyName": "Persoon"})
    alike = [told, told, replace(told, id="A-2"), replace(told, id="A-3", source="another register (invented)")]
    clock = FixedClock(team.now)
    answers = await asyncio.gather(*(take_in(team.store, clock, one) for one in alike), return_exceptions=True)
    assert {type(one) for one in answers} <= {TakenIn, InputError}
    assert len({one.case_id for one in answers if isinstance(one, TakenIn)}) == 1
    assert len(await team.store.rows("MATCH (n:PersonName {skn: 'X9999999'}) RETURN n")) == 1
    assert await violations(team.store) == []


async def test_who_arrives_is_found_without_walking_over_everybody(team):
    asked = {"person": team["person"], "case": team["case"], "skn": "X1", "now": team.now, "max": FOREVER}
    for statement in (PERSONS, HOLD_PERSON, CASES, SAID):
        plan = str(await team.store.plan(statement, asked))
        assert "NodeByLabelScan" not in plan
        assert "AllNodesScan" not in plan
