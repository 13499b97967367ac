"""The GraphQL IDE on `/ide`: GraphiQL out of the jar that comes with the engine, in a page of our own.

Everything comes from this server and works without internet; the page can reach nothing else.
"""

import hashlib
from importlib.resources import files
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api.askers import PURPOSE_HEADER
from api.questions import questions
from graph.actors import Purpose

JAR_FOLDER: Final = "META-INF/resources/graphql-ui/"
FROM_JAR: Final = (
    "graphiql.min.js",
    "graphiql.min.css",
    "react.production.min.js",
    "react-dom.production.min.js",
)
OWN: Final = ("page.js", "page.css")
TABS: Final = ("me", "persons", "network", "case", "gaps", "municipality")
"""Questions of the library that the IDE opens with."""

TYPES: Final = {"js": "text/javascript", "css": "text/css", "json": "application/json", "html": "text/html"}

SECURITY: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def routes(jar: Path) -> list[BaseRoute]:
    """The routes of the IDE, with everything they serve in memory."""
    here = files(__name__)
    page = (here / "page.html").read_bytes()
    assets = {name: (here / name).read_bytes() for name in OWN} | {"questions.json": _questions()}
    with ZipFile(jar) as archive:
        assets |= {name: archive.read(JAR_FOLDER + name) for name in FROM_JAR}
    served = {name: (_tag(data), data) for name, data in assets.items()}

    async def show_page(request: Request) -> Response:
        return _response(request, "page.html", _tag(page), page)

    async def show_asset(request: Request) -> Response:
        name: str = request.path_params["name"]
        if name not in served:
            return Response(status_code=404)
        return _response(request, name, *served[name])

    return [Route("/ide", show_page), Route("/ide/{name}", show_asset)]


def _questions() -> bytes:
    headers = {"Authorization": "Bearer PASTE-THE-TOKEN-HERE", PURPOSE_HEADER: Purpose.REINTEGRATION}
    return orjson.dumps({"headers": headers, "tabs": [{"query": questions()[name]} for name in TABS]})


def _response(request: Request, name: str, tag: str, data: bytes) -> Response:
    headers = {**SECURITY, "ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(data, headers=headers, media_type=TYPES[name.rpartition(".")[2]])


def _tag(data: bytes) -> str:
    return f'"{hashlib.sha256(data).hexdigest()[:16]}"'
