"""How much one document may ask. Measured in one pass that visits every fragment once, before it is validated.

Validation itself compares selections pairwise, so what makes it slow (repeats, spreads) is bounded here too.
"""

# graphql-core leaves the item type of its list types open.
# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLError,
    GraphQLField,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    TokenKind,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_interface_type,
    is_list_type,
    is_object_type,
)

DEPTH: Final = 18
ALIASES: Final = 40
DIRECTIVES: Final = 60
COST: Final = 60_000
CHANGES: Final = 1
SPREADS: Final = 60
REPEATS: Final = 40
DIGITS: Final = 40
NESTING: Final = 40
"""Selections and fragments inside one another, as written: bounds our own recursion and that of the library."""

LEXICAL_TOKENS: Final = 4_000
COMMENTS: Final = 500
CHARACTERS: Final = 200_000

LIST_LENGTH: Final = 10
"""What a list without `first` is taken to hold: of things that can be asked by id, from which a question can go on."""

PLAIN_LENGTH: Final = 4
"""The same for plain data, which come along with the object they stand in and lead nowhere."""

PAGE: Final = 100
"""What `first` is taken to be where it cannot be read."""

_NOTHING: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Measure:
    """How much a selection asks: `cost` is about the number of values that may come out."""

    depth: int = 0
    aliases: int = 0
    directives: int = 0
    cost: int = 0
    introspects: bool = False
    reads: bool = False
    """Whether it asks for anything beside the schema itself."""

    def beside(self, other: "Measure") -> "Measure":
        """Both together in one selection."""
        return Measure(
            max(self.depth, other.depth),
            self.aliases + other.aliases,
            self.directives + other.directives,
            self.cost + other.cost,
            self.introspects or other.introspects,
            self.reads or other.reads,
        )


class TooMuchError(GraphQLError):
    """A document asks more than is answered."""

    def __init__(self, what: str, asked: int, most: int) -> None:
        message = f"the document's {what} is {asked}; at most {most} is answered"
        super().__init__(message, extensions={"code": "TOO_MUCH"})


def measured(schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> Measure:
    """How much the largest operation of a document asks. Raises TooMuchError where that is over a limit."""
    fragments = {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
    largest = Measure()
    for operation in (one for one in document.definitions if isinstance(one, OperationDefinitionNode)):
        ruler = _Ruler(schema, fragments, {**_defaults(operation), **variables})
        root = schema.get_root_type(operation.operation)
        found = ruler.selection(operation.selection_set, root, 0)
        largest = _larger(largest, found)
        for what, asked, most in (
            ("depth", found.depth, DEPTH),
            ("number of aliases", found.aliases, ALIASES),
            ("number of directives", found.directives + len(operation.directives or ()), DIRECTIVES),
            ("cost", found.cost, COST),
        ):
            if asked > most:
                raise TooMuchError(what, asked, most)
    unused = _Ruler(schema, fragments, _NOTHING)
    for name in fragments:
        unused.fragment(name, 0)
    return largest


def _larger(one: Measure, other: Measure) -> Measure:
    return Measure(
        max(one.depth, other.depth),
        max(one.aliases, other.aliases),
        max(one.directives, other.directives),
        max(one.cost, other.cost),
        one.introspects or other.introspects,
        one.reads or other.reads,
    )


def _defaults(operation: OperationDefinitionNode) -> dict[str, Any]:
    return {
        one.variable.name.value: int(one.default_value.value)
        for one in operation.variable_definitions or ()
        if isinstance(one.default_value, IntValueNode) and len(one.default_value.value) < 10
    }


class _Ruler:
    """Measures one operation; each fragment once, whatever number of places spread it."""

    def __init__(
        self, schema: GraphQLSchema, fragments: Mapping[str, FragmentDefinitionNode], variables: Mapping[str, Any]
    ) -> None:
        self._schema = schema
        self._fragments = fragments
        self._variables = variables
        self._known: dict[str, Measure] = {}

    def fragment(self, name: str, nesting: int) -> Measure:
        if name in self._known or name not in self._fragments:
            return self._known.get(name, Measure())
        self._known[name] = Measure()  # a fragment inside itself counts as nothing: validation refuses it
        node = self._fragments[name]
        on = self._schema.get_type(node.type_condition.name.value)
        found = self.selection(node.selection_set, on if is_composite_type(on) else None, nesting)
        self._known[name] = found
        return found

    def selection(self, node: SelectionSetNode, on: GraphQLCompositeType | None, nesting: int) -> Measure:
        if nesting > NESTING:
            raise TooMuchError("nesting", nesting, NESTING)
        total = Measure()
        for one in node.selections:
            if isinstance(one, FieldNode):
                found = self._field(one, on, nesting)
            elif isinstance(one, InlineFragmentNode):
                named = one.type_condition and self._schema.get_type(one.type_condition.name.value)
                found = self.selection(one.selection_set, named if is_composite_type(named) else on, nesting + 1)
            elif isinstance(one, FragmentSpreadNode):
                found = self.fragment(one.name.value, nesting + 1)
            else:
                continue
            total = total.beside(found)
            if one.directives:
                total = total.beside(Measure(directives=len(one.directives)))
        return total

    def _field(self, node: FieldNode, on: GraphQLCompositeType | None, nesting: int) -> Measure:
        name = node.name.value
        about_schema = name.startswith("__")
        field = self._definition(on, name)
        kind = get_named_type(field.type) if field else None
        below = Measure()
        if node.selection_set:
            on = kind if is_composite_type(kind) else None
            below = self.selection(node.selection_set, on, nesting + 1)
        return Measure(
            below.depth + 1,
            below.aliases + (node.alias is not None),
            below.directives,
            0 if about_schema else 1 + self._times(node, field) * below.cost,
            name in {"__schema", "__type"} or below.introspects,
            not about_schema,
        )

    @staticmethod
    def _definition(on: GraphQLCompositeType | None, name: str) -> GraphQLField | None:
        return on.fields.get(name) if is_object_type(on) or is_interface_type(on) else None

    def _times(self, node: FieldNode, field: GraphQLField | None) -> int:
        if field is None:
            return 1
        if "first" in field.args:
            given = next((one.value for one in node.arguments or () if one.name.value == "first"), None)
            if given is None:
                return _between(field.args["first"].default_value)
            if isinstance(given, VariableNode):
                return _between(self._variables.get(given.name.value))
            return _between(int(given.value) if isinstance(given, IntValueNode) and len(given.value) < 10 else None)
        # the lists inside a connection hold what its `first` said
        within = node.name.value in {"edges", "nodes"}
        if within or not is_list_type(get_nullable_type(field.type)):
            return 1
        kind = get_named_type(field.type)
        plain = is_object_type(kind) and not any(one.name == "Node" for one in kind.interfaces)
        return PLAIN_LENGTH if plain else LIST_LENGTH


def _between(first: object) -> int:
    return min(max(first, 1), PAGE) if isinstance(first, int) else PAGE


def check_shape(document: DocumentNode) -> None:
    """Bound what makes the library's pairwise comparison of fields slow, and numbers that it cannot read at all.

    Raises TooMuchError.
    """
    token = document.loc.start_token if document.loc else None
    while token is not None:
        if token.kind in {TokenKind.INT, TokenKind.FLOAT} and len(token.value or "") > DIGITS:
            raise TooMuchError("length of a number", len(token.value or ""), DIGITS)
        token = token.next
    repeats = spreads = 0
    for node in _selections(document):
        names = [(one.alias or one.name).value for one in node.selections if isinstance(one, FieldNode)]
        repeats += len(names) - len(set(names))
        spreads += len(node.selections) - len(names)
    if repeats > REPEATS:
        raise TooMuchError("number of repeated fields", repeats, REPEATS)
    if spreads > SPREADS:
        raise TooMuchError("number of fragments spread", spreads, SPREADS)


def _selections(document: DocumentNode) -> Iterator[SelectionSetNode]:
    waiting = [
        one.selection_set
        for one in document.definitions
        if isinstance(one, OperationDefinitionNode | FragmentDefinitionNode)
    ]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(
            one.selection_set
            for one in node.selections
            if isinstance(one, FieldNode | InlineFragmentNode) and one.selection_set
        )
