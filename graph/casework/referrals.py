"""Referrals: asked of an organisation, answered by it, or found silent by who asked."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from graph.case_records import Record
from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile, said
from graph.casework.fields import a_text, a_word, an_id
from graph.casework.steps import Add, Change, Renew, change
from graph.refusals import Code, refused
from graph.requests import WAITS

_KIND = "Referral"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReferral(CaseAct):
    """Refer the person to an organisation (*verwijzen*), which need not be in the team."""

    NAME: ClassVar[str] = "requestReferral"
    TASK: ClassVar[str] = "REQUEST_REFERRAL"

    to: Annotated[str, an_id("Id of the organisation that is asked.")]

    def change(self, file: CaseFile) -> Change:
        """A referral by who acts, that waits for an answer."""
        to = file.organisation("to", self.to)
        if to.id == file.actor.organisation:
            raise refused(Code.TO_ONESELF, "to")
        if any(_waits(one) and one.end("to") == to.id and one.end("from") == file.who for one in _all(file)):
            raise refused(Code.ALREADY_SO, "to")
        values = {"status": "REQUESTED", "requestedOn": file.now, "from": file.who, "to": to.id}
        return change(Add(_KIND, values))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerReferral(CaseAct):
    """Answer a referral to your organisation, or say that it is completed (*verwijzing beantwoorden, afronden*)."""

    NAME: ClassVar[str] = "answerReferral"
    TASK: ClassVar[str] = "ANSWER_REFERRAL"
    EXPECTS: ClassVar[bool] = True

    referral: Annotated[str, an_id("Id of the fact of the referral.")]
    answer: Annotated[str, a_word(_KIND, "status", "What you answer.", but=("REQUESTED", "SILENT"))]
    reason: Annotated[str | None, a_text("Why: needed where it is refused.")] = None

    def own(self, file: CaseFile) -> bool:
        """Whether the referral is to the own organisation; of an unknown one that is said later."""
        found = _shown(file, self.referral)
        return found is None or found.end("to") == file.actor.organisation

    def change(self, file: CaseFile) -> Change:
        """How it stands from now on. What was accepted can be completed; what is over stays so."""
        found = _open(file, self.referral)
        status, reason = found.value("status"), said(self.reason)
        if status == self.answer:
            raise refused(Code.ALREADY_SO, "answer")
        if (status == "ACCEPTED") != (self.answer == "COMPLETED"):
            raise refused(Code.NOT_NOW, "answer")
        if self.answer == "REFUSED" and reason is None:
            raise refused(Code.REASON_NEEDED, "reason")
        if self.answer != "REFUSED" and reason is not None:
            raise refused(Code.UNUSABLE, "reason")
        return change(Renew(_KIND, found.fact, {"status": self.answer, "reason": reason}))


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkReferralSilent(CaseAct):
    """Say that there is no answer to a referral of your organisation (*geen reactie op de verwijzing*)."""

    NAME: ClassVar[str] = "markReferralSilent"
    TASK: ClassVar[str] = "REQUEST_REFERRAL"
    EXPECTS: ClassVar[bool] = True

    referral: Annotated[str, an_id("Id of the fact of the referral.")]

    def change(self, file: CaseFile) -> Change:
        """It is silent from now on, and still waited for."""
        found = _open(file, self.referral)
        sender = file.view.party(found.end("from"))
        if sender is None or sender.organisation_id != file.actor.organisation:
            raise refused(Code.NOT_YOUR_TASK, "referral")
        if found.value("status") == "SILENT":
            raise refused(Code.ALREADY_SO, "referral")
        if found.value("status") != "REQUESTED":
            raise refused(Code.IS_OVER, "referral")
        return change(Renew(_KIND, found.fact, {"status": "SILENT"}))


def _all(file: CaseFile) -> list[Record]:
    return file.view.all(_KIND)


def _waits(one: Record) -> bool:
    return one.valid_to is None and one.value("status") in WAITS


def _shown(file: CaseFile, fact: str) -> Record | None:
    return next((one for one in _all(file) if one.fact == fact), None)


def _open(file: CaseFile, fact: str) -> Record:
    """A referral that is not over. Raises ActError, ConflictError."""
    found = file.record("referral", fact, _KIND)
    if found.value("status") in ("REFUSED", "COMPLETED"):
        raise refused(Code.IS_OVER, "referral")
    return found
