"""A rule set for screening, as it stands in its file: criteria, what goes before what, parameters, and why.

One that contradicts itself, or leaves something open, is refused where it is read; another one can be tried on a list.
"""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from importlib.resources import files
from itertools import combinations
from typing import Final, Literal

import msgspec
from msgspec import Struct

from analytics.rules.rule import Text
from analytics.screening.criteria import FUNCTIONS, Numbers
from analytics.screening.inputs import Phase
from analytics.screening.weighing import WeighedNumbers
from graph.errors import RuleError


class Proposal(StrEnum):
    """What the criteria propose; the professionals decide."""

    NO_PRIORITY = "NO_PRIORITY"
    PRIORITY = "PRIORITY"
    DEFERRED = "DEFERRED"
    TO_BE_WEIGHED = "TO_BE_WEIGHED"


class Criterion(Struct, frozen=True, forbid_unknown_fields=True):
    """One automatic criterion. `agreed` says whether professionals agree on it, by the source."""

    no: int
    function: str
    effect: Proposal
    name: Text
    because: Text
    agreed: Literal["FAIRLY", "DISPUTED"]
    source: str
    phase: Phase | None = None


class Before(Struct, frozen=True, forbid_unknown_fields=True):
    """What goes before what where both are met. `settled` says that the text says so; else it is our choice."""

    winner: int
    losers: tuple[int, ...]
    settled: bool
    reason: Text


class Choice(Struct, frozen=True, forbid_unknown_fields=True):
    """Why a parameter is what it is."""

    name: str
    reason: Text


class RuleSet(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """A rule set. `concern_lifts` are the criteria whose "no priority" a concern of the case manager turns into
    weighing; `older_high_risk` the one that older information with a high risk turns into weighing.
    """

    id: str
    version: int
    title: Text
    source: str
    purpose: Text
    human_decision: Text
    not_inputs: tuple[str, ...]
    concern_lifts: tuple[int, ...]
    older_high_risk: int
    numbers: Numbers
    weighed: WeighedNumbers
    choices: tuple[Choice, ...]
    criteria: tuple[Criterion, ...]
    before: tuple[Before, ...]

    @cached_property
    def by_number(self) -> Mapping[int, Criterion]:
        """The criteria by number."""
        return {one.no: one for one in self.criteria}

    @cached_property
    def beaten(self) -> Mapping[tuple[int, int], Before]:
        """By winner and loser: what says that the one goes before the other."""
        return {(one.winner, loser): one for one in self.before for loser in one.losers}

    @cached_property
    def _left(self) -> dict[frozenset[int], frozenset[int]]:
        return {}

    def deciding(self, met: frozenset[int]) -> frozenset[int]:
        """Of the criteria that are met those that no other one that is met goes before."""
        found = self._left.get(met)
        if found is None:  # of every person whose unknowns are gone through it is asked a thousand times
            found = frozenset(no for no in met if not any((other, no) in self.beaten for other in met))
            self._left[met] = found
        return found


def rule_set_in(text: str, name: str) -> RuleSet:
    """The rule set of a TOML text. Raises RuleError, naming the file, the criterion and what is wrong."""
    try:
        found = msgspec.convert(tomllib.loads(text), RuleSet)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(name, "-", "-", str(error)) from None
    except msgspec.ValidationError as error:
        problem, _, place = str(error).partition(" - at ")
        raise RuleError(name, "-", place.strip("`$.") or "-", problem) from None
    _check_criteria(name, found)
    _check_named(name, found)
    _check_order(name, found)
    return found


def _check_criteria(name: str, rules: RuleSet) -> None:
    if rules.version < 1:
        raise RuleError(name, "-", "version", "counts from 1")
    numbers = [one.no for one in rules.criteria]
    for one in rules.criteria:
        if numbers.count(one.no) > 1:
            raise RuleError(name, str(one.no), "no", "stands twice")
        if one.function not in FUNCTIONS:
            said = f"{one.function!r} is not one of {', '.join(FUNCTIONS)}"
            raise RuleError(name, str(one.no), "function", said)
        if one.effect is Proposal.TO_BE_WEIGHED:
            raise RuleError(name, str(one.no), "effect", "is what is proposed where no criterion decides")


def _check_named(name: str, rules: RuleSet) -> None:
    """Whatever names a criterion or a parameter names one that is there."""
    numbers = [one.no for one in rules.criteria]
    for field, named in (("concern_lifts", rules.concern_lifts), ("older_high_risk", (rules.older_high_risk,))):
        for no in named:
            if no not in numbers or rules.by_number[no].effect is not Proposal.NO_PRIORITY:
                raise RuleError(name, str(no), field, "names no criterion that proposes no priority")
    for one in rules.before:
        for no in (one.winner, *one.losers):
            if no not in numbers:
                raise RuleError(name, str(no), "before", "names no criterion")
    chosen = [one.name for one in rules.choices]
    for field in (*Numbers.__struct_fields__, *WeighedNumbers.__struct_fields__):
        if chosen.count(field) != 1:
            raise RuleError(name, field, "choices", "says no reason, or two, for this parameter")


def _check_order(name: str, rules: RuleSet) -> None:
    """Whatever is met together, what is left proposes one thing. Criteria of different phases never meet."""
    for phase in Phase:
        together = [one.no for one in rules.criteria if one.phase in (None, phase)]
        for size in range(2, len(together) + 1):
            for met in combinations(together, size):
                left = rules.deciding(frozenset(met))
                if len({rules.by_number[no].effect for no in left}) != 1:
                    said = f"criteria {', '.join(map(str, met))} together propose nothing, or two things"
                    raise RuleError(name, "-", "before", said)


STANDARD: Final = "som-2021.toml"
RULE_SET: Final = rule_set_in(files("analytics.rulesets").joinpath(STANDARD).read_text("utf-8"), STANDARD)
"""The rule set in force. A bad one fails here, at import."""
