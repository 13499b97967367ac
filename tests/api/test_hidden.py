"""Outside the scope nothing exists: hidden and unknown answer alike, by every way in."""

import json
from typing import Any

import pytest

from graph.actors import Purpose
from graph.staff import StaffPosition

WAYS = """query Ways($person: ID!, $case: ID!) {
  person(id: $person) { id name }
  case(id: $case) { id status }
  a: node(id: $person) { __typename id }
  b: node(id: $case) { __typename id }
  network(person: $person) { __typename }
  subjectReport(person: $person) { __typename }
}"""
NOTHING = {
    "person": None, "case": None, "a": None, "b": None,
    "network": {"__typename": "NotFound"}, "subjectReport": {"__typename": "NotFound"},
}  # fmt: skip
ALL = "{ persons(first: 100) { ... on PersonConnection { totalCount edges { node { id cases { id } } } } } }"


@pytest.fixture(scope="module")
async def own(served: Any, busiest: StaffPosition) -> dict[str, str]:
    """A person and a case that the busiest case manager may see."""
    data = await served.data(ALL, served.acting(busiest))
    node = data["persons"]["edges"][0]["node"]
    return {"person": node["id"], "case": node["cases"][0]["id"]}


@pytest.fixture(scope="module")
async def foreign(served: Any, busiest: StaffPosition) -> dict[str, str]:
    """A person and the case of somebody the busiest case manager has nothing to do with."""
    data = await served.data(ALL, served.acting(busiest))
    mine = {edge["node"]["id"] for edge in data["persons"]["edges"]}
    assert data["persons"]["totalCount"] == len(mine)
    with (served.world.folder / "Case.jsonl").open() as rows:
        for row in map(json.loads, rows):
            if row["kind"] == "PERSON" and not mine & set(row["persons"]):
                return {"person": row["persons"][0], "case": row["id"]}
    raise AssertionError("everybody is in one caseload")


async def test_what_is_mine_exists_by_every_way(served: Any, busiest: StaffPosition, own: dict[str, str]) -> None:
    data = await served.data(WAYS, served.acting(busiest), own)
    assert data["person"]["id"] == data["a"]["id"] == own["person"]
    assert data["case"]["id"] == data["b"]["id"] == own["case"]
    assert data["network"] == {"__typename": "Network"}


async def test_hidden_and_unknown_answer_alike_in_as_many_statements(
    served: Any, busiest: StaffPosition, foreign: dict[str, str]
) -> None:
    headers, counted = served.acting(busiest), []
    for asked in (foreign, {"person": "nobody", "case": "nothing"}):
        for question in (WAYS, *(ways_in())):
            before = served.world.store.statements
            answer = await served.ask(question, headers, asked)
            assert "errors" not in answer
            assert answer["data"] == {name: NOTHING[name] for name in answer["data"]}
            counted.append(served.world.store.statements - before)
    half = len(counted) // 2
    assert counted[:half] == counted[half:]


def ways_in() -> list[str]:
    """Each way in by itself."""
    return [
        "query Q($person: ID!) { person(id: $person) { id name } }",
        "query Q($case: ID!) { case(id: $case) { id status } }",
        "query Q($person: ID!) { a: node(id: $person) { __typename id } }",
        "query Q($case: ID!) { b: node(id: $case) { __typename id } }",
        "query Q($person: ID!) { network(person: $person) { __typename } }",
        "query Q($person: ID!) { subjectReport(person: $person) { __typename } }",
    ]


@pytest.mark.parametrize("asked", ["", " ", "x" * 300, "'", '"', "😀", "GM0363", "\u0000"])
async def test_no_id_breaks_anything(served: Any, busiest: StaffPosition, asked: str) -> None:
    data = await served.data(
        "query Q($id: ID!) { person(id: $id) { id } network(person: $id) { __typename } }",
        served.acting(busiest),
        {"id": asked},
    )
    assert data == {"person": None, "network": {"__typename": "NotFound"}}


async def test_without_a_purpose_no_person_exists(served: Any, busiest: StaffPosition, own: dict[str, str]) -> None:
    headers = served.headers(busiest.professional, position=busiest.position)
    answer = await served.ask(WAYS, headers, own)
    assert answer["data"] == NOTHING
    assert answer["extensions"]["notices"][0]["code"] == "NO_PURPOSE"
    assert (await served.data(ALL, headers))["persons"] == {"totalCount": 0, "edges": []}


@pytest.mark.parametrize("purpose", [Purpose.OPERATIONS, Purpose.STEERING, Purpose.OVERSIGHT, Purpose.CARE])
async def test_under_a_purpose_that_is_not_of_the_case_no_person_exists(
    served: Any, busiest: StaffPosition, own: dict[str, str], purpose: Purpose
) -> None:
    assert await served.data(WAYS, served.acting(busiest, purpose), own) == NOTHING


async def test_a_colleague_outside_the_team_sees_nothing(served: Any, busiest: StaffPosition) -> None:
    assert busiest.cases > 0
    answer = await served.ask(ALL, served.headers("nobody", Purpose.REINTEGRATION))
    assert answer["data"]["persons"] == {"totalCount": 0, "edges": []}


async def test_reference_data_need_a_token_and_nothing_more(served: Any) -> None:
    text = """{ municipality(id: "GM0363") { name regions { id } }
        prisons(first: 2) { ... on PrisonConnection { edges { node { name } } } }
        offers(first: 2) { ... on ServiceOfferConnection { totalCount } } }"""
    data = await served.data(text, served.headers("nobody"))
    assert data["municipality"]["name"] == "Amsterdam"
    assert len(data["prisons"]["edges"]) == 2
    assert data["offers"]["totalCount"] > 0


async def test_who_works_where_needs_a_purpose(served: Any, busiest: StaffPosition) -> None:
    text = """query Q($id: ID!) {
        professional(id: $id) { name } professionals { ... on ProfessionalConnection { totalCount } } }"""
    asked = {"id": busiest.professional}
    without = await served.data(text, served.headers(busiest.professional, position=busiest.position), asked)
    operations = await served.data(text, served.acting(busiest, Purpose.OPERATIONS), asked)
    within = await served.data(text, served.acting(busiest), asked)
    assert without == operations == {"professional": None, "professionals": {"totalCount": 0}}
    assert within["professional"]["name"] == busiest.name
    assert within["professionals"]["totalCount"] > 100


async def test_a_cursor_that_somebody_else_got_is_refused_like_any_text(
    served: Any, busiest: StaffPosition, busiest_probation: StaffPosition
) -> None:
    text = """query Q($after: String) {
        persons(first: 1, after: $after) { __typename ... on Invalid { field code message }
          ... on PersonConnection { pageInfo { endCursor } } }
        cases(first: 1, after: $after) { __typename ... on Invalid { field code message } }
        organisations(first: 1, after: $after) { __typename ... on Invalid { field code message } } }"""
    own = served.acting(busiest)
    cursor = (await served.data(text, own))["persons"]["pageInfo"]["endCursor"]
    unknown = await served.data(text, own, {"after": "bm90IGEgY3Vyc29y"})
    assert {one["code"] for one in unknown.values()} == {"BAD_CURSOR"}
    for other in (
        served.acting(busiest, Purpose.RISK_MANAGEMENT),
        served.acting(busiest_probation),
        served.acting(busiest_probation, Purpose.SCREENING),
    ):
        assert await served.data(text, other, {"after": cursor}) == unknown
    again = await served.data(text, own, {"after": cursor})
    assert again["persons"]["__typename"] == "PersonConnection"
