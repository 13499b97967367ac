"""kill -9 of the API in the middle of changes: the client asks again by its keys, and nothing is lost or done twice."""

import asyncio
import random
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest
from own_file import CLOCK, Told, tell

from api.issuers import LocalIssuer
from api.questions import questions
from graph import engine
from graph.actors import Assurance
from graph.integrity import violations
from graph.logs.log_folders import LogFolder
from graph.logs.verifications import verified

SCRIPT = Path(__file__).parents[1] / "api" / "served_process.py"
WRITERS = 6
DISPUTES = "MATCH (d:Dispute) RETURN d.fact AS fact, d.text AS text"
LINES = b'"Wijzigen: disputeFact"'


@pytest.fixture
async def told(scratch, tmp_path) -> Told:
    return await tell(scratch, tmp_path / "world")


class Client:
    """Disputes a fact of the own file, each time with a key and a text of its own; remembers what was answered."""

    def __init__(self, told: Told, fact: str, headers: dict[str, str]) -> None:
        self.told, self.fact, self.headers = told, fact, headers
        self.asked: list[int] = []
        self.answers: dict[int, str] = {}
        self.heard = asyncio.Event()

    async def ask(self, http: httpx2.AsyncClient, number: int) -> str:
        given = {
            "person": self.told.person,
            "fact": self.fact,
            "text": f"{number}",
            "idempotencyKey": f"key-no-{number}",
        }
        body = {"query": questions()["disputeFact"], "variables": {"input": given}}
        response = await http.post("/graphql", json=body, headers=self.headers)
        made = response.json()["data"]["disputeFact"]
        assert made["__typename"] == "FactDisputed", made
        return made["dispute"]

    async def write(self, http: httpx2.AsyncClient) -> None:
        """Go on until the server is gone."""
        while True:
            number = len(self.asked)
            self.asked.append(number)
            try:
                self.answers[number] = await self.ask(http, number)
                self.heard.set()
            except httpx2.HTTPError:
                return


async def prove_kills(kills: int, told: Told, settings: Any, connection: engine.Connection, home: Path) -> Client:
    """Kill so many times while it is written through, then ask everything again at a last one."""
    fact = next(one.fact for one in (await told.report()).facts if one.kind == "PersonName")
    issuer = LocalIssuer.of(settings, told.clock)
    token = issuer.token_for(told.person, Assurance.HIGH, person=True)
    client = Client(told, fact, {"Authorization": f"Bearer {token}", "Casusregie-Purpose": "SUBJECT_ACCESS"})
    moment = (str(CLOCK.now()), "still")
    arguments = (str(home), connection.uri, connection.user, connection.password, connection.database, *moment)
    moments = random.Random(20260310)
    for turn in range(kills + 1):
        process = await asyncio.create_subprocess_exec(
            sys.executable, str(SCRIPT), *arguments, stdout=asyncio.subprocess.PIPE
        )
        assert process.stdout is not None
        try:
            url = f"http://127.0.0.1:{int(await process.stdout.readline())}"
            async with httpx2.AsyncClient(base_url=url, timeout=60) as http:
                if turn == kills:
                    for number in client.asked:
                        again = await client.ask(http, number)
                        assert client.answers.setdefault(number, again) == again
                else:
                    writers = [asyncio.create_task(client.write(http)) for _ in range(WRITERS)]
                    client.heard.clear()
                    await asyncio.wait_for(client.heard.wait(), 60)
                    await asyncio.sleep(moments.uniform(0, 1.5))
                    process.kill()
                    await asyncio.gather(*writers)
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()
    return client


async def check(kills: int, told: Told, settings: Any, connection: engine.Connection, home: Path, record: Any) -> None:
    client = await prove_kills(kills, told, settings, connection, home)
    stored = {int(row["text"]): row["fact"] for row in await told.store.rows(DISPUTES)}
    assert len(await told.store.rows(DISPUTES)) == len(stored)
    assert stored == client.answers
    assert set(stored) == set(client.asked)
    assert len(stored) > kills * WRITERS  # each kill was after an answer, with the next one under way
    assert await violations(told.store) == []
    assert verified(LogFolder(home)).broken == []
    logs = LogFolder(home)
    logged = sum(logs.path("processing", name).read_bytes().count(LINES) for name in logs.all_names("processing"))
    assert logged >= len(stored)
    record("kills", kills)
    record("changes", len(stored))


async def test_after_a_kill_the_same_keys_tell_what_was_done(told, settings, connection, tmp_path, record_property):
    await check(2, told, replace(settings, home=tmp_path), connection, tmp_path, record_property)


@pytest.mark.prove
async def test_after_each_of_100_kills_the_same_keys_tell_what_was_done(
    told, settings, connection, tmp_path, record_property
):
    await check(100, told, replace(settings, home=tmp_path), connection, tmp_path, record_property)
