"""`casusregie serve`: the GraphQL endpoint and its IDE."""

import asyncio
import gc
import socket
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path
from typing import Literal

import click
import uvicorn
from starlette.applications import Starlette

from api.app import create_app
from api.cli.acting import settings as own_settings
from api.cli.console import err, out
from api.cli.listening import listening, stopped_by_termination
from api.door import BODY_BYTES
from graph import engine
from graph.clock import SystemClock
from graph.errors import EngineError
from graph.settings import Settings
from graph.store import Store


@click.command("serve")
@click.option("--host", help="Address to listen on; default CASUSREGIE_HOST or 127.0.0.1.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port; default CASUSREGIE_PORT or 8400; 0 is any free one.")
def serve_command(host: str | None, port: int | None) -> None:
    """Serve GraphQL until Ctrl-C, on the local database (started when it does not run) or the one of NEO4J_URI."""
    settings = own_settings()
    settings = replace(settings, host=host or settings.host, port=settings.port if port is None else port)

    def announce(address: str) -> None:
        out.print(f"GraphQL at {address}/graphql", markup=False, soft_wrap=True)
        if graphiql_of(settings):
            out.print(f"IDE at {address}/ide (a token: casusregie token --as NAME)", markup=False, soft_wrap=True)
        out.print("stop with Ctrl-C")

    with listening(settings) as ear, stopped_by_termination():
        try:
            with engine.running(settings, progress=lambda text: err.print(text, style="dim")) as connection:
                serve(settings, connection, ear, announce)
        except KeyboardInterrupt:
            err.print("stopped")


def serve(settings: Settings, connection: engine.Connection, ear: socket.socket, ready: Callable[[str], None]) -> None:
    """Serve on a listening socket until interrupted; `ready` is called with the address once it answers.

    Raises KeyboardInterrupt when interrupted, and StoreUnavailableError when the database does not answer at the start.
    """

    def open_store() -> AbstractAsyncContextManager[Store]:
        return Store.open(connection.uri, connection.user, connection.password, connection.database)

    asyncio.run(_proved(open_store))
    app = create_app(settings, open_store, SystemClock(), graphiql_of(settings))
    host, port = ear.getsockname()[:2]
    name = f"[{host}]" if ":" in host else host
    _Server(app, lambda: ready(f"http://{name}:{port}")).run(sockets=[ear])


def configured(app: Starlette, lifespan: Literal["on", "off"] = "on") -> uvicorn.Config:
    """How the application is served. No access log: addresses of who asks are personal data too."""
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan=lifespan,
        ws_max_size=2 * BODY_BYTES,  # what is a little too large is told so; more is refused before it is in memory
    )


def graphiql_of(settings: Settings) -> Path | None:
    """The jar of the IDE; None in production, and beside another database where it was never downloaded."""
    try:
        return None if settings.production else engine.graphiql_jar(settings)
    except EngineError:
        return None


async def _proved(open_store: Callable[[], AbstractAsyncContextManager[Store]]) -> None:
    async with open_store():
        pass


class _Server(uvicorn.Server):
    """A server that says when it answers.

    It opens and closes the application itself: as the server would do it, what is wrong at the start would be a stack
    trace in its log, and here it is raised.
    """

    def __init__(self, app: Starlette, ready: Callable[[], None]) -> None:
        super().__init__(configured(app, lifespan="off"))
        self._ready = ready
        self._lifespan = app.router.lifespan_context(app)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await self._lifespan.__aenter__()
        try:
            await super().startup(sockets)
        except BaseException:
            await self._lifespan.__aexit__(None, None, None)
            raise
        if self.started:
            # What lives as long as the process need not be looked through again: a fifth more requests a second.
            gc.freeze()
            gc.set_threshold(50_000, 20, 100)
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().shutdown(sockets)
        finally:
            await self._lifespan.__aexit__(None, None, None)
