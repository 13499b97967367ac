"""The API as a front-end meets it: through the schema, and over HTTP on a server that really listens."""

import asyncio
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import httpx2
import pytest
import uvicorn

from api.app import create_app
from api.cli import acting, casusregie
from api.cli.listening import listening
from api.cli.serve import configured
from api.issuers import LocalIssuer
from graph import engine
from graph.actors import Assurance, Purpose
from graph.clock import Clock
from graph.engine import graphiql_jar
from graph.settings import Settings
from graph.staff import StaffPosition, staff
from graph.store import Store

# What several of these tests use stands beside them and is imported by its own name.
sys.path.insert(0, str(Path(__file__).parent))


class World(Protocol):
    """What these tests need of a loaded world."""

    @property
    def store(self) -> Store: ...

    @property
    def folder(self) -> Path: ...

    @property
    def clock(self) -> Clock: ...


@dataclass(frozen=True)
class Served:
    """A server that listens, and what is needed to ask it something."""

    url: str
    http: httpx2.AsyncClient
    world: World
    issuer: LocalIssuer

    def headers(
        self,
        professional: str,
        purpose: Purpose | str | None = None,
        position: str | None = None,
        assurance: Assurance = Assurance.SUBSTANTIAL,
    ) -> dict[str, str]:
        """Headers of a request by a professional."""
        found = {"Authorization": f"Bearer {self.issuer.token_for(professional, assurance)}"}
        if purpose:
            found["Casusregie-Purpose"] = purpose
        if position:
            found["Casusregie-Position"] = position
        return found

    def acting(self, position: StaffPosition, purpose: Purpose | None = None) -> dict[str, str]:
        """Headers of a request in one position, under its usual purpose unless said otherwise."""
        return self.headers(position.professional, purpose or position.usual_purpose, position.position)

    async def ask(
        self, text: str, headers: Mapping[str, str], variables: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """The whole answer to a question, which must be a plain 200."""
        response = await self.http.post("/graphql", json={"query": text, "variables": variables or {}}, headers=headers)
        assert response.status_code == 200, response.text
        return response.json()

    async def data(
        self, text: str, headers: Mapping[str, str], variables: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """The data of an answer without errors."""
        answer = await self.ask(text, headers, variables)
        assert "errors" not in answer, answer
        return answer["data"]


@asynccontextmanager
async def serving(
    world: World, settings: Settings, *, ide: bool = False, issuer: LocalIssuer | None = None
) -> AsyncIterator[Served]:
    """Serve a world on a free port for the length of the block."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[Store]:
        yield world.store

    app = create_app(settings, opened, world.clock, graphiql_jar(settings) if ide else None)
    ear = listening(replace(settings, host="127.0.0.1", port=0))
    server = uvicorn.Server(configured(app))
    running = asyncio.create_task(server.serve(sockets=[ear]))
    try:
        while not server.started:
            await asyncio.sleep(0.01)
            assert not running.done(), "the server did not start"
        url = f"http://127.0.0.1:{ear.getsockname()[1]}"
        async with httpx2.AsyncClient(base_url=url, timeout=30) as http:
            yield Served(url, http, world, issuer or LocalIssuer.of(settings, world.clock))
    finally:
        server.should_exit = True
        await running


@pytest.fixture(scope="session")
async def served(small: World, settings: Settings) -> AsyncGenerator[Served]:
    """The small world, served."""
    async with serving(small, settings, ide=True) as running:
        yield running


@pytest.fixture(scope="session")
def serve_as(settings: Settings) -> Any:
    """Serve a world with other settings: `async with serve_as(world, production=True) as served`."""

    def serve(world: World, **changes: Any) -> Any:
        issuer = LocalIssuer.of(replace(settings, **{**changes, "production": False}), world.clock)
        return serving(world, replace(settings, **changes), issuer=issuer, ide=True)

    return serve


@pytest.fixture
def command(small: World, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Run a command on the small world, at its moment, with a home of its own."""
    with engine.running(replace(settings, home=small.folder.parent)) as connection:
        monkeypatch.setenv("CASUSREGIE_HOME", str(tmp_path))
        monkeypatch.setenv("NEO4J_URI", connection.uri)
        monkeypatch.setenv("NEO4J_USER", connection.user)
        monkeypatch.setenv("NEO4J_PASSWORD", connection.password)
        monkeypatch.setattr(acting, "SystemClock", lambda: small.clock)

        async def run(*arguments: str) -> None:
            await asyncio.to_thread(casusregie.main, list(arguments), standalone_mode=False)

        yield run


@pytest.fixture(scope="session")
async def busiest(small: World) -> StaffPosition:
    """The case manager in most cases."""
    found = await staff(small.store, small.clock, function="CASE_MANAGER", limit=1)
    return found[0]


@pytest.fixture(scope="session")
async def busiest_probation(small: World) -> StaffPosition:
    """The probation adviser in most cases."""
    found = await staff(small.store, small.clock, function="PROBATION_ADVISER", limit=1)
    return found[0]
