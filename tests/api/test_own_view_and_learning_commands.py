"""`casusregie own-view` and `casusregie learning-case` on the small world: text, JSON, page and picture."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from graph.errors import InputError
from graph.staff import StaffPosition


@pytest.fixture(scope="module")
async def found(served: Any, busiest: StaffPosition) -> tuple[str, str]:
    """A case of the busiest case manager of one person alone, and the person."""
    text = "{ cases(first: 60) { ... on CaseConnection { edges { node { id kind frame persons { id } } } } } }"
    edges = (await served.data(text, served.acting(busiest)))["cases"]["edges"]
    nodes = [edge["node"] for edge in edges]
    one = next(node for node in nodes if (node["kind"], node["frame"]) == ("PERSON", "PBW_18A"))
    return one["id"], one["persons"][0]["id"]


async def test_the_own_view_is_a_text_a_page_and_json(
    command: Any, found: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, person = found
    await command("own-view", person, "--as", person)
    assert "Wie kunt u bellen of spreken?" in capsys.readouterr().out
    file = tmp_path / "own.html"
    await command("own-view", person, "--as", person, "--html", str(file))
    page = file.read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "verzonnen" in page
    capsys.readouterr()
    await command("own-view", person, "--as", person, "--json")
    data = orjson.loads(capsys.readouterr().out)
    assert data["invented"] is True
    assert data["person"] == person
    assert data["cases"]


async def test_a_professional_has_no_own_view_on_somebody(
    command: Any, found: tuple[str, str], busiest: StaffPosition
) -> None:
    with pytest.raises(InputError, match="no own view"):
        await command("own-view", found[1], "--as", busiest.professional, "--position", busiest.position)


async def test_a_case_for_learning_is_a_text_a_picture_and_json_without_its_id(
    command: Any, found: tuple[str, str], busiest: StaffPosition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    who = ("--as", busiest.professional, "--position", busiest.position)
    await command("learning-case", found[0], *who)
    text = capsys.readouterr().out
    assert "ten minste 5 mensen" in text
    assert not any(id in text for id in found)
    file = tmp_path / "journey.svg"
    await command("learning-case", found[0], *who, "--svg", str(file))
    assert file.read_text("utf-8").startswith("<svg")
    capsys.readouterr()
    await command("learning-case", found[0], *who, "--json")
    assert orjson.loads(capsys.readouterr().out)["smallestGroup"] == 5
    with pytest.raises(InputError, match="no such case"):
        await command("learning-case", "case-nobody", *who)
