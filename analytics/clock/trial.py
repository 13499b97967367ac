"""Advice of probation before the hearing and before conditional release (*v.i.*)."""

from typing import Annotated

from analytics.clock.course import Course, day_of_course
from analytics.clock.deadlines import EXPECTED_END
from analytics.clock.verdict import Seen, Verdict, done, due_or_late, not_applicable, unknown
from graph.case_records import Record
from graph.times import day_of, last_day

ADVICE = ("SUSPENSION", "HEARING", "CONDITIONAL_RELEASE", "D_AND_R", "PP")
GROUNDS = ("PRE_TRIAL", "SENTENCE", "SUBSTITUTE", "ISD", "TBS", "OTHER")


def hearing_advice(course: Course, *, kinds: Annotated[tuple[str, ...], ADVICE], days_before: int) -> Verdict:
    """Done by a request for advice of one of the kinds; due so many days before the hearing, at the soonest on arrival.

    Only before the first verdict. Unknown where no title is recorded, or no day of the hearing.
    """
    seen = _requests(course, kinds)
    titles = course.titles()
    waiting = course.view.latest(one for one in titles if one.value("ground") == "PRE_TRIAL")
    if not titles:
        return done(seen[:1]) if seen else unknown("TITLE_UNKNOWN", "LegalTitle")
    if waiting is None:
        return not_applicable("NOT_PRE_TRIAL")
    hearing = waiting.value("hearingOn")
    due = None if hearing is None else day_of_course(max(day_of_course(hearing, -days_before), course.start), 1)
    if seen:
        return done(seen[:1], due)
    return _no_request(course, due, _verdict(course, titles), tuple(f"AdviceRequest.{kind}" for kind in kinds))


def _no_request(course: Course, due: int | None, verdict: int | None, missing: tuple[str, ...]) -> Verdict:
    if verdict is not None and (due is None or verdict < due):
        return not_applicable("VERDICT_BEFORE", day=day_of(verdict))
    if due is None:
        return unknown("HEARING_UNKNOWN", "LegalTitle.hearingOn")
    released = course.released
    if released is not None and day_of_course(released, 1) < due:
        return not_applicable("RELEASED_BEFORE", day=day_of(released), due=last_day(due))
    ends = [one for one in (verdict, released) if one is not None]
    return due_or_late(course.at, due, missing, until=min(ends, default=None))


def release_advice(
    course: Course,
    *,
    kinds: Annotated[tuple[str, ...], ADVICE],
    grounds: Annotated[tuple[str, ...], GROUNDS],
    days_before: int,
    minimum_stay_days: int,
) -> Verdict:
    """Done by a request for advice of one of the kinds; due so many days before the release.

    Only under one of the grounds, in a stay of at least so many days. Unknown where no title or no release is recorded.
    """
    seen, titles, end = _requests(course, kinds), course.titles(), course.end
    due = None if end is None else day_of_course(end, 1 - days_before)
    if seen:
        return done(seen[:1], due)
    if not titles:
        return unknown("TITLE_UNKNOWN", "LegalTitle")
    if not any(one.value("ground") in grounds for one in titles):
        return not_applicable("NOT_SENTENCED")
    if end is None or due is None:
        return unknown("RELEASE_UNKNOWN", EXPECTED_END)
    if end < day_of_course(course.start, minimum_stay_days):
        return not_applicable("TOO_SHORT", days=minimum_stay_days)
    return due_or_late(course.at, due, tuple(f"AdviceRequest.{kind}" for kind in kinds), until=course.released)


def _requests(course: Course, kinds: tuple[str, ...]) -> list[Seen]:
    return [one for one in course.happened("AdviceRequest", day="requestedOn") if one.record.value("kind") in kinds]


def _verdict(course: Course, titles: list[Record]) -> int | None:
    """When the first verdict came: as recorded, else the start of a title that needs one."""
    said = [one.value("firstVerdictOn") for one in titles]
    said += [one.valid_from for one in titles if one.value("ground") in ("SENTENCE", "ISD", "TBS")]
    return min((one for one in said if one is not None and one <= course.at), default=None)
