"""Values that cannot be asked with: a typed answer in the user's words, and nothing is looked up."""

from typing import Any

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
