"""Borders in time, in local days of Europe/Amsterdam: half-open, so the border itself is already outside."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from graph.policy.facts import Period
from graph.times import day_of, start_of_day

MINUTE_MS = 60_000


@lru_cache(maxsize=4096)
def days_after(moment: int, days: int) -> int | None:
    """00:00 of the local day `days` after the one `moment` falls in; None beyond the calendar."""
    try:
        return start_of_day(day_of(moment) + timedelta(days=days))
    except (OverflowError, ValueError):
        return None


@lru_cache(maxsize=4096)
def months_after(moment: int, months: int) -> int | None:
    """00:00 of the same local day `months` on, else of that month's last day; None beyond the calendar."""
    try:
        day = day_of(moment)
        count = day.year * 12 + day.month - 1 + months
        year, month = count // 12, count % 12 + 1
        return start_of_day(date(year, month, min(day.day, monthrange(year, month)[1])))
    except (OverflowError, ValueError):
        return None


def any_holds(periods: Iterable[Period], moment: int) -> bool:
    """Whether one of the periods is in force."""
    return any(period.holds(moment) for period in periods)


def last_release(detentions: Iterable[Period], moment: int) -> int | None:
    """The last release at `moment`; None while inside, and where there was none."""
    ends: list[int] = []
    for period in detentions:
        if period.holds(moment):
            return None
        if period.end is not None and period.end <= moment:
            ends.append(period.end)
    return max(ends, default=None)


def within_days(start: int, days: int, moment: int) -> bool:
    """Whether `moment` lies in the `days` local days from 00:00 of the day `start` falls in."""
    first, border = days_after(start, 0), days_after(start, days)
    return first is not None and border is not None and first <= moment < border
