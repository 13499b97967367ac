"""What people weigh, criteria 11 to 17: shown together, never a proposal of its own.

The combination of five says how it would weigh by the text; what "many", "few" and "low" are it leaves open, so these
are parameters of the rule set.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from msgspec import Struct

from analytics.screening.inputs import Level


class Combination(StrEnum):
    """How the five factors weigh together."""

    HIGH = "HIGH"
    LOW = "LOW"
    UNDECIDED = "UNDECIDED"
    UNKNOWN = "UNKNOWN"


class Motivation(StrEnum):
    """How somebody stands to change, by today's estimate."""

    MOTIVATED = "MOTIVATED"
    CAN_BE_MOTIVATED = "CAN_BE_MOTIVATED"
    CANNOT_BE_MOTIVATED = "CANNOT_BE_MOTIVATED"


class WeighedNumbers(Struct, frozen=True, forbid_unknown_fields=True):
    """What counts as many criminogenic factors, as few protective ones, and as low self-sufficiency."""

    many_criminogenic: int
    few_protective: int
    low_self_sufficiency: tuple[Literal["LOW", "MEDIUM", "HIGH"], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The factors as they are known; None is unknown. The last three only stand beside the others."""

    reoffending: Level | None = None
    injury: Level | None = None
    criminogenic_factors: int | None = None
    protective_factors: int | None = None
    self_sufficiency: Level | None = None
    motivation: Motivation | None = None
    special_conditions: bool | None = None
    running_contacts: bool | None = None


def combination_of(weighed: Weighed, numbers: WeighedNumbers) -> Combination:
    """LOW where somebody cannot be motivated; HIGH where all five say so; UNKNOWN where one that could is not known."""
    if weighed.motivation is Motivation.CANNOT_BE_MOTIVATED:
        return Combination.LOW
    risks = (weighed.reoffending, weighed.injury)
    at_risk = None if None in risks else False
    if any(level in (Level.MEDIUM, Level.HIGH) for level in risks):
        at_risk = True
    five = (
        at_risk,
        None if weighed.criminogenic_factors is None else weighed.criminogenic_factors >= numbers.many_criminogenic,
        None if weighed.protective_factors is None else weighed.protective_factors <= numbers.few_protective,
        None if weighed.self_sufficiency is None else weighed.self_sufficiency.value in numbers.low_self_sufficiency,
        None if weighed.motivation is None else True,
    )
    if False in five:
        # Whether it is low still hangs on motivation.
        return Combination.UNKNOWN if weighed.motivation is None else Combination.UNDECIDED
    return Combination.UNKNOWN if None in five else Combination.HIGH
