"""Reading a document: parsed and validated once per text, measured on every request."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    parse,
)
from strawberry.extensions import SchemaExtension, ValidationCache

from api.limits import CHANGES, CHARACTERS, COMMENTS, LEXICAL_TOKENS, TooMuchError, check_shape, measured

CACHED: Final = 256


@lru_cache(maxsize=CACHED)
def parsed(text: str) -> DocumentNode:
    """The document in a text. Raises GraphQLError for what cannot be read, or is more than is read."""
    document = parse(text, max_lexical_tokens=LEXICAL_TOKENS, max_comments=COMMENTS, max_source_length=CHARACTERS)
    check_shape(document)
    return document


def root_fields(text: str, operation: str | None) -> list[str]:
    """The fields of the root that an operation of a validated document asks for: words of ours, no aliases."""
    return _root_fields(parsed(text), operation)


def is_change(text: str, operation: str | None) -> bool:
    """Whether an operation of a document asks for a change."""
    return _changes(parsed(text), operation)


def is_stream(text: str, operation: str | None) -> bool:
    """Whether an operation of a document listens; not where it cannot be read."""
    try:
        document = parsed(text)
    except GraphQLError:
        return False
    return any(one.operation is OperationType.SUBSCRIPTION for one in _operations(document, operation))


def check_changes(document: DocumentNode, operation: str | None) -> None:
    """Raise TooMuchError where a document asks for more than one change: each has a key and an answer of its own."""
    if _changes(document, operation):
        asked = sum(not name.startswith("__") for name in _root_fields(document, operation))
        if asked > CHANGES:
            raise TooMuchError("number of changes", asked, CHANGES)


def _changes(document: DocumentNode, operation: str | None) -> bool:
    return any(one.operation is OperationType.MUTATION for one in _operations(document, operation))


def _operations(document: DocumentNode, name: str | None) -> list[OperationDefinitionNode]:
    operations = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    return [one for one in operations if name is None or (one.name is not None and one.name.value == name)]


def _root_fields(document: DocumentNode, operation: str | None) -> list[str]:
    """Each as often as it is written down; a fragment counts once, since what it asks for twice is answered once."""
    fragments = {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
    found: list[str] = []
    seen: set[str] = set()

    def collect(selections: SelectionSetNode) -> None:
        for one in selections.selections:
            if isinstance(one, FieldNode):
                found.append(one.name.value)
            elif isinstance(one, InlineFragmentNode):
                collect(one.selection_set)
            elif isinstance(one, FragmentSpreadNode) and one.name.value not in seen:
                seen.add(one.name.value)
                collect(fragments[one.name.value].selection_set)

    for one in _operations(document, operation):
        collect(one.selection_set)
    return found


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
        name = running._provided_operation_name  # pyright: ignore[reportPrivateUsage]
        if name is None and len(_operations(document, None)) > 1:
            return refusal("name one of the operations in `operationName`", "UNKNOWN_OPERATION")
        try:
            check_changes(document, name)
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
