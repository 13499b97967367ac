"""A store with a team at work in it, that a test may write in."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from told_team import Team, tell

from graph.store import Store


@pytest.fixture
async def team(scratch: Store, tmp_path: Path) -> Team:
    """The told team; what a test does in it is gone before the next one."""
    return await tell(scratch, tmp_path / "world")
