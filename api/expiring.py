"""Things remembered until a moment: never longer, and never more than so many."""

from collections.abc import Hashable
from heapq import heappop, heappush
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Expiring(Generic[K, V]):
    """A mapping of which each entry ends by itself. When it is full, what would end first makes room."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._entries: dict[K, tuple[int, V]] = {}
        self._ends: list[tuple[int, int, K]] = []
        self._added = 0

    def get(self, key: K, now: int) -> V | None:
        """What is remembered under a key at a moment, or None."""
        found = self._entries.get(key)
        return found[1] if found and now < found[0] else None

    def put(self, key: K, value: V, until: int, now: int) -> None:
        """Remember a value until a moment; a key that is known already keeps its place and its end."""
        while self._ends and self._ends[0][0] <= now:
            del self._entries[heappop(self._ends)[2]]
        if key in self._entries:
            self._entries[key] = (self._entries[key][0], value)
            return
        if len(self._entries) >= self._most:
            del self._entries[heappop(self._ends)[2]]
        self._entries[key] = (until, value)
        self._added += 1  # so that the heap never compares two keys
        heappush(self._ends, (until, self._added, key))

    def __len__(self) -> int:
        return len(self._entries)
