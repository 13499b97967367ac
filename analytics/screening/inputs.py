"""What the criteria are judged on: the facts of one person on one day. None is unknown, and never counts as no.

Nationality, sex and place are not among them, and are not stored for it (design document, section 8).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from graph.errors import InputError


class Phase(StrEnum):
    """Before or after the verdict of first instance; appeal makes no difference."""

    PRE_TRIAL = "PRE_TRIAL"
    AFTER_VERDICT = "AFTER_VERDICT"


class Level(StrEnum):
    """A level of risk."""

    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"


class Nothing(StrEnum):
    """Known to be absent, which is something else than unknown."""

    NEVER = "NEVER"


NEVER = Nothing.NEVER


@dataclass(frozen=True, slots=True)
class Risc:
    """The last RISC: when it was taken, and its level of reoffending (None unknown)."""

    taken_on: date
    reoffending: Level | None


MaybeRisc: TypeAlias = Risc | Nothing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """One person on the day of screening.

    `expected_end` is the day of release that is expected; `last_information_on` the day of the last advice,
    supervision, community service or training report at probation, RISC apart; `older_risk_high` whether older
    information shows a high risk of reoffending; `concern` whether the case manager brings probation in all the same.
    """

    screened_on: date
    arrived_on: date
    phase: Phase | None = None
    may_stay_in_country: bool | None = None
    risc: MaybeRisc = None
    last_information_on: date | Nothing | None = None
    older_risk_high: bool | None = None
    expected_end: date | None = None
    advice_running: bool | None = None
    birth_date: date | None = None
    asr_applied: bool | None = None
    supervision_follows: bool | None = None
    article_43_3: bool | None = None
    isd_or_tbs_treatment: bool | None = None
    care_authorisation: bool | None = None
    concern: bool | None = None

    def __post_init__(self) -> None:
        """Raises InputError, naming the field, where the facts contradict each other."""
        if self.screened_on < self.arrived_on:
            raise InputError("screened_on is before arrived_on", "screen from the day of arrival on")
        if self.expected_end is not None and self.expected_end < self.arrived_on:
            raise InputError("expected_end is before arrived_on", "correct one of the two days")
        for name, day in (("risc.taken_on", _taken_on(self.risc)), ("last_information_on", self.last_information_on)):
            if isinstance(day, date) and day > self.screened_on:
                raise InputError(f"{name} is after screened_on", "nothing is known yet of a later day")
        if self.birth_date is not None and self.birth_date > self.arrived_on:
            raise InputError("birth_date is after arrived_on", "correct one of the two days")


def _taken_on(risc: MaybeRisc) -> date | None:
    return risc.taken_on if isinstance(risc, Risc) else None
