"""An amount of money, in whole cents of a euro: it may be larger than GraphQL's own whole numbers."""

from typing import Final, NewType, cast

import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

Cents = NewType("Cents", int)


def _in(_: object) -> int:
    raise GraphQLError("amounts are asked for as whole numbers")


CENTS: Final[ScalarDefinition] = strawberry.scalar(
    name="Cents",
    description="An amount in whole cents of a euro (*bedrag in centen*).",
    serialize=lambda value: cast("int", value),
    parse_value=_in,
)
