"""`casusregie life-course` on the small world: a line for people with its gaps, and the same as JSON."""

from typing import Any

import orjson
import pytest

from graph.errors import InputError
from graph.staff import StaffPosition


async def test_the_line_is_printed_with_its_gaps_and_as_json(
    command: Any, served: Any, busiest: StaffPosition, capsys: pytest.CaptureFixture[str]
) -> None:
    text = """{ cases(first: 60) { ... on CaseConnection { edges { node { id } } } } }"""
    line = """query Q($case: ID!) { casePicture(case: $case) { ... on CasePicture {
      lifeCourse { ... on LifeCourse { entries { kind days } } } } } }"""
    cases = [edge["node"]["id"] for edge in (await served.data(text, served.acting(busiest)))["cases"]["edges"]]
    entries: list[Any] = []
    for case in cases:
        found = await served.data(line, served.acting(busiest), {"case": case})
        entries = found["casePicture"]["lifeCourse"]["entries"]
        if any(one["kind"] == "GAP" for one in entries):
            break
    who = ("--as", busiest.professional, "--position", busiest.position)
    await command("life-course", case, *who)
    shown = " ".join(capsys.readouterr().out.split())
    assert "The life course (levensloop)" in shown
    assert "no contact" in shown
    await command("life-course", case, "--json", *who)
    told = orjson.loads(capsys.readouterr().out)
    assert [(one["kind"], one["days"]) for one in told["entries"]] == [(one["kind"], one["days"]) for one in entries]
    await command("life-course", case, "--json", "--domain", "contact", "--phase", "during", *who)
    part = orjson.loads(capsys.readouterr().out)
    assert {one["domain"] for one in part["entries"]} == {"CONTACT"}
    for wrong, says in (
        (("--phase", "soon"), "--phase: 'soon' is not known"),
        (("--domain", "sofa"), "--domain: 'sofa' is not known"),
        (("--from", "2026-02-30"), "--from: '2026-02-30' is not a date"),
        (("--from", "2026-03-02", "--to", "2026-03-01"), "to lies before from"),
        (("--organisation", "nobody"), "--organisation: nothing of 'nobody'"),
    ):
        with pytest.raises(InputError, match=says):
            await command("life-course", case, *wrong, *who)
