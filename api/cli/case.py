"""`casusregie case`: one case: who directs, the team, the people around with each reading, the organisations."""

from functools import partial
from typing import Any

import click
import orjson
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from api.cli.acting import Acting, Show, acting
from api.cli.console import out
from api.cli.picturing import INVENTED, of_a_case, pictured, plain
from graph.case_pictures import Picture
from graph.case_records import Party
from graph.case_teams import Reading, director, organisations_around, people_around, team
from graph.policy.reasons import WORDINGS
from graph.times import day_of, last_day, local_time

MOMENTS = frozenset(
    {"at", "known_at", "valid_from", "valid_to", "planned_to", "read_at", "recorded_at", "confirmed_at"}
)


@click.command("case")
@of_a_case
@acting
async def case_command(acting: Acting, *, case: str, at: str | None, known_at: str | None, as_json: bool) -> Show:
    """The case picture of CASE: an id, or the id, name or number of a person with one case of who acts."""
    picture = await pictured(acting, case, at, known_at)
    if as_json:
        return partial(click.echo, orjson.dumps(as_data(picture), option=orjson.OPT_INDENT_2))
    return partial(show, picture)


def as_data(picture: Picture) -> dict[str, Any]:
    """A picture as plain data for JSON: moments with offset, ends exclusive."""
    view, dossier = picture.view, picture.dossier
    return {
        "invented": True,
        "caption": INVENTED,
        "case": dossier.case_id,
        "persons": dossier.person_ids,
        "kind": dossier.kind,
        "frame": dossier.frame,
        "at": local_time(view.at).isoformat(),
        "knownAt": local_time(view.known_at).isoformat(),
        "director": plain(director(view), MOMENTS),
        "team": plain(team(view), MOMENTS),
        "peopleAround": plain(people_around(view), MOMENTS),
        "organisations": plain(organisations_around(view), MOMENTS),
        "withheld": [{"class": one.field_class, "reason": one.reason, "rule": one.rule} for one in dossier.withheld],
    }


def show(picture: Picture) -> None:
    """Print a picture as tables for people."""
    view, dossier = picture.view, picture.dossier
    out.print(Text(f"Case {dossier.case_id} on {day_of(view.at)}", "bold"))
    directing = director(view)
    told = f"{_who(directing.party)}, since {_day(directing.valid_from)}" if directing else "nobody, or not shown"
    out.print(Text(f"Directed by (casusregisseur): {told}"))
    _table(
        "Team (betrokkenen)",
        ("role", "who", "since", "until", "source"),
        [
            (
                one.role.replace("_", " ").lower(),
                _who(one.party),
                _day(one.valid_from),
                _until(one.valid_to, one.ends_with),
                one.origin.source,
            )
            for one in team(view)
        ],
    )
    _table(
        "People around (naasten), each reading apart",
        ("who", "tie", "the person says", "professionals say"),
        [
            (
                one.name or "name unknown",
                one.tie.replace("_", " ").lower(),
                _quality(one.own_reading),
                "; ".join(f"{_quality(said)} ({_who(said.by)})" for said in one.readings) or "nobody said",
            )
            for one in people_around(view)
        ],
    )
    _table(
        "Organisations (organisaties)",
        ("organisation", "kind", "through"),
        [
            (
                one.organisation.organisation or "",
                (one.organisation.organisation_kind or "").replace("_", " ").lower(),
                ", ".join(one.through).lower(),
            )
            for one in organisations_around(view)
        ],
    )
    for one in dossier.withheld:
        out.print(Text(f"not shown: {one.field_class}: {WORDINGS[one.reason].english}", "dim"))
    out.print(Text(INVENTED, "italic"))


def _table(title: str, headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    out.print()
    out.print(Text(title, "bold"))
    if not rows:
        out.print(Text("  nothing that is shown to you"))
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    out.print(table)


def _who(party: Party | None) -> str:
    if party is None:
        return "nobody"
    if party.person_id:
        return "the person"
    return ", ".join(filter(None, (party.professional_name, party.organisation)))


def _quality(reading: Reading | None) -> str:
    return "not asked" if reading is None else reading.quality.lower()


def _day(moment: int | None) -> str:
    return "unknown" if moment is None else str(day_of(moment))


def _until(end: int | None, ends_with: str | None) -> str:
    if end is not None:
        return str(last_day(end))
    return f"with {ends_with.replace('_', ' ').lower()}" if ends_with in ("RELEASE", "TITLE_END") else "no end known"
