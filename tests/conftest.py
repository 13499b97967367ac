"""Real servers, shared by the session: two that hold a world and are only read, one that tests may write in."""

import asyncio
import os
import sys
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from graph import engine
from graph.clock import FixedClock
from graph.engine.file_locks import exclusive
from graph.migrations import migrate
from graph.settings import Settings
from graph.store import Store, Transaction
from graph.times import parse_moment
from seeds.importing import fill
from seeds.stories.library import STORIES
from seeds.worlds import write_world

# A world that tests of several folders use stands beside this file and is imported by its own name.
sys.path.insert(0, str(Path(__file__).parent))

TODAY = "2026-03-10"
NOON = FixedClock(parse_moment(f"{TODAY}T12:00:00+01:00"))


@dataclass(frozen=True)
class LoadedWorld:
    """A world in a store, the folder it came from, and the moment at which it is looked at."""

    store: Store
    folder: Path
    clock: FixedClock


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a home of their own; the downloaded engine is shared with the rest of this machine."""
    return _settings(tmp_path_factory.mktemp("scratch"))


@pytest.fixture(scope="session")
def connection(settings: Settings) -> Iterator[engine.Connection]:
    """A server for tests that write."""
    with engine.running(settings) as running:
        yield running


@pytest.fixture(scope="session")
async def _scratch(connection: engine.Connection) -> AsyncGenerator[Store]:
    async with _opened(connection) as store:
        await migrate(store, NOON)
        yield store


@pytest.fixture
async def scratch(_scratch: Store) -> Store:
    """An empty, migrated store; what a test writes is gone before the next one."""

    async def wipe(transaction: Transaction) -> None:
        await transaction.rows("MATCH (n) WHERE NOT n:Migration DETACH DELETE n")

    await _scratch.write(wipe)
    return _scratch


@pytest.fixture(scope="session")
async def small(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[LoadedWorld]:
    """The small world with all stories; read only, and one for all processes that share the tests."""
    async with _world(_shared(tmp_path_factory, "small"), "small") as world:
        yield world


@pytest.fixture(scope="session")
async def region(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[LoadedWorld]:
    """The region world, 4,500 persons; read only."""
    async with _world(tmp_path_factory.mktemp("region"), "region") as world:
        yield world


def _shared(tmp_path_factory: pytest.TempPathFactory, name: str) -> Path:
    """A folder that the processes of one run have in common."""
    own = tmp_path_factory.getbasetemp()
    home = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    home.mkdir(exist_ok=True)
    return home


def _fill_once(home: Path, size: str, settings: Settings) -> None:
    """Write a world and load it, unless another process of this run did; that one is waited for."""
    done = home / "loaded"
    with exclusive(home / "loading", "loading a world", patience_seconds=300):
        if done.exists():
            return
        stories = tuple(STORIES) if size == "small" else ()
        write_world(home / "world", today=date.fromisoformat(TODAY), size=size, stories=stories)
        report = fill(settings, NOON, home / "world", strict=True)
        assert report is not None
        assert report.loaded, report.problems
        done.touch()


def _settings(home: Path) -> Settings:
    return replace(Settings.from_mapping(os.environ), home=home, engine_heap="512m", engine_page_cache="128m")


@asynccontextmanager
async def _opened(connection: engine.Connection) -> AsyncGenerator[Store]:
    async with Store.open(connection.uri, connection.user, connection.password, connection.database) as store:
        yield store


@asynccontextmanager
async def _world(home: Path, size: str) -> AsyncGenerator[LoadedWorld]:
    folder, settings = home / "world", _settings(home)
    await asyncio.to_thread(_fill_once, home, size, settings)
    with engine.running(settings) as connection:
        async with _opened(connection) as store:
            await migrate(store, NOON)
            yield LoadedWorld(store, folder, NOON)
