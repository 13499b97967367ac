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


_ORGANISATION: LiteralString = "{.id, .name, .kind}"

# Sections share a sub-query where they can: the server plans each of them anew, at a quarter of a second.
NETWORK_OF: LiteralString = f"""
MATCH (p:Person {{id: $asked.id}})
WITH p, COLLECT {{ MATCH (p)<-[:FOR]-(c:Case) WHERE {team("c")} RETURN c }} AS cases
WHERE size(cases) > 0
WITH p, cases, [c IN cases | c.id] AS visible
WITH p, cases, visible,
  COLLECT {{ UNWIND cases AS c MATCH (c)<-[:IN_CASE]-(r:Involvement)<-[:HAS]-(h) WHERE {_asked("r")}
    OPTIONAL MATCH (h)-[:AT]->(a:Organisation)
    OPTIONAL MATCH (h)<-[:HOLDS]-(w:Professional)
    WITH r, w, coalesce(a, h) AS o
    RETURN r{{{times("r")}, .role, .frame, .endsWith, .plannedTo, .positionId,
      professional: w{{.id, .name}}, organisation: o{_ORGANISATION}}} }} AS team,
  COLLECT {{ UNWIND cases AS c MATCH (c)-[:HAS_TIE]->(r:Tie)-[:TO]->(k:Contact) WHERE {_asked("r")}
    OPTIONAL MATCH (r)-[:FROM]->(f:Contact)
    RETURN r{{{times("r")}, .kind, from: f.id, to: k.id}} }} AS ties,
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
WITH *, [e IN team WHERE e.positionId IS NOT NULL | e.positionId] AS held,
  [e IN ties | e.to] + [e IN ties WHERE e.from IS NOT NULL | e.from] AS contacts,
  COLLECT {{ UNWIND [e IN team WHERE e.professional IS NOT NULL | e.professional.id] AS id
    WITH DISTINCT id MATCH (w:Professional {{id: id}})-[:HOLDS]->(q:Position)-[:AT]->(o:Organisation)
    OPTIONAL MATCH (q)-[:HAS_STATE]->(r:PositionState) WHERE {known("r")}
    RETURN {{id: q.id, professional: id, organisation: o{_ORGANISATION}, state: r{{{times("r")}, .function}}}}
  }} AS positions
WITH *, [e IN team + places + positions | e.organisation.id]
  + [e IN course WHERE e.organisation IS NOT NULL | e.organisation.id] AS organisations
RETURN p{{.id}} AS person, [c IN cases | c{{.id, .kind, .frame}}] AS cases, team, ties, course, places, held, positions,
  COLLECT {{ MATCH (p)-[:HAS_STATE]->(r:PersonName) WHERE r.caseId IN visible AND {known("r")}
    RETURN r{{{times("r")}, .givenName, .prefix, .familyName}} }} AS names,
  COLLECT {{ UNWIND cases AS c MATCH (c)-[:HAS_STATE|OF_CASE]-(r:CaseState|Direction) WHERE {in_force("r")}
    OPTIONAL MATCH (r)<-[:DIRECTS]-(h)
    OPTIONAL MATCH (h)<-[:HOLDS]-(w:Professional)
    WITH r, coalesce(w, h) AS director
    RETURN r{{{times("r")}, .status, director: director{{.id, .name}}}} }} AS directions,
  COLLECT {{ UNWIND contacts AS id
    WITH DISTINCT id MATCH (k:Contact {{id: id}})-[:HAS_STATE|HAS_READING]->(r:Record) WHERE {known("r")}
    OPTIONAL MATCH (r)-[:READ_BY]->(q:Position)
    RETURN r{{{times("r")}, contact: id, .name, .reader, .quality, .readOn, by: q.id}} }} AS contacts,
  COLLECT {{ UNWIND [e IN team + ties + places | e.fact] AS fact
    MATCH (r:Confirmation {{ofFact: fact}}) WHERE {known("r")}
    WITH fact, max(r.confirmedAt) AS latest RETURN {{fact: fact, latest: latest}} }} AS confirmations,
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
        "asked": {"id": person},
        "at": at,
        "known": known_at,
        "depth": question.depth,
        "ended": Status.ENDED in question.wanted_statuses,
    }
    row = await store.one(NETWORK_OF, parameters)
    return draw(row, question, at, known_at) if row else None
