"""Accepting a finding until a day, and taking that back."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from graph.case_records import Acceptance
from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile, said
from graph.casework.fields import a_day, a_text, an_id
from graph.casework.steps import Add, Change, Retract, change
from graph.refusals import Code, refused
from graph.times import day_of

KIND = "FindingAcceptance"


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptFinding(CaseAct):
    """Accept a finding until a day, for the whole team, with the reason (*bevinding accepteren*).

    It stays a finding and keeps counting; whoever sees it sees who accepted it and why. Accepted again, that counts.
    """

    NAME: ClassVar[str] = "acceptFinding"
    TASK: ClassVar[str] = "HANDLE_SIGNAL"

    finding: Annotated[str, an_id("Id of the finding.")]
    until: Annotated[int, a_day("The day on which it is looked at again: from tomorrow on.")]
    reason: Annotated[str, a_text("Why it is accepted.")]

    def change(self, file: CaseFile) -> Change:
        """A record of who accepted it, until when, and why."""
        until = file.coming("until", self.until)
        if day_of(until) == day_of(file.now):
            raise refused(Code.IN_PAST, "until")
        if self.finding not in file.rules.found(file.dossier, file.view):
            raise refused(Code.UNKNOWN, "finding")
        values = {"ofFact": self.finding, "acceptedUntil": until, "reason": said(self.reason), "by": file.who}
        return change(*(Retract(KIND, one.fact) for one in _held(file, self.finding)), Add(KIND, values))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenFinding(CaseAct):
    """Take back that a finding is accepted, for the whole team (*acceptatie van een bevinding intrekken*)."""

    NAME: ClassVar[str] = "reopenFinding"
    TASK: ClassVar[str] = "HANDLE_SIGNAL"

    finding: Annotated[str, an_id("Id of the finding.")]

    def change(self, file: CaseFile) -> Change:
        """The acceptance is taken back."""
        if self.finding not in file.rules.found(file.dossier, file.view):
            raise refused(Code.UNKNOWN, "finding")
        held = _held(file, self.finding)
        if not held:
            raise refused(Code.ALREADY_SO, "finding")
        return change(*(Retract(KIND, one.fact) for one in held))


def _held(file: CaseFile, finding: str) -> list[Acceptance]:
    """The acceptances of a finding that hold now, whoever made them."""
    case = file.dossier.records
    return [one for one in case.acceptances if one.finding == finding and one.holds(file.now, file.now)]
