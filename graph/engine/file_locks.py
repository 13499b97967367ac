"""Locks between processes. The kernel lets go of them when their holder dies, however it dies."""

import fcntl
import os
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import EngineError


@contextmanager
def exclusive(
    path: Path, doing: str, *, patience_seconds: float, waiting: Callable[[str], None] = lambda _who: None
) -> Generator[None]:
    """Hold the lock `path` alone; raises EngineError when another process keeps it longer than the patience.

    `doing` is what for, in words that others are told while they wait, as in "process 12 is <doing>". `waiting` is
    called once, with that sentence, when there is something to wait for. The file itself stays: deleting it would let
    two processes hold two different locks of one name.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(descriptor, patience_seconds, waiting)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()} {doing}".encode(), 0)
        yield
    finally:
        os.close(descriptor)


class Lease:
    """A share in something that many processes use at once, held until `close`."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def is_last(self) -> bool:
        """Whether nobody else holds a share; from a yes until `close` nobody else can get one."""
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        """Give the share back."""
        os.close(self._descriptor)


def _take(descriptor: int, patience_seconds: float, waiting: Callable[[str], None]) -> None:
    deadline = time.monotonic() + patience_seconds
    told = False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder, _, doing = os.pread(descriptor, 200, 0).decode("utf-8", "replace").strip().partition(" ")
            who = f"process {holder}" if holder.isdigit() else "another process"
            said = f"{who} is {doing or 'busy with it'}"
            if time.monotonic() > deadline:
                raise EngineError(
                    f"{said}, and has not ended within {patience_seconds:.0f} seconds",
                    "try again when it has ended, or end it",
                ) from None
            if not told:
                waiting(said)
                told = True
            time.sleep(0.1)
        else:
            return
