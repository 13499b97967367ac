"""Results of screening instruments: date and level, by the organisation that took them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile, said
from graph.casework.fields import a_moment, a_text, a_word, an_id
from graph.casework.steps import Add, Change, change
from graph.record_classes import RESPONSIVITY
from graph.refusals import Code, refused
from graph.times import day_of

_KIND: Final = "InstrumentResult"

TAKEN_BY: Final[Mapping[str, str]] = {"RISC": "PROBATION", "RISK_SCREENER_VIOLENCE": "PRISON"}
"""Instruments of one kind of organisation (domain document, section 7); the others are anybody's."""

LEVELS: Final[Mapping[str, frozenset[str]]] = {
    "RISC": frozenset({"reoffending", "injury", "withdrawal"}),
    "RISK_SCREENER_VIOLENCE": frozenset({"reoffending", "injury"}),
}
"""Levels that an instrument gives: the screener only of violence, and nothing of withdrawal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordInstrument(CaseAct):
    """Record the result of a screening instrument that your organisation took (*screeningsinstrument*)."""

    NAME: ClassVar[str] = "recordInstrument"
    TASK: ClassVar[str] = "RECORD_RISK_INSTRUMENT"

    instrument: Annotated[
        str, a_word(_KIND, "instrument", "Which; RISC is of probation, the violence screener of DJI.")
    ]
    taken_on: Annotated[int, a_moment("When it was taken: not in the future.")]
    reoffending: Annotated[str | None, a_word(_KIND, "reoffending", "Risk of reoffending.")] = None
    injury: Annotated[str | None, a_word(_KIND, "injury", "Risk of injury.")] = None
    withdrawal: Annotated[str | None, a_word(_KIND, "withdrawal", "Risk of withdrawal: of RISC only.")] = None
    conclusion: Annotated[str | None, a_text("The conclusion in a word; no scores.")] = None
    person: Annotated[str | None, an_id("Of whom; needed in a case of several persons.")] = None

    def task(self, file: CaseFile) -> str:
        """Risk or responsivity, by the instrument."""
        return "RECORD_RESPONSIVITY_INSTRUMENT" if self.instrument in RESPONSIVITY else self.TASK

    def own(self, file: CaseFile) -> bool:
        """Whether it is an instrument that the own organisation takes."""
        kind = file.actor.organisation_kind
        return TAKEN_BY.get(self.instrument, kind) == kind

    def change(self, file: CaseFile) -> Change:
        """The result; one of an instrument and a person on a day."""
        person, taken = file.person("person", self.person), file.past("takenOn", self.taken_on)
        levels = {"reoffending": self.reoffending, "injury": self.injury, "withdrawal": self.withdrawal}
        for name, level in levels.items():
            if level is not None and name not in LEVELS.get(self.instrument, ()):
                raise refused(Code.UNUSABLE, name)
        for one in file.view.all(_KIND):
            same = one.end("person") == person and one.value("instrument") == self.instrument
            if same and day_of(one.values["takenOn"]) == day_of(taken):
                raise refused(Code.ALREADY_SO, "takenOn")
        values = {
            "instrument": self.instrument, "takenOn": taken, "validFrom": min(taken, file.now), "person": person,
            "by": file.who, "conclusion": said(self.conclusion), **levels,
        }  # fmt: skip
        return change(Add(_KIND, values))
