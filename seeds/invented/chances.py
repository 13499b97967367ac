"""Chance, drawn from the seed: one stream per concern, so that a change in one part leaves the others as they were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from seeds.invented.moments import start_of

T = TypeVar("T")

_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_THREES = [a + b + c for a in _BASE32 for b in _BASE32 for c in _BASE32]


@dataclass(frozen=True)
class Chances:
    """What a world is drawn from. The same values give the same world, on any machine."""

    seed: int
    size: str
    today: date

    @cached_property
    def midnight(self) -> int:
        """00:00 of today, in minutes: what happened or was recorded, was before."""
        return start_of(self.today)

    def stream(self, *concern: object) -> Random:
        """The stream of one concern."""
        return Random("/".join(map(str, (self.seed, self.size, self.today, *concern))))  # noqa: S311 (no secret)


def new_id(prefix: str, rng: Random) -> str:
    """An id of a kind: its prefix and twelve base32 characters out of a stream."""
    bits = rng.getrandbits(60)
    return (
        f"{prefix}-{_THREES[bits & 32767]}{_THREES[bits >> 15 & 32767]}"
        f"{_THREES[bits >> 30 & 32767]}{_THREES[bits >> 45]}"
    )


class Weighted(Generic[T]):
    """Values with weights, drawn often."""

    def __init__(self, values: Sequence[T], weights: Sequence[float]) -> None:
        self.values = tuple(values)
        self._sums = tuple(accumulate(weights))

    def draw(self, rng: Random) -> T:
        """One value."""
        return rng.choices(self.values, cum_weights=self._sums)[0]


def weighted(shares: dict[T, float]) -> Weighted[T]:
    """Values with weights, written as a table."""
    return Weighted(tuple(shares), tuple(shares.values()))
