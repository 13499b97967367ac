"""Reading a document: parsed and validated once per text, measured on every request."""

from collections.abc import Iterator
from typing import Final, cast

from graphql import GraphQLError
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.types.execution import ParseOptions

from api.limits import PARSE_OPTIONS, TooMuchError, measured

CACHED: Final = 256


class Parsing(ParserCache):
    """Parses within limits on length and tokens."""

    def __init__(self) -> None:
        super().__init__(maxsize=CACHED)

    def on_parse(self) -> Iterator[None]:
        """Runs around parsing."""
        self.execution_context.parse_options = cast("ParseOptions", PARSE_OPTIONS)
        yield from super().on_parse()


class Validation(ValidationCache):
    """Measures the document before validating it, so that nothing slow is done for one that is refused anyway."""

    def __init__(self) -> None:
        super().__init__(maxsize=CACHED)

    def on_validate(self) -> Iterator[None]:
        """Runs around validation."""
        refusal = self._refusal()
        if refusal is None:
            yield from super().on_validate()
        else:
            self.execution_context.pre_execution_errors = [refusal]
            yield

    def _refusal(self) -> GraphQLError | None:
        running = self.execution_context
        document = running.graphql_document
        if document is None:
            return None
        try:
            measure = measured(running.schema._schema, document, running.variables or {})  # pyright: ignore
        except TooMuchError as error:
            return error
        if measure.introspects and running.context.settings.production:
            return GraphQLError("the schema is not told here", extensions={"code": "INTROSPECTION_OFF"})
        if measure.reads and running.context.asker is None:
            return GraphQLError("no token, no data", extensions={"code": "UNAUTHENTICATED"})
        return None
