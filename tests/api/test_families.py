"""Cases that belong together, over HTTP: each with its own team; what is not one's own does not exist."""

import json
from datetime import date
from typing import Any

import pytest

from graph.actors import Assurance, Purpose
from seeds.stories.library import STORIES

REINTEGRATION, SAFETY_HOUSE = Purpose.REINTEGRATION, Purpose.SAFETY_HOUSE_CASE
PICTURE = """query Q($case: ID!) { casePicture(case: $case) { __typename
  ... on CasePicture { persons kind frame families { case persons } members { case persons }
    team { role } peopleAround { name tie } withheld { class reason } }
  ... on NotFound { id } } }"""
TOLD = {name: STORIES[name].tell(date(2026, 3, 10)) for name in ("whole-case", "family", "two-brothers")}
M = TOLD["whole-case"].marks


async def picture(served: Any, mark: str, case: str, purpose: Purpose, story: str = "whole-case") -> dict[str, Any]:
    told = TOLD[story]
    id = told.marks[mark]
    professional = next(row["professional"] for kind, row in told.rows if kind == "Position" and row["id"] == id)
    headers = served.headers(professional, purpose, id)
    found = await served.data(PICTURE, headers, {"case": told.marks.get(case, case)})
    return found["casePicture"]


@pytest.mark.parametrize(
    ("mark", "purpose", "case", "families", "members"),
    [
        ("coordinator", REINTEGRATION, "case", ["family case"], []),
        ("neighbourhood worker", REINTEGRATION, "case", ["family case"], []),
        ("case manager", REINTEGRATION, "case", [], []),
        ("adviser", REINTEGRATION, "case", [], []),
        ("coordinator", SAFETY_HOUSE, "family case", [], ["case"]),
        ("family convener", SAFETY_HOUSE, "family case", [], []),
        ("convener", SAFETY_HOUSE, "safety-house case", [], []),
        ("case manager", SAFETY_HOUSE, "safety-house case", [], []),
    ],
)
async def test_only_cases_that_are_ones_own_belong_together(
    served: Any, mark: str, purpose: Purpose, case: str, families: list[str], members: list[str]
) -> None:
    before = served.world.store.statements
    found = await picture(served, mark, case, purpose)
    assert served.world.store.statements - before == 2
    assert [one["case"] for one in found["families"]] == [M[one] for one in families]
    assert [one["case"] for one in found["members"]] == [M[one] for one in members]
    assert [one["persons"] for one in found["members"]] == [[M["person"]] for _ in members]


async def test_the_case_of_a_family_has_its_persons_and_people_of_its_own(served: Any) -> None:
    found = await picture(served, "family convener", "family case", SAFETY_HOUSE)
    assert (found["kind"], found["frame"]) == ("FAMILY", "WGS_SAFETY_HOUSE")
    assert sorted(found["persons"]) == sorted([M["person"], M["sister"]])
    assert {one["name"] for one in found["peopleAround"]} == {"Moeder Van Halteren", "Jelte (7)"}
    assert sorted(one["role"] for one in found["team"]) == ["AFTERCARE_COORDINATOR", "CONVENER", "NEIGHBOURHOOD_WORKER"]


async def test_neither_opens_the_other(served: Any) -> None:
    assert (await picture(served, "family convener", "case", SAFETY_HOUSE))["__typename"] == "NotFound"
    assert (await picture(served, "case manager", "family case", REINTEGRATION))["__typename"] == "NotFound"
    # Who is in both sees each under the purpose of its frame.
    for case, purpose in (("case", SAFETY_HOUSE), ("family case", REINTEGRATION)):
        found = await picture(served, "coordinator", case, purpose)
        assert (found["team"], found["peopleAround"], found["families"], found["members"]) == ([], [], [], [])
        assert {one["reason"] for one in found["withheld"]} <= {"PURPOSE_MISMATCH", "HEALTH_SECRECY"}


@pytest.mark.parametrize("mark", ["coordinator", "mentor", "family convener", "volunteer", "steering member"])
@pytest.mark.parametrize("purpose", [REINTEGRATION, SAFETY_HOUSE])
async def test_a_case_of_the_safety_house_does_not_exist_for_others(served: Any, mark: str, purpose: Purpose) -> None:
    hidden = await picture(served, mark, "safety-house case", purpose)
    absent = await picture(served, mark, "case-of-nobody", purpose)
    assert json.dumps(hidden) == json.dumps(absent).replace("case-of-nobody", M["safety-house case"])


async def test_for_the_person_there_is_no_family_case_and_none_of_the_safety_house(served: Any) -> None:
    token = served.issuer.token_for(M["person"], Assurance.HIGH, person=True)
    headers = {"Authorization": f"Bearer {token}", "Casusregie-Purpose": Purpose.SUBJECT_ACCESS}
    for case, there in (("case", True), ("family case", False), ("safety-house case", False)):
        found = (await served.data(PICTURE, headers, {"case": M[case]}))["casePicture"]
        assert found["__typename"] == ("CasePicture" if there else "NotFound")
        if there:
            assert (found["families"], found["members"]) == ([], [])


async def test_the_table_of_a_family_does_not_reach_the_case_of_the_father(served: Any) -> None:
    found = await picture(served, "convener", "case", SAFETY_HOUSE, "family")
    assert (len(found["persons"]), found["members"]) == (2, [])
    assert len(found["team"]) == 10, "two of the twelve are care providers"
    assert (await picture(served, "convener", "case of the father", SAFETY_HOUSE, "family"))["__typename"] == "NotFound"


async def test_brothers_who_are_inside_both_are_no_family_to_their_teams(served: Any) -> None:
    found = await picture(served, "case manager of the elder", "case of the elder", REINTEGRATION, "two-brothers")
    assert (found["families"], found["members"]) == ([], [])
    assert ("Otto Tweelingsma", "SIBLING") in {(one["name"], one["tie"]) for one in found["peopleAround"]}
    assert TOLD["two-brothers"].marks["younger"] not in json.dumps(found)
    assert TOLD["two-brothers"].marks["case of the younger"] not in json.dumps(found)
