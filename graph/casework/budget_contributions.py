"""What organisations put in the budget of a case: said by each itself, or proposed to it by another."""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from graph.case_records import Record
from graph.casework.budget_parts import AMOUNT, amount, check_holds, check_no_care, contributor, speaks_for_own, stands
from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile, said
from graph.casework.fields import a_number, a_text, a_word, an_id
from graph.casework.steps import Add, Change, End, Renew, change
from graph.refusals import Code, refused

_CONTRIBUTION = "Id of the contribution."


@dataclass(frozen=True, slots=True, kw_only=True)
class AddContribution(CaseAct):
    """Put money in the budget of the case (*bijdragen aan het ontschot budget*).

    For the own organisation it counts at once, where the function may say so; for another it is a proposal, which that
    organisation answers.
    """

    NAME: ClassVar[str] = "addContribution"
    TASK: ClassVar[str] = "MANAGE_BUDGET"

    amount_cents: Annotated[int, a_number(AMOUNT)]
    organisation: Annotated[str | None, an_id("Id of who puts it in: of the team; the own one where left out.")] = None
    remark: Annotated[str | None, a_text("For what.")] = None

    def change(self, file: CaseFile) -> Change:
        """A contribution, confirmed or proposed."""
        check_no_care(file)
        by, cents = contributor(file, "organisation", self.organisation), amount("amountCents", self.amount_cents)
        confirmed = by == file.actor.organisation and speaks_for_own(file)
        check_holds("amountCents", stands(file), more_in=cents)
        says: dict[str, Any] = {"by": by, "amountCents": cents, "status": "CONFIRMED" if confirmed else "PROPOSED"}
        remark = said(self.remark)
        return change(Add("BudgetContribution", says if remark is None else {**says, "remark": remark}))


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfContribution(CaseAct):
    """Something that an organisation does with its own contribution."""

    TASK: ClassVar[str] = "ANSWER_BUDGET"
    EXPECTS: ClassVar[bool] = True

    contribution: Annotated[str, an_id(_CONTRIBUTION)]

    def own(self, file: CaseFile) -> bool:
        """Whether the own organisation puts it in; of what is not shown nothing is told."""
        found = self.shown(file)
        return found is None or found.end("by") == file.actor.organisation

    def shown(self, file: CaseFile) -> Record | None:
        """The contribution, where it is shown."""
        return next((one for one in file.view.all("BudgetContribution") if one.fact == self.contribution), None)

    def found(self, file: CaseFile, *statuses: str) -> Record:
        """The contribution. Raises ActError where it is not there, or stands otherwise."""
        found = file.record("contribution", self.contribution, "BudgetContribution")
        if found.values["status"] not in statuses:
            raise refused(Code.ALREADY_SO, "contribution")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerContribution(_OfContribution):
    """Confirm or refuse what your organisation is asked to put in (*bijdrage bevestigen of weigeren*)."""

    NAME: ClassVar[str] = "answerContribution"

    answer: Annotated[str, a_word("BudgetAnswer", "answer", "Agreed or disagreed.")]
    reason: Annotated[str | None, a_text("Why: needed for a refusal.")] = None

    def change(self, file: CaseFile) -> Change:
        """The contribution counts, or is refused."""
        found = self.found(file, "PROPOSED")
        reason = said(self.reason)
        if self.answer == "AGREED":
            return change(Renew("BudgetContribution", found.fact, {"status": "CONFIRMED"}))
        if reason is None:
            raise refused(Code.REASON_NEEDED, "reason")
        return change(Renew("BudgetContribution", found.fact, {"status": "REFUSED", "remark": reason}))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeContribution(_OfContribution):
    """Put in more or less than your organisation said, not less than is needed (*bijdrage wijzigen*)."""

    NAME: ClassVar[str] = "changeContribution"

    amount_cents: Annotated[int, a_number(AMOUNT)]

    def change(self, file: CaseFile) -> Change:
        """The contribution with another amount."""
        found, cents = self.found(file, "CONFIRMED"), amount("amountCents", self.amount_cents)
        before = found.values["amountCents"]
        if cents == before:
            raise refused(Code.ALREADY_SO, "amountCents")
        check_holds("amountCents", stands(file), more_in=cents - before)
        return change(Renew("BudgetContribution", found.fact, {"amountCents": cents}))


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawContribution(_OfContribution):
    """Take back what your organisation put in, as far as it is not spent (*bijdrage intrekken*).

    What was only proposed, and is not answered, is taken back by whoever may propose it.
    """

    NAME: ClassVar[str] = "withdrawContribution"

    def task(self, file: CaseFile) -> str:
        """A proposal is managed as the budget is."""
        found = self.shown(file)
        return "MANAGE_BUDGET" if found is not None and found.values["status"] == "PROPOSED" else self.TASK

    def change(self, file: CaseFile) -> Change:
        """The contribution has ended."""
        found = self.found(file, "CONFIRMED", "PROPOSED")
        if found.values["status"] == "CONFIRMED":
            check_holds("contribution", stands(file), more_in=-found.values["amountCents"])
        return change(End("BudgetContribution", found.fact, file.now))
