"""A bug is told by its kind and place. What its exception says may be a name, and stands nowhere."""

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx2
import pytest
from running_commands import PATIENCE_SECONDS, ended, environment
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from api.issuers import LocalIssuer
from graph import engine
from graph.actors import Assurance
from graph.clock import SystemClock

MARK = "Jan-van-der-Mark"
ME = "{ me { id } persons(first: 5) { ... on PersonConnection { totalCount } } }"


@dataclass
class Buggy:
    """A server with a bug; after the block also all it ever wrote on stdout and stderr."""

    url: str
    headers: dict[str, str]
    said: str = ""


@asynccontextmanager
async def serving(small: Any, settings: Any, busiest: Any, home: Path, where: str) -> AsyncIterator[Buggy]:
    with engine.running(replace(settings, home=small.folder.parent)) as connection:
        process = await asyncio.create_subprocess_exec(
            sys.executable, str(Path(__file__).with_name("served_with_bugs.py")), MARK, where,
            env={**environment(replace(settings, home=home), connection), "PYTHONPATH": str(Path.cwd())},
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert process.stdout is not None
        out = ""
        while "Ctrl-C" not in out and (line := await asyncio.wait_for(process.stdout.readline(), PATIENCE_SECONDS)):
            out += line.decode()
        url = re.search(r"http://127\.0\.0\.1:\d+", out)
        issuer = LocalIssuer.of(replace(settings, home=home), SystemClock())
        token = issuer.token_for(busiest.professional, Assurance.SUBSTANTIAL)
        headers = {
            "Authorization": f"Bearer {token}",
            "Casusregie-Position": busiest.position,
            "Casusregie-Purpose": busiest.usual_purpose,
        }
        served = Buggy(url[0] if url else "", headers)
        try:
            yield served
        finally:
            if process.returncode is None:
                process.terminate()
            _, more, err = await ended(process)
            served.said = out + more + err


def everything(served: Buggy, home: Path) -> str:
    """All that was written anywhere."""
    files = (path.read_bytes().decode("utf-8", "replace") for path in home.rglob("*") if path.is_file())
    return served.said + "".join(files)


@pytest.mark.parametrize(
    ("where", "told"), [("answer", "ValueError at api/served_with_bugs.py"), ("log", "ValueError")]
)
async def test_a_bug_in_an_answer_stands_nowhere_with_what_it_says(
    small: Any, settings: Any, busiest: Any, tmp_path: Path, where: str, told: str
) -> None:
    async with serving(small, settings, busiest, tmp_path, where) as served:
        async with httpx2.AsyncClient(timeout=60) as http:
            answer = await http.post(f"{served.url}/graphql", json={"query": ME}, headers=served.headers)
        url = served.url.replace("http", "ws") + "/graphql"
        heard = ""
        async with connect(url, subprotocols=[Subprotocol("graphql-transport-ws")]) as socket:
            await socket.send(json.dumps({"type": "connection_init", "payload": served.headers}))
            await socket.recv()
            await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": {"query": ME}}))
            with suppress(TimeoutError, ConnectionClosed):
                heard = str(await asyncio.wait_for(socket.recv(), 5))
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (500, "INTERNAL")
    assert MARK not in answer.text + heard + everything(served, tmp_path)
    assert "Traceback" not in served.said
    assert told in served.said


async def test_what_fails_beside_an_answer_stands_nowhere_with_what_it_says(
    small: Any, settings: Any, busiest: Any, tmp_path: Path
) -> None:
    where = serving(small, settings, busiest, tmp_path, "tasks")
    async with where as served, httpx2.AsyncClient(timeout=60) as http:
        for _ in range(2):
            answer = await http.post(f"{served.url}/graphql", json={"query": ME}, headers=served.headers)
            assert answer.status_code == 200
    assert MARK not in everything(served, tmp_path)
    assert "Traceback" not in served.said
    for place in ("in the event loop", "in a thread"):
        assert f"{place}: ValueError at api/served_with_bugs.py:" in served.said


async def test_a_bug_at_the_start_is_one_line_without_what_it_says(
    small: Any, settings: Any, busiest: Any, tmp_path: Path
) -> None:
    async with serving(small, settings, busiest, tmp_path, "start") as served:
        pass
    assert MARK not in everything(served, tmp_path)
    assert re.fullmatch(r"casusregie: something went wrong on our side \(ValueError at api/served.*\)\n", served.said)
