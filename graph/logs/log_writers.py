"""Writing the logs: many answers at once share one write to disk, in a thread of its own.

No line, no answer: `write` returns when the lines are on disk, and raises when they are not.
"""

import asyncio
import logging
from collections.abc import Generator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Self

from graph.clock import Clock
from graph.errors import LogError
from graph.logs.audit_lines import NOTHING_BEFORE, AuditLine, Who, hash_of, looked
from graph.logs.chains import TOGETHER, Chain
from graph.logs.disclosures import Disclosure
from graph.logs.kept_policies import keep_policy
from graph.logs.log_folders import LogFolder, LogName, new_start
from graph.logs.processing_lines import processing_lines
from graph.logs.pseudonyms import Pseudonyms
from graph.policy.policies import POLICY
from graph.times import day_of

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Waiting:
    disclosure: Disclosure
    written: Future[None]


class LogWriter:
    """Writes the logs of this process. Make it with `LogWriter.open`; one per process."""

    def __init__(self, folder: LogFolder, clock: Clock, pseudonyms: Pseudonyms) -> None:
        self.folder = folder
        self.pseudonyms = pseudonyms
        self._clock = clock
        self._start = new_start(clock)
        self._chain: Chain | None = None
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="logs", daemon=True)

    @classmethod
    @contextmanager
    def open(cls, folder: LogFolder, clock: Clock) -> Generator[Self]:
        """A writer for the length of the block. Files are made with the first line. Raises LogError."""
        writer = cls(folder, clock, Pseudonyms.of(folder))
        writer._thread.start()
        try:
            yield writer
        finally:
            writer._queue.put(None)
            writer._thread.join()

    async def write(self, disclosure: Disclosure) -> None:
        """Have an answer logged before it leaves; returns when that is on disk. Raises LogError."""
        waiting = _Waiting(disclosure, Future())
        self._queue.put(waiting)
        await asyncio.wrap_future(waiting.written)

    def _run(self) -> None:
        while (batch := self._batch()) is not None:
            try:
                self._commit([one.disclosure for one in batch])
            except OSError as error:
                self._give_up(batch, _unwritable(error))
            except Exception as error:  # a bug must refuse the answers that wait, not leave them waiting
                _LOG.error("the logs could not be written: %s", type(error).__name__)  # its text may hold a name
                self._give_up(batch, error)
            else:
                for one in batch:
                    one.written.set_result(None)
        if self._chain is not None:
            self._chain.close()

    def _batch(self) -> list[_Waiting] | None:
        """Whoever waits now, at least one; None at the end."""
        found: list[_Waiting] = []
        while len(found) < TOGETHER:
            try:
                one = self._queue.get(block=not found)
            except Empty:
                break
            if one is None:
                if not found:
                    return None
                self._queue.put(None)
                break
            if one.written.set_running_or_notify_cancel():
                found.append(one)
        return found

    def _give_up(self, batch: list[_Waiting], error: Exception) -> None:
        """Refuse; and where this chain cannot be gone on with, begin another one next time."""
        if self._chain is None or not self._chain.whole:
            if self._chain is not None:
                self._chain.close()
            self._chain = None
            self._start = new_start(self._clock)
        for one in batch:
            one.written.set_exception(error)

    def _commit(self, disclosures: list[Disclosure]) -> None:
        now = self._clock.now()
        chain = self._chain_of(day_of(now).isoformat(), now)
        lines: list[AuditLine] = []
        processing: list[bytes] = []
        facts: dict[str, bytes] = {}
        for one in disclosures:
            own = processing_lines(one, self.pseudonyms, POLICY, now)
            processing += own
            lines.append(
                AuditLine(
                    prev=NOTHING_BEFORE,
                    at=now,
                    trace=one.trace.trace,
                    span=one.trace.span,
                    name=one.name,
                    channel=one.channel,
                    who=Who.of(one.actor, self.pseudonyms),
                    policy=POLICY.version,
                    decided_at=one.decided_at,
                    looks=looked(one, self.pseudonyms, facts),
                    count=len(own),
                    processing=hash_of(b"\n".join(own)),
                )
            )
        chain.append(lines, processing, facts)

    def _chain_of(self, day: str, now: int) -> Chain:
        if self._chain is None or self._chain.name.day != day:
            keep_policy(self.folder)
            try:
                new = Chain(self.folder, LogName(day, self._start), now)
            except OSError:
                self._start = new_start(self._clock)  # also when a clock that went back met a file of its own
                raise
            if self._chain is not None:
                self._chain.close()
            self._chain = new
        return self._chain


def _unwritable(error: OSError) -> LogError:
    return LogError(
        f"the log cannot be written ({error.strerror}), so nothing about persons is shown",
        "make room on the disk, and see that logs/ in the home folder can be written",
    )
