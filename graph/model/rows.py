"""Rows as plain values, typed and checked by the catalogue: for a world file and for what is written one at a time.

A row is a dict of what it holds: absent and null are the same, moments are milliseconds UTC, an edge is an id or a list
of ids under its field.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import blake2b
from typing import Any, LiteralString

import msgspec

from graph.errors import InputError
from graph.model.catalogue import kind_of_target
from graph.model.kinds import Edge, Kind, Type
from graph.model.shapes import STAMPS, Shape, shape_of
from graph.times import parse_moment

Row = dict[str, Any]


class RowError(Exception):
    """A row cannot be taken: `field` and `problem` say why, without a value of the row."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}" if field else problem)
        self.field = field
        self.problem = problem


class RowReader:
    """Reads the rows of one kind or link from the lines of a world file."""

    def __init__(self, label: str) -> None:
        self.shape = shape_of(label, as_text=True)
        self._moments = self.shape.names(Type.MOMENT)
        self._check = _value_checks(self.shape)

    def read(self, line: bytes | memoryview) -> tuple[Row, str]:
        """A row, and the hash of what it says: key order and nulls do not change it. Raises RowError."""
        try:
            struct = self.shape.decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise _in_our_words(error, self.shape) from None
        row = _present(self.shape, struct)
        for name in self._moments:
            if name in row:
                row[name] = _moment(name, row[name])
        self._check(row)
        return row, _hash(struct)

    def hash_without(self, line: bytes | memoryview, keys: tuple[str, ...]) -> str:
        """The hash that a row would have without some keys: tells whether nothing but these were added to it."""
        return _hash(msgspec.structs.replace(self.shape.decoder.decode(line), **dict.fromkeys(keys)))


def row_of(kind: Kind, values: Mapping[str, Any]) -> Row:
    """A row given as values, with moments as milliseconds UTC. Raises InputError naming the field, not the value."""
    shape = shape_of(kind.label, as_text=False)
    try:
        try:
            struct = msgspec.convert({key: value for key, value in values.items() if value is not None}, shape.struct)
        except msgspec.ValidationError as error:
            raise _in_our_words(error, shape) from None
        row = _present(shape, struct)
        _value_checks(shape)(row)
        check_row(kind, row)
    except RowError as error:
        raise InputError(f"{kind.label}.{error.field}: {error.problem}") from None
    return row


def hash_of(row: Row) -> str:
    """The hash of a row that no file gave."""
    return _digest(msgspec.json.encode(row, order="sorted"))


def check_row(kind: Kind, row: Row) -> None:
    """What can be said about a row by itself, beyond its types. Raises RowError."""
    if kind.record:
        _check_times(row)
        if "|" in row.get("source", ""):
            raise RowError("source", "must not hold '|'")
    for edge in kind.edges:
        if edge.many and (ends := row.get(edge.field)) and len(set(ends)) != len(ends):
            raise RowError(edge.field, "names the same one twice")
    if kind.label == "Case" and row["kind"] == "PERSON" and len(row["persons"]) != 1:
        raise RowError("persons", "a PERSON case is of exactly one person")


def ends_of(kind: Kind, row: Row) -> Iterator[tuple[Edge, str]]:
    """Every edge of a row with the id at its other end."""
    for edge in kind.edges:
        ends = row.get(edge.field)
        if ends is None:
            continue
        if edge.many:
            for end in ends:
                yield edge, end
        else:
            yield edge, ends


def lookup_labels(edge: Edge) -> tuple[LiteralString, ...]:
    """The labels under which an edge's other ends are looked up: those that carry a key."""
    return tuple(dict.fromkeys(kind_of_target(target).label for target in edge.targets))


def _present(shape: Shape, struct: msgspec.Struct) -> Row:
    values = zip(shape.columns, msgspec.structs.astuple(struct), strict=True)
    return {name: value for name, value in values if value is not None}


def _hash(struct: msgspec.Struct) -> str:
    return _digest(msgspec.json.encode(struct))


def _digest(text: bytes) -> str:
    return blake2b(text, digest_size=8).hexdigest()


def _value_checks(shape: Shape) -> Any:
    single, many, days = shape.names("id"), shape.names("ids"), shape.names(Type.DAY)

    def check(row: Row) -> None:
        for name in single:
            if name in row and not _is_id(row[name]):
                raise RowError(name, "holds a character that cannot be in an id")
        for name in many:
            if not all(map(_is_id, row.get(name, ()))):
                raise RowError(name, "holds a character that cannot be in an id")
        for name in days:
            if name in row:
                _check_day(name, row[name])

    return check


def _is_id(text: str) -> bool:
    return text.isprintable() and text[0] != " " and text[-1] != " "


def _moment(name: str, text: str) -> int:
    try:
        return parse_moment(text)
    except InputError:
        problem = "is not a moment from 1900 to 2999: write 2026-03-10 or 2026-03-10T12:00:00+01:00"
        raise RowError(name, problem) from None


def _check_day(name: str, text: str) -> None:
    try:
        good = len(text) == 10 and 1850 <= date.fromisoformat(text).year <= 2999
    except ValueError:
        good = False
    if not good:
        raise RowError(name, "is not a day: write 1990-05-17")


def _check_times(row: Row) -> None:
    valid_from, valid_to, known, recorded, retracted = map(row.get, STAMPS)
    if valid_to is not None and valid_from is not None and valid_to <= valid_from:
        raise RowError("validTo", "is not after validFrom")
    if known is not None and valid_to is None:
        raise RowError("endKnownAt", "stands without validTo")
    if retracted is not None and recorded is None:
        raise RowError("retractedAt", "stands without recordedAt")
    if recorded is not None and known is not None and known < recorded:
        raise RowError("endKnownAt", "is before recordedAt")
    if recorded is not None and retracted is not None and retracted <= recorded:
        raise RowError("retractedAt", "is not after recordedAt")


def _in_our_words(error: Exception, shape: Shape) -> RowError:
    """What msgspec says, without the values it quotes."""
    said, _, path = str(error).partition(" - at `$")
    field = path.removeprefix(".").removesuffix("`").split("[")[0].split(".")[0]
    named = said.split("`")[1] if "`" in said else ""
    if isinstance(error, UnicodeDecodeError):
        field, problem = "", "is not UTF-8"
    elif not isinstance(error, msgspec.ValidationError):
        problem = "is cut off, or holds half a character" if "truncated" in said else "is not JSON"
    elif said.startswith("Invalid enum value"):
        values = next((given.values for given in shape.fields if given.name == field), ())
        problem = f"is not one of {', '.join(values)}"
    elif said.startswith("Object missing required field"):
        field, problem = named, "is missing"
    elif said.startswith("Object contains unknown field"):
        plain = named.isascii() and named.isidentifier() and len(named) <= 40
        field, problem = named if plain else "", "is not a field of this kind"
    elif said.startswith("Expected `object`"):
        problem = "is not a JSON object"
    else:
        problem = said.replace("Number out", "is out").replace("Expected", "expected")
        problem = problem.replace("`", "").replace(" | null", "")
    return RowError(field, problem)
