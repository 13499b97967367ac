"""The smallest set of facts that would change a proposal: what to find out first, or what it hangs on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations
from typing import Any, Final

from analytics.screening.inputs import NEVER, Inputs, Level, Phase, Risc
from analytics.screening.ruleset import Proposal, RuleSet
from analytics.screening.screening import proposal_of

MOST: Final = 4
"""Of how many facts together is looked at most; the proposals of any rule set that is read change within these."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that would be otherwise: `field` of the inputs becomes `value`. `known` says that it is known now."""

    field: str
    value: Any
    known: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """Facts that together would change the proposal, and into what."""

    facts: tuple[Fact, ...]
    proposal: Proposal


def what_would_change(inputs: Inputs, rules: RuleSet) -> Turn | None:
    """The smallest set of facts that would change the proposal: of equal sets the one with the fewest known facts.

    None where nothing within MOST facts does. Feeding the facts back (`with_facts`) gives the other proposal.
    """
    now = proposal_of(inputs, rules)
    options = list(_options(inputs, rules))
    for size in range(1, MOST + 1):
        found: Turn | None = None
        for facts in combinations(options, size):
            if len({one.field for one in facts}) < size or (found is not None and _known(facts) >= _known(found.facts)):
                continue
            other = proposal_of(with_facts(inputs, facts), rules)
            if other is not now:
                found = Turn(facts, other)
        if found is not None:
            return found
    return None


def with_facts(inputs: Inputs, facts: tuple[Fact, ...]) -> Inputs:
    """The same person, were these facts so."""
    changes: Mapping[str, Any] = {one.field: one.value for one in facts}
    return replace(inputs, **changes)


def _known(facts: tuple[Fact, ...]) -> int:
    return sum(one.known for one in facts)


def _options(inputs: Inputs, rules: RuleSet) -> Iterator[Fact]:
    """Every fact that could be otherwise, one value for each way in which a criterion can come out."""
    numbers, today = rules.numbers, inputs.screened_on
    start = inputs.arrived_on if numbers.stay_counted == "WHOLE" else today
    end = max(start + timedelta(days=numbers.short_stay_days), today)
    short = start + timedelta(days=numbers.short_stay_days - 1)
    on = today if numbers.age_counted_on == "SCREENING" else inputs.arrived_on
    values: Mapping[str, tuple[Any, ...]] = {
        "phase": tuple(Phase),
        "may_stay_in_country": (True, False),
        "risc": (Risc(today, Level.LOW), Risc(today, Level.HIGH), NEVER),
        "last_information_on": (today, NEVER),
        "older_risk_high": (True, False),
        "expected_end": (end, short) if short >= inputs.arrived_on else (end,),
        "advice_running": (True, False),
        "birth_date": (on - timedelta(days=round(20.5 * 365.25)), on - timedelta(days=round(45.5 * 365.25))),
        "asr_applied": (True, False),
        "supervision_follows": (True, False),
        "article_43_3": (True, False),
        "isd_or_tbs_treatment": (True, False),
        "care_authorisation": (True, False),
        "concern": (True, False),
    }
    for field, several in values.items():
        for value in several:
            if getattr(inputs, field) != value:
                yield Fact(field, value, known=getattr(inputs, field) is not None)
