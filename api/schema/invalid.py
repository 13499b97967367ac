"""Expected refusals of a question, as data: a value that cannot be asked with, or something that does not exist."""

from dataclasses import dataclass
from typing import Any

import strawberry

from api.schema.date import Unreadable
from api.schema.word import Word, words
from graph import refusals
from graph.errors import InputError
from graph.refusals import TEXTS


@words("What is wrong with a value.")
class InvalidCode(Word):
    """What is wrong with a value."""

    MALFORMED_DATE = "MALFORMED_DATE", "Not a day or moment that exists, or outside the years 1900 to 2999."
    OUT_OF_RANGE = "OUT_OF_RANGE", "A number that is too small or too large."
    UNKNOWN_REGION = "UNKNOWN_REGION", "There is no region of that id or name."
    BAD_CURSOR = "BAD_CURSOR", "The cursor is not one that this connection gave."
    UNUSABLE = "UNUSABLE", "The value cannot be used here; the message says why."
    TOO_LONG = "TOO_LONG", "The text is too long."
    UNREADABLE = "UNREADABLE", "The text holds characters that cannot be read."
    BAD_KEY = "BAD_KEY", "The idempotency key is too short, too long or unreadable."


class InvalidError(Exception):
    """A value of a question cannot be used; becomes `Invalid`."""

    def __init__(self, field: str | None, code: InvalidCode, message: str) -> None:
        super().__init__(message)
        self.answer = Refused(field, code, message)

    @classmethod
    def of(cls, error: InputError) -> "InvalidError":
        """From what `graph` refuses: its text starts with the name of the field."""
        text = str(error)
        field = text.replace(":", " ").split(" ", 1)[0]
        code = InvalidCode.OUT_OF_RANGE if field in {"depth", "first"} else InvalidCode.UNUSABLE
        if "year" in text:
            code = InvalidCode.MALFORMED_DATE
        elif field == "after":
            code = InvalidCode.BAD_CURSOR
        return cls(field if field.isalpha() else None, code, f"{text}: {error.advice}" if error.advice else text)


@dataclass(frozen=True, slots=True)
class Refused:
    """Which value cannot be used, and why."""

    field: str | None
    code: InvalidCode
    message: str
    in_dutch: str | None = None
    """None for the text that belongs to the code."""


def _dutch(root: strawberry.Parent[Refused]) -> str:
    return root.in_dutch or TEXTS[refusals.Invalid(root.code)].dutch


@strawberry.type(description="A value of the question cannot be used (*ongeldig*). Nothing was looked up.")
class Invalid:
    """Which value cannot be used, and why."""

    field: str | None = strawberry.field(description="The argument, or field of the input, it is about; null for all.")
    code: InvalidCode = strawberry.field(description="What is wrong, for programs.")
    message: str = strawberry.field(description="What is wrong and what to do about it, for people, in English.")
    dutch: str = strawberry.field(resolver=_dutch, description="The same in Dutch, in general words.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, Refused)


@dataclass(frozen=True, slots=True)
class Missing:
    """What was asked about does not exist for who asks."""

    id: str


@strawberry.type(description="It does not exist (*niet gevonden*), which is also what is said of what you may not see.")
class NotFound:
    """What was asked about does not exist for who asks."""

    id: strawberry.ID = strawberry.field(description="The id that was asked about.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, Missing)


def moment_in(field: str, value: Any) -> int | None:
    """The moment in a date argument, milliseconds UTC. Raises InvalidError where it cannot be read."""
    if isinstance(value, Unreadable):
        raise InvalidError(field, InvalidCode.MALFORMED_DATE, f"{field}: {value.reason}")
    return value
