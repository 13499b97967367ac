"""Values that cannot be asked with: a typed answer in the user's words, and nothing is looked up."""

from typing import Any

import orjson
import pytest

from graph.staff import StaffPosition

NETWORK = """query Q($person: ID!, $depth: Int! = 2, $at: Date, $knownAt: DateTime) {
  network(person: $person, depth: $depth, at: $at, knownAt: $knownAt) {
    __typename ... on Invalid { field code message } } }"""


async def refused(served: Any, headers: dict[str, str], text: str, variables: dict[str, Any]) -> dict[str, Any]:
    """The refusal of the one root field of a question, for which nothing but who asks was looked up."""
    before = served.world.store.statements
    (answer,) = (await served.data(text, headers, variables)).values()
    assert answer["__typename"] == "Invalid"
    assert served.world.store.statements == before + 1
    return answer


@pytest.mark.parametrize(
    "date", ["yesterday", "2026-02-30", "10-03-2026", "", "2026-03-10T12:00:00+01:00", "2026-3-1", "😀"]
)
async def test_what_is_no_day_is_said(served: Any, busiest: StaffPosition, date: str) -> None:
    answer = await refused(served, served.acting(busiest), NETWORK, {"person": "x", "at": date})
    assert (answer["field"], answer["code"]) == ("at", "MALFORMED_DATE")
    assert answer["message"].startswith("at: ")


@pytest.mark.parametrize("date", ["0000-01-01", "0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31"])
async def test_a_year_that_cannot_be_is_said(served: Any, busiest: StaffPosition, date: str) -> None:
    answer = await refused(served, served.acting(busiest), NETWORK, {"person": "x", "at": date})
    assert (answer["field"], answer["code"]) == ("at", "MALFORMED_DATE")


@pytest.mark.parametrize("moment", ["2026-03-10", "2026-03-10T12:00:00", "2026-03-10T25:00:00Z", "now"])
async def test_what_is_no_moment_is_said(served: Any, busiest: StaffPosition, moment: str) -> None:
    answer = await refused(served, served.acting(busiest), NETWORK, {"person": "x", "knownAt": moment})
    assert (answer["field"], answer["code"]) == ("knownAt", "MALFORMED_DATE")


@pytest.mark.parametrize("moment", ["2026-03-10T11:00:00Z", "2026-03-10T12:00+01:00", "2026-03-10T11:00:00.000z"])
async def test_a_moment_may_be_written_in_these_ways(served: Any, busiest: StaffPosition, moment: str) -> None:
    data = await served.data(NETWORK, served.acting(busiest), {"person": "x", "knownAt": moment})
    assert data["network"]["__typename"] == "NotFound"


async def test_a_literal_is_read_as_a_variable_is(served: Any, busiest: StaffPosition) -> None:
    text = '{ network(person: "x", at: "gisteren") { __typename ... on Invalid { code } } }'
    assert (await refused(served, served.acting(busiest), text, {}))["code"] == "MALFORMED_DATE"


async def test_what_will_be_known_later_cannot_be_asked(served: Any, busiest: StaffPosition) -> None:
    moment = "2027-01-01T00:00:00Z"
    answer = await refused(served, served.acting(busiest), NETWORK, {"person": "x", "knownAt": moment})
    assert (answer["field"], answer["code"]) == ("knownAt", "UNUSABLE")


@pytest.mark.parametrize("depth", [0, -1, 4, 99, 2_147_483_647])
async def test_a_depth_out_of_range_is_said(served: Any, busiest: StaffPosition, depth: int) -> None:
    answer = await refused(served, served.acting(busiest), NETWORK, {"person": "x", "depth": depth})
    assert (answer["field"], answer["code"]) == ("depth", "OUT_OF_RANGE")
    assert "1 to 3" in answer["message"]


@pytest.mark.parametrize(
    "name", ["persons", "cases", "organisations", "regions", "offers", "professionals", "prisons", "gaps"]
)
async def test_a_page_that_cannot_be_is_said(served: Any, busiest: StaffPosition, name: str) -> None:
    text = f"""query Q($first: Int!, $after: String) {{
        {name}(first: $first, after: $after) {{ __typename ... on Invalid {{ field code }} }} }}"""
    for first in (0, -5, 101, 1_000_000):
        answer = await refused(served, served.acting(busiest), text, {"first": first})
        assert (answer["field"], answer["code"]) == ("first", "OUT_OF_RANGE")
    for after in ("x", "", "é", "bm9uc2Vuc2U", "WyJwZXJzb25zIl0", "x" * 10_000):
        answer = await refused(served, served.acting(busiest), text, {"first": 5, "after": after})
        assert (answer["field"], answer["code"]) == ("after", "BAD_CURSOR")


async def test_a_cursor_of_another_list_is_refused(served: Any, busiest: StaffPosition) -> None:
    page = "{ pageInfo { endCursor } }"
    data = await served.data(f"{{ regions(first: 1) {{ ... on RegionConnection {page} }} }}", served.acting(busiest))
    text = "query Q($after: String) { offers(after: $after) { __typename ... on Invalid { code } } }"
    after = data["regions"]["pageInfo"]["endCursor"]
    assert (await refused(served, served.acting(busiest), text, {"after": after}))["code"] == "BAD_CURSOR"


@pytest.mark.parametrize("name", ["organisations", "municipalities", "prisons", "gaps"])
async def test_a_region_that_does_not_exist_is_said(served: Any, busiest: StaffPosition, name: str) -> None:
    text = f'{{ {name}(region: "Narnia") {{ __typename ... on Invalid {{ field code message }} }} }}'
    data = await served.data(text, served.acting(busiest))
    assert data[name]["__typename"] == "Invalid"
    assert (data[name]["field"], data[name]["code"]) == ("region", "UNKNOWN_REGION")


async def test_a_search_that_is_too_long_is_said(served: Any, busiest: StaffPosition) -> None:
    text = "query Q($search: String) { persons(search: $search) { __typename ... on Invalid { field code } } }"
    answer = await refused(served, served.acting(busiest), text, {"search": "x" * 200})
    assert answer["field"] == "search"


ARGUMENTS = [
    ("network(person: $id, roles: [SHERIFF])", None, "roles", "CASE_MANAGER"),
    ("network(person: $id, roles: $odd)", ("[Function!]", ["SHERIFF"]), "roles", "CASE_MANAGER"),
    ("network(person: $id, roles: [$odd])", ("Function!", "SHERIFF"), "roles", "CASE_MANAGER"),
    ("network(person: $id, phase: LATER)", None, "phase", "BEFORE, DURING, AFTER"),
    ('network(person: $id, phase: "AFTER")', None, "phase", "without quotes one of BEFORE"),
    ("network(person: $id, phase: $odd)", ("Phase = LATER", None), "phase", "BEFORE, DURING, AFTER"),
    ("network(person: $id, phase: $odd)", ("Phase", 7), "phase", "BEFORE, DURING, AFTER"),
    ("network(person: $id, organisationKinds: [SALOON])", None, "organisationKinds", "MUNICIPALITY"),
    ("network(person: $id, statuses: $odd)", ("[EdgeStatus!]", ["GONE"]), "statuses", "CURRENT"),
    ('network(person: $id, depth: "99")', None, "depth", "no whole number"),
    ("network(person: $id, depth: $odd)", ("Int!", 99_999_999_999), "depth", "too large"),
    ("network(person: $id, at: 7)", None, "at", "write a day as 2026-03-10"),
    ("network(person: $id, at: $odd)", ("Date", 7), "at", "write a day as 2026-03-10"),
    ("network(person: null)", None, "person", "a value is needed"),
    ("casePicture(case: $id) {{ ... on CasePicture {{ lifeCourse(domains: [SOFA]) {} }} }}", None, "domains", "LEGAL"),
    (
        "casePicture(case: $id) {{ ... on CasePicture {{ lifeCourse(phase: $odd) {} }} }}",
        ("Phase", "NOW"), "phase", "BEFORE",
    ),
    ("paths(case: $id, to: {{function: SHERIFF}})", None, "to.function", "CASE_MANAGER"),
    ("paths(case: $id, to: {{function: $odd}})", ("Function", "SHERIFF"), "to.function", "CASE_MANAGER"),
    ("paths(case: $id, to: $odd)", ("PathGoal!", {"function": "SHERIFF"}), "to.function", "CASE_MANAGER"),
    ("paths(case: $id, to: {{role: MENTOR}})", None, "to", "role"),
    ("myWork(kinds: [CHORE])", None, "kinds", "ACTION"),
    ("professionals(functions: $odd)", ("[Function!]", ["SHERIFF"]), "functions", "CASE_MANAGER"),
    ("cases(statuses: [LOST])", None, "statuses", "OPEN"),
]  # fmt: skip
"""What is asked (`{}` is where the answer is chosen), the type and value of `$odd`, the argument, and what is said."""


@pytest.mark.parametrize(("asked", "odd", "argument", "said"), ARGUMENTS, ids=lambda one: str(one)[:60])
async def test_a_value_that_does_not_fit_is_told_by_its_argument_and_what_may_stand_there(
    served: Any, busiest: StaffPosition, asked: str, odd: tuple[str, Any] | None, argument: str, said: str
) -> None:
    field = asked.format("{ __typename }") if "{}" in asked else f"{asked.format()} {{ __typename }}"
    declared = [*(["$id: ID!"] if "$id" in asked else []), *([f"$odd: {odd[0]}"] if odd else [])]
    text = "query Q" + (f"({', '.join(declared)})" if declared else "") + f" {{ {field} }}"
    before = served.world.store.statements
    variables = {"id": "x"} | ({} if odd is None or "=" in odd[0] else {"odd": odd[1]})
    answer = await served.ask(text, served.acting(busiest), variables)
    assert served.world.store.statements == before + 1
    assert "data" not in answer
    found = next(one for one in answer["errors"] if "argument" in one["extensions"])
    assert (found["extensions"]["code"], found["extensions"]["argument"]) == ("INVALID_DOCUMENT", argument)
    assert found["message"].startswith(f"{argument}: ")
    assert said in found["message"]
    assert "enum" not in found["message"]
    assert ("choose from" in found["message"]) <= bool(found["extensions"].get("allowed"))


@pytest.mark.parametrize("reversed_in", ["changes", "networkChanges", "lifeCourse"])
async def test_to_before_from_is_said(served: Any, busiest: StaffPosition, reversed_in: str) -> None:
    text = "{ cases(first: 1) { ... on CaseConnection { edges { node { id persons { id } } } } } }"
    (edge,) = (await served.data(text, served.acting(busiest)))["cases"]["edges"]
    case, person = edge["node"]["id"], edge["node"]["persons"][0]["id"]
    moments = 'from: "2026-03-01T12:00:00Z", to: "2026-02-01T12:00:00Z"'
    why = "{ __typename ... on Invalid { field code message } }"
    data = await served.data(
        {
            "changes": f'{{ changes(case: "{case}", {moments}) {why} }}',
            "networkChanges": f'{{ networkChanges(person: "{person}", {moments}) {why} }}',
            "lifeCourse": f'{{ casePicture(case: "{case}") {{ ... on CasePicture {{'
            f' lifeCourse(from: "2026-03-01", to: "2026-02-01") {why} }} }} }}',
        }[reversed_in],
        served.acting(busiest),
    )
    (answer,) = data.values()
    answer = answer.get("lifeCourse", answer)
    assert (answer["__typename"], answer["field"]) == ("Invalid", "to")
    assert "to lies before from" in answer["message"]


async def test_a_person_or_case_of_another_team_is_answered_as_one_that_does_not_exist(
    served: Any, busiest: StaffPosition
) -> None:
    own = "{ cases(first: 60) { ... on CaseConnection { edges { node { id persons { id } } } } } }"
    nodes = [one["node"] for one in (await served.data(own, served.acting(busiest)))["cases"]["edges"]]
    rows = {
        kind: [orjson.loads(line)["id"] for line in (served.world.folder / f"{kind}.jsonl").read_bytes().splitlines()]
        for kind in ("Person", "Case")
    }
    person = next(
        one for one in rows["Person"] if one not in {each["id"] for node in nodes for each in node["persons"]}
    )
    case = next(one for one in rows["Case"] if one not in {node["id"] for node in nodes})
    text = """query Q($person: ID!, $case: ID!) {
      network(person: $person) { __typename ... on NotFound { id } }
      whoKnows(person: $person) { __typename ... on NotFound { id } }
      casePicture(case: $case) { __typename ... on NotFound { id } }
      changes(case: $case, sinceMyLastLook: true) { __typename ... on NotFound { id } }
      paths(case: $case, to: {function: MENTOR}) { __typename ... on NotFound { id } } }"""
    others = await served.data(text, served.acting(busiest), {"person": person, "case": case})
    nobodys = await served.data(text, served.acting(busiest), {"person": "nobody", "case": "nothing"})
    assert {one["__typename"] for one in others.values()} == {"NotFound"}
    assert {one["id"] for one in others.values()} == {person, case}
    assert {name: one["__typename"] for name, one in nobodys.items()} == {
        name: one["__typename"] for name, one in others.items()
    }
