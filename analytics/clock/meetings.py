"""The meetings of the team (*MDO*) and the joint plan."""

from typing import Annotated

from analytics.clock.arrival import PLAN_STATUSES
from analytics.clock.course import Course, day_of_course
from analytics.clock.deadlines import EXPECTED_END, in_first_days, inside
from analytics.clock.verdict import Seen, Verdict, due_or_late, not_applicable, unknown
from graph.policy.borders import months_after
from graph.times import FOREVER, last_day

MEETINGS = ("MDO", "TRAJECTORY", "HANDOVER", "SAFETY_HOUSE", "REGIONAL")


def meeting_held(course: Course, *, kind: Annotated[str, MEETINGS], number: int, days: int) -> Verdict:
    """Done by the meeting of this number, counted over the meetings of the kind since the detention began."""
    held = _held(course, kind)
    seen, before = held[number - 1 : number], tuple(one.record for one in held[: number - 1])
    return inside(course, in_first_days(course, days), seen, [f"Meeting.{kind}"], partly=before)


def meetings_go_on(
    course: Course,
    *,
    kind: Annotated[str, MEETINGS],
    after: int,
    days: int,
    long_stay_days: int,
    long_stay_months: int,
) -> Verdict:
    """The next meeting is due so many days after the last one; months after it where the stay is long.

    A stay is long from `long_stay_days` between arrival and release, expected or actual. Unknown where the release is
    not known and the two answers differ. Late at the release stays late.
    """
    held = _held(course, kind)
    if len(held) < after:
        return not_applicable("NOT_BEGUN", number=after)
    last = held[-1]
    missing, seen = (f"Meeting.{kind}",), (last.record,)
    moment = course.start if last.at is None else last.at
    short, long = day_of_course(moment, days + 1), _months(moment, long_stay_months)
    lasts_long = _lasts(course, long_stay_days)
    due = long if lasts_long else short
    if lasts_long is None and short <= course.at < long:
        return unknown("LENGTH_UNKNOWN", EXPECTED_END, seen=seen, due=last_day(short))
    if lasts_long is None and course.at >= long:
        due = long
    found = inside(course, due, (), missing, partly=seen)
    return found if found.outcome != "UNKNOWN" else due_or_late(course.at, due, missing, seen=seen)


def _held(course: Course, kind: str) -> list[Seen]:
    return [one for one in course.happened("Meeting", day="heldOn") if one.record.value("kind") == kind]


def _months(moment: int, months: int) -> int:
    day = months_after(moment, months)
    return FOREVER if day is None else day_of_course(day, 1)


def _lasts(course: Course, days: int) -> bool | None:
    """Whether the stay lasts so many days; None where its end is not known and it has not lasted as long yet."""
    border = day_of_course(course.start, days)
    if course.end is None:
        return True if border <= course.at and not course.is_released else None
    return border <= course.end


def plan_reached(course: Course, *, statuses: Annotated[tuple[str, ...], PLAN_STATUSES], days: int) -> Verdict:
    """Done by the first state of the plan with one of the statuses that began since an earlier detention ended."""
    seen = [
        one
        for one in course.happened("PlanState", day="", since=course.since)
        if one.record.value("status") in statuses
    ]
    return inside(course, in_first_days(course, days), seen[:1], [f"PlanState.{statuses[0]}"])
