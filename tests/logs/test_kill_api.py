"""kill -9 of the API while it is read from: every person seen in an answer has its log line."""

import asyncio
import random
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx2
import orjson
import pytest

from api.issuers import LocalIssuer
from graph import engine
from graph.logs.log_folders import LogFolder
from graph.logs.processing_lines import SUBJECT
from graph.logs.pseudonyms import Pseudonyms
from graph.logs.verifications import verified
from graph.settings import Settings
from graph.staff import StaffPosition, staff

SCRIPT = Path(__file__).parents[1] / "api" / "served_process.py"
READERS = 6
PERSONS = "{ persons(first: 20) { ... on PersonConnection { edges { node { id name } } } } }"
NETWORK = "query N($id: ID!) { network(person: $id) { ... on Network { person nodes { name } } } }"


@dataclass
class Seen:
    """Persons by trace, out of answers that arrived whole."""

    by_trace: dict[str, set[str]]
    persons: list[str]
    first: asyncio.Event

    def take(self, trace: str, data: dict[str, Any]) -> None:
        found = [edge["node"]["id"] for edge in data.get("persons", {}).get("edges", ())]
        if (data.get("network") or {}).get("person"):
            found.append(data["network"]["person"])
        self.by_trace[trace] = set(found)
        self.persons += found[:3]
        self.first.set()


async def read(http: httpx2.AsyncClient, headers: dict[str, str], seen: Seen) -> None:
    """Ask until the server is gone."""
    while True:
        trace = secrets.token_hex(16)
        known = seen.persons[-1:]
        body: dict[str, Any] = {"query": PERSONS}
        if known and random.random() < 0.7:
            body = {"query": NETWORK, "variables": {"id": random.choice(seen.persons)}}
        try:
            response = await http.post(
                "/graphql", json=body, headers={**headers, "traceparent": f"00-{trace}-{'1' * 16}-01"}
            )
        except httpx2.HTTPError:
            return
        seen.take(trace, response.json()["data"])


async def killed_once(
    home: Path, connection: engine.Connection, now: int, who: list[dict[str, str]], after: float
) -> Seen:
    """Start an API, read from it as several at once, and kill it so many seconds after its first answer."""
    arguments = (
        str(home),
        connection.uri,
        connection.user,
        connection.password,
        connection.database,
        str(now),
        "still",
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(SCRIPT), *arguments, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        port = int(await process.stdout.readline())
        seen = Seen({}, [], asyncio.Event())
        async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as http:
            readers = [asyncio.create_task(read(http, headers, seen)) for headers in who]
            await asyncio.wait_for(seen.first.wait(), 60)
            await asyncio.sleep(after)
            process.kill()
            await asyncio.gather(*readers)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
    return seen


def logged(logs: LogFolder) -> dict[str, set[str]]:
    """Pseudonyms of persons by trace, as the processing log has them."""
    found: dict[str, set[str]] = {}
    for name in logs.all_names("processing"):
        for line in logs.path("processing", name).read_bytes().split(b"\n")[:-1]:
            read = orjson.loads(line)
            found.setdefault(read["trace_id"], set()).add(read["attributes"].get(SUBJECT))
    return found


async def prove_kills(
    kills: int, small: Any, settings: Settings, home: Path, record: Callable[[str, object], None]
) -> None:
    own = replace(settings, home=home)
    issuer = LocalIssuer.of(own, small.clock)
    found: list[StaffPosition] = await staff(small.store, small.clock, function="CASE_MANAGER", limit=READERS)
    who = [
        {
            "Authorization": f"Bearer {issuer.token_for(one.professional)}",
            "Casusregie-Purpose": one.usual_purpose,
            "Casusregie-Position": one.position,
        }
        for one in found
    ]
    moments = random.Random(20260310)
    answers = persons = 0
    with engine.running(replace(settings, home=small.folder.parent)) as connection:
        for _ in range(kills):
            seen = await killed_once(home, connection, small.clock.now(), who, moments.uniform(0, 1.5))
            pseudonyms, written = Pseudonyms.of(LogFolder(home)), logged(LogFolder(home))
            for trace, ids in seen.by_trace.items():
                assert {pseudonyms.of_person(id) for id in ids} <= written.get(trace, set())
                persons += len(ids)
            answers += len(seen.by_trace)
    checked = verified(LogFolder(home))
    assert checked.broken == []
    assert checked.chains == kills
    assert persons > kills
    record("kills", kills)
    record("answers", answers)
    record("persons in them", persons)


async def test_every_person_seen_before_a_kill_has_its_log_line(small, settings, tmp_path, record_property):
    await prove_kills(3, small, settings, tmp_path, record_property)


@pytest.mark.prove
async def test_every_person_seen_before_each_of_200_kills_has_its_log_line(small, settings, tmp_path, record_property):
    await prove_kills(200, small, settings, tmp_path, record_property)
