"""The budget of a case over organisations, as a section of the case picture."""

from typing import Any

import strawberry

from api.schema.cents import Cents
from api.schema.date import Day, Moment
from api.schema.detention import YesNoUnknown
from api.schema.field_class import classes
from api.schema.party import Origin, Party
from api.schema.plan import PlanAnswer
from api.schema.word import Word, words
from graph import budgets
from graph.model.kinds import FieldClass as K


@words("Whether an organisation itself says that it puts in (*stand*).")
class ContributionStatus(Word):
    """Whether an organisation itself says that it puts in."""

    PROPOSED = "PROPOSED", "Proposed to it by another (*gevraagd*): it does not count yet."
    CONFIRMED = "CONFIRMED", "Said by itself (*bevestigd*)."
    REFUSED = "REFUSED", "Refused (*geweigerd*)."


@strawberry.type(description="What an organisation puts in the budget of the case (*bijdrage*).")
class BudgetContribution:
    """What an organisation puts in the budget of the case."""

    by: Party = strawberry.field(description="Which organisation.")
    amount_cents: Cents = strawberry.field(description="How much.")
    status: ContributionStatus = strawberry.field(description="Whether it says so itself.")
    remark: str | None = strawberry.field(description="For what; of a refused one why; null where nothing was said.")
    valid_from: Day | None = strawberry.field(name="since", description="Since when; null where that is unknown.")
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(description="What an organisation that puts in says of an expense (*akkoord op een uitgave*).")
class BudgetAnswer:
    """What an organisation that puts in says of an expense."""

    by: Party = strawberry.field(description="Which organisation.")
    answer: PlanAnswer = strawberry.field(description="The last answer.")
    reason: str | None = strawberry.field(description="Reason of a disagreement; null where none was given.")
    answered_at: Day | None = strawberry.field(name="answeredOn", description="Day of the answer; null for no answer.")


@strawberry.type(description="What the budget of the case was spent on (*uitgave*).")
class BudgetExpense:
    """What the budget of the case was spent on."""

    amount_cents: Cents = strawberry.field(description="How much.")
    text: str = strawberry.field(description="On what.")
    spent_at: Day = strawberry.field(name="spentOn", description="When.")
    by: Party | None = strawberry.field(description="Who spent it; null where that is not shown.")
    taken_back_at: Moment | None = strawberry.field(
        description="Since when it counts as not spent (*teruggedraaid*); null where it is spent."
    )
    reason: str | None = strawberry.field(description="Why it was taken back; null where it is spent.")
    agreed: YesNoUnknown = strawberry.field(
        description="Whether all that put in agree: no where one disagrees, unknown where one has not answered."
    )
    answers: list[BudgetAnswer] = strawberry.field(description="What each organisation that puts in says.")
    origin: Origin = strawberry.field(description="Where it comes from.")


def _put_in(root: strawberry.Parent[budgets.CaseBudget]) -> Any:
    return root.sums.put_in_cents


def _proposed(root: strawberry.Parent[budgets.CaseBudget]) -> Any:
    return root.sums.proposed_cents


def _spent(root: strawberry.Parent[budgets.CaseBudget]) -> Any:
    return root.sums.spent_cents


def _left(root: strawberry.Parent[budgets.CaseBudget]) -> Any:
    return root.sums.left_cents


@strawberry.type(description="One budget of several organisations for this case (*ontschot budget*).")
class CaseBudget:
    """One budget of several organisations for this case."""

    put_in_cents: Any = strawberry.field(
        resolver=_put_in, graphql_type=Cents, description="What the organisations say that they put in."
    )
    proposed_cents: Any = strawberry.field(
        resolver=_proposed, graphql_type=Cents, description="What was proposed to them and does not count yet."
    )
    spent_cents: Any = strawberry.field(resolver=_spent, graphql_type=Cents, description="What is spent.")
    left_cents: Any = strawberry.field(
        resolver=_left, graphql_type=Cents, description="What can be spent: never more than this."
    )
    contributions: list[BudgetContribution] = strawberry.field(description="Who puts in what, by organisation.")
    expenses: list[BudgetExpense] = strawberry.field(description="What it was spent on, the last first.")


_SAID = (K.HEALTH, K.PLAN)

classes("BudgetContribution", {("by", "amountCents", "status", "remark", "since", "origin"): _SAID})
classes("BudgetAnswer", {("by", "answer", "reason", "answeredOn"): _SAID})
classes(
    "BudgetExpense",
    {
        ("amountCents", "text", "spentOn", "by", "takenBackAt", "reason", "agreed", "answers", "origin"): _SAID,
    },
)
classes(
    "CaseBudget",
    {("putInCents", "proposedCents", "spentCents", "leftCents", "contributions", "expenses"): _SAID},
)
