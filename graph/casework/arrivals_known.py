"""What is known of who arrives: the person, the cases of the person, and what a case says now. Never to be shown."""

from dataclasses import dataclass
from typing import Any, LiteralString

from graph.casework.arrivals_rules import KnownCase
from graph.fragments import believed_now, in_force_now
from graph.store import Transaction
from graph.times import FOREVER

PERSONS: LiteralString = f"""
MATCH (p:Person {{id: $person}}) RETURN p.id AS id
UNION
MATCH (n:PersonName {{skn: $skn}})<-[:HAS_STATE]-(p:Person) WHERE {believed_now("n")} RETURN DISTINCT p.id AS id
"""

# Whoever comes with the same person waits here for the first, after the locks of the cases that are known.
HOLD_PERSON: LiteralString = "MATCH (p:Person {id: $person}) SET p.source = p.source RETURN p.id AS id"

CASES: LiteralString = f"""
MATCH (p:Person {{id: $person}})<-[:FOR]-(c:Case) WHERE c.kind = 'PERSON' AND c.frame = 'PBW_18A'
RETURN c.id AS id,
  COLLECT {{ MATCH (c)-[:HAS_STATE]->(s:CaseState) WHERE {in_force_now("s")} RETURN s{{.fact, .status, .validFrom}}
    ORDER BY s.validFrom DESC LIMIT 1 }} AS states,
  EXISTS {{ MATCH (p)-[:HAS_DETENTION]->(d:Detention)-[:HAS_STATE]->(s:DetentionState)
    WHERE d.caseId = c.id AND s.status = 'INSIDE' AND {in_force_now("s")} }} AS inside
ORDER BY id
"""

SAID: LiteralString = f"""
MATCH (p:Person {{id: $person}})
RETURN COLLECT {{ MATCH (p)-[:HAS_STATE]->(s:PersonName) WHERE {in_force_now("s")}
    RETURN s{{.givenName, .prefix, .familyName, .skn}} ORDER BY s.validFrom DESC LIMIT 1 }} AS names,
  COLLECT {{ MATCH (p)-[:HAS_RESIDENCE]->(s:Residence)-[:IN]->(m:Municipality)
    WHERE s.caseId = $case AND s.kind = 'ORIGIN' AND {in_force_now("s")}
    RETURN {{fact: s.fact, municipality: m.id}} ORDER BY s.validFrom DESC LIMIT 1 }} AS origins,
  COLLECT {{ MATCH (:Case {{id: $case}})-[:HAS_STATE]->(s:CaseState) WHERE {in_force_now("s")}
    RETURN s.fact LIMIT 1 }} AS states,
  COLLECT {{ MATCH (:Case {{id: $case}})<-[:IN_CASE]-(i:Involvement)<-[:HAS]-(h) WHERE {in_force_now("i")}
    OPTIONAL MATCH (h)-[:AT]->(o:Organisation)
    WITH i, coalesce(o, h) AS o WHERE o.kind IN ['PRISON', 'MUNICIPALITY'] RETURN i.fact ORDER BY i.fact }} AS parts,
  COLLECT {{ MATCH (p)<-[:FOR]-(:Case)<-[:EXCLUDED_FROM]-(x:Exclusion) WHERE {in_force_now("x")}
    RETURN DISTINCT x.professionalId ORDER BY x.professionalId }} AS excluded
"""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What is said of a person: the last name, as values of PersonName; of the case the municipality of origin, the
    facts of its state and of the involvements of prisons and municipalities; who is excluded from any case.
    """

    name: dict[str, Any] | None
    origin: str | None
    origin_fact: str | None
    state: str | None
    parts: tuple[str, ...]
    excluded: tuple[str, ...]


async def persons_of(transaction: Transaction, person: str | None, skn: str | None, now: int) -> list[str]:
    """The persons that are meant, by id or by number."""
    rows = await transaction.rows(PERSONS, {"person": person, "skn": skn, "now": now, "max": FOREVER})
    return sorted({row["id"] for row in rows})


async def hold_person(transaction: Transaction, person: str) -> None:
    """Let nobody else take this person in until the transaction ends."""
    await transaction.rows(HOLD_PERSON, {"person": person})


async def cases_of(transaction: Transaction, person: str, now: int) -> list[KnownCase]:
    """The cases of a person that a detention can belong to, by id; one whose state is not known counts as open."""
    rows = await transaction.rows(CASES, {"person": person, "now": now, "max": FOREVER})
    return [
        KnownCase(row["id"], state["validFrom"] or 0 if state and state["status"] == "CLOSED" else None, row["inside"])
        for row in rows
        for state in (row["states"] or [None])
    ]


async def said_of(transaction: Transaction, person: str, case: str, now: int) -> KnownPerson:
    """What is said of a person, and in a case."""
    row = await transaction.one(SAID, {"person": person, "case": case, "now": now, "max": FOREVER})
    found: dict[str, Any] = row or {}
    names, origins, states = found.get("names", []), found.get("origins", []), found.get("states", [])
    return KnownPerson(
        name=names[0] if names else None,
        origin=origins[0]["municipality"] if origins else None,
        origin_fact=origins[0]["fact"] if origins else None,
        state=states[0] if states else None,
        parts=tuple(found.get("parts", [])),
        excluded=tuple(found.get("excluded", [])),
    )
