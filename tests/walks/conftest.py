"""The walks stand beside the tests that use them and are imported by their own names."""

import sys
from pathlib import Path

import pytest

from graph.clock import FixedClock
from graph.times import parse_moment

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def noon() -> FixedClock:
    """The tests' moment."""
    return FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))
