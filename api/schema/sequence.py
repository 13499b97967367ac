"""The place of an event among those of a case: a whole number that may be larger than GraphQL's own."""

from typing import Final, NewType, cast

import strawberry
from strawberry.types.scalar import ScalarDefinition

from graph.errors import InputError

Sequence = NewType("Sequence", int)

_LAST: Final = 2**53 - 1


def _in(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LAST:
        raise InputError("this must be a whole number from 0", "give it as an event gave it")
    return value


SEQUENCE: Final[ScalarDefinition] = strawberry.scalar(
    name="Sequence",
    description="A whole number (at most 2^53 - 1) that rises strictly within one case (*volgnummer*).",
    serialize=lambda value: cast("int", value),
    parse_value=_in,
)
