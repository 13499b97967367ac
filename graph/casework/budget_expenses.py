"""What the budget of a case is spent on, and whether those who put in agree."""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from graph.budgets import answer_to, contributors, is_spent
from graph.case_records import Record
from graph.casework.budget_parts import AMOUNT, amount, check_holds, check_no_care, stands
from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile, said
from graph.casework.fields import a_day, a_number, a_text, a_word, an_id
from graph.casework.steps import Add, Change, Complete, change
from graph.refusals import Code, refused

_EXPENSE = "Id of the expense."


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordExpense(CaseAct):
    """Spend from the budget of the case (*uitgave uit het ontschot budget*): never more than is left."""

    NAME: ClassVar[str] = "recordExpense"
    TASK: ClassVar[str] = "MANAGE_BUDGET"

    amount_cents: Annotated[int, a_number(AMOUNT)]
    text: Annotated[str, a_text("On what.")]
    spent_on: Annotated[int, a_day("When: up to today.")]

    def change(self, file: CaseFile) -> Change:
        """An expense, by who acts."""
        check_no_care(file)
        spent, cents = file.past("spentOn", self.spent_on), amount("amountCents", self.amount_cents)
        check_holds("amountCents", stands(file), more_spent=cents)
        says = {"amountCents": cents, "text": self.text.strip(), "spentOn": spent, "by": file.who}
        return change(Add("BudgetExpense", says))


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackExpense(CaseAct):
    """Say that something was not spent after all (*uitgave terugdraaien*): it is left again."""

    NAME: ClassVar[str] = "takeBackExpense"
    TASK: ClassVar[str] = "MANAGE_BUDGET"
    EXPECTS: ClassVar[bool] = True

    expense: Annotated[str, an_id(_EXPENSE)]
    reason: Annotated[str, a_text("Why.")]

    def change(self, file: CaseFile) -> Change:
        """The expense counts no more from now on; it stays on view with the reason."""
        found = _spent(file, self.expense)
        return change(
            Complete("BudgetExpense", found.fact, {"takenBackAt": file.now, "reason": self.reason.strip()})
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerExpense(CaseAct):
    """Agree or disagree with an expense, for an organisation that puts in (*akkoord op een uitgave*)."""

    NAME: ClassVar[str] = "answerExpense"
    TASK: ClassVar[str] = "ANSWER_BUDGET"
    EXPECTS: ClassVar[bool] = True

    expense: Annotated[str, an_id(_EXPENSE)]
    answer: Annotated[str, a_word("BudgetAnswer", "answer", "Agreed or disagreed.")]
    reason: Annotated[str | None, a_text("Why: needed for a disagreement.")] = None

    def own(self, file: CaseFile) -> bool:
        """Whether the own organisation puts in."""
        return file.actor.organisation in contributors(file.view)

    def change(self, file: CaseFile) -> Change:
        """An answer of the own organisation; earlier ones stay."""
        found, reason = _spent(file, self.expense), said(self.reason)
        if self.answer == "DISAGREED" and reason is None:
            raise refused(Code.REASON_NEEDED, "reason")
        last = answer_to(file.view, found.fact, file.actor.organisation)
        if last is not None and (last.values["answer"], last.value("reason")) == (self.answer, reason):
            raise refused(Code.ALREADY_SO, "answer")
        says: dict[str, Any] = {"ofFact": found.fact, "answer": self.answer, "by": file.actor.organisation}
        return change(Add("BudgetAnswer", says if reason is None else {**says, "reason": reason}))


def _spent(file: CaseFile, expense: str) -> Record:
    found = file.record("expense", expense, "BudgetExpense")
    if not is_spent(file.view, found):
        raise refused(Code.IS_OVER, "expense")
    return found
