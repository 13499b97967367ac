"""What may be asked at all: closed words, moments, ids and texts, refused in the user's words."""

from collections.abc import Sequence
from datetime import date

from graph.errors import InputError
from graph.times import start_of_day

FIRST_MOMENT = start_of_day(date(1900, 1, 1))
LAST_MOMENT = start_of_day(date(3000, 1, 1))

LONGEST_ID = 200
LONGEST_SEARCH = 100


def check_words(field: str, asked: Sequence[str] | None, allowed: Sequence[str]) -> None:
    """Raise InputError where `asked` holds a word that is not in the closed list of `field`."""
    for word in asked or ():
        if word not in allowed:
            raise InputError(f"{field}: {word[:40]!r} is not known", f"choose from {', '.join(allowed)}")


def check_moment(field: str, moment: int) -> None:
    """Raise InputError for a moment (milliseconds UTC) outside the years 1900 to 2999."""
    if not FIRST_MOMENT <= moment < LAST_MOMENT:
        raise InputError(f"{field} is not between the years 1900 and 2999", "check the date")


def check_page(first: int, most: int) -> None:
    """Raise InputError for a page that is empty or too large."""
    if not 1 <= first <= most:
        raise InputError(f"first is {first}", f"ask for 1 to {most} at a time")


def could_be_id(text: str) -> bool:
    """Whether a text could be an id at all. What could not does not exist; the database is not asked."""
    return 0 < len(text) <= LONGEST_ID and is_storable(text)


def search_text(text: str | None) -> str | None:
    """What is searched for, trimmed; None for nothing. Raises InputError where it cannot be a name or number."""
    if text is None or not text.strip():
        return None
    if len(text) > LONGEST_SEARCH or not is_storable(text):
        raise InputError("search is too long or holds unreadable characters", "give a name or a number")
    return text.strip()


def is_storable(text: str) -> bool:
    """Whether a text can be written down: half a character cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
