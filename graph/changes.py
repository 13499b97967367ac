"""What changed in a case between two moments: what became known, began, ended, was corrected or taken back. Pure.

Two states are laid beside each other: the case at the first moment with what was known then, and at the second with
what was known then. Only what is released now is compared, so what is withheld leaves no trace here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Final

from graph.case_records import CaseRecords, Origin, Record, Said, View, in_order
from graph.errors import InputError
from graph.record_texts import ChangedValue, differences, texts
from graph.times import FOREVER


class Changing(StrEnum):
    """What happened to a fact."""

    ADDED = "ADDED"
    CHANGED = "CHANGED"
    STARTED = "STARTED"
    ENDED = "ENDED"
    CORRECTED = "CORRECTED"
    WITHDRAWN = "WITHDRAWN"
    CONFIRMED = "CONFIRMED"
    DISPUTED = "DISPUTED"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one fact, at the moment it happened or became known (milliseconds UTC).

    `values` are what the fact says now (of one taken back: what it said); `differs` what is another than before.
    """

    at: int
    change: Changing
    kind: str
    origin: Origin
    valid_from: int | None
    valid_to: int | None
    values: tuple[tuple[str, str], ...]
    differs: tuple[ChangedValue, ...] = ()


STATES: Final[Mapping[str, tuple[str, ...]]] = {
    "CaseState": (), "Direction": (), "DetentionState": ("detention",), "Stay": ("detention",),
    "PersonName": ("person",), "PersonAddress": ("person",), "PersonStatus": ("person",), "ContactState": ("contact",),
    "Residence": ("person", "kind"), "Assessment": ("person", "condition", "phase"), "PlanState": ("plan",),
    "GoalState": ("goal",), "ActionState": ("action",), "TieReading": ("contact", "reader", "by"),
    "Intervention": ("person", "offer"),
}  # fmt: skip
"""Kinds that say how something is, each following the one before: a new one is a change of what its keys name."""


def between(first: int | None, last: int | None, now: int) -> tuple[int | None, int]:
    """Both moments, the present where there is no last. Raises InputError, naming the argument, for a wrong order."""
    last = now if last is None else last
    if last > now:
        raise InputError("to lies in the future", "nothing is known yet of what will have changed then")
    if first is not None and first > last:
        raise InputError("to lies before from", "give the later moment as to")
    return first, last


def changes(case: CaseRecords, first: int | None, last: int) -> tuple[Change, ...]:
    """What changed after `first`, up to and including `last`; with None for `first` all that there is, is new."""
    view = case.view(last, last)
    seen = {one.fact: one for one in _believed(case, first)}
    now = {one.fact: one for one in _believed(case, last)}
    found: dict[str, Change] = {}
    for fact in sorted(seen.keys() | now.keys()):
        change = _of_fact(view, seen.get(fact), now.get(fact), first, last)
        if change is not None:
            found[fact] = change
    _chain(view, found, now)
    said = _said(view, now, first, last)
    return tuple(sorted((*found.values(), *said), key=lambda one: (one.at, one.kind, one.origin.fact, one.change)))


def _believed(case: CaseRecords, moment: int | None) -> list[Record]:
    if moment is None:
        return []
    return [known for one in case.records if (known := one.believed(moment)) is not None]


def _of_fact(view: View, was: Record | None, becomes: Record | None, first: int | None, last: int) -> Change | None:
    if becomes is None:
        gone = next((one.retracted_at for one in view.case.records if was is not None and one.id == was.id), None)
        return None if was is None or gone is None else _told(view, was, Changing.WITHDRAWN, gone)
    if was is None or first is None:
        return _told(view, becomes, Changing.ADDED, becomes.recorded_at)
    if was.id != becomes.id:
        differs = differences(view, was, becomes, periods=True)
        return _told(view, becomes, Changing.CORRECTED, becomes.recorded_at, differs) if differs else None
    return _passed(view, was, becomes, first, last)


def _passed(view: View, was: Record, becomes: Record, first: int, last: int) -> Change | None:
    """What time did to one version, or what became known of its end."""
    starts, ends = becomes.valid_from, becomes.valid_to
    learnt = becomes.end_known_at if was.valid_to != ends else None
    if ends is not None and ends <= last and not (was.valid_to is not None and was.valid_to <= first):
        return _told(view, becomes, Changing.ENDED, ends if learnt is None else max(ends, learnt))
    if was.valid_to != ends:
        differs = differences(view, was, becomes, periods=True)
        return _told(view, becomes, Changing.CHANGED, learnt or becomes.recorded_at, differs)
    if starts is not None and first < starts <= last:
        return _told(view, becomes, Changing.STARTED, starts)
    return None


def _chain(view: View, found: dict[str, Change], now: Mapping[str, Record]) -> None:
    """Tell a new state of something as a change of the one before it, whose end is then no news of its own."""
    of: dict[tuple[object, ...], list[Record]] = {}
    for one in sorted(now.values(), key=in_order):
        if one.kind in STATES:
            key = tuple(one.ends.get(name) or one.value(name) for name in STATES[one.kind])
            of.setdefault((one.kind, *key), []).append(one)
    for states in of.values():
        for before, after in pairwise(states):
            new = found.get(after.fact)
            if new is None or new.change not in (Changing.ADDED, Changing.STARTED):
                continue
            if before.valid_to is not None and before.valid_to != after.valid_from:
                continue
            differs = differences(view, before, after, periods=False)
            if not differs:
                continue
            found[after.fact] = replace(new, change=Changing.CHANGED, differs=differs)
            ended = found.get(before.fact)
            if ended is not None and ended.change is Changing.ENDED:
                del found[before.fact]


def _said(view: View, now: Mapping[str, Record], first: int | None, last: int) -> Iterator[Change]:
    since = -FOREVER if first is None else first
    by_change: tuple[tuple[Changing, Mapping[str, Sequence[Said]]], ...] = (
        (Changing.CONFIRMED, view.case.confirmations),
        (Changing.DISPUTED, view.case.disputes),
    )
    for change, by_fact in by_change:
        for fact, said in by_fact.items():
            record = now.get(fact)
            for one in said if record is not None else ():
                believed = last < (FOREVER if one.retracted_at is None else one.retracted_at)
                if record is not None and believed and since < one.recorded_at <= last:
                    status = () if one.status is None else (ChangedValue("dispute", None, one.status),)
                    yield _told(view, record, change, one.recorded_at, status)


def _told(view: View, record: Record, change: Changing, at: int, differs: tuple[ChangedValue, ...] = ()) -> Change:
    return Change(
        at=at,
        change=change,
        kind=record.kind,
        origin=view.origin(record),
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        values=tuple(texts(view, record).items()),
        differs=differs,
    )
