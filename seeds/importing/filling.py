"""Importing a world into an empty local database in bulk: rows through the driver take many times as long."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import LiteralString

from graph import engine
from graph.clock import Clock
from graph.errors import EngineError
from graph.settings import Settings
from graph.store import Store
from seeds.importing.folder import World
from seeds.importing.other_cores import no_search_for_cycles, other_core
from seeds.importing.problems import Report
from seeds.importing.reporting import Import, Tell, silent
from seeds.importing.supply import Source
from seeds.importing.tables import NoCellError, Tables
from seeds.importing.tabling import write_caseless, write_cases

_LARGE = 100_000
"""Rows from which a second process is worth its start."""


def fill(
    settings: Settings,
    clock: Clock,
    folder: Path,
    progress: Tell = silent,
    say: engine.Progress = lambda line: None,
    *,
    strict: bool = False,
) -> Report | None:
    """Load a world folder into the local database if that is empty and does not run; else None: then `load` it.

    Keys and indexes are for graph.migrations to make, afterwards. Rejected rows and `strict` are as in `load`.
    Raises WorldError when the folder is no world, EngineError when the database cannot be filled.
    """
    with World(folder) as world, engine.vacant(settings, say, _is_empty) as vacancy:
        if vacancy is None:
            return None
        try:
            return _filled(vacancy, world, clock, folder, progress, say, strict=strict)
        except OSError as error:
            raise EngineError(
                f"the database cannot be filled: {error.strerror or 'writing failed'}",
                "make room on the disk of the home folder and import again; nothing was changed",
            ) from None


def _filled(  # noqa: PLR0917 (all that `fill` was given)
    vacancy: engine.Vacancy,
    world: World,
    clock: Clock,
    folder: Path,
    progress: Tell,
    say: engine.Progress,
    *,
    strict: bool,
) -> Report | None:
    """Check, write as tables and take into use; None where only the driver can load the world. Raises OSError."""
    importing = Import(world, progress)
    with no_search_for_cycles(), TemporaryDirectory(dir=vacancy.scratch) as place:
        asyncio.run(importing.check(None, clock))
        if strict and importing.checked.problems:
            importing.report.loaded = False
            return importing.done()
        try:
            tables = _write(folder, Source(importing, clock.now(), world), Path(place))
        except NoCellError:
            return None
        if not tables:
            return None  # a world without a single good row; Neo4j's import wants something
        vacancy.fill(tables, say)
    return importing.done()


ANYTHING: LiteralString = "MATCH (n) WHERE NOT n:Migration RETURN 1 AS one LIMIT 1"


def _is_empty(connection: engine.Connection) -> bool:
    async def asked() -> bool:
        async with Store.open(connection.uri, connection.user, connection.password, connection.database) as store:
            return await store.one(ANYTHING) is None

    return asyncio.run(asked())


def _write(folder: Path, source: Source, place: Path) -> list[engine.Table]:
    """Write everything as tables in a folder; a large world on both cores, each with half of the cases."""
    cases = len(source.checked.cases)
    half = cases // 2 if source.checked.rows > _LARGE else cases
    with Tables(place) as tables, other_core(folder, source, place / "other", half) as other:
        write_caseless(source, tables)
        write_cases(source, tables, 0, half)
        return [*tables.finish(), *other()]
