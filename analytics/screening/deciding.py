"""What the two professionals decided: on which proposal and facts it stood, and whether it departs from it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from analytics.screening.criteria import Outcome
from analytics.screening.gathering import gathered
from analytics.screening.inputs import Inputs, Risc
from analytics.screening.ruleset import RULE_SET, Proposal, RuleSet
from analytics.screening.screening import Screening, screen
from graph.case_records import Record, View
from graph.casework.rules_asked import Proposed
from graph.times import day_of

_LATER: Final = frozenset({"REPEAT_AFTER_VERDICT", "CONSULT_PROBATION_ADVICE", "CONSULT_REINTEGRATION_ADVICE"})
_NOTHING: Final = frozenset({"NO_INPUT"})
_NO_FACTS: Final = frozenset({"screened_on", "birth_date"})
"""Fields of the inputs that are not remembered with a decision: the moment of it, and what never changes."""


@dataclass(frozen=True, slots=True)
class Stood:
    """On what a decision stood: facts by field, criteria by number, as texts; the day it was taken."""

    decided_on: date
    proposal: Proposal
    rule_set: str
    version: int
    facts: Mapping[str, str]
    outcomes: Mapping[int, Outcome]


def departs(proposal: Proposal, inputs: Collection[str]) -> bool:
    """Whether a decision departs from a proposal: input without priority, none yet with it, either while deferred.

    From what is to be weighed nothing departs.
    """
    decided = frozenset(inputs)
    match proposal:
        case Proposal.NO_PRIORITY:
            return not decided <= _NOTHING
        case Proposal.PRIORITY:
            return decided <= _NOTHING | _LATER
        case Proposal.DEFERRED:
            return not decided <= _LATER
        case _:
            return False


def propose(view: View, person: str, rules: RuleSet = RULE_SET) -> Proposed | None:
    """What is proposed for a person by what is recorded, with all that it stands on; None where nobody is inside."""
    found = gathered(view, person)
    if found is None:
        return None
    screening = screen(found.inputs, rules)
    return Proposed(
        screening.proposal, screening.provisional, rules.id, rules.version,
        tuple(f"{name}={value}" for name, value in facts_of(found.inputs).items()),
        tuple(f"{no}={outcome}" for no, outcome in outcomes_in(screening).items()),
    )  # fmt: skip


def facts_of(inputs: Inputs) -> dict[str, str]:
    """The facts of a screening as texts, by field."""
    return {one.name: _told(getattr(inputs, one.name)) for one in fields(inputs) if one.name not in _NO_FACTS}


def outcomes_in(screening: Screening) -> dict[int, Outcome]:
    """How each criterion came out, by number."""
    return {one.criterion.no: one.outcome for one in screening.criteria}


def stood_in(decision: Record) -> Stood:
    """On what a recorded decision stood."""
    values = decision.values
    return Stood(
        decided_on=day_of(values["decidedOn"]),
        proposal=Proposal(values["proposal"]),
        rule_set=values["ruleSet"],
        version=values["ruleSetVersion"],
        facts=dict(one.split("=", 1) for one in values["stoodOn"]),
        outcomes={int(no): Outcome(said) for no, said in (one.split("=", 1) for one in values["outcomes"])},
    )


def decided_in(decision: Record) -> list[tuple[str, str | None]]:
    """What a recorded decision comes to: each kind of input with its text, None for no text."""
    texts = dict(one.split("=", 1) for one in decision.value("inputTexts") or ())
    return [(one, texts.get(one)) for one in decision.values["inputs"]]


def _told(value: Any) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Risc):
        return f"{value.taken_on} {_told(value.reoffending)}"
    return str(value).lower()
