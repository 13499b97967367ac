"""Real servers, shared by the session: two that hold a world and are only read, one that tests may write in."""

from collections.abc import AsyncGenerator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph import engine
from graph.clock import FixedClock
from graph.migrations import migrate
from graph.settings import Settings
from graph.store import Store, Transaction
from graph.times import parse_moment
from seeds.importing import load
from seeds.worlds import write_world

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
    """The small world with all stories; read only."""
    async with _world(tmp_path_factory.mktemp("small"), "small") as world:
        yield world


@pytest.fixture(scope="session")
async def region(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[LoadedWorld]:
    """The region world, 4,500 persons; read only."""
    async with _world(tmp_path_factory.mktemp("region"), "region") as world:
        yield world
