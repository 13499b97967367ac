"""Notes: free text of one's own."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile
from graph.casework.fields import a_text
from graph.casework.steps import Add, Change, change


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteNote(CaseAct):
    """Write a note under the purpose you act for (*notitie*); your organisation reads it under that purpose."""

    NAME: ClassVar[str] = "writeNote"
    TASK: ClassVar[str] = "WRITE_NOTE"

    text: Annotated[str, a_text("The text.")]

    def change(self, file: CaseFile) -> Change:
        """A note of who acts."""
        return change(Add("Note", {"text": self.text.strip(), "purpose": str(file.actor.purpose), "by": file.who}))
