"""Filling an empty database in bulk: the same, to the property, as the driver would have made of it."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from test_import_again import everything
from tiny_worlds import Rows, changed, record, tiny_world, write

from graph import engine
from graph.clock import FixedClock
from graph.integrity import violations
from graph.migrations import migrate
from graph.settings import Settings
from graph.store import Store
from graph.times import parse_moment
from seeds.importing import fill, filling, load
from seeds.stories.library import STORIES
from seeds.worlds import write_world

NOON = FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))
STRANGE = 'a "quoted", line\nand\r\nanother; \\ \\" \t, é 🙂 \x1f \x00 | ;'


@pytest.fixture
def empty(settings: Settings, tmp_path: Path) -> Iterator[Settings]:
    """A home in which nothing was ever started."""
    home = replace(settings, home=tmp_path / "home")
    yield home
    engine.stop(home)


async def _compared(settings: Settings, scratch: Store, folder: Path) -> None:
    """Fill one store, load the other, and hold them against each other."""
    filled = await asyncio.to_thread(fill, settings, NOON, folder)
    assert filled is not None
    loaded = await load(scratch, NOON, folder)
    assert filled.problems == loaded.problems
    assert filled.counts == loaded.counts
    with engine.running(settings) as running:
        async with Store.open(running.uri, running.user, running.password) as store:
            await migrate(store, NOON)
            ours, theirs = await _everything(store), await _everything(scratch)
            assert len(ours) == len(theirs)
            assert [one for one, other in zip(ours, theirs, strict=True) if one != other] == []
            assert await violations(store) == []
            again = await load(store, NOON, folder)
            assert sum(count.new + count.changed for count in again.counts.values()) == 0
    assert await asyncio.to_thread(fill, settings, NOON, folder) is None, "a database that holds something"


async def _everything(store: Store) -> list[str]:
    nodes, ties = await everything(store)
    told = [repr((sorted(node["labels"]), sorted(node["n"].items()))) for node in nodes]
    return sorted(told) + sorted(repr((tie["a"], tie["type"], sorted(tie["r"].items()), tie["b"])) for tie in ties)


@pytest.mark.prove
@pytest.mark.parametrize("size", [None, "small"])
async def test_a_world_is_the_same_either_way_with_strange_texts_rejected_rows_and_corrections(
    empty: Settings, scratch: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: str | None
) -> None:
    monkeypatch.setattr(filling, "_LARGE", 0)  # so that the other core takes part
    write_world(tmp_path / "world", today=date(2026, 3, 10), size=size, stories=tuple(STORIES))
    rows = changed(tiny_world(), "GoalState", "gs1", text=STRANGE)
    rows = changed(rows, "GoalState", "gs2", text="")
    rows = changed(rows, "Organisation", "PI1", regimes=["HvB", "é,\n"], name=' "PI" ')
    unstamped = record("unstamped", caseId="c2", status="OPEN", validTo="2026-02-01")
    del unstamped["recordedAt"]
    rows["CaseState"] += [
        record("old", caseId="c1", status="OPEN", validTo="2026-02-01") | {"recordedAt": "2025-12-01"},
        unstamped,
        record("wrong", caseId="c9", status="OPEN"),
    ]
    rows["Meeting"].append(record("m3", caseId="c1", kind="MDO", heldOn="yesterday"))
    _add(tmp_path / "world", rows)
    await _compared(empty, scratch, tmp_path / "world")


def _add(folder: Path, rows: Rows) -> None:
    for label, given in rows.items():
        with (folder / f"{label}.jsonl").open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in given)


@pytest.mark.parametrize("regimes", [[], ["a\x1fb"], ["", "x"]])
async def test_a_list_that_no_table_can_hold_is_left_to_the_driver(
    empty: Settings, tmp_path: Path, regimes: list[str]
) -> None:
    folder = write(tmp_path / "world", changed(tiny_world(), "Organisation", "PI1", regimes=regimes))
    assert await asyncio.to_thread(fill, empty, NOON, folder) is None


async def test_with_strict_nothing_is_filled(empty: Settings, tmp_path: Path) -> None:
    folder = write(tmp_path / "world", changed(tiny_world(), "Person", "p1", birthDate="once"))
    report = await asyncio.to_thread(fill, empty, NOON, folder, strict=True)
    assert report is not None
    assert not report.loaded
    assert await asyncio.to_thread(fill, empty, NOON, write(tmp_path / "world", tiny_world()), strict=True)


async def test_a_database_that_runs_is_left_to_the_driver(
    settings: Settings, connection: engine.Connection, tmp_path: Path
) -> None:
    folder = write(tmp_path / "world", tiny_world())
    assert await asyncio.to_thread(fill, settings, NOON, folder) is None


def test_a_kill_in_the_middle_leaves_an_empty_database_that_can_be_filled(empty: Settings, tmp_path: Path) -> None:
    folder = write(tmp_path / "world", tiny_world())
    killed = subprocess.Popen(
        [sys.executable, "-c", "from api.cli import main; main()", "import", str(folder)],
        env={**os.environ, "NEO4J_URI": "", "CASUSREGIE_HOME": str(empty.home), "CASUSREGIE_CACHE": str(empty.cache)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert killed.stderr is not None
    for line in killed.stderr:
        if "filling the database" in line:
            break
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    killed.stderr.close()
    report = fill(empty, NOON, folder)
    assert report is not None
    assert sum(count.new for count in report.counts.values()) == sum(map(len, tiny_world().values()))
