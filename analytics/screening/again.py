"""Whether somebody must be screened again: on arrival, twice a year, and where new facts turn the proposal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from analytics.screening.comparing import Turned
from analytics.screening.deciding import Stood, facts_of, outcomes_in
from analytics.screening.inputs import Inputs
from analytics.screening.ruleset import Proposal, RuleSet
from analytics.screening.screening import Screening
from graph.policy.borders import months_after
from graph.times import day_of, start_of_day


class Why(StrEnum):
    """Why somebody must be screened again."""

    ARRIVED = "ARRIVED"
    NEW_FACTS = "NEW_FACTS"
    OTHER_RULES = "OTHER_RULES"
    LONG_AGO = "LONG_AGO"


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A fact that was something else when it was decided, as texts."""

    field: str
    was: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Again:
    """Why, from which proposal to which, and what changed since the decision. `was` is None without a decision;
    `due_on` is since when, None where that hangs on when the facts came.
    """

    reasons: tuple[Why, ...]
    was: Proposal | None
    becomes: Proposal
    facts: tuple[ChangedFact, ...]
    turned: tuple[Turned, ...]
    due_on: date | None


def again(stood: Stood | None, inputs: Inputs, screening: Screening, rules: RuleSet) -> Again | None:
    """Whether somebody must be screened again since the decision of this detention (None: there is none yet).

    Facts that changed and leave the proposal as it was ask for nothing.
    """
    if stood is None:
        return Again((Why.ARRIVED,), None, screening.proposal, (), (), inputs.arrived_on)
    due = _due(stood.decided_on, rules.numbers.again_after_months)
    facts, turned = tuple(_changed(stood, inputs)), tuple(_turned(stood, screening))
    moved = screening.proposal is not stood.proposal
    same_rules = (stood.rule_set, stood.version) == (rules.id, rules.version)
    said = {
        Why.NEW_FACTS: moved and (same_rules or bool(facts)),
        Why.OTHER_RULES: moved and not same_rules,
        Why.LONG_AGO: inputs.screened_on >= due,
    }
    reasons = tuple(why for why, holds in said.items() if holds)
    if not reasons:
        return None
    return Again(reasons, stood.proposal, screening.proposal, facts, turned, None if moved else due)


def _due(day: date, months: int) -> date:
    found = months_after(start_of_day(day), months)
    return date.max if found is None else day_of(found)


def _changed(stood: Stood, inputs: Inputs) -> Iterator[ChangedFact]:
    for field, becomes in facts_of(inputs).items():
        was = stood.facts.get(field, "unknown")
        if was != becomes:
            yield ChangedFact(field, was, becomes)


def _turned(stood: Stood, screening: Screening) -> Iterator[Turned]:
    now = outcomes_in(screening)
    for no in sorted(stood.outcomes.keys() | now.keys()):
        if stood.outcomes.get(no) is not now.get(no):
            yield Turned(no, stood.outcomes.get(no), now.get(no))
