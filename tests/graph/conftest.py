"""Stores with a tiny world in them; how it is told stands with the tests of importing."""

import sys
from pathlib import Path

import pytest

from graph.clock import FixedClock
from graph.store import Store
from graph.times import parse_moment

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "seeds" / "importing"))

from seeds.importing import load

NOON = FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))


@pytest.fixture
async def tiny(scratch: Store, tmp_path: Path) -> Store:
    """A store that a test may write in, with the tiny world."""
    from tiny_worlds import tiny_world, write

    await load(scratch, NOON, write(tmp_path, tiny_world()), strict=True)
    return scratch
