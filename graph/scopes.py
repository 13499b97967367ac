"""Which cases an actor may come near. These texts stand inside every statement, before any order, limit or count.

Each scope of the access document has a test of one case and a way to find its cases outward from the actor. The
policy decides on the same once more on what came out (`graph.policy.scoping`); a difference raises an alarm.
Parameters: those of `scope_parameters`. Outside the scope a person or case does not exist.
"""

from collections.abc import Callable, Mapping
from typing import Any, LiteralString

from graph.actors import ASSIGNING, NOT_CASE_WORKING, Actor
from graph.fragments import believed_now, end_now, in_force_now
from graph.model.words import FRAMES
from graph.policy.borders import days_after
from graph.policy.policies import POLICY
from graph.policy.scoping import SAFETY_HOUSE_FRAME
from graph.policy.tables import Scope
from graph.scopes_in_time import in_time, release_border
from graph.times import FOREVER

Holds = Callable[[LiteralString], LiteralString]
"""From the name of a case in a statement to the test whether it is in scope."""


def not_excluded(c: LiteralString) -> LiteralString:
    """The professional who acts is not excluded from case `c`, as somebody related to the person."""
    return f"""NOT EXISTS {{ MATCH ({c})<-[:EXCLUDED_FROM]-(excluded:Exclusion)
        WHERE excluded.professionalId = $actor.professional AND {in_force_now("excluded")} }}"""


def _of_one_person(c: LiteralString) -> LiteralString:
    return f"{c}.kind = 'PERSON' AND {c}.frame <> 'WGS_SAFETY_HOUSE'"


_PRISONS: LiteralString = f"""CASE $actor.screens WHEN 'HERE' THEN [$actor.organisation] WHEN 'POSTED' THEN
      COLLECT {{ MATCH (:Position {{id: $actor.position}})-[:HAS_STATE]->(posted:PositionState)-[:POSTED_AT]->(z:Prison)
        WHERE {in_force_now("posted")} RETURN z.id }} ELSE [] END"""


def team(c: LiteralString) -> LiteralString:
    """Case `c` is in the TEAM scope: an involvement in force now of the acting position, or of its organisation where
    no person is named and the function may assign, under any frame; the professional not excluded; no border passed.
    """
    return f"""(EXISTS {{ MATCH ({c})<-[:IN_CASE]-(scope:Involvement)
        WHERE scope.frame IN $actor.frames AND {in_force_now("scope")}
          AND (scope.positionId = $actor.position
               OR (scope.positionId IS NULL AND scope.organisationId = $actor.organisation AND $actor.assigns))
        WITH {c} LIMIT 1 WHERE {in_time(c)} RETURN true }}
      AND {not_excluded(c)})"""


def intake(c: LiteralString) -> LiteralString:
    """Case `c` is in the INTAKE scope: a recent notice or placement names the organisation, whose function assigns, and
    no colleague has been in the case since.
    """
    return f"""($actor.assigns AND EXISTS {{ MATCH (told:Notice {{caseId: {c}.id}})-[:TO]->(named:Organisation)
        WHERE named.id = $actor.organisation AND $actor.noticedSince <= told.receivedOn < $actor.noticedBefore
          AND {in_force_now("told")}
          AND NOT (told.receivedOn <= $now AND EXISTS {{ MATCH ({c})<-[:IN_CASE]-(colleague:Involvement)
            WHERE colleague.organisationId = $actor.organisation AND colleague.positionId IS NOT NULL
              AND {believed_now("colleague")} AND coalesce(colleague.validFrom, told.receivedOn) <= $now
              AND told.receivedOn < {end_now("colleague")} }}) }}
      AND {not_excluded(c)})"""


def screening(c: LiteralString) -> LiteralString:
    """Case `c` is on the SCREENING LIST: a person who is now in the prison of the actor, or of its posting."""
    return f"""({_of_one_person(c)} AND EXISTS {{
        MATCH ({c})-[:FOR]->(:Person)-[:HAS_DETENTION]->(:Detention)-[:HAS_STAY]->(stay:Stay)-[:IN]->(inside:Prison)
        WHERE {in_force_now("stay")} AND inside.id IN {_PRISONS} }}
      AND {not_excluded(c)})"""


def subject(c: LiteralString) -> LiteralString:
    """Case `c` is in the SUBJECT scope: the person's own, open or closed."""
    return f"""({_of_one_person(c)}
      AND EXISTS {{ MATCH ({c})-[:FOR]->(own:Person) WHERE own.id = $actor.professional }})"""


_TEAM_CASES: LiteralString = f"""
MATCH (h:Position {{id: $actor.position}})-[:HAS]->(i:Involvement)-[:IN_CASE]->(c:Case)
WHERE i.frame IN $actor.frames AND {in_force_now("i")}
WITH collect(DISTINCT c) AS own
WITH own + COLLECT {{ MATCH (o:Organisation {{id: $actor.organisation}})-[:HAS]->(i:Involvement)-[:IN_CASE]->(c:Case)
  WHERE $actor.assigns AND i.frame IN $actor.frames AND {in_force_now("i")} RETURN DISTINCT c }} AS cases
UNWIND cases AS c"""
_INTAKE_CASES: LiteralString = f"""
MATCH (o:Organisation {{id: $actor.organisation}})<-[:TO]-(n:Notice)
WHERE $actor.noticedSince <= n.receivedOn < $actor.noticedBefore AND {in_force_now("n")}
MATCH (c:Case {{id: n.caseId}})"""
_SCREENING_CASES: LiteralString = f"""
UNWIND {_PRISONS} AS id
MATCH (:Prison:Organisation {{id: id}})<-[:IN]-(s:Stay) WHERE {in_force_now("s")}
MATCH (s)<-[:HAS_STAY]-(:Detention)<-[:HAS_DETENTION]-(:Person)<-[:FOR]-(c:Case)"""
_SUBJECT_CASES: LiteralString = "MATCH (:Person {id: $actor.professional})<-[:FOR]-(c:Case)"


def _found(anchor: LiteralString, holds: Holds) -> LiteralString:
    return f"""{anchor}
WITH DISTINCT c WHERE {holds("c")}"""


IN_SCOPE: Mapping[Scope, Holds] = {
    Scope.TEAM: team,
    Scope.INTAKE: intake,
    Scope.SCREENING: screening,
    Scope.SUBJECT: subject,
}
"""The test of one case, by scope. A purpose without one of these sees no case at all."""

OWN_CASES: Mapping[Scope, LiteralString] = {
    Scope.TEAM: _found(_TEAM_CASES, team),
    Scope.INTAKE: _found(_INTAKE_CASES, intake),
    Scope.SCREENING: _found(_SCREENING_CASES, screening),
    Scope.SUBJECT: _found(_SUBJECT_CASES, subject),
}
"""Start of a statement, by scope: a row for each case `c` in it, found from the actor outward."""

EXCLUDED: LiteralString = f"""
MATCH (:Person {{id: $asked.person}})<-[:FOR]-(c:Case)<-[:EXCLUDED_FROM]-(excluded:Exclusion)
WHERE excluded.professionalId = $actor.professional AND {in_force_now("excluded")}
RETURN c.id AS id LIMIT 1
"""
"""Something where the actor is excluded from a case of a person."""

EXCLUDED_FROM: LiteralString = f"""
MATCH (:Case {{id: $asked.case}})<-[:EXCLUDED_FROM]-(excluded:Exclusion) WHERE {in_force_now("excluded")}
RETURN collect(DISTINCT excluded.professionalId) AS professionals
"""
"""Who is excluded from a case."""

Statements = Mapping[Scope, LiteralString]
"""One statement as it stands for each scope."""


def by_case(statement: Callable[[Holds], LiteralString]) -> Statements:
    """A statement that tests cases, written out for each scope."""
    return {scope: statement(holds) for scope, holds in IN_SCOPE.items()}


def from_own_cases(rest: LiteralString) -> Statements:
    """A statement that begins at the actor's cases, written out for each scope."""
    return {scope: cases + rest for scope, cases in OWN_CASES.items()}


def scope_parameters(actor: Actor, now: int) -> dict[str, Any]:
    """What the texts above need, judged at `now` (milliseconds UTC).

    The actor goes as one map: the server plans a statement anew for every type and magnitude of length of a
    parameter, but does not look into maps.
    """
    return {
        "actor": {
            "professional": actor.professional,
            "position": actor.position,
            "organisation": actor.organisation,
            "frames": [] if actor.function in NOT_CASE_WORKING else list(FRAMES),
            "assigns": actor.function in ASSIGNING,
            "purpose": actor.purpose,
            "kind": actor.organisation_kind,
            "noticedSince": days_after(now, 1 - POLICY.parameters.intake_days),
            "noticedBefore": days_after(now, 1),
            "releasedSince": release_border(actor, now),
            "exempt": None if actor.function == "MEDICAL" else SAFETY_HOUSE_FRAME,
            "screens": _screens(actor),
        },
        "now": now,
        "max": FOREVER,
    }


def _screens(actor: Actor) -> str | None:
    """Whether the actor screens in the own prison, where posted, or not at all."""
    if actor.organisation_kind == "PRISON" and actor.function in {"CASE_MANAGER", "SENIOR_CASE_MANAGER"}:
        return "HERE"
    posted = actor.organisation_kind == "PROBATION" and actor.function == "PROBATION_ADVISER"
    return "POSTED" if posted else None
