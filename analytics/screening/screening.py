"""The screening of one person: every criterion with its outcome, the proposal, and what is in conflict or unknown.

It proposes and explains; case manager and probation officer decide together, also otherwise, with reasons.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from analytics.rules.rule import Text
from analytics.screening.criteria import FUNCTIONS, Outcome, in_phase
from analytics.screening.inputs import Inputs, Phase
from analytics.screening.ruleset import Criterion, Proposal, RuleSet


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion and how it comes out. `decides` says whether the proposal rests on it."""

    criterion: Criterion
    outcome: Outcome
    decides: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two criteria that are both met and propose different things, where the text does not say which goes first.

    `winner` is the choice of the rule set, `reason` why.
    """

    winner: int
    loser: int
    reason: Text


@dataclass(frozen=True, slots=True)
class Screening:
    """What is proposed for one person. `others` are the proposals that an unknown could still turn it into: with any
    the proposal is provisional. `lifted` says that a concern, or older information with a high risk, turned no priority
    into weighing.
    """

    proposal: Proposal
    provisional: bool
    others: frozenset[Proposal]
    criteria: tuple[Judged, ...]
    conflicts: tuple[Conflict, ...]
    lifted: bool


@dataclass(frozen=True, slots=True)
class _Reached:
    proposal: Proposal
    deciding: frozenset[int]
    lifted: bool


def screen(inputs: Inputs, rules: RuleSet) -> Screening:
    """Screen one person on the facts of one day. Pure and total."""
    outcomes = outcomes_of(inputs, rules, inputs.phase)
    met = frozenset(no for no, outcome in outcomes.items() if outcome is Outcome.MET)
    reached = _reached(rules, met, concern=inputs.concern is True, older_high=inputs.older_risk_high is True)
    possible = frozenset(_possible(inputs, rules))
    return Screening(
        reached.proposal,
        provisional=len(possible) > 1,
        others=possible - {reached.proposal},
        criteria=tuple(Judged(one, outcomes[one.no], decides=one.no in reached.deciding) for one in rules.criteria),
        conflicts=tuple(
            Conflict(winner, loser, before.reason)
            for (winner, loser), before in sorted(rules.beaten.items(), key=lambda one: one[0])
            if not before.settled and {winner, loser} <= met
        ),
        lifted=reached.lifted,
    )


def proposal_of(inputs: Inputs, rules: RuleSet) -> Proposal:
    """The proposal alone."""
    outcomes = outcomes_of(inputs, rules, inputs.phase)
    met = frozenset(no for no, outcome in outcomes.items() if outcome is Outcome.MET)
    return _reached(rules, met, concern=inputs.concern is True, older_high=inputs.older_risk_high is True).proposal


def outcomes_of(inputs: Inputs, rules: RuleSet, phase: Phase | None) -> dict[int, Outcome]:
    """How each criterion comes out, were this the phase."""
    return {
        one.no: in_phase(FUNCTIONS[one.function](inputs, rules.numbers), one.phase, phase) for one in rules.criteria
    }


def _reached(rules: RuleSet, met: frozenset[int], *, concern: bool, older_high: bool) -> _Reached:
    """What criteria that are met propose together."""
    weighed = frozenset({rules.older_high_risk}) if older_high else frozenset[int]()
    # What asks for weighing gives way to what decides by itself.
    deciding = rules.deciding(met - weighed) or rules.deciding(met & weighed)
    if not deciding:
        return _Reached(Proposal.TO_BE_WEIGHED, frozenset(), lifted=False)
    if deciding <= weighed:
        return _Reached(Proposal.TO_BE_WEIGHED, deciding, lifted=True)
    (effect,) = {rules.by_number[no].effect for no in deciding}
    if concern and effect is Proposal.NO_PRIORITY and deciding <= frozenset(rules.concern_lifts):
        return _Reached(Proposal.TO_BE_WEIGHED, deciding, lifted=True)
    return _Reached(effect, deciding, lifted=False)


def _possible(inputs: Inputs, rules: RuleSet) -> Iterator[Proposal]:
    """Every proposal that could still come out, whatever the unknowns turn out to be."""
    for phase in (inputs.phase,) if inputs.phase is not None else Phase:
        outcomes = outcomes_of(inputs, rules, phase)
        met = frozenset(no for no, outcome in outcomes.items() if outcome is Outcome.MET)
        unknown = frozenset(no for no, outcome in outcomes.items() if outcome is Outcome.UNKNOWN)
        yield from _completions(rules, met, unknown, inputs.concern, inputs.older_risk_high)


@lru_cache(maxsize=65_536)
def _completions(
    rules: RuleSet, met: frozenset[int], unknown: frozenset[int], concern: bool | None, older: bool | None
) -> frozenset[Proposal]:
    found: set[Proposal] = set()
    concerns = (concern,) if concern is not None else (False, True)
    olders = (older,) if older is not None else (False, True)
    for flags in product((False, True), repeat=len(unknown)):
        all_met = met | {no for no, flag in zip(sorted(unknown), flags, strict=True) if flag}
        for has_concern, high in product(concerns, olders):
            found.add(_reached(rules, all_met, concern=has_concern, older_high=high).proposal)
    return frozenset(found)
