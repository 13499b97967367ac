"""Reading a document: parsed and validated once per text, measured on every request."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from graphql import DocumentNode, GraphQLError, OperationDefinitionNode, parse
from strawberry.extensions import SchemaExtension, ValidationCache

from api.limits import CHARACTERS, COMMENTS, LEXICAL_TOKENS, TooMuchError, check_shape, measured

CACHED: Final = 256


@lru_cache(maxsize=CACHED)
def parsed(text: str) -> DocumentNode:
    """The document in a text. Raises GraphQLError for what cannot be read, or is more than is read."""
    document = parse(text, max_lexical_tokens=LEXICAL_TOKENS, max_comments=COMMENTS, max_source_length=CHARACTERS)
    check_shape(document)
    return document


class Parsing(SchemaExtension):
    """Parses within limits on length and tokens."""

    def on_parse(self) -> Iterator[None]:
        """Runs around parsing."""
        self.execution_context.graphql_document = parsed(self.execution_context.query or "")
        yield


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
        operations = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
        if len(operations) > 1 and running._provided_operation_name is None:  # pyright: ignore[reportPrivateUsage]
            return refusal("name one of the operations in `operationName`", "UNKNOWN_OPERATION")
        try:
            measure = measured(running.schema._schema, document, running.variables or {})  # pyright: ignore
        except TooMuchError as error:
            return error
        if measure.introspects and running.context.settings.production:
            return refusal("the schema is not told here", "INTROSPECTION_OFF")
        if measure.reads and running.context.asker is None:
            return refusal("no token, no data", "UNAUTHENTICATED")
        return None


def refusal(message: str, code: str) -> GraphQLError:
    """A document that is not answered."""
    return GraphQLError(message, extensions={"code": code})
