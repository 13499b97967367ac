"""Rows as the nodes they become: properties with what is derived, and the other ends by label."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from graph.folding import folded
from graph.model.catalogue import KINDS
from graph.model.kinds import Edge, Kind, Link
from graph.model.rows import Row, lookup_labels
from graph.model.words import ORGANISATION_LABELS
from graph.statements import parameter
from graph.targets import Target


def source_key(kind: Kind, row: Row) -> str:
    """The key of a record at its source; only its current version holds it."""
    return f"{kind.label}|{row['source']}|{row['sourceId']}"


def node_of(kind: Kind, row: Row, row_hash: str, targets: Mapping[str, Target]) -> dict[str, Any]:
    """The parameters that make a row a node with its relationships (see graph.statements.creation).

    `targets` holds every id that the row points at. A record's row must have its `fact` and `recordedAt`.
    """
    node = dict(row)
    made: dict[str, Any] = {"n": node}
    for edge, keys in _keys_of(kind.label):
        ends = row.get(edge.field)
        if ends is None:
            continue
        if edge.field != "caseId":
            del node[edge.field]
        made[next(iter(keys.values())) if len(keys) == 1 else keys[targets[ends].label]] = ends
    node["rowHash"] = row_hash
    if kind.record and "retractedAt" not in row:
        node["sourceKey"] = source_key(kind, row)
    if kind.label == "Organisation":
        made["label"] = ORGANISATION_LABELS[row["kind"]]
    _derive(kind, row, node, targets)
    return made


def relationships_of(kind: Kind, made: Mapping[str, Any]) -> int:
    """How many relationships a node is made with."""
    count = 0
    for edge in kind.edges:
        ends = [made[key] for label in lookup_labels(edge) if (key := parameter(edge, label)) in made]
        count += sum(map(len, ends)) if edge.many else len(ends)
    return count


def link_of(link: Link, row: Row, row_hash: str) -> dict[str, Any]:
    """The parameters that make a row of a link a relationship (see graph.statements.linking)."""
    properties = {name: value for name, value in row.items() if name not in {"from", "to"}}
    return {"from": row["from"], "to": row["to"], "p": {**properties, "rowHash": row_hash}}


@cache
def _keys_of(label: str) -> list[tuple[Edge, dict[str, str]]]:
    """The edges of a kind, each with its parameter by the label of what it points at."""
    return [(edge, {far: parameter(edge, far) for far in lookup_labels(edge)}) for edge in KINDS[label].edges]


def _derive(kind: Kind, row: Row, node: dict[str, Any], targets: Mapping[str, Target]) -> None:
    """Set what the catalogue calls derived."""
    if kind.label == "PersonName":
        parts = (row["givenName"], row.get("prefix", ""), row["familyName"])
        node["nameFolded"] = folded(" ".join(part for part in parts if part))
    elif kind.label in {"Organisation", "Professional", "ServiceOffer"}:
        node["nameFolded"] = folded(row["name"])
    elif kind.label == "Involvement":
        holder = targets[row["holder"]]
        if holder.label == "Position":
            node["positionId"], node["organisationId"] = row["holder"], holder.around[0]
        else:
            node["organisationId"] = row["holder"]
    elif kind.label == "Direction":
        if "validTo" not in row and "retractedAt" not in row:
            node["currentCase"] = row["caseId"]
    elif kind.label == "Exclusion":
        node["professionalId"] = row["professional"]
