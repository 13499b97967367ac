"""Many streams on two API processes: a change reaches all who may know it soon, and nobody else."""

import asyncio
import json
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import httpx2
import pytest
from told_crowd import Crowd, tell
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from api.issuers import LocalIssuer
from graph.actors import Purpose

SCRIPT = Path(__file__).with_name("served_process.py")
LISTEN = """subscription L($cases: [ID!]!) { caseEvents(cases: $cases, after: 0) { __typename
  ... on CaseEvent { case sequence previous } ... on NotFound { id } } }"""
MEET = """mutation M($input: RecordContactMomentInput!) { recordContactMoment(input: $input) { __typename
  ... on Changed { sequence } ... on Declined { code message } } }"""
AROUND = 10


@asynccontextmanager
async def process(settings: Any, connection: Any, crowd: Crowd) -> AsyncIterator[str]:
    """The address of an API process of its own."""
    running = await asyncio.create_subprocess_exec(
        sys.executable, str(SCRIPT), str(settings.home), connection.uri, connection.user, connection.password,
        connection.database, str(crowd.clock.ahead), stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        assert running.stdout is not None
        port = (await asyncio.wait_for(running.stdout.readline(), 120)).decode().strip()
        yield f"127.0.0.1:{port}"
    finally:
        running.terminate()
        await running.wait()


class Listener:
    """One connection of one member of the staff, with a stream for each of some cases; what it heard, and when."""

    def __init__(self) -> None:
        self.heard: dict[tuple[str, int], float] = {}
        self.strange: list[Any] = []

    async def run(self, socket: Any) -> None:
        """Hear until the connection is over."""
        async for text in socket:
            message = json.loads(text)
            if message["type"] != "next":
                self.strange.append(message)
                continue
            event = message["payload"]["data"]["caseEvents"]
            if event["__typename"] != "CaseEvent" or event["case"] != message["id"]:
                self.strange.append(message)
            else:
                self.heard.setdefault((event["case"], event["sequence"]), time.monotonic())


@pytest.mark.prove
async def test_a_change_reaches_a_thousand_streams_on_two_processes_within_a_second_and_nobody_else(
    scratch: Any, settings: Any, connection: Any, tmp_path: Any, record_property: Any
) -> None:
    crowd = await tell(scratch, tmp_path / "world", cases=100, staff=100, around=AROUND)
    issuer = LocalIssuer.of(settings, crowd.clock)
    listeners: dict[int, Listener] = defaultdict(Listener)
    tasks: list[asyncio.Task[None]] = []
    async with AsyncExitStack() as open_:
        hosts = [await open_.enter_async_context(process(settings, connection, crowd)) for _ in range(2)]
        http = [await open_.enter_async_context(httpx2.AsyncClient(timeout=60)) for _ in hosts]

        def acting(mark: str) -> dict[str, str]:
            position = crowd.position(mark)
            token = issuer.token_for(crowd.professionals[position])
            return {
                "Authorization": f"Bearer {token}",
                "Casusregie-Purpose": Purpose.REINTEGRATION,
                "Casusregie-Position": position,
            }

        async def meet(number: int, turn: int) -> tuple[str, int]:
            given = {
                "case": crowd.case(number), "kind": "TALK", "heldOn": "2026-03-10T11:00:00+01:00",
                "idempotencyKey": f"key-{time.monotonic_ns()}",
            }  # fmt: skip
            answer = await http[turn % 2].post(
                f"http://{hosts[turn % 2]}/graphql", json={"query": MEET, "variables": {"input": given}},
                headers=acting("manager"),
            )  # fmt: skip
            done = answer.json()["data"]["recordContactMoment"]
            assert done["__typename"] == "Changed", done
            return crowd.case(number), done["sequence"]

        streams = 0
        for number in range(100):
            url = f"ws://{hosts[number % 2]}/graphql"
            socket = await open_.enter_async_context(
                connect(url, subprotocols=[Subprotocol("graphql-transport-ws")], ping_timeout=None)
            )
            await socket.send(json.dumps({"type": "connection_init", "payload": acting(f"staff {number}")}))
            assert json.loads(await socket.recv())["type"] == "connection_ack"
            for turn in range(AROUND):
                case = crowd.case((number - turn) % 100)
                payload = {"query": LISTEN, "variables": {"cases": [case]}}
                await socket.send(json.dumps({"type": "subscribe", "id": case, "payload": payload}))
                streams += 1
            tasks.append(asyncio.create_task(listeners[number].run(socket)))
        await asyncio.sleep(20)
        for turn in range(20):  # a server plans what it never met, and anew when there is much more of something
            await meet(turn, turn)
        await asyncio.sleep(10)
        await meet(20, 0)  # it does so at the first question after ten seconds
        await asyncio.sleep(3)

        waits: list[float] = []
        late: dict[int, int] = {}
        for turn in range(60):
            number = turn * 7 % 100
            key = await meet(number, turn)
            began = time.monotonic()
            who = [(number + one) % 100 for one in range(AROUND)]
            async with asyncio.timeout(60):
                while not all(key in listeners[one].heard for one in who):  # noqa: ASYNC110 (many tasks hear)
                    await asyncio.sleep(0.01)
            waits += (found := [listeners[one].heard[key] - began for one in who])
            if slow := sum(one > 1 for one in found):
                late[turn] = slow
            assert [one for one in listeners if key in listeners[one].heard and one not in who] == []
            await asyncio.sleep(0.5)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    assert [one.strange for one in listeners.values() if one.strange] == []
    record_property("streams", streams)
    record_property("changes", 60)
    record_property("told", len(waits))
    record_property("seconds from the answer to the change, half of them", f"{median(waits):.2f}")
    record_property("99 of 100", f"{quantiles(waits, n=100)[98]:.2f}")
    record_property("the slowest", f"{max(waits):.2f}")
    record_property("changes that took some longer than a second, and how many of their ten", late)
    assert quantiles(waits, n=100)[98] <= 1.0
