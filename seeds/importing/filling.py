"""Importing a world into an empty local database in bulk: rows through the driver take many times as long."""

import asyncio
import gc
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import LiteralString

from graph import engine
from graph.clock import Clock
from graph.creations import link_of, node_of
from graph.model.catalogue import KINDS, LINKS, RECORDS, THINGS
from graph.records import new_id
from graph.settings import Settings
from graph.store import Store
from seeds.importing.cases import batches_of
from seeds.importing.checking import NO_CASE, OFFSET_BITS
from seeds.importing.folder import World
from seeds.importing.planning import Given, Plan, plan_of
from seeds.importing.problems import Report
from seeds.importing.reporting import Import, Tell, silent
from seeds.importing.supply import Source
from seeds.importing.tables import NoCellError, Tables
from seeds.importing.versions import made_of, stamp_of


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
        importing = Import(world, progress)
        with _no_search_for_cycles(), TemporaryDirectory(dir=vacancy.scratch) as place, Tables(Path(place)) as tables:
            asyncio.run(importing.check(None, clock))
            if strict and importing.checked.problems:
                importing.report.loaded = False
                return importing.done()
            try:
                _write(Source(importing, clock.now(), world), tables)
            except NoCellError:
                return None
            vacancy.fill(tables.finish(), say)
        return importing.done()


@contextmanager
def _no_search_for_cycles() -> Generator[None]:
    """Millions of rows come and go and none is part of a cycle: looking for one takes a quarter of the time."""
    searches = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searches:
            gc.enable()


ANYTHING: LiteralString = "MATCH (n) WHERE NOT n:Migration RETURN 1 AS one LIMIT 1"


def _is_empty(connection: engine.Connection) -> bool:
    async def asked() -> bool:
        async with Store.open(connection.uri, connection.user, connection.password, connection.database) as store:
            return await store.one(ANYTHING) is None

    return asyncio.run(asked())


def _write(source: Source, tables: Tables) -> None:
    places = source.checked.places
    for kind in THINGS:
        for place in places.get(kind.label, ()):
            row, row_hash = source.read(kind.label, place)
            tables.add_node(kind, node_of(kind, row, row_hash, source.checked.targets))
        source.new(kind.label, len(places.get(kind.label, ())))
    silent_cases = set(source.checked.cases)
    for batch in batches_of(source):
        for case, rows in batch.items():
            silent_cases.discard(case)
            _write_case(source, tables, case, rows)
    for case in silent_cases:
        tables.add_ledger(case, 0, 0)
    for kind in RECORDS:
        given = [
            source.given(kind.label, place) for place in places.get(kind.label, ()) if place >> OFFSET_BITS == NO_CASE
        ]
        plan = plan_of(given, (), new_id)
        for creation in plan.creations:
            tables.add_node(kind, made_of(source, creation, source.now))
        source.count(plan)
    for link in LINKS:
        for place in places.get(link.name, ()):
            row, row_hash = source.read(link.name, place)
            tables.add_link(link, link_of(link, row, row_hash))
        source.new(link.name, len(places.get(link.name, ())))


def _write_case(source: Source, tables: Tables, case: str, rows: list[Given]) -> None:
    """The records of a case, numbered as its ledger would have numbered them."""
    plan: Plan = plan_of(rows, (), new_id)
    clock = stamp_of(source, plan) or 1
    for number, creation in enumerate(plan.creations, 1):
        made = made_of(source, creation, clock)
        made["n"]["seq"] = number
        tables.add_node(KINDS[creation.given.kind.label], made)
    tables.add_ledger(case, plan.turns, clock)
    source.count(plan)
