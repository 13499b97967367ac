"""The one place that knows what time it is. It is handed in; nothing else reads today's date."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol

from graph.times import day_of, moment_of


class Clock(Protocol):
    """Says what moment it is."""

    def now(self) -> int:
        """The present moment, milliseconds UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> int:
        """The present moment, milliseconds UTC."""
        return moment_of(datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still, for tests and for repeating an answer."""

    moment: int

    def now(self) -> int:
        """The moment it was set to."""
        return self.moment


def today(clock: Clock) -> date:
    """The day it is in Europe/Amsterdam."""
    return day_of(clock.now())
