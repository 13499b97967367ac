"""One stream of events to one client: what it holds of each case, what waits to be sent, and how it ended."""

import asyncio
from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from graph.looks import Look
from graph.signal_lists import CaseTold
from graph.signals import ToldEvent

MOST_WAITING: Final = 500
"""Events that may wait for a client that reads slowly; with more that come while so many wait the stream ends."""


class Ended(StrEnum):
    """Why a stream ended."""

    GONE = "GONE"
    """A case does not exist, or no longer, for who reads."""
    SLOW = "SLOW"
    """The client reads more slowly than things happen."""
    UNAVAILABLE = "UNAVAILABLE"
    """Whether the client may still read could not be judged."""


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """An event for one reader. `previous` is the sequence of the one before it in its case that this reader may see;
    None where there is none in the days that are kept. `seen_at` is the moment at which it was judged.
    """

    told: ToldEvent
    previous: int | None
    seen_at: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """Events of one case, and what is to be logged before any of them is sent."""

    looks: tuple[Look, ...]
    judged_at: int
    events: tuple[CaseEvent, ...]


class Stream:
    """The events of some cases to one client, from those after `after` on, or from now on where that is None.

    `floor` is the sequence before which nothing is told again: what was missed since longer ago shows as a hole.
    """

    def __init__(self, cases: Collection[str], after: int | None, floor: int) -> None:
        self.cases = frozenset(cases)
        self.ended: Ended | None = None
        self.gone: str | None = None
        self._after = None if after is None else max(after, floor)
        self._floor = floor
        self._held: dict[str, int] = {}
        self._previous: dict[str, int | None] = {}
        self._waiting: deque[Delivery] = deque()
        self._count = 0
        self._ready = asyncio.Event()

    def since(self, case: str) -> int:
        """From which sequence on a case is to be read for this stream."""
        return self._held.get(case, self._floor)

    @property
    def is_new(self) -> bool:
        """Whether some of its cases were never read for it."""
        return len(self._held) < len(self.cases)

    def take(self, asked: Collection[str], told: Mapping[str, CaseTold]) -> None:
        """Take in what was read of the cases that were asked."""
        slow = self._count > MOST_WAITING
        for case in sorted(self.cases.intersection(asked)):
            if self.ended is not None:
                return
            found = told.get(case)
            if found is None:
                self.gone = case
                self.end(Ended.GONE)
            else:
                self._take(found, slow=slow)

    def end(self, why: Ended) -> None:
        """Let it end; what waits is not sent any more."""
        if self.ended is None:
            self.ended = why
            self._waiting.clear()
            self._ready.set()

    async def deliveries(self) -> Delivery | None:
        """What waits longest; None once the stream has ended."""
        while not self._waiting and self.ended is None:
            self._ready.clear()
            await self._ready.wait()
        if self.ended is not None:
            return None
        found = self._waiting.popleft()
        self._count -= len(found.events)
        return found

    def _take(self, found: CaseTold, *, slow: bool) -> None:
        case = found.case_id
        if case not in self._held:
            self._begin(found)
        new: list[CaseEvent] = []
        for one in found.events:
            if one.event.sequence > self._held[case]:
                new.append(CaseEvent(one, self._previous[case], found.judged_at))
                self._previous[case] = one.event.sequence
        self._held[case] = max(self._held[case], found.last or 0)
        if not new:
            return
        if slow:
            self.end(Ended.SLOW)
            return
        self._count += len(new)
        self._waiting.append(Delivery(found.looks, found.judged_at, tuple(new)))
        self._ready.set()

    def _begin(self, found: CaseTold) -> None:
        """Begin after what the client holds, or after all there is."""
        start = max(found.last or 0, self._floor) if self._after is None else self._after
        before = [one.event.sequence for one in found.events if one.event.sequence <= start]
        self._held[found.case_id] = start
        self._previous[found.case_id] = max(before, default=None)
