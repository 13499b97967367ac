"""Signals over HTTP, on a told story: each with its cause and what to do, of cases of one's own and no others."""

from typing import Any

import pytest
from told_whole_case import CASE, headers

from graph.actors import Purpose
from graph.staff import StaffPosition

SIGNALS = """query S($case: ID, $first: Int! = 100, $after: String, $all: Boolean! = false) {
  signals(case: $case, first: $first, after: $after, includeHandled: $all) { __typename
    ... on SignalConnection { at totalCount pageInfo { hasNextPage endCursor }
      edges { cursor node { id kind severity case persons names since days cause { english dutch }
        toDo { english dutch } party { position organisation } act sequence handled { at } origin { fact } } }
      withheld { class } }
    ... on Invalid { field code } } }"""


async def signals(served: Any, mark: str, purpose: Purpose = Purpose.REINTEGRATION, **variables: Any) -> Any:
    found = (await served.data(SIGNALS, headers(served, mark, purpose), variables))["signals"]
    assert found["__typename"] == "SignalConnection", found
    return found


def nodes(found: Any) -> list[Any]:
    return [edge["node"] for edge in found["edges"]]


async def test_the_coordinator_hears_of_direction_that_waits_for_an_answer_and_of_what_is_late(served: Any) -> None:
    found = nodes(await signals(served, "coordinator", case=CASE))
    kinds = {one["kind"] for one in found}
    assert {"DIRECTION_UNANSWERED", "ACTION_OVERDUE"} <= kinds
    (first,) = (one for one in found if one["kind"] == "DIRECTION_UNANSWERED")
    assert (first["severity"], first["days"], first["names"]) == ("HIGH", 5, ["Wessel van Halteren"])
    assert first["cause"]["dutch"].startswith("De casusregie is 5 dagen geleden aangeboden")
    assert first["toDo"]["english"]


async def test_who_is_not_in_the_case_hears_nothing_of_it_and_an_unknown_case_answers_the_same(served: Any) -> None:
    for mark in ("excluded colleague", "steering member", "privacy officer"):
        assert (await signals(served, mark, case=CASE))["edges"] == []
    unknown = await signals(served, "coordinator", case="no-such-case")
    hidden = await signals(served, "excluded colleague", case=CASE)
    assert (unknown["totalCount"], unknown["withheld"]) == (hidden["totalCount"], hidden["withheld"]) == (0, [])
    assert (await signals(served, "coordinator", case="x" * 300))["edges"] == []


async def test_signals_of_all_cases_take_one_statement_and_pages_joined_are_the_list(
    served: Any, busiest: StaffPosition
) -> None:
    before = served.world.store.statements
    whole = (await served.data(SIGNALS, served.acting(busiest)))["signals"]
    assert served.world.store.statements - before == 2, "one to know who asks, one for the list"
    rows, after = [], None
    while True:
        page = (await served.data(SIGNALS, served.acting(busiest), {"first": 7, "after": after}))["signals"]
        rows += nodes(page)
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert [one["id"] for one in rows][: len(nodes(whole))] == [one["id"] for one in nodes(whole)]
    assert len(rows) == whole["totalCount"] == len({one["id"] for one in rows}) > 10


@pytest.mark.parametrize(("variables", "code"), [({"first": 0}, "OUT_OF_RANGE"), ({"after": "bm8="}, "BAD_CURSOR")])
async def test_what_cannot_be_asked_is_named(served: Any, busiest: StaffPosition, variables: Any, code: str) -> None:
    found = (await served.data(SIGNALS, served.acting(busiest), variables))["signals"]
    assert (found["__typename"], found["code"]) == ("Invalid", code)


async def test_on_the_intake_list_who_waits_too_long_is_a_signal_to_the_organisation(served: Any) -> None:
    text = "{ intake(first: 100) { ... on IntakeConnection { edges { node { case daysWaiting unassignedLong } } } } }"
    asked = headers(served, "intake coordinator", Purpose.INTAKE)
    waiting = [edge["node"] for edge in (await served.data(text, asked))["intake"]["edges"]]
    found = nodes(await signals(served, "intake coordinator", Purpose.INTAKE))
    assert {one["case"] for one in found if one["kind"] == "UNASSIGNED"} == {
        one["case"] for one in waiting if one["unassignedLong"]
    }
