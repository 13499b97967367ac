"""What every resolver gets: the store, the clock, the settings and who asks. Made anew for each request."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeAlias

import strawberry

from api.askers import Asker
from api.subscriptions_feed import EventFeed
from graph.actors import Actor
from graph.clock import Clock
from graph.guards import Guard
from graph.logs.disclosures import Trace
from graph.logs.log_readings import LogReader
from graph.looks import Look
from graph.settings import Settings
from graph.store import Store


@dataclass(slots=True)
class Context:
    """One request. `asker` is None only for questions about the schema itself."""

    store: Store
    clock: Clock
    settings: Settings
    asker: Asker | None
    log_reader: LogReader
    loaders: dict[str, object] = field(default_factory=dict[str, object])
    """Loaders of this request and actor, by name; they never outlive it."""
    trace: Trace = field(default_factory=Trace.begun)
    """The data processing that this request is, as the logs name it."""
    logging: Callable[["Context", bool], Awaitable[None]] | None = None
    """Writes to the logs what was looked at, and whether it failed; without it nothing can be changed."""
    feed: EventFeed | None = None
    """What happens, as it happens; None where there is nothing to listen over."""
    disclosing: Callable[["Context", tuple[Look, ...], int], Awaitable[None]] | None = None
    """Writes to the logs what was looked at for one message of a stream, and at which moment it was judged."""
    _guard: Guard | None = None
    _logged: tuple[Look, ...] | None = None

    @property
    def actor(self) -> Actor | None:
        """Who acts, or None where nothing about persons exists for this request."""
        return self.asker.actor if self.asker else None

    @property
    def guard(self) -> Guard | None:
        """The guard of this request: everything about persons is read through it. None without an actor."""
        if self._guard is None and self.actor is not None:
            self._guard = Guard(self.store, self.actor, self.clock)
        return self._guard

    @property
    def looks(self) -> tuple[Look, ...] | None:
        """All that was looked at for this answer; None where nobody asked anything about persons."""
        return self._guard.looks if self._guard is not None and self._guard.asked else None

    async def log(self) -> None:
        """Log what was looked at so far, once: before something is changed, and before an answer leaves.

        Raises LogError: then nothing is changed, and there is no answer.
        """
        looks = self.looks
        if looks is None or looks == self._logged:
            return
        if self.logging is None:
            raise RuntimeError("a change, or an answer, without logs")
        await self.logging(self, False)
        self._logged = looks

    async def log_failed(self) -> None:
        """Log an answer that failed. Where a change was logged before it failed, that is a line more in its trace."""
        if self.looks is None or self.logging is None:
            return
        if self._logged is not None:
            self.trace = self.trace.again()
        await self.logging(self, True)

    async def disclose(self, looks: tuple[Look, ...], judged_at: int) -> None:
        """Log what a message of a stream tells, before it is sent. Raises LogError: then it is not."""
        if self.disclosing is None:
            raise RuntimeError("a message without logs")
        await self.disclosing(self, looks, judged_at)

    @property
    def owner(self) -> str:
        """Whose cursors those of this answer are: who asks, in which position, for which purpose."""
        reader = self.reader
        return f"{reader.professional}/{reader.position}/{reader.purpose}"

    @property
    def reader(self) -> Actor:
        """Who reads reference data, which need a token and nothing more."""
        if self.asker is None:
            raise RuntimeError("a reading question without who asks")
        return self.asker.reader


Info: TypeAlias = strawberry.Info[Context, None]
