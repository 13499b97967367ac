"""The budget of a case over organisations: who put in what, what it was spent on, who agreed, and what is left."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.case_records import Origin, Party, Record, View


@dataclass(frozen=True, slots=True)
class Contribution:
    """What an organisation puts in: PROPOSED by another, CONFIRMED by itself, or REFUSED."""

    by: Party
    amount_cents: int
    status: str
    remark: str | None
    valid_from: int | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class ExpenseAnswer:
    """What an organisation that puts in says of an expense: AGREED, DISAGREED or NOT_ANSWERED."""

    by: Party
    answer: str
    reason: str | None
    answered_at: int | None


@dataclass(frozen=True, slots=True)
class Expense:
    """What was spent, on what, by whom; `taken_back_at` None is spent.

    `agreed` is YES where all that put in agreed, NO where one disagrees, else UNKNOWN.
    """

    amount_cents: int
    text: str
    spent_at: int
    by: Party | None
    taken_back_at: int | None
    reason: str | None
    agreed: str
    answers: tuple[ExpenseAnswer, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Sums:
    """What is confirmed, what is only proposed, what is spent, and of what is confirmed what is left, in cents."""

    put_in_cents: int
    proposed_cents: int
    spent_cents: int
    left_cents: int


@dataclass(frozen=True, slots=True)
class CaseBudget:
    """The budget of a case; contributions by organisation, expenses by day, the last first."""

    sums: Sums
    contributions: tuple[Contribution, ...]
    expenses: tuple[Expense, ...]


def budget(view: View) -> CaseBudget | None:
    """The budget at the moment; None where nothing of it is recorded, or shown."""
    contributions = [
        Contribution(
            party,
            one.values["amountCents"],
            one.values["status"],
            one.value("remark"),
            one.valid_from,
            view.origin(one),
        )
        for one in view.holding("BudgetContribution")
        if (party := view.party(one.end("by"))) is not None
    ]
    answers = _answers(view)
    expenses = [_expense(view, one, answers.get(one.fact, {})) for one in _expenses(view)]
    if not contributions and not expenses:
        return None
    return CaseBudget(
        sums(view),
        tuple(sorted(contributions, key=lambda one: (one.by.organisation or "", one.valid_from or 0, one.origin.fact))),
        tuple(sorted(expenses, key=lambda one: (-one.spent_at, one.origin.fact))),
    )


def sums(view: View) -> Sums:
    """What is put in and spent, of all that the view holds."""
    put_in: dict[str, int] = {"CONFIRMED": 0, "PROPOSED": 0, "REFUSED": 0}
    for one in view.holding("BudgetContribution"):
        put_in[one.values["status"]] += one.values["amountCents"]
    spent = sum(one.values["amountCents"] for one in _expenses(view) if is_spent(view, one))
    return Sums(put_in["CONFIRMED"], put_in["PROPOSED"], spent, put_in["CONFIRMED"] - spent)


def contributors(view: View) -> tuple[str, ...]:
    """The ids of the organisations of which something is confirmed."""
    found = {
        id
        for one in view.holding("BudgetContribution")
        if one.values["status"] == "CONFIRMED" and (id := one.end("by")) is not None
    }
    return tuple(sorted(found))


def is_spent(view: View, expense: Record) -> bool:
    """Whether an expense was not taken back."""
    taken_back: int | None = expense.value("takenBackAt")
    return taken_back is None or taken_back > view.at


def answer_to(view: View, expense: str, by: str) -> Record | None:
    """What an organisation said last of an expense."""
    return _answers(view).get(expense, {}).get(by)


def _expenses(view: View) -> list[Record]:
    return view.holding("BudgetExpense")


def _answers(view: View) -> dict[str, dict[str, Record]]:
    """By expense and organisation: the last answer."""
    found: dict[str, dict[str, Record]] = {}
    for one in view.holding("BudgetAnswer"):
        if (by := one.end("by")) is not None:
            found.setdefault(one.values["ofFact"], {})[by] = one
    return found


def _expense(view: View, record: Record, answers: Mapping[str, Record]) -> Expense:
    parties = dict.fromkeys((*contributors(view), *sorted(answers)))
    replies = tuple(
        _reply(party, answers.get(id)) for id in parties if (party := view.party(id)) is not None
    )  # fmt: skip
    said = {one.answer for one in replies}
    spent = is_spent(view, record)
    return Expense(
        amount_cents=record.values["amountCents"],
        text=record.values["text"],
        spent_at=record.values["spentOn"],
        by=view.party(record.end("by")),
        taken_back_at=None if spent else record.value("takenBackAt"),
        reason=None if spent else record.value("reason"),
        agreed="NO" if "DISAGREED" in said else "YES" if said == {"AGREED"} else "UNKNOWN",
        answers=replies,
        origin=view.origin(record),
    )


def _reply(party: Party, record: Record | None) -> ExpenseAnswer:
    if record is None:
        return ExpenseAnswer(party, "NOT_ANSWERED", None, None)
    answered = record.recorded_at if record.valid_from is None else record.valid_from
    return ExpenseAnswer(party, record.values["answer"], record.value("reason"), answered)
