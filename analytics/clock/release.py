"""Towards the release and after it: supervision, the conditions, notices, the first contact."""

from typing import Annotated, Literal

from analytics.clock.arrival import CONTACTS, function_of, notices, organisation_kind
from analytics.clock.course import Course
from analytics.clock.deadlines import after_release, before_release
from analytics.clock.verdict import Seen, Verdict, done, not_applicable, unknown
from graph.case_records import Record
from graph.model.words import CONDITIONS, ORGANISATION_KINDS
from graph.times import FOREVER

Basis = Literal["COURSE", "TITLE"]
SUPERVISOR = "SUPERVISION_OFFICER"
FOLLOWS = (
    "NOTHING", "SUPERVISION", "ART_43_3", "ISD", "TBS_TREATMENT", "TBS_CONDITIONS", "CARE_AUTHORISATION", "UNKNOWN",
)  # fmt: skip


def _follows(course: Course, basis: str, follows: tuple[str, ...]) -> Verdict | None:
    """Why supervision is no question here; None where it follows.

    By COURSE what the detention itself says counts; by TITLE what its titles say, where the detention says nothing.
    """
    said = course.said("supervisionFollows")
    if basis == "COURSE":
        if said == "NO":
            return not_applicable("NO_SUPERVISION")
        return None if said == "YES" else unknown("SUPERVISION_UNKNOWN", "DetentionState.supervisionFollows")
    if said in {"YES", "NO"}:
        return not_applicable("TOLD_BY_COURSE")
    titled = {one.value("follows") for one in course.titles()}
    if titled.intersection(follows):
        return None
    if not titled or "UNKNOWN" in titled or None in titled:
        return unknown("SUPERVISION_UNKNOWN", "LegalTitle.follows")
    return not_applicable("NO_SUPERVISION")


def supervisor_assigned(
    course: Course, *, basis: Basis, follows: Annotated[tuple[str, ...], FOLLOWS], days_before: int
) -> Verdict:
    """Done by the involvement of a professional as supervision officer that is not over, from when it was known.

    An organisation without a named professional does not count. Only where supervision follows; unknown where that, or
    the release, is not recorded.
    """
    why = _follows(course, basis, follows)
    if why and why.outcome == "NOT_APPLICABLE":
        return why
    seen = [
        Seen(one, _known(one))
        for one in course.view.all("Involvement")
        if one.value("role") == SUPERVISOR
        and _is_named(course, one.end("holder"))
        and _known(one) <= course.at
        and _reaches(one, course)
    ]
    seen.sort(key=lambda one: (one.at or 0, one.record.fact))
    if why and not seen:
        return why
    return before_release(course, days_before, seen[:1], [f"Involvement.{SUPERVISOR}"])


def _known(one: Record) -> int:
    return one.recorded_at if one.valid_from is None else min(one.valid_from, one.recorded_at)


def _is_named(course: Course, holder: str | None) -> bool:
    found = course.view.case.holders.get(holder or "")
    return found is not None and found.position_id is not None


def _reaches(one: Record, course: Course) -> bool:
    """Whether an involvement reaches the release, and is not over."""
    border = course.at if course.end is None else max(course.at, course.end)
    return one.valid_to is None or border < one.valid_to


def supervisor_met(
    course: Course,
    *,
    basis: Basis,
    follows: Annotated[tuple[str, ...], FOLLOWS],
    kinds: Annotated[tuple[str, ...], CONTACTS],
    days_before: int,
) -> Verdict:
    """Done by a contact of one of the kinds with a supervision officer, or a handover to one where all three met.

    A contact before the detention counts too: they know each other. Only where supervision follows; unknown where that,
    or the release, is not recorded.
    """
    why = _follows(course, basis, follows)
    if why and why.outcome == "NOT_APPLICABLE":
        return why
    officers = _supervisors(course)
    seen = [one for one in _by_supervisor(course, kinds, -FOREVER) if one.at is not None]
    seen += [
        Seen(one, one.value("metAt"))
        for one in course.view.all("Handover")
        if one.value("metAt") is not None and one.value("metAt") <= course.at and one.end("to") in officers
    ]
    seen.sort(key=lambda one: (one.at or 0, one.record.fact))
    if why and not seen:
        return why
    return before_release(course, days_before, seen[:1], [f"ContactMoment.{SUPERVISOR}"])


def _supervisors(course: Course) -> frozenset[str]:
    return frozenset(
        holder
        for one in course.view.all("Involvement")
        if one.value("role") == SUPERVISOR and (holder := one.end("holder"))
    )


def _by_supervisor(course: Course, kinds: tuple[str, ...], since: int) -> list[Seen]:
    officers = _supervisors(course)
    return [
        one
        for one in course.happened("ContactMoment", day="heldOn", since=since)
        if one.record.value("kind") in kinds
        and (one.record.end("by") in officers or function_of(course, one) == SUPERVISOR)
    ]


def condition_settled(
    course: Course,
    *,
    condition: Annotated[str, CONDITIONS],
    referred_to: Annotated[tuple[str, ...], ORGANISATION_KINDS],
    days_before: int,
) -> Verdict:
    """Done when the latest assessment during or after the detention says in order, from the day it has said so.

    Done too by a referral to one of these kinds of organisation that was accepted. Unknown where the latest says
    unknown, where nobody assessed it since the detention began, or where the release is not recorded. How it was before
    the detention tells nothing.
    """
    own = [
        one
        for one in course.happened("Assessment", day="assessedOn")
        if one.record.value("condition") == condition
        and one.record.value("phase") in ("DURING", "AFTER")
        and one.record.end("person") == course.person
    ]
    settled: list[Seen] = []
    for one in own:
        settled = [*settled, one] if one.record.value("status") == "IN_ORDER" else []
    settled = settled or _accepted(course, referred_to)
    missing = f"Assessment.{condition}"
    if not settled and not own:
        return unknown("NOT_ASSESSED", missing, what=condition)
    latest = own[-1].record if own else None
    if not settled and latest is not None and latest.value("status") == "UNKNOWN":
        return unknown("ASSESSED_AS_UNKNOWN", missing, seen=(latest,), what=condition)
    return before_release(course, days_before, settled[:1], [missing], partly=[latest] if latest else ())


def _accepted(course: Course, kinds: tuple[str, ...]) -> list[Seen]:
    return [
        Seen(one.record, one.record.valid_from)
        for one in course.happened("Referral", day="requestedOn")
        if one.record.value("status") in ("ACCEPTED", "COMPLETED")
        and organisation_kind(course.view, one.record.end("to")) in kinds
    ]


def notice_of_end(course: Course, *, to: Annotated[str, ORGANISATION_KINDS], days: int) -> Verdict:
    """Done by a notice END_OF_DETENTION to an organisation of this kind since the detention began.

    Unknown where the release is not known, or was expected and is not recorded.
    """
    seen = notices(course, "END_OF_DETENTION", to, course.start)
    return after_release(course, days, seen[:1], ["Notice.END_OF_DETENTION"])


def administrative_notice(
    course: Course, *, to: Annotated[str, ORGANISATION_KINDS], articles: tuple[str, ...], days_before: int
) -> Verdict:
    """Done by a notice ADMINISTRATIVE to an organisation of this kind since the detention began.

    Only where a title of the detention names one of the articles; unknown where no article is recorded.
    """
    seen = notices(course, "ADMINISTRATIVE", to, course.start)
    said = [one.value("article") for one in course.titles()]
    known = {_article(one) for one in said if one}
    if not known.intersection(map(_article, articles)):
        if known and None not in said:
            return not_applicable("NO_SERIOUS_OFFENCE")
        return done(seen[:1]) if seen else unknown("ARTICLE_UNKNOWN", "LegalTitle.article")
    return before_release(course, days_before, seen[:1], ["Notice.ADMINISTRATIVE"])


def _article(text: str) -> str:
    """An article as it is compared: without paragraph, spaces and case; `302 lid 1 Sr` is `302sr`."""
    words = text.lower().replace("art.", "").replace("artikel", "").replace(",", " ").split()
    return "".join(words[:1] + words[-1:]) if len(words) > 1 else "".join(words)


def supervisor_contact(
    course: Course,
    *,
    basis: Basis,
    follows: Annotated[tuple[str, ...], FOLLOWS],
    kinds: Annotated[tuple[str, ...], CONTACTS],
    days: int,
) -> Verdict:
    """Done by a contact of one of the kinds with a supervision officer from the day of release on.

    Only where supervision follows; unknown where that or the release is not recorded.
    """
    why = _follows(course, basis, follows)
    if why and why.outcome == "NOT_APPLICABLE":
        return why
    seen = [] if course.released is None else _by_supervisor(course, kinds, course.released)
    if why and not seen:
        return why
    return after_release(course, days, seen[:1], [f"ContactMoment.{SUPERVISOR}"])


def organisation_contact(
    course: Course,
    *,
    organisation: Annotated[str, ORGANISATION_KINDS],
    kinds: Annotated[tuple[str, ...], CONTACTS],
    days: int,
) -> Verdict:
    """Done by a contact of one of the kinds with a professional of such an organisation from the day of release on.

    Unknown where the release is not known, or was expected and is not recorded.
    """
    since = course.released
    seen = [] if since is None else [
        one
        for one in course.happened("ContactMoment", day="heldOn", since=since)
        if one.record.value("kind") in kinds and organisation_kind(course.view, one.record.end("by")) == organisation
    ]  # fmt: skip
    return after_release(course, days, seen[:1], [f"ContactMoment.{organisation}"])
