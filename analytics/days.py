"""Days in plain words, English and Dutch."""

from datetime import date

_MONTHS = (
    ("January", "januari"),
    ("February", "februari"),
    ("March", "maart"),
    ("April", "april"),
    ("May", "mei"),
    ("June", "juni"),
    ("July", "juli"),
    ("August", "augustus"),
    ("September", "september"),
    ("October", "oktober"),
    ("November", "november"),
    ("December", "december"),
)

ENGLISH, DUTCH = 0, 1


def day_in_words(day: date | None, tongue: int) -> str:
    """A day as 9 March 2026, or 9 maart 2026; nothing for None."""
    return "" if day is None else f"{day.day} {_MONTHS[day.month - 1][tongue]} {day.year}"
