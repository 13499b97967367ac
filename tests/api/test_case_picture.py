"""The case picture over HTTP: one statement for all its sections, and the same as `case` where both say it."""

from typing import Any

import pytest

from graph.staff import StaffPosition

PICTURE = """query Q($case: ID!, $at: Date, $knownAt: DateTime) { casePicture(case: $case, at: $at, knownAt: $knownAt) {
  __typename
  ... on CasePicture { case persons kind frame at knownAt
    director { party { professional professionalName organisationName } since origin { fact source } }
    team { role frame status startsOn endsOn endsWith directs party { position professional function organisation }
      origin { fact source recordedAt lastConfirmedAt disputed } }
    peopleAround { contact name tie ownReading { quality readOn by { position } }
      readings { quality by { function organisationName } } origin { fact } }
    organisations { organisation { organisation organisationName organisationKind } through }
    withheld { class fields reason } }
  ... on NotFound { id }
  ... on Invalid { field code message } } }"""


@pytest.fixture(scope="module")
async def cases(served: Any, busiest: StaffPosition) -> list[str]:
    """The cases of the busiest case manager."""
    text = "{ cases(first: 60, statuses: [OPEN]) { ... on CaseConnection { edges { node { id } } } } }"
    data = await served.data(text, served.acting(busiest))
    return [edge["node"]["id"] for edge in data["cases"]["edges"]]


async def test_all_sections_of_a_case_take_one_statement(served: Any, busiest: StaffPosition, cases: list[str]) -> None:
    before = served.world.store.statements
    data = await served.data(PICTURE, served.acting(busiest), {"case": cases[0]})
    assert served.world.store.statements - before == 2, "one to know who asks, one for the case"
    assert data["casePicture"]["team"]


async def test_the_team_is_that_of_the_case(served: Any, busiest: StaffPosition, cases: list[str]) -> None:
    text = """query Q($case: ID!) { case(id: $case) { team { id role position organisation { id } }
      director { position organisation { id } } } }"""
    seen = 0
    for case in cases[:20]:
        picture = (await served.data(PICTURE, served.acting(busiest), {"case": case}))["casePicture"]
        plain = (await served.data(text, served.acting(busiest), {"case": case}))["case"]
        now = [one for one in picture["team"] if one["status"] != "PLANNED"]
        assert {(one["id"], one["role"], one["position"], one["organisation"]["id"]) for one in plain["team"]} == {
            (one["origin"]["fact"], one["role"], one["party"]["position"], one["party"]["organisation"]) for one in now
        }
        director = picture["director"] and picture["director"]["party"]["professional"]
        assert (director is None) == (plain["director"] is None or plain["director"]["position"] is None)
        seen += len(picture["peopleAround"])
    assert seen > 0


@pytest.mark.parametrize(
    ("arguments", "field", "code"),
    [
        ({"at": "2026-02-30"}, "at", "MALFORMED_DATE"),
        ({"knownAt": "2036-02-01T00:00:00+01:00"}, "knownAt", "UNUSABLE"),
        ({"at": "0900-02-01"}, "at", "MALFORMED_DATE"),
    ],
)
async def test_a_moment_that_cannot_be_asked_about_is_named(
    served: Any, busiest: StaffPosition, cases: list[str], arguments: dict[str, str], field: str, code: str
) -> None:
    found = (await served.data(PICTURE, served.acting(busiest), {"case": cases[0], **arguments}))["casePicture"]
    assert (found["__typename"], found["field"], found["code"]) == ("Invalid", field, code)


async def test_a_case_of_others_is_not_found(served: Any, busiest: StaffPosition) -> None:
    found = (await served.data(PICTURE, served.acting(busiest), {"case": "case-nobody"}))["casePicture"]
    assert found == {"__typename": "NotFound", "id": "case-nobody"}
