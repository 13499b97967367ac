"""Who of an organisation could be told of a case at all: ids of organisations and positions, to be judged one by one.

Wider than what is in scope and never narrower: the guard decides on each of them (`graph.webhooks.hearers`).
"""

from collections.abc import Iterable
from typing import LiteralString

from graph.actors import ASSIGNING
from graph.clock import Clock
from graph.fragments import in_force_now
from graph.staff import POSITION_ROW, StaffPosition
from graph.store import Store
from graph.times import FOREVER

ORGANISATIONS_AROUND: LiteralString = """
UNWIND $cases AS id
MATCH (c:Case {id: id})
RETURN id, COLLECT { MATCH (c)<-[:IN_CASE]-(i:Involvement) WHERE i.organisationId IN $organisations
    RETURN DISTINCT i.organisationId }
  + COLLECT { MATCH (n:Notice {caseId: c.id})-[:TO]->(o:Organisation) WHERE o.id IN $organisations
    RETURN DISTINCT o.id } AS organisations
"""

POSITIONS_AROUND: LiteralString = f"""
UNWIND $cases AS id
MATCH (c:Case {{id: id}})
RETURN id, COLLECT {{
    MATCH (c)<-[:IN_CASE]-(:Involvement)<-[:HAS]-(q:Position)-[:AT]->(o:Organisation {{id: $organisation}})
    MATCH (w:Professional)-[:HOLDS]->(q)-[:HAS_STATE]->(s:PositionState) WHERE {in_force_now("s")}
    RETURN DISTINCT {POSITION_ROW} }}
  + COLLECT {{
    WITH c WHERE EXISTS {{ MATCH (c)<-[:IN_CASE]-(i:Involvement)
        WHERE i.organisationId = $organisation AND i.positionId IS NULL }}
      OR EXISTS {{ MATCH (:Notice {{caseId: c.id}})-[:TO]->(:Organisation {{id: $organisation}}) }}
    MATCH (o:Organisation {{id: $organisation}})<-[:AT]-(q:Position)-[:HAS_STATE]->(s:PositionState)
    WHERE s.function IN $assigning AND {in_force_now("s")}
    MATCH (w:Professional)-[:HOLDS]->(q)
    RETURN DISTINCT {POSITION_ROW} }} AS rows
"""


async def organisations_around(
    store: Store, cases: Iterable[str], organisations: Iterable[str]
) -> dict[str, frozenset[str]]:
    """Of each case which of these organisations were ever involved in it, or given notice."""
    asked = {"cases": sorted(set(cases)), "organisations": sorted(organisations)}
    rows = await store.rows(ORGANISATIONS_AROUND, asked)
    return {row["id"]: frozenset(row["organisations"]) for row in rows}


async def positions_around(
    store: Store, clock: Clock, organisation: str, cases: Iterable[str]
) -> dict[str, frozenset[StaffPosition]]:
    """Of each case which positions in force of an organisation were ever in it, or may assign where it itself was."""
    asked = {
        "cases": sorted(set(cases)),
        "organisation": organisation,
        "assigning": sorted(ASSIGNING),
        "now": clock.now(),
        "max": FOREVER,
    }
    rows = await store.rows(POSITIONS_AROUND, asked)
    return {row["id"]: frozenset(StaffPosition(**one) for one in row["rows"]) for row in rows}
