"""Worlds to test, and what any world must keep to: checked against the catalogue, independent of the importer."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from graph.model.catalogue import KINDS, LINKS, RECORD_KEYS
from graph.model.kinds import Kind, Property, Type
from graph.model.words import ORGANISATION_LABELS
from graph.times import parse_moment
from seeds.worlds import write_world

Rows = dict[str, list[dict[str, Any]]]

TODAY = date(2026, 3, 10)


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small world, as written."""
    folder = tmp_path_factory.mktemp("small-world")
    write_world(folder, today=TODAY, size="small", seed=7)
    return folder


@pytest.fixture(scope="session")
def small_rows(small_folder: Path) -> Rows:
    """Its rows by kind."""
    return rows_of(small_folder)


@pytest.fixture(scope="session")
def region_rows(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """A region world of another seed than the other tests use: 4,500 persons."""
    folder = tmp_path_factory.mktemp("region-world")
    write_world(folder, today=TODAY, size="region", seed=20)
    return rows_of(folder)


@pytest.fixture(scope="session")
def read_rows() -> Callable[[Path], Rows]:
    """Reads a world folder."""
    return rows_of


@pytest.fixture(scope="session")
def complaints_about() -> Callable[[Rows], list[str]]:
    """Says in what a world does not fit the catalogue."""
    return complaints


def rows_of(folder: Path) -> Rows:
    """All rows of a folder by kind, in file order."""
    decode = msgspec.json.Decoder().decode_lines
    return {path.stem: decode(path.read_bytes()) for path in sorted(folder.glob("*.jsonl"))}


def complaints(rows: Rows) -> list[str]:
    """Everything in which rows do not fit the catalogue or refer to what is not there."""
    found: list[str] = []
    labels: dict[str, set[str]] = defaultdict(set)
    for label, lines in rows.items():
        for row in lines:
            if label not in KINDS:
                continue
            if row["id"] in labels and not KINDS[label].record:
                found.append(f"{label} {row['id']}: stands twice")
            labels[row["id"]].add(label)
            if label == "Organisation":
                labels[row["id"]].add(ORGANISATION_LABELS[row["kind"]])
    known_links = {link.name: link for link in LINKS}
    for label, lines in rows.items():
        if label in KINDS:
            for row in lines:
                found += [f"{label} {row['id']}: {what}" for what in _row(KINDS[label], row, labels)]
        elif label in known_links:
            link = known_links[label]
            for row in lines:
                for end, target in (("from", link.source), ("to", link.target)):
                    if target not in labels.get(row[end], ()):
                        found.append(f"{label}: {end} {row[end]} is no {target}")
                found += [f"{label}: {what}" for what in _values(link.properties, row)]
        else:
            found.append(f"{label}: no such kind")
    return found + _origins(rows)


def _row(kind: Kind, row: dict[str, Any], labels: dict[str, set[str]]) -> list[str]:
    found: list[str] = []
    keys = {p.name for p in kind.properties if not p.derived} | {e.field for e in kind.edges}
    keys |= set(RECORD_KEYS) if kind.record else {"id", "caseId", "source", "sourceId"}
    found += [f"key {key} is not in the catalogue" for key in row if key not in keys]
    if kind.case == "required" and "caseId" not in row:
        found.append("has no caseId")
    if kind.case == "none" and "caseId" in row:
        found.append("has a caseId")
    if "caseId" in row and "Case" not in labels[row["caseId"]]:
        found.append(f"case {row['caseId']} is not there")
    for edge in kind.edges:
        value = row.get(edge.field)
        ends = value if edge.many and value is not None else [] if value is None else [value]
        if edge.required and not ends:
            found.append(f"edge {edge.field} is missing")
        found += [
            f"{edge.field} {end} is none of {edge.targets}"
            for end in ends
            if not labels.get(end, set()) & set(edge.targets)
        ]
    found += _values(kind.properties, row)
    if kind.record:
        found += _times(row)
    return found


def _values(properties: tuple[Property, ...], row: dict[str, Any]) -> list[str]:
    found: list[str] = []
    for p in properties:
        value = row.get(p.name)
        if value is None:
            if p.required and not p.derived:
                found.append(f"{p.name} is missing")
            continue
        match p.type:
            case Type.TEXT:
                fits = isinstance(value, str) and bool(value) and (not p.values or value in p.values)
            case Type.TEXTS:
                fits = isinstance(value, list) and (not p.values or set(value) <= set(p.values))
            case Type.INTEGER:
                fits = type(value) is int
            case Type.NUMBER:
                fits = type(value) in {int, float}
            case Type.FLAG:
                fits = type(value) is bool
            case Type.DAY:
                fits = bool(date.fromisoformat(value))
            case Type.MOMENT:
                fits = bool(parse_moment(value))
        if not fits:
            found.append(f"{p.name} cannot be {value!r}")
    return found


def _times(row: dict[str, Any]) -> list[str]:
    at = {
        key: parse_moment(row[key])
        for key in ("validFrom", "validTo", "endKnownAt", "recordedAt", "retractedAt")
        if row.get(key)
    }
    found = [f"{key} is missing" for key in ("source", "sourceId", "recordedAt") if not row.get(key)]
    for early, late in (("validFrom", "validTo"), ("recordedAt", "retractedAt"), ("recordedAt", "endKnownAt")):
        if (
            early in at
            and late in at
            and not (at[early] < at[late] or (late == "endKnownAt" and at[early] == at[late]))
        ):
            found.append(f"{late} is not after {early}")
    if "endKnownAt" in at and "validTo" not in at:
        found.append("endKnownAt without validTo")
    return found


def _origins(rows: Rows) -> list[str]:
    """One current version a fact, and one origin a fact."""
    found: list[str] = []
    for label, lines in rows.items():
        if label not in KINDS or not KINDS[label].record:
            continue
        current: dict[str, int] = defaultdict(int)
        origin: dict[str, set[tuple[str, str]]] = defaultdict(set)
        keys: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in lines:
            fact = row.get("fact", row["id"])
            current[fact] += row.get("retractedAt") is None
            origin[fact].add((row["source"], row["sourceId"]))
            keys[(row["source"], row["sourceId"])].add(fact)
        found += [f"{label} {fact}: {n} current versions" for fact, n in current.items() if n > 1]
        found += [f"{label} {fact}: several origins" for fact, of in origin.items() if len(of) > 1]
        found += [f"{label} {key}: several facts of one origin" for key, of in keys.items() if len(of) > 1]
    return found
