"""A wire to the database that breaks at a chosen moment: when a commit was done and nobody has heard of it yet."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""The message of Bolt that asks for a commit: a structure without fields, in a chunk of its own."""


class Wire:
    """An address that leads to the database; where `word` was sent, the answer to the commit after it is cut off."""

    def __init__(self, uri: str, word: bytes) -> None:
        self._server = urlsplit(uri)
        self.word = word
        self.uri = ""

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection."""
        far_reader, far_writer = await asyncio.open_connection(self._server.hostname, self._server.port)
        asked = asyncio.Event()

        async def ask() -> None:
            writing = False
            while data := await reader.read(65_536):
                writing = writing or self.word in data
                if writing and COMMIT in data:
                    asked.set()
                far_writer.write(data)
                await far_writer.drain()
            far_writer.close()

        asking = asyncio.create_task(ask())
        try:
            while (data := await far_reader.read(65_536)) and not asked.is_set():
                writer.write(data)
                await writer.drain()
        finally:
            asking.cancel()
            writer.close()
            far_writer.close()


@asynccontextmanager
async def wire_to(uri: str, word: bytes) -> AsyncIterator[Wire]:
    """A wire to `uri` for the length of the block, cut at the commit after this word."""
    wire = Wire(uri, word)
    async with await asyncio.start_server(wire.connected, "127.0.0.1", 0) as listener:
        wire.uri = f"bolt://127.0.0.1:{listener.sockets[0].getsockname()[1]}"
        yield wire
