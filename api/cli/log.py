"""`casusregie log`: whether the logs are as they were written, and whether their decisions come out the same again."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from api.cli.acting import settings
from api.cli.console import complain, out
from graph.errors import LogError
from graph.logs.log_folders import LogFolder, folder_of
from graph.logs.pseudonyms import rotate_key
from graph.logs.replays import replayed
from graph.logs.verifications import verified

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
    home = file.absolute().parents[3]
    if file.absolute().parents[1].name != "audit":
        raise LogError(f"{file} is not in logs/audit", "give a file as it stands there")
    found = replayed(LogFolder(home), file.absolute())
    for line in found.different:
        out.print(line, markup=False, soft_wrap=True)
    if found.without_facts:
        out.print(f"{found.without_facts} decisions rest on facts that are no longer kept")
    of = found.agree + len(found.different)
    out.print(f"{found.lines} lines: {found.agree} of {of} decisions agree", markup=False)
    if found.different:
        sys.exit(1)


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
