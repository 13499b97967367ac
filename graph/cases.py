"""Cases in the actor's scope: their team, who directs, and the detentions with their expected end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import LiteralString

from graph import classes
from graph.directions import lapsed_at
from graph.form_fields import of_present_detention
from graph.fragments import believed_now, end_now, had_medical_function, in_force_now
from graph.guards import Guard
from graph.inputs import check_words
from graph.model.kinds import FieldClass
from graph.opened import Opened, latest
from graph.paging import Page, cut
from graph.policy.gathering import POSITION, facts
from graph.scopes import Holds, by_case, from_own_cases
from graph.sections import Row, Section
from graph.withholding import Shown, Withheld

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
    """Who directs the case, since when (milliseconds UTC, None unknown).

    Professional and position are None where the organisation directs: `position_ended` where that is because the
    position ended that directed.
    """

    professional_id: str | None
    professional_name: str | None
    position_id: str | None
    organisation_id: str
    organisation_name: str
    since: int | None
    position_ended: bool


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
    """A case as it is now; `status` None is unknown. Detentions stand latest first.

    What `withheld` names is None or empty, or not all there is, whatever there is.
    """

    id: str
    kind: str | None
    frame: str | None
    status: str | None
    person_ids: tuple[str, ...]
    director: Director | None
    team: tuple[TeamMember, ...]
    detentions: tuple[CaseDetention, ...]
    withheld: tuple[Withheld, ...]


SHOWN = (Shown(FieldClass.COURSE, on_form=True), Shown(FieldClass.PLAN), Shown(FieldClass.HEALTH))
"""What a case can show: HEALTH is the part of care providers and medical functions in the team."""


def _cases_by_id(holds: Holds) -> LiteralString:
    return f"""
MATCH (c:Case) WHERE c.id IN $asked.ids AND {holds("c")}
WITH collect(c) AS cases
RETURN COLLECT {{ UNWIND cases AS c RETURN c{{{facts("c")}}} }} AS cases, {POSITION} AS position,
  COLLECT {{ UNWIND cases AS c MATCH (c)-[:HAS_STATE]->(s:CaseState) WHERE {in_force_now("s")}
    RETURN s{{.caseId, .fact, .validFrom, .status}} }} AS states,
  COLLECT {{ UNWIND cases AS c MATCH (c)<-[:IN_CASE|OF_CASE]-(r:Involvement|Direction)<-[:HAS|DIRECTS]-(h)
    WHERE {in_force_now("r")}
    OPTIONAL MATCH (h)-[:AT]->(a:Organisation)
    OPTIONAL MATCH (h)<-[:HOLDS]-(w:Professional)
    WITH r, h, w, a, coalesce(a, h) AS o
    RETURN r{{.caseId, .fact, .role, .frame, .validFrom, .endsWith, .plannedTo, .source,
      position: CASE WHEN a IS NULL THEN null ELSE h.id END,
      medical: {had_medical_function("h")},
      served: CASE WHEN r:Direction THEN COLLECT {{ MATCH (h)-[:HAS_STATE]->(s:PositionState)
        WHERE {believed_now("s")} RETURN [coalesce(s.validFrom, 0), {end_now("s")}] }} ELSE [] END,
      professional: w{{.id, .name}}, organisation: o{{.id, .name, .kind}}}} ORDER BY r.role, r.fact }} AS around,
  COLLECT {{ UNWIND cases AS c MATCH (c)-[:FOR]->(p:Person)-[:HAS_DETENTION]->(d:Detention) WHERE d.caseId = c.id
    OPTIONAL MATCH (d)-[:HAS_STATE]->(s:DetentionState) WHERE s.caseId = c.id AND {in_force_now("s")}
    RETURN {{caseId: c.id, id: d.id, startedOn: d.startedOn, person: p.id, state:
      s{{.fact, .validFrom, .status, .expectedEnd, .certainty, .supervisionFollows}}}}
    ORDER BY d.startedOn DESC, d.id }} AS detentions
"""


CASES_BY_ID = by_case(_cases_by_id)

_STATES = Section(FieldClass.COURSE)
_SECTIONS: Mapping[str, Section] = {
    "states": _STATES,
    "around": Section(
        classes.of_involvement,
        classes.origin,
        work=("professional",),
        beside=classes.of_indication,
        datum_for=FieldClass.HEALTH,
    ),
    "detentions": Section(FieldClass.COURSE, classes.form_field),
}


async def cases_by_id(guard: Guard, ids: Sequence[str]) -> dict[str, Case]:
    """Cases by id; absent are those that do not exist for this actor, whatever the reason."""
    opened = await guard.read(CASES_BY_ID, {"asked": {"ids": list(ids)}}, _SECTIONS)
    if opened is None:
        return {}
    for case in opened.cases:
        guard.show(case["persons"], case["id"])
    return {case["id"]: _case(opened, case) for case in opened.told_cases()}


def _case(opened: Opened, case: Row) -> Case:
    def of(column: str) -> list[Row]:
        return [row for row in opened[column] if row["caseId"] == case["id"]]

    state, around = latest(of("states")), of("around")
    director = latest(row for row in around if row["role"] is None)
    detentions: dict[str, list[Row]] = {}
    for row in of_present_detention(opened.guard, opened, of("detentions"), itemgetter("id")):
        detentions.setdefault(row["id"], []).append(row)
    return Case(
        id=case["id"],
        kind=case["kind"],
        frame=case["frame"],
        status=state["status"] if state else None,
        person_ids=tuple(case["persons"]),
        director=_director(director, opened.guard.now) if director else None,
        team=tuple(_member(row) for row in around if row["role"] is not None),
        detentions=tuple(_detention(rows) for rows in detentions.values()),
        withheld=opened.guard.withheld([case["id"]], SHOWN),
    )


def _member(row: Row) -> TeamMember:
    return TeamMember(
        fact=row["fact"],
        role=row["role"],
        frame=row["frame"],
        professional_id=row["professional"]["id"] if row["professional"] else None,
        professional_name=row["professional"]["name"] if row["professional"] else None,
        position_id=row["position"],
        organisation_id=row["organisation"]["id"],
        organisation_name=row["organisation"]["name"],
        organisation_kind=row["organisation"]["kind"],
        valid_from=row["validFrom"],
        ends_with=row["endsWith"],
        planned_to=row["plannedTo"],
        source=row["source"],
    )


def _director(row: Row, now: int) -> Director:
    ended = lapsed_at(row["served"], row["validFrom"], now)
    professional = row["professional"] if ended is None else None
    return Director(
        professional_id=professional["id"] if professional else None,
        professional_name=professional["name"] if professional else None,
        position_id=row["position"] if ended is None else None,
        organisation_id=row["organisation"]["id"],
        organisation_name=row["organisation"]["name"],
        since=row["validFrom"] if ended is None else ended,
        position_ended=ended is not None,
    )


def _detention(rows: list[Row]) -> CaseDetention:
    row = rows[0]
    state = latest(found["state"] for found in rows if found["state"]) or {}
    return CaseDetention(
        id=row["id"],
        person_id=row["person"],
        started_at=row["startedOn"],
        status=state.get("status"),
        expected_end=state.get("expectedEnd"),
        certainty=state.get("certainty"),
        supervision_follows=state.get("supervisionFollows"),
    )


CASE_IDS = from_own_cases(f"""
OPTIONAL MATCH (c)-[:HAS_STATE]->(s:CaseState) WHERE {in_force_now("s")}
WITH collect(DISTINCT c) AS cases, collect(s{{.caseId, .fact, .validFrom, .status}}) AS states
RETURN COLLECT {{ UNWIND cases AS c RETURN c{{{facts("c")}}} }} AS cases, {POSITION} AS position, states
""")


async def cases_found(
    guard: Guard,
    *,
    statuses: Sequence[str] | None = None,
    kinds: Sequence[str] | None = None,
    after: str | None = None,
    first: int = 50,
) -> Page[str]:
    """Ids of the actor's own cases, by id; `statuses` (OPEN, CLOSED) and `kinds` (PERSON, FAMILY) narrow them.

    A case whose status or kind the actor may not read is in no narrowed list.
    """
    check_words("statuses", statuses, STATUSES)
    check_words("kinds", kinds, ("PERSON", "FAMILY"))
    opened = await guard.read(CASE_IDS, {}, {"states": _STATES})
    if opened is None:
        return cut([], after, first)
    states: dict[str, list[Row]] = {}
    for row in opened["states"]:
        states.setdefault(row["caseId"], []).append(row)
    found = [
        case["id"]
        for case in opened.told_cases()
        if (kinds is None or case["kind"] in kinds)
        and (statuses is None or ((state := latest(states.get(case["id"], ()))) and state["status"] in statuses))
    ]
    return cut(found, after, first)
