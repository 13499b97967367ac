"""Everything that can be asked of a type, as a selection: for tests that must not miss a field that is new."""

from graphql import GraphQLObjectType, GraphQLSchema, build_schema, get_named_type, is_leaf_type, is_required_argument

from api.schema import sdl

SCHEMA: GraphQLSchema = build_schema(sdl())


DEEPEST = 4
"""Below it only plain values are asked, so that an answer stays within its limit of cost."""


def selection(type_name: str, above: tuple[str, ...] = ()) -> str:
    """All fields of a type that need no argument, and of the types in it; a type within itself is left out."""
    found = SCHEMA.type_map[type_name]
    assert isinstance(found, GraphQLObjectType), type_name
    parts: list[str] = []
    for name, field in found.fields.items():
        of = get_named_type(field.type)
        if any(is_required_argument(one) for one in field.args.values()) or of.name in (*above, type_name):
            continue
        if is_leaf_type(of):
            parts.append(name)
        elif isinstance(of, GraphQLObjectType) and len(above) < DEEPEST:
            parts.append(f"{name} {{ {selection(of.name, (*above, type_name))} }}")
    return " ".join(parts)


def sections(type_name: str) -> dict[str, str]:
    """The selection of every field of a type by itself, by the name of the field."""
    found = SCHEMA.type_map[type_name]
    assert isinstance(found, GraphQLObjectType)
    return {
        name: name if is_leaf_type(of) else f"{name} {{ {selection(of.name, (type_name,))} }}"
        for name, field in found.fields.items()
        if is_leaf_type(of := get_named_type(field.type)) or isinstance(of, GraphQLObjectType)
    }
