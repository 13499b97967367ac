"""How long a world takes to load, beside the bare driver sending the same nodes and relationships.

    python bench/load.py [--size region] [--folder WORLD] [--driver]

Servers of their own, one after the other. Ours counts everything, from a folder on disk and an empty database to one
that is ready for questions: checking, filling in bulk, starting, making keys and indexes. The bare driver has its rows
ready before its clock starts, and a server that runs and has its keys; it sends them in batches of 5,000, nodes
first, on one session, and checks nothing. Ours may take 1.5 times as long. With --driver ours goes through the driver
too, as it does into a database that holds something.
"""

import argparse
import asyncio
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import neo4j

from graph import engine
from graph.clock import SystemClock
from graph.creations import link_of, node_of
from graph.migrations import migrate
from graph.model.catalogue import KINDS, LINKS
from graph.model.rows import RowReader, ends_of, lookup_labels
from graph.settings import Settings
from graph.statements import lookup_label_of
from graph.store import Store
from seeds.importing import fill, load
from seeds.importing.checking import Checker
from seeds.importing.folder import World
from seeds.worlds import write_world

BATCH = 5_000
LIMIT = 1.5
Batches = list[tuple[str, list[Any]]]


def main() -> int:
    """Print both and their ratio; answers 1 when ours takes too long."""
    options = _options()
    with tempfile.TemporaryDirectory() as place:
        folder = options.folder or Path(place) / "world"
        if options.folder is None:
            write_world(folder, today=date(2026, 3, 10), size=options.size)
        settings = _settings(Path(place) / "ours")
        engine.install(settings, print)
        ours, rows = asyncio.run(_driven(settings, folder)) if options.driver else _filled(settings, folder)
        with engine.running(_settings(Path(place) / "bare")) as connection:
            bare, nodes, relationships = asyncio.run(_bare(connection, folder))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ratio = ours / bare
    print(f"ours {ours:8.1f} s  {rows / ours:8,.0f} rows/s  ({rows:,} rows)")
    print(f"bare {bare:8.1f} s  {rows / bare:8,.0f} rows/s  ({nodes:,} nodes, {relationships:,} relationships)")
    print(f"ratio {ratio:.2f} (limit {LIMIT}); this process took {peak:,.0f} MB at most")
    return int(ratio > LIMIT)


def _filled(settings: Settings, folder: Path) -> tuple[float, int]:
    begun = time.monotonic()
    report = fill(settings, SystemClock(), folder, strict=True)
    if report is None or not report.loaded:
        sys.exit(
            "this world was not filled in bulk: it has rows that cannot be taken, or a list that no table can hold"
        )
    print(f"checked in {report.checked_seconds:.1f} s, filled in {report.seconds - report.checked_seconds:.1f} s")
    with engine.running(settings) as connection:
        asyncio.run(_migrated(connection))
        return time.monotonic() - begun, report.rows


async def _migrated(connection: engine.Connection) -> None:
    async with Store.open(connection.uri, connection.user, connection.password, connection.database) as store:
        await migrate(store, SystemClock())


async def _driven(settings: Settings, folder: Path) -> tuple[float, int]:
    with engine.running(settings) as connection:
        async with Store.open(connection.uri, connection.user, connection.password, connection.database) as store:
            clock = SystemClock()
            await migrate(store, clock)
            report = await load(store, clock, folder, strict=True)
            if not report.loaded:
                sys.exit(f"this world has {len(report.problems)} rows that cannot be taken: {report.problems[0]}")
            return report.seconds, report.rows


async def _bare(connection: engine.Connection, folder: Path) -> tuple[float, int, int]:
    async with Store.open(connection.uri, connection.user, connection.password, connection.database) as store:
        await migrate(store, SystemClock())
        nodes, relationships = await _batches(store, folder)
    with neo4j.GraphDatabase.driver(connection.uri, auth=(connection.user, connection.password)) as driver:
        begun = time.monotonic()
        with driver.session(database=connection.database) as session:
            for statement, rows in (*nodes, *relationships):
                session.execute_write(lambda tx, text=statement, rows=rows: tx.run(text, rows=rows).consume())
        seconds = time.monotonic() - begun
    return seconds, sum(len(rows) for _, rows in nodes), sum(len(rows) for _, rows in relationships)


async def _batches(store: Store, folder: Path) -> tuple[Batches, Batches]:
    """The same world as plain nodes, and as pairs of ids by type of relationship."""
    nodes: dict[str, list[Any]] = {}
    pairs: dict[str, list[Any]] = {}
    with World(folder) as world:
        checked = await Checker(store, SystemClock(), world).check(lambda label, offset: None)
        for label, lines in world.files.items():
            reader = RowReader(label)
            for _, _, line in lines:
                row, row_hash = reader.read(line)
                if label not in KINDS:
                    link = next(link for link in LINKS if link.name == label)
                    made = link_of(link, row, row_hash)
                    ends = (lookup_label_of(link.source), lookup_label_of(link.target))
                    pairs.setdefault(_link(*ends, link.type, "SET r = row[2]"), []).append(list(made.values()))
                    continue
                kind = KINDS[label]
                given = row if "fact" in row or not kind.record else row | {"fact": row["id"]}
                made = node_of(kind, given, row_hash, checked.targets)
                labels = ":".join(
                    [label, *(["Record"] if kind.record else []), *([made["label"]] if "label" in made else [])]
                )
                nodes.setdefault(f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row", []).append(made["n"])
                if label == "Case":
                    ledger = {"id": row["id"], "version": 0, "clock": 0}
                    nodes.setdefault("UNWIND $rows AS row CREATE (n:Ledger) SET n = row", []).append(ledger)
                for edge, end in ends_of(kind, row):
                    far = next(one for one in lookup_labels(edge) if one == checked.targets[end].label)
                    near = "Record" if kind.record else label
                    part = f"SET r.part = '{edge.part}'" if edge.part else ""
                    ends = (near, far, row["id"], end) if edge.outgoing else (far, near, end, row["id"])
                    pairs.setdefault(_link(*ends[:2], edge.type, part), []).append(list(ends[2:]))
    return list(_cut(nodes)), list(_cut(pairs))


def _link(source: str, target: str, type_: str, then: str) -> str:
    return (
        f"UNWIND $rows AS row MATCH (a:{source} {{id: row[0]}}) MATCH (b:{target} {{id: row[1]}})"
        f" CREATE (a)-[r:{type_}]->(b) {then}"
    )


def _cut(rows: dict[str, list[Any]]) -> Iterator[tuple[str, list[Any]]]:
    for statement, given in rows.items():
        for start in range(0, len(given), BATCH):
            yield statement, given[start : start + BATCH]


def _settings(home: Path) -> Settings:
    return Settings(home=home, cache=Settings.from_mapping({"HOME": str(Path.home())}).cache)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compare our loader with the bare driver.")
    parser.add_argument("--size", default="region", choices=("small", "region", "national"))
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--driver", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
