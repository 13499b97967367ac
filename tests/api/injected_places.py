"""Where a text may be asked with: the arguments of all questions and the inputs of all changes, from the schema."""

from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLNamedType,
    build_schema,
    get_named_type,
    is_enum_type,
    is_input_object_type,
    is_non_null_type,
    is_scalar_type,
)

from api.schema import sdl
from graph.casework.all_acts import CASE_ACTS

SCHEMA = build_schema(sdl())
NUMBERS = {"Int", "Float", "Boolean"}

NEEDED = {"ID!": '"x"', "DateTime!": '"2026-03-09T12:00:00Z"', "PathGoal!": '{professional: "x"}'}
"""What an argument that cannot be left out is given where another one is tried."""


@dataclass(frozen=True)
class Argument:
    """An argument of a field that takes a text, `within` an input where it stands in one, and what else is needed."""

    field: str
    name: str
    type: str
    rest: str
    within: str = ""

    def __str__(self) -> str:
        return f"{self.field}({self.within or self.name}{'.' + self.name if self.within else ''})"

    def asked(self, value: str) -> str:
        """The field with a value, written out or a variable."""
        given = f"{self.name}: {value}"
        return f"{self.field}({f'{self.within}: {{{given}}}' if self.within else given}{self.rest})"


def takes_text(kind: GraphQLNamedType) -> bool:
    return is_scalar_type(kind) and kind.name not in NUMBERS


def arguments() -> list[Argument]:
    """Every argument of a root field that takes a text, or has a field that does, as the schema has it."""
    found = []
    for name, field in SCHEMA.query_type.fields.items():
        for argument, given in field.args.items():
            others = {one: str(other.type) for one, other in field.args.items() if one != argument}
            rest = "".join(f", {one}: {NEEDED[kind]}" for one, kind in others.items() if kind in NEEDED)
            kind = get_named_type(given.type)
            if takes_text(kind):
                found.append(Argument(name, argument, str(given.type), rest))
            elif is_input_object_type(kind):
                texts = {
                    one: other.type for one, other in kind.fields.items() if takes_text(get_named_type(other.type))
                }
                found += [Argument(name, one, str(type_), rest, argument) for one, type_ in texts.items()]
    return found


ARGUMENTS = arguments()


OF_EVERY_ACT = {"case", "expectedVersion", "idempotencyKey"}
HARMLESS_IN = {"Date": "2026-03-09", "DateTime": "2026-03-09T12:00:00Z", "Int": 1, "Boolean": True}
"""What a field of an input that cannot be left out is given, by its type, where another one is tried."""


@dataclass(frozen=True)
class InputField:
    """A field of the input of a change that takes a text, and what else the input needs.

    `is_act` says that the change is one of the acts in a case, which are all made in one way.
    """

    change: str
    input: str
    name: str
    rest: tuple[tuple[str, Any], ...]
    is_act: bool

    def __str__(self) -> str:
        return f"{self.change}({self.name})"

    def given(self, text: str) -> dict[str, Any]:
        return {**dict(self.rest), self.name: text}


def harmless(name: str, kind: GraphQLNamedType) -> Any:
    """A value that a field of an input can bear."""
    if is_enum_type(kind):
        return next(iter(kind.values))
    return "1" if name == "expectedVersion" else HARMLESS_IN.get(kind.name, "no-such-thing")


def input_fields() -> list[InputField]:
    """Every field that takes a text in the inputs of all changes, as the schema has them.

    What every act has stands there once: one function reads it for all of them.
    """
    found: list[InputField] = []
    tried: set[str] = set()
    for change, field in SCHEMA.mutation_type.fields.items():
        kind = get_named_type(field.args["input"].type)
        for name, one in kind.fields.items():
            if takes_text(get_named_type(one.type)) and (change not in CASE_ACTS or name not in tried):
                tried |= OF_EVERY_ACT & {name} if change in CASE_ACTS else set()
                rest = tuple(
                    (key, harmless(key, get_named_type(other.type)))
                    for key, other in kind.fields.items()
                    if is_non_null_type(other.type) and key != name
                )
                found.append(InputField(change, kind.name, name, rest, change in CASE_ACTS))
    return found


INPUT_FIELDS = input_fields()
