"""`casusregie arrivals`: take in whom a source tells of. It needs no actor, only the right to write to the database."""

import asyncio
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import click
import msgspec

from api.cli.console import err, out
from graph import engine
from graph.casework.arrivals import take_in
from graph.casework.records_of_arrival import Arrival
from graph.clock import Clock, SystemClock
from graph.errors import ActError, ConflictError, InputError, WorldError
from graph.inputs import could_be_id, is_storable
from graph.migrations import migrate
from graph.settings import Settings
from graph.store import Store
from graph.times import parse_moment

LONGEST_LINE: Final = 10_000
"""Characters of one line; more than any arrival needs."""


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """One line of the file. A day is 2026-03-10, a moment 2026-03-10T12:00:00+01:00."""

    id: str
    source: str
    prison: str
    arrived_on: str
    regime: str
    person: str | None = None
    skn: str | None = None
    given_name: str | None = None
    prefix: str | None = None
    family_name: str | None = None
    birth_date: str | None = None
    municipality: str | None = None
    expected_end: str | None = None


@click.command("arrivals")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="What became of each line as JSON.")
def arrivals_command(file: Path, as_json: bool) -> None:
    """Take in the persons in FILE, of whom a source says that a detention began.

    One JSON object a line: `id` (at the source), `source`, `prison`, `arrivedOn`, `regime`; `person` (an id) or `skn`,
    with `givenName`, `prefix`, `familyName`, `birthDate` where the number may be new; `municipality` of origin and
    `expectedEnd` where these are known.

    A case that is open, or was closed not long ago, takes the detention; else a new one is opened. Prison and
    municipality find it on their intake lists. Told again, a line does nothing.
    """
    settings = Settings.from_mapping(os.environ)
    with engine.running(settings, progress=lambda text: err.print(text, style="dim")) as connection:
        told = asyncio.run(_taken(connection, file))
    counts = Counter(one["how"] for one in told)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode({"invented": True, "lines": told}), indent=2))
    else:
        for one in told:
            if one["how"] == "NOT_DONE":
                out.print(f"line {one['line']}: {one['problem']}", markup=False, soft_wrap=True)
        said = ", ".join(f"{count} {how.lower().replace('_', ' ')}" for how, count in sorted(counts.items()))
        out.print(said or "nothing in it")
    if counts["NOT_DONE"]:
        click.get_current_context().exit(WorldError.exit_code)


async def _taken(connection: engine.Connection, file: Path) -> list[dict[str, Any]]:
    async with Store.open(connection.uri, connection.user, connection.password, connection.database) as store:
        clock = SystemClock()
        await migrate(store, clock)
        return [await _told(store, clock, number, line) for number, line in _lines(file)]


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    with file.open(encoding="utf-8", errors="surrogateescape") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield number, line


async def _told(store: Store, clock: Clock, number: int, line: str) -> dict[str, Any]:
    """What became of a line: OPENED, REOPENED or JOINED with its case, or NOT_DONE and why."""
    try:
        taken = await take_in(store, clock, arrival_in(line))
    except (InputError, ConflictError) as error:
        return {
            "line": number,
            "how": "NOT_DONE",
            "problem": f"{error}: {error.advice}" if error.advice else f"{error}",
        }
    except ActError:
        problem = "this id told something else before: tell a correction as a new version of the records"
        return {"line": number, "how": "NOT_DONE", "problem": problem}
    return {"line": number, "how": taken.how, "case": taken.case_id}


def arrival_in(line: str) -> Arrival:
    """The arrival in a line. Raises InputError, which repeats nothing of what the line says."""
    if len(line) > LONGEST_LINE or not is_storable(line):
        raise InputError("the line is too long, or has unreadable characters")
    try:
        told = msgspec.json.decode(line, type=Line)
    except msgspec.DecodeError as error:
        raise InputError(f"the line cannot be read: {error}") from None
    if not could_be_id(told.id) or not could_be_id(told.source.strip()):
        raise InputError("the line has no id and source to know it by", "give both, each of at most 200 characters")
    name = {"givenName": told.given_name, "prefix": told.prefix, "familyName": told.family_name}
    named = {key: value for key, value in name.items() if value}
    return Arrival(
        id=told.id,
        source=told.source,
        prison=told.prison,
        arrived_at=parse_moment(told.arrived_on),
        regime=told.regime,
        person=told.person,
        skn=told.skn,
        name=named or None,
        birth_date=told.birth_date,
        municipality=told.municipality,
        expected_end=None if told.expected_end is None else parse_moment(told.expected_end),
    )
