"""What changed in the whole case, over HTTP: against the rows of the story, and since who asks last looked."""

from dataclasses import replace
from typing import Any

import pytest
from graphql import build_schema
from told_whole_case import CASE, TOLD, headers, rows

from api.schema import sdl
from graph.actors import Assurance, Purpose
from graph.clock import FixedClock
from graph.last_looks import LISTS
from graph.times import parse_moment

CHANGES = """query Q($case: ID!, $from: DateTime, $to: DateTime, $since: Boolean! = false) {
  changes(case: $case, from: $from, to: $to, sinceMyLastLook: $since) { __typename
    ... on CaseChanges { case from to withheld { class }
      changes { at change kind values { name text } differs { name was becomes } startsOn endsOn
        origin { fact source } } }
    ... on NotFound { id } ... on Invalid { field code message } } }"""
LOOK = "query L($case: ID!) { casePicture(case: $case) { ... on CasePicture { case } } }"
LIST = "{ cases { ... on CaseConnection { totalCount edges { node { id } } } } }"
PLAIN = ("Notice", "AdviceRequest", "InstrumentResult", "PlanAgreement", "Handover", "ContactRule")
MONTHS = {"from": "2025-12-01T00:00:00+01:00", "to": "2026-03-01T00:00:00+01:00"}


def acting(served: Any, mark: str = "case manager") -> dict[str, str]:
    return headers(served, mark, Purpose.REINTEGRATION)


async def asked(served: Any, who: dict[str, str], **variables: Any) -> dict[str, Any]:
    return (await served.data(CHANGES, who, {"case": CASE, **variables}))["changes"]


async def test_what_was_recorded_between_is_new_and_nothing_else_is(served: Any) -> None:
    found = await asked(served, acting(served), **MONTHS)
    first, last = (parse_moment(MONTHS[one]) for one in ("from", "to"))
    for kind in PLAIN:
        told = {row["fact"] for row in rows(kind) if first < row["recorded"] <= last}
        new = {one["origin"]["fact"] for one in found["changes"] if (one["kind"], one["change"]) == (kind, "ADDED")}
        assert told == new, kind
    assert [one["at"] for one in found["changes"]] == sorted(one["at"] for one in found["changes"])


async def test_a_correction_tells_what_it_was_and_what_it_became(served: Any) -> None:
    found = await asked(served, acting(served), **MONTHS)
    by_fact = {one["origin"]["fact"]: one for one in found["changes"] if one["change"] == "CORRECTED"}
    release = by_fact[TOLD.marks["release"]]
    assert {(one["name"], one["was"], one["becomes"]) for one in release["differs"]} == {
        ("expectedEnd", TOLD.day(66), TOLD.day(24)),
        ("certainty", "ESTIMATED", "FIXED"),
    }
    assert release["at"] == TOLD.hour(-30, 15)
    # The rating of his home was put right on 30 December: inside the period.
    assert TOLD.marks["housing assessment"] in by_fact


async def test_what_is_withheld_is_not_a_change(served: Any) -> None:
    whole = (
        await served.data(CHANGES, headers(served, "nurse", Purpose.CARE, Assurance.HIGH), {"case": CASE, **MONTHS})
    )["changes"]
    manager = await asked(served, acting(served), **MONTHS)
    mentor = await asked(served, acting(served, "mentor"), **MONTHS)
    note = TOLD.marks["nurse's note"]
    assert note in {one["origin"]["fact"] for one in whole["changes"]}
    for answer in (manager, mentor):
        assert note not in {one["origin"]["fact"] for one in answer["changes"]}
        assert "HEALTH" in {one["class"] for one in answer["withheld"]}
    assert "LegalTitle" not in {one["kind"] for one in mentor["changes"]}
    texts = str(manager) + str(mentor)
    for secret in ("Doortje", "Petra", "IrisZorg", "Achterberg"):
        assert secret not in texts


@pytest.mark.parametrize(
    ("variables", "field"),
    [
        ({}, "from"),
        ({**MONTHS, "since": True}, "from"),
        ({"from": MONTHS["to"], "to": MONTHS["from"]}, "to"),
        ({"from": MONTHS["from"], "to": "2036-01-01T00:00:00+01:00"}, "to"),
        ({"from": "2026-02-30T00:00:00+01:00"}, "from"),
        ({"from": "0900-02-01T00:00:00+01:00"}, "from"),
    ],
)
async def test_moments_that_cannot_be_asked_are_named(served: Any, variables: dict[str, Any], field: str) -> None:
    found = await asked(served, acting(served), **variables)
    assert (found["__typename"], found["field"]) == ("Invalid", field)


async def test_for_who_is_not_in_the_case_or_excluded_from_it_there_are_no_changes(served: Any) -> None:
    for mark in ("excluded colleague", "police officer", "senior case manager"):
        assert await asked(served, acting(served, mark), **MONTHS) == {"__typename": "NotFound", "id": CASE}


async def test_since_i_looked_begins_at_my_own_last_look_into_the_case(
    small: Any, serve_as: Any, tmp_path: Any
) -> None:
    began = small.clock.now()

    def at(minutes: int) -> Any:
        return serve_as(replace(small, clock=FixedClock(began + minutes * 60_000)), home=tmp_path)

    async with at(0) as served:
        never = await asked(served, acting(served), since=True)
        assert never["from"] is None
        assert len(never["changes"]) > 80
        mentor = acting(served, "mentor")
        await served.data(LOOK, mentor, {"case": CASE})
    async with at(5) as served:
        await served.data(LIST, acting(served))
    async with at(10) as served:
        mine = await asked(served, acting(served), since=True)
        assert parse_moment(mine["from"]) == began
        assert mine["changes"] == []
        assert (await asked(served, mentor, since=True))["from"] == mine["from"]
    async with at(20) as served:
        assert parse_moment((await asked(served, acting(served), since=True))["from"]) == began + 10 * 60_000


def test_no_list_counts_as_a_look_into_a_case() -> None:
    schema = build_schema(sdl())
    assert schema.query_type is not None
    lists = {name for name, field in schema.query_type.fields.items() if "first" in field.args}
    assert lists - NO_CASES <= LISTS


NO_CASES = {"professionals", "organisations", "municipalities", "prisons", "regions", "offers", "gaps"}
"""Lists that show nothing of any case."""

NETWORK = """query N($person: ID!, $at: Date!, $knownAt: DateTime!) {
  network(person: $person, at: $at, knownAt: $knownAt) { ... on Network { nodes { id } edges { id status } } } }"""
NETWORK_CHANGES = """query C($person: ID!, $from: DateTime!, $to: DateTime, $depth: Int! = 2) {
  networkChanges(person: $person, from: $from, to: $to, depth: $depth) { __typename
    ... on NetworkChanges { nodesAdded { id } nodesGone { id } edgesAdded { id } edgesGone { id }
      edgesChanged { was { id status } becomes { id status } } }
    ... on NotFound { id } ... on Invalid { field code } } }"""


async def test_what_came_and_went_in_a_network_is_the_difference_between_two_networks(served: Any) -> None:
    who, person = acting(served), TOLD.marks["person"]
    days = ("2025-11-01", "2026-02-20")
    moments = [f"{day}T00:00:00+01:00" for day in days]
    then, now = [
        (await served.data(NETWORK, who, {"person": person, "at": day, "knownAt": moment}))["network"]
        for day, moment in zip(days, moments, strict=True)
    ]
    before = served.world.store.statements
    found = await served.data(NETWORK_CHANGES, who, {"person": person, "from": moments[0], "to": moments[1]})
    assert served.world.store.statements - before == 3, "one to know who asks, one for each moment"
    found = found["networkChanges"]
    for part in ("nodes", "edges"):
        was, becomes = ({one["id"] for one in network[part]} for network in (then, now))
        assert {one["id"] for one in found[f"{part}Added"]} == becomes - was
        assert {one["id"] for one in found[f"{part}Gone"]} == was - becomes
    assert found["nodesAdded"]
    status = {one["id"]: one["status"] for one in then["edges"]}
    assert all(one["was"]["status"] == status[one["becomes"]["id"]] for one in found["edgesChanged"])


@pytest.mark.parametrize(
    ("variables", "field"),
    [
        ({"from": MONTHS["to"], "to": MONTHS["from"]}, "to"),
        ({"from": MONTHS["from"], "to": "2036-01-01T00:00:00+01:00"}, "to"),
        ({"from": "2026-02-30T00:00:00+01:00"}, "from"),
        ({**MONTHS, "depth": 99}, "depth"),
    ],
)
async def test_a_network_is_not_compared_for_what_cannot_be_asked(
    served: Any, variables: dict[str, Any], field: str
) -> None:
    asked_for = {"person": TOLD.marks["person"], **variables}
    found = (await served.data(NETWORK_CHANGES, acting(served), asked_for))["networkChanges"]
    assert (found["__typename"], found["field"]) == ("Invalid", field)


async def test_the_network_of_a_person_of_others_has_no_changes(served: Any) -> None:
    asked_for = {"person": TOLD.marks["person"], **MONTHS}
    found = await served.data(NETWORK_CHANGES, acting(served, "excluded colleague"), asked_for)
    assert found["networkChanges"]["__typename"] == "NotFound"
