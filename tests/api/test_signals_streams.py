"""Events as they happen, over real WebSockets from two processes' worth of servers on one database."""

import asyncio
import json
import socket as socket_module
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from told_crowd import Crowd, tell
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from api.questions import questions
from graph.actors import Purpose
from graph.logs.log_folders import folder_of
from graph.records import close_record

LISTEN = questions()["caseEvents"]
MEET = """mutation M($input: RecordContactMomentInput!) { recordContactMoment(input: $input) { __typename
  ... on Changed { sequence facts } ... on Declined { field code message } } }"""
WITHIN = 20


@asynccontextmanager
async def talking(served: Any, headers: dict[str, str], **options: Any) -> AsyncIterator[ClientConnection]:
    url = served.url.replace("http://", "ws://") + "/graphql"
    async with connect(url, subprotocols=[Subprotocol("graphql-transport-ws")], **options) as socket:
        await socket.send(json.dumps({"type": "connection_init", "payload": headers}))
        assert json.loads(await socket.recv())["type"] == "connection_ack"
        yield socket


async def listen(socket: ClientConnection, *cases: str, id: str = "1", after: int | None = 0) -> None:
    payload = {"query": LISTEN, "variables": {"cases": list(cases), "after": after}}
    await socket.send(json.dumps({"type": "subscribe", "id": id, "payload": payload}))


async def heard(socket: ClientConnection, seconds: float = WITHIN) -> dict[str, Any]:
    return json.loads(await asyncio.wait_for(socket.recv(), seconds))


async def event(socket: ClientConnection, seconds: float = WITHIN) -> dict[str, Any]:
    message = await heard(socket, seconds)
    assert message["type"] == "next", message
    return message["payload"]["data"]["caseEvents"]


async def silent(socket: ClientConnection, seconds: float = 1.0) -> None:
    with pytest.raises(TimeoutError):
        pytest.fail(str(await heard(socket, seconds)))


def acting(served: Any, crowd: Crowd, mark: str, purpose: Purpose = Purpose.REINTEGRATION) -> dict[str, str]:
    position = crowd.position(mark)
    return served.headers(crowd.professionals[position], purpose, position)


async def meet(served: Any, crowd: Crowd, number: int, mark: str = "manager") -> dict[str, Any]:
    given = {
        "case": crowd.case(number),
        "kind": "TALK",
        "heldOn": "2026-03-10T11:00:00+01:00",
        "idempotencyKey": f"key-{time.monotonic_ns()}",
    }
    found = await served.data(MEET, acting(served, crowd, mark), {"input": given})
    assert found["recordContactMoment"]["__typename"] == "Changed", found
    return found["recordContactMoment"]


async def settled() -> None:
    """Let what was asked for begin."""
    await asyncio.sleep(2)


@pytest.fixture
async def crowd(scratch: Any, tmp_path: Any) -> Crowd:
    return await tell(scratch, tmp_path / "world", cases=5, staff=10, around=10)


@pytest.fixture
async def two(crowd: Crowd, serve_as: Any) -> AsyncIterator[tuple[Any, Any]]:
    async with serve_as(crowd) as first, serve_as(crowd) as second:
        yield first, second


async def test_what_happens_reaches_who_may_know_through_either_server_and_nobody_else(crowd, two):
    first, second = two
    await meet(first, crowd, 4)  # a server that meets an act for the first time takes long over it
    async with AsyncExitStack() as open_:
        sockets = {
            (name, mark): await open_.enter_async_context(talking(served, acting(served, crowd, mark)))
            for name, served in (("first", first), ("second", second))
            for mark in ("manager", "staff 0", "staff 1")
        }
        for socket in sockets.values():
            await listen(socket, crowd.case(0))
        other = await open_.enter_async_context(talking(second, acting(second, crowd, "staff 1")))
        await listen(other, crowd.case(1))
        done = await meet(first, crowd, 0)
        for (_, mark), socket in sockets.items():
            found = await event(socket)
            assert (found["case"], found["sequence"], found["act"], found["previous"]) == (
                crowd.case(0), done["sequence"], "recordContactMoment", None,
            )  # fmt: skip
            assert found["facts"] == done["facts"]
            signals = [(one["kind"], one["party"]["position"]) for one in found["signals"]]
            assert signals == ([] if mark == "manager" else [("OTHER", crowd.position("manager"))])
        await silent(other)
        again = await meet(second, crowd, 0)
        for socket in sockets.values():
            found = await event(socket)
            assert (found["previous"], found["sequence"]) == (done["sequence"], again["sequence"])


@pytest.mark.parametrize("mark", ["stranger", "carer"])
async def test_a_case_that_is_not_ones_own_answers_as_one_that_does_not_exist(crowd, two, mark):
    async with talking(two[0], acting(two[0], crowd, mark)) as socket:
        for number, case in enumerate((crowd.case(0), "no-such-case", "x" * 300)):
            await listen(socket, case, id=str(number))
            assert await event(socket) == {"__typename": "NotFound", "id": case}
            assert await heard(socket) == {"id": str(number), "type": "complete"}


async def test_without_a_purpose_there_is_nothing_to_listen_to(crowd, two):
    headers = acting(two[0], crowd, "manager")
    del headers["Casusregie-Purpose"]
    async with talking(two[0], headers) as socket:
        await listen(socket, crowd.case(0))
        assert (await event(socket))["__typename"] == "NotFound"


@pytest.mark.parametrize("count", [0, 101])
async def test_how_many_cases_one_stream_can_be_of_is_said(crowd, two, count):
    async with talking(two[0], acting(two[0], crowd, "manager")) as socket:
        await listen(socket, *(f"case-{number}" for number in range(count)))
        found = await event(socket)
        assert (found["__typename"], found["field"], found["code"]) == ("Invalid", "cases", "EACH_ONCE")
        assert found["dutch"].startswith("Geef elk één keer")


async def test_who_comes_back_hears_what_was_missed_and_sees_a_hole(crowd, two):
    sequences = [(await meet(two[0], crowd, 0))["sequence"] for _ in range(3)]
    async with talking(two[1], acting(two[1], crowd, "staff 0")) as socket:
        await listen(socket, crowd.case(0), id="from the first", after=sequences[0])
        found = [await event(socket) for _ in range(2)]
        assert [(one["previous"], one["sequence"]) for one in found] == [
            (sequences[0], sequences[1]), (sequences[1], sequences[2]),
        ]  # fmt: skip
        await socket.send(json.dumps({"type": "complete", "id": "from the first"}))
        await listen(socket, crowd.case(0), id="from now", after=None)
        await settled()
        last = (await meet(two[0], crowd, 0))["sequence"]
        found = await event(socket)
        assert (found["previous"], found["sequence"]) == (sequences[2], last), "who holds the first one misses two"


async def test_a_stream_ends_soon_after_the_end_of_an_involvement(crowd, two, record_property):
    part = crowd.marks["part 0 3"]
    async with talking(two[1], acting(two[1], crowd, "staff 3")) as socket:
        await listen(socket, crowd.case(0), id="0")
        await listen(socket, crowd.case(1), id="1")
        await settled()

        await close_record(
            crowd.store, crowd.clock, crowd.position("manager"), part, valid_to=crowd.clock.now(),
            case_id=crowd.case(0), expected=None,
        )  # fmt: skip
        began = time.monotonic()
        assert await event(socket) == {"__typename": "NotFound", "id": crowd.case(0)}
        record_property("seconds until the stream ended", time.monotonic() - began)
        assert await heard(socket) == {"id": "0", "type": "complete"}
        await meet(two[0], crowd, 0)
        await silent(socket)
        await meet(two[0], crowd, 1)
        assert (await event(socket))["case"] == crowd.case(1)


async def test_a_connection_closes_soon_after_the_end_of_a_position(crowd, two):
    async with talking(two[1], acting(two[1], crowd, "staff 2")) as socket:
        await listen(socket, crowd.case(0))
        await settled()

        async def end(transaction: Any) -> None:
            await transaction.rows(
                """MATCH (:Position {id: $id})-[:HAS_STATE]->(s:PositionState)
                SET s.validTo = $now, s.endKnownAt = $now""",
                {"id": crowd.position("staff 2"), "now": crowd.clock.now()},
            )

        await crowd.store.write(end)
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                message = await heard(socket)
                assert message.get("payload", {}).get("data", {}).get("caseEvents", {}).get("__typename") != "CaseEvent"
        assert closed.value.rcvd.code == 4403


async def test_a_connection_closes_soon_after_its_token_expires(crowd, two):
    position = crowd.position("staff 4")
    token = two[0].issuer.token_for(crowd.professionals[position], hours=6 / 3600)
    headers = {**acting(two[0], crowd, "staff 4"), "Authorization": f"Bearer {token}"}
    async with talking(two[0], headers) as socket:
        await listen(socket, crowd.case(0))
        with pytest.raises(ConnectionClosed) as closed:
            await heard(socket)
        assert closed.value.rcvd.code == 4403
        assert closed.value.rcvd.reason.startswith("UNAUTHENTICATED: the token has expired")


async def happened(crowd: Crowd, number: int, fact: str, count: int) -> None:
    """Write so many events at once, as if acts had been done."""

    async def write(transaction: Any) -> None:
        await transaction.rows(
            """MATCH (e:Event) WHERE $fact IN e.facts WITH e LIMIT 1
            MATCH (l:Ledger {id: $case}) SET l.clock = CASE WHEN l.clock < $now THEN $now ELSE l.clock END
            WITH e, l UNWIND range(1, $count) AS n
            CREATE (o:Event) SET o = e{.*, id: randomUUID(), sequence: l.clock + n}
            WITH l, max(n) AS last SET l.clock = l.clock + last""",
            {"case": crowd.case(number), "fact": fact, "count": count, "now": crowd.clock.now()},
        )

    await crowd.store.write(write)


async def test_who_reads_nothing_is_closed_and_the_others_hear_on(crowd, two, monkeypatch):
    monkeypatch.setattr("api.sockets.SEND_SECONDS", 1.0)
    first = await meet(two[0], crowd, 0)
    much = "cause { english dutch } toDo { english dutch } names origin { fact source recordedAt } party {"
    much += " organisation organisationName organisationKind position professional professionalName function }"
    large = " ".join(f"s{n}: signals {{ {much} }}" for n in range(36))
    text = LISTEN.replace("signals {", f"{large} signals {{", 1)
    narrow = socket_module.socket()
    narrow.setsockopt(socket_module.SOL_SOCKET, socket_module.SO_RCVBUF, 4096)
    narrow.connect(("127.0.0.1", int(two[0].url.rpartition(":")[2])))
    async with (
        talking(two[0], acting(two[0], crowd, "staff 0"), sock=narrow, max_queue=1, compression=None) as slow,
        talking(two[0], acting(two[0], crowd, "staff 1")) as quick,
    ):
        payload = {"query": text, "variables": {"cases": [crowd.case(0)], "after": 0}}
        await slow.send(json.dumps({"type": "subscribe", "id": "1", "payload": payload}))
        await listen(quick, crowd.case(0))
        assert (await event(quick))["sequence"] == first["sequence"]
        await happened(crowd, 0, first["facts"][0], 250)
        found = [(await event(quick))["sequence"] for _ in range(250)]
        assert found == sorted(set(found))
        await asyncio.sleep(3)
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                await heard(slow)
        assert closed.value.rcvd is None or closed.value.rcvd.code == 4408
        await meet(two[0], crowd, 0)
        assert (await event(quick))["previous"] == found[-1]


async def test_fifty_streams_over_some_cases_all_hear_of_their_own_and_of_no_other(crowd, two):
    async with AsyncExitStack() as open_:
        sockets = []
        for number in range(10):
            served = two[number % 2]
            socket = await open_.enter_async_context(talking(served, acting(served, crowd, f"staff {number}")))
            for case in range(5):
                await listen(socket, crowd.case(case), id=crowd.case(case))
            sockets.append(socket)
        done = [await meet(two[number % 2], crowd, number) for number in range(5)]
        for socket in sockets:
            messages = [await heard(socket) for _ in range(5)]
            found = {(one["id"], one["payload"]["data"]["caseEvents"]["sequence"]) for one in messages}
            assert found == {(crowd.case(number), one["sequence"]) for number, one in enumerate(done)}
        for socket in sockets:
            await silent(socket, 0.2)


def lines(settings: Any) -> int:
    """How often the logs say that somebody was told an event."""
    found = folder_of(settings).root.rglob("*.jsonl")
    return sum(path.read_text("utf-8").count("Raadplegen: caseEvents") for path in found if "audit" in str(path))


async def test_what_is_told_stands_in_the_log_before_it_is_heard(crowd, two, settings):
    before = lines(settings)
    async with talking(two[0], acting(two[0], crowd, "staff 0")) as socket:
        await listen(socket, crowd.case(0))
        await settled()
        assert lines(settings) == before, "who listens and hears nothing looked at nobody"
        await meet(two[0], crowd, 0)
        await event(socket)
        assert lines(settings) == before + 1


async def test_a_connection_has_so_many_streams_at_the_most(crowd, two):
    async with talking(two[0], acting(two[0], crowd, "manager")) as socket:
        for number in range(50):
            await listen(socket, crowd.case(0), id=str(number))
            if number % 5 == 4:
                await asyncio.sleep(0.3)
        await listen(socket, crowd.case(0), id="one more")
        message = await heard(socket)
        assert (message["id"], message["type"]) == ("one more", "error")
        assert message["payload"][0]["extensions"]["code"] == "TOO_MUCH"
