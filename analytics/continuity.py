"""Continuity radar: when the professional network of a person goes empty, and what ends last.

A tie is an involvement in the case. Where no end of it is known, it ends with what it is said to end with: the release,
the title, a planned day. Ties of care, and those under an 18b indication, are left out for everybody: whether there are
any may not be told to most of a team, so what is told does not depend on them (access document, HEALTH and RISK).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.case_records import Party, Record, View
from graph.dossiers import Dossier
from graph.model.kinds import FieldClass
from graph.releases import release_in_view
from graph.times import FOREVER, day_of

READS = (FieldClass.PLAN, FieldClass.COURSE)
"""The classes that are read; until when supervision follows a release is of the class COURSE."""

KINDS = frozenset({"Involvement", "DetentionState", "LegalTitle", "Stay"})
"""Kinds of record that are read."""


class EndsBy(StrEnum):
    """Why a tie ends when it does."""

    SAID = "SAID"
    PLANNED = "PLANNED"
    RELEASE = "RELEASE"
    TITLE_END = "TITLE_END"
    POSITION_ENDS = "POSITION_ENDS"
    OPEN = "OPEN"
    UNKNOWN = "UNKNOWN"


class Continuity(StrEnum):
    """How the network stands."""

    HOLDS = "HOLDS"
    """A tie is there of which no end is meant."""
    EMPTIES = "EMPTIES"
    """After a known day nobody is there any more."""
    UNKNOWN = "UNKNOWN"
    """No tie is open, and of one or more the end is not known."""
    EMPTY = "EMPTY"
    """Nobody is there now or to come."""


@dataclass(frozen=True, slots=True)
class TieEnd:
    """One tie with its end: `at` is exclusive, in milliseconds UTC; None for open and for unknown."""

    party: Party | None
    role: str
    fact: str
    ends_by: EndsBy
    at: int | None


@dataclass(frozen=True, slots=True)
class Radar:
    """The network of a case from now on. `empty_from` is the moment from which nobody is there, None where that is not
    so or not known; `ties` are in the order in which they end, the open ones last.

    `at_release` says whether it empties on the day of release or before; `days_after_release` counts from that day to
    the day it empties, negative before it; both None where either day is unknown.
    """

    continuity: Continuity
    empty_from: int | None
    release_at: int | None
    at_release: bool | None
    days_after_release: int | None
    ties: tuple[TieEnd, ...]

    @property
    def last(self) -> TieEnd | None:
        """The tie that ends last, of those with a known end; None where there is none."""
        known = [one for one in self.ties if one.at is not None]
        return known[-1] if known else None


def radar(dossier: Dossier, view: View) -> Radar | None:
    """The radar of a case at the moment of a view; None where a class that it reads is not released.

    It is drawn from all that is recorded, whatever of it is shown; `view` says at which moment.
    """
    if not dossier.released.issuperset(READS):
        return None
    whole = dossier.whole.view(view.at, view.known_at)
    return radar_of(whole, view)


def radar_of(whole: View, shown: View) -> Radar:
    """The radar of everything that is recorded; who stands at a tie is told as far as `shown` does."""
    release = _release(whole)
    found = [_tie(whole, shown, one, release) for one in _current(whole)]
    there = [one for one in found if one.at is None or whole.at < one.at]  # of a position that ended nobody is there
    ties = sorted(there, key=lambda one: (_rank(one), one.role, one.fact))
    continuity, empty = _state(ties)
    days = None if empty is None or release is None else (day_of(empty) - day_of(release)).days
    return Radar(continuity, empty, release, None if days is None else days <= 0, days, tuple(ties))


def _current(view: View) -> Iterator[Record]:
    """The involvements that hold or are to come, apart from those that are told to few."""
    for one in view.all("Involvement"):
        told_to_few = one.field_class is not FieldClass.PLAN or one.value("frame") == "PBW_18B"
        if not told_to_few and (one.valid_to is None or view.at < one.valid_to):
            yield one


def _tie(whole: View, shown: View, one: Record, release: int | None) -> TieEnd:
    ends_by, at = _end(whole, one, release)
    position_ends = _position_end(whole, one.end("holder"))
    if position_ends is not None and (at is None or position_ends < at):
        ends_by, at = EndsBy.POSITION_ENDS, position_ends
    return TieEnd(shown.party(one.end("holder")), one.values["role"], one.fact, ends_by, at)


def _end(view: View, one: Record, release: int | None) -> tuple[EndsBy, int | None]:
    if one.valid_to is not None:
        return EndsBy.SAID, one.valid_to
    match one.value("endsWith"):
        case "DATE":
            planned = one.value("plannedTo")
            return (EndsBy.PLANNED, planned) if planned is not None else (EndsBy.UNKNOWN, None)
        case "RELEASE":
            return (EndsBy.RELEASE, release) if release is not None else (EndsBy.UNKNOWN, None)
        case "TITLE_END":
            end = _title_end(view)
            return (EndsBy.TITLE_END, end) if end is not None else (EndsBy.UNKNOWN, None)
        case "OPEN":
            return EndsBy.OPEN, None
        case _:
            return EndsBy.UNKNOWN, None


def _release(view: View) -> int | None:
    """The first day of release of the persons of the case that is known; None where none is, or it has been."""
    found = [release for person in view.case.person_ids if (release := release_in_view(view, person))]
    days = [one.at for one in found if not one.released and one.at is not None]
    return min(days, default=None)


def _title_end(view: View) -> int | None:
    """When the last title that runs ends, supervision included; None where one does not say."""
    ends = [one.value("expectedEnd") for one in view.holding("LegalTitle")]
    return max(ends) if ends and None not in ends else None


def _position_end(view: View, holder: str | None) -> int | None:
    """When a position ends for good, as far as that is known; None where no end is known, and for an organisation."""
    found = view.case.holders.get(holder or "")
    if found is None or found.position_id is None:
        return None
    ends = [
        end
        for _, end, recorded, retracted, _ in found.functions
        if recorded <= view.known_at < (FOREVER if retracted is None else retracted)
    ]
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None


def _rank(one: TieEnd) -> tuple[int, int]:
    if one.at is not None:
        return 0, one.at
    return (1, 0) if one.ends_by is EndsBy.UNKNOWN else (2, 0)


def _state(ties: list[TieEnd]) -> tuple[Continuity, int | None]:
    if not ties:
        return Continuity.EMPTY, None
    if any(one.ends_by is EndsBy.OPEN for one in ties):
        return Continuity.HOLDS, None
    if any(one.at is None for one in ties):
        return Continuity.UNKNOWN, None
    return Continuity.EMPTIES, max(one.at for one in ties if one.at is not None)
