"""The screening list of one prison: everybody who is there now, with the records that the criteria are judged on."""

from collections.abc import Collection, Mapping
from typing import LiteralString

from graph.dossiers import SECTIONS, Dossier, dossiers_in
from graph.guards import Guard
from graph.model.kinds import FieldClass
from graph.policy.gathering import POSITION, facts
from graph.policy.tables import Scope
from graph.record_readings import AT_ENDS, PUBLIC, classified
from graph.scopes import OWN_CASES
from graph.withholding import Shown, Withheld

SCREENING_LIST: Mapping[Scope, LiteralString] = {
    Scope.SCREENING: f"""{OWN_CASES[Scope.SCREENING]}
WITH collect(c) AS cases WHERE size(cases) > 0
WITH cases,
  COLLECT {{ UNWIND cases AS c MATCH (r:Record {{caseId: c.id}})
    WITH r, labels(r) AS labels WHERE any(label IN labels WHERE label IN $asked.kinds)
    WITH r, labels, properties(r) AS held
    WHERE held.recordedAt <= $now AND $now < coalesce(held.retractedAt, $max)
    RETURN {{caseId: held.caseId, labels: labels, held: held,
      tied: COLLECT {{ MATCH (r)-[e]-(h) WITH e, h, labels(h) AS ends WHERE NOT 'Case' IN ends
        RETURN [type(e), h.id, 'Position' IN ends, 'Organisation' IN ends, 'ServiceOffer' IN ends] }} }}
  }} AS records
RETURN COLLECT {{ UNWIND cases AS c RETURN c{{{facts("c")}}} }} AS cases, {POSITION} AS position, records, {AT_ENDS},
  COLLECT {{ UNWIND cases AS c MATCH (c)-[:FOR]->(p:Person)
    RETURN {{caseId: c.id, id: p.id, birthDate: p.birthDate}} }} AS births,
  COLLECT {{ UNWIND cases AS c MATCH (c)-[:FOR]->(p:Person)-[:HAS_DETENTION]->(d:Detention) WHERE d.caseId = c.id
    RETURN d{{.id, .caseId, .startedOn, person: p.id}} }} AS detentions,
  [] AS plans
"""
}
"""Only under the purpose of screening: under any other nobody is on this list."""

SHOWN = tuple(Shown(one) for one in (FieldClass.TITLE, FieldClass.RISK_SUMMARY, FieldClass.COURSE, FieldClass.IDENTITY))
"""What a screening list can show."""


async def dossiers_to_screen(guard: Guard, kinds: Collection[str]) -> tuple[tuple[Dossier, ...], tuple[Withheld, ...]]:
    """Everybody on the list by case, with the records of these kinds as believed now, and what is not shown."""
    parameters = {"asked": {"kinds": sorted({"Confirmation", "Dispute", *kinds})}}
    opened = await guard.read(SCREENING_LIST, parameters, SECTIONS, PUBLIC, classified(guard))
    if opened is None:
        return (), ()
    found = dossiers_in(opened)
    for case in opened.cases:
        guard.show(case["persons"], case["id"])
    return tuple(found[id] for id in opened.case_ids), guard.withheld(opened.case_ids, SHOWN)
