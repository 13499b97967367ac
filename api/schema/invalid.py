"""Expected refusals of a question, as data: a value that cannot be asked with, or something that does not exist."""

from dataclasses import dataclass
from typing import Any

import strawberry

from api.schema.date import Unreadable
from api.schema.declined import Declined, RefusalCode, Refused
from graph import refusals
from graph.errors import InputError


class InvalidError(Exception):
    """A value of a question cannot be used; becomes `Invalid`."""

    def __init__(self, field: str | None, code: RefusalCode, message: str) -> None:
        super().__init__(message)
        self.answer = Refused(field, code, message)

    @classmethod
    def of(cls, error: InputError) -> "InvalidError":
        """From what `graph` refuses: its text starts with the name of the field."""
        text = str(error)
        field = text.replace(":", " ").split(" ", 1)[0]
        code = RefusalCode.OUT_OF_RANGE if field in {"depth", "first"} else RefusalCode.UNUSABLE
        if "year" in text:
            code = RefusalCode.MALFORMED_DATE
        elif field == "after":
            code = RefusalCode.BAD_CURSOR
        return cls(field if field.isalpha() else None, code, f"{text}: {error.advice}" if error.advice else text)


@strawberry.type(description="A value of the question cannot be used (*ongeldig*). Nothing was looked up.")
class Invalid(Declined):
    """Which value cannot be used, and why."""

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, Refused) and value.code not in refusals.CONFLICTS | refusals.REFUSALS


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
        raise InvalidError(field, RefusalCode.MALFORMED_DATE, f"{field}: {value.reason}")
    return value
