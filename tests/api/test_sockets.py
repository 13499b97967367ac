"""The endpoint over a WebSocket, with a real client: the same answers, the same refusals, the same log."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from graph.actors import Purpose

PROTOCOL = Subprotocol("graphql-transport-ws")
MINE = "{ persons(first: 5) { ... on PersonConnection { totalCount edges { node { id name } } } } }"


@asynccontextmanager
async def talking(served: Any, protocol: str = PROTOCOL) -> AsyncIterator[ClientConnection]:
    url = served.url.replace("http://", "ws://") + "/graphql"
    async with connect(url, subprotocols=[Subprotocol(protocol)]) as socket:
        yield socket


async def send(socket: ClientConnection, **message: Any) -> None:
    await socket.send(json.dumps(message))


async def heard(socket: ClientConnection) -> dict[str, Any]:
    return json.loads(await asyncio.wait_for(socket.recv(), 30))


async def begun(socket: ClientConnection, payload: dict[str, Any]) -> None:
    await send(socket, type="connection_init", payload=payload)
    assert (await heard(socket))["type"] == "connection_ack"


async def asked(socket: ClientConnection, text: str, id: str = "1") -> list[dict[str, Any]]:
    await send(socket, type="subscribe", id=id, payload={"query": text})
    said = [await heard(socket)]
    while said[-1]["type"] == "next":
        said.append(await heard(socket))
    return said


async def closed(socket: ClientConnection) -> tuple[int, str]:
    with pytest.raises(ConnectionClosed) as ended:
        while True:
            await asyncio.wait_for(socket.recv(), 30)
    assert ended.value.rcvd is not None
    return ended.value.rcvd.code, ended.value.rcvd.reason


async def test_a_question_is_answered_as_over_http(served, busiest):
    over_http = await served.ask(MINE, served.acting(busiest))
    async with talking(served) as socket:
        await begun(socket, served.acting(busiest))
        first, last = await asked(socket, MINE)
    assert first == {"id": "1", "type": "next", "payload": over_http}
    assert over_http["data"]["persons"]["edges"]
    assert last == {"id": "1", "type": "complete"}


async def test_without_a_purpose_in_the_init_nothing_about_persons_exists(served, busiest):
    headers = served.headers(busiest.professional, position=busiest.position)
    async with talking(served) as socket:
        await begun(socket, headers)
        first, _ = await asked(socket, MINE)
    assert first["payload"] == await served.ask(MINE, headers)
    assert first["payload"]["extensions"]["notices"][0]["code"] == "NO_PURPOSE"
    assert not first["payload"]["data"]["persons"]["edges"]


async def test_several_questions_run_at_once_and_each_ends(served, busiest):
    async with talking(served) as socket:
        await begun(socket, served.acting(busiest))
        for number in range(8):
            await send(socket, type="subscribe", id=str(number), payload={"query": MINE})
        done: set[str] = set()
        while len(done) < 8:
            message = await heard(socket)
            if message["type"] == "complete":
                done.add(message["id"])
        await send(socket, type="ping")
        assert await heard(socket) == {"type": "pong"}


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({}, "UNAUTHENTICATED"),
        ({"Authorization": "Bearer x.y.z"}, "UNAUTHENTICATED"),
        ({"Casusregie-Purpose": "CURIOSITY"}, "UNKNOWN_PURPOSE"),
    ],
)
async def test_who_may_not_ask_is_turned_away_at_the_init(served, busiest, payload, code):
    if code == "UNKNOWN_PURPOSE":
        payload = {**served.headers(busiest.professional), **payload}
    async with talking(served) as socket:
        await send(socket, type="connection_init", payload=payload)
        ended = await closed(socket)
    assert ended[0] == 4403
    assert ended[1].startswith(code)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "",
        "{ nothing }",
        "mutation { x }",
        "subscription { x }",
        "{ node(id: 3.5) { id } }",
        "query A { me { id } } query B { me { id } }",
    ],
)
async def test_a_question_that_cannot_be_asked_is_an_error_of_that_question_only(served, busiest, text):
    async with talking(served) as socket:
        await begun(socket, served.acting(busiest, Purpose.REINTEGRATION))
        (refused,) = await asked(socket, text)
        assert refused["type"] == "error"
        assert refused["payload"][0]["message"]
        assert (await asked(socket, MINE, "2"))[-1] == {"id": "2", "type": "complete"}


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        (["not json"], 4400),
        (["[1]"], 4400),
        (["null"], 4400),
        ([b"bytes"], 4400),
        (['{"type": "gossip"}'], 4400),
        (['{"type": "subscribe", "id": "1", "payload": {"query": "{ me { id } }"}}'], 4401),
        (['{"type": "connection_init", "payload": {"Authorization": 3}}'], 4400),
        (['{"type": "connection_init", "payload": {"Authorization": "a", "authorization": "b"}}'], 4400),
        (['{"type": "connection_init", "payload": {"Authorization": "\\ud800 \\u20ac"}}'], 4400),
        (["[" * 100_000], 4400),
        (['{"type": "ping", "payload": "' + "x" * 300_000 + '"}'], 4400),
    ],
)
async def test_odd_frames_end_the_connection_with_a_reason(served, frames, code):
    async with talking(served) as socket:
        for frame in frames:
            await socket.send(frame)
        ended = await closed(socket)
    assert ended[0] == code
    assert ended[1]


@pytest.mark.parametrize("signed_in", [False, True])
async def test_a_frame_far_too_large_is_refused_before_it_is_read_and_the_server_lives_on(served, busiest, signed_in):
    for _ in range(3):
        async with talking(served) as socket:
            if signed_in:
                await begun(socket, served.acting(busiest))
            with pytest.raises(ConnectionClosed):
                while True:
                    await socket.send(["x" * 1_000_000] * 16)
                    await asyncio.sleep(0)  # it is small once compressed, and never waits for the server by itself
            assert (await closed(socket))[0] == 1009
    async with talking(served) as socket:
        await begun(socket, served.acting(busiest))
        assert (await asked(socket, MINE))[-1] == {"id": "1", "type": "complete"}


async def test_a_second_init_a_doubled_id_and_too_many_questions_end_it(served, busiest):
    for messages, code in (
        ([{"type": "connection_init", "payload": {}}], 4429),
        ([{"type": "subscribe", "id": "", "payload": {}}], 4400),
        ([{"type": "subscribe", "id": "x", "payload": {"query": MINE}}] * 2, 4409),
        ([{"type": "subscribe", "id": str(n), "payload": {"query": MINE}} for n in range(60)], 4429),
    ):
        async with talking(served) as socket:
            await begun(socket, served.acting(busiest))
            for message in messages:
                await send(socket, **message)
            assert (await closed(socket))[0] == code
    seen = -1  # the questions that ran come to their end unheard; the next test counts statements
    while seen != served.world.store.statements:
        seen = served.world.store.statements
        await asyncio.sleep(0.5)


async def test_an_id_that_is_asked_with_again_gets_the_answer_to_its_own_question(served, busiest):
    async with talking(served) as socket:
        await begun(socket, served.acting(busiest))
        await send(socket, type="subscribe", id="1", payload={"query": MINE})
        await send(socket, type="complete", id="1")
        first, last = await asked(socket, "{ me { id } }")
    assert set(first["payload"]["data"]) == {"me"}
    assert last == {"id": "1", "type": "complete"}


async def test_a_question_nested_too_deep_is_an_error_of_that_question(served, busiest):
    deep = '{"type": "subscribe", "id": "1", "payload": {"query": "{ me { id } }", "variables": {"a": ' + "[" * 400
    async with talking(served) as socket:
        await begun(socket, served.acting(busiest))
        await socket.send(deep + "]" * 400 + "}}}")
        refused = await heard(socket)
        assert (refused["type"], refused["payload"][0]["extensions"]["code"]) == ("error", "NESTED_TOO_DEEP")
        assert (await asked(socket, MINE))[-1] == {"id": "1", "type": "complete"}


async def test_another_protocol_is_not_spoken(served):
    async with talking(served, "graphql-ws") as socket:
        assert (await closed(socket))[0] == 4406
