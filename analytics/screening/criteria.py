"""The automatic criteria 1 to 10, each a pure function of the facts and the parameters of the rule set.

An outcome says nothing of the effect: that, and what goes before what, stands in the rule set.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, Literal

from msgspec import Struct

from analytics.screening.inputs import Inputs, Level, Phase, Risc


class Outcome(StrEnum):
    """How a criterion comes out."""

    MET = "MET"
    NOT_MET = "NOT_MET"
    UNKNOWN = "UNKNOWN"
    NOT_APPLICABLE = "NOT_APPLICABLE"


class Numbers(Struct, frozen=True, forbid_unknown_fields=True):
    """The parameters that the text leaves open or gives as a number; the rule set says why each is what it is."""

    short_stay_days: int
    stay_counted: Literal["WHOLE", "REMAINING"]
    risc_years: int
    risc_anniversary: Literal["INCLUDED", "EXCLUDED"]
    information_years: int
    young_from: int
    young_to: int
    age_counted_on: Literal["SCREENING", "ARRIVAL"]
    again_after_months: int


def no_residence(inputs: Inputs, _: Numbers) -> Outcome:
    """1: no residence status."""
    return _is(inputs.may_stay_in_country, met=False)


def low_risc(inputs: Inputs, numbers: Numbers) -> Outcome:
    """2: a RISC with a low risk of reoffending, not older than so many calendar years."""
    risc = inputs.risc
    if not isinstance(risc, Risc):
        return Outcome.UNKNOWN if risc is None else Outcome.NOT_MET
    if not counts(risc.taken_on, inputs.screened_on, numbers.risc_years, numbers):
        return Outcome.NOT_MET
    return Outcome.UNKNOWN if risc.reoffending is None else _met(risc.reoffending is Level.LOW)


def no_information(inputs: Inputs, numbers: Numbers) -> Outcome:
    """3: no current information at probation: a RISC counts as such, what is older than so many years as none."""
    days = (inputs.risc.taken_on if isinstance(inputs.risc, Risc) else inputs.risc, inputs.last_information_on)
    current = [
        isinstance(day, date) and counts(day, inputs.screened_on, numbers.information_years, numbers) for day in days
    ]
    if any(current):
        return Outcome.NOT_MET
    return Outcome.UNKNOWN if None in days else Outcome.MET


def short_stay(inputs: Inputs, numbers: Numbers) -> Outcome:
    """4: a stay under so many days."""
    if inputs.expected_end is None:
        return Outcome.UNKNOWN
    start = inputs.arrived_on if numbers.stay_counted == "WHOLE" else inputs.screened_on
    return _met((inputs.expected_end - start).days < numbers.short_stay_days)


def advice_running(inputs: Inputs, _: Numbers) -> Outcome:
    """5: a request for advice runs."""
    return _is(inputs.advice_running)


def young_without_asr(inputs: Inputs, numbers: Numbers) -> Outcome:
    """6: a young adult to whom the framework for adolescents is not applied yet."""
    young: bool | None = None
    if inputs.birth_date is not None:
        on = inputs.screened_on if numbers.age_counted_on == "SCREENING" else inputs.arrived_on
        young = numbers.young_from <= age(inputs.birth_date, on) <= numbers.young_to
    if young is False or inputs.asr_applied is True:
        return Outcome.NOT_MET
    return Outcome.UNKNOWN if young is None or inputs.asr_applied is None else Outcome.MET


def supervision(inputs: Inputs, _: Numbers) -> Outcome:
    """7: supervision follows detention."""
    return _is(inputs.supervision_follows)


def article_43_3(inputs: Inputs, _: Numbers) -> Outcome:
    """8: a placement under article 43.3."""
    return _is(inputs.article_43_3)


def isd_or_tbs(inputs: Inputs, _: Numbers) -> Outcome:
    """9: ISD, or TBS with compulsory treatment, imposed."""
    return _is(inputs.isd_or_tbs_treatment)


def care_authorisation(inputs: Inputs, _: Numbers) -> Outcome:
    """10: leaves with a care authorisation."""
    return _is(inputs.care_authorisation)


FUNCTIONS: Final[Mapping[str, Callable[[Inputs, Numbers], Outcome]]] = {
    one.__name__: one
    for one in (
        no_residence, low_risc, no_information, short_stay, advice_running, young_without_asr, supervision,
        article_43_3, isd_or_tbs, care_authorisation,
    )
}  # fmt: skip
"""What a criterion of a rule set may name."""


def in_phase(outcome: Outcome, bound: Phase | None, phase: Phase | None) -> Outcome:
    """An outcome within the phase that a criterion is bound to: outside it not applicable.

    Of an unknown phase a criterion that is met otherwise is unknown.
    """
    if bound is None or phase is bound:
        return outcome
    if phase is None:
        return Outcome.UNKNOWN if outcome is Outcome.MET else outcome
    return Outcome.NOT_APPLICABLE


def anniversary(day: date, years: int) -> date:
    """The same day so many years later; of 29 February the last of February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def counts(day: date, on: date, years: int, numbers: Numbers) -> bool:
    """Whether something of a day still counts on another day, so many calendar years on."""
    last = anniversary(day, years)
    return on <= (last if numbers.risc_anniversary == "INCLUDED" else last - timedelta(days=1))


def age(born: date, on: date) -> int:
    """Age in years; who is born on 29 February is a year older on 1 March in other years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _is(value: bool | None, *, met: bool = True) -> Outcome:
    return Outcome.UNKNOWN if value is None else _met(value is met)


def _met(yes: bool) -> Outcome:
    return Outcome.MET if yes else Outcome.NOT_MET
