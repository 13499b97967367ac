"""`casusregie log`: whether the logs are as they were written, and whether their decisions come out the same again."""

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click
import orjson
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from api.cli.acting import Acting, Show, acting, settings
from api.cli.console import complain, out
from graph.access_logs import Access, access_log
from graph.clock import SystemClock
from graph.errors import InputError, LogError
from graph.logs.expiries import expired, remove
from graph.logs.log_folders import LogFolder, folder_of
from graph.logs.pseudonyms import rotate_key
from graph.logs.replays import replayed
from graph.logs.sentences import told
from graph.logs.verifications import verified
from graph.organisations import organisations_by_id
from graph.times import day_of, local_time

_HOME = click.option("--home", metavar="FOLDER", help="Home folder of the logs; default CASUSREGIE_HOME.")


@click.group("log")
def log() -> None:
    """Who looked at whom and why: check it, make its decisions again, read it."""


@log.command()
@_HOME
def verify(home: str | None) -> None:
    """Check every chain and what stands beside it; name what is broken, the first first, and exit 1."""
    found = verified(_folder(home))
    for notice in found.notices:
        out.print(notice, markup=False, soft_wrap=True)
    for one in found.broken:
        where = f"{one.file} line {one.line}" if one.line else one.file
        out.print(f"BROKEN {where}: {one.problem}", markup=False, soft_wrap=True)
    out.print(f"{found.chains} chains, {found.lines} lines: {len(found.broken) or 'nothing'} broken", markup=False)
    if found.broken:
        sys.exit(1)


@log.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def replay(file: Path) -> None:
    """Make every decision of FILE, one of logs/audit, again with the policy of that day; exit 1 where one differs."""
    whole = file.resolve()
    if whole.suffix != ".jsonl" or [folder.name for folder in whole.parents[1:3]] != ["audit", "logs"]:
        raise LogError(f"{file} is not in logs/audit/DAY", "give a file as it stands there")
    found = replayed(LogFolder(whole.parents[3]), whole)
    for line in found.different:
        out.print(line, markup=False, soft_wrap=True)
    if found.without_facts:
        out.print(f"{found.without_facts} decisions rest on facts that are no longer kept")
    of = found.agree + len(found.different)
    out.print(f"{found.lines} lines: {found.agree} of {of} decisions agree", markup=False)
    if found.different:
        sys.exit(1)


@log.command("show")
@click.argument("person")
@click.option("--first", type=click.IntRange(1, 200), default=50, show_default=True, help="How many at the most.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@acting
async def show_command(acting: Acting, *, person: str, first: int, as_json: bool) -> Show:
    """Who looked at PERSON (an id) and why: for a privacy officer, or for the person (--as ID)."""
    page = await access_log(acting.guard, acting.log_reader, person, first=first)
    if page is None:
        raise InputError("there is no log of that person for who acts", "check the id, or act as another")
    ids = {one.organisation_id for one in page.items if one.organisation_id}
    names = await organisations_by_id(acting.store, acting.actor, acting.clock, sorted(ids))
    rows = [(one, names[one.organisation_id].name if one.organisation_id in names else None) for one in page.items]
    if as_json:
        return partial(click.echo, orjson.dumps([as_data(*row) for row in rows], option=orjson.OPT_INDENT_2))
    return partial(show, rows, page.total)


def show(rows: list[tuple[Access, str | None]], total: int) -> None:
    """Print looks: to the person in plain Dutch, to an officer as a table."""
    if any(one.moment is not None for one, _ in rows):
        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        for heading in ("moment", "who", "function", "purpose", "shown", "withheld"):
            table.add_column(heading, overflow="fold")
        for one, _ in rows:
            moment = f"{local_time(one.at):%Y-%m-%d %H:%M:%S}"
            who = Text(f"{one.professional_id}")
            table.add_row(moment, who, one.function, one.purpose, ", ".join(one.classes), ", ".join(one.withheld))
        out.print(table)
    else:
        for one, name in rows:
            out.print(Text(told(one.at, name, one.function, one.purpose, one.classes, who_knows=one.who_knows)))
    if total > len(rows):
        out.print(f"{len(rows)} of {total}, latest first")
    if not rows:
        out.print("Er heeft nog niemand in uw gegevens gekeken.")


def as_data(one: Access, organisation: str | None) -> dict[str, Any]:
    """A look as plain data for JSON; what only an officer sees is left out for the person."""
    found = {
        "on": day_of(one.at).isoformat(),
        "at": None if one.moment is None else local_time(one.moment).isoformat(),
        "organisation": organisation,
        "function": one.function,
        "purpose": one.purpose,
        "classes": one.classes,
        "withheldClasses": one.withheld,
        "professional": one.professional_id,
        "position": one.position_id,
        "pseudonym": one.pseudonym,
        "trace": one.trace,
        "dutch": told(one.at, organisation, one.function, one.purpose, one.classes, who_knows=one.who_knows),
    }
    return {key: value for key, value in found.items() if value is not None}


@log.command()
@_HOME
@click.option("--yes", is_flag=True, help="Remove it; without this only say what would be removed.")
def expire(home: str | None, *, yes: bool) -> None:
    """Remove the days whose retention period has passed."""
    folder = _folder(home)
    days = expired(folder, SystemClock())
    if yes:
        remove(folder, days)
    for one in days:
        out.print(f"{'removed' if yes else 'would be removed'}: {one.part}/{one.day}", markup=False)
    if not days:
        out.print("nothing is older than its retention period")


@log.command("rotate-key")
@_HOME
def rotate(home: str | None) -> None:
    """Give pseudonyms under a new key, from the next start of each process on; old lines are still found."""
    out.print(f"new lines are written under key {rotate_key(_folder(home))}", markup=False)


def _folder(home: str | None) -> LogFolder:
    own = settings()
    found = folder_of(own if home is None else replace(own, home=Path(home).absolute()))
    if home is not None and not found.home.is_dir():
        sys.exit(complain(f"there is no folder {home}", "give the home folder that holds logs/", 2))
    return found
