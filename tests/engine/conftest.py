"""Homes for servers of these tests alone; the downloaded engine is shared with the rest of this machine."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph import engine
from graph.settings import Settings

MakeHome = Callable[[Path], Settings]


@pytest.fixture(scope="session")
def make_home() -> MakeHome:
    """Settings of a small server in a folder of one's own."""
    cache = Settings.from_mapping({**os.environ, "NEO4J_URI": ""}).cache

    def make(home: Path) -> Settings:
        return Settings(home=home, cache=cache, engine_heap="512m", engine_page_cache="32m")

    return make


@pytest.fixture
def home(tmp_path: Path, make_home: MakeHome) -> Iterator[Settings]:
    """A home in which nothing was ever started, and nothing runs afterwards."""
    settings = make_home(tmp_path / "home")
    yield settings
    engine.stop(settings)


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory, make_home: MakeHome) -> Iterator[Settings]:
    """A home shared by the tests of a module, each of which starts or joins its server."""
    settings = make_home(tmp_path_factory.mktemp("lived in é"))
    yield settings
    engine.stop(settings)
