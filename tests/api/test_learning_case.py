"""Nobody of the small world is found again from a summary for learning with all the rest of the world at hand."""

import re
import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "graph"))
sys.path.insert(0, str(Path(__file__).parents[1] / "walks"))
from query_plans import UNBOUNDED, db_hits, operators
from world_rows import World, milliseconds

from analytics.learning_cases import LearningCase, Telling, learning_case, summary
from analytics.learning_ladders import LADDERS
from analytics.learning_values import drawn
from api.questions import library
from graph import learning_columns
from graph.actors import Purpose
from graph.guards import Guard
from graph.learning_columns import LEARNING_CASE, LEARNING_POPULATION, snapshot
from graph.model.kinds import FieldClass
from graph.policy.tables import Scope
from graph.scopes import scope_parameters
from graph.times import FOREVER

ALL = frozenset(FieldClass)
QUESTION = library()["learningCase"].text


@pytest.fixture(scope="session")
async def guard(small, busiest):
    return Guard(small.store, busiest.acting_for(Purpose.REINTEGRATION), small.clock)


@pytest.fixture(scope="session")
def world(small):
    return World(small.folder, small.clock.now())


def told_of(found):
    return [one for one in found.told if one.telling is Telling.TOLD]


async def test_over_http_it_is_a_summary_with_a_picture_and_without_ids_dates_or_places(served, busiest, world):
    headers = served.acting(busiest, Purpose.REINTEGRATION)
    cases = await served.data("{ cases(first: 20) { ... on CaseConnection { edges { node { id } } } } }", headers)
    for edge in cases["cases"]["edges"]:
        found = (await served.data(QUESTION, headers, {"case": edge["node"]["id"]}))["learningCase"]
        if found["__typename"] == "LearningCase":
            break
    text = str(found)
    assert found["smallestGroup"] == 5
    assert found["journey"].startswith("<svg")
    assert not re.search(r"\d{4}-\d\d|20[12]\d", text)
    known = {one["id"] for kind in ("Person", "Case", "Organisation") for one in world.of(kind)}
    known |= {one["name"] for kind in ("Organisation", "Professional") for one in world.of(kind)}
    assert [one for one in known if one in text] == []
    missing = (await served.data(QUESTION, headers, {"case": "case-nobody"}))["learningCase"]
    assert missing["__typename"] == "NotFound"


async def test_every_released_summary_fits_five_persons_of_the_world_or_more(small, guard, world):
    rows = (await snapshot(guard, drawn)).rows
    assert len(rows) == sum(1 for one in world.of("Case") if _is_drawn(one))
    for _, own in rows:
        told = told_of(summary(own, rows, ALL))
        fitting = {
            person for person, values in rows
            if all(one.attribute.said(one.level, values[one.attribute.name]) == one.value for one in told)
        }  # fmt: skip
        assert len(fitting) >= 5
        assert told, "something is left to learn from"


async def test_the_values_are_those_of_the_files(small, guard, world):
    """Columns made anew from the files alone give the same combinations: whoever attacks has no other numbers."""
    now = small.clock.now()
    kept = Counter(tuple(sorted(one.items())) for _, one in (await snapshot(guard, drawn)).rows)
    anew = Counter(
        tuple(sorted(drawn(columns_in(world, case, now), now).items())) for case in world.of("Case") if _is_drawn(case)
    )
    assert kept == anew


DRAWN = ("Assessment", "ContactMoment", "DetentionState", "Handover", "Involvement", "Meeting", "PlanState", "Stay")
FIELDS = ("kind", "condition", "phase", "status", "role", "organisationKind", "holder")
MOMENTS = ("heldOn", "offeredAt", "acceptedAt", "metAt")
ENDS = {"from": "OFFERED", "to": "TO", "prison": "IN", "detention": "HAS_STATE"}


def columns_in(world, case, now):
    """The columns of a case from the rows of the files."""
    records = []
    for label in DRAWN:
        for row in world.where(label, "caseId", case["id"]):
            if not row["recordedAt"] <= now < row.get("retractedAt", FOREVER) or _is_apart(world, row):
                continue
            end = row.get("validTo", FOREVER) if row.get("endKnownAt", 0) <= now else FOREVER
            moments = {key: _moment(row.get(key)) for key in MOMENTS}
            said = {key: row.get(key) for key in FIELDS} | moments
            holder = world.thing("Position", row.get("holder")) or {}
            organisation = world.thing("Organisation", holder.get("organisation") or row.get("holder")) or {}
            said["organisationKind"] = organisation.get("kind")
            ends = [[ENDS[key], row[key]] for key in ENDS if isinstance(row.get(key), str)]
            records.append(
                {"label": label, "fact": row["fact"], "validFrom": row.get("validFrom"), "validTo": end, "ends": ends}
                | said
            )
    detentions = world.where("Detention", "caseId", case["id"])
    return {
        "birthDate": world.thing("Person", case["persons"][0]).get("birthDate"),
        "detentions": [{"id": one["id"], "startedOn": one["startedOn"]} for one in detentions],
        "records": records,
    }


def _moment(said):
    return milliseconds(said) if isinstance(said, str) else said


def _is_apart(world, row):
    if row.get("frame") in ("TREATMENT", "PBW_18B", "WGS_SAFETY_HOUSE"):
        return True
    if row.get("kind") in ("SAFETY_HOUSE", "REGIONAL", "NO_SHOW"):
        return True
    for key in ("holder", "by", "owner", "attended", "from", "to", "prison"):
        found = row.get(key)
        for id in found if isinstance(found, list) else [found]:
            position = world.thing("Position", id)
            organisation = world.thing("Organisation", position["organisation"] if position else id)
            medical = any(one.get("function") == "MEDICAL" for one in world.where("PositionState", "position", id))
            if medical or (organisation and organisation["kind"] in ("CARE_PROVIDER", "SAFETY_HOUSE")):
                return True
    return False


def _is_drawn(case):
    return case["kind"] == "PERSON" and case["frame"] != "WGS_SAFETY_HOUSE"


async def test_who_may_see_a_case_gets_its_summary_and_nobody_else_does(small, guard, busiest):
    (found,) = await small.store.rows(
        "MATCH (:Position {id: $id})-[:HAS]->(i:Involvement {frame: 'PBW_18A'})-[:IN_CASE]->(c:Case {kind: 'PERSON'})"
        " WHERE i.validTo IS NULL AND c.frame = 'PBW_18A' RETURN c.id AS id ORDER BY id LIMIT 1",
        {"id": busiest.position},
    )
    own = await learning_case(guard, found["id"])
    assert isinstance(own, LearningCase)
    assert found["id"] not in str(own)
    assert {one.attribute.name for one in own.told} == {one.name for one in LADDERS.attributes}
    for purpose in (Purpose.STEERING, Purpose.OVERSIGHT, Purpose.SCREENING, Purpose.INTAKE):
        other = Guard(small.store, busiest.acting_for(purpose), small.clock)
        assert await learning_case(other, found["id"]) is None
    assert await learning_case(guard, "case-nobody") is None
    assert {look.case for look in guard.looks} == {found["id"]}


async def test_the_columns_of_all_persons_come_from_one_statement_that_seeks_by_case(small, guard):
    parameters = {"now": small.clock.now(), "max": FOREVER, "after": "", "many": 1000}
    found = list(operators(await small.store.plan(LEARNING_POPULATION, parameters)))
    assert [one for one in found if one[0].startswith(UNBOUNDED)] == []
    assert [one for one in found if one[0].startswith("AllNodesScan")] == []
    assert any("IndexSeek" in operator for operator, _ in found)
    (many,) = await small.store.rows("MATCH (r:Record) RETURN count(r) AS many")
    assert db_hits(await small.store.plan(LEARNING_POPULATION, parameters, profile=True)) <= 60 * many["many"]


async def test_a_world_of_more_cases_than_one_statement_reads_is_read_whole(small, guard, monkeypatch):
    whole = await snapshot(guard, drawn)
    monkeypatch.setattr(learning_columns, "_KEPT", {})
    monkeypatch.setattr(learning_columns, "CASES_AT_ONCE", 100)
    before = small.store.statements
    assert Counter(str(one) for _, one in (await snapshot(guard, drawn)).rows) == Counter(
        str(one) for _, one in whole.rows
    )
    assert small.store.statements - before == len(whole.rows) // 100 + 1


async def test_the_columns_of_one_case_start_at_its_key(small, guard, busiest):
    parameters = {**scope_parameters(guard.actor, small.clock.now()), "asked": {"case": "case-nobody"}}
    found = list(operators(await small.store.plan(LEARNING_CASE[Scope.TEAM], parameters)))
    assert any("IndexSeek" in operator for operator, _ in found)
    assert [one for one in found if one[0].startswith((*UNBOUNDED, "AllNodesScan", "NodeByLabelScan"))] == []
