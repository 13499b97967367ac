"""What a client is told of a value that does not fit its argument: which argument it is, and what may stand there.

GraphQL itself names the type of such a value. Who filled in a form knows the argument, and needs the words it takes.
"""

# graphql-core leaves the item type of its list types open.
# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from graphql import (
    ArgumentNode,
    DocumentNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLSchema,
    ListValueNode,
    Node,
    ObjectFieldNode,
    ObjectValueNode,
    ValueNode,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    visit,
)

from api.documents import parsed
from api.faults import cause_of
from graph.errors import InputError

_OF_VARIABLE: Final = re.compile(r"Variable '\$\w+' has invalid value(?: at (?P<where>[^:]+))?: (?P<why>.*)", re.DOTALL)
_NO_WORD: Final = re.compile(
    r"Value '(?P<word>.*)' does not exist in '(?P<of>\w+)' enum"
    r"|Enum '(?P<of_other>\w+)' cannot represent non-(?:enum|string) value: (?P<other>.*?)\.(?: Did you|$)",
    re.DOTALL,
)
_SAID: Final = (
    (re.compile(r"Int cannot represent non-integer value: (.*)", re.DOTALL), "{} is no whole number"),
    (re.compile(r"Int cannot represent non 32-bit signed integer value: (.*)", re.DOTALL), "{} is too large or small"),
    (re.compile(r"Expected (?:a )?value of non-null type '([^']+)' .*", re.DOTALL), "a value is needed: {}"),
)
_LONGEST: Final = 40


def naming_argument(error: GraphQLError, schema: GraphQLSchema) -> GraphQLError:
    """The error with the argument in front, for a value that does not fit; any other error as it is.

    `extensions` hold `argument` (as `to.function` within an input) and, for a closed list, the words `allowed`.
    """
    cause = cause_of(error)
    if not isinstance(cause, InputError | None) or error.source is None or not error.nodes:
        return error
    node, why = error.nodes[0], error.message
    document = parsed(error.source.body)
    if isinstance(node, VariableDefinitionNode) and (found := _OF_VARIABLE.fullmatch(why)):
        why = found["why"]
        arguments = [f"{one}{_within(found['where'])}" for one in _of_variable(document, node.variable.name.value)]
    elif isinstance(node, ValueNode | ObjectFieldNode):
        arguments = _of_value(document, node)[-1:]
    else:
        return error
    if not arguments:
        return error
    argument = ", ".join(dict.fromkeys(arguments))
    message, allowed = _plain(why, schema) if cause is None else (f"{cause}: {cause.advice}", [])
    extensions: dict[str, Any] = {"code": "INVALID_DOCUMENT", "argument": argument}
    if allowed:
        extensions["allowed"] = allowed
    return GraphQLError(f"{argument}: {message}", error.nodes, extensions=extensions)


def _plain(why: str, schema: GraphQLSchema) -> tuple[str, list[str]]:
    """What is wrong in plain words, and the words that may stand there (none where it is no closed list)."""
    if found := _NO_WORD.match(why):
        kind = schema.get_type(found["of"] or found["of_other"])
        allowed = list(kind.values) if isinstance(kind, GraphQLEnumType) else []
        word = repr(found["word"][:_LONGEST]) if found["word"] is not None else found["other"][:_LONGEST]
        is_quoted = word.strip('"') in allowed
        wrong = f"{word} is a text: write without quotes one of" if is_quoted else f"{word} is not known: choose from"
        return f"{wrong} {', '.join(allowed)}", allowed
    for pattern, says in _SAID:
        if found := pattern.fullmatch(why):
            return says.format(found[1][:_LONGEST]), []
    return why, []


def _within(where: str | None) -> str:
    """The way into a variable, without places in lists: `.function` of `.function` or of `[0].function`."""
    return re.sub(r"\[\d+\]", "", where or "")


def _of_variable(document: DocumentNode, name: str) -> list[str]:
    """The arguments in which a variable is used."""
    return _named(document, lambda value: isinstance(value, VariableNode) and value.name.value == name)


def _of_value(document: DocumentNode, node: Node) -> list[str]:
    """The argument, and then what it holds, in which a value stands; of the default of a variable where it is used."""
    place = node.loc.start if node.loc else -1

    def holds(one: Node) -> bool:
        return one.loc is not None and one.loc.start <= place < one.loc.end

    for operation in document.definitions:
        for one in getattr(operation, "variable_definitions", None) or ():
            if holds(one):
                return [", ".join(_of_variable(document, one.variable.name.value)) or f"${one.variable.name.value}"]
    return _named(document, holds)


def _named(document: DocumentNode, wanted: Callable[[ValueNode], bool]) -> list[str]:
    arguments: list[ArgumentNode] = []

    class Arguments(Visitor):
        def enter_argument(self, node: ArgumentNode, *_: Any) -> None:
            arguments.append(node)

    visit(document, Arguments())
    return [name for one in arguments for name, value in _values(one.name.value, one.value) if wanted(value)]


def _values(name: str, value: ValueNode) -> Iterator[tuple[str, ValueNode]]:
    """A value and all that it holds, each with the way to it."""
    yield name, value
    if isinstance(value, ListValueNode):
        for one in value.values:
            yield from _values(name, one)
    elif isinstance(value, ObjectValueNode):
        for field in value.fields:
            yield from _values(f"{name}.{field.name.value}", field.value)
