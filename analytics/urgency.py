"""How urgent something is that waits for somebody, and why: the first rule of `urgency.toml` that fits it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from analytics.days import DUTCH, ENGLISH, day_in_words
from analytics.reason import Reason
from analytics.rules.rule import Text
from analytics.urgency_rules import RULES, UrgencyRule, WorkKind


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a rule goes by: how it stands, until and including which day it is in time, since which day it waits.

    `what` names it in English and Dutch, `more` counts what else is late with it.
    """

    kind: WorkKind
    state: str = ""
    due: date | None = None
    since: date | None = None
    what: Text | None = None
    more: int = 0


@dataclass(frozen=True, slots=True)
class Urgency:
    """How urgent: `rank` 0 is the most urgent; the rule, and the reason in words (its code is the id of the rule)."""

    rank: int
    rule: UrgencyRule
    reason: Reason


def urgency_of(waiting: Waiting, today: date) -> Urgency:
    """How urgent something is on a day."""
    rank, rule = next((rank, rule) for rank, rule in enumerate(RULES) if _fits(rule, waiting, today))
    said = tuple(
        text.format(**_words(waiting, today, tongue))
        for tongue, text in ((ENGLISH, rule.reason.en), (DUTCH, rule.reason.nl))
    )
    return Urgency(rank, rule, Reason(rule.id, *said))


def _fits(rule: UrgencyRule, one: Waiting, today: date) -> bool:
    if rule.kind is not one.kind or (rule.state and one.state not in rule.state):
        return False
    if rule.dated is not None and rule.dated is not (one.due is not None):
        return False
    left = None if one.due is None else (one.due - today).days
    waited = None if one.since is None else (today - one.since).days
    return (
        (rule.overdue_days is None or (left is not None and -left >= rule.overdue_days))
        and (rule.due_within_days is None or (left is not None and left <= rule.due_within_days))
        and (rule.waiting_days is None or (waited is not None and waited >= rule.waiting_days))
    )


def _words(one: Waiting, today: date, tongue: int) -> Mapping[str, str]:
    """What the text of a reason may name."""
    left = (one.due - today).days if one.due else 0
    waited = (today - one.since).days if one.since else 0
    since = day_in_words(one.since, tongue)
    return {
        "due": day_in_words(one.due, tongue),
        "days": _count(abs(left), tongue),
        "away": (", today", ", vandaag")[tongue] if left == 0 else (", in ", ", over ")[tongue] + _count(left, tongue),
        "since": (" since ", " sinds ")[tongue] + since if since else "",
        "on": (" on ", " op ")[tongue] + since if since else "",
        "waited": _count(waited, tongue),
        "what": "" if one.what is None else (one.what.en, one.what.nl)[tongue],
        "more": (" {} more late.", " Nog {} te laat.")[tongue].format(one.more) if one.more else "",
    }


def _count(days: int, tongue: int) -> str:
    one, many = (("1 day", "{} days"), ("1 dag", "{} dagen"))[tongue]
    return one if days == 1 else many.format(days)
