"""Screening of who is on the list of one prison: facts, evidence, proposal, and what would change it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from analytics.screening.again import Again, again
from analytics.screening.contradictions import Contradiction
from analytics.screening.criteria import Outcome, age, counts
from analytics.screening.deciding import stood_in
from analytics.screening.forms import Forms, forms_of, weighed_of
from analytics.screening.gathering import Gathered, gathered
from analytics.screening.inputs import Inputs, Risc
from analytics.screening.ordering import Extra, Listed, Placed, in_order
from analytics.screening.ruleset import RULE_SET, Criterion, RuleSet
from analytics.screening.screening import Screening, screen
from analytics.screening.weighing import Combination, Weighed, combination_of
from analytics.screening.what_would_change import Turn, what_would_change
from graph.case_records import Record, View
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
    contradictions: tuple[Contradiction, ...]
    weighed: Weighed
    combination: Combination
    form: Forms
    """The parts of the selection form as they are shown."""
    view: View
    again: Again | None

    def behind(self, criterion: Criterion) -> tuple[Record, ...]:
        """The records that a criterion was judged on, each once."""
        found = {one.fact: one for field in FIELDS[criterion.function] for one in self.evidence.get(field, ())}
        return tuple(found.values())


def screened(dossier: Dossier, now: int, rules: RuleSet = RULE_SET) -> Screened | None:
    """The screening of the person of a case on the list; None where no detention that has begun is known.

    Judged on everything that is recorded: on the list the inputs of the criteria are shown as status and date. Of the
    records behind them those are named that are shown.
    """
    (person, *others) = dossier.person_ids
    found = None if others else gathered(dossier.whole.view(now, now), person)
    if found is None:
        return None
    view = dossier.records.view(now, now)
    shown = frozenset(one.fact for one in dossier.records.records)
    names = [one for one in view.holding("PersonName") if one.end("person") == person]
    inputs, decision = found.inputs, found.forms.decision
    screening = screen(inputs, rules)
    weighed = weighed_of(found.forms, _counting(found, rules))
    return Screened(
        dossier.case_id, person, _name(names), inputs, screening, what_would_change(inputs, rules), rules,
        {field: _shown(records, shown) for field, records in found.evidence.items()},
        tuple(
            replace(one, others=_shown(one.others, shown))
            for one in (*found.contradictions, *_of_information(found, screening))
            if one.form.fact in shown
        ),
        weighed,
        combination_of(weighed, rules.weighed), forms_of(view, found.detention), view,
        again(None if decision is None else stood_in(decision), inputs, screening, rules),
    )  # fmt: skip


def _shown(records: Iterable[Record], shown: frozenset[str]) -> tuple[Record, ...]:
    return tuple(one for one in records if one.fact in shown)


def _counting(found: Gathered, rules: RuleSet) -> Record | None:
    """The last RISC, where it still counts."""
    risc, numbers = found.inputs.risc, rules.numbers
    if not isinstance(risc, Risc) or not counts(risc.taken_on, found.inputs.screened_on, numbers.risc_years, numbers):
        return None
    return found.risc


def _of_information(found: Gathered, screening: Screening) -> Iterator[Contradiction]:
    """Probation says on the form that it has no current information, and some was registered before."""
    form = found.forms.part_2
    if form is None or not found.forms.has_no_information:
        return
    known = [
        one
        for field in FIELDS["no_information"][:2]
        for one in found.evidence.get(field, ())
        if one is not form and one.recorded_at <= form.recorded_at
    ]
    outcomes = {one.criterion.function: one.outcome for one in screening.criteria}
    if known and outcomes.get("no_information") is Outcome.NOT_MET:
        yield Contradiction("last_information_on", form, tuple(known))


def list_of(dossiers: Iterable[Dossier], now: int, *, extra: bool = False) -> tuple[tuple[Placed, Screened], ...]:
    """Everybody of a list in the order in which it is worked."""
    found = [one for dossier in dossiers if (one := screened(dossier, now)) is not None]
    by_person = {one.person_id: one for one in found}
    listed = [Listed(one.person_id, one.inputs.arrived_on, one.screening, _extra(one)) for one in by_person.values()]
    return tuple((placed, by_person[placed.listed.person_id]) for placed in in_order(listed, extra=extra))


def _extra(one: Screened) -> Extra:
    """What of the extra ordering is known: risk by the RISC, criminogenic factors, whether it is a young adult."""
    inputs, numbers = one.inputs, one.rules.numbers
    born = inputs.birth_date
    years = None if born is None else age(born, inputs.screened_on)
    return Extra(
        reoffending=inputs.risc.reoffending if isinstance(inputs.risc, Risc) else None,
        criminogenic_factors=one.weighed.criminogenic_factors,
        young_adult=None if years is None else numbers.young_from <= years <= numbers.young_to,
    )


def _name(names: list[Record]) -> str | None:
    return full_name({part: names[-1].value(part) for part in NAME_PARTS}) if names else None
