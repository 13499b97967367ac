"""Screening of who is on the list of one prison: facts, evidence, proposal, and what would change it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from analytics.screening.criteria import age
from analytics.screening.gathering import gathered
from analytics.screening.inputs import Inputs, Risc
from analytics.screening.ordering import Extra, Listed, Placed, in_order
from analytics.screening.ruleset import RULE_SET, Criterion, RuleSet
from analytics.screening.screening import Screening, screen
from analytics.screening.what_would_change import Turn, what_would_change
from graph.case_records import Record
from graph.dossiers import Dossier
from graph.names import NAME_PARTS, full_name

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "no_residence": ("may_stay_in_country",),
    "low_risc": ("risc",),
    "no_information": ("risc", "last_information_on", "older_risk_high"),
    "short_stay": ("expected_end",),
    "advice_running": ("advice_running",),
    "young_without_asr": ("asr_applied",),
    "supervision": ("supervision_follows",),
    "article_43_3": ("article_43_3",),
    "isd_or_tbs": ("isd_or_tbs_treatment",),
    "care_authorisation": ("care_authorisation",),
}
"""The facts that the function of each criterion judges by, the phase and the birth date apart."""


@dataclass(frozen=True, slots=True)
class Screened:
    """One person, screened now."""

    case_id: str
    person_id: str
    name: str | None
    inputs: Inputs
    screening: Screening
    turn: Turn | None
    rules: RuleSet
    evidence: Mapping[str, tuple[Record, ...]]

    def behind(self, criterion: Criterion) -> tuple[Record, ...]:
        """The records that a criterion was judged on, each once."""
        found = {one.fact: one for field in FIELDS[criterion.function] for one in self.evidence.get(field, ())}
        return tuple(found.values())


def screened(dossier: Dossier, now: int, rules: RuleSet = RULE_SET) -> Screened | None:
    """The screening of the person of a case on the list; None where no detention that has begun is known.

    Judged on everything that is recorded: on the list the inputs of the criteria are shown as status and date.
    """
    (person, *others) = dossier.person_ids
    found = None if others else gathered(dossier.whole.view(now, now), person)
    if found is None:
        return None
    names = [one for one in dossier.records.view(now, now).holding("PersonName") if one.end("person") == person]
    return Screened(
        dossier.case_id, person, _name(names), found.inputs, screen(found.inputs, rules),
        what_would_change(found.inputs, rules), rules, found.evidence,
    )  # fmt: skip


def list_of(dossiers: Iterable[Dossier], now: int, *, extra: bool = False) -> tuple[tuple[Placed, Screened], ...]:
    """Everybody of a list in the order in which it is worked."""
    found = [one for dossier in dossiers if (one := screened(dossier, now)) is not None]
    by_person = {one.person_id: one for one in found}
    listed = [Listed(one.person_id, one.inputs.arrived_on, one.screening, _extra(one)) for one in by_person.values()]
    return tuple((placed, by_person[placed.listed.person_id]) for placed in in_order(listed, extra=extra))


def _extra(one: Screened) -> Extra:
    """What of the extra ordering is recorded: the risk of a RISC that counts, and whether it is a young adult."""
    inputs, numbers = one.inputs, one.rules.numbers
    born = inputs.birth_date
    years = None if born is None else age(born, inputs.screened_on)
    return Extra(
        reoffending=inputs.risc.reoffending if isinstance(inputs.risc, Risc) else None,
        young_adult=None if years is None else numbers.young_from <= years <= numbers.young_to,
    )


def _name(names: list[Record]) -> str | None:
    return full_name({part: names[-1].value(part) for part in NAME_PARTS}) if names else None
