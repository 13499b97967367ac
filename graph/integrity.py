"""What the database cannot forbid: every rule of the model, asked of all that is stored. Nothing is repaired."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from typing import Any, LiteralString

from graph.integrity_rules import RULES
from graph.model.catalogue import KINDS, LINKS, RECORDS
from graph.model.kinds import Edge, Kind, Property, Type
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


BARE_NODES = ("Migration", "Ledger", "Act", "Event", "Webhook", "WebhookDelivery", "Finding", "AnalysisRun")
"""Labels of nodes that are neither things nor records."""


async def violations(store: Store, tell: Callable[[str], None] = lambda _: None) -> list[Violation]:
    """Everything in the store that breaks a rule; an empty list is a sound database. `tell` hears what is checked."""
    found: list[Violation] = []
    async for rule, row in _broken(store, tell):
        if row["count"]:
            found.append(Violation(rule, row["kind"] or "", row["field"] or "", row["count"], tuple(row["ids"])))
    return sorted(found, key=lambda one: (one.rule, one.kind, one.field))


_KIND_OF: LiteralString = """
MATCH (n)
WITH n, head([label IN labels(n) WHERE label IN $kinds]) AS kind WHERE kind IS NOT NULL"""

_FAULTY: LiteralString = """
WITH n, kind, p, n[p.name] AS value
WITH n, kind, p, CASE
  WHEN value IS NULL THEN CASE WHEN p.required THEN 'missing' END
  WHEN NOT valueType(value) IN p.types THEN 'type'
  WHEN p.values IS NULL THEN null
  WHEN p.many THEN CASE WHEN any(one IN value WHERE NOT one IN p.values) THEN 'value' END
  WHEN NOT value IN p.values THEN 'value' END AS problem
WHERE problem IS NOT NULL"""

PROPERTIES: LiteralString = f"""{_KIND_OF}
UNWIND $properties[kind] AS p{_FAULTY}
RETURN kind, p.name AS field, problem, count(n) AS count, collect(n.id)[..$shown] AS ids
"""

LINK_PROPERTIES: LiteralString = f"""
MATCH ()-[n]->() WHERE type(n) IN $linkTypes
WITH n, type(n) AS kind UNWIND $links[kind] AS p{_FAULTY}
RETURN kind, p.name AS field, problem, count(n) AS count, collect(startNode(n).id)[..$shown] AS ids
"""

STRANGE_PROPERTIES: LiteralString = f"""{_KIND_OF}
UNWIND [key IN keys(n) WHERE NOT key IN $names[kind]] AS field
RETURN kind, field, 'unknown' AS problem, count(n) AS count, collect(n.id)[..$shown] AS ids
"""

EDGES: LiteralString = f"""{_KIND_OF}
UNWIND $edges[kind] AS e
WITH n, kind, e, CASE WHEN e.outgoing
  THEN COLLECT {{ MATCH (n)-[r]->(far) WHERE type(r) = e.type AND (e.part IS NULL OR r.part = e.part)
    RETURN any(label IN labels(far) WHERE label IN e.targets) }}
  ELSE COLLECT {{ MATCH (n)<-[r]-(far) WHERE type(r) = e.type AND (e.part IS NULL OR r.part = e.part)
    RETURN any(label IN labels(far) WHERE label IN e.targets) }} END AS found
WITH n, kind, e, CASE
  WHEN false IN found THEN 'strange'
  WHEN e.required AND size(found) = 0 THEN 'missing'
  WHEN NOT e.many AND size(found) > 1 THEN 'double' END AS problem
WHERE problem IS NOT NULL
RETURN kind, e.field AS field, problem, count(n) AS count, collect(n.id)[..$shown] AS ids
"""


async def _broken(store: Store, tell: Callable[[str], None]) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    async def asked(statement: LiteralString, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        return await store.rows(statement, {"shown": SHOWN, **parameters}, seconds=SECONDS)

    types = {edge.type for kind in KINDS.values() for edge in kind.edges} | {link.type for link in LINKS}
    common = {"max": FOREVER, "labels": [*KINDS, *BARE_NODES], "types": sorted(types)}
    for rule, statement in RULES.items():
        tell(rule)
        for row in await asked(statement, common):
            yield rule, row
    rules = {label: [_rule_of(given) for given in stored_properties(kind)] for label, kind in KINDS.items()}
    names = {label: [rule["name"] for rule in given] for label, given in rules.items()}
    edges = {label: [_edge_rule_of(edge) for edge in kind.edges] for label, kind in KINDS.items()}
    links = {link.type: [_rule_of(given) for given in (*link.properties, ROW_HASH)] for link in LINKS}
    everything = {"kinds": list(KINDS), "properties": rules, "names": names, "edges": edges}
    everything |= {"links": links, "linkTypes": list(links)}
    for words, statement in _PASSES:
        tell("properties and relationships of every kind")
        for row in await asked(statement, everything):
            yield words[row["problem"]], row


_EDGE_RULES = {
    "missing": "a required relationship is missing",
    "double": "a relationship stands more than once",
    "strange": "a relationship leads to another kind",
}

_PROPERTY_RULES = {
    "missing": "a required property is missing",
    "type": "a property has the wrong type",
    "value": "a property is not in its closed list",
    "unknown": "a property is not in the model",
}

_PASSES: tuple[tuple[dict[str, str], LiteralString], ...] = (
    (_PROPERTY_RULES, PROPERTIES),
    (_PROPERTY_RULES, STRANGE_PROPERTIES),
    (_PROPERTY_RULES, LINK_PROPERTIES),
    (_EDGE_RULES, EDGES),
)

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


def _edge_rule_of(edge: Edge) -> dict[str, Any]:
    return {
        "field": edge.field,
        "type": edge.type,
        "targets": list(edge.targets),
        "outgoing": edge.outgoing,
        "required": edge.required,
        "many": edge.many,
        "part": edge.part,
    }
