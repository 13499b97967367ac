"""What a rule of the clock says of one detention, and the reason in plain words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from analytics.clock.texts import TEXTS, said_of
from analytics.reason import Reason
from analytics.rules.wording import Word, worded
from graph.case_records import Record
from graph.times import day_of, last_day


class Outcome(StrEnum):
    """Where a rule stands. Unknown never counts as no."""

    DONE = "DONE"
    DUE = "DUE"
    LATE = "LATE"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    UNKNOWN = "UNKNOWN"
    NOT_FOR_YOU = "NOT_FOR_YOU"


@dataclass(frozen=True, slots=True)
class Seen:
    """A record that counted, and when what it says happened; None is a day that is not known."""

    record: Record
    at: int | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of a rule. Moments in milliseconds UTC; `due` is exclusive: the first moment that is too late.

    `days_late` counts local days from the last one that was in time: of what is LATE until now, or until it could no
    longer be done; of what is DONE until it was. None where there is nothing to count. `missing` names what is not
    recorded, as kinds and fields of the world format: `Meeting.MDO`, `DetentionState.expectedEnd`.
    """

    outcome: Outcome
    reason: Reason
    due: int | None = None
    done: int | None = None
    days_late: int | None = None
    evidence: tuple[Record, ...] = ()
    missing: tuple[str, ...] = ()


def done(seen: list[Seen], due: int | None = None) -> Verdict:
    """Done: at the last of what it took."""
    evidence = tuple(one.record for one in seen)
    days = [one.at for one in seen]
    known = [one for one in days if one is not None]
    if len(known) < len(days) or not known:
        return Verdict(Outcome.DONE, reason("DONE_SOME_DAY"), due, evidence=evidence)
    at = max(known)
    late = 0 if due is None else max(0, (day_of(at) - last_day(due)).days)
    code = "DONE_LATE" if late else "DONE"
    said = reason(code, day=day_of(at), due=None if due is None else last_day(due), days=late)
    return Verdict(Outcome.DONE, said, due, at, None if due is None else late, evidence)


def not_applicable(code: str, **words: date | int | str) -> Verdict:
    """It does not hold for this detention."""
    return Verdict(Outcome.NOT_APPLICABLE, reason(code, **words))


def unknown(code: str, *missing: str, seen: tuple[Record, ...] = (), **words: date | int | str) -> Verdict:
    """It cannot be told."""
    return Verdict(Outcome.UNKNOWN, reason(code, **words), evidence=seen, missing=missing)


def due_or_late(
    at: int, due: int, missing: tuple[str, ...], *, seen: tuple[Record, ...] = (), until: int | None = None
) -> Verdict:
    """Not done: still in time at `at`, or late; after `until` it could no longer be done and the days stop counting."""
    last = last_day(due)
    if at < due:
        return Verdict(Outcome.DUE, reason("DUE", due=last), due, evidence=seen, missing=missing)
    end = at if until is None else min(at, until)
    days = max(1, (day_of(end) - last).days)
    said = reason("LATE" if end == at else "MISSED", due=last, days=days, day=day_of(end))
    return Verdict(Outcome.LATE, said, due, None, days, seen, missing)


def reason(code: str, **words: Word) -> Reason:
    """A reason by its code; days and words of the model are said in the language of the text."""
    return worded(TEXTS, code, words, said_of)


Function = Callable[..., Verdict]
