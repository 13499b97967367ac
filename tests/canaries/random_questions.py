"""Questions drawn at random from the whole schema, with ids that exist, ids that do not, and marks to search for."""

from random import Random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
)

PERSONAL = {"person", "case", "persons", "cases", "myWork"}
"""Fields, or arguments of them, that lead to persons: drawn more often than the others."""


class Questions:
    """Draws questions; `ids` and `words` are what they ask about."""

    def __init__(self, schema: GraphQLSchema, ids: list[str], words: list[str], seed: int) -> None:
        self._schema, self._ids, self._words, self._choose = schema, ids, words, Random(seed)

    def draw(self) -> str:
        """A question of one to three fields of the root."""
        assert self._schema.query_type is not None
        fields = self._schema.query_type.fields
        names = sorted(fields)
        weights = [4 if PERSONAL & {name, *fields[name].args} else 1 for name in names]
        roots = self._choose.choices(names, weights, k=self._choose.randint(1, 3))
        told = [f"f{n}: {self._field(name, fields[name], 5)}" for n, name in enumerate(roots)]
        return "{ " + " ".join(told) + " }"

    def whole(self, type_name: str) -> str:
        """The selection of everything that an object holds and that needs no argument."""
        kind = self._schema.type_map[type_name]
        if isinstance(kind, GraphQLUnionType):
            return "{ " + " ".join(f"... on {one.name} {self.whole(one.name)}" for one in kind.types) + " }"
        assert isinstance(kind, GraphQLObjectType | GraphQLInterfaceType), type_name
        told = []
        for name, field in kind.fields.items():
            if any(isinstance(argument.type, GraphQLNonNull) for argument in field.args.values()):
                continue
            named = get_named_type(field.type)
            told.append(name if is_leaf_type(named) else f"{name} {self.whole(named.name)}")
        return "{ " + " ".join(told) + " }"

    def _field(self, name: str, field: Any, depth: int) -> str:
        arguments = []
        for key, argument in field.args.items():
            if isinstance(argument.type, GraphQLNonNull) or self._choose.random() < 0.4:
                arguments.append(f"{key}: {self._value(key, argument.type)}")
        asked = f"({', '.join(arguments)})" if arguments else ""
        named = get_named_type(field.type)
        return f"{name}{asked}" if is_leaf_type(named) else f"{name}{asked} {self._selection(named, depth)}"

    def _selection(self, kind: Any, depth: int) -> str:
        told = ["__typename"]
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            told += self._fields_of(kind, depth, "")
        if isinstance(kind, GraphQLUnionType | GraphQLInterfaceType):
            for one in self._schema.get_possible_types(kind):
                told.append(
                    f"... on {one.name} {{ {' '.join(['__typename', *self._fields_of(one, depth, one.name)])} }}"
                )
        return "{ " + " ".join(told) + " }"

    def _fields_of(self, kind: Any, depth: int, prefix: str) -> list[str]:
        told = []
        for name, field in kind.fields.items():
            leaf = is_leaf_type(get_named_type(field.type))
            # `edges` and `node` lead to what a list holds; the rest of what branches is kept small.
            if leaf or name in ("edges", "node", "nodes") or (depth > 1 and self._choose.random() < 0.35):
                alias = f"{prefix}_{name}: " if prefix else ""
                told.append(alias + self._field(name, field, depth - (not leaf)))
        return told if depth > 0 else [one for one in told if "{" not in one]

    def _value(self, key: str, kind: GraphQLInputType) -> str:
        choose = self._choose
        if isinstance(kind, GraphQLNonNull):
            return self._value(key, kind.of_type)
        if isinstance(kind, GraphQLList):
            return "[" + ", ".join(self._value(key, kind.of_type) for _ in range(choose.randrange(3))) + "]"
        if isinstance(kind, GraphQLEnumType):
            return choose.choice(sorted(kind.values))
        if isinstance(kind, GraphQLInputObjectType):
            chosen = choose.sample(sorted(kind.fields), k=1)
            return "{" + ", ".join(f"{one}: {self._value(one, kind.fields[one].type)}" for one in chosen) + "}"
        assert isinstance(kind, GraphQLScalarType)
        match kind.name:
            case "Int":
                return str(choose.choice((1, 2, 3, 20, 100)))
            case "Boolean":
                return choose.choice(("true", "false"))
            case "Date":
                return f'"{choose.choice((2025, 2026, 2027))}-0{choose.randrange(1, 10)}-15"'
            case "DateTime" | "Moment":
                return f'"2026-0{choose.randrange(1, 4)}-01T12:00:00+01:00"'
            case "ID":
                return f'"{choose.choice(self._ids)}"'
            case _:
                return f'"{choose.choice(self._words)}"'
