"""Help and training: which offer, how it stands, and who pays."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile
from graph.casework.fields import a_word, an_id
from graph.casework.steps import Add, Change, Renew, change
from graph.interventions import OVER
from graph.refusals import Code, refused

_KIND: Final = "Intervention"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordIntervention(CaseAct):
    """Record help or training of an offer, and who pays (*interventie*)."""

    NAME: ClassVar[str] = "recordIntervention"
    TASK: ClassVar[str] = "RECORD_INTERVENTION"

    offer: Annotated[str, an_id("Id of the offer.")]
    status: Annotated[str, a_word(_KIND, "status", "How it stands.", but=("COMPLETED", "STOPPED"))]
    pays: Annotated[str, a_word(_KIND, "pays", "Who pays, or nobody yet.")]
    person: Annotated[str | None, an_id("Who gets it; needed in a case of several persons.")] = None

    def change(self, file: CaseFile) -> Change:
        """Help that is not over, one of an offer and a person at a time."""
        person = file.person("person", self.person)
        if self.offer not in file.directory.offers:
            raise refused(Code.UNKNOWN, "offer")
        for one in file.view.all(_KIND):
            same = (one.end("person"), one.end("offer")) == (person, self.offer)
            if same and one.value("status") not in OVER and (one.valid_to is None or file.now < one.valid_to):
                raise refused(Code.ALREADY_SO, "offer")
        values = {"offer": self.offer, "status": self.status, "pays": self.pays, "person": person}
        return change(Add(_KIND, values))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeIntervention(CaseAct):
    """Say how help stands now, or who pays now (*interventie bijwerken*)."""

    NAME: ClassVar[str] = "changeIntervention"
    TASK: ClassVar[str] = "RECORD_INTERVENTION"
    EXPECTS: ClassVar[bool] = True

    intervention: Annotated[str, an_id("Id of the fact of the help.")]
    status: Annotated[str | None, a_word(_KIND, "status", "How it stands from now on.")] = None
    pays: Annotated[str | None, a_word(_KIND, "pays", "Who pays from now on.")] = None

    def change(self, file: CaseFile) -> Change:
        """It is so from now on. What is completed or stopped stays so."""
        found = file.record("intervention", self.intervention, _KIND)
        if found.value("status") in OVER:
            raise refused(Code.IS_OVER, "intervention")
        given = {name: value for name, value in (("status", self.status), ("pays", self.pays)) if value is not None}
        if not given:
            raise refused(Code.EMPTY, "status")
        if all(found.value(name) == value for name, value in given.items()):
            raise refused(Code.ALREADY_SO, next(iter(given)))
        return change(Renew(_KIND, found.fact, given))
