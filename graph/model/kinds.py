"""The words in which the model is written: kinds of thing and record, their properties and their edges."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, LiteralString


class Type(StrEnum):
    """How a value stands in a world file, and how it is stored."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"
    DAY = "day"  # "1990-05-17" in the file, the same text in the store: a calendar day, not a moment
    MOMENT = "moment"  # a day or a date-time with offset in the file, milliseconds UTC in the store
    TEXTS = "texts"


class FieldClass(StrEnum):
    """Field classes of the access policy, strictest first; what each holds stands in the access document."""

    VICTIM = "VICTIM"
    HEALTH = "HEALTH"
    RISK = "RISK"
    TITLE = "TITLE"
    FINANCE = "FINANCE"
    RESPONSIVITY = "RESPONSIVITY"
    RISK_SUMMARY = "RISK_SUMMARY"
    CONDUCT = "CONDUCT"
    NETWORK = "NETWORK"
    NOTE = "NOTE"
    CONDITION = "CONDITION"
    PLAN = "PLAN"
    CONTACT = "CONTACT"
    COURSE = "COURSE"
    IDENTITY = "IDENTITY"
    WORK = "WORK"
    LOG = "LOG"
    PUBLIC = "PUBLIC"

    __hash__ = str.__hash__
    """An enumeration's own goes through its name, in Python; a class is looked up for every row of an answer."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property. `values` closes the list of a text; `derived` ones are computed at import, never in a file."""

    name: str
    type: Type
    description: str
    required: bool = False
    values: tuple[str, ...] = ()
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """One kind of bare relationship of a thing or record, given in a world row as the other end's id.

    `field` is the key in the row, `targets` the kinds (or organisation labels) the id may belong to. `outgoing` says
    which way the relationship points, seen from the row. `part` is set as the property `part` of the relationship.
    """

    field: LiteralString
    type: LiteralString
    targets: tuple[LiteralString, ...]
    description: str
    outgoing: bool = True
    required: bool = False
    many: bool = False
    part: LiteralString | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: a lasting thing (only what never changes) or a record (what is said, in two times, with origin).

    `case` says whether a row must, may or cannot carry `caseId`. `current_key` names a property that holds the case id
    while the record is current and that the store keeps unique.
    """

    label: LiteralString
    description: str
    field_class: FieldClass
    properties: tuple[Property, ...] = ()
    edges: tuple[Edge, ...] = ()
    record: bool = True
    case: Literal["required", "optional", "none"] = "required"
    current_key: LiteralString | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A plain relationship that is reference data of its own: rows give `from`, `to` and the properties."""

    name: LiteralString
    type: LiteralString
    source: LiteralString
    target: LiteralString
    description: str
    properties: tuple[Property, ...] = ()


def text(name: str, description: str, *, required: bool = False, derived: bool = False) -> Property:
    """A free text."""
    return Property(name, Type.TEXT, description, required, (), derived)


def choice(name: str, values: tuple[str, ...], description: str, *, required: bool = True) -> Property:
    """A text out of a closed list."""
    return Property(name, Type.TEXT, description, required, values)


def moment(name: str, description: str, *, required: bool = False) -> Property:
    """A moment; a bare day is its 00:00 in Europe/Amsterdam."""
    return Property(name, Type.MOMENT, description, required)


def integer(name: str, description: str, *, required: bool = False) -> Property:
    """A whole number."""
    return Property(name, Type.INTEGER, description, required)


def number(name: str, description: str, *, required: bool = False) -> Property:
    """A number."""
    return Property(name, Type.NUMBER, description, required)


def flag(name: str, description: str, *, required: bool = False) -> Property:
    """Yes or no; absent is unknown, never no."""
    return Property(name, Type.FLAG, description, required)
