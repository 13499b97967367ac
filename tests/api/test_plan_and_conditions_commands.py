"""`casusregie plan` and `casusregie conditions` on the small world: tables for people, and the same as JSON."""

from typing import Any

import orjson
import pytest

from graph.errors import InputError
from graph.staff import StaffPosition

AT = "2026-03-01"


@pytest.fixture(scope="module")
async def case(served: Any, busiest: StaffPosition) -> str:
    """A case of the busiest case manager with a plan."""
    text = "{ cases(first: 60) { ... on CaseConnection { edges { node { id } } } } }"
    edges = (await served.data(text, served.acting(busiest)))["cases"]["edges"]
    asked = (
        "query Q($case: ID!, $at: Date) { casePicture(case: $case, at: $at) { ... on CasePicture { plans { plan } } } }"
    )
    for edge in edges:
        variables = {"case": edge["node"]["id"], "at": AT}
        if (await served.data(asked, served.acting(busiest), variables))["casePicture"]["plans"]:
            return edge["node"]["id"]
    raise AssertionError("no case has a plan")


@pytest.mark.parametrize(
    ("name", "says", "holds"),
    [
        ("plan", ("The joint plan", "Goals and actions", "Who agreed", "Who pays"), ("plans", "funding")),
        ("conditions", ("The basic conditions", "Ready for release", "housing"), ("conditions", "readiness")),
    ],
)
async def test_a_section_is_printed_for_people_and_as_json(
    command: Any,
    busiest: StaffPosition,
    case: str,
    capsys: pytest.CaptureFixture[str],
    name: str,
    says: tuple[str, ...],
    holds: tuple[str, str],
) -> None:
    who = ("--as", busiest.professional, "--position", busiest.position)
    await command(name, case, "--at", AT, *who)
    shown = " ".join(capsys.readouterr().out.split())
    assert [text for text in says if text not in shown] == []
    await command(name, case, "--json", "--at", AT, *who)
    found = orjson.loads(capsys.readouterr().out)
    assert found["case"] == case
    assert found["at"].startswith(f"{AT}T00:00:00+")
    assert found[holds[0]]
    assert holds[1] in found
    with pytest.raises(InputError, match="no case, person, name or number like that"):
        await command(name, "case-nobody", *who)
    with pytest.raises(InputError, match="--at: '2026-02-30' is not a date"):
        await command(name, case, "--at", "2026-02-30", *who)


@pytest.mark.parametrize("name", ["plan", "conditions"])
async def test_what_is_withheld_is_said_and_not_shown_as_nothing(
    command: Any, busiest: StaffPosition, served: Any, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    text = "{ persons(first: 1) { ... on PersonConnection { edges { node { cases { id } } } } } }"
    (edge,) = (await served.data(text, served.acting(busiest, "SCREENING")))["persons"]["edges"]
    case = edge["node"]["cases"][0]["id"]
    who = ("--as", busiest.professional, "--position", busiest.position, "--purpose", "SCREENING")
    await command(name, case, *who)
    shown = capsys.readouterr().out
    assert f"not shown: {'PLAN' if name == 'plan' else 'CONDITION'}: " in shown
    assert "never assessed" not in shown
    await command(name, case, "--json", *who)
    found = orjson.loads(capsys.readouterr().out)
    assert not any(found[key] for key in ("plans", "funding", "conditions", "readiness") if key in found)
