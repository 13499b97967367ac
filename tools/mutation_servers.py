"""Databases kept running for all mutants, with the worlds that tests only read loaded once."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from shutil import rmtree
from typing import Any

import pytest
from mutation_plan import COPY, KEPT

HOMES = KEPT / "servers"
WORLDS = {"small": HOMES / "small" / "world", "planted": HOMES / "planted" / "world"}


@dataclass(frozen=True)
class Servers:
    """How to reach the server of each world, and the one that tests may write in."""

    small: dict[str, str]
    planted: dict[str, str]
    scratch: dict[str, str]


@contextmanager
def kept_running(writers: int) -> Iterator[list[Servers]]:
    """Servers for so many processes at a time, for the length of the block."""
    rmtree(HOMES, ignore_errors=True)
    HOMES.mkdir(parents=True)
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setsid()
            _keep(writers, tell)
            os._exit(0)
        except BaseException as error:
            print(f"the servers do not start: {error!r}", file=sys.stderr)
            os._exit(1)
    os.close(tell)
    try:
        with os.fdopen(told) as heard:
            line = heard.readline()
        if not line:
            sys.exit("the servers do not start")
        reached = json.loads(line)
        yield [Servers(reached["small"], reached["planted"], scratch) for scratch in reached["scratch"]]
    finally:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)


def _keep(writers: int, tell: int) -> None:
    """In a process of its own: start and load, tell how to reach them, and wait for the end."""
    os.chdir(COPY)
    sys.path[:0] = [str(COPY), str(COPY / "tests"), str(COPY / "tests" / "walks")]
    import conftest as usual
    from planted import planted

    from graph import engine
    from seeds.importing import fill
    from seeds.stories.library import STORIES
    from seeds.worlds import write_world

    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    day = date.fromisoformat(usual.TODAY)
    write_world(WORLDS["small"], today=day, size="small", stories=tuple(STORIES))
    planted().told.write(WORLDS["planted"])
    with ExitStack() as running:
        reached: dict[str, Any] = {"scratch": []}
        for name in (*WORLDS, *(f"scratch {number}" for number in range(writers))):
            settings = usual._settings(HOMES / name.replace(" ", "-"))
            if name in WORLDS:
                report = fill(settings, usual.NOON, WORLDS[name], strict=name == "small")
                assert report is not None and report.loaded, f"{name} was not loaded: {report}"
            connection = asdict(running.enter_context(engine.running(settings)))
            asyncio.run(_migrate(connection))
            reached["scratch"].append(connection) if name not in WORLDS else reached.update({name: connection})
        os.write(tell, f"{json.dumps(reached)}\n".encode())
        os.close(tell)
        signal.sigwait({signal.SIGTERM})


async def _migrate(connection: dict[str, str]) -> None:
    import conftest as usual

    from graph.migrations import migrate
    from graph.store import Store

    async with Store.open(**connection) as store:
        await migrate(store, usual.NOON)


class Kept:
    """A plugin of pytest by which fixtures of the tests give these servers instead of starting their own."""

    def __init__(self, servers: Servers) -> None:
        self._servers = servers

    @pytest.hookimpl(tryfirst=True)
    def pytest_plugin_registered(self, plugin: Any) -> None:
        """Put the fixtures in a conftest before pytest reads it."""
        if hasattr(plugin, "LoadedWorld"):
            plugin.connection = pytest.fixture(scope="session")(_reached(self._servers.scratch))
            plugin.small = pytest.fixture(scope="session")(_small(self._servers.small, plugin))
        elif hasattr(plugin, "plot"):
            plugin.plot = pytest.fixture(scope="module")(_plot(self._servers.planted))


def _reached(server: dict[str, str]) -> Callable[[], Any]:
    def connection() -> Any:
        from graph.engine import Connection

        return Connection(**server)

    return connection


def _small(server: dict[str, str], usual: Any) -> Callable[[], AsyncIterator[Any]]:
    async def small() -> AsyncIterator[Any]:
        from graph.store import Store

        async with Store.open(**server) as store:
            yield usual.LoadedWorld(store, WORLDS["small"], usual.NOON)

    return small


def _plot(server: dict[str, str]) -> Callable[[Any], AsyncIterator[Any]]:
    async def plot(noon: Any) -> AsyncIterator[Any]:
        from planted import planted
        from world_rows import World

        from graph.store import Store

        world = planted()
        async with Store.open(**server) as store:
            world.store, world.clock, world.rows = store, noon, World(WORLDS["planted"], noon.now())
            yield world

    return plot
