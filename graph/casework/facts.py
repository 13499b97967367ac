"""Facts as such: that one still holds, what the organisation says to a dispute of it, and that one was a slip."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from graph.case_records import Record
from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile
from graph.casework.fact_sources import comes_from_own, written_by
from graph.casework.fields import a_text, a_word, an_id
from graph.casework.steps import Add, Change, Complete, Retract, Step, change
from graph.model.catalogue import RECORDS
from graph.refusals import Code, refused
from graph.times import day_of

_KINDS: Final = tuple(kind.label for kind in RECORDS)

WITHDRAWABLE: Final = (
    "Assessment", "InstrumentResult", "AdviceRequest", "Intervention", "Referral", "Meeting", "ContactMoment", "Note",
    "ConductReport", "Notice", "Tie", "TieReading",
)  # fmt: skip
"""What can be taken back as a slip. Who is involved or directs, handovers, consents and the plan have acts of their
own: there what was so once has opened or agreed something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmFact(CaseAct):
    """Say that a fact still holds (*bevestigen*)."""

    NAME: ClassVar[str] = "confirmFact"
    TASK: ClassVar[str] = "CONFIRM_FACT"
    IN_CLOSED: ClassVar[bool] = True

    fact: Annotated[str, an_id("Id of the fact.")]

    def change(self, file: CaseFile) -> Change:
        """A confirmation by who acts; one a day is enough."""
        found = file.record("fact", self.fact, *_KINDS)
        confirmed = file.view.confirmed_at(found.fact)
        if confirmed is not None and day_of(confirmed) == day_of(file.now):
            raise refused(Code.ALREADY_SO, "fact")
        return change(Add("Confirmation", {"ofFact": found.fact, "confirmedAt": file.now, "by": file.who}))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDispute(CaseAct):
    """Answer the person who says that a fact is not right, where it comes from your organisation (*betwisting*).

    A date of birth and a detention can be disputed too: the fact is then the id of the person or the detention.
    """

    NAME: ClassVar[str] = "answerDispute"
    TASK: ClassVar[str] = "ANSWER_DISPUTE"
    EXPECTS: ClassVar[bool] = True
    IN_CLOSED: ClassVar[bool] = True

    fact: Annotated[str, an_id("Id of the fact that is disputed.")]
    answer: Annotated[str, a_word("Dispute", "status", "Whether the person is right.", but=("OPEN",))]
    reason: Annotated[str, a_text("Why, for the person to read.")]

    def own(self, file: CaseFile) -> bool:
        """Whether the fact comes from the own organisation; of an unknown one that is said later."""
        found = _disputable(file, self.fact)
        return found is None or comes_from_own(file, found)

    def change(self, file: CaseFile) -> Change:
        """Every dispute of the fact that is open is answered. What the fact says is put right where it comes from."""
        found = _disputable(file, self.fact)
        if found is None:
            raise refused(Code.UNKNOWN, "fact")
        disputes = file.view.disputes_of(found.fact)
        if not disputes:
            raise refused(Code.NOT_NOW, "fact")
        still_open = [one for one in disputes if one.status == "OPEN"]
        if not still_open:
            raise refused(Code.ALREADY_SO, "fact")
        answered = {"status": self.answer, "reason": self.reason.strip(), "answeredAt": file.now}
        return change(*(Complete("Dispute", one.fact, answered) for one in still_open))


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawOwnRecord(CaseAct):
    """Take back what you wrote by mistake (*eigen vastlegging intrekken*): it stands as withdrawn from now on.

    What ended because of it holds again.
    """

    NAME: ClassVar[str] = "withdrawOwnRecord"
    TASK: ClassVar[str] = "WITHDRAW_OWN_RECORD"
    EXPECTS: ClassVar[bool] = True
    IN_CLOSED: ClassVar[bool] = True

    fact: Annotated[str, an_id("Id of the fact.")]

    def own(self, file: CaseFile) -> bool:
        """Whether who acts wrote it; of an unknown fact that is said later."""
        found = _shown(file, self.fact)
        return found is None or written_by(file, found) == file.actor.position

    def change(self, file: CaseFile) -> Change:
        """It is believed no more."""
        found = file.record("fact", self.fact, *_KINDS)
        if found.kind not in WITHDRAWABLE:
            raise refused(Code.UNUSABLE, "fact")
        return change(Retract(found.kind, found.fact), *_restored(file, found))


def _restored(file: CaseFile, slip: Record) -> Iterator[Step]:
    """What the act that wrote a fact ended for it, as it was before: an act ends and writes at one instant."""
    for one in file.view.all(slip.kind):
        if one.fact == slip.fact or one.valid_to is None or one.valid_to != slip.valid_from:
            continue
        if one.recorded_at == slip.recorded_at:  # an end that was known already was put earlier
            former = [
                two for two in file.view.case.records if two.fact == one.fact and two.retracted_at == one.recorded_at
            ]
            if former:
                yield Complete(one.kind, one.fact, {"validTo": former[0].valid_to})
        elif one.end_known_at == slip.recorded_at:
            yield Complete(one.kind, one.fact, {"validTo": None})


def _disputable(file: CaseFile, fact: str) -> Record | None:
    return _shown(file, fact) or next((one for one in file.view.case.things if one.fact == fact), None)


def _shown(file: CaseFile, fact: str) -> Record | None:
    return next((one for one in file.view.all(*_KINDS) if one.fact == fact), None)
