"""Cases in the actor's scope: their team, who directs, and the detentions with their expected end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

from graph.actors import Actor
from graph.clock import Clock
from graph.fragments import in_force_now
from graph.inputs import check_words
from graph.own_cases import OWN_CASES
from graph.paging import Page, cut
from graph.scopes import team
from graph.store import Store

STATUSES = ("OPEN", "CLOSED")


@dataclass(frozen=True, slots=True)
class TeamMember:
    """An involvement in force. Professional and position are None where the organisation itself is involved."""

    fact: str
    role: str
    frame: str
    professional_id: str | None
    professional_name: str | None
    position_id: str | None
    organisation_id: str
    organisation_name: str
    organisation_kind: str
    valid_from: int | None
    ends_with: str | None
    planned_to: int | None
    source: str


@dataclass(frozen=True, slots=True)
class Director:
    """Who directs the case, since when (milliseconds UTC, None unknown)."""

    professional_id: str | None
    professional_name: str | None
    position_id: str | None
    organisation_id: str
    organisation_name: str
    since: int | None


@dataclass(frozen=True, slots=True)
class CaseDetention:
    """A detention recorded in the case. `expected_end` is expected, or actual once RELEASED; None is unknown."""

    id: str
    person_id: str
    started_at: int
    status: str | None
    expected_end: int | None
    certainty: str | None
    supervision_follows: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it is now; `status` None is unknown. Detentions stand latest first."""

    id: str
    kind: str
    frame: str
    status: str | None
    person_ids: tuple[str, ...]
    director: Director | None
    team: tuple[TeamMember, ...]
    detentions: tuple[CaseDetention, ...]


CASES_BY_ID: LiteralString = f"""
UNWIND $asked.ids AS id
MATCH (c:Case {{id: id}}) WHERE {team("c")}
WITH c{{.id, .kind, .frame,
  persons: COLLECT {{ MATCH (c)-[:FOR]->(p:Person) RETURN p.id ORDER BY p.id }},
  states: COLLECT {{ MATCH (c)-[:HAS_STATE]->(s:CaseState) WHERE {in_force_now("s")}
    RETURN s.status ORDER BY s.validFrom DESC, s.fact LIMIT 1 }},
  team: COLLECT {{ MATCH (c)<-[:IN_CASE]-(r:Involvement)<-[:HAS]-(h) WHERE {in_force_now("r")}
    OPTIONAL MATCH (h)-[:AT]->(a:Organisation)
    OPTIONAL MATCH (h)<-[:HOLDS]-(w:Professional)
    WITH r, w, coalesce(a, h) AS o
    RETURN r{{.fact, .role, .frame, .positionId, .validFrom, .endsWith, .plannedTo, .source,
      professional: w{{.id, .name}}, organisation: o{{.id, .name, .kind}}}} ORDER BY r.role, r.fact }},
  directors: COLLECT {{ MATCH (c)<-[:OF_CASE]-(r:Direction)<-[:DIRECTS]-(h) WHERE {in_force_now("r")}
    OPTIONAL MATCH (h)-[:AT]->(a:Organisation)
    OPTIONAL MATCH (h)<-[:HOLDS]-(w:Professional)
    WITH r, h, w, a, coalesce(a, h) AS o
    RETURN r{{.validFrom, position: CASE WHEN a IS NULL THEN null ELSE h.id END,
      professional: w{{.id, .name}}, organisation: o{{.id, .name}}}} ORDER BY r.validFrom DESC, r.fact LIMIT 1 }},
  detentions: COLLECT {{ MATCH (c)-[:FOR]->(p:Person)-[:HAS_DETENTION]->(d:Detention) WHERE d.caseId = c.id
    RETURN d{{.id, .startedOn, person: p.id,
      states: COLLECT {{ MATCH (d)-[:HAS_STATE]->(s:DetentionState) WHERE s.caseId = c.id AND {in_force_now("s")}
        RETURN s{{.status, .expectedEnd, .certainty, .supervisionFollows}}
        ORDER BY s.validFrom DESC, s.fact LIMIT 1 }}}}
    ORDER BY d.startedOn DESC, d.id }}}} AS row
RETURN collect(row) AS rows
"""


async def cases_by_id(store: Store, actor: Actor, clock: Clock, ids: Sequence[str]) -> dict[str, Case]:
    """Cases by id; absent are those that do not exist for this actor, whatever the reason."""
    row = await store.one(CASES_BY_ID, {**actor.parameters(clock.now()), "asked": {"ids": list(ids)}})
    return {one["id"]: _case(one) for one in (row["rows"] if row else ())}


def _case(row: dict[str, Any]) -> Case:
    return Case(
        id=row["id"],
        kind=row["kind"],
        frame=row["frame"],
        status=row["states"][0] if row["states"] else None,
        person_ids=tuple(row["persons"]),
        director=_director(row["directors"][0]) if row["directors"] else None,
        team=tuple(_member(member) for member in row["team"]),
        detentions=tuple(_detention(detention) for detention in row["detentions"]),
    )


def _member(row: dict[str, Any]) -> TeamMember:
    return TeamMember(
        fact=row["fact"],
        role=row["role"],
        frame=row["frame"],
        professional_id=row["professional"]["id"] if row["professional"] else None,
        professional_name=row["professional"]["name"] if row["professional"] else None,
        position_id=row["positionId"],
        organisation_id=row["organisation"]["id"],
        organisation_name=row["organisation"]["name"],
        organisation_kind=row["organisation"]["kind"],
        valid_from=row["validFrom"],
        ends_with=row["endsWith"],
        planned_to=row["plannedTo"],
        source=row["source"],
    )


def _director(row: dict[str, Any]) -> Director:
    return Director(
        professional_id=row["professional"]["id"] if row["professional"] else None,
        professional_name=row["professional"]["name"] if row["professional"] else None,
        position_id=row["position"],
        organisation_id=row["organisation"]["id"],
        organisation_name=row["organisation"]["name"],
        since=row["validFrom"],
    )


def _detention(row: dict[str, Any]) -> CaseDetention:
    state: dict[str, Any] = row["states"][0] if row["states"] else {}
    return CaseDetention(
        id=row["id"],
        person_id=row["person"],
        started_at=row["startedOn"],
        status=state.get("status"),
        expected_end=state.get("expectedEnd"),
        certainty=state.get("certainty"),
        supervision_follows=state.get("supervisionFollows"),
    )


CASE_IDS: LiteralString = f"""{OWN_CASES}
  AND ($asked.statuses IS NULL OR EXISTS {{ MATCH (c)-[:HAS_STATE]->(s:CaseState)
    WHERE s.status IN $asked.statuses AND {in_force_now("s")} }})
  AND ($asked.kinds IS NULL OR c.kind IN $asked.kinds)
WITH c.id AS id ORDER BY id
RETURN collect(id) AS ids
"""


async def cases_found(
    store: Store,
    actor: Actor,
    clock: Clock,
    *,
    statuses: Sequence[str] | None = None,
    kinds: Sequence[str] | None = None,
    after: str | None = None,
    first: int = 50,
) -> Page[str]:
    """Ids of the actor's own cases, by id; `statuses` (OPEN, CLOSED) and `kinds` (PERSON, FAMILY) narrow them."""
    check_words("statuses", statuses, STATUSES)
    check_words("kinds", kinds, ("PERSON", "FAMILY"))
    parameters = {
        **actor.parameters(clock.now()),
        "asked": {
            "statuses": list(statuses) if statuses is not None else None,
            "kinds": list(kinds) if kinds is not None else None,
        },
    }
    row = await store.one(CASE_IDS, parameters)
    return cut(row["ids"] if row else [], after, first)
