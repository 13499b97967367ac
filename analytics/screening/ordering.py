"""The list of one prison in the order in which professionals work it: everybody is on it, nobody is left out.

The extra ordering is for when too many remain: who must be looked at, and who if time allows, each with its reasons.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from analytics.screening.inputs import Level
from analytics.screening.ruleset import Proposal
from analytics.screening.screening import Screening


class Tier(StrEnum):
    """How the extra ordering places somebody."""

    MUST = "MUST"
    IF_TIME = "IF_TIME"


class TierReason(StrEnum):
    """Why somebody must be looked at."""

    LVB = "LVB"
    VIOLENT_WITH_RISK = "VIOLENT_WITH_RISK"
    HIGH_RISK = "HIGH_RISK"
    MULTIPLE_PROBLEMS = "MULTIPLE_PROBLEMS"
    YOUNG_ADULT = "YOUNG_ADULT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """What the extra ordering goes by; None is unknown and places nobody lower than a known no would."""

    lvb: bool | None = None
    violent_offence: bool | None = None
    reoffending: Level | None = None
    criminogenic_factors: int | None = None
    addiction: bool | None = None
    homeless: bool | None = None
    young_adult: bool | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One person on the list."""

    person_id: str
    arrived_on: date
    screening: Screening
    extra: Extra = Extra()


@dataclass(frozen=True, slots=True)
class Placed:
    """One person in order, with the tier of the extra ordering and why."""

    listed: Listed
    tier: Tier
    reasons: tuple[TierReason, ...]


MANY_PROBLEMS: Final = 3
"""Criminogenic factors from which on problems are multiple, says the text."""

_ORDER: Final = (Proposal.PRIORITY, Proposal.TO_BE_WEIGHED, Proposal.DEFERRED, Proposal.NO_PRIORITY)


def in_order(people: Iterable[Listed], *, extra: bool = False) -> tuple[Placed, ...]:
    """Everybody by proposal, with `extra` then by tier and risk, then who arrived first."""
    placed = [Placed(one, *tier_of(one.extra)) for one in people]

    def rank(one: Placed) -> tuple[object, ...]:
        own = one.listed
        first = (one.tier is not Tier.MUST, own.extra.reoffending is not Level.HIGH) if extra else ()
        return (_ORDER.index(own.screening.proposal), *first, own.arrived_on, own.person_id)

    return tuple(sorted(placed, key=rank))


def tier_of(extra: Extra) -> tuple[Tier, tuple[TierReason, ...]]:
    """The tier of somebody: MUST for any of the reasons of the text."""
    risky = extra.reoffending in (Level.MEDIUM, Level.HIGH)
    many = extra.criminogenic_factors is not None and extra.criminogenic_factors >= MANY_PROBLEMS
    found = {
        TierReason.LVB: extra.lvb is True,
        TierReason.VIOLENT_WITH_RISK: extra.violent_offence is True and risky,
        TierReason.HIGH_RISK: extra.reoffending is Level.HIGH,
        TierReason.MULTIPLE_PROBLEMS: many or extra.addiction is True or extra.homeless is True,
        TierReason.YOUNG_ADULT: extra.young_adult is True,
    }
    reasons = tuple(reason for reason, holds in found.items() if holds)
    return (Tier.MUST if reasons else Tier.IF_TIME), reasons
