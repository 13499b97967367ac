"""`/graphql` over a WebSocket: the graphql-transport-ws protocol, with sign-in, purpose and position in its init.

Every question is judged anew, as over HTTP: a token that expired or a position that ended is noticed at the next one.
While a stream runs that is judged every few seconds as well, and ends it.
"""

import asyncio
from contextlib import aclosing, suppress
from typing import Any, Final, cast

import orjson
from starlette.datastructures import Headers
from starlette.websockets import WebSocket, WebSocketDisconnect

from api.answers import Answers
from api.askers import POSITION_HEADER, PURPOSE_HEADER, Asker
from api.documents import is_stream
from api.door import BODY_BYTES, Question, question_from
from api.refusals import RefusedError
from api.subscriptions_stream import Ended
from graph.errors import LogError, StoreUnavailableError

PROTOCOL: Final = "graphql-transport-ws"
INIT_SECONDS: Final = 10.0
AT_ONCE: Final = 10
"""Questions of one connection that may run at the same time."""

STREAMS: Final = 50
"""Streams of one connection."""
RECHECK_SECONDS: Final = 3.0
"""So often it is judged whether who listens may still ask."""
SLOW: Final = 4408
"""The code of a connection that is closed because its client reads too slowly."""
SEND_SECONDS: Final = 10.0
"""So long a message of a stream may wait for its client to read what came before."""
CLOSE_SECONDS: Final = 5.0
"""So long a client that reads nothing may take to hear that the connection is over."""

_SLOWLY: Final = "SLOW: you read more slowly than things happen; listen again from what you hold"
_NAMES: Final = ("authorization", PURPOSE_HEADER.lower(), POSITION_HEADER.lower())
_LONGEST_ID: Final = 200
_LONGEST_REASON: Final = 120


class _Closed(Exception):
    """The connection is over, with this code of the protocol and a reason that holds nothing of what was sent."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason[:_LONGEST_REASON]


async def converse(socket: WebSocket, answers: Answers) -> None:
    """Serve one connection until either side ends it."""
    spoken = PROTOCOL in socket.scope["subprotocols"]
    await socket.accept(PROTOCOL if spoken else None)
    conversation = _Conversation(socket, answers)
    try:
        if not spoken:
            raise _Closed(4406, f"only {PROTOCOL} is spoken here")
        await conversation.run()
    except _Closed as closed:
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await socket.close(closed.code, closed.reason)
    except WebSocketDisconnect:
        pass
    finally:
        await conversation.stop()


class _Conversation:
    """One connection: who it signed in as, and the questions that run."""

    def __init__(self, socket: WebSocket, answers: Answers) -> None:
        self._socket = socket
        self._answers = answers
        self._headers: Headers | None = None
        self._wanted: dict[str, object] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._streams: dict[str, asyncio.Task[None]] = {}
        self._watching: asyncio.Task[None] | None = None
        self._over = asyncio.Event()
        self._end: _Closed | None = None

    async def run(self) -> None:
        """Read messages until the connection is over. Raises _Closed, WebSocketDisconnect."""
        try:
            async with asyncio.timeout(INIT_SECONDS):
                while self._headers is None:
                    await self._hear(await self._message())
        except TimeoutError:
            raise _Closed(4408, "no connection_init came in time") from None
        over = asyncio.create_task(self._over.wait())
        try:
            while True:
                heard = asyncio.create_task(self._message())
                await asyncio.wait((heard, over), return_when=asyncio.FIRST_COMPLETED)
                if self._end is not None:
                    heard.cancel()
                    raise self._end
                await self._hear(heard.result())
        finally:
            over.cancel()
            self._end_streams()

    async def stop(self) -> None:
        """Let the questions that still run come to their end, unheard: the driver does not bear being broken off."""
        self._wanted.clear()
        self._over.set()
        self._end_streams()
        watching = () if self._watching is None else (self._watching,)
        await asyncio.gather(*self._running, *watching, return_exceptions=True)

    def _end_streams(self) -> None:
        """Break streams off: they wait for what happens, and read nothing themselves."""
        for task in self._streams.values():
            task.cancel()

    async def _message(self) -> dict[str, Any]:
        heard = await self._socket.receive()
        if heard["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(heard.get("code", 1000))
        text = heard.get("text")
        if text is None or len(text) > BODY_BYTES:
            raise _Closed(4400, "a message is JSON in a text frame of at most 256 kB")
        try:
            message: Any = orjson.loads(text)
        except (orjson.JSONDecodeError, UnicodeEncodeError):
            message = None
        if not isinstance(message, dict):
            raise _Closed(4400, "a message is a JSON object with a type")
        return cast("dict[str, Any]", message)

    async def _hear(self, message: dict[str, Any]) -> None:
        match message.get("type"):
            case "connection_init":
                await self._begin(message.get("payload"))
            case "ping":
                await self._send({"type": "pong"})
            case "pong":
                pass
            case "subscribe":
                self._ask(message.get("id"), message.get("payload"))
            case "complete":
                self._complete(str(message.get("id")))
            case _:
                raise _Closed(4400, "a message of this type is not known")

    async def _begin(self, payload: object) -> None:
        if self._headers is not None:
            raise _Closed(4429, "connection_init came twice")
        said = cast("dict[str, Any]", payload) if isinstance(payload, dict) else {}
        given = {name.lower(): value for name, value in said.items() if name.lower() in _NAMES}
        if len(given) != len([name for name in said if name.lower() in _NAMES]):
            raise _Closed(4400, "connection_init says something twice")
        if not all(isinstance(value, str) for value in given.values()):
            raise _Closed(4400, "token, purpose and position in connection_init are strings")
        try:
            headers = Headers(given)
        except UnicodeEncodeError:
            raise _Closed(4400, "connection_init holds a character that no header can have") from None
        await self._judged(headers)
        self._headers = headers
        await self._send({"type": "connection_ack"})

    async def _judged(self, headers: Headers) -> Asker:
        """Who asks, now. Raises _Closed for who may not."""
        try:
            asker, refusal = await self._answers.asker(headers)
        except RefusedError as refused:
            raise _Closed(4403, f"{refused.code}: {refused}") from None
        except StoreUnavailableError as error:
            raise _Closed(1013, f"UNAVAILABLE: {error}") from None
        if refusal is not None or asker is None:
            raise _Closed(4403, f"UNAUTHENTICATED: {refusal}")
        return asker

    def _ask(self, id: object, payload: object) -> None:
        if self._headers is None:
            raise _Closed(4401, "a question came before connection_init")
        if not isinstance(id, str) or not 0 < len(id) <= _LONGEST_ID:
            raise _Closed(4400, "a question has an id: a text that is not empty")
        if id in self._wanted:
            raise _Closed(4409, "a question with this id runs already")
        if len(self._running) - len(self._streams) >= AT_ONCE:
            raise _Closed(4429, f"at most {AT_ONCE} questions run at once")
        turn = self._wanted[id] = object()  # an id may be asked with again while an unwanted question still runs
        task = asyncio.create_task(self._answer(id, turn, self._headers, payload))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _answer(self, id: str, turn: object, headers: Headers, payload: object) -> None:
        try:
            question = question_from(_bytes_of(payload), self._answers.documents)
            asker = await self._judged(headers)
            if is_stream(question.text, question.operation):
                await self._follow(id, turn, question, asker)
                return
            body = await self._answers.body(question, asker, None)
        except RefusedError as refused:
            await self._refuse(id, turn, refused.code, str(refused))
        except StoreUnavailableError as error:
            await self._refuse(id, turn, "UNAVAILABLE", str(error))
        except LogError as error:
            await self._refuse(id, turn, "LOG_UNAVAILABLE", str(error))
        except _Closed as closed:
            self._close(closed)
        else:
            if "data" in body:
                told = {"id": id, "type": "next", "payload": body}, {"id": id, "type": "complete"}
                await self._tell(id, turn, *told)
            else:
                await self._tell(id, turn, {"id": id, "type": "error", "payload": body["errors"]})

    async def _follow(self, id: str, turn: object, question: Question, asker: Asker) -> None:
        """Send what happens as it happens, until either side ends it."""
        if len(self._streams) >= STREAMS:
            raise RefusedError(400, "TOO_MUCH", f"at most {STREAMS} streams run over one connection")
        task = asyncio.current_task()
        if task is None or self._wanted.get(id) is not turn:
            return
        self._streams[id] = task
        if self._watching is None:
            self._watching = asyncio.create_task(self._watch(asker))
        try:
            async with aclosing(self._answers.follow(question, asker)) as bodies:
                async for body in bodies:
                    if any(one.get("extensions", {}).get("code") == Ended.SLOW for one in body.get("errors", ())):
                        raise _Closed(SLOW, _SLOWLY)
                    if self._wanted.get(id) is not turn:
                        return
                    if "data" not in body or body["data"] is None:
                        await self._tell(id, turn, {"id": id, "type": "error", "payload": body["errors"]})
                        return
                    async with asyncio.timeout(SEND_SECONDS):
                        await self._send({"id": id, "type": "next", "payload": body})
            await self._tell(id, turn, {"id": id, "type": "complete"})
        except TimeoutError:
            raise _Closed(SLOW, _SLOWLY) from None
        finally:
            self._streams.pop(id, None)

    def _complete(self, id: str) -> None:
        self._wanted.pop(id, None)
        if (task := self._streams.get(id)) is not None:
            task.cancel()

    async def _watch(self, asker: Asker) -> None:
        """Close the connection once who listens may not ask any more, or is not who they were."""
        headers = self._headers or Headers()
        while not self._over.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(RECHECK_SECONDS):
                    await self._over.wait()
            if self._over.is_set() or not self._streams:
                continue
            try:
                now = await self._judged(headers)
                if now.actor != asker.actor:
                    said = "POSITION_ENDED" if now.notice is None else now.notice.name
                    raise _Closed(4403, f"{said}: you are not who you were when you began to listen")
            except _Closed as closed:
                self._close(closed)

    def _close(self, closed: _Closed) -> None:
        self._end = closed
        self._over.set()

    async def _tell(self, id: str, turn: object, *messages: dict[str, Any]) -> None:
        """Send what a question ends with, if it is still wanted."""
        if self._wanted.get(id) is turn:
            for message in messages:
                await self._send(message)
            self._wanted.pop(id, None)

    async def _refuse(self, id: str, turn: object, code: str, message: str) -> None:
        payload = [{"message": message, "extensions": {"code": code}}]
        await self._tell(id, turn, {"id": id, "type": "error", "payload": payload})

    async def _send(self, message: dict[str, Any]) -> None:
        await self._socket.send_text(orjson.dumps(message).decode())


def _bytes_of(payload: object) -> bytes:
    try:
        return orjson.dumps(payload)
    except orjson.JSONEncodeError:
        raise RefusedError(400, "NESTED_TOO_DEEP", "the question is nested deeper than anybody means") from None
