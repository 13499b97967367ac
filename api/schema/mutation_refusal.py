"""How a change ends that is not made: data that a front-end can show, with a code and both languages."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

import strawberry

from api.context import Context
from api.schema import invalid
from api.schema.word import Word, words
from graph import refusals
from graph.errors import ActError, ConflictError, InputError
from graph.guards import Guard

T = TypeVar("T")


@words("Why a change and what is stored do not fit together (*conflict*).")
class ConflictCode(Word):
    """Why a change and what is stored do not fit together."""

    CHANGED_MEANWHILE = "CHANGED_MEANWHILE", "It has changed since it was read (*intussen gewijzigd*)."


@words("Why somebody may not do this, or not in this way (*geweigerd*).")
class RefusedCode(Word):
    """Why somebody may not do this, or not in this way."""

    NOT_YOUR_TASK = "NOT_YOUR_TASK", "Not the task of your function in this case (*niet uw taak*)."
    IDEMPOTENCY_KEY_REUSED = (
        "IDEMPOTENCY_KEY_REUSED",
        "Something else was done with this key already (*sleutel al gebruikt*).",
    )


@dataclass(frozen=True, slots=True)
class Declined:
    """A change that was not made, as a conflict or a refusal."""

    code: ConflictCode | RefusedCode
    field: str | None
    message: str
    dutch: str


@strawberry.type(description="What is stored has changed meanwhile (*conflict*). Nothing was changed.")
class Conflict:
    """What is stored has changed meanwhile."""

    field: str | None = strawberry.field(description="The field of the input it is about; null for the whole.")
    code: ConflictCode = strawberry.field(description="Why, for programs.")
    message: str = strawberry.field(description="Why and what to do about it, in English.")
    dutch: str = strawberry.field(description="The same in Dutch.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, Declined) and isinstance(value.code, ConflictCode)


@strawberry.type(description="You may not do this, or not in this way (*geweigerd*). Nothing was changed.")
class Refused:
    """You may not do this, or not in this way."""

    field: str | None = strawberry.field(description="The field of the input it is about; null for the whole.")
    code: RefusedCode = strawberry.field(description="Why, for programs.")
    message: str = strawberry.field(description="Why and what to do about it, in English.")
    dutch: str = strawberry.field(description="The same in Dutch.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, Declined) and isinstance(value.code, RefusedCode)


async def done(
    context: Context, about: str, change: Callable[[Guard], Awaitable[T | None]]
) -> T | invalid.Missing | invalid.Refused | Declined:
    """What a change leaves, or why it was not made; `about` is the id that is not found where there is nothing.

    What is no expected refusal goes on as an error: a database or log that does not answer, an unknown outcome.
    """
    if context.guard is None:
        return invalid.Missing(about)
    try:
        made = await change(context.guard)
    except ActError as error:
        return _declined(error)
    except InputError as error:
        return invalid.InvalidError.of(error).answer
    except ConflictError:
        text = refusals.TEXTS[refusals.Conflict.CHANGED_MEANWHILE]
        return Declined(ConflictCode.CHANGED_MEANWHILE, None, text.english, text.dutch)
    return invalid.Missing(about) if made is None else made


def _declined(error: ActError) -> invalid.Refused | Declined:
    if error.code in set(refusals.Invalid):
        return invalid.Refused(error.field, invalid.InvalidCode(error.code), str(error), error.dutch)
    return Declined(RefusedCode(error.code), error.field, str(error), error.dutch)
