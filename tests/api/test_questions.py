"""The questions library as front-ends send it: what comes back, and with how many statements."""

from typing import Any

import pytest

from api.questions import questions
from graph.staff import StaffPosition, staff

VARIABLES: dict[str, dict[str, Any]] = {
    "municipality": {"id": "GM0363"},
    "municipalities": {"region": "VR08"},
    "organisations": {"kinds": ["PRISON", "CARE_PROVIDER"]},
}

STATEMENTS = {
    "me": 1,
    "persons": 4,
    "person": 4,
    "case": 3,
    "cases": 5,
    "network": 2,
    "node": 4,
    "organisations": 5,
    "municipality": 5,
    "municipalities": 5,
    "prisons": 4,
    "regions": 4,
    "offers": 4,
    "professionals": 3,
    "gaps": 2,
    "accessLog": 3,
    "subjectReport": 2,
    "disputeFact": 4,
}
"""With the one that says who asks."""

OWN_FILE = {"subjectReport", "disputeFact"}
"""What the person asks, whom `test_own_file.py` asks as."""


@pytest.fixture(scope="module")
async def ids(served: Any, busiest: StaffPosition) -> dict[str, str]:
    """A person and a case of the busiest case manager."""
    text = "{ persons(first: 1) { ... on PersonConnection { edges { node { id cases { id } } } } } }"
    data = await served.data(text, served.acting(busiest))
    node = data["persons"]["edges"][0]["node"]
    return {"person": node["id"], "case": node["cases"][0]["id"]}


def variables_of(name: str, ids: dict[str, str]) -> dict[str, Any]:
    asked = {"person": {"id": ids["person"]}, "network": {"person": ids["person"]}, "node": {"id": ids["person"]}}
    asked["accessLog"] = {"person": ids["person"]}
    return {**asked, "case": {"id": ids["case"]}, **VARIABLES}.get(name, {})


@pytest.fixture(scope="module")
async def officer(served: Any, busiest: StaffPosition) -> StaffPosition:
    """The privacy officer of the organisation of the busiest case manager, whose looks are in the log."""
    found = await staff(served.world.store, served.world.clock, function="PRIVACY_OFFICER", limit=200)
    return next(one for one in found if one.organisation == busiest.organisation)


def test_every_question_is_counted() -> None:
    assert set(STATEMENTS) == set(questions())


@pytest.mark.parametrize("name", [name for name in questions() if name not in OWN_FILE])
async def test_a_question_is_answered_in_so_many_statements(
    served: Any, busiest: StaffPosition, officer: StaffPosition, ids: dict[str, str], name: str
) -> None:
    headers, variables = served.acting(officer if name == "accessLog" else busiest), variables_of(name, ids)
    before = served.world.store.statements
    data = await served.data(questions()[name], headers, variables)
    assert served.world.store.statements - before == STATEMENTS[name]
    (root,) = data.values()
    assert root is not None
    assert root.get("__typename") not in {"Invalid", "NotFound"}
    if "totalCount" in root:
        assert root["totalCount"] >= len(root["edges"]) > 0


@pytest.mark.parametrize("name", ["persons", "cases", "organisations", "regions", "offers", "professionals"])
async def test_a_longer_page_takes_no_more_statements(served: Any, busiest: StaffPosition, name: str) -> None:
    for first in (2, 60):
        before = served.world.store.statements
        data = await served.data(questions()[name], served.acting(busiest), {**VARIABLES.get(name, {}), "first": first})
        assert 0 < len(data[name]["edges"]) <= first
        assert served.world.store.statements - before == STATEMENTS[name]


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
