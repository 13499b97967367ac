"""The web application, put together in one function."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from api import ide, probes, sockets
from api.answers import Answers
from api.issuers import providers_of, verifying
from api.refusals import RefusedError
from api.subscriptions_feed import EventFeed
from graph.clock import Clock
from graph.logs.log_folders import folder_of
from graph.logs.log_writers import LogWriter
from graph.logs.pseudonyms import Pseudonyms
from graph.settings import Settings
from graph.store import Store

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def create_app(
    settings: Settings,
    open_store: Callable[[], AbstractAsyncContextManager[Store]],
    clock: Clock,
    graphiql: Path | None = None,
) -> Starlette:
    """The application over the store that `open_store` opens, for as long as the application runs.

    `graphiql` is the jar to serve the GraphQL IDE from; without it, and in production, there is no `/ide`.
    Raises SettingsError where the file of issuers is wrong, LogError where the keys of the logs cannot be had.
    """
    providers = providers_of(settings)
    Pseudonyms.of(folder_of(settings))  # what is wrong with the keys is told before anything listens

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncGenerator[None]:
        async with open_store() as store, verifying(settings, providers, clock) as verifier:
            with LogWriter.open(folder_of(settings), clock) as log:
                app.state.store = store
                async with EventFeed.open(store, clock) as feed:
                    app.state.answers = Answers(store, clock, settings, verifier, log, feed=feed)
                    yield

    async def graphql(request: Request) -> Response:
        answers: Answers = request.app.state.answers
        return await answers.answer(request)

    async def conversation(socket: WebSocket) -> None:
        await sockets.converse(socket, socket.app.state.answers)

    async def readyz(request: Request) -> Response:
        store: Store = request.app.state.store
        return await probes.readiness(store)

    routes: list[BaseRoute] = [
        Route("/graphql", graphql, methods=METHODS),
        WebSocketRoute("/graphql", conversation),
        Route("/livez", probes.livez),
        Route("/readyz", readyz),
    ]
    if graphiql is not None and not settings.production:
        routes += ide.routes(graphiql)
    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=1)],
        exception_handlers={HTTPException: _not_here, Exception: _broken},
    )
    app.router.redirect_slashes = False  # a redirected POST loses its body or its headers in many clients
    return app


async def _not_here(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    codes = {404: ("NOT_FOUND", "there is nothing at this address"), 405: ("METHOD_NOT_ALLOWED", "not by this method")}
    return RefusedError(status, *codes.get(status, ("REFUSED", "the request is not answered"))).response()


async def _broken(request: Request, error: Exception) -> Response:
    return RefusedError(500, "INTERNAL", "something went wrong on our side").response()
