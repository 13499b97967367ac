"""Advice asked of probation: asked, delivered by who was asked, or withdrawn by who asked."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from graph.case_records import Record
from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile
from graph.casework.fields import a_day, a_word, an_id
from graph.casework.steps import Add, Change, Renew, change
from graph.refusals import Code, refused

_KIND: Final = "AdviceRequest"
_ADVISES: Final = "PROBATION"
_RUNS: Final = "RUNNING"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAdvice(CaseAct):
    """Ask advice of a probation organisation (*advies aanvragen*)."""

    NAME: ClassVar[str] = "requestAdvice"
    TASK: ClassVar[str] = "REQUEST_ADVICE"

    kind: Annotated[str, a_word(_KIND, "kind", "For what.")]
    to: Annotated[str, an_id("Id of the probation organisation that is asked.")]
    due_on: Annotated[int | None, a_day("By which day; not in the past.")] = None

    def change(self, file: CaseFile) -> Change:
        """A request of the own organisation, that runs. One of a kind at a time."""
        to = file.organisation("to", self.to)
        if to.organisation_kind != _ADVISES:
            raise refused(Code.UNUSABLE, "to")
        if any(one.end("to") == to.id and one.value("kind") == self.kind and _runs(file, one) for one in _all(file)):
            raise refused(Code.ALREADY_SO, "kind")
        values = {
            "kind": self.kind, "status": _RUNS, "requestedOn": file.now, "to": to.id, "from": file.who,
            "dueOn": None if self.due_on is None else file.coming("dueOn", self.due_on),
        }  # fmt: skip
        return change(Add(_KIND, values))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverAdvice(CaseAct):
    """Say that advice which your organisation was asked for is delivered (*advies uitgebracht*)."""

    NAME: ClassVar[str] = "deliverAdvice"
    TASK: ClassVar[str] = "ANSWER_ADVICE"
    EXPECTS: ClassVar[bool] = True

    advice: Annotated[str, an_id("Id of the fact of the request.")]

    def own(self, file: CaseFile) -> bool:
        """Whether the own organisation was asked; of an unknown request that is said later."""
        found = _shown(file, self.advice)
        return found is None or found.end("to") == file.actor.organisation

    def change(self, file: CaseFile) -> Change:
        """It is delivered from now on."""
        return change(Renew(_KIND, _running(file, self.advice).fact, {"status": "DELIVERED"}))


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAdvice(CaseAct):
    """Withdraw a request for advice of your organisation (*adviesaanvraag intrekken*)."""

    NAME: ClassVar[str] = "withdrawAdvice"
    TASK: ClassVar[str] = "REQUEST_ADVICE"
    EXPECTS: ClassVar[bool] = True

    advice: Annotated[str, an_id("Id of the fact of the request.")]

    def change(self, file: CaseFile) -> Change:
        """It is withdrawn from now on."""
        found = _running(file, self.advice)
        asker = file.view.party(found.end("from"))
        if asker is None or asker.organisation_id != file.actor.organisation:
            raise refused(Code.NOT_YOUR_TASK, "advice")
        return change(Renew(_KIND, found.fact, {"status": "WITHDRAWN"}))


def _all(file: CaseFile) -> list[Record]:
    return file.view.all(_KIND)


def _shown(file: CaseFile, fact: str) -> Record | None:
    return next((one for one in _all(file) if one.fact == fact), None)


def _runs(file: CaseFile, one: Record) -> bool:
    return one.value("status") == _RUNS and one.holds(file.now)


def _running(file: CaseFile, fact: str) -> Record:
    """A request that runs. Raises ActError, ConflictError."""
    found = file.record("advice", fact, _KIND)
    if found.value("status") != _RUNS:
        raise refused(Code.IS_OVER, "advice")
    return found
