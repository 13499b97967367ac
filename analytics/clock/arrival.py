"""Before the detention and in its first weeks: call-up, notice of start, intake, instruments, screening."""

from collections.abc import Sequence
from typing import Annotated

from analytics.clock.course import Course, day_of_course
from analytics.clock.deadlines import in_first_days, inside
from analytics.clock.verdict import Seen, Verdict, done, due_or_late, not_applicable, unknown
from graph.case_records import View
from graph.model.catalogue import KINDS
from graph.model.words import CONDITIONS, FUNCTIONS, ORGANISATION_KINDS
from graph.times import last_day

CONTACTS = ("TALK", "VISIT", "TELEPHONE", "VIDEO", "NO_SHOW")
PLAN_STATUSES = ("DRAFT", "PROPOSED", "ADOPTED", "CLOSED")
INSTRUMENTS = (
    "RISC", "RISK_SCREENER_VIOLENCE", "SCIL", "REFLECTOR", "LANGUAGE_METER", "SAPROF", "SELF_SUFFICIENCY_MATRIX",
    "ASR_FRAMEWORK",
)  # fmt: skip


def plan_before_start(course: Course, *, statuses: Annotated[tuple[str, ...], PLAN_STATUSES]) -> Verdict:
    """Done by a state of the plan with one of the statuses that began before the detention and after an earlier one.

    Only for self-reporters; unknown where it is not recorded whether the person is one and no such plan is there.
    """
    seen = [
        one
        for one in course.happened("PlanState", day="", since=course.since)
        if one.record.value("status") in statuses and one.at is not None and one.at < course.start
    ]
    return _for_self_reporters(course, course.start, seen[:1], "PlanState")


def call_up(course: Course, *, days_before: int) -> Verdict:
    """Done by a notice CALL_UP of this detention; due so many days before it begins.

    Only for self-reporters; unknown where it is not recorded whether the person is one and no call-up is there.
    """
    seen = [
        one
        for one in course.happened("Notice", day="receivedOn", since=course.since)
        if one.record.value("kind") == "CALL_UP"
    ]
    due = day_of_course(course.start, 1 - days_before)
    return _for_self_reporters(course, due, seen[:1], "Notice.CALL_UP")


def _for_self_reporters(course: Course, due: int, seen: Sequence[Seen], missing: str) -> Verdict:
    reporter = course.said("selfReporter")
    if reporter is False:
        return not_applicable("NO_SELF_REPORTER")
    if seen:
        return done(list(seen), due)
    if reporter is None:
        return unknown("SELF_REPORTER_UNKNOWN", "DetentionState.selfReporter")
    return due_or_late(course.at, due, (missing,), until=None if course.start > course.at else course.start)


def notice_of_start(course: Course, *, to: Annotated[str, ORGANISATION_KINDS], days: int) -> Verdict:
    """Done by a notice START_OF_DETENTION to an organisation of this kind, received since an earlier detention ended.

    To which municipality is not judged: origin and settlement may differ. After the release it can still be done.
    """
    seen = notices(course, "START_OF_DETENTION", to, course.since)
    due = in_first_days(course, days)
    return done(seen[:1], due) if seen else due_or_late(course.at, due, ("Notice.START_OF_DETENTION",))


def notices(course: Course, kind: str, to: str, since: int) -> list[Seen]:
    """The notices of a kind to organisations of a kind, in order of receipt."""
    return [
        one
        for one in course.happened("Notice", day="receivedOn", since=since)
        if one.record.value("kind") == kind and organisation_kind(course.view, one.record.end("to")) == to
    ]


def organisation_kind(view: View, id: str | None) -> str | None:
    """The kind of the organisation that stands at a record."""
    holder = view.case.holders.get(id or "")
    return holder.organisation_kind if holder else None


def function_of(course: Course, seen: Seen) -> str | None:
    """In which function the position at a record acted on that day; None where that is not known."""
    holder = course.view.case.holders.get(seen.record.end("by") or "")
    return holder.function(seen.at if seen.at is not None else course.at, course.view.known_at) if holder else None


def seen_by(
    course: Course,
    *,
    functions: Annotated[tuple[str, ...], FUNCTIONS],
    kinds: Annotated[tuple[str, ...], CONTACTS],
    days: int,
) -> Verdict:
    """Done by a contact moment of one of the kinds, by somebody in one of the functions.

    Unknown where somebody saw the person whose function on that day is not recorded.
    """
    contacts = [one for one in course.happened("ContactMoment", day="heldOn") if one.record.value("kind") in kinds]
    seen = [one for one in contacts if function_of(course, one) in functions]
    nameless = [one.record for one in contacts if function_of(course, one) is None]
    if not seen and nameless:
        return unknown("FUNCTION_UNKNOWN", "PositionState.function", seen=tuple(nameless))
    return inside(course, in_first_days(course, days), seen[:1], [f"ContactMoment.{functions[0]}"])


def conditions_assessed(course: Course, *, conditions: Annotated[tuple[str, ...], CONDITIONS], days: int) -> Verdict:
    """Done when each of the conditions has been assessed since the detention began, on the day of the last first one.

    Unknown where all were assessed and one of them with the outcome unknown, or on a day that is not recorded.
    """
    first: list[Seen] = []
    as_unknown: list[str] = []
    undated: list[str] = []
    lacking: list[str] = []
    for condition in conditions:
        own = [
            one
            for one in course.happened("Assessment", day="assessedOn")
            if one.record.value("condition") == condition and one.record.end("person") == course.person
        ]
        told = [one for one in own if one.record.value("status") != "UNKNOWN"]
        dated = [one for one in told if one.at is not None]
        if dated:
            first.append(dated[0])
        elif own:
            (undated if told else as_unknown).append(condition)
            first.append(own[0])
        else:
            lacking.append(condition)
    records = tuple(one.record for one in first)
    missing = [f"Assessment.{one}" for one in lacking]
    if lacking:
        return inside(course, in_first_days(course, days), (), missing, partly=records)
    if as_unknown:
        return unknown(
            "ASSESSED_AS_UNKNOWN", *(f"Assessment.{one}" for one in as_unknown), seen=records, what=",".join(as_unknown)
        )
    if undated:
        return unknown("ASSESSED_SOME_DAY", "Assessment.assessedOn", seen=records, what=",".join(undated))
    return done(first, in_first_days(course, days))


def instrument_taken(course: Course, *, instrument: Annotated[str, INSTRUMENTS], days: int) -> Verdict:
    """Done by a result of the instrument taken since the detention began; an earlier one does not count."""
    seen = [
        one
        for one in course.happened("InstrumentResult", day="takenOn")
        if one.record.value("instrument") == instrument and one.record.end("person") == course.person
    ]
    return inside(course, in_first_days(course, days), seen[:1], [f"InstrumentResult.{instrument}"])


def screened(course: Course, *, days: int) -> Verdict:
    """Due until its last day; after it unknown: what came of a screening is told under its own purpose only."""
    due = in_first_days(course, days)
    found = inside(course, due, list(course.happened("Screening", day="screenedOn"))[:1], ["Screening"])
    if found.outcome == "LATE" and "Screening" not in KINDS:
        return unknown("NOT_RECORDED_HERE", "Screening", due=last_day(due))
    return found
