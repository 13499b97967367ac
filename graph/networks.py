"""The network around one person: one statement, one record, plain data; defined in `docs/network.md`."""

from typing import LiteralString

from graph.actors import Actor
from graph.clock import Clock
from graph.fragments import end_of, in_force, known, times
from graph.inputs import could_be_id
from graph.networks_drawing import draw
from graph.networks_questions import Question
from graph.networks_shape import Network, Status
from graph.scopes import team
from graph.store import Store


def _asked(r: LiteralString) -> LiteralString:
    """Record `r` is known, and not over unless what has ended is asked for."""
    return f"({known(r)} AND ($ended OR $at < {end_of(r)}))"


def _contact_names(k: LiteralString) -> LiteralString:
    return f"""COLLECT {{ MATCH ({k})-[:HAS_STATE]->(s:ContactState) WHERE {known("s")}
        RETURN s{{{times("s")}, .name}} }}"""


NETWORK_OF: LiteralString = f"""
MATCH (p:Person {{id: $id}})
WITH p, COLLECT {{ MATCH (p)<-[:FOR]-(c:Case) WHERE {team("c")} RETURN c }} AS cases
WHERE size(cases) > 0
WITH p, cases, [c IN cases | c.id] AS visible
WITH p, cases, visible,
  COLLECT {{ UNWIND cases AS c MATCH (c)<-[:IN_CASE]-(r:Involvement)<-[:HAS]-(h) WHERE {_asked("r")}
    OPTIONAL MATCH (h)-[:AT]->(a:Organisation)
    OPTIONAL MATCH (h)<-[:HOLDS]-(w:Professional)
    WITH r, w, coalesce(a, h) AS o
    RETURN r{{{times("r")}, .role, .frame, .endsWith, .plannedTo, .positionId,
      professional: w{{.id, .name}}, organisation: o{{.id, .name, .kind}}}} }} AS team,
  COLLECT {{ UNWIND cases AS c MATCH (c)-[:HAS_TIE]->(r:Tie)-[:TO]->(k:Contact) WHERE {_asked("r")}
    RETURN r{{{times("r")}, .kind,
      to: k{{.id, states: {_contact_names("k")}}},
      from: head(COLLECT {{ MATCH (r)-[:FROM]->(f:Contact) RETURN f{{.id, states: {_contact_names("f")}}} }}),
      readings: COLLECT {{ MATCH (k)-[:HAS_READING]->(s:TieReading) WHERE {in_force("s")}
        RETURN s{{{times("s")}, .reader, .quality, .readOn,
          by: head(COLLECT {{ MATCH (s)-[:READ_BY]->(q:Position) RETURN q.id }})}} }}}} }} AS ties,
  COLLECT {{ MATCH (p)-[:HAS_DETENTION]->(d:Detention) WHERE d.caseId IN visible
    RETURN d{{.id, .caseId, .startedOn,
      states: COLLECT {{ MATCH (d)-[:HAS_STATE]->(s:DetentionState) WHERE {known("s")}
        RETURN s{{{times("s")}, .status, .expectedEnd, .certainty}} }},
      stays: COLLECT {{ MATCH (d)-[:HAS_STAY]->(r:Stay)-[:IN]->(o:Prison) WHERE r.caseId IN visible AND {_asked("r")}
        RETURN r{{{times("r")}, .regime, organisation: o{{.id, .name, .kind}}}} }}}} }} AS detentions,
  COLLECT {{ MATCH (p)-[:HAS_RESIDENCE]->(r:Residence)-[:IN]->(o:Municipality)
    WHERE r.caseId IN visible AND {_asked("r")}
    RETURN r{{{times("r")}, .kind, organisation: o{{.id, .name, .kind}}}} }} AS residences,
  COLLECT {{ MATCH (p)-[:HAS_INTERVENTION]->(r:Intervention)-[:OF_OFFER]->(f:ServiceOffer)<-[:OFFERS]-(o:Organisation)
    WHERE r.caseId IN visible AND {_asked("r")}
    RETURN r{{{times("r")}, .status, offer: f{{.id, .name, .kind}}, organisation: o{{.id, .name, .kind}}}}
  }} AS interventions
WITH *, [e IN team WHERE e.positionId IS NOT NULL | e.positionId] AS held,
  COLLECT {{ UNWIND [e IN team WHERE e.professional IS NOT NULL | e.professional.id] AS id
    RETURN DISTINCT id }} AS professionals
WITH *,
  COLLECT {{ UNWIND professionals AS id MATCH (w:Professional {{id: id}})-[:HOLDS]->(q:Position)-[:AT]->(o:Organisation)
    WHERE $depth >= 2 OR q.id IN held
    RETURN q{{.id, professional: id, organisation: o{{.id, .name, .kind}},
      states: COLLECT {{ MATCH (q)-[:HAS_STATE]->(s:PositionState) WHERE {known("s")}
        RETURN s{{{times("s")}, .function}} }}}} }} AS positions
WITH *,
  COLLECT {{ UNWIND team + residences + interventions + positions
      + reduce(stays = [], d IN detentions | stays + d.stays) AS e
    RETURN DISTINCT e.organisation.id }} AS organisations
RETURN p{{.id}} AS person, team, ties, detentions, residences, interventions, positions,
  COLLECT {{ MATCH (p)-[:HAS_STATE]->(s:PersonName) WHERE s.caseId IN visible AND {known("s")}
    RETURN s{{{times("s")}, .givenName, .prefix, .familyName}} }} AS names,
  COLLECT {{ UNWIND cases AS c
    RETURN c{{.id, .kind, .frame,
      states: COLLECT {{ MATCH (c)-[:HAS_STATE]->(s:CaseState) WHERE {in_force("s")}
        RETURN s{{{times("s")}, .status}} }},
      directions: COLLECT {{ MATCH (c)<-[:OF_CASE]-(s:Direction)<-[:DIRECTS]-(h) WHERE {in_force("s")}
        OPTIONAL MATCH (h)<-[:HOLDS]-(w:Professional)
        WITH s, coalesce(w, h) AS holder
        RETURN s{{{times("s")}, holder: holder{{.id, .name}}}} }}}} }} AS cases,
  COLLECT {{ UNWIND visible AS id MATCH (r:Confirmation {{caseId: id}}) WHERE {known("r")}
    WITH r.ofFact AS fact, max(r.confirmedAt) AS latest RETURN {{fact: fact, latest: latest}} }} AS confirmations,
  COLLECT {{ UNWIND CASE WHEN $depth >= 2 THEN organisations ELSE [] END AS id
    MATCH (a:Organisation {{id: id}})<-[y:PARTY]-(r:Agreement)-[z:PARTY]->(b:Organisation)
    WHERE {_asked("r")} AND ((b.id IN organisations AND a.id < b.id) OR ($depth >= 3 AND NOT b.id IN organisations))
    RETURN r{{{times("r")}, .kind, a: a{{.id, .name, .kind}}, aPart: y.part, b: b{{.id, .name, .kind}}, bPart: z.part,
      confirmed: head(COLLECT {{ MATCH (k:Confirmation {{ofFact: r.fact}}) WHERE {known("k")}
        RETURN max(k.confirmedAt) }})}} }} AS agreements,
  COLLECT {{ UNWIND CASE WHEN $depth >= 3 THEN organisations ELSE [] END AS id
    MATCH (a:Organisation {{id: id}})-[:IN_REGION]->(g:Region) WHERE a:Municipality
    RETURN {{municipality: id, region: g{{.id, .name, .kind}}}} }} AS regions,
  COLLECT {{ UNWIND CASE WHEN $depth >= 3 THEN organisations ELSE [] END AS id
    MATCH (a:Organisation {{id: id}})-[:NEIGHBOUR_OF]-(b:Municipality)
    RETURN {{municipality: id, neighbour: b{{.id, .name, .kind}}}} }} AS neighbours
"""


async def network_of(
    store: Store, actor: Actor, clock: Clock, person: str, question: Question | None = None
) -> Network | None:
    """The network of one person as the actor may see it; None where the person does not exist for this actor.

    One statement, one record. Raises InputError for a question that cannot be asked.
    """
    question = question or Question()
    question.check()
    at, known_at = question.moments(clock)
    if not could_be_id(person):
        return None
    parameters = {
        **actor.parameters(clock.now()),
        "id": person,
        "at": at,
        "known": known_at,
        "depth": question.depth,
        "ended": Status.ENDED in question.wanted_statuses,
    }
    row = await store.one(NETWORK_OF, parameters)
    return draw(row, question, at, known_at) if row else None
