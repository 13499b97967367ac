"""The matrix: read from its file, checked cell by cell, and spread out to one row for each kind and function."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.actors import ASSIGNING, NOT_CASE_WORKING, Purpose
from graph.errors import PolicyError
from graph.model.kinds import FieldClass
from graph.model.words import FIELD_CLASSES_OF_CONSENT, FRAMES, FUNCTIONS, ORGANISATION_KINDS
from graph.policy.cells import Cell, Condition, parse_cell
from graph.policy.parameters import Parameters

CLASSES: tuple[FieldClass, ...] = (
    FieldClass.IDENTITY,
    FieldClass.CONTACT,
    FieldClass.COURSE,
    FieldClass.CONDITION,
    FieldClass.CONDUCT,
    FieldClass.PLAN,
    FieldClass.NETWORK,
    FieldClass.TITLE,
    FieldClass.RESPONSIVITY,
    FieldClass.RISK_SUMMARY,
    FieldClass.RISK,
    FieldClass.FINANCE,
    FieldClass.HEALTH,
    FieldClass.VICTIM,
    FieldClass.NOTE,
)
"""The classes the matrix speaks of, in the order of its columns; WORK, LOG and PUBLIC follow rules of their own."""

SUBJECT = "SUBJECT"
NO_ORGANISATION = "none"
"""In the matrix: the person's own row, since a person acts for no organisation."""

_HEAD = ("id", "purpose", "scope", "organisation", "functions", "frame")
COLUMNS: tuple[str, ...] = (*_HEAD, *CLASSES, "remark")
LEGAL_FRAMES = (*FRAMES, "JOINT_SELECTION", "NOTICE_BY_LAW", "SUBJECT_ACCESS")

_ONLY_FOR: Mapping[Condition, frozenset[str]] = {
    Condition.CONSENT: frozenset(FIELD_CLASSES_OF_CONSENT) - {FieldClass.HEALTH},
    Condition.PASSED_ON: frozenset({FieldClass.HEALTH}),
    Condition.OWN_READING: frozenset({FieldClass.NETWORK}),
}


class Scope(StrEnum):
    """Why rows exist for an actor."""

    TEAM = "TEAM"
    INTAKE = "INTAKE"
    SCREENING = "SCREENING"
    SUBJECT = "SUBJECT"
    OVERSIGHT = "OVERSIGHT"


_IN_MATRIX = (Scope.TEAM, Scope.INTAKE, Scope.SCREENING, Scope.SUBJECT)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row: for whom, for which purpose, in which scope, under which legal frame, and its cells."""

    id: str
    line: int
    purpose: Purpose
    scope: Scope
    kinds: frozenset[str]
    functions: Mapping[str, frozenset[str]]  # by kind of organisation
    frame: str
    cells: Mapping[FieldClass, Cell]
    remark: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """All rows, the row of each (purpose, kind, function), and the scope of each purpose that has rows."""

    rows: tuple[MatrixRow, ...]
    row_of: Mapping[tuple[str, str, str], MatrixRow]
    scope_of: Mapping[str, Scope]

    def has_team_row(self, kind: str, function: str) -> bool:
        """Whether a function at a kind of organisation works in teams under any purpose."""
        return any(
            (row := self.row_of.get((purpose, kind, function))) is not None and row.scope is Scope.TEAM
            for purpose in Purpose
        )


def parse_matrix(text: str, parameters: Parameters, name: str = "matrix.csv") -> Matrix:
    """The matrix in a CSV text. Raises PolicyError with line and column of the first thing that is wrong."""
    lines = csv.reader(io.StringIO(text))
    heading: list[str] = next(lines, list[str]())
    for column, (found, wanted) in enumerate(zip(heading, COLUMNS, strict=False), 1):
        if found.strip() != wanted:
            raise _error(name, 1, column, f"the heading is {found.strip()!r}, it should be {wanted!r}")
    if len(heading) != len(COLUMNS):
        raise _error(name, 1, len(heading), f"the heading has {len(heading)} columns, it should have {len(COLUMNS)}")
    rows = tuple(
        _row([cell.strip() for cell in cells], lines.line_num, parameters, name)
        for cells in lines
        if any(cell.strip() for cell in cells)
    )
    if not rows:
        raise _error(name, 1, 1, "there are no rows")
    return _matrix(rows, name)


def _matrix(rows: tuple[MatrixRow, ...], name: str) -> Matrix:
    row_of: dict[tuple[str, str, str], MatrixRow] = {}
    scope_of: dict[str, Scope] = {}
    ids: dict[str, MatrixRow] = {}
    for row in rows:
        if (other := ids.setdefault(row.id, row)) is not row:
            raise _error(name, row.line, 1, f"the id {row.id!r} stands on line {other.line} too")
        if scope_of.setdefault(row.purpose, row.scope) is not row.scope:
            raise _error(name, row.line, 3, f"{row.purpose} has another scope on an earlier line")
        for key in _keys(row):
            if (other := row_of.setdefault(key, row)) is not row:
                raise _error(name, row.line, 5, f"overlaps with line {other.line} for {' '.join(key)}")
    return Matrix(rows, row_of, scope_of)


def _keys(row: MatrixRow) -> Iterator[tuple[str, str, str]]:
    for kind in sorted(row.kinds):
        for function in sorted(row.functions[kind]):
            yield row.purpose.value, kind, function


def _row(cells: list[str], line: int, parameters: Parameters, name: str) -> MatrixRow:
    if len(cells) != len(COLUMNS):
        raise _error(name, line, len(cells), f"the row has {len(cells)} cells, it should have {len(COLUMNS)}")
    said = dict(zip(COLUMNS, cells, strict=True))
    for column, key in enumerate(_HEAD, 1):
        if not said[key]:
            raise _error(name, line, column, f"{key} is empty")
    if said["purpose"] not in set(Purpose):
        raise _error(name, line, 2, f"{said['purpose']!r} is not a purpose")
    if said["scope"] not in _IN_MATRIX:
        raise _error(name, line, 3, f"{said['scope']!r} is not one of {', '.join(_IN_MATRIX)}")
    if said["frame"] not in LEGAL_FRAMES:
        raise _error(name, line, 6, f"{said['frame']!r} is not a legal frame")
    purpose, scope = Purpose(said["purpose"]), Scope(said["scope"])
    if scope is Scope.TEAM and purpose not in parameters.frames:
        raise _error(name, line, 2, f"the parameters say no frames for {purpose}")
    kinds = _kinds(said["organisation"], name, line)
    functions = {kind: _functions(said["functions"], kind, parameters, name, line) for kind in kinds}
    found: dict[FieldClass, Cell] = {}
    for column, field_class in enumerate(CLASSES, len(_HEAD) + 1):
        try:
            cell = parse_cell(said[field_class])
        except ValueError as error:
            raise _error(name, line, column, f"{field_class}: {error}") from None
        for condition, _ in cell.branches:
            if field_class not in _ONLY_FOR.get(condition, CLASSES):
                raise _error(name, line, column, f"{field_class}: `{condition}` means nothing for this class")
        found[field_class] = cell
    return MatrixRow(said["id"], line, purpose, scope, kinds, functions, said["frame"], found, said["remark"])


def _kinds(text: str, name: str, line: int) -> frozenset[str]:
    if text == NO_ORGANISATION:
        return frozenset({NO_ORGANISATION})
    if text == "any":
        return frozenset(ORGANISATION_KINDS)
    words = text.removeprefix("any-but-").split()
    for word in words:
        if word not in ORGANISATION_KINDS:
            raise _error(name, line, 4, f"{word!r} is not a kind of organisation")
    return frozenset(ORGANISATION_KINDS) - set(words) if text.startswith("any-but-") else frozenset(words)


def _functions(text: str, kind: str, parameters: Parameters, name: str, line: int) -> frozenset[str]:
    if text == "usual":
        if kind not in parameters.usual_functions:
            raise _error(name, line, 5, f"the parameters say no usual functions of {kind}")
        return parameters.usual_functions[kind]
    if text == "assigning":
        return ASSIGNING
    if text == "case-working":
        return frozenset(FUNCTIONS) - NOT_CASE_WORKING
    for word in text.split():
        if word not in (*FUNCTIONS, SUBJECT):
            raise _error(name, line, 5, f"{word!r} is not a function")
    return frozenset(text.split())


def _error(name: str, line: int, column: int, problem: str) -> PolicyError:
    heading = f" ({COLUMNS[column - 1]})" if 0 < column <= len(COLUMNS) else ""
    return PolicyError(f"{name}, line {line}, column {column}{heading}: {problem}", "correct it there")
