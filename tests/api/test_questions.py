"""Questions of the library on a world with many cases: pages, searches, and what a front-end draws."""

from typing import Any

import pytest

from api.questions import library, questions
from graph.staff import StaffPosition

VARIABLES: dict[str, dict[str, Any]] = {
    "municipalities": {"region": "VR08"},
    "organisations": {"kinds": ["PRISON", "CARE_PROVIDER"]},
}


@pytest.fixture(scope="module")
async def ids(served: Any, busiest: StaffPosition) -> dict[str, str]:
    """A person and a case of the busiest case manager."""
    text = "{ persons(first: 1) { ... on PersonConnection { edges { node { id cases { id } } } } } }"
    data = await served.data(text, served.acting(busiest))
    node = data["persons"]["edges"][0]["node"]
    return {"person": node["id"], "case": node["cases"][0]["id"]}


@pytest.mark.parametrize("name", ["persons", "cases", "organisations", "regions", "offers", "professionals"])
async def test_a_longer_page_takes_no_more_statements(served: Any, busiest: StaffPosition, name: str) -> None:
    for first in (2, 60):
        before = served.world.store.statements
        data = await served.data(questions()[name], served.acting(busiest), {**VARIABLES.get(name, {}), "first": first})
        assert 0 < len(data[name]["edges"]) <= first
        assert served.world.store.statements - before == library()[name].statements


async def test_an_alias_for_each_of_many_still_loads_at_once(served: Any, busiest: StaffPosition) -> None:
    text = "{ " + " ".join(f'm{i}: municipality(id: "GM{code}") {{ name }}' for i, code in enumerate(CODES)) + " }"
    before = served.world.store.statements
    data = await served.data(text, served.acting(busiest))
    assert data["m0"]["name"] == "Amsterdam"
    assert served.world.store.statements - before == 2


CODES = ("0363", "0599", "0518", "0344", "0014", "9999")


async def test_the_network_is_what_a_front_end_draws(served: Any, busiest: StaffPosition, ids: dict[str, str]) -> None:
    data = await served.data(questions()["network"], served.acting(busiest), {"person": ids["person"]})
    network = data["network"]
    shown = {node["id"] for node in network["nodes"]}
    assert network["nodes"][0] == network["nodes"][0] | {"id": ids["person"], "kind": "PERSON", "depth": 0}
    assert {end for edge in network["edges"] for end in (edge["from"], edge["to"])} <= shown
    assert any(edge["role"] == "CASE_MANAGER" for edge in network["edges"])
    assert all(
        edge["endsOn"] is None or edge["startsOn"] is None or edge["startsOn"] <= edge["endsOn"]
        for edge in network["edges"]
    )


async def test_pages_follow_each_other_without_gap_or_repeat(served: Any, busiest: StaffPosition) -> None:
    seen: list[str] = []
    after = None
    while True:
        data = await served.data(questions()["persons"], served.acting(busiest), {"first": 3, "after": after})
        page = data["persons"]
        seen += [edge["node"]["id"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    whole = await served.data(questions()["persons"], served.acting(busiest), {"first": 100})
    assert seen == [edge["node"]["id"] for edge in whole["persons"]["edges"]]
    assert len(seen) == whole["persons"]["totalCount"] > 3


async def test_a_person_is_found_by_part_of_a_name(served: Any, busiest: StaffPosition) -> None:
    headers = served.acting(busiest)
    whole = await served.data(questions()["persons"], headers)
    wanted = whole["persons"]["edges"][0]["node"]
    found = await served.data(questions()["persons"], headers, {"search": wanted["name"].split()[-1].upper()})
    assert wanted["id"] in {edge["node"]["id"] for edge in found["persons"]["edges"]}


@pytest.mark.parametrize("search", ["Jan' OR 1=1 //", 'O"Neill', "😀", "%", "van der", "\u0000", "é" * 50])
async def test_any_text_may_be_searched_for(served: Any, busiest: StaffPosition, search: str) -> None:
    for name in ("persons", "organisations", "offers", "professionals"):
        data = await served.data(questions()[name], served.acting(busiest), {"search": search})
        assert data[name]["__typename"].endswith("Connection")


async def test_an_organisation_is_of_its_own_type_wherever_it_is_met(served: Any, busiest: StaffPosition) -> None:
    text = """query Q($kind: OrganisationKind!) {
        organisations(kinds: [$kind], first: 3) { ... on OrganisationConnection {
        edges { node { __typename id kind ... on Prison { capacity } ... on Municipality { figures { year } }
        ... on PartnerOrganisation { serves { id } } } } } } }"""
    for kind, name in (("PRISON", "Prison"), ("MUNICIPALITY", "Municipality"), ("SAFETY_HOUSE", "PartnerOrganisation")):
        data = await served.data(text, served.acting(busiest), {"kind": kind})
        edges = data["organisations"]["edges"]
        assert {edge["node"]["__typename"] for edge in edges} == {name}
        node = edges[0]["node"]
        again = await served.data(
            "query Q($id: ID!) { node(id: $id) { __typename id } }", served.acting(busiest), {"id": node["id"]}
        )
        assert again["node"] == {"__typename": name, "id": node["id"]}


async def test_an_organisation_of_another_kind_is_no_prison(served: Any, busiest: StaffPosition) -> None:
    data = await served.data(
        '{ prison(id: "GM0363") { id } municipality(id: "GM0363") { id } }', served.acting(busiest)
    )
    assert data == {"prison": None, "municipality": {"id": "GM0363"}}
