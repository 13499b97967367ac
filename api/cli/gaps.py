"""`casusregie gaps`: municipalities without an aftercare link, small ones first, and what is near to lean on."""

from functools import partial
from typing import Any

import click
import orjson
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from analytics.coverage import LinkState
from analytics.expectation import SOURCE, whole
from analytics.gaps import Gap, GapReport, LinkedMunicipality, ServingPrison, aftercare_gaps
from analytics.region import region_named
from analytics.size import size_label
from api.cli.acting import Acting, Show, acting
from api.cli.console import out
from graph.coverages import coverage_facts
from graph.times import day_of, local_time, parse_moment

SAID_ON_EVERY_OUTPUT = "Invented: real municipalities and prisons, invented people, agreements and gaps."


@click.command()
@click.option("--region", metavar="R", help="Only this region, by name (Gelderland-Zuid) or id (VR08).")
@click.option("--small", is_flag=True, help="Only municipalities under 50,000 inhabitants.")
@click.option("--at", metavar="DATE", help="The moment looked at, as 2026-03-10; default: now.")
@click.option("--known-at", metavar="DATE", help="Only what was known by then; default: now.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@acting
async def gaps(
    acting: Acting, *, region: str | None, small: bool, at: str | None, known_at: str | None, as_json: bool
) -> Show:
    """Municipalities without an aftercare link (nazorg), small ones first."""
    facts = await coverage_facts(
        acting.store,
        acting.actor,
        acting.clock,
        at=None if at is None else parse_moment(at),
        known=None if known_at is None else parse_moment(known_at),
    )
    asked = None if region is None else region_named(facts.regions, region)
    report = aftercare_gaps(facts, region=asked, small=small)
    if as_json:
        return partial(click.echo, orjson.dumps(as_data(report), option=orjson.OPT_INDENT_2))
    return partial(show, report, small=small)


def show(report: GapReport, *, small: bool) -> None:
    """Print a report as a table for people, what is unknown apart from what is missing."""
    where = report.region.name if report.region else "the Netherlands"
    which = "Small municipalities (under 50,000 inhabitants)" if small else "Municipalities"
    out.print(Text(f"{which} without an aftercare link, {where}, {day_of(report.at).isoformat()}", style="bold"))
    missing = [g for g in report.gaps if g.link.state is LinkState.MISSING]
    if missing:
        out.print(_table(missing))
    else:
        out.print("None is known to be without.")
    for state, title in _APART:
        names = [f"{g.municipality.name} ({_inhabitants(g)})" for g in report.gaps if g.link.state is state]
        if names:
            out.print(Text.assemble((f"{title}: ", "bold"), ", ".join(names)))
    out.print(Text(_totals_line(report)))
    out.print(Text(f"Expected returns a year = national rate x inhabitants, no count of persons: {SOURCE}.", "dim"))
    out.print(Text(SAID_ON_EVERY_OUTPUT, style="italic"))


_APART = (
    (LinkState.UNKNOWN, "Unknown, not counted as missing"),
    (LinkState.SAID_PRESENT, "Said to be present, not shown by whom"),
)


def _table(missing: list[Gap]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("municipality")
    table.add_column("inhabitants", justify="right")
    table.add_column("expected\nreturns", justify="right")
    table.add_column("nearest with a link; prisons", ratio=1)
    table.add_column("why", ratio=1)
    for gap in missing:
        table.add_row(
            Text(gap.municipality.name),
            _inhabitants(gap),
            _number(whole(gap.expected_returns)),
            Text("\n".join([*map(_linked, gap.nearest_linked), *map(_prison, filter(_is_nearest, gap.prisons))])),
            Text("\n".join(reason.english for reason in gap.reasons)),
        )
        table.add_section()
    return table


def _inhabitants(gap: Gap) -> str:
    return _number(gap.municipality.inhabitants)


def _number(number: int | None) -> str:
    return "unknown" if number is None else f"{number:,}"


def _linked(near: LinkedMunicipality) -> str:
    return f"{near.municipality.name} {near.distance_km:.0f} km{', borders' if near.neighbour else ''}"


def _is_nearest(serving: ServingPrison) -> bool:
    return serving.nearest


def _prison(serving: ServingPrison) -> str:
    return f"{serving.prison.name} {serving.distance_km or 0:.0f} km"


def _totals_line(report: GapReport) -> str:
    totals = report.totals
    states = totals.states
    linked = states[LinkState.OWN] + states[LinkState.COVERED] + states[LinkState.COVERED_THROUGH]
    expected = whole(totals.expected_returns)
    return (
        f"Of {totals.municipalities} municipalities: {linked} linked, {states[LinkState.MISSING]} missing"
        f" ({totals.small_missing} small), {states[LinkState.UNKNOWN]} unknown,"
        f" {states[LinkState.SAID_PRESENT]} said to be present."
        f" Expected returns to the missing ones: {'unknown' if expected is None else f'about {expected:,}'} a year."
    )


def as_data(report: GapReport) -> dict[str, Any]:
    """A report as plain data for JSON: the gaps (MISSING) apart from what is unknown or only said to be present."""
    rows = {state: [_row(gap) for gap in report.gaps if gap.link.state is state] for state in LinkState}
    totals = report.totals
    region = report.region
    return {
        "invented": report.invented,
        "caption": SAID_ON_EVERY_OUTPUT,
        "at": local_time(report.at).isoformat(),
        "knownAt": local_time(report.known).isoformat(),
        "region": region and {"id": region.id, "name": region.name, "kind": region.kind},
        "totals": {
            "municipalities": totals.municipalities,
            "states": {state.value: count for state, count in totals.states.items()},
            "smallMissing": totals.small_missing,
            "missingOfUnknownSize": totals.missing_of_unknown_size,
            "expectedReturns": whole(totals.expected_returns),
            "contradicted": list(totals.contradicted),
        },
        "rate": SOURCE,
        "gaps": rows[LinkState.MISSING],
        "unknown": rows[LinkState.UNKNOWN],
        "saidPresent": rows[LinkState.SAID_PRESENT],
    }


def _row(gap: Gap) -> dict[str, Any]:
    m = gap.municipality
    return {
        "municipality": {"id": m.id, "name": m.name},
        "state": gap.link.state.value,
        "inhabitants": m.inhabitants,
        "year": m.year,
        "sizeClass": m.size_class,
        "sizeLabel": size_label(m.size_class),
        "small": gap.small,
        "expectedReturns": whole(gap.expected_returns),
        "missingSince": None if gap.missing_since is None else day_of(gap.missing_since).isoformat(),
        "said": [
            {
                "fact": said.fact,
                "status": said.status,
                "by": said.by,
                "source": said.source,
                "since": None if said.since is None else day_of(said.since).isoformat(),
                "recordedAt": local_time(said.recorded_at).isoformat(),
            }
            for said in gap.link.said
        ],
        "reasons": [{"code": r.code, "english": r.english, "dutch": r.dutch} for r in gap.reasons],
        "lacking": [what.value for what in gap.lacking],
        "prisons": [
            {
                "id": s.prison.id,
                "name": s.prison.name,
                "distanceKm": _tenth(s.distance_km),
                "nearest": s.nearest,
                "sharedRegions": [region.id for region in s.shared],
                "regimes": list(s.prison.regimes),
            }
            for s in gap.prisons
        ],
        "nearestLinked": [
            {
                "id": near.municipality.id,
                "name": near.municipality.name,
                "state": near.state.value,
                "distanceKm": _tenth(near.distance_km),
                "neighbour": near.neighbour,
            }
            for near in gap.nearest_linked
        ],
        "invented": gap.invented,
    }


def _tenth(distance_km: float | None) -> float | None:
    return None if distance_km is None else round(distance_km, 1)
