"""Gaps of the life course: days on which nobody had contact with the person, as far as is shown to who asks.

Contact is a contact moment that was no no-show, a trajectory talk, a handover talk, and giver, receiver and person
meeting together. A meeting of professionals only is none. How long makes a gap: `life_course.toml`, with reasons.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from itertools import pairwise
from typing import Any

from graph.case_records import View
from graph.handovers import handovers
from graph.happenings import WITH_PERSON, contact_moments, meetings
from graph.life_phases import Phases
from graph.networks_shape import Phase
from graph.times import day_of, last_day, start_of_day

UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class GapLength:
    """Days without contact that make a gap in one phase, and why that many."""

    phase: str
    days: int
    reason: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without contact: from `valid_from` to `valid_to` (exclusive), both at the start of a local day."""

    valid_from: int
    valid_to: int
    days: int


def lengths_in(text: str, name: str = "life_course.toml") -> dict[str, GapLength]:
    """The lengths of a TOML text. Raises ValueError naming the file and the phase that is wrong."""
    table: Mapping[str, Mapping[str, Any]] = tomllib.loads(text)
    wanted = {*(phase.value for phase in Phase), UNKNOWN}
    if table.keys() != wanted:
        raise ValueError(f"{name}: it should say {', '.join(sorted(wanted))}, and nothing else")
    for phase, said in table.items():
        days, reason = said.get("days"), said.get("reason")
        if not isinstance(days, int) or days < 1 or not isinstance(reason, str) or not reason:
            raise ValueError(f"{name}, {phase}: it should say days, a whole number from 1, and a reason")
    return {phase: GapLength(phase, said["days"], said["reason"]) for phase, said in table.items()}


LENGTHS = lengths_in(files("graph").joinpath("life_course.toml").read_text("utf-8"))
"""The lengths in force. A bad file fails here, at import."""


def gaps(view: View, phases: Phases | None, lengths: Mapping[str, GapLength] = LENGTHS) -> tuple[Gap, ...]:
    """The gaps up to the moment, and not beyond what was known of it, in order; none before anything is known.

    They are told of days on which the case was not closed.
    """
    until = min(view.at, view.known_at)
    seen = sorted({day_of(moment).toordinal() for moment in _contacts(view) if moment <= until})
    told = {one.end("detention") for one in view.all("DetentionState")}
    begun = [one.started_at for one in view.case.detentions if one.id in told and one.started_at <= until]
    starts = [day_of(moment).toordinal() for moment in begun]
    if not seen and not starts:
        return ()
    first, last = min([*seen[:1], *starts]), last_day(until).toordinal()
    edges = [first - 1, *seen, last + 1]
    empty = [(before + 1, after) for before, after in pairwise(edges) if before + 1 < after]
    found = (part for one in empty for part in _while_open(one, list(_closed(view))))
    return tuple(
        Gap(_moment(start), _moment(end), end - start)
        for start, end in found
        if _weight(start, end, phases, lengths) >= 1
    )


def _contacts(view: View) -> Iterator[int]:
    yield from (one.held_at for one in contact_moments(view) if one.seen)
    yield from (one.held_at for one in meetings(view) if one.kind in WITH_PERSON)
    yield from (one.met_at for one in handovers(view) if one.met_at is not None)


def _closed(view: View) -> Iterator[tuple[int, int]]:
    """Days (as ordinals, half-open) on which the case was closed."""
    for one in view.all("CaseState"):
        if one.values["status"] == "CLOSED" and one.valid_from is not None:
            end = date.max.toordinal() if one.valid_to is None else day_of(one.valid_to).toordinal()
            yield day_of(one.valid_from).toordinal(), end


def _while_open(empty: tuple[int, int], closed: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start, end = empty
    for shut, opened in sorted(closed):
        if shut < end and opened > start:
            if start < shut:
                yield start, shut
            start = max(start, opened)
    if start < end:
        yield start, end


def _weight(start: int, end: int, phases: Phases | None, lengths: Mapping[str, GapLength]) -> float:
    """How much of a gap some days are; from 1 on they are one."""
    if phases is None:
        return (end - start) / lengths[UNKNOWN].days
    begins = day_of(phases.started_at).toordinal()
    ends = date.max.toordinal() if phases.ends_at is None else max(begins, day_of(phases.ends_at).toordinal())
    parts = ((Phase.BEFORE, start, min(end, begins)), (Phase.DURING, max(start, begins), min(end, ends)))
    return sum(
        max(0, stop - begin) / lengths[phase].days
        for phase, begin, stop in (*parts, (Phase.AFTER, max(start, ends), end))
    )


def _moment(ordinal: int) -> int:
    return start_of_day(date.fromordinal(ordinal))
