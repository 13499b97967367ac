"""A past moment of the whole case, asked again after much was written: the same bytes as that moment gave."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from told_whole_case import CASE, headers
from whole_selections import sections

from graph.actors import Purpose
from graph.clock import FixedClock
from graph.store import Store
from graph.times import parse_moment
from seeds.importing import load
from seeds.stories.library import STORIES
from seeds.stories.telling import Telling

TODAY = date(2026, 3, 10)
NOON = FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))
LATER = FixedClock(parse_moment("2026-03-13T12:00:00+01:00"))
WRITTEN = "2026-03-12T09:00:00+01:00"
PAST = {"case": CASE, "at": "2026-02-20", "knownAt": "2026-03-10T11:30:00+01:00"}
PRESENT = {"acts", "withheld"}
"""What is about who asks now, whatever moment is looked at."""

PICTURES = {
    name: f"query P($case: ID!, $at: Date, $knownAt: DateTime) {{ casePicture(case: $case, at: $at, knownAt: $knownAt)"
    f" {{ ... on CasePicture {{ {text} }} }} }}"
    for name, text in sections("CasePicture").items()
    if name not in PRESENT
}
NETWORK = """query N($person: ID!, $at: Date, $knownAt: DateTime) {
  network(person: $person, at: $at, knownAt: $knownAt, depth: 3) { ... on Network { at knownAt
    nodes { id kind depth name function } edges { id kind from to role status startsOn endsOn lastConfirmedAt } } } }"""
CHANGES = """query C($case: ID!) { changes(case: $case, from: "2026-01-01T00:00:00+01:00",
  to: "2026-03-10T11:30:00+01:00") { ... on CaseChanges { changes { at change kind values { name text }
    differs { name was becomes } origin { fact recordedAt lastConfirmedAt disputed } } } } }"""


@dataclass(frozen=True)
class World:
    """A told story in a store."""

    store: Store
    folder: Path
    clock: FixedClock


def told(*, later: bool = False) -> Telling:
    """The story as it stood at noon, or with all that was written two days later about the days before."""
    found = STORIES["whole-case"].tell(TODAY)
    if not later:
        return found
    rows: list[Any] = []
    closed = retracted = 0
    for kind, row in found.rows:
        if row.get("caseId") != CASE or "recordedAt" not in row or "retractedAt" in row or kind == "Exclusion":
            rows.append((kind, row))
        elif kind in CLOSED and "validTo" not in row and str(row["validFrom"]) < "2026-02-10":
            rows.append((kind, {**row, "validTo": "2026-02-10", "endKnownAt": WRITTEN}))
            closed += 1
        elif kind in CORRECTED:
            again = {**row, "id": f"{row['id']}-again", "recordedAt": WRITTEN}
            again |= {"endKnownAt": WRITTEN} if "validTo" in row else {}
            rows += [(kind, {**row, "retractedAt": WRITTEN}), (kind, {**again, **CORRECTED[kind]})]
            retracted += 1
        else:
            rows.append((kind, row))
    assert min(closed, retracted) > 10
    found.rows[:] = rows
    found.record(
        "Note", case=CASE, since="2026-02-01", recorded=WRITTEN, text="Achteraf.", purpose="REINTEGRATION",
        by=found.marks["case manager"],
    )  # fmt: skip
    return found


CLOSED = ("ActionState", "GoalState", "Assessment", "Intervention", "TieReading")
CORRECTED: dict[str, dict[str, Any]] = {
    "ContactMoment": {"kind": "NO_SHOW"}, "Meeting": {"kind": "REGIONAL"}, "Residence": {"municipality": "GM0202"},
    "LegalTitle": {"article": "300 Sr"}, "InstrumentResult": {"conclusion": "anders"},
    "AdviceRequest": {"status": "DELIVERED"},
}  # fmt: skip


async def answers(served: Any) -> dict[str, bytes]:
    """The bytes of every section, of the network and of the changes at the past moment."""
    who = headers(served, "case manager", Purpose.REINTEGRATION)
    person = {"person": told().marks["person"], "at": PAST["at"], "knownAt": PAST["knownAt"]}
    asked = {name: (text, PAST) for name, text in PICTURES.items()}
    asked |= {"network": (NETWORK, person), "changes": (CHANGES, {"case": CASE})}
    found: dict[str, bytes] = {}
    for name, (text, variables) in asked.items():
        response = await served.http.post("/graphql", json={"query": text, "variables": variables}, headers=who)
        assert response.status_code == 200
        assert b'"errors"' not in response.content, (name, response.text)
        found[name] = response.content
    return found


async def test_a_past_moment_gives_the_same_bytes_after_much_was_written(
    scratch: Store, serve_as: Any, tmp_path: Path
) -> None:
    told().write(tmp_path / "noon")
    assert (await load(scratch, NOON, tmp_path / "noon", strict=True)).loaded
    async with serve_as(World(scratch, tmp_path, NOON), home=tmp_path / "home") as served:
        then = await answers(served)
    assert len(then["plans"]) > 500
    told(later=True).write(tmp_path / "later")
    report = await load(scratch, LATER, tmp_path / "later", strict=True)
    assert report.loaded, report.problems
    async with serve_as(World(scratch, tmp_path, LATER), home=tmp_path / "home") as served:
        assert await answers(served) == then
        who = headers(served, "case manager", Purpose.REINTEGRATION)
        for name in ("plans", "conditions", "changes"):
            text = PICTURES.get(name) or CHANGES.replace("2026-03-10T11:30", "2026-03-13T11:30")
            now = await served.http.post("/graphql", json={"query": text, "variables": {"case": CASE}}, headers=who)
            assert now.content != then[name], name


def test_the_moment_asked_about_is_long_enough_ago() -> None:
    assert NOON.now() - parse_moment(PAST["knownAt"]) > timedelta(minutes=1) / timedelta(milliseconds=1)


@pytest.mark.parametrize("name", PICTURES)
def test_every_section_is_asked_whole(name: str) -> None:
    assert PICTURES[name].count("{") >= 3
