"""Moments inside the generator: whole minutes of Amsterdam local time since 1 January of the year 1.

An int compares and adds fast, and becomes a text once, when its row is written. Clock changes do not matter: everything
happens at midnight or in office hours.
"""

from datetime import date, datetime
from functools import lru_cache

from graph.times import AMSTERDAM

DAY = 1_440
"""Minutes in a day."""

_OPENING, _OFFICE_MINUTES = 8 * 60, 9 * 60
_CLOCK = [f"{minute // 60:02}:{minute % 60:02}:00" for minute in range(DAY)]


def start_of(day: date) -> int:
    """00:00 of a day."""
    return day.toordinal() * DAY


def text(moment: int) -> str:
    """A moment as a world file writes it: a bare day at 00:00, else with time and offset."""
    day, minute = divmod(moment, DAY)
    written, offset = _day(day)
    return f"{written}T{_CLOCK[minute]}{offset}" if minute else written


def day_text(moment: int) -> str:
    """The day of a moment, as 2026-03-10."""
    return _day(moment // DAY)[0]


def in_office_hours(moment: int, draw: float) -> int:
    """A minute between 8:00 and 17:00 of the day of `moment`; `draw` from 0 up to 1 chooses which."""
    return moment // DAY * DAY + _OPENING + int(draw * _OFFICE_MINUTES)


@lru_cache(maxsize=100_000)
def _day(ordinal: int) -> tuple[str, str]:
    day = date.fromordinal(ordinal)
    offset = datetime(day.year, day.month, day.day, 12, tzinfo=AMSTERDAM).strftime("%z")
    return day.isoformat(), f"{offset[:3]}:{offset[3:]}"
