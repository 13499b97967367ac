"""The network around one person: one statement, one record, plain data; defined in `docs/network.md`."""

from collections.abc import Mapping
from typing import Any, LiteralString

from graph import classes
from graph.form_fields import of_present_detention
from graph.fragments import end_of, had_medical_function, in_force, known, times
from graph.guards import Guard
from graph.inputs import could_be_id
from graph.model.kinds import FieldClass
from graph.networks_drawing import draw
from graph.networks_questions import Question
from graph.networks_shape import Network, Status
from graph.policy.facts import Datum
from graph.policy.gathering import POSITION, facts
from graph.scopes import Holds, by_case
from graph.sections import Section
from graph.withholding import Shown


def _asked(r: LiteralString) -> LiteralString:
    """Record `r` is known, and not over unless what has ended is asked for."""
    return f"({known(r)} AND ($ended OR $at < {end_of(r)}))"


_ORGANISATION: LiteralString = "{.id, .name, .kind}"


def _victim(k: LiteralString) -> LiteralString:
    """Whether contact `k` is called a victim in any version of any tie."""
    return f"EXISTS {{ ({k})<-[:TO]-(:Tie {{kind: 'VICTIM'}}) }}"


# Columns share a sub-query where they can: the server plans each of them anew, at a quarter of a second.
def _network_of(holds: Holds) -> LiteralString:
    return f"""
MATCH (p:Person {{id: $asked.id}})
WITH p, COLLECT {{ MATCH (p)<-[:FOR]-(c:Case) WHERE {holds("c")} RETURN c }} AS cases
WHERE size(cases) > 0
WITH p, cases, [c IN cases | c.id] AS visible
WITH p, cases, visible,
  COLLECT {{ UNWIND cases AS c MATCH (c)<-[:IN_CASE]-(r:Involvement)<-[:HAS]-(h) WHERE {_asked("r")}
    OPTIONAL MATCH (h)-[:AT]->(a:Organisation)
    OPTIONAL MATCH (h)<-[:HOLDS]-(w:Professional)
    WITH r, h, w, coalesce(a, h) AS o
    RETURN r{{{times("r")}, .role, .frame, .endsWith, .plannedTo, .positionId, professional: w{{.id, .name}},
      organisation: o{_ORGANISATION}, medical: {had_medical_function("h")}}} }} AS team,
  COLLECT {{ UNWIND cases AS c MATCH (c)-[:HAS_TIE]->(r:Tie)-[:TO]->(k:Contact) WHERE {_asked("r")}
    OPTIONAL MATCH (r)-[:FROM]->(f:Contact)
    RETURN r{{{times("r")}, .kind, from: f.id, to: k.id,
      victim: {_victim("k")} OR {_victim("f")}}} }} AS ties,
  COLLECT {{ MATCH (p)-[:HAS_DETENTION]->(d:Detention)-[:HAS_STATE|HAS_STAY]->(r:Record)
    WHERE d.caseId IN visible AND r.caseId IN visible AND {known("r")}
    OPTIONAL MATCH (r)-[:IN]->(o:Prison)
    RETURN r{{{times("r")}, .status, .expectedEnd, .certainty, .regime, detention: d{{.id, .caseId, .startedOn}},
      organisation: o{_ORGANISATION}}} }} AS course,
  COLLECT {{ MATCH (p)-[:HAS_RESIDENCE|HAS_INTERVENTION]->(r:Record) WHERE r.caseId IN visible AND {_asked("r")}
    OPTIONAL MATCH (r)-[:IN]->(m:Municipality)
    OPTIONAL MATCH (r)-[:OF_OFFER]->(f:ServiceOffer)<-[:OFFERS]-(q:Organisation)
    WITH r, f, coalesce(m, q) AS o
    RETURN r{{{times("r")}, .kind, .status, offer: f{{.id, .name, .kind}}, organisation: o{_ORGANISATION}}} }} AS places
WITH *, [e IN ties | e.to] + [e IN ties WHERE e.from IS NOT NULL | e.from] AS contacts,
  COLLECT {{ UNWIND [e IN team WHERE e.professional IS NOT NULL | e.professional.id] AS id
    WITH DISTINCT id MATCH (w:Professional {{id: id}})-[:HOLDS]->(q:Position)-[:AT]->(o:Organisation)
    OPTIONAL MATCH (q)-[:HAS_STATE]->(r:PositionState) WHERE {known("r")}
    RETURN {{id: q.id, professional: id, organisation: o{_ORGANISATION}, state: r{{{times("r")}, .function}}}}
  }} AS positions
WITH *, [e IN team + places + positions | e.organisation.id]
  + [e IN course WHERE e.organisation IS NOT NULL | e.organisation.id] AS organisations
RETURN COLLECT {{ UNWIND cases AS c RETURN c{{{facts("c")}}} }} AS cases, {POSITION} AS position,
  team, ties, course, places, positions,
  COLLECT {{ MATCH (p)-[:HAS_STATE]->(r:PersonName) WHERE r.caseId IN visible AND {known("r")}
    RETURN r{{{times("r")}, .givenName, .prefix, .familyName}} }} AS names,
  COLLECT {{ UNWIND cases AS c MATCH (c)-[:HAS_STATE|OF_CASE]-(r:CaseState|Direction) WHERE {in_force("r")}
    OPTIONAL MATCH (r)<-[:DIRECTS]-(h)
    OPTIONAL MATCH (h)-[:AT]->(a:Organisation)
    OPTIONAL MATCH (h)<-[:HOLDS]-(w:Professional)
    WITH r, h, w, coalesce(a, h) AS o
    RETURN r{{{times("r")}, .status, professional: w{{.id, .name}}, organisation: o{_ORGANISATION},
      served: COLLECT {{ MATCH (h)-[:HAS_STATE]->(s:PositionState) WHERE {known("s")}
        RETURN [coalesce(s.validFrom, 0), {end_of("s")}] }},
      medical: {had_medical_function("h")}}} }} AS directions,
  COLLECT {{ UNWIND contacts AS id
    WITH DISTINCT id MATCH (k:Contact {{id: id}})
    WITH id, k, {_victim("k")} AS victim
    MATCH (k)-[:HAS_STATE|HAS_READING]->(r:Record) WHERE {known("r")}
    OPTIONAL MATCH (r)-[:READ_BY]->(q:Position)-[:AT]->(o:Organisation)
    RETURN r{{{times("r")}, contact: id, victim: victim, .name, .reader, .quality, .readOn, by: q.id,
      organisation: o{{.id, .kind}}, medical: {had_medical_function("q")}}}
  }} AS contacts,
  COLLECT {{ UNWIND [e IN team + ties + places | e.fact] AS fact
    MATCH (r:Confirmation {{ofFact: fact}}) WHERE {known("r")}
    WITH fact, max(r.confirmedAt) AS latest RETURN {{fact: fact, latest: latest}} }} AS confirmations,
  COLLECT {{ UNWIND [e IN team + ties + places + course | e.fact] AS fact
    MATCH (r:Dispute {{ofFact: fact}}) WHERE {known("r")} AND r.status = 'OPEN' RETURN DISTINCT fact }} AS disputed,
  COLLECT {{ UNWIND CASE WHEN $depth >= 2 THEN organisations ELSE [] END AS id
    WITH DISTINCT id MATCH (a:Organisation {{id: id}})<-[y:PARTY]-(r:Agreement)-[z:PARTY]->(b:Organisation)
    WHERE {_asked("r")} AND ((b.id IN organisations AND a.id < b.id) OR ($depth >= 3 AND NOT b.id IN organisations))
    OPTIONAL MATCH (k:Confirmation {{ofFact: r.fact}}) WHERE {known("k")}
    WITH r, y, z, a, b, max(k.confirmedAt) AS confirmed
    RETURN r{{{times("r")}, .kind, confirmed: confirmed, a: a{_ORGANISATION}, aPart: y.part, b: b{_ORGANISATION},
      bPart: z.part}} }} AS agreements,
  COLLECT {{ UNWIND CASE WHEN $depth >= 3 THEN organisations ELSE [] END AS id
    WITH DISTINCT id MATCH (a:Organisation {{id: id}})-[x:IN_REGION|NEIGHBOUR_OF]-(b) WHERE a:Municipality
    RETURN {{municipality: id, side: type(x), place: b{_ORGANISATION}}} }} AS surroundings
"""


NETWORK_OF = by_case(_network_of)

SECTIONS: Mapping[str, Section] = {
    "names": Section(FieldClass.IDENTITY, classes.form_field),
    "team": Section(
        classes.of_involvement,
        classes.origin,
        work=("professional",),
        beside=classes.of_indication,
        datum_for=FieldClass.HEALTH,
    ),
    "directions": Section(classes.of_direction, classes.origin, work=("professional",), datum_for=FieldClass.HEALTH),
    "ties": Section(classes.of_tie),
    "contacts": Section(classes.of_tie, classes.reading, beside=classes.of_reading),
    "course": Section(FieldClass.COURSE, classes.of_course, also=lambda row: (row["detention"]["caseId"],)),
    "places": Section(classes.of_place, classes.origin, datum_for=FieldClass.HEALTH),
}
"""What each column holds."""
_PUBLIC = ("positions", "confirmations", "disputed", "agreements", "surroundings")
"""Work and reference data; what of it stands apart from a released record is not drawn."""

SHOWN: tuple[Shown, ...] = (
    Shown(FieldClass.IDENTITY, off_form=False, on_form=True),
    Shown(FieldClass.COURSE, on_form=True),
    Shown(FieldClass.PLAN),
    Shown(FieldClass.NETWORK),
    Shown(FieldClass.HEALTH),
    Shown(FieldClass.VICTIM),
)
"""What a network can show."""


async def network_of(guard: Guard, person: str, question: Question | None = None) -> Network | None:
    """The network of one person as the actor may see it; None where the person does not exist for this actor.

    One statement, one record. Raises InputError for a question that cannot be asked.
    """
    question = question or Question()
    question.check()
    at, known_at = question.moments(guard.now)
    if not could_be_id(person):
        return None
    parameters = {
        "asked": {"id": person},
        "at": at,
        "known": known_at,
        "depth": question.depth,
        "ended": Status.ENDED in question.wanted_statuses,
    }
    opened = await guard.read(NETWORK_OF, parameters, SECTIONS, _PUBLIC)
    if opened is None:
        return None
    for case in opened.case_ids:
        guard.show([person], case)
    columns = {name: opened[name] for name in (*SECTIONS, *_PUBLIC)}
    course = of_present_detention(guard, opened, columns["course"], lambda row: row["detention"]["id"])
    columns["course"] = [_as_prison(row, guard) for row in course]
    columns["cases"] = opened.told_cases()
    withheld = guard.withheld(opened.case_ids, SHOWN, of_each=True)
    return draw(person, columns, question, (at, known_at), withheld)


def _as_prison(row: dict[str, Any], guard: Guard) -> dict[str, Any]:
    """A stay whose regime tells of health or title shows as prison to who lacks that class."""
    field_class = classes.REGIME_CLASSES.get(row["regime"])
    if field_class is None:
        return row
    origin = Datum(organisation=row["organisation"]["id"], organisation_kind="PRISON", purpose=guard.actor.purpose)
    released = guard.releases(row["caseId"], field_class, origin)
    return row if released else {**row, "regime": "PRISON"}
