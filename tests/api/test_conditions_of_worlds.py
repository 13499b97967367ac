"""Conditions over HTTP against the rows of the world's own files, read without the product's code."""

import sys
from pathlib import Path
from typing import Any

import pytest

from graph.staff import StaffPosition

sys.path.insert(0, str(Path(__file__).parents[1] / "walks"))

QUESTION = """query Q($case: ID!) { casePicture(case: $case) { ... on CasePicture {
  conditions { person condition status phase holdsUp { condition certain } heldUpBy { condition certain reason source }
    phases { phase status standing assessment { status assessedOn origin { fact } owner { position person } }
      history { status correctedAt origin { fact } } } }
  readiness { person releaseOn released answer conditions { condition answer why phase fact } }
  withheld { class fields } } } }"""


@pytest.fixture(scope="module")
async def pictures(served: Any, busiest: StaffPosition) -> dict[str, Any]:
    """The conditions of every case of the busiest case manager, by case."""
    text = "{ cases(first: 60) { ... on CaseConnection { edges { node { id } } } } }"
    edges = (await served.data(text, served.acting(busiest)))["cases"]["edges"]
    ids = [edge["node"]["id"] for edge in edges]
    return {id: (await served.data(QUESTION, served.acting(busiest), {"case": id}))["casePicture"] for id in ids}


async def test_statuses_are_those_that_the_files_tell(served: Any, pictures: dict[str, Any]) -> None:
    from world_rows import NEVER, World

    now = served.world.clock.now()
    world = World(served.world.folder, now)
    seen = 0
    for case, picture in pictures.items():
        counting: dict[tuple[str, str], Any] = {}
        for row in sorted(world.where("Assessment", "caseId", case), key=lambda row: (row["validFrom"], row["fact"])):
            believed = row["recordedAt"] <= now < row.get("retractedAt", NEVER)
            begun = [one["startedOn"] for one in world.where("Detention", "caseId", case)]
            of, at = (max((day for day in begun if day <= moment), default=None) for moment in (row["validFrom"], now))
            if row["phase"] != "BEFORE" and of != at and of is not None:
                continue
            if believed and row["validFrom"] <= now < row.get("validTo", NEVER):
                counting[row["condition"], row["phase"]] = row
        for condition in picture["conditions"]:
            for each in condition["phases"]:
                row = counting.get((condition["condition"], each["phase"]))
                assert each["status"] == (row["status"] if row else "UNKNOWN")
                assert (each["assessment"] or {"origin": {"fact": None}})["origin"]["fact"] == (row and row["fact"])
                assert (each["standing"] in ("NEVER_ASSESSED", "NO_LONGER")) == (row is None)
                seen += row is not None
    assert seen > 20


async def test_history_holds_every_other_version_of_the_files(served: Any, pictures: dict[str, Any]) -> None:
    from world_rows import World

    now = served.world.clock.now()
    world = World(served.world.folder, now)
    corrected = 0
    for case, picture in pictures.items():
        shown = [
            one["status"]
            for condition in picture["conditions"]
            for each in condition["phases"]
            for one in (*each["history"], *([each["assessment"]] if each["assessment"] else []))
        ]
        rows = [
            row["status"]
            for row in world.where("Assessment", "caseId", case)
            if row["recordedAt"] <= now and row["validFrom"] <= now
        ]
        assert sorted(shown) == sorted(rows)
        corrected += sum(
            one["correctedAt"] is not None
            for condition in picture["conditions"]
            for each in condition["phases"]
            for one in each["history"]
        )
    assert corrected > 0


async def test_who_may_not_see_conditions_is_not_told_that_nobody_assessed(
    served: Any, busiest: StaffPosition, pictures: dict[str, Any]
) -> None:
    text = "{ persons(first: 1) { ... on PersonConnection { edges { node { cases { id } } } } } }"
    (edge,) = (await served.data(text, served.acting(busiest, "SCREENING")))["persons"]["edges"]
    case = edge["node"]["cases"][0]["id"]
    found = (await served.data(QUESTION, served.acting(busiest, "SCREENING"), {"case": case}))["casePicture"]
    assert (found["conditions"], found["readiness"]) == ([], [])
    assert {"conditions", "readiness"} <= {
        name for one in found["withheld"] if one["class"] == "CONDITION" for name in one["fields"]
    }
