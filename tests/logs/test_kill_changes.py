"""kill -9 of the API in the middle of changes: the client asks again by its keys, and nothing is lost or done twice.

What is asked are disputes of the person and daily acts of a case manager, in one case.
"""

import asyncio
import random
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "casework"))

from told_team import NOON, Team, tell

from api.issuers import LocalIssuer
from api.questions import questions
from graph import engine
from graph.actors import Assurance
from graph.budgets import budget
from graph.casework.budget_contributions import AddContribution
from graph.clock import FixedClock
from graph.integrity import violations
from graph.logs.log_folders import LogFolder
from graph.logs.verifications import verified
from graph.signal_lists import signals_of
from graph.times import local_time

SCRIPT = Path(__file__).parents[1] / "api" / "served_process.py"
WRITERS = 6
NAMES = ("disputeFact", "recordContactMoment", "addAction", "recordExpense")
STORED = """MATCH (r:Record) WHERE r:Dispute OR r:ContactMoment OR r:ActionState OR r:BudgetExpense
  RETURN r.fact AS fact, r.text AS text, ($noon - r.heldOn) / 60000 AS minutes"""
EVENTS = "MATCH (e:Event) UNWIND e.facts AS fact RETURN fact, count(*) AS told"
LINES = b'"Wijzigen: '


@pytest.fixture
async def team(scratch, tmp_path) -> Team:
    found = await tell(scratch, tmp_path / "world")
    await found.act("manager", AddContribution(amount_cents=1_000_000))
    return found


class Client:
    """Asks for one act after another, each with a key and something of its own; remembers what was answered."""

    def __init__(self, team: Team, fact: str, person: dict[str, str], manager: dict[str, str]) -> None:
        self.team, self.fact, self.person, self.manager = team, fact, person, manager
        self.asked: list[int] = []
        self.answers: dict[int, str] = {}
        self.heard = asyncio.Event()

    def _given(self, number: int) -> dict[str, Any]:
        """What is asked, told apart by its text or by the minutes before noon."""
        held = local_time(NOON) - timedelta(minutes=number)
        return (
            {"person": self.team["person"], "fact": self.fact, "text": f"{number}"},
            {"case": self.team["case"], "kind": "TALK", "heldOn": held.isoformat()},
            {"case": self.team["case"], "goal": self.team["goal"], "text": f"{number}", "phase": "DURING"},
            {"case": self.team["case"], "amountCents": 1, "text": f"{number}", "spentOn": "2026-03-10"},
        )[number % len(NAMES)]

    async def ask(self, http: httpx2.AsyncClient, number: int) -> str:
        name = NAMES[number % len(NAMES)]
        given = self._given(number) | {"idempotencyKey": f"key-no-{number}"}
        headers = self.person if name == "disputeFact" else self.manager
        body = {"query": questions()[name], "variables": {"input": given}}
        response = await http.post("/graphql", json=body, headers=headers)
        made = response.json()["data"][name]
        assert made["__typename"] in ("FactDisputed", "Changed"), made
        return made["dispute"] if name == "disputeFact" else made["facts"][0]

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


async def asking(team: Team, settings: Any) -> Client:
    """A client with a token of the person and one of the case manager."""
    issuer = LocalIssuer.of(settings, FixedClock(NOON))
    person = issuer.token_for(team["person"], Assurance.HIGH, person=True)
    manager = await team.actor("manager")
    token = issuer.token_for(manager.professional, Assurance.HIGH)
    fact = (await team.file("person")).view.all("PersonName")[0].fact
    return Client(
        team,
        fact,
        {"Authorization": f"Bearer {person}", "Casusregie-Purpose": "SUBJECT_ACCESS"},
        {"Authorization": f"Bearer {token}", "Casusregie-Purpose": manager.purpose},
    )


async def prove_kills(kills: int, client: Client, connection: engine.Connection, home: Path) -> None:
    """Kill so many times while it is written through, then ask everything again at a last one."""
    moment = (str(NOON), "still")
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


async def check(kills: int, team: Team, settings: Any, connection: engine.Connection, home: Path, record: Any) -> None:
    client = await asking(team, settings)
    await prove_kills(kills, client, connection, home)
    rows = await team.store.rows(STORED, {"noon": NOON})
    written = [row for row in rows if row["text"] is None or row["text"].isdigit()]  # the world tells actions too
    stored = {row["minutes"] if row["text"] is None else int(row["text"]): row["fact"] for row in written}
    assert len(written) == len(stored)
    assert stored == client.answers
    assert set(stored) == set(client.asked)
    assert len(stored) > kills * WRITERS  # each kill was after an answer, with the next one under way
    team.now += 600_000  # each act was stamped a little later than the clock that stands still
    await nothing_half_done(client, stored)
    await every_signal_arrives(client, stored)
    assert await violations(team.store) == []
    assert verified(LogFolder(home)).broken == []
    logs = LogFolder(home)
    logged = sum(logs.path("processing", name).read_bytes().count(LINES) for name in logs.all_names("processing"))
    assert logged >= len(stored)
    record("kills", kills)
    record("changes", len(stored))


async def nothing_half_done(client: Client, stored: dict[int, str]) -> None:
    """One event for each act, an action with each of its states, and sums that are exact."""
    told = {row["fact"]: row["told"] for row in await client.team.store.rows(EVENTS)}
    assert {told.get(fact) for fact in stored.values()} == {1}
    of = [NAMES[number % len(NAMES)] for number in stored]
    (row,) = await client.team.store.rows("MATCH (a:Action) RETURN count(a) AS count")
    assert row["count"] == of.count("addAction") + 2
    spent = budget((await client.team.file("manager")).view).sums.spent_cents
    assert spent == of.count("recordExpense")


async def every_signal_arrives(client: Client, stored: dict[int, str]) -> None:
    """To a colleague: of each act one, and one of the fact that was disputed again and again."""
    listed = (await signals_of(await client.team.guard("adviser"))).signals
    acts = {fact for number, fact in stored.items() if NAMES[number % len(NAMES)] != "disputeFact"}
    assert {one.origin.fact for one in listed if one.act is not None} >= acts | {client.fact}


async def test_after_a_kill_the_same_keys_tell_what_was_done(team, settings, connection, tmp_path, record_property):
    await check(2, team, replace(settings, home=tmp_path), connection, tmp_path, record_property)


@pytest.mark.prove
async def test_after_each_of_100_kills_the_same_keys_tell_what_was_done(
    team, settings, connection, tmp_path, record_property
):
    await check(100, team, replace(settings, home=tmp_path), connection, tmp_path, record_property)
