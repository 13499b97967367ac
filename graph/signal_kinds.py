"""The kinds of signal of `signal_kinds.toml`: of what, after how many days, in which words. A bad one fails here."""

import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from importlib.resources import files
from typing import Final

import msgspec
from msgspec import Struct

from graph.errors import RuleError
from graph.model.catalogue import KINDS
from graph.policy.policies import POLICY
from graph.policy.tables import Scope

SEVERITIES: Final = ("HIGH", "MEDIUM", "LOW")
"""In the order of the list."""


class SignalKind(StrEnum):
    """What a signal is about."""

    DIRECTION_CHANGED = "DIRECTION_CHANGED"
    HANDOVER = "HANDOVER"
    CASE_STATE = "CASE_STATE"
    DETENTION = "DETENTION"
    PLAN_VERSION = "PLAN_VERSION"
    PLAN_ANSWER = "PLAN_ANSWER"
    DISPUTED = "DISPUTED"
    REFERRAL = "REFERRAL"
    ADVICE = "ADVICE"
    NOTICE = "NOTICE"
    CONSENT = "CONSENT"
    TEAM = "TEAM"
    CONDITION = "CONDITION"
    ACTION = "ACTION"
    BUDGET = "BUDGET"
    OTHER = "OTHER"
    DIRECTION_UNANSWERED = "DIRECTION_UNANSWERED"
    DIRECTION_WITHOUT_PERSON = "DIRECTION_WITHOUT_PERSON"
    ACTION_ORPHANED = "ACTION_ORPHANED"
    ACTION_OVERDUE = "ACTION_OVERDUE"
    PLAN_UNANSWERED = "PLAN_UNANSWERED"
    REFERRAL_SILENT = "REFERRAL_SILENT"
    UNASSIGNED = "UNASSIGNED"
    SCREEN_AGAIN = "SCREEN_AGAIN"


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """A text in English and Dutch."""

    en: str
    nl: str

    def said(self, days: int | None) -> "Words":
        """The same with a number of days put in."""
        if days is None:
            return self
        english = "1 day" if days == 1 else f"{days} days"
        dutch = "1 dag" if days == 1 else f"{days} dagen"
        return Words(self.en.format(days=english), self.nl.format(days=dutch))


class SignalRule(Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of signal. `days` is None for what happened; then `records` are the kinds of record it is raised by."""

    kind: SignalKind
    severity: str
    classes: tuple[str, ...]
    cause: Words
    todo: Words
    source: str
    records: tuple[str, ...] = ()
    days: int | None = None
    scopes: tuple[Scope, ...] = (Scope.TEAM,)

    @property
    def after_days(self) -> int:
        """After how many local days what time makes is a signal."""
        return POLICY.parameters.intake_signal_days if self.days == -1 else self.days or 0

    @property
    def rank(self) -> int:
        """Place of its severity in the list; 0 comes first."""
        return SEVERITIES.index(self.severity)


class _Events(Struct, frozen=True, forbid_unknown_fields=True):
    days: int


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    events: _Events
    signal: tuple[SignalRule, ...]


def rules_in(text: str, file: str = "signal_kinds.toml") -> tuple[Mapping[SignalKind, SignalRule], int]:
    """The rules of a file by kind, and how many days what happened stays. Raises RuleError for one that cannot be."""
    try:
        found = msgspec.convert(tomllib.loads(text), _File)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise RuleError(file, "-", "-", str(error)) from None
    for kind, field, problem in _problems(found.signal):
        raise RuleError(file, kind, field, problem)
    return {one.kind: one for one in found.signal}, found.events.days


def _problems(rules: tuple[SignalRule, ...]) -> Iterator[tuple[str, str, str]]:
    if missing := set(SignalKind) - {one.kind for one in rules}:
        yield "-", "kind", f"is missing: {', '.join(sorted(missing))}"
    taken: set[str] = set()
    for one in rules:
        if one.severity not in SEVERITIES:
            yield one.kind, "severity", f"is not one of {', '.join(SEVERITIES)}"
        if strange := [kind for kind in one.records if kind not in KINDS or kind in taken]:
            yield one.kind, "records", f"names {strange[0]}, which is no kind of record or stands twice"
        if not {KINDS[kind].field_class for kind in one.records} <= set(one.classes):
            yield one.kind, "classes", "lacks the class of a record it is raised by"
        if one.records and one.days is not None:
            yield one.kind, "days", "is of what time makes, `records` of what happened"
        taken.update(one.records)
        try:
            for words in (one.cause, one.todo):
                words.said(2)
        except (KeyError, IndexError, ValueError):
            yield one.kind, "cause", "can name {days} between braces, and nothing else"


RULES, EVENT_DAYS = rules_in((files("graph") / "signal_kinds.toml").read_text("utf-8"))
OF_RECORD: Final[Mapping[str, SignalKind]] = {record: one.kind for one in RULES.values() for record in one.records}
"""Which signal a kind of record raises when an act writes it; of any other kind it is OTHER."""
