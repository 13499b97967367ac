"""Notices to organisations: of the start and the end of a detention, administrative ones, call-ups."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile
from graph.casework.fields import a_word, an_id
from graph.casework.steps import Add, Change, change
from graph.refusals import Code, refused
from graph.times import day_of

RECEIVERS: Final[Mapping[str, frozenset[str]]] = {
    "START_OF_DETENTION": frozenset({"MUNICIPALITY"}),
    "END_OF_DETENTION": frozenset({"MUNICIPALITY"}),
    "ADMINISTRATIVE": frozenset({"MUNICIPALITY"}),
    "CALL_UP": frozenset({"MUNICIPALITY", "PRISON"}),
}
"""Kinds of organisation that a notice goes to (domain document, section 4). Who is placed where a source tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendNotice(CaseAct):
    """Send a notice to an organisation (*melding*): the person stands in its list of arrivals for some weeks."""

    NAME: ClassVar[str] = "sendNotice"
    TASK: ClassVar[str] = "SEND_NOTICE"

    kind: Annotated[str, a_word("Notice", "kind", "Of what.", but=("PLACEMENT",))]
    to: Annotated[str, an_id("Id of the organisation: the municipality; of a call-up also the prison.")]

    def change(self, file: CaseFile) -> Change:
        """A notice, received now. Of a kind one goes to an organisation on a day."""
        to = file.organisation("to", self.to)
        if to.organisation_kind not in RECEIVERS[self.kind]:
            raise refused(Code.UNUSABLE, "to")
        if to.id == file.actor.organisation:
            raise refused(Code.TO_ONESELF, "to")
        for one in file.whole.all("Notice"):
            same = one.end("to") == to.id and one.value("kind") == self.kind
            if same and day_of(one.values["receivedOn"]) == day_of(file.now):
                raise refused(Code.ALREADY_SO, "to")
        return change(Add("Notice", {"kind": self.kind, "receivedOn": file.now, "to": to.id}))
