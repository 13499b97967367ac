"""Reading a list of cases: of each the records of some kinds, as they are believed now, in one statement.

For SECTIONS of `graph.dossiers`, PUBLIC and `classified`, like the reading of a whole case; `$asked.kinds` names the
kinds.
"""

from typing import LiteralString

from graph.policy.gathering import POSITION, facts
from graph.record_readings import AT_ENDS

NONE: LiteralString = "[]"
"""A column that a list does not read."""

BIRTHS: LiteralString = """COLLECT { UNWIND cases AS c MATCH (c)-[:FOR]->(p:Person)
    RETURN {caseId: c.id, id: p.id, birthDate: p.birthDate, source: p.source} }"""
"""Whose cases they are, with birth dates."""


BELIEVED: LiteralString = """COLLECT { UNWIND cases AS c MATCH (r:Record {caseId: c.id})
    WITH r, labels(r) AS labels WHERE any(label IN labels WHERE label IN $asked.kinds)
    WITH r, labels, properties(r) AS held
    WHERE held.recordedAt <= $now AND $now < coalesce(held.retractedAt, $max)
    RETURN {caseId: held.caseId, labels: labels, held: held,
      tied: COLLECT { MATCH (r)-[e]-(h) WITH e, h, labels(h) AS ends WHERE NOT 'Case' IN ends
        RETURN [type(e), h.id, 'Position' IN ends, 'Organisation' IN ends, 'ServiceOffer' IN ends] } }
  }"""
"""The records of `cases` that are believed now."""

DETENTIONS: LiteralString = """COLLECT {
    UNWIND cases AS c MATCH (c)-[:FOR]->(p:Person)-[:HAS_DETENTION]->(d:Detention) WHERE d.caseId = c.id
    RETURN d{.id, .caseId, .startedOn, .source, person: p.id} }"""
"""The detentions of `cases`."""


def listing(own_cases: LiteralString, *, births: LiteralString = NONE) -> LiteralString:
    """The statement for the cases that `own_cases` finds (a row for each case `c`)."""
    return f"""{own_cases}
WITH collect(c) AS cases WHERE size(cases) > 0
WITH cases, {BELIEVED} AS records
RETURN COLLECT {{ UNWIND cases AS c RETURN c{{{facts("c")}}} }} AS cases, {POSITION} AS position, records, {AT_ENDS},
  {DETENTIONS} AS detentions, {births} AS births, [] AS plans
"""
