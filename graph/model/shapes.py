"""The shape of the rows of each kind: one typed struct per kind and link, made from the catalogue."""

import keyword
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from graph.model.catalogue import KINDS, LINKS
from graph.model.kinds import Kind, Link, Property, Type

LAST_INTEGER = 2**63 - 1
LONGEST_ID = 200
LONGEST_TEXT = 20_000

STAMPS = ("validFrom", "validTo", "endKnownAt", "recordedAt", "retractedAt")
"""The moments of a record, in the order in which a row gives them."""

_ID = Annotated[str, Meta(min_length=1, max_length=LONGEST_ID)]
_TEXT = Annotated[str, Meta(max_length=LONGEST_TEXT)]
_TYPES: dict[Type, Any] = {
    Type.TEXT: _TEXT,
    Type.INTEGER: Annotated[int, Meta(ge=-(2**63), le=LAST_INTEGER)],
    Type.NUMBER: float,
    Type.FLAG: bool,
    Type.DAY: _TEXT,
    Type.TEXTS: list[_TEXT],
}


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a row. `part` says what it is: an id, a list of ids, or a property of a type of the catalogue."""

    name: str
    part: Literal["id", "ids"] | Type
    required: bool
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """How the rows of one kind or link look. `columns` are the keys in the order of the struct's fields."""

    struct: type[Struct]
    fields: tuple[Field, ...]
    columns: tuple[str, ...]
    decoder: msgspec.json.Decoder[Struct]

    def names(self, *parts: str) -> tuple[str, ...]:
        """The keys that hold one of these parts."""
        return tuple(field.name for field in self.fields if field.part in parts)


@lru_cache(maxsize=256)
def shape_of(label: str, *, as_text: bool) -> Shape:
    """The shape of the rows of the kind or link of this name: moments are texts (in a file) or milliseconds UTC."""
    kind = KINDS.get(label)
    fields = (
        fields_of_link(next(link for link in LINKS if link.name == label)) if kind is None else fields_of_kind(kind)
    )
    ordered = sorted(fields, key=lambda field: not field.required)
    struct = msgspec.defstruct(
        label,
        [_definition(field, as_text) for field in ordered],
        rename={f"{field.name}_": field.name for field in fields if keyword.iskeyword(field.name)},
        forbid_unknown_fields=True,
        omit_defaults=True,
        frozen=True,
        gc=False,
    )
    return Shape(struct, tuple(fields), tuple(field.name for field in ordered), msgspec.json.Decoder(struct))


def fields_of_kind(kind: Kind) -> list[Field]:
    """The keys of a row of a kind: identity, origin and times, case, properties, edges."""
    fields = [Field("id", "id", True)]
    if kind.record:
        fields += [Field("fact", "id", False), Field("source", "id", True), Field("sourceId", "id", True)]
        fields += [Field(name, Type.MOMENT, False) for name in STAMPS]
    else:
        fields += [Field("source", "id", False), Field("sourceId", "id", False)]
    if kind.case != "none":
        fields.append(Field("caseId", "id", kind.case == "required"))
    fields += [_field_of(given) for given in kind.properties if not given.derived]
    fields += [
        Field(edge.field, "ids" if edge.many else "id", edge.required) for edge in kind.edges if edge.field != "caseId"
    ]
    return fields


def fields_of_link(link: Link) -> list[Field]:
    """The keys of a row of a link: both ends and the properties."""
    return [Field("from", "id", True), Field("to", "id", True), *map(_field_of, link.properties)]


def _field_of(given: Property) -> Field:
    return Field(given.name, given.type, given.required, given.values)


def _definition(field: Field, as_text: bool) -> Any:
    type_ = _python_type(field, as_text)
    name = f"{field.name}_" if keyword.iskeyword(field.name) else field.name
    return (name, type_) if field.required else (name, type_ | None, None)


def _python_type(field: Field, as_text: bool) -> Any:
    if field.values:
        choice: Any = Literal[field.values]  # pyright: ignore[reportInvalidTypeForm] (a closed list of the catalogue)
        return list[choice] if field.part is Type.TEXTS else choice
    if field.part == "id":
        return _ID
    if field.part == "ids":
        return Annotated[list[_ID], Meta(min_length=1)] if field.required else list[_ID]
    if field.part is Type.MOMENT:
        return _TEXT if as_text else _TYPES[Type.INTEGER]
    return _TYPES[Type(field.part)]
