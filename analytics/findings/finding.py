"""What a rule finds in one case: what is there, what cannot be told, and why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from analytics.findings.texts import TEXTS
from analytics.reason import Reason
from analytics.rules.wording import Word, worded
from graph.case_records import Record


class State(StrEnum):
    """What a rule says of a case. Unknown never counts as absent."""

    PRESENT = "PRESENT"
    ABSENT = "ABSENT"
    UNKNOWN = "UNKNOWN"
    OUT_OF_SCOPE = "OUT_OF_SCOPE"
    NOT_FOR_YOU = "NOT_FOR_YOU"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is so, or that cannot be told. `key` tells it from the others of its rule in its case, and is made
    of public ids only; `since` is from when it is so, in milliseconds UTC, None where that is not known.
    """

    key: str
    reason: Reason
    since: int | None = None
    evidence: tuple[Record, ...] = ()
    missing: tuple[str, ...] = ()
    detention: str | None = None
    """The detention it is about, where it is about one: of an earlier one nothing is judged any more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of a rule on a case: what was found, what cannot be told, and `why` where there is nothing to tell."""

    found: tuple[Item, ...] = ()
    unknown: tuple[Item, ...] = ()
    why: Reason | None = None
    in_scope: bool = True

    @property
    def state(self) -> State:
        """PRESENT where anything was found, else UNKNOWN where anything cannot be told."""
        if self.found:
            return State.PRESENT
        if self.unknown:
            return State.UNKNOWN
        return State.ABSENT if self.in_scope else State.OUT_OF_SCOPE


Function = Callable[..., Answer]


def out_of_scope(code: str, **words: date | int | str) -> Answer:
    """The question does not arise here."""
    return Answer(why=reason(code, **words), in_scope=False)


def answer(found: Iterable[Item], unknown: Iterable[Item] = (), *, absent: str, **words: date | int | str) -> Answer:
    """What was found and what cannot be told, in the order of their keys; `absent` is why where there is neither."""
    return Answer(
        tuple(sorted(found, key=lambda one: one.key)),
        tuple(sorted(unknown, key=lambda one: one.key)),
        reason(absent, **words),
    )


def reason(code: str, **words: Word) -> Reason:
    """A reason by its code out of `TEXTS`; days are said in the language of the text."""
    return worded(TEXTS, code, words)
