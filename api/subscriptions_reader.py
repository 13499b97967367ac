"""Reading events for one actor in this process: all its streams share a reading, and every case is judged anew."""

import asyncio
import time
from collections.abc import AsyncGenerator, Iterable, Set
from contextlib import asynccontextmanager
from typing import Final

from api.subscriptions_stream import Ended, Stream
from graph.actors import Actor
from graph.clock import Clock, FixedClock
from graph.errors import CasusregieError
from graph.guards import Guard
from graph.signal_lists import events_told, still_in_scope
from graph.store import Store

RECHECK_SECONDS: Final = 3.0
"""So often at the least it is judged whether each case still exists for who reads, also when nothing happens."""

AHEAD_MS: Final = 5_000
"""So far a stamp may lie ahead of this machine's clock: what happened is then judged at the moment of its stamp."""


class Turns:
    """Lets so many read at the same time, once the first one has: the server would plan it for each of them."""

    def __init__(self, count: int) -> None:
        self._turns = asyncio.Semaphore(1)
        self._more = count - 1

    @asynccontextmanager
    async def taken(self) -> AsyncGenerator[None]:
        """A turn for the length of the block."""
        async with self._turns:
            yield
        for _ in range(self._more):
            self._turns.release()
        self._more = 0


class Reader:
    """What one actor is told. `notice` says that something happened; `run` goes on until the last stream has left."""

    def __init__(self, store: Store, clock: Clock, actor: Actor, turns: Turns, checks: Turns) -> None:
        self.streams: set[Stream] = set()
        self._store, self._clock, self._actor = store, clock, actor
        self._turns, self._checks = turns, checks
        self._noticed: dict[str, int] = {}
        self._wake = asyncio.Event()
        self._checked = time.monotonic()

    def notice(self, case: str, sequence: int) -> None:
        """Something happened in a case."""
        self._noticed[case] = max(sequence, self._noticed.get(case, 0))
        self._wake.set()

    def wake(self) -> None:
        """A stream came or went."""
        self._wake.set()

    def stop(self) -> None:
        """End every stream."""
        for one in self.streams:
            one.end(Ended.UNAVAILABLE)
        self.streams.clear()
        self._wake.set()

    async def run(self) -> None:
        """Read whenever something was noticed, and all cases every RECHECK_SECONDS, until no stream is left."""
        while self.streams:
            left = self._checked + RECHECK_SECONDS - time.monotonic()
            try:
                async with asyncio.timeout(max(left, 0)):
                    await self._wake.wait()
            except TimeoutError:
                pass
            self._wake.clear()
            if self.streams:
                await self._round()

    async def _round(self) -> None:
        noticed, self._noticed = self._noticed, {}
        news = {case for one in self.streams for case in one.cases if case in noticed or one.is_new}
        try:
            if news:
                await self._tell(news, max(noticed.values(), default=0))
            began = time.monotonic()
            if began - self._checked >= RECHECK_SECONDS:
                self._checked = began
                await self._check(news)
        except CasusregieError:
            for one in self.streams:
                one.end(Ended.UNAVAILABLE)

    async def _tell(self, cases: Set[str], stamp: int) -> None:
        """Read what happened in cases, and tell it."""
        streams = tuple(self.streams)  # one that comes meanwhile was not read for
        since = _since(streams, cases)
        now = self._clock.now()
        moment = max(now, min(stamp, now + AHEAD_MS))
        async with self._turns.taken():
            told = await events_told(Guard(self._store, self._actor, FixedClock(moment)), since)
        for one in streams:
            one.take(since, told)

    async def _check(self, told: Set[str]) -> None:
        """Judge whether the other cases still exist for who reads, and tell what happened unnoticed."""
        streams = tuple(self.streams)
        since = _since(streams, {case for one in streams for case in one.cases} - told)
        if not since:
            return
        async with self._checks.taken():
            still = await still_in_scope(Guard(self._store, self._actor, self._clock), since)
        for one in streams:
            one.take(since.keys() - still.keys(), {})
        news = {case for case, is_new in still.items() if is_new}
        if news:
            await self._tell(news, 0)


def _since(streams: Iterable[Stream], cases: Set[str]) -> dict[str, int]:
    """From which sequence on each case is to be read: the lowest of the streams that it is in."""
    found: dict[str, int] = {}
    for one in streams:
        for case in one.cases & cases:
            found[case] = min(one.since(case), found.get(case, one.since(case)))
    return found
