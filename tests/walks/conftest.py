"""The walks stand beside the tests that use them and are imported by their own names."""

import sys
from pathlib import Path

import pytest

from graph.clock import FixedClock
from graph.times import parse_moment
from seeds.importing import load

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "policy")]


@pytest.fixture(scope="session")
def noon() -> FixedClock:
    """The tests' moment."""
    return FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))


@pytest.fixture(scope="module")
async def plot(_scratch, noon, tmp_path_factory):
    """The planted world, loaded once a module: its tests only read."""
    from planted import planted
    from world_rows import World

    async def wipe(transaction):
        await transaction.rows("MATCH (n) WHERE NOT n:Migration DETACH DELETE n")

    world = planted()
    folder = tmp_path_factory.mktemp("worlds") / "planted"
    world.told.write(folder)
    await _scratch.write(wipe)
    report = await load(_scratch, noon, folder)
    assert not report.problems
    world.store, world.clock, world.rows = _scratch, noon, World(folder, noon.now())
    return world
