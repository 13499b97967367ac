"""Statements that follow from the catalogue: the one module where the text of a statement is put together.

Every piece is a constant of the catalogue (typed LiteralString), never a value that was asked or imported: values are
parameters. Each function answers the same text for the same kind, so that the server's plan cache holds it.

Rows are maps: `n` the node's properties, `<field>_<Label>` the id or ids at the other end of an edge.
"""

from functools import cache
from typing import LiteralString

from graph.model.kinds import Edge, Kind, Link
from graph.model.rows import lookup_labels


@cache
def creation(kind: Kind) -> LiteralString:
    """Create nodes of a kind with all their relationships; answers how many `nodes` and `relationships` there are.

    Parameter `$rows`. A row whose required single end does not exist creates nothing.
    """
    labels: LiteralString = f"{kind.label}:Record" if kind.record else kind.label
    lines: list[LiteralString] = ["CYPHER replan=skip UNWIND $rows AS row"]
    later: list[LiteralString] = []
    arrows: list[LiteralString] = []
    for place, edge in enumerate(kind.edges):
        targets = lookup_labels(edge)
        if edge.required and not edge.many and len(targets) == 1:
            far: LiteralString = f"far{_DIGITS[place]}"
            lines.append(f"MATCH ({far}:{targets[0]} {{id: row.{parameter(edge, targets[0])}}})")
            arrows.append(f"CREATE {_arrow(edge, far)}")
        else:
            later.extend(_attaching(edge, target) for target in targets)
    lines.append(f"CREATE (n:{labels}) SET n = row.n")
    if kind.label == "Organisation":
        lines.append("SET n:$(row.label)")
    lines.extend(arrows)
    if kind.label == "Case":
        lines.append("CREATE (:Ledger {id: n.id, version: 0, clock: 0})")
    lines.append("WITH n, row")
    lines.extend(later)
    lines.append("RETURN count(n) AS nodes, sum(COUNT { (n)--() }) AS relationships")
    return "\n".join(lines)


@cache
def renewal(kind: Kind) -> LiteralString:
    """Replace properties and own relationships of lasting things that exist; answers how many `nodes` were found."""
    lines: list[LiteralString] = ["UNWIND $rows AS row", f"MATCH (n:{kind.label} {{id: row.n.id}}) SET n = row.n"]
    if kind.label == "Organisation":
        lines.append("REMOVE n:$($labels) SET n:$(row.label)")
    lines.append("WITH n, row")
    for edge in kind.edges:
        lines.extend(
            f"CALL (n) {{ MATCH {_arrow(edge, f':{target}', 'old')} DELETE old }}" for target in lookup_labels(edge)
        )
    lines.extend(_attaching(edge, target) for edge in kind.edges for target in lookup_labels(edge))
    lines.append("RETURN count(n) AS nodes")
    return "\n".join(lines)


@cache
def reading(kind: Kind) -> LiteralString:
    """The current version of the records with these `$facts`: its properties `n` and its `ends`, ids by edge field."""
    ends: list[LiteralString] = []
    for edge in kind.edges:
        far: LiteralString = f"far:{'|'.join(lookup_labels(edge))}"
        ends.append(f"`{edge.field}`: COLLECT {{ MATCH {_arrow(edge, far)} RETURN far.id ORDER BY far.id }}")
    pairs: LiteralString = ", ".join(ends)
    # Planned over a nearly empty store it would walk the whole index, and go on doing so when the store has grown.
    return f"""UNWIND $facts AS fact
MATCH (n:Record {{fact: fact}}) USING INDEX SEEK n:Record(fact) WHERE n.retractedAt IS NULL AND n:{kind.label}
RETURN n{{.*}} AS n, {{{pairs}}} AS ends"""


@cache
def linking(link: Link) -> LiteralString:
    """Create or renew the relationships of a link; rows are maps `from`, `to`, `p` (all properties)."""
    return f"""UNWIND $rows AS row
MATCH (a:{lookup_label_of(link.source)} {{id: row.from}}) MATCH (b:{lookup_label_of(link.target)} {{id: row.to}})
MERGE (a)-[r:{link.type}]->(b) SET r = row.p
RETURN count(r) AS relationships"""


@cache
def links(link: Link) -> LiteralString:
    """The relationships of a link that start at `$ids`: `from`, `to` and `rowHash`."""
    return f"""UNWIND $ids AS id
MATCH (a:{lookup_label_of(link.source)} {{id: id}})-[r:{link.type}]->(b:{lookup_label_of(link.target)})
RETURN a.id AS `from`, b.id AS `to`, r.rowHash AS rowHash"""


@cache
def known(labels: tuple[LiteralString, ...]) -> LiteralString:
    """Which ids exist as lasting things of these kinds, asked as a list in a parameter named after each label.

    Answers one row with a list under each label: id, kind, caseId, rowHash, and what is around a case or a position.
    """
    columns: list[LiteralString] = []
    for label in labels:
        around: LiteralString = _AROUND.get(label, "[]")
        found: LiteralString = f"UNWIND ${label} AS id MATCH (n:{label} {{id: id}})"
        answer: LiteralString = f"RETURN n{{.id, .kind, .caseId, .rowHash, around: {around}}}"
        columns.append(f"COLLECT {{ {found} {answer} }} AS {label}")
    return "RETURN " + ",\n  ".join(columns)


@cache
def counting(kind: Kind) -> LiteralString:
    """How many nodes of a kind there are, from the count store."""
    return f"MATCH (n:{kind.label}) RETURN count(n) AS count"


def parameter(edge: Edge, label: LiteralString) -> LiteralString:
    """The key of a row's map that holds what an edge points at under a label."""
    return f"{edge.field}_{label}"


def lookup_label_of(target: LiteralString) -> LiteralString:
    """The label that carries the key for a target of a link."""
    return lookup_labels(Edge("", "", (target,), ""))[0]


_AROUND: dict[str, LiteralString] = {
    "Case": "COLLECT { MATCH (n)-[:FOR]->(p:Person) RETURN p.id }",
    "Position": "COLLECT { MATCH (n)-[:AT]->(o:Organisation) RETURN o.id }",
}
_DIGITS: tuple[LiteralString, ...] = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")


def _attaching(edge: Edge, label: LiteralString) -> LiteralString:
    key: LiteralString = f"row.{parameter(edge, label)}"
    if edge.many:
        found: LiteralString = f"UNWIND {key} AS id MATCH (far:{label} {{id: id}})"
    else:
        found = f"MATCH (far:{label} {{id: {key}}})"
    return f"CALL (n, row) {{ {found} CREATE {_arrow(edge, 'far')} }}"


def _arrow(edge: Edge, far: LiteralString, name: LiteralString = "") -> LiteralString:
    part: LiteralString = f" {{part: '{edge.part}'}}" if edge.part else ""
    link: LiteralString = f"[{name}:{edge.type}{part}]"
    return f"(n)-{link}->({far})" if edge.outgoing else f"({far})-{link}->(n)"
