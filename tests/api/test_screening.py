"""The screening list of a prison over GraphQL and on the command line: who is on it, for whom, and on which facts."""

from datetime import date
from typing import Any

import pytest

from analytics.screening.deciding import propose
from analytics.screening.gathering import READS
from analytics.screening.screened import list_of, screened
from graph.actors import Purpose
from graph.dossiers import dossiers_by_case
from graph.guards import Guard
from graph.screening_lists import dossiers_to_screen
from graph.staff import staff
from seeds.stories.library import STORIES

LIST = "{ screeningList { persons { tier screening { case person proposal } } } }"
ONE = """query S($case: ID!) { screening(case: $case) { __typename
  ... on Screening { proposal criteria { no outcome } again { reasons } weighed { combination }
    part1 { concern } part2 { motivation } decision { departs proposal inputs { input text } tookPart { function } }
  } } }"""


@pytest.fixture(scope="module")
def told() -> Any:
    return STORIES["whole-case"].tell(date(2026, 3, 10))


async def manager_of(small: Any, name: str) -> Any:
    (found,) = [
        one for one in await staff(small.store, small.clock, function="CASE_MANAGER", limit=500) if one.name == name
    ]
    return found


async def test_everybody_who_is_in_the_prison_is_on_the_list_and_nobody_else(
    served: Any, small: Any, told: Any
) -> None:
    manager = await manager_of(small, "Aukje Grondtoon")
    data = await served.data(LIST, served.acting(manager, Purpose.SCREENING))
    listed = {one["screening"]["person"] for one in data["screeningList"]["persons"]}
    rows = await small.store.rows(
        "MATCH (p:Person)-[:HAS_DETENTION]->(d:Detention)-[:HAS_STAY]->(s:Stay)-[:IN]->(z:Prison {id: $prison})"
        " WHERE s.retractedAt IS NULL AND (s.validFrom IS NULL OR s.validFrom <= $now)"
        " AND (s.validTo IS NULL OR $now < s.validTo) RETURN DISTINCT p.id AS id",
        {"prison": manager.organisation, "now": small.clock.now()},
    )
    assert listed == {row["id"] for row in rows}
    assert told.marks["person"] in listed


async def test_under_another_purpose_there_is_no_list_and_no_screening(served: Any, small: Any, told: Any) -> None:
    manager = await manager_of(small, "Aukje Grondtoon")
    headers = served.acting(manager, Purpose.REINTEGRATION)
    assert (await served.data(LIST, headers))["screeningList"]["persons"] == []
    data = await served.data(ONE, headers, {"case": told.marks["case"]})
    assert data["screening"] == {"__typename": "NotFound"}
    elsewhere = await manager_of(small, "Gijs Grondtoon")
    for case in (told.marks["case"], "no-such-case"):
        data = await served.data(ONE, served.acting(elsewhere, Purpose.SCREENING), {"case": case})
        assert data["screening"] == {"__typename": "NotFound"}


async def test_the_story_is_screened_as_it_was_told(served: Any, small: Any, told: Any) -> None:
    """He was sentenced, supervision follows, and his RISC says more than low."""
    manager = await manager_of(small, "Aukje Grondtoon")
    data = await served.data(ONE, served.acting(manager, Purpose.SCREENING), {"case": told.marks["case"]})
    assert data["screening"]["proposal"] == "PRIORITY"
    outcomes = {one["no"]: one["outcome"] for one in data["screening"]["criteria"]}
    assert (outcomes[7], outcomes[1], outcomes[2], outcomes[5]) == ("MET", "NOT_MET", "NOT_MET", "NOT_APPLICABLE")
    assert data["screening"]["again"] is None
    assert data["screening"]["weighed"] == {"combination": "HIGH"}
    assert (data["screening"]["part1"], data["screening"]["part2"]) == (
        {"concern": "NO"}, {"motivation": "CAN_BE_MOTIVATED"},
    )  # fmt: skip
    decision = data["screening"]["decision"]
    assert (decision["departs"], decision["proposal"]) == (False, "PRIORITY")
    assert [one["text"] for one in decision["inputs"]] == [None, "CoVa, gericht op impulsief gedrag"]
    assert {one["function"] for one in decision["tookPart"]} == {"CASE_MANAGER", "PROBATION_ADVISER"}


async def test_what_the_story_says_it_stood_on_is_what_the_rules_saw_then(small: Any, told: Any) -> None:
    manager = await manager_of(small, "Aukje Grondtoon")
    guard = Guard(small.store, manager.acting_for(Purpose.SCREENING), small.clock)
    (dossier,) = (await dossiers_by_case(guard, [told.marks["case"]])).values()
    (decision,) = [one for one in dossier.records.records if one.kind == "ScreeningDecision"]
    at = decision.recorded_at
    found = propose(dossier.whole.view(at, at), told.marks["person"])
    assert found is not None
    assert (list(found.stood_on), list(found.outcomes)) == (decision.values["stoodOn"], decision.values["outcomes"])


async def test_the_list_and_one_screening_say_the_same(small: Any) -> None:
    manager = await manager_of(small, "Aukje Grondtoon")
    guard = Guard(small.store, manager.acting_for(Purpose.SCREENING), small.clock)
    found, _ = await dossiers_to_screen(guard, READS)
    listed = list_of(found, guard.now)
    assert listed
    alone = await dossiers_by_case(guard, [one.case_id for _, one in listed])
    for _, one in listed:
        other = screened(alone[one.case_id], guard.now)
        assert other is not None
        assert (other.inputs, other.screening, other.turn) == (one.inputs, one.screening, one.turn)
