"""Gaps out of a real store equal a count made from the files of the world alone, and planted ones come out right."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from aftercare_count import in_region, links, small_first

from analytics.coverage import LINKED, LinkState, aftercare_links
from analytics.gaps import Lacking, aftercare_gaps
from analytics.region import region_named
from graph.actors import Actor, Purpose
from graph.clock import FixedClock
from graph.coverages import CoverageFacts, coverage_facts
from graph.errors import InputError
from graph.store import Store
from graph.times import parse_moment
from seeds.importing import load
from seeds.worlds import write_world

TODAY = date(2026, 3, 10)
NOON = FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))
ACTOR = Actor("w", "N. N.", "q", "STEERING_MEMBER", "o", "O", "OTHER", Purpose.STEERING)
NEEDED = {
    *("Region", "Organisation", "MunicipalityYear", "Professional", "Position"),
    *("PositionState", "Coverage", "Agreement", "Neighbour", "Succession"),
}


def moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def states(facts: CoverageFacts) -> dict[str, str]:
    """The states of the product in the words of the count."""
    found = {m: link.state for m, link in aftercare_links(facts).items()}
    return {m: "LINKED" if state in LINKED else state.value for m, state in found.items()}


async def loaded(store: Store, folder: Path) -> Store:
    report = await load(store, NOON, folder)
    assert report.problems == []
    return store


def organisations_of_world(folder: Path, seed: int) -> Path:
    """A small world without its persons: what the gaps follow from."""
    write_world(folder, today=TODAY, size="small", seed=seed)
    for file in folder.glob("*.jsonl"):
        if file.stem not in NEEDED:
            file.unlink()
    return folder


@pytest.mark.parametrize("seed", [7, 11, 23])
async def test_gaps_equal_a_count_from_the_files(scratch: Store, tmp_path: Path, seed: int) -> None:
    await loaded(scratch, organisations_of_world(tmp_path, seed))
    gaps = 0
    days = ("2026-03-10T12:00:00+01:00", "2025-06-01", "2027-01-01", "2024-02-29")
    for at in (parse_moment(day) for day in days):
        before = scratch.statements
        facts = await coverage_facts(scratch, ACTOR, NOON, at=at, known=at)
        assert scratch.statements == before + 1
        expected = links(tmp_path, moment(at))
        assert states(facts) == expected
        missing = {m for m, state in expected.items() if state == "MISSING"}
        report = aftercare_gaps(facts, states=[LinkState.MISSING])
        assert [g.municipality.id for g in report.gaps] == small_first(tmp_path, missing, moment(at))
        south = aftercare_gaps(facts, region=region_named(facts.regions, "Gelderland-Zuid"), states=[LinkState.MISSING])
        assert {g.municipality.id for g in south.gaps} == missing & in_region(tmp_path, "VR08")
        gaps += len(missing)
    assert gaps, "a world without gaps proves nothing"


class Planted:
    """A world of hand-written rows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._rows: dict[str, list[dict[str, object]]] = {}
        self._number = 0

    def thing(self, label: str, /, **fields: object) -> None:
        self._rows.setdefault(label, []).append(fields)

    def record(self, label: str, /, **fields: object) -> None:
        self._number += 1
        key = f"r{self._number}"
        self.thing(label, **{"id": key, "source": "TEST", "sourceId": key, "recordedAt": "2025-01-01", **fields})

    def municipality(self, id: str, inhabitants: int = 9_000, region: str = "VR1") -> None:
        self.thing("Organisation", id=id, name=f"Gemeente {id}", kind="MUNICIPALITY", regions=[region])
        self.record("MunicipalityYear", year=2024, inhabitants=inhabitants, sizeClass=2, municipality=id)

    def coordinator(self, at: str, **period: object) -> None:
        key = f"{at}-{self._number}"
        self.thing("Professional", id=f"w-{key}", name="N. N.")
        self.thing("Position", id=f"q-{key}", professional=f"w-{key}", organisation=at)
        self.record("PositionState", position=f"q-{key}", function="AFTERCARE_COORDINATOR", **period)

    def covers(self, x: str, *covered: str, **period: object) -> None:
        self.record("Agreement", kind="COVERS_AFTERCARE", covers=x, covered=list(covered), **period)

    def said(self, m: str, status: str, **fields: object) -> None:
        self.record("Coverage", service="AFTERCARE", status=status, municipality=m, **fields)

    def write(self) -> Path:
        for kind, rows in self._rows.items():
            text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            (self.folder / f"{kind}.jsonl").write_text(text, "utf-8")
        manifest = {
            "format": "casusregie-world/1",
            "name": "planted",
            "invented": True,
            "seed": 0,
            "size": "story",
            "today": "2026-03-10",
        }
        (self.folder / "world.json").write_text(json.dumps(manifest), "utf-8")
        return self.folder


@pytest.fixture
def planted(tmp_path: Path) -> Planted:
    world = Planted(tmp_path)
    world.thing("Region", id="VR1", name="Oost", kind="SAFETY_REGION")
    return world


async def test_planted_municipalities_come_out_as_planted(scratch: Store, planted: Planted) -> None:
    names = ("own", "direct", "through", "two", "past", "gone", "powerless", "unknown", "silent", "present", "cycle")
    for name in (*names, "x", "y", "z", "empty", "cycle2", "late", "retracted"):
        planted.municipality(name)
    planted.thing("Organisation", id="house", name="Huis", kind="SAFETY_HOUSE")
    planted.coordinator("own", validFrom="2025-01-01")
    planted.coordinator("x", validFrom="2025-01-01")
    planted.coordinator("house")
    planted.covers("x", "direct", "y", validFrom="2025-01-01")
    planted.covers("y", "through", "z")
    planted.covers("z", "two")
    planted.coordinator("past", validFrom="2024-01-01", validTo="2026-03-10", endKnownAt="2026-03-01")
    planted.covers("x", "gone", validFrom="2024-01-01", validTo="2026-02-01", endKnownAt="2026-02-01")
    planted.covers("empty", "powerless")
    planted.covers("cycle", "cycle2")
    planted.covers("cycle2", "cycle")
    planted.covers("house", "late", validFrom="2026-03-11")
    planted.coordinator("retracted", retractedAt="2026-03-01")
    for name in ("two", "past", "gone", "powerless", "cycle", "cycle2", "late", "retracted", "own", "through"):
        planted.said(name, "NONE", validFrom="2025-06-01")
    planted.said("unknown", "UNKNOWN")
    planted.said("present", "PRESENT", by="house")
    planted.said("silent", "NONE", validFrom="2024-01-01", validTo="2025-01-01", endKnownAt="2025-01-01")
    await loaded(scratch, planted.write())

    facts = await coverage_facts(scratch, ACTOR, NOON)
    found = {m: link.state.value for m, link in aftercare_links(facts).items()}
    missing = ("two", "past", "gone", "powerless", "cycle", "cycle2", "late", "retracted")
    assert found == {
        **dict.fromkeys(missing, "MISSING"),
        **dict.fromkeys(("own", "x"), "OWN"),
        **dict.fromkeys(("direct", "y"), "COVERED"),
        **dict.fromkeys(("through", "z"), "COVERED_THROUGH"),
        **dict.fromkeys(("unknown", "silent", "empty"), "UNKNOWN"),
        "present": "SAID_PRESENT",
    }
    assert states(facts) == links(planted.folder, moment(NOON.moment))
    assert aftercare_gaps(facts).totals.contradicted == ("own", "through")
    past = await coverage_facts(scratch, ACTOR, NOON, at=parse_moment("2026-03-09"), known=NOON.moment)
    assert aftercare_links(past)["past"].state is LinkState.OWN


async def test_what_was_known_then_does_not_know_of_a_later_closing(scratch: Store, planted: Planted) -> None:
    planted.municipality("m")
    planted.coordinator("m", validTo="2026-02-01", endKnownAt="2026-02-20")
    await loaded(scratch, planted.write())
    at = parse_moment("2026-02-10")
    then = await coverage_facts(scratch, ACTOR, NOON, at=at, known=at)
    now = await coverage_facts(scratch, ACTOR, NOON, at=at)
    assert aftercare_links(then)["m"].state is LinkState.OWN
    assert aftercare_links(now)["m"].state is LinkState.UNKNOWN


async def test_a_corrected_statement_counts_from_its_correction(scratch: Store, planted: Planted) -> None:
    planted.municipality("m")
    source = {"fact": "k", "source": "TEST", "sourceId": "k", "service": "AFTERCARE", "municipality": "m"}
    planted.thing("Coverage", id="k1", status="NONE", recordedAt="2025-01-01", retractedAt="2026-01-01", **source)
    planted.thing("Coverage", id="k2", status="UNKNOWN", recordedAt="2026-01-01", **source)
    await loaded(scratch, planted.write())
    before = await coverage_facts(scratch, ACTOR, NOON, known=parse_moment("2025-12-01"))
    assert aftercare_links(before)["m"].state is LinkState.MISSING
    assert aftercare_links(await coverage_facts(scratch, ACTOR, NOON))["m"].state is LinkState.UNKNOWN


async def test_a_merged_municipality_is_shown_until_the_merger_only(scratch: Store, planted: Planted) -> None:
    for name in ("old", "heir", "newcomer", "older"):
        if name != "newcomer":
            planted.municipality(name)
    planted.thing("Organisation", id="newcomer", name="Nieuw", kind="MUNICIPALITY", regions=["VR1"])
    planted.thing("Succession", **{"from": "old", "to": "heir", "on": "2026-01-01", "share": 1.0})
    planted.thing("Succession", **{"from": "older", "to": "newcomer", "on": "2027-01-01", "share": 1.0})
    await loaded(scratch, planted.write())

    async def shown(at: str) -> set[str]:
        return {m.id for m in (await coverage_facts(scratch, ACTOR, NOON, at=parse_moment(at))).municipalities}

    assert await shown("2025-12-31") == {"old", "heir", "older"}
    assert await shown("2026-01-01") == {"heir", "older"}
    assert await shown("2027-01-01") == {"heir", "newcomer"}


async def test_a_place_without_figures_or_coordinates_is_a_finding_all_the_same(
    scratch: Store, planted: Planted
) -> None:
    planted.thing("Organisation", id="m", name='\'t "Zandt" 🙂', kind="MUNICIPALITY")
    planted.said("m", "NONE")
    await loaded(scratch, planted.write())
    (gap,) = aftercare_gaps(await coverage_facts(scratch, ACTOR, NOON)).gaps
    assert (gap.municipality.name, gap.small, gap.expected_returns) == ('\'t "Zandt" 🙂', None, None)
    assert gap.lacking == (Lacking.INHABITANTS, Lacking.PLACE, Lacking.SINCE)
    assert (gap.prisons, gap.nearest_linked) == ((), ())


async def test_an_empty_store_has_no_findings(scratch: Store) -> None:
    report = aftercare_gaps(await coverage_facts(scratch, ACTOR, NOON))
    assert (report.gaps, report.totals.municipalities) == ((), 0)


async def test_a_moment_outside_all_reason_is_refused(scratch: Store) -> None:
    with pytest.raises(InputError, match="at is not between the years 1900 and 2999"):
        await coverage_facts(scratch, ACTOR, NOON, at=-(10**15))
