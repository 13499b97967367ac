"""Who and what an act names outside its case: positions, organisations and offers, each as it is known now.

An act is decided by a pure function, so what it names is looked up beforehand: every id in its fields, and who acts.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import LiteralString

from graph.case_records import Holder, Offered
from graph.guards import Guard
from graph.record_readings import holders_in, offered_in


@dataclass(frozen=True, slots=True)
class Directory:
    """Positions and organisations by id, without names of professionals, and offers by id."""

    holders: Mapping[str, Holder]
    offers: Mapping[str, Offered]


EMPTY = Directory({}, {})

NAMED: LiteralString = """
RETURN
  COLLECT { UNWIND $ids AS id MATCH (w:Professional)-[:HOLDS]->(q:Position {id: id})-[:AT]->(o:Organisation)
    RETURN q{.id, professional: w{.id}, organisation: o{.id, .name, .kind},
      states: COLLECT { MATCH (q)-[:HAS_STATE]->(s:PositionState) WHERE s.recordedAt <= $now
        RETURN s{.validFrom, .validTo, .recordedAt, .retractedAt, .function} } } } AS positions,
  COLLECT { UNWIND $ids AS id MATCH (o:Organisation {id: id}) RETURN o{.id, .name, .kind} } AS organisations,
  COLLECT { UNWIND $ids AS id MATCH (f:ServiceOffer {id: id})<-[:OFFERS]-(o:Organisation)
    RETURN f{.id, .name, .kind, organisation: o{.id, .name, .kind}, states: []} } AS offers
"""


async def directory_of(guard: Guard, ids: Collection[str]) -> Directory:
    """Which of these ids are positions, organisations or offers. Nothing of it is about a person of a case."""
    row = await guard.read_directory(NAMED, {"ids": sorted(set(ids)), "now": guard.now}) if ids else None
    return EMPTY if row is None else Directory(holders_in(row, named=False), offered_in(row["offers"]))
