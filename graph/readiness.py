"""Ready on the day of release: yes, no or unknown, per basic condition and in all, with the reason.

It is told as things stand at the moment looked at, and after the release as they stood on that day. The assessment
for AFTER counts, where there is none that for DURING; how it was before the detention tells nothing of the release.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from graph.case_records import Record, View
from graph.conditions import IN_ORDER, UNKNOWN, counted
from graph.model.words import CONDITIONS
from graph.networks_shape import Phase
from graph.releases import Release, release_in_view
from graph.times import day_of, start_of_day

BASIC = tuple(one for one in CONDITIONS if one != "SOCIAL_NETWORK")
"""The five that count in all; the social network is told beside them."""


class Why(StrEnum):
    """Why a condition is ready, is not, or is unknown."""

    IN_ORDER = "IN_ORDER"
    NOT_IN_ORDER = "NOT_IN_ORDER"
    IN_PROGRESS = "IN_PROGRESS"
    ASSESSED_AS_UNKNOWN = "ASSESSED_AS_UNKNOWN"
    ENDS_BEFORE_RELEASE = "ENDS_BEFORE_RELEASE"
    ONLY_BEFORE_DETENTION = "ONLY_BEFORE_DETENTION"
    NOT_ASSESSED = "NOT_ASSESSED"
    RELEASE_UNKNOWN = "RELEASE_UNKNOWN"


@dataclass(frozen=True, slots=True)
class Ready:
    """One condition on the day of release: YES, NO or UNKNOWN, why, and the assessment (its fact) it rests on."""

    condition: str
    answer: str
    why: Why
    phase: Phase | None
    fact: str | None


@dataclass(frozen=True, slots=True)
class Readiness:
    """One person on the day of release: NO where any of the five is not ready, YES where all are, else UNKNOWN.

    `release` is None where no detention is known or shown. `conditions` has the social network too, which does not
    count in `answer`.
    """

    person_id: str
    release: Release | None
    answer: str
    conditions: tuple[Ready, ...]


def readiness(view: View) -> tuple[Readiness, ...]:
    """How ready each person of the case is."""
    return tuple(_readiness(view, person) for person in view.case.person_ids)


def _readiness(view: View, person: str) -> Readiness:
    release = release_in_view(view, person)
    found = tuple(_told(view, person, one, release) for one in CONDITIONS)
    answers = {one.answer for one in found if one.condition in BASIC}
    answer = "NO" if "NO" in answers else UNKNOWN if UNKNOWN in answers else "YES"
    return Readiness(person, release, answer, found)


def _told(view: View, person: str, condition: str, release: Release | None) -> Ready:
    if release is None or release.at is None:
        return Ready(condition, UNKNOWN, Why.RELEASE_UNKNOWN, None, None)
    ends = start_of_day(day_of(release.at) + timedelta(days=1)) - 1
    day = view if view.at <= ends else view.case.view(ends, view.known_at)
    for phase in (Phase.AFTER, Phase.DURING):
        if (record := counted(day, person, condition, phase, release)) is not None:
            answer, why = _said(record, release.at, released=release.released)
            return Ready(condition, answer, why, phase, record.fact)
    if (record := counted(day, person, condition, Phase.BEFORE, release)) is not None:
        return Ready(condition, UNKNOWN, Why.ONLY_BEFORE_DETENTION, Phase.BEFORE, record.fact)
    return Ready(condition, UNKNOWN, Why.NOT_ASSESSED, None, None)


def _said(record: Record, release: int, *, released: bool) -> tuple[str, Why]:
    """What an assessment says of the day of release. What is being worked on may still be ready in time."""
    status = record.values["status"]
    if record.valid_to is not None and record.valid_to < release:
        return UNKNOWN, Why.ENDS_BEFORE_RELEASE
    if status == IN_ORDER:
        return "YES", Why.IN_ORDER
    if status == UNKNOWN:
        return UNKNOWN, Why.ASSESSED_AS_UNKNOWN
    if status == "IN_PROGRESS":
        return "NO" if released else UNKNOWN, Why.IN_PROGRESS
    return "NO", Why.NOT_IN_ORDER
