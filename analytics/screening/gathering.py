"""The facts for screening out of what is recorded in a case: nothing is typed again that stands somewhere already.

What nobody recorded is unknown. A record that is missing never counts as no: that somebody is not known at probation,
or that no advice runs, only people can say, on the selection form (`analytics.screening.forms`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from analytics.clock.course import Course, course_of
from analytics.screening.contradictions import Contradiction, is_newer, settled
from analytics.screening.forms import KINDS, YES_NO, Forms, forms_of
from analytics.screening.inputs import NEVER, Inputs, Level, MaybeRisc, Nothing, Phase, Risc
from graph.case_records import Record, View
from graph.model.kinds import FieldClass
from graph.times import day_of, last_day

READS: Final = frozenset(
    {
        "AdviceRequest", "DetentionState", "InstrumentResult", "Involvement", "LegalTitle", "PersonName",
        "PersonStatus", "Stay", *KINDS,
    }
)  # fmt: skip
"""Kinds of record that are read; with them the birth date."""

_SENTENCED: Final = frozenset({"SENTENCE", "SUBSTITUTE", "ISD", "TBS"})


@dataclass(frozen=True, slots=True)
class Gathered:
    """The facts of one person, and by field of the inputs the records they come from, the latest first.

    `forms` is the selection form of the present `detention`, `contradictions` where it contradicts other records,
    `risc` the last one.
    """

    person_id: str
    detention: str
    inputs: Inputs
    evidence: Mapping[str, tuple[Record, ...]]
    forms: Forms
    contradictions: tuple[Contradiction, ...]
    risc: Record | None


def gathered(view: View, person: str) -> Gathered | None:
    """The facts of a person of a case at the moment looked at; None where no detention is known that has begun."""
    course = course_of(view, person)
    if course is None or course.is_released or view.at < course.start:
        return None
    titles = course.titles()
    standing = [one for one in titles if one.holds(view.at)] or titles
    found = _Facts(view, person, course, standing)
    inputs = found.inputs()
    evidence = {name: tuple(records) for name, records in found.evidence().items() if records}
    risc = found.riscs[0] if found.riscs else None
    return Gathered(person, course.detention, inputs, evidence, found.forms, tuple(found.contradictions), risc)


class _Facts:
    """What is recorded of one person, by what the criteria ask."""

    def __init__(self, view: View, person: str, course: Course, titles: list[Record]) -> None:
        self.view, self.person, self.course, self.titles = view, person, course, titles
        self.today = day_of(view.at)
        self.status = view.latest(one for one in view.holding("PersonStatus") if one.end("person") == person)
        self.riscs = list(self._results("RISC"))
        self.asr = list(self._results("ASR_FRAMEWORK"))
        self.advice = list(view.all("AdviceRequest"))
        self.running = [one for one in view.holding("AdviceRequest") if one.value("status") == "RUNNING"]
        self.known_at_probation = list(self._information())
        self.forms = forms_of(view, course.detention)
        self.contradictions: list[Contradiction] = []

    def inputs(self) -> Inputs:
        """The facts; None for what nobody recorded."""
        born = self.view.case.birth_dates.get(self.person)
        forms, part_1, part_2 = self.forms, self.forms.part_1, self.forms.part_2
        no_status = forms.crossed(part_1, "noResidenceStatus")
        older = forms.crossed(part_2, "olderRiskHigh")
        return Inputs(
            screened_on=self.today,
            arrived_on=day_of(self.course.start),
            phase=self._phase(),
            may_stay_in_country=self._settled(
                "may_stay_in_country", self._may_stay(), None if no_status is None else not no_status, part_1,
                looked_at=True,
            ),
            risc=self._risc(),
            last_information_on=self._last_information(),
            # A high risk by other information beside a RISC that says less is no contradiction.
            older_risk_high=older or self._settled(
                "older_risk_high", self._older_high(), older, part_2, looked_at=True
            ),
            expected_end=self._expected_end(),
            advice_running=self._advice_running(),
            birth_date=None if born is None else date.fromisoformat(born),
            asr_applied=self._settled(
                "asr_applied", True if self.asr else None, forms.crossed(part_2, "asrApplied"), part_2, looked_at=False
            ),
            supervision_follows=self._settled(
                "supervision_follows", self._supervision(), forms.crossed(part_1, "supervisionFollows"), part_1,
                looked_at=True,
            ),
            article_43_3=self._settled(
                "article_43_3", self._follows("ART_43_3"), forms.crossed(part_1, "article433"), part_1, looked_at=True
            ),
            isd_or_tbs_treatment=self._settled(
                "isd_or_tbs_treatment", self._follows("ISD", "TBS_TREATMENT"), forms.isd_or_tbs, part_1,
                looked_at=False,
            ),
            care_authorisation=self._settled(
                "care_authorisation", self._follows("CARE_AUTHORISATION"), forms.crossed(part_1, "careAuthorisation"),
                part_1, looked_at=False,
            ),
            concern=forms.crossed(part_1, "concern"),
        )  # fmt: skip

    def evidence(self) -> dict[str, list[Record]]:
        """The records behind each fact: those of registrations first, then the form where it says something of it."""
        found = {name: list(records) for name, records in self.registered.items()}
        for name, form in self.forms.saying().items():
            found.setdefault(name, []).append(form)
        return found

    @cached_property
    def registered(self) -> dict[str, list[Record]]:
        """The records of registrations behind each fact."""
        state = [self.course.state] if self.course.state else []
        return {
            "phase": self.titles,
            "may_stay_in_country": [self.status] if self.status else [],
            "risc": self.riscs[:1],
            "last_information_on": [record for _, record in self.known_at_probation],
            "older_risk_high": self.riscs,
            "expected_end": state,
            "advice_running": self.running,
            "asr_applied": self.asr,
            "supervision_follows": self.titles + state,
            "article_43_3": self.titles,
            "isd_or_tbs_treatment": self.titles,
            "care_authorisation": self.titles,
        }

    def _settled(
        self, field: str, registered: bool | None, said: bool | None, form: Record | None, *, looked_at: bool
    ) -> bool | None:
        found = settled(registered, self.registered[field], said, form, looked_at=looked_at)
        if found.contradicts:
            self._contradiction(field, form)
        return found.value

    def _contradiction(self, field: str, form: Record | None) -> None:
        if form is not None:
            self.contradictions.append(Contradiction(field, form, tuple(self.registered[field])))

    def _may_stay(self) -> bool | None:
        return YES_NO.get(self.status.value("residenceStatus")) if self.status else None

    def _expected_end(self) -> date | None:
        """The end that is registered; where none is, that of the form."""
        registered, said, arrived = self.course.expected, self.forms.expected_end, day_of(self.course.start)
        if registered is None:
            return None if said is None else max(said, arrived)
        day = max(day_of(registered), arrived)
        part = self.forms.part_1
        if part is not None and said not in (None, day) and not is_newer(self.registered["expected_end"], part):
            self._contradiction("expected_end", part)
        return day

    def _advice_running(self) -> bool | None:
        """Whether a request runs; one that ended after the form was filled in runs no more."""
        form = self.forms.part_2
        said = self.forms.crossed(form, "adviceRequested")
        if self.running:
            return self._settled("advice_running", True, said, form, looked_at=True)
        ended = [one for one in self.advice if one.value("status") != "RUNNING"]
        return False if said is True and form is not None and is_newer(ended, form) else said

    def _last_information(self) -> date | Nothing | None:
        """The last day of information that is registered, or on which probation said on the form to have it."""
        days = [day for day, _ in self.known_at_probation]
        if (informed := self.forms.informed_on) is not None:
            days.append(min(informed, self.today))
        return max(days, default=NEVER if self.forms.has_no_information else None)

    def _phase(self) -> Phase | None:
        verdicts = [one.value("firstVerdictOn") for one in self.titles]
        if any(day is not None and day <= self.view.at for day in verdicts):
            return Phase.AFTER_VERDICT
        grounds = {one.value("ground") for one in self.titles}
        if grounds & _SENTENCED:
            return Phase.AFTER_VERDICT
        return Phase.PRE_TRIAL if "PRE_TRIAL" in grounds else None

    def _results(self, instrument: str) -> Iterator[Record]:
        """The results of an instrument up to today, the latest first."""
        found = [
            one
            for one in self.view.all("InstrumentResult")
            if one.value("instrument") == instrument
            and one.end("person") == self.person
            and one.values["takenOn"] <= self.view.at
        ]
        yield from sorted(found, key=lambda one: (one.values["takenOn"], one.fact), reverse=True)

    def _risc(self) -> MaybeRisc:
        if not self.riscs:
            return NEVER if self.forms.has_no_information else None
        return Risc(day_of(self.riscs[0].values["takenOn"]), _level(self.riscs[0]))

    def _older_high(self) -> bool | None:
        levels = {_level(one) for one in self.riscs} - {None}
        return None if not levels else Level.HIGH in levels

    def _information(self) -> Iterator[tuple[date, Record]]:
        """Advice that was delivered and supervision, by the last day on which it was so."""
        for one in self.advice:
            if one.value("status") == "DELIVERED":
                yield day_of(min(one.valid_from or one.recorded_at, self.view.at)), one
        for one in self.view.all("Involvement"):
            if one.field_class is FieldClass.HEALTH:  # never an input, whatever it says
                continue
            if one.value("role") == "SUPERVISION_OFFICER" and (one.valid_from or 0) <= self.view.at:
                ended = one.valid_to is not None and one.valid_to <= self.view.at
                yield (last_day(one.valid_to or 0) if ended else self.today), one

    def _follows(self, *words: str) -> bool | None:
        """Whether any title is followed by one of these; unknown where none is, and one does not say."""
        said = [one.value("follows") for one in self.titles]
        if any(word in words for word in said):
            return True
        return None if not said or "UNKNOWN" in said or None in said else False

    def _supervision(self) -> bool | None:
        by_title = self._follows("SUPERVISION", "TBS_CONDITIONS")
        by_detention = YES_NO.get(str(self.course.said("supervisionFollows")))
        if by_title is None or by_detention is None:
            return by_detention if by_title is None else by_title
        # Of two registrations that contradict each other the one that would have somebody looked at counts.
        return by_title or by_detention


def _level(record: Record) -> Level | None:
    said = record.value("reoffending")
    return Level(said) if said in set(Level) else None
