"""The planted world of the walks with a mark in every personal value, loaded once for all canaries."""

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.clock import FixedClock
from graph.store import Store
from graph.times import parse_moment
from seeds.importing import load

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(Path(__file__).parent), str(TESTS / "walks"), str(TESTS / "policy")]


NOON = FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))


@dataclass(frozen=True)
class Marked:
    """The store, who may ask, the rows as they stand in the files, and all marks."""

    store: Store
    world: object
    rows: object
    marks: list


@pytest.fixture(scope="module")
async def marked(_scratch, tmp_path_factory):
    """The marked world; its tests only read."""
    from marks import mark
    from planted import planted
    from world_rows import World

    async def wipe(transaction):
        await transaction.rows("MATCH (n) WHERE NOT n:Migration DETACH DELETE n")

    world = planted()
    found = mark(world.told.rows)
    folder = tmp_path_factory.mktemp("worlds") / "marked"
    world.told.write(folder)
    await _scratch.write(wipe)
    report = await load(_scratch, NOON, folder, strict=True)
    assert not report.problems, report.problems
    return Marked(_scratch, world, World(folder, NOON.now()), found)
