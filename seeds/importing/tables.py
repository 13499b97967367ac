"""Writing a checked world as tables for Neo4j's bulk import: one of nodes a kind, one of relationships a type.

What they hold is what loading into an empty store through the driver would make of it, to the property.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Final, Self

from graph.engine import LIST_DELIMITER, Table
from graph.model.kinds import Edge, Kind, Link, Type
from graph.model.rows import lookup_labels
from graph.model.shapes import STAMPS
from graph.statements import parameter

Cell = Callable[[Any], str]

_STORED: Final = {"fact": Type.TEXT, "recordedAt": Type.INTEGER, "seq": Type.INTEGER, "sourceKey": Type.TEXT}
_LINES_HELD: Final = 5_000


class NoCellError(Exception):
    """A value that no cell can hold; the world has to go through the driver."""


def _text(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _texts(values: list[str]) -> str:
    if not values or any(LIST_DELIMITER in value or not value for value in values):
        raise NoCellError
    return _text(LIST_DELIMITER.join(values))


_CELLS: Final[Mapping[Type, tuple[str, Cell]]] = {
    Type.TEXT: ("string", _text),
    Type.DAY: ("string", _text),
    Type.INTEGER: ("long", str),
    Type.MOMENT: ("long", str),
    Type.NUMBER: ("double", repr),
    Type.FLAG: ("boolean", _flag),
    Type.TEXTS: ("string[]", _texts),
}


class _File:
    """A table being written; lines are held until there are many of them."""

    def __init__(self, path: Path, heading: list[str], labels: tuple[str, ...] | None) -> None:
        self.path, self.labels = path, labels
        self.lines_in_texts = False
        self._file: BinaryIO = path.open("wb")
        self._held = [",".join(heading)]

    def add(self, cells: Iterable[str]) -> None:
        line = ",".join(cells)
        if not self.lines_in_texts and ("\n" in line or "\r" in line):
            self.lines_in_texts = True
        self._held.append(line)
        if len(self._held) >= _LINES_HELD:
            self._write()

    def close(self) -> None:
        if not self._file.closed:
            with self._file:
                self._write()

    def abandon(self) -> None:
        """Close it with what is in it: what could not be written is not tried again."""
        with suppress(OSError):
            self._file.close()

    def _write(self) -> None:
        self._file.write("".join(line + "\n" for line in self._held).encode())
        self._held = []


class _Nodes:
    """The table of the nodes of one kind: a column for everything such a node may have."""

    def __init__(self, path: Path, kind: Kind, labels: tuple[str, ...]) -> None:
        columns = dict(_columns_of(kind))
        self._cells = [(name, _CELLS[type_][1]) for name, type_ in columns.items()]
        self.file = _File(path, ["id:ID", *(f"{name}:{_CELLS[type_][0]}" for name, type_ in columns.items())], labels)

    def add(self, node: Mapping[str, Any]) -> None:
        cells = [_text(node["id"])]
        cells += [
            "" if (value := node.get(name)) is None else cell(value) for name, cell in self._cells
        ]  # fmt: skip
        if len(cells) - cells.count("") < len(node):
            raise AssertionError(f"no column for all of {sorted(node)}")
        self.file.add(cells)


class Tables:
    """Tables in a folder; `finish` answers them. Raises NoCellError for a value that they cannot hold, and OSError."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._nodes: dict[tuple[str, ...], _Nodes] = {}
        self._relationships: dict[str, _File] = {}
        self._ledgers: _File | None = None
        self._ends: dict[str, list[tuple[str, Edge]]] = {}

    def add_node(self, kind: Kind, made: Mapping[str, Any]) -> None:
        """A node with its relationships, as graph.creations.node_of makes it."""
        labels = [kind.label, *(["Record"] if kind.record else []), *([made["label"]] if "label" in made else [])]
        key = tuple(labels)
        nodes = self._nodes.get(key)
        if nodes is None:
            nodes = self._nodes[key] = _Nodes(self._folder / f"{'-'.join(key)}.csv", kind, key)
        node = made["n"]
        nodes.add(node)
        for key, edge in self._ends_of(kind):
            ends = made.get(key)
            for end in () if ends is None else ends if edge.many else (ends,):
                pair = (node["id"], end) if edge.outgoing else (end, node["id"])
                self._relate(edge.type, *pair, part=edge.part)

    def add_ledger(self, case: str, version: int, clock: int) -> None:
        """The ledger of a case."""
        if self._ledgers is None:
            heading = ["id:ID(Ledger)", "version:long", "clock:long"]
            self._ledgers = _File(self._folder / "Ledger.csv", heading, ("Ledger",))
        self._ledgers.add((_text(case), str(version), str(clock)))

    def add_link(self, link: Link, made: Mapping[str, Any]) -> None:
        """A plain relationship, as graph.creations.link_of makes it."""
        file = self._relationships.get(link.name)
        types = {**{given.name: given.type for given in link.properties}, "rowHash": Type.TEXT}
        if file is None:
            heading = [":START_ID", ":END_ID", ":TYPE", *(f"{name}:{_CELLS[one][0]}" for name, one in types.items())]
            file = self._relationships[link.name] = _File(self._folder / f"link-{link.name}.csv", heading, None)
        values = ((made["p"].get(name), one) for name, one in types.items())
        cells = ("" if value is None else _CELLS[one][1](value) for value, one in values)
        file.add((_text(made["from"]), _text(made["to"]), link.type, *cells))

    def finish(self) -> list[Table]:
        """Write what is held, and answer all tables."""
        for file in self._files():
            file.close()
        return [Table(file.path, file.labels, file.lines_in_texts) for file in self._files()]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files():
            file.abandon()

    def _ends_of(self, kind: Kind) -> list[tuple[str, Edge]]:
        """Every edge of a kind by each key that may hold its other end."""
        found = self._ends.get(kind.label)
        if found is None:
            found = [(parameter(edge, label), edge) for edge in kind.edges for label in lookup_labels(edge)]
            self._ends[kind.label] = found
        return found

    def _relate(self, type_: str, start: str, end: str, *, part: str | None) -> None:
        name = type_ if part is None else f"{type_}-part"
        file = self._relationships.get(name)
        if file is None:
            heading = [":START_ID", ":END_ID", ":TYPE", *(["part:string"] if part else [])]
            file = self._relationships[name] = _File(self._folder / f"edge-{name}.csv", heading, None)
        file.add((_text(start), _text(end), type_, *([_text(part)] if part else [])))

    def _files(self) -> list[_File]:
        ledgers = [self._ledgers] if self._ledgers else []
        return [*(nodes.file for nodes in self._nodes.values()), *ledgers, *self._relationships.values()]


def _columns_of(kind: Kind) -> Iterator[tuple[str, Type]]:
    """Every property a node of a kind may have beside its id."""
    yield "rowHash", Type.TEXT
    yield "source", Type.TEXT
    yield "sourceId", Type.TEXT
    if kind.case != "none":
        yield "caseId", Type.TEXT
    if kind.record:
        yield from _STORED.items()
        yield from ((name, Type.MOMENT) for name in STAMPS if name not in _STORED)
    if kind.current_key:
        yield kind.current_key, Type.TEXT
    for given in kind.properties:
        if given.name != kind.current_key:
            yield given.name, given.type
