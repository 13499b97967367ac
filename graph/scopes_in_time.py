"""Borders in time of the TEAM scope, as they stand in statements: release, closing, treatment, consent."""

from datetime import timedelta
from typing import LiteralString

from graph.actors import Actor
from graph.fragments import believed_now, end_now, in_force_now
from graph.policy.borders import days_after, months_after
from graph.policy.policies import POLICY
from graph.times import day_of, start_of_day


# Planning a statement costs the server by its sub-queries: what can be asked together is, and sorted out in lists.
def in_time(c: LiteralString) -> LiteralString:
    """No border in time of case `c` has passed for the actor, and what the purpose needs is in force."""
    return f"""({_needed(c)}
      AND any(around IN [COLLECT {{
          MATCH ({c})-[:HAS_STATE|IN_CASE]-(r:CaseState|Involvement)
          WHERE $actor.kind = 'MUNICIPALITY' AND {believed_now("r")}
            AND (r:CaseState OR (r.frame = 'MUNICIPAL_TASK' AND r.organisationId = $actor.organisation))
          RETURN {{status: coalesce(r.status, 'TASK'),
            holds: coalesce(r.validFrom, -$max) <= $now < {end_now("r")}}} }}]
        WHERE ($actor.kind <> 'MUNICIPALITY' OR (any(one IN around WHERE one.status <> 'TASK')
            AND none(one IN around WHERE one.status = 'CLOSED' AND one.holds)))
          AND ($actor.releasedSince IS NULL OR {c}.frame = $actor.exempt
            OR any(one IN around WHERE one.status = 'TASK' AND one.holds) OR {_not_long_out(c)})))"""


def _needed(c: LiteralString) -> LiteralString:
    """CARE needs a treatment relation, VOLUNTARY_SUPPORT a consent; in a case of several persons neither counts."""
    return f"""(NOT $actor.purpose IN ['CARE', 'VOLUNTARY_SUPPORT']
        OR (COUNT {{ ({c})-[:FOR]->(:Person) }} = 1 AND EXISTS {{
          MATCH (need:TreatmentRelation|Consent {{caseId: {c}.id}})-[:BY|TO]->(with)
          WHERE {in_force_now("need")} AND CASE $actor.purpose
            WHEN 'CARE' THEN need:TreatmentRelation AND with.id IN [$actor.position, $actor.organisation]
            ELSE need:Consent AND with.id = $actor.organisation AND size(need.classes) > 0 END }}))"""


def _not_long_out(c: LiteralString) -> LiteralString:
    """Somebody of the case is inside, or was released since the border, or nobody was ever released.

    A detention of which nothing is said makes all unknown, which hides.
    """
    return f"""any(inside IN [COLLECT {{
        MATCH ({c})-[:FOR]->(:Person)-[:HAS_DETENTION]->(stay:Detention)
        OPTIONAL MATCH (stay)-[:HAS_STATE]->(said:DetentionState) WHERE {believed_now("said")}
        RETURN {{of: stay.id, status: said.status, from: said.validFrom, to: {end_now("said")}}} }}]
      WHERE none(one IN inside WHERE one.status IS NULL) AND any(ends IN [[one IN inside WHERE one.status = 'INSIDE' |
          [coalesce(one.from, -$max), reduce(out = one.to, other IN inside | CASE
            WHEN other.of = one.of AND other.status = 'RELEASED' AND coalesce(one.from, -$max) < other.from < out
            THEN other.from ELSE out END)]]]
        WHERE none(end IN ends WHERE end[1] <= $now) OR any(end IN ends
          WHERE end[0] <= $now < end[1] OR $actor.releasedSince <= end[1] <= $now)))"""


def release_border(actor: Actor, now: int) -> int | None:
    """The earliest release that still leaves a case open to an actor at `now`; None where releases have no border."""
    match actor.organisation_kind:
        case "PRISON":
            return days_after(now, 1 - POLICY.parameters.prison_days)
        case "MUNICIPALITY":
            return _months_before(now, POLICY.parameters.municipality_months)
        case _:
            return None


def _months_before(now: int, months: int) -> int | None:
    """00:00 of the first day of which the same day so many months on has not come yet."""
    day = day_of(now) - timedelta(days=31 * months + 4)
    while (border := months_after(start_of_day(day), months)) is not None and border <= now:
        day += timedelta(days=1)
    return start_of_day(day)
