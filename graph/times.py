"""Moments as the store keeps them: integers, milliseconds UTC, in half-open periods.

A source's day starts at 00:00 in Europe/Amsterdam; what is shown is the last day that still counts.
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from graph.errors import InputError

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

FOREVER = 253_402_300_800_000
"""10000-01-01 UTC: stands for "no end known" in comparisons, never stored."""

DAY_MS = 86_400_000

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


@lru_cache(maxsize=65_536)
def start_of_day(day: date) -> int:
    """The moment a day starts in Europe/Amsterdam."""
    return moment_of(datetime(day.year, day.month, day.day, tzinfo=AMSTERDAM))


def moment_of(when: datetime) -> int:
    """A date-time with offset as a moment; a naive one is refused."""
    if when.tzinfo is None:
        raise InputError(f"{when.isoformat()} has no offset from UTC", "write it as 2026-03-10T12:00:00+01:00")
    return (when - _EPOCH) // _MILLISECOND


def local_time(moment: int) -> datetime:
    """A moment as date-time in Europe/Amsterdam."""
    return (_EPOCH + moment * _MILLISECOND).astimezone(AMSTERDAM)


def day_of(moment: int) -> date:
    """The day in Europe/Amsterdam in which a moment falls."""
    return local_time(moment).date()


def last_day(end: int) -> date:
    """The last day that still counts before a half-open end."""
    return day_of(end - 1)


@lru_cache(maxsize=65_536)
def parse_moment(text: str) -> int:
    """A moment from `2026-03-10` (its 00:00 in Europe/Amsterdam) or `2026-03-10T12:00:00+01:00`.

    Raises InputError for anything else, and for years outside 1900 to 2999, which are slips of the pen here.
    """
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(
            f"{text[:40]!r} is not a date", "write it as 2026-03-10 or 2026-03-10T12:00:00+01:00"
        ) from None
    if not 1900 <= when.year <= 2999:
        raise InputError(f"the year {when.year} is not between 1900 and 2999", "check the date")
    return start_of_day(when.date()) if len(text) == 10 else moment_of(when)
