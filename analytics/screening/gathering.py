"""The facts for screening out of what is recorded in a case: nothing is typed again that stands somewhere already.

What nobody recorded is unknown. A record that is missing never counts as no: that somebody is not known at probation,
or that no advice runs, only people can say.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from analytics.clock.course import Course, course_of
from analytics.screening.inputs import Inputs, Level, Phase, Risc
from graph.case_records import Record, View
from graph.model.kinds import FieldClass
from graph.times import day_of, last_day

READS: Final = frozenset(
    {
        "AdviceRequest", "DetentionState", "InstrumentResult", "Involvement", "LegalTitle", "PersonName",
        "PersonStatus", "Stay",
    }
)  # fmt: skip
"""Kinds of record that are read; with them the birth date."""

_SENTENCED: Final = frozenset({"SENTENCE", "SUBSTITUTE", "ISD", "TBS"})
_YES_NO: Final = {"YES": True, "NO": False}


@dataclass(frozen=True, slots=True)
class Gathered:
    """The facts of one person, and by field of the inputs the records they come from, the latest first."""

    person_id: str
    inputs: Inputs
    evidence: Mapping[str, tuple[Record, ...]]


def gathered(view: View, person: str) -> Gathered | None:
    """The facts of a person of a case at the moment looked at; None where no detention is known that has begun."""
    course = course_of(view, person)
    if course is None or course.is_released or view.at < course.start:
        return None
    titles = course.titles()
    standing = [one for one in titles if one.holds(view.at)] or titles
    found = _Facts(view, person, course, standing)
    evidence = {name: tuple(records) for name, records in found.evidence().items() if records}
    return Gathered(person, found.inputs(), evidence)


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

    def inputs(self) -> Inputs:
        """The facts; None for what nobody recorded."""
        born = self.view.case.birth_dates.get(self.person)
        expected = self.course.expected
        return Inputs(
            screened_on=self.today,
            arrived_on=day_of(self.course.start),
            phase=self._phase(),
            may_stay_in_country=_YES_NO.get(self.status.value("residenceStatus")) if self.status else None,
            risc=self._risc(),
            last_information_on=max((day for day, _ in self.known_at_probation), default=None),
            older_risk_high=self._older_high(),
            expected_end=None if expected is None else max(day_of(expected), day_of(self.course.start)),
            advice_running=True if self.running else None,
            birth_date=None if born is None else date.fromisoformat(born),
            asr_applied=True if self.asr else None,
            supervision_follows=self._supervision(),
            article_43_3=self._follows("ART_43_3"),
            isd_or_tbs_treatment=self._follows("ISD", "TBS_TREATMENT"),
            care_authorisation=self._follows("CARE_AUTHORISATION"),
        )

    def evidence(self) -> dict[str, list[Record]]:
        """The records behind each fact."""
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

    def _risc(self) -> Risc | None:
        if not self.riscs:
            return None
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
        by_detention = _YES_NO.get(str(self.course.said("supervisionFollows")))
        if by_title is None or by_detention is None:
            return by_detention if by_title is None else by_title
        # Of two registrations that contradict each other the one that would have somebody looked at counts.
        return by_title or by_detention


def _level(record: Record) -> Level | None:
    said = record.value("reoffending")
    return Level(said) if said in set(Level) else None
