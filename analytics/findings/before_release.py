"""What must be settled while there is still time before the release: the supervisor met, the conditions in order."""

from typing import Annotated

from analytics.clock.arrival import CONTACTS
from analytics.clock.course import Course, day_of_course
from analytics.clock.release import FOLLOWS, Basis, condition_settled, supervisor_met
from analytics.clock.verdict import Outcome, Verdict
from analytics.findings.finding import Answer, Item, answer, out_of_scope, reason
from analytics.findings.situation import Situation
from graph.model.words import CONDITIONS
from graph.times import day_of, last_day


def supervisor_not_met(
    situation: Situation,
    *,
    basis: Basis,
    follows: Annotated[tuple[str, ...], FOLLOWS],
    kinds: Annotated[tuple[str, ...], CONTACTS],
    days_before: int,
) -> Answer:
    """Found where supervision follows, the release is `days_before` days away or fewer, and the person and a
    supervision officer never met, as the clock tells it. Unknown where whether it follows, or the day of release, is
    not recorded.
    """
    courses = [one for one in situation.courses if not one.is_released]
    if not courses:
        return out_of_scope("NOT_INSIDE")
    told = [
        (one, supervisor_met(one, basis=basis, follows=follows, kinds=kinds, days_before=days_before + 1))
        for one in courses
    ]
    if all(one.outcome is Outcome.NOT_APPLICABLE for _, one in told):
        return out_of_scope("NO_SUPERVISION")
    found: list[Item] = []
    unknown: list[Item] = []
    for course, verdict in told:
        if verdict.outcome is Outcome.LATE:
            found.append(_item(course, course.detention, "SUPERVISOR_NOT_MET", verdict))
        elif verdict.outcome is Outcome.UNKNOWN and _is_close(course, days_before):
            unknown.append(
                Item(course.detention, verdict.reason, None, verdict.evidence, verdict.missing, course.detention)
            )
    return answer(found, unknown, absent="SUPERVISOR_MET")


def condition_open(
    situation: Situation, *, conditions: Annotated[tuple[str, ...], CONDITIONS], days_before: int
) -> Answer:
    """Found for a basic condition that is not in order while the release is `days_before` days away or fewer: one for
    each condition. Unknown where it was not assessed since the detention began, or as unknown, or where the day of
    release is not recorded.
    """
    courses = [one for one in situation.courses if not one.is_released and one.start <= situation.at]
    if not courses:
        return out_of_scope("NOT_INSIDE")
    found: list[Item] = []
    unknown: list[Item] = []
    for course in courses:
        if not _is_close(course, days_before):
            continue
        for condition in conditions:
            verdict = condition_settled(course, condition=condition, referred_to=(), days_before=days_before + 1)
            key = f"{course.detention}.{condition}"
            if verdict.outcome is Outcome.LATE:
                found.append(_item(course, key, f"OPEN_{condition}", verdict))
            elif verdict.outcome is Outcome.UNKNOWN:
                unknown.append(Item(key, verdict.reason, None, verdict.evidence, verdict.missing, course.detention))
    return answer(found, unknown, absent="CONDITIONS_SETTLED")


def _is_close(course: Course, days_before: int) -> bool:
    """Whether the release is near, or not known and so could be."""
    return course.end is None or day_of_course(course.end, -days_before) <= course.at


def _item(course: Course, key: str, code: str, verdict: Verdict) -> Item:
    release = None if course.end is None else day_of(course.end)
    missing = verdict.missing
    since = verdict.due
    last = None if since is None else last_day(since)
    return Item(key, reason(code, release=release, due=last), since, verdict.evidence, missing, course.detention)
