"""`casusregie changes`: what changed in a case between two moments, or since who acts last looked."""

from collections.abc import Callable
from functools import partial
from typing import Any

import click
import orjson
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from api.cli.acting import Acting, Show, acting
from api.cli.console import out
from api.cli.picturing import INVENTED, as_typed, moment_of, not_shown, pictured, plain
from graph.case_pictures import Picture
from graph.changes import Change, between, changes
from graph.last_looks import last_look
from graph.policy.reasons import WORDINGS
from graph.times import local_time

MOMENTS = frozenset({"at", "valid_from", "valid_to", "recorded_at", "confirmed_at"})
DUTCH = {
    "ADDED": "nieuw", "CHANGED": "gewijzigd", "STARTED": "begonnen", "ENDED": "beëindigd", "CORRECTED": "gecorrigeerd",
    "WITHDRAWN": "ingetrokken", "CONFIRMED": "bevestigd", "DISPUTED": "betwist",
}  # fmt: skip


@click.command("changes")
@click.argument("case")
@click.option("--from", "--since", "first", metavar="DATE", help="After this day or moment; default: your last look.")
@click.option("--to", "last", metavar="DATE", help="Up to this day or moment; default: now.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@acting
async def changes_command(acting: Acting, *, case: str, first: str | None, last: str | None, as_json: bool) -> Show:
    """What changed in CASE: an id, or the id, name or number of a person with one case of who acts."""
    begin, end = moment_of("--from", first), moment_of("--to", last)
    with as_typed():
        begin, end = between(begin, end, acting.guard.now)
    picture = await pictured(acting, case, None, None)
    if first is None:
        dossier = picture.dossier
        begin = await last_look(acting.log_reader, acting.actor, dossier.person_ids, dossier.case_id)
        begin = begin if begin is None else min(begin, end)
    found = changes(picture.dossier.records, begin, end)
    if as_json:
        return _as_json(picture, begin, end, found)
    return partial(_show, picture, begin, end, found)


def _as_json(picture: Picture, begin: int | None, end: int, found: tuple[Change, ...]) -> Callable[[], None]:
    data: dict[str, Any] = {
        "invented": True,
        "caption": INVENTED,
        "case": picture.dossier.case_id,
        "from": None if begin is None else local_time(begin).isoformat(),
        "to": local_time(end).isoformat(),
        "changes": [{**plain(one, MOMENTS), "values": dict(one.values)} for one in found],
        "withheld": not_shown(picture.dossier.withheld),
    }
    return partial(click.echo, orjson.dumps(data, option=orjson.OPT_INDENT_2))


def _show(picture: Picture, begin: int | None, end: int, found: tuple[Change, ...]) -> None:
    since = "the beginning: you never looked before" if begin is None else f"{local_time(begin):%Y-%m-%d %H:%M}"
    out.print(
        Text(f"Case {picture.dossier.case_id}, changes since {since}, to {local_time(end):%Y-%m-%d %H:%M}", "bold")
    )
    if not found:
        out.print(Text("  nothing that is shown to you"))
    else:
        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        for heading in ("when", "what happened (wijziging)", "what", "says", "source"):
            table.add_column(heading, overflow="fold")
        for one in found:
            table.add_row(*map(Text, _line(one)))
        out.print(table)
    for one in picture.dossier.withheld:
        out.print(Text(f"not shown: {one.field_class}: {WORDINGS[one.reason].english}", "dim"))
    out.print(Text(INVENTED, "italic"))


def _line(one: Change) -> tuple[str, ...]:
    differs = "; ".join(
        f"{value.name}: {value.was or 'not said'} -> {value.becomes or 'not said'}" for value in one.differs
    )
    return (
        f"{local_time(one.at):%Y-%m-%d %H:%M}",
        f"{one.change.lower()} ({DUTCH[one.change]})",
        one.kind,
        differs or "; ".join(f"{name}: {text}" for name, text in one.values),
        one.origin.source,
    )
