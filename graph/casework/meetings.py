"""Meetings and contacts with the person."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile
from graph.casework.fields import a_moment, a_word, ids
from graph.casework.steps import Add, Change, change


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMeeting(CaseAct):
    """Record a meeting about the case (*overleg, MDO, trajectgesprek*)."""

    NAME: ClassVar[str] = "recordMeeting"
    TASK: ClassVar[str] = "RECORD_MEETING"

    kind: Annotated[str, a_word("Meeting", "kind", "Kind of meeting.", but=("REGIONAL",))]
    held_on: Annotated[int, a_moment("When it was held: not in the future.")]
    attended: Annotated[tuple[str, ...], ids("Ids of the positions that were there, all of the team.")]

    def change(self, file: CaseFile) -> Change:
        """A record of the meeting."""
        held = file.past("heldOn", self.held_on)
        there = sorted(file.member("attended", one) for one in self.attended)
        return change(
            Add("Meeting", {"kind": self.kind, "heldOn": held, "validFrom": min(held, file.now), "attended": there})
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordContactMoment(CaseAct):
    """Record a contact of your own with the person (*contactmoment*)."""

    NAME: ClassVar[str] = "recordContactMoment"
    TASK: ClassVar[str] = "RECORD_CONTACT_MOMENT"

    kind: Annotated[str, a_word("ContactMoment", "kind", "Kind of contact; NO_SHOW is a contact that failed.")]
    held_on: Annotated[int, a_moment("When it was: not in the future.")]

    def change(self, file: CaseFile) -> Change:
        """A record of the contact, by who acts."""
        held = file.past("heldOn", self.held_on)
        values = {"kind": self.kind, "heldOn": held, "validFrom": min(held, file.now), "by": file.who}
        return change(Add("ContactMoment", values))
