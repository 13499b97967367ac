"""`casusregie own-view`: what a person sees of the own cases, in plain Dutch, on screen or as a page to print."""

from functools import partial
from pathlib import Path

import click
import orjson
from rich.text import Text

from analytics.own_pages import own_page
from api.cli.acting import Acting, Show, acting, usually
from api.cli.console import out
from api.cli.picturing import not_shown, plain
from graph.access_logs import access_log
from graph.actors import Purpose
from graph.errors import InputError
from graph.logs.sentences import told
from graph.organisations import organisations_by_id
from graph.own_view_sentences import INVENTED, Part, day, looked, parts
from graph.own_view_shapes import OwnView
from graph.own_views import own_view
from graph.times import local_time

LOOKS = 50
MOMENTS = frozenset({"at", "valid_from", "valid_to", "due_at", "release_at"})


@click.command("own-view")
@click.argument("person")
@click.option("--html", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Write a page to print.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@acting
@usually(Purpose.SUBJECT_ACCESS)
async def own_view_command(acting: Acting, *, person: str, html: Path | None, as_json: bool) -> Show:
    """What PERSON (an id) sees of the own cases, in plain Dutch: for that person (--as PERSON).

    Health and risk need --assurance HIGH.
    """
    view = await own_view(acting.guard, person)
    if view is None:
        raise InputError("there is no own view on that person for who acts", "act as the person: --as PERSON")
    text = (*parts(view), await _looked(acting, person))
    if html is not None:
        return partial(_written, html, own_page(text, day(view.at)))
    return partial(click.echo, _json(view, text)) if as_json else partial(show, view, text)


async def _looked(acting: Acting, person: str) -> Part:
    page = await access_log(acting.guard, acting.log_reader, person, first=LOOKS)
    looks = page.items if page else ()
    ids = sorted({one.organisation_id for one in looks if one.organisation_id})
    found = await organisations_by_id(acting.store, acting.actor, acting.clock, ids)
    lines: list[str] = []
    for one in looks:
        organisation = found.get(one.organisation_id or "")
        name = organisation.name if organisation else None
        lines.append(told(one.at, name, one.function, one.purpose, one.classes, who_knows=one.who_knows))
    return looked(lines, page.total if page else 0)


def show(view: OwnView, text: tuple[Part, ...]) -> None:
    """Print the view, part by part."""
    out.print(Text(f"Mijn overzicht, {day(view.at)}", "bold"))
    for part in text:
        out.print()
        out.print(Text(part.heading, "bold"))
        for line in part.lines:
            out.print(Text(f"  {line}" if line.startswith("–") else f"- {line}"))
    out.print()
    out.print(Text(INVENTED, "italic"))


def _written(file: Path, page: str) -> None:
    file.write_text(page, encoding="utf-8")
    out.print(Text(f"written: {file}"))


def _json(view: OwnView, text: tuple[Part, ...]) -> bytes:
    data = {
        "invented": True,
        "caption": INVENTED,
        "person": view.person_id,
        "at": local_time(view.at).isoformat(),
        "cases": plain(view.cases, MOMENTS),
        "withheld": not_shown(view.withheld),
        "text": plain(text, MOMENTS),
    }
    return orjson.dumps(data, option=orjson.OPT_INDENT_2)
