"""A store with a team at work in it, that a test may write in."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from told_team import Stage, Team

from graph.store import Store


@pytest.fixture(scope="module")
async def _stage(_scratch: Store, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return await Stage.set(_scratch, tmp_path_factory.mktemp("team"))


@pytest.fixture
async def team(_stage: Stage) -> Team:
    """The told team; what a test does in it is gone before the next one."""
    await _stage.reset()
    return replace(_stage.team)
