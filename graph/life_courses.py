"""The life course of a case: one line over before, during and after the detention, from every source, with its gaps."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.case_records import View
from graph.errors import InputError
from graph.inputs import check_moment
from graph.life_entries import DOMAINS, Entry, EntryKind
from graph.life_gaps import gaps
from graph.life_phases import Phases, phases_by_person
from graph.life_sources import entries
from graph.networks_shape import Phase, Status
from graph.times import FOREVER

_KINDS = list(EntryKind)


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of the line is asked for; what is None or empty leaves it wide.

    `first` is the start of the first day, `until` the end (exclusive) of the last one. An entry is in where it touches
    those days, and the phase.
    """

    phase: Phase | None = None
    domains: Sequence[str] | None = None
    organisations: Sequence[str] | None = None
    first: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class LifeCourse:
    """The line, in order of start, an unknown one first. `gaps_told` says whether gaps are told to who asks at all."""

    entries: tuple[Entry, ...]
    gaps_told: bool


WHOLE = Part()


def life_course(view: View, part: Part = WHOLE, *, contact_shown: bool) -> LifeCourse:
    """The line, or a part of it. `contact_shown` says whether contact is shown to who asks at all: without it no gaps.

    With `organisations` no gap is told either: it is of nobody in particular. Raises InputError, naming the argument.
    """
    _check(part)
    phases = phases_by_person(view)
    line = [replace(one, phases=_touched(one, phases.get(one.person_id), view.at)) for one in entries(view)]
    if contact_shown:
        line += _gaps(view, phases.get(None))
    known = {id for one in line for id in _organisations(one)}
    for id in part.organisations or ():
        if id not in known:
            raise InputError(
                f"organisations: nothing of {id[:40]!r} is shown in this case", "choose one that stands on the line"
            )
    return LifeCourse(tuple(sorted((one for one in line if _is_in(one, part, view.at)), key=_place)), contact_shown)


def _check(part: Part) -> None:
    if part.first is not None:
        check_moment("from", part.first)
    if part.until is not None:
        check_moment("to", part.until - 1)
    if part.first is not None and part.until is not None and part.until <= part.first:
        raise InputError("to lies before from", "turn the two around")


def _gaps(view: View, phases: Phases | None) -> list[Entry]:
    last = min(view.at, view.known_at)
    return [
        Entry(
            EntryKind.GAP, DOMAINS[EntryKind.GAP], None, one.valid_from, one.valid_to, None, True,
            Status.CURRENT if one.valid_to >= last else Status.ENDED,
            phases.touched(one.valid_from, one.valid_to) if phases else (),
            None, None, None, (), (), one.days, None,
        )
        for one in gaps(view, phases)
    ]  # fmt: skip


def _touched(entry: Entry, phases: Phases | None, at: int) -> tuple[Phase, ...]:
    return phases.touched(*_span(entry, at)) if phases else ()


def _span(entry: Entry, at: int) -> tuple[int | None, int | None]:
    """From when to when an entry counts: what happens at one moment there, without a known end until the expected one.

    Where that has passed the end is unknown again.
    """
    start = entry.valid_from
    if not entry.lasts:
        return start, None if start is None else start + 1
    expected = entry.expected_end if entry.expected_end is not None and entry.expected_end > at else None
    return start, expected if entry.valid_to is None else entry.valid_to


def _organisations(entry: Entry) -> set[str]:
    return {party.organisation_id for party in (*entry.by, *entry.to) if party.organisation_id is not None}


def _is_in(entry: Entry, part: Part, at: int) -> bool:
    start, end = _span(entry, at)
    return (
        (part.phase is None or part.phase in entry.phases)
        and (not part.domains or entry.domain in part.domains)
        and (not part.organisations or not _organisations(entry).isdisjoint(part.organisations))
        and (part.first is None or end is None or part.first < end)
        and (part.until is None or start is None or start < part.until)
    )


def _place(entry: Entry) -> tuple[int, int, str, str]:
    start = -FOREVER if entry.valid_from is None else entry.valid_from
    return start, _KINDS.index(entry.kind), entry.origin.fact if entry.origin else "", entry.outcome or ""
