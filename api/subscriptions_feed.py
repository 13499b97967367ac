"""The events of all cases as they come, for this process: noticed in the database, whichever process wrote them.

One look for all who listen, at once after an act of this process and four times a second for those of others. It
notices that something happened; what that is, each actor reads through a guard of its own.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Collection
from contextlib import asynccontextmanager
from typing import Final, Self

from api.subscriptions_reader import Reader, Turns
from api.subscriptions_stream import Stream
from graph.actors import Actor
from graph.casework.signals_feed import noticed_since
from graph.clock import Clock
from graph.errors import CasusregieError
from graph.signal_kinds import EVENT_DAYS
from graph.store import Store
from graph.times import DAY_MS

LOOK_SECONDS: Final = 0.25
WINDOW_MS: Final = 30_000
"""What is written later than its stamp, or by a machine whose clock is behind, is noticed up to this late."""
AT_ONCE: Final = 8
"""Readings for actors that run at the same time; the first one runs alone, so that the server plans it once."""
CHECKS_AT_ONCE: Final = 2
"""Checks of rights that run at the same time, apart, so that what happens does not wait for them."""

_LOG = logging.getLogger(__name__)


class EventFeed:
    """Make it with `EventFeed.open`; one per process."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._turns, self._checks = Turns(AT_ONCE), Turns(CHECKS_AT_ONCE)
        self._readers: dict[Actor, Reader] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._over = False
        self._last = 0
        self._seen: dict[str, int] = {}

    @classmethod
    @asynccontextmanager
    async def open(cls, store: Store, clock: Clock) -> AsyncGenerator[Self]:
        """A feed for the length of the block; nothing is looked at while nobody listens."""
        feed = cls(store, clock)
        looking = asyncio.create_task(feed._run())
        try:
            yield feed
        finally:
            feed._over = True
            feed.wake()
            for reader in feed._readers.values():
                reader.stop()
            await asyncio.gather(looking, *feed._tasks)

    def wake(self) -> None:
        """Look at once: this process wrote something."""
        self._wake.set()

    @asynccontextmanager
    async def listening(self, actor: Actor, cases: Collection[str], after: int | None) -> AsyncGenerator[Stream]:
        """A stream of what happens in cases, as far as an actor may see it, for the length of the block."""
        stream = Stream(cases, after, self._clock.now() - EVENT_DAYS * DAY_MS)
        reader = self._readers.get(actor)
        if reader is None or not reader.streams:
            reader = self._readers[actor] = Reader(self._store, self._clock, actor, self._turns, self._checks)
            reader.streams.add(stream)
            task = asyncio.create_task(self._read(actor, reader))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        reader.streams.add(stream)
        reader.wake()
        self.wake()
        try:
            yield stream
        finally:
            reader.streams.discard(stream)
            reader.wake()

    async def _read(self, actor: Actor, reader: Reader) -> None:
        try:
            await reader.run()
        except Exception as error:  # a bug must end what it was to tell, not leave it silent
            _LOG.error("events could not be read: %s", type(error).__name__)  # its text may hold a name
            reader.stop()
        finally:
            if self._readers.get(actor) is reader:
                del self._readers[actor]

    async def _run(self) -> None:
        while not self._over:
            try:
                async with asyncio.timeout(LOOK_SECONDS if self._readers else None):
                    await self._wake.wait()
            except TimeoutError:
                pass
            self._wake.clear()
            if self._over:
                return
            if self._readers:
                await self._look()
            else:
                self._last, self._seen = 0, {}

    async def _look(self) -> None:
        now = self._clock.now()
        since = min(self._last or now, now) - WINDOW_MS
        try:
            found = await noticed_since(self._store, since)
        except CasusregieError as error:
            _LOG.warning("events could not be looked up: %s", error)
            return
        new = [one for one in found if one.id not in self._seen]
        self._last = max((one.sequence for one in found), default=self._last or now)
        self._seen = {one.id: one.sequence for one in found}
        for one in new:
            for reader in tuple(self._readers.values()):
                if any(one.case_id in stream.cases for stream in reader.streams):
                    reader.notice(one.case_id, one.sequence)
