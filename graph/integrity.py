"""What the database cannot forbid: every rule of the model, asked of all that is stored. Nothing is repaired."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

from graph import statements
from graph.integrity_rules import RULES
from graph.model.catalogue import KINDS, LINKS, RECORDS
from graph.model.kinds import Kind, Property, Type
from graph.store import Store
from graph.times import FOREVER

SHOWN = 10
"""How many ids a violation names."""

SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that is broken: of which kind, in which property or edge (may be empty), how often, and the first ids."""

    rule: str
    kind: str
    field: str
    count: int
    ids: tuple[str, ...]


BARE_NODES = ("Migration", "Ledger")
"""Labels of nodes that are neither things nor records."""


async def violations(store: Store, tell: Callable[[str], None] = lambda _: None) -> list[Violation]:
    """Everything in the store that breaks a rule; an empty list is a sound database. `tell` hears what is checked."""
    found: list[Violation] = []
    async for rule, row in _broken(store, tell):
        if row["count"]:
            found.append(Violation(rule, row["kind"] or "", row["field"] or "", row["count"], tuple(row["ids"])))
    return sorted(found, key=lambda one: (one.rule, one.kind, one.field))


async def _broken(store: Store, tell: Callable[[str], None]) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    types = {edge.type for kind in KINDS.values() for edge in kind.edges} | {link.type for link in LINKS}
    common = {"shown": SHOWN, "max": FOREVER, "labels": [*KINDS, *BARE_NODES], "types": sorted(types)}
    for rule, statement in RULES.items():
        tell(rule)
        for row in await store.rows(statement, common, seconds=SECONDS):
            yield rule, row
    for kind in KINDS.values():
        tell(kind.label)
        rules = [_rule_of(given) for given in stored_properties(kind)]
        parameters = {"properties": rules, "names": [rule["name"] for rule in rules], "shown": SHOWN}
        for statement in (statements.faulty_properties(kind), statements.strange_properties(kind)):
            for row in await store.rows(statement, parameters, seconds=SECONDS):
                yield _PROPERTY_RULES[row["problem"]], row | {"kind": kind.label}
        for edge in kind.edges:
            for rule, statement in statements.faulty_edges(kind, edge).items():
                for row in await store.rows(statement, {"shown": SHOWN}, seconds=SECONDS):
                    yield rule, row | {"kind": kind.label, "field": edge.field}
    for link in LINKS:
        parameters = {"properties": [_rule_of(given) for given in (*link.properties, ROW_HASH)], "shown": SHOWN}
        for row in await store.rows(statements.faulty_links(link), parameters, seconds=SECONDS):
            yield _PROPERTY_RULES[row["problem"]], row | {"kind": link.name}


_PROPERTY_RULES = {
    "missing": "a required property is missing",
    "type": "a property has the wrong type",
    "value": "a property is not in its closed list",
    "unknown": "a property is not in the model",
}

_STORED_TYPES: dict[Type, tuple[str, ...]] = {
    Type.TEXT: ("STRING NOT NULL",),
    Type.INTEGER: ("INTEGER NOT NULL",),
    Type.NUMBER: ("FLOAT NOT NULL", "INTEGER NOT NULL"),
    Type.FLAG: ("BOOLEAN NOT NULL",),
    Type.DAY: ("STRING NOT NULL",),
    Type.MOMENT: ("INTEGER NOT NULL",),
    Type.TEXTS: ("LIST<STRING NOT NULL> NOT NULL", "LIST<NOTHING> NOT NULL"),
}

ROW_HASH = Property("rowHash", Type.TEXT, "Hash of the row it was imported from.")

_RECORD_PROPERTIES = (
    Property("fact", Type.TEXT, "The same through all versions.", required=True),
    Property("source", Type.TEXT, "Where it comes from.", required=True),
    Property("sourceId", Type.TEXT, "Its id there.", required=True),
    Property("sourceKey", Type.TEXT, "Kind, source and sourceId; the current version only."),
    Property("validFrom", Type.MOMENT, "Since when; absent is unknown."),
    Property("validTo", Type.MOMENT, "Until when, exclusive."),
    Property("endKnownAt", Type.MOMENT, "Since when the end is known, when later than the record."),
    Property("recordedAt", Type.MOMENT, "Since when we know.", required=True),
    Property("retractedAt", Type.MOMENT, "Until when we believed it."),
    Property("author", Type.TEXT, "The position that wrote it."),
    Property("closedBy", Type.TEXT, "The position that closed it."),
)


def stored_properties(kind: Kind) -> tuple[Property, ...]:
    """Every property that a node of a kind may have in the store."""
    properties = [Property("id", Type.TEXT, "Id.", required=True), *kind.properties, ROW_HASH]
    if kind in RECORDS:
        properties += _RECORD_PROPERTIES
    else:
        properties += [Property(name, Type.TEXT, "Origin.") for name in ("source", "sourceId")]
    if kind.case != "none":
        required = kind.case == "required"
        properties.append(Property("caseId", Type.TEXT, "The case.", required=required))
        if kind in RECORDS:
            properties.append(Property("seq", Type.INTEGER, "Number within the case.", required=required))
    return tuple(properties)


def _rule_of(given: Property) -> dict[str, Any]:
    return {
        "name": given.name,
        "required": given.required,
        "types": list(_STORED_TYPES[given.type]),
        "values": list(given.values) if given.values else None,
        "many": given.type is Type.TEXTS,
    }
