"""How a rule that has a last day is judged: by the days inside, or by the day of release."""

from collections.abc import Sequence

from analytics.clock.course import Course, day_of_course
from analytics.clock.verdict import Seen, Verdict, done, due_or_late, not_applicable, unknown
from graph.case_records import Record
from graph.times import last_day

EXPECTED_END = "DetentionState.expectedEnd"


def in_first_days(course: Course, days: int) -> int:
    """The first moment that is later than `days` days after the day of arrival, which is day 0."""
    return day_of_course(course.start, days + 1)


def inside(
    course: Course, due: int, seen: Sequence[Seen], missing: Sequence[str], *, partly: Sequence[Record] = ()
) -> Verdict:
    """What is done while inside: done by `seen`, or due; who leaves first, or is expected to, needs it no more.

    What was late at the release stays so, and its days stop counting.
    """
    if seen:
        return done(list(seen), due)
    if course.is_released and course.released is None:
        return unknown("RELEASE_UNKNOWN", EXPECTED_END)
    leaves = course.released if course.is_released else course.expected
    if leaves is not None and day_of_course(leaves, 1) < due:
        if course.is_released:
            return not_applicable("RELEASED_BEFORE", day=last_day(leaves + 1), due=last_day(due))
        if course.at < due and course.at < day_of_course(leaves, 1):
            return not_applicable("LEAVES_BEFORE", day=last_day(leaves + 1), due=last_day(due))
    until = None if course.released is None else day_of_course(course.released, 1) - 1
    return due_or_late(course.at, due, tuple(missing), seen=tuple(partly), until=until)


def before_release(
    course: Course, days_before: int, seen: Sequence[Seen], missing: Sequence[str], *, partly: Sequence[Record] = ()
) -> Verdict:
    """What must be there `days_before` days before the day of release. An expected day that has passed still counts."""
    end = course.end
    due = None if end is None else day_of_course(end, 1 - days_before)
    if seen:
        return done(list(seen), due)
    if due is None:
        return unknown("RELEASE_UNKNOWN", EXPECTED_END, seen=tuple(partly))
    return due_or_late(course.at, due, tuple(missing), seen=tuple(partly))


def after_release(course: Course, days: int, seen: Sequence[Seen], missing: Sequence[str]) -> Verdict:
    """What is done at the latest `days` days after the day of release.

    A release that was expected and is not recorded is no release: then it cannot be told.
    """
    end = course.end
    due = None if end is None else day_of_course(end, days + 1)
    if seen:
        return done(list(seen), due)
    if end is None or due is None:
        return unknown("RELEASE_UNKNOWN", EXPECTED_END)
    if not course.is_released and day_of_course(end, 1) <= course.at:
        return unknown("RELEASE_PASSED", "DetentionState.RELEASED", day=last_day(end + 1))
    return due_or_late(course.at, due, tuple(missing))
