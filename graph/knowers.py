"""Who knows this person: which organisations are involved, also through cases of others, and whom to call there.

The one thing that crosses from another case, and no more than that: see docs/decisions/0009-who-knows.md. What may
cross stands in the statement; of a case that is not in scope nothing leaves it but the organisation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, LiteralString

from graph.actors import ASSIGNING
from graph.case_records import Party
from graph.fragments import had_medical_function, in_force_now
from graph.guards import Guard
from graph.inputs import could_be_id
from graph.looks import WHO_KNOWS
from graph.model.kinds import FieldClass
from graph.policy.gathering import POSITION, facts
from graph.policy.tables import Scope
from graph.scopes import not_excluded, team
from graph.sections import Row, Section
from graph.withholding import Shown, Withheld


@dataclass(frozen=True, slots=True)
class Knower:
    """An organisation that is involved with the person, and whom to call there: a position, or the organisation."""

    organisation: Party
    contact: Party


@dataclass(frozen=True, slots=True)
class Knowers:
    """The organisations involved with a person, by kind and name."""

    person_id: str
    organisations: tuple[Knower, ...]
    withheld: tuple[Withheld, ...]


APART: Final = {
    "kinds": ["CARE_PROVIDER", "SAFETY_HOUSE", "POLICE", "PROSECUTION", "CHILD_PROTECTION"],
    "roles": ["MEDICAL", "CARE_PROFESSIONAL", "CARE_CONTINUITY_OFFICER", "RISK_DELEGATE", "CONVENER"],
}
"""Kinds of organisation and roles that are never told: care, risk management, and the partners of a safety house."""

_CONSENTED: LiteralString = f"""EXISTS {{
        MATCH (yes:Consent {{caseId: k.id}})-[:TO]->(:Organisation {{id: $actor.organisation}})
        WHERE 'PLAN' IN yes.classes AND {in_force_now("yes")} }}"""

KNOWERS: Mapping[Scope, LiteralString] = {
    Scope.TEAM: f"""
MATCH (p:Person {{id: $asked.id}}) WHERE $actor.purpose = 'REINTEGRATION'
WITH p, COLLECT {{ MATCH (p)<-[:FOR]-(c:Case) WHERE {team("c")} RETURN c }} AS cases
WHERE size(cases) > 0
WITH p, cases, COLLECT {{ MATCH (p)<-[:FOR]-(:Case)<-[:EXCLUDED_FROM]-(e:Exclusion) WHERE {in_force_now("e")}
    RETURN DISTINCT e.professionalId }} AS related,
  COLLECT {{ MATCH (p)<-[:FOR]-(k:Case)<-[:IN_CASE]-(r:Involvement)<-[:HAS]-(h)
    WHERE k.kind = 'PERSON' AND k.frame = 'PBW_18A' AND {not_excluded("k")}
      AND NOT EXISTS {{ MATCH (k)-[:HAS_STATE]->(shut:CaseState {{status: 'CLOSED'}}) WHERE {in_force_now("shut")} }}
      AND {in_force_now("r")} AND NOT r.role IN $asked.roles AND NOT {had_medical_function("h")}
      AND (r.frame = 'PBW_18A' OR (r.frame = 'CONSENT' AND {_CONSENTED}))
    MATCH (o:Organisation {{id: r.organisationId}}) WHERE NOT o.kind IN $asked.kinds
    RETURN DISTINCT o }} AS found
RETURN COLLECT {{ UNWIND cases AS c RETURN c{{{facts("c")}}} }} AS cases, {POSITION} AS position,
  COLLECT {{ UNWIND cases AS c UNWIND found AS o
    CALL (o, related) {{ RETURN head(COLLECT {{
      MATCH (o)<-[:AT]-(q:Position)-[:HAS_STATE]->(s:PositionState) MATCH (q)<-[:HOLDS]-(w:Professional)
      WHERE s.function IN $asked.assigning AND {in_force_now("s")}
        AND NOT w.id IN related
      RETURN {{position: q.id, function: s.function, professional: w{{.id, .name}}}} ORDER BY q.id LIMIT 1 }}) AS one }}
    RETURN {{caseId: c.id, organisation: o{{.id, .name, .kind}}, position: one.position, function: one.function,
      professional: one.professional}} }} AS knowers
"""
}
"""Only for a team, and only for reintegration."""

SECTIONS: Mapping[str, Section] = {"knowers": Section(FieldClass.PLAN, work=("professional",))}
SHOWN = (Shown(FieldClass.PLAN),)


async def knowers_of(guard: Guard, person: str) -> Knowers | None:
    """Who knows a person; None where the person does not exist for this actor, or not for this. One statement.

    Whoever is answered is told to the person by the log (`graph.logs.sentences`).
    """
    if not could_be_id(person):
        return None
    asked = {"id": person, "assigning": sorted(ASSIGNING), **APART}
    opened = await guard.read(KNOWERS, {"asked": asked}, SECTIONS)
    if opened is None:
        return None
    for case in opened.case_ids:
        guard.show([person], case, asked=WHO_KNOWS)
    withheld = guard.withheld(opened.case_ids, SHOWN)
    found = {row["organisation"]["id"]: _knower(row) for row in opened["knowers"]}
    return Knowers(person, tuple(sorted(found.values(), key=_order)), withheld)


def _knower(row: Row) -> Knower:
    organisation, professional = row["organisation"], row["professional"]
    itself = Party(None, organisation["id"], organisation["name"], organisation["kind"])
    if professional is None:
        return Knower(itself, itself)
    contact = Party(
        None, organisation["id"], organisation["name"], organisation["kind"], row["position"], professional["id"],
        professional["name"], row["function"],
    )  # fmt: skip
    return Knower(itself, contact)


def _order(one: Knower) -> tuple[str, str, str]:
    party = one.organisation
    return party.organisation_kind or "", party.organisation or "", party.organisation_id or ""
