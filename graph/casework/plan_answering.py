"""What a party of the joint plan answers to it."""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile, said
from graph.casework.fields import a_number, a_text, a_word, an_id
from graph.casework.plan_parts import check_read, plan_in_use
from graph.casework.steps import Add, Change, change
from graph.errors import ConflictError
from graph.plan_changes import PUT_TO_PARTIES, changes_between, when_written
from graph.refusals import Code, refused


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPlan(CaseAct):
    """Agree or disagree with the plan as it stands, for yourself (*akkoord geven of weigeren*); the person does too.

    An answer is to the version that was read, with what changed in it since: a later version asks again only where
    something changed that asks for a new agreement.
    """

    NAME: ClassVar[str] = "answerPlan"
    TASK: ClassVar[str] = "ANSWER_PLAN"
    EXPECTS: ClassVar[bool] = True

    plan: Annotated[str, an_id("Id of the plan.")]
    version: Annotated[int, a_number("Number of the version, as it was read.")]
    answer: Annotated[str, a_word("PlanAgreement", "answer", "Agreed or disagreed.")]
    reason: Annotated[str | None, a_text("Why: needed for a disagreement.")] = None

    def change(self, file: CaseFile) -> Change:
        """An answer of who acts; earlier ones stay with what they were about."""
        state = plan_in_use(file, "plan", self.plan)
        check_read(file, self.plan)
        if self.version != state.values["version"]:
            raise ConflictError("there is another version of the plan now", "read it again and decide anew")
        if state.values["status"] not in PUT_TO_PARTIES:
            raise refused(Code.NOT_NOW, "plan")
        reason = said(self.reason)
        if self.answer == "DISAGREED" and reason is None:
            raise refused(Code.REASON_NEEDED, "reason")
        values: dict[str, Any] = {"answer": self.answer, "version": self.version}
        if reason is not None:
            values["reason"] = reason
        if self._stands(file, values):
            raise refused(Code.ALREADY_SO, "answer")
        return change(Add("PlanAgreement", {"plan": self.plan, "by": file.who, **values}))

    def _stands(self, file: CaseFile, values: dict[str, Any]) -> bool:
        """Whether the last answer of who acts says the same, of a plan in which nothing changed since."""
        view = file.view
        last = view.latest(
            one for one in view.holding("PlanAgreement") if one.end("plan") == self.plan and one.end("by") == file.who
        )
        if last is None or last.valid_from is None or last.values != values:
            return False
        changes = changes_between(when_written(view, last, last.valid_from), view, self.plan)
        return not any(one.asks_again for one in changes)
