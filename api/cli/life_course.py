"""`casusregie life-course`: one line over before, during and after the detention, with the gaps in it."""

from datetime import timedelta
from functools import partial
from typing import Any

import click
import orjson
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from api.cli.acting import Acting, Show, acting
from api.cli.case_tables import closing, heading, who, word
from api.cli.console import out
from api.cli.picturing import as_typed, data_of, moment_of, of_a_case, pictured, plain
from api.cli.typed_words import typed_words
from graph.case_pictures import Picture
from graph.life_courses import LifeCourse, Part, life_course
from graph.life_entries import Domain, Entry, EntryKind
from graph.model.kinds import FieldClass
from graph.model.words import PHASES
from graph.networks_shape import Phase, Status
from graph.times import day_of, last_day, start_of_day

MOMENTS = frozenset({"valid_from", "valid_to", "expected_end", "recorded_at", "confirmed_at"})

_DUTCH = {
    EntryKind.DETENTION: "detentie",
    EntryKind.STAY: "verblijf",
    EntryKind.TITLE: "titel",
    EntryKind.NOTICE: "melding",
    EntryKind.RELEASE: "invrijheidstelling",
    EntryKind.RESIDENCE: "woonplaats",
    EntryKind.CASE: "casus",
    EntryKind.DIRECTION: "casusregie",
    EntryKind.INVOLVEMENT: "betrokken",
    EntryKind.HANDOVER: "overdracht",
    EntryKind.INSTRUMENT: "screening",
    EntryKind.CONDITION: "basisvoorwaarde",
    EntryKind.ADVICE: "advies",
    EntryKind.REFERRAL: "verwijzing",
    EntryKind.INTERVENTION: "interventie",
    EntryKind.MEETING: "overleg",
    EntryKind.CONTACT: "contact",
    EntryKind.CONTACT_RULE: "contactregel",
    EntryKind.CONSENT: "toestemming",
}


@click.command("life-course")
@of_a_case
@click.option("--phase", metavar="PHASE", help=f"Only {', '.join(PHASES)} of the detention in view.")
@click.option(
    "--domain", "domains", multiple=True, metavar="DOMAIN", help=f"Only {', '.join(Domain)}; may be repeated."
)
@click.option("--organisation", "organisations", multiple=True, metavar="ID", help="Only of this organisation, by id.")
@click.option("--from", "first", metavar="DATE", help="Only from this day on.")
@click.option("--to", "last", metavar="DATE", help="Only up to and with this day.")
@acting
async def life_course_command(
    acting: Acting,
    *,
    case: str,
    at: str | None,
    known_at: str | None,
    as_json: bool,
    phase: str | None,
    domains: tuple[str, ...],
    organisations: tuple[str, ...],
    first: str | None,
    last: str | None,
) -> Show:
    """The life course (levensloop) of CASE, in order of day, with the gaps in contact."""
    until = moment_of("--to", last)
    part = Part(
        phase=next(map(Phase, typed_words("--phase", (phase,) if phase else (), PHASES)), None),
        domains=typed_words("--domain", domains, tuple(Domain)),
        organisations=organisations,
        first=moment_of("--from", first),
        until=None if until is None else start_of_day(day_of(until) + timedelta(days=1)),
    )
    picture = await pictured(acting, case, at, known_at)
    with as_typed():
        course = life_course(picture.view, part, contact_shown=FieldClass.PLAN in picture.dossier.released)
    if as_json:
        return partial(click.echo, orjson.dumps(as_data(picture, course), option=orjson.OPT_INDENT_2))
    return partial(show, picture, course)


def as_data(picture: Picture, course: LifeCourse) -> dict[str, Any]:
    """A life course as plain data for JSON: moments with offset, ends exclusive."""
    return data_of(
        picture,
        {
            **plain(course, MOMENTS),
        },
    )


def show(picture: Picture, course: LifeCourse) -> None:
    """Print a life course as one table for people: a gap stands on the line as what it is."""
    heading("The life course (levensloop)", picture)
    if not course.gaps_told:
        out.print(Text("Contact with the person is not shown to you: no gaps are told."))
    if not course.entries:
        out.print(Text("  nothing of this that is shown to you"))
    else:
        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        for each in ("when", "phase", "what", "who", "source"):
            table.add_column(each, overflow="fold")
        for one in course.entries:
            table.add_row(*_row(one))
        out.print(table)
    closing(picture)


def _row(one: Entry) -> tuple[Text, ...]:
    phases = "/".join(word(phase) for phase in one.phases)
    if one.kind is EntryKind.GAP:
        told = f"no contact visible to you, {one.days} days (geen contact zichtbaar voor u)"
        return Text(_when(one), "yellow"), Text(phases, "yellow"), Text(told, "yellow"), Text(""), Text("counted")
    said = ", ".join(filter(None, (one.offer, *(word(each) for each in (one.what, one.outcome) if each))))
    acting = "; ".join(map(who, one.by))
    told_to = "; ".join(map(who, one.to))
    style = "dim" if one.status is Status.PLANNED else ""
    return (
        Text(_when(one), style),
        Text(phases, style),
        Text(f"{word(one.kind)} ({_DUTCH[one.kind]}){': ' if said else ''}{said}", style),
        Text(" > ".join(filter(None, (acting, told_to))), style),
        Text(one.origin.source if one.origin else "", style),
    )


def _when(one: Entry) -> str:
    start = "unknown" if one.valid_from is None else str(day_of(one.valid_from))
    if not one.lasts:
        return start
    if one.valid_to is None:
        return f"{start} - ..."
    end = str(last_day(one.valid_to))
    return start if end == start else f"{start} - {end}"
