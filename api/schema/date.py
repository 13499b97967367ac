"""Days and moments as clients see them: the store's milliseconds are turned here and nowhere else.

A value that cannot be a date is let through as `Unreadable`, so that the resolver can answer `Invalid` in the user's
words: what somebody typed into a form is an expected refusal, not an error of the program.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NewType, cast

import strawberry
from strawberry.types.scalar import ScalarDefinition

from graph.errors import InputError
from graph.times import day_of, last_day, local_time, parse_moment

Day = NewType("Day", date)
Moment = NewType("Moment", datetime)

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})", re.ASCII | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What was sent where a date should be."""

    reason: str


def _day_out(value: object) -> str:
    if isinstance(value, str):
        return value  # a calendar day is stored as text
    if isinstance(value, date):
        return value.isoformat()
    return day_of(cast("int", value)).isoformat()


def _moment_out(value: object) -> str:
    return local_time(cast("int", value)).isoformat()


def _day_in(value: object) -> Any:
    return _parsed(value, _DAY, "write a day as 2026-03-10")


def _moment_in(value: object) -> Any:
    return _parsed(value, _MOMENT, "write a moment with its offset, as 2026-03-10T12:00:00+01:00")


def _parsed(value: object, form: re.Pattern[str], advice: str) -> int | Unreadable:
    if not isinstance(value, str):
        raise InputError("this must be a string", advice)
    try:
        if form.fullmatch(value):
            return parse_moment(value.upper().replace("Z", "+00:00"))
    except InputError as error:
        return Unreadable(f"{error}: {error.advice}")
    return Unreadable(f"{value[:40]!r} is not a date: {advice}")


DAY: Final[ScalarDefinition] = strawberry.scalar(
    name="Date",
    description="A day (*dag*) in Europe/Amsterdam, as 2026-03-10. The end of a period is the last day that counts.",
    serialize=_day_out,
    parse_value=_day_in,
)
MOMENT: Final[ScalarDefinition] = strawberry.scalar(
    name="DateTime",
    description="A moment (*tijdstip*) with its offset, as 2026-03-10T12:00:00+01:00.",
    serialize=_moment_out,
    parse_value=_moment_in,
)


def last_day_of(attribute: str) -> Callable[[Any], Any]:
    """A resolver for the last day that counts, of a half-open end that the parent holds in `attribute`."""

    def resolve(root: strawberry.Parent[Any]) -> Day | None:
        end: int | None = getattr(root, attribute)
        return None if end is None else Day(last_day(end))

    return resolve
