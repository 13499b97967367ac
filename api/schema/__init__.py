"""The GraphQL schema, grouped by concept."""

import re
from collections.abc import Iterable
from typing import Any

from graphql import GraphQLError
from strawberry import Schema
from strawberry.schema.config import StrawberryConfig
from strawberry.types.execution import ExecutionContext, ExecutionResult

from api.argument_faults import naming_argument
from api.documents import Parsing, Validation
from api.faults import coded, report
from api.schema.cents import CENTS, Cents
from api.schema.date import DAY, MOMENT, Day, Moment
from api.schema.field_class import classify
from api.schema.municipality import Municipality
from api.schema.mutation_root import Mutation
from api.schema.organisation import PartnerOrganisation
from api.schema.prison import Prison
from api.schema.root import Query
from api.schema.sequence import SEQUENCE, Sequence
from api.schema.signal_event import Subscription

_LONG_LIST = re.compile(r"\[\n((?:  [A-Z_]+\n)+)\]")
"""The classes of a field, which the library prints on a line each when they are many."""


class _Schema(Schema):
    async def execute(self, *args: Any, **named: Any) -> ExecutionResult:
        """Answer a question; its errors say what a client may know, each with a code."""
        result = await super().execute(*args, **named)
        if result.errors:
            result.errors = self.told(result.errors)
        return result

    def told(self, errors: Iterable[GraphQLError]) -> list[GraphQLError]:
        """Errors as a client may see them, each with a code; of a value that does not fit, by which argument."""
        return [coded(naming_argument(error, self._schema)) for error in errors]

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Log bugs, and nothing of what was asked or answered."""
        report(errors)


schema = _Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    types=[Prison, Municipality, PartnerOrganisation],
    config=StrawberryConfig(scalar_map={Day: DAY, Moment: MOMENT, Sequence: SEQUENCE, Cents: CENTS}),
    extensions=[Parsing, Validation],
)
classify(schema)


def sdl() -> str:
    """The schema as text, as it stands in `schema.graphql`."""
    return _LONG_LIST.sub(lambda found: f"[{', '.join(found[1].split())}]", schema.as_str()) + "\n"
