"""The rules of `urgency.toml`: what is more urgent than what, and why. A bad one fails when it is read."""

import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from importlib.resources import files
from typing import Final

import msgspec
from msgspec import Struct

from analytics.rules.rule import Text
from graph.errors import RuleError

SEVERITIES: Final = ("HIGH", "MEDIUM", "LOW")
DUE_THINGS: Final = ("ACTION", "ADVICE_REQUEST", "RELEASE")
"""What can be due in a case beside what the clock tells."""

PLACES: Final = ("due", "days", "away", "since", "on", "waited", "what", "more")
"""What a reason may name between braces: see `analytics.urgency`."""


class WorkKind(StrEnum):
    """What can wait for somebody."""

    CASE = "CASE"
    ACTION = "ACTION"
    HANDOVER = "HANDOVER"
    REFERRAL = "REFERRAL"
    ADVICE_REQUEST = "ADVICE_REQUEST"
    PLAN_ANSWER = "PLAN_ANSWER"
    DISPUTE = "DISPUTE"
    WITHOUT_OWNER = "WITHOUT_OWNER"
    UNASSIGNED = "UNASSIGNED"


class UrgencyRule(Struct, frozen=True, forbid_unknown_fields=True):
    """One place in the order. It fits what is of its `kind` where every condition that it names holds.

    Days are local days of Europe/Amsterdam: `overdue_days` so many or more after the due day, `due_within_days` so many
    or fewer before it, or past it; `waiting_days` so many or more since it began to wait. What has no due day, or began
    on an unknown day, fits no such condition. `state` is one of the words that say how it stands (`analytics.work`).
    """

    id: str
    version: int
    kind: WorkKind
    reason: Text
    why: str
    source: str
    state: tuple[str, ...] = ()
    dated: bool | None = None
    overdue_days: int | None = None
    due_within_days: int | None = None
    waiting_days: int | None = None

    @property
    def is_last(self) -> bool:
        """Whether it fits everything of its kind."""
        conditions = (self.dated, self.overdue_days, self.due_within_days, self.waiting_days)
        return not self.state and all(one is None for one in conditions)


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    rule: tuple[UrgencyRule, ...]
    severity: Mapping[str, str]


def urgency_in(text: str, file: str = "urgency.toml") -> tuple[tuple[UrgencyRule, ...], Mapping[str, str]]:
    """The rules of a file in order, the most urgent first, and how much hangs on what is due beside the clock.

    Raises RuleError naming file, rule and field for one that cannot be used, or that none can come after.
    """
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(file, "-", "-", str(error)) from None
    try:
        found = msgspec.convert(read, _File)
    except msgspec.ValidationError as error:
        problem, _, place = str(error).partition(" - at ")
        raise RuleError(file, "-", place.strip("`$.") or "-", problem) from None
    for rule, field, problem in _problems(found.rule):
        raise RuleError(file, rule, field, problem)
    if strange := [word for word in found.severity.values() if word not in SEVERITIES]:
        raise RuleError(file, "-", "severity", f"{strange[0]!r} is not one of {', '.join(SEVERITIES)}")
    if sorted(found.severity) != sorted(DUE_THINGS):
        raise RuleError(file, "-", "severity", f"must name {', '.join(DUE_THINGS)}")
    return found.rule, found.severity


def _problems(rules: tuple[UrgencyRule, ...]) -> Iterator[tuple[str, str, str]]:
    seen: set[str] = set()
    closed: set[WorkKind] = set()
    for rule in rules:
        if rule.id in seen:
            yield rule.id, "id", "stands twice"
        if rule.version < 1:
            yield rule.id, "version", "counts from 1"
        if rule.kind in closed:
            yield rule.id, "kind", "comes after the rule that fits everything of its kind"
        for field, said in (("why", rule.why), ("source", rule.source), ("reason.en", rule.reason.en)):
            if not said.strip():
                yield rule.id, field, "is empty"
        yield from _misnamed(rule)
        seen.add(rule.id)
        if rule.is_last:
            closed.add(rule.kind)
    for kind in WorkKind:
        if kind not in closed:
            yield "-", "kind", f"no rule fits every {kind}: let its last one have no condition"


def _misnamed(rule: UrgencyRule) -> Iterator[tuple[str, str, str]]:
    for field, text in (("reason.en", rule.reason.en), ("reason.nl", rule.reason.nl)):
        try:
            text.format(**dict.fromkeys(PLACES, ""))
        except (KeyError, IndexError, ValueError):
            yield rule.id, field, f"can name {', '.join(PLACES)} between braces, and nothing else"


RULES, SEVERITY = urgency_in((files("analytics") / "urgency.toml").read_text("utf-8"))
"""In order: what fits an earlier rule is more urgent."""
