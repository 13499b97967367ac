"""What becomes of a delivery after a try: it is done, tried again later, dead, or the last one that was wanted."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

FIRST_MS: Final = 5_000
FACTOR: Final = 5
LONGEST_MS: Final = 24 * 3_600_000
MOST_TRIES: Final = 9
"""Over a bit more than two days: 5 s, 25 s, 2 min, 10 min, 52 min, 4 h, 22 h, 24 h, less the jitter."""
_AGAIN: Final = frozenset({408, 425, 429})


class Next(StrEnum):
    """What a delivery is after a try."""

    DONE = "DONE"
    WAITING = "WAITING"
    DEAD = "DEAD"
    STOPPED = "STOPPED"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a try came to: the status that was answered, or in words why there is none.

    `retry_after_ms` is what the receiver asks to wait. `hopeless` is a failure that another try does not mend.
    """

    status: int | None
    problem: str = ""
    retry_after_ms: int | None = None
    hopeless: bool = False

    @property
    def said(self) -> str:
        """In a few words, for lists."""
        return self.problem if self.status is None else str(self.status)


def after(outcome: Outcome, tries: int, chance: float) -> tuple[Next, int]:
    """What comes next after so many tries, and after how many milliseconds where it is tried again.

    `chance` is a random number from 0 to 1: half of the wait is left to it, so that what failed together does not come
    back together.
    """
    status = outcome.status
    if status is not None and 200 <= status < 300:
        return Next.DONE, 0
    if status == 410:
        return Next.STOPPED, 0
    may_heal = not outcome.hopeless and (status is None or status >= 500 or status in _AGAIN)
    if not may_heal or tries >= MOST_TRIES:
        return Next.DEAD, 0
    wait = min(FIRST_MS * FACTOR ** (tries - 1), LONGEST_MS)
    asked = min(outcome.retry_after_ms or 0, LONGEST_MS)
    return Next.WAITING, max(round(wait * (1 + chance) / 2), asked)
