"""What was done in the own cases of a person, and what teams said of signals, as that person may read it.

Both are told with the facts they are about: where none of these is shown they do not exist. Who did something, and why
a signal was put off, is told only where something that is shown says that this position is around, as it is told to a
team (`graph.signals`). Never a name of a person.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from graph.casework.events import event_in
from graph.held_facts import Party
from graph.opened import Opened
from graph.sections import Row
from graph.signal_kinds import SignalKind
from graph.signals import signal_id


@dataclass(frozen=True, slots=True)
class HeldAct:
    """Something that was done in a case: the name of the act, when (milliseconds UTC), and the facts it wrote that are
    shown. `by` is None where that is not shown, and for the person, of whom `own` says so.
    """

    act: str
    case_id: str
    at: int
    facts: tuple[str, ...]
    by: Party | None
    own: bool


@dataclass(frozen=True, slots=True)
class HeldHandling:
    """What a team said of a signal about a fact: seen to, or put off until a moment (milliseconds UTC) for a reason.

    `kind` is None for a signal of a kind that is no longer made. `by` and `reason` are None where that is not shown.
    """

    fact: str
    case_id: str
    kind: SignalKind | None
    at: int
    until: int | None
    reason: str | None
    by: Party | None


def held_acts(opened: Opened, shown: Collection[str], around: Mapping[str, Party]) -> tuple[HeldAct, ...]:
    """What was done in the cases, the latest first. `shown` are facts, `around` who stands at them by position."""
    return tuple(sorted(_acts(opened, shown, around), key=attrgetter("at"), reverse=True))


def held_handlings(opened: Opened, shown: Collection[str], around: Mapping[str, Party]) -> tuple[HeldHandling, ...]:
    """What was said of signals, the latest first, for the same `shown` and `around`."""
    found = (_handling(one, around) for one in _said(opened) if one["kind"] == "SignalHandling" and _of(one) in shown)
    return tuple(sorted(found, key=attrgetter("at"), reverse=True))


def _acts(opened: Opened, shown: Collection[str], around: Mapping[str, Party]) -> Iterator[HeldAct]:
    about = {one["held"]["fact"]: _of(one) for one in _said(opened)}
    for row in opened["events"]:
        event = event_in(row)
        facts = tuple(dict.fromkeys(of for fact in event.facts if (of := about.get(fact, fact)) in shown))
        if facts and event.case_id in opened.case_ids:
            own = not event.position
            yield HeldAct(event.act, event.case_id, event.sequence, facts, around.get(event.position), own)


def _handling(row: Row, around: Mapping[str, Party]) -> HeldHandling:
    held, fact = row["held"], _of(row)
    by = around.get(row["ends"].get("by", ("",))[0])
    kind = next((one for one in SignalKind if signal_id(one, fact) == held["signal"]), None)
    reason = held.get("reason") if by is not None else None  # what a care provider wrote may tell of care
    return HeldHandling(fact, row["caseId"], kind, held["recordedAt"], held.get("until"), reason, by)


def _said(opened: Opened) -> list[Row]:
    """What is said of facts of the cases that exist."""
    return [one for one in opened["said"] if one["caseId"] in opened.case_ids]


def _of(row: Row) -> str:
    return str(row["held"]["ofFact"])
