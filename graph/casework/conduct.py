"""Conduct: what the prison says of behaviour, motivation and effort."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile
from graph.casework.fields import a_day, a_text, a_word
from graph.casework.steps import Add, Change, change


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConduct(CaseAct):
    """Record how the person behaves and takes part (*gedrag rapporteren*), or that somebody was promoted or demoted."""

    NAME: ClassVar[str] = "recordConduct"
    TASK: ClassVar[str] = "RECORD_CONDUCT"

    kind: Annotated[str, a_word("ConductReport", "kind", "What of.")]
    text: Annotated[str, a_text("What was seen: facts, and nothing of other people inside.")]
    reported_on: Annotated[int | None, a_day("When it was seen or decided: up to today, and today if left out.")] = None

    def change(self, file: CaseFile) -> Change:
        """A report of who acts."""
        day = file.today() if self.reported_on is None else file.past("reportedOn", self.reported_on)
        values = {"kind": self.kind, "text": self.text.strip(), "reportedOn": day, "validFrom": day, "by": file.who}
        return change(Add("ConductReport", values))
