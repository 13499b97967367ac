"""Handing over the direction of a case: offered, answered, met together; and taken up where an organisation has it."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from graph.actors import ASSIGNING
from graph.case_records import Record
from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile, said
from graph.casework.direction_parts import is_open, offers, withdrawing_direction
from graph.casework.fields import a_flag, a_moment, a_text, an_id
from graph.casework.involvement_parts import (
    director_of,
    directs,
    handing_on,
    is_excluded,
    joining,
    parts_of,
    position,
)
from graph.casework.steps import Add, Change, Complete, Direct, End, StopDirecting, change
from graph.refusals import Code, refused
from graph.times import day_of

_KIND: Final = "Handover"
_OF_WORK: Final = "LEAVE_CASE"
"""The task of what one does with the own part in a case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferDirection(CaseAct):
    """Offer the direction of the case to somebody of the team (*regie overdragen: aanbieden*).

    Until it is accepted the direction stays where it is, and so it does when it is refused or nobody answers.
    """

    NAME: ClassVar[str] = "offerDirection"
    TASK: ClassVar[str] = "HAND_OVER_DIRECTION"

    to: Annotated[str, an_id("Id of the position, or of the organisation where nobody there is named yet.")]

    def own(self, file: CaseFile) -> bool:
        """Whether who acts directs, or assigns in the organisation that does."""
        return directs(file)

    def change(self, file: CaseFile) -> Change:
        """An offer that waits for an answer: one at a time."""
        directing = director_of(file)
        to = file.serving("to", self.to)
        if directing is None:
            raise refused(Code.NOT_NOW, "to")
        if to in (directing.holder, file.actor.position) or to == directing.ended:
            raise refused(Code.TO_ONESELF, "to")
        if not parts_of(file, to) or is_excluded(file, file.view.case.holders[to]):
            raise refused(Code.NOT_IN_TEAM, "to")
        if offers(file.whole, "DIRECTION"):
            raise refused(Code.ALREADY_SO, "to")
        values = {"subject": "DIRECTION", "offeredAt": file.now, "from": directing.holder, "to": to}
        return change(Add(_KIND, values))


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferInvolvement(CaseAct):
    """Offer your own work in the case to somebody of the team (*betrokkenheid overdragen: aanbieden*).

    Once it is accepted your open actions are theirs; you stay involved, to hand over together, until you leave.
    """

    NAME: ClassVar[str] = "offerInvolvement"
    TASK: ClassVar[str] = _OF_WORK

    to: Annotated[str, an_id("Id of the position, or of the organisation where nobody there is named yet.")]

    def change(self, file: CaseFile) -> Change:
        """An offer that waits for an answer: one at a time to each."""
        own, to = file.actor.position, file.serving("to", self.to)
        if to == own:
            raise refused(Code.TO_ONESELF, "to")
        if not parts_of(file, own):
            raise refused(Code.NOT_NOW, "case")
        if not parts_of(file, to) or is_excluded(file, file.view.case.holders[to]):
            raise refused(Code.NOT_IN_TEAM, "to")
        if any((one.end("from"), one.end("to")) == (own, to) for one in offers(file.view, "INVOLVEMENT")):
            raise refused(Code.ALREADY_SO, "to")
        values = {"subject": "INVOLVEMENT", "offeredAt": file.now, "from": own, "to": to}
        return change(Add(_KIND, values))


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawOffer(CaseAct):
    """Take an offer back that is not answered yet (*aanbod intrekken*), by who offered it."""

    NAME: ClassVar[str] = "withdrawOffer"
    TASK: ClassVar[str] = "HAND_OVER_DIRECTION"
    EXPECTS: ClassVar[bool] = True

    handover: Annotated[str, an_id("Id of the fact of the handover.")]

    def task(self, file: CaseFile) -> str:
        """The task of the direction, or of the own part."""
        return _OF_WORK if _is_work(_shown(file, self.handover)) else self.TASK

    def own(self, file: CaseFile) -> bool:
        """Whether it is the own work; or who acts directs, or assigns in the organisation that does."""
        found = _shown(file, self.handover)
        return directs(file) if not _is_work(found) else found is not None and found.end("from") == file.actor.position

    def change(self, file: CaseFile) -> Change:
        """It holds no longer."""
        return change(End(_KIND, _offered(file, self.handover).fact, file.now))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerHandover(CaseAct):
    """Accept or refuse what was offered to you, or to your organisation where you assign (*overdracht beantwoorden*).

    With the direction accepted it is yours, or your organisation's, from that instant; refused, it stays where it is.
    """

    NAME: ClassVar[str] = "answerHandover"
    TASK: ClassVar[str] = "ANSWER_HANDOVER"
    EXPECTS: ClassVar[bool] = True

    handover: Annotated[str, an_id("Id of the fact of the handover.")]
    accept: Annotated[bool, a_flag("Whether it is accepted.")]
    reason: Annotated[str | None, a_text("Why it is refused: needed then, and only then.")] = None

    def own(self, file: CaseFile) -> bool:
        """Whether it was offered to who acts; of an unknown one that is said later."""
        found = _shown(file, self.handover)
        return found is None or found.end("to") in _mine(file)

    def change(self, file: CaseFile) -> Change:
        """The answer, and where it is accepted the direction, or the open actions."""
        found, reason = _offered(file, self.handover), said(self.reason)
        if self.accept and reason is not None:
            raise refused(Code.UNUSABLE, "reason")
        if not self.accept:
            if reason is None:
                raise refused(Code.REASON_NEEDED, "reason")
            return change(Complete(_KIND, found.fact, {"refusedAt": file.now, "refusalReason": reason}))
        accepted, giver, to = (
            Complete(_KIND, found.fact, {"acceptedAt": file.now}),
            found.end("from"),
            found.end("to") or "",
        )
        if not parts_of(file, to):
            raise refused(Code.NOT_IN_TEAM, "handover")
        if _is_work(found):
            return change(accepted, *handing_on(file, "handover", giver or "", to))
        directing = director_of(file)
        if directing is None or giver not in (directing.holder, directing.record.end("holder")):
            raise refused(Code.NOT_NOW, "handover")
        return change(accepted, Direct(to))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHandoverMeeting(CaseAct):
    """Record that giver, receiver and person met together (*warme overdracht*), by one of the two."""

    NAME: ClassVar[str] = "recordHandoverMeeting"
    TASK: ClassVar[str] = "HAND_OVER_DIRECTION"
    EXPECTS: ClassVar[bool] = True

    handover: Annotated[str, an_id("Id of the fact of the handover.")]
    met_at: Annotated[int, a_moment("When they met: from the day of the offer on, not in the future.")]

    def task(self, file: CaseFile) -> str:
        """The task of the direction, or of the own part."""
        return _OF_WORK if _is_work(_shown(file, self.handover)) else self.TASK

    def own(self, file: CaseFile) -> bool:
        """Whether who acts is giver or receiver, or assigns in that organisation."""
        found = _shown(file, self.handover)
        return found is None or not _mine(file).isdisjoint((found.end("from"), found.end("to")))

    def change(self, file: CaseFile) -> Change:
        """When they met."""
        found = file.record("handover", self.handover, _KIND)
        met = file.past("metAt", self.met_at)
        if found.value("refusedAt") is not None:
            raise refused(Code.IS_OVER, "handover")
        if found.value("metAt") is not None:
            raise refused(Code.ALREADY_SO, "handover")
        if day_of(met) < day_of(found.values["offeredAt"]):
            raise refused(Code.UNUSABLE, "metAt")
        return change(Complete(_KIND, found.fact, {"metAt": min(met, file.now)}))


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeDirection(CaseAct):
    """Let somebody of your organisation direct, where the organisation itself does (*regie oppakken*).

    So it does while nobody there is named, and from the instant the position ends of who directed.
    """

    NAME: ClassVar[str] = "takeDirection"
    TASK: ClassVar[str] = "HAND_OVER_DIRECTION"

    by: Annotated[str | None, an_id("Id of the position, at your organisation; without it your own.")] = None

    def own(self, file: CaseFile) -> bool:
        """Whether who acts assigns in the organisation that directs, or of who does."""
        found = director_of(file)
        same = found is not None and found.organisation == file.actor.organisation
        return same and file.actor.function in ASSIGNING

    def change(self, file: CaseFile) -> Change:
        """The position directs, and is involved where it was not yet; an offer that is not answered holds no longer."""
        found = director_of(file)
        if found is None or found.holder != found.organisation:
            raise refused(Code.ALREADY_SO, "by")
        by = position(file, "by", self.by or file.actor.position)
        if by.organisation_id != file.actor.organisation:
            raise refused(Code.UNUSABLE, "by")
        if is_excluded(file, by):
            raise refused(Code.UNUSABLE, "by")
        anew = (StopDirecting(), Add("Direction", {"holder": by.id})) if by.id == found.ended else (Direct(by.id),)
        return change(*joining(file, "by", by), *withdrawing_direction(file), *anew)


def _mine(file: CaseFile) -> set[str | None]:
    actor = file.actor
    return {actor.position, actor.organisation} if actor.function in ASSIGNING else {actor.position}


def _shown(file: CaseFile, fact: str) -> Record | None:
    return next((one for one in file.view.all(_KIND) if one.fact == fact), None)


def _is_work(handover: Record | None) -> bool:
    return handover is not None and handover.values["subject"] == "INVOLVEMENT"


def _offered(file: CaseFile, fact: str) -> Record:
    """A handover that waits for an answer. Raises ActError, ConflictError."""
    found = file.record("handover", fact, _KIND)
    if not is_open(found):
        raise refused(Code.IS_OVER, "handover")
    return found
