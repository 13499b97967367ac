"""How a change ends that is not made: data that a front-end can show, with a code and both languages."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import strawberry

from api.context import Context
from api.schema import declined
from api.schema.invalid import InvalidError, Missing
from graph import refusals
from graph.errors import ActError, ConflictError, InputError
from graph.guards import Guard

T = TypeVar("T")


@strawberry.type(description="What is stored has changed meanwhile (*conflict*). Nothing was changed: read it again.")
class Conflict(declined.Declined):
    """What is stored has changed meanwhile."""

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, declined.Refused) and value.code in refusals.CONFLICTS


@strawberry.type(description="You may not do this, or not in this way (*geweigerd*). Nothing was changed.")
class Refused(declined.Declined):
    """You may not do this, or not in this way."""

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, declined.Refused) and value.code in refusals.REFUSALS


async def done(
    context: Context, about: str, change: Callable[[Guard], Awaitable[T | None]]
) -> T | Missing | declined.Refused:
    """What a change leaves, or why it was not made; `about` is the id that is not found where there is nothing.

    What is no expected refusal goes on as an error: a database or log that does not answer, an unknown outcome.
    """
    if context.guard is None:
        return Missing(about)
    try:
        made = await change(context.guard)
    except ActError as error:
        return declined.Refused(error.field, declined.RefusalCode(error.code), str(error), error.dutch)
    except InputError as error:
        return InvalidError.of(error).answer
    except ConflictError:
        code = declined.RefusalCode.CHANGED_MEANWHILE
        return declined.Refused(None, code, refusals.TEXTS[refusals.Code(code)].english)
    return Missing(about) if made is None else made
