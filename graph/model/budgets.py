"""One budget of several organisations for one case: what each puts in, what it is spent on, and who agreed."""

from graph.model.kinds import Edge, FieldClass, Kind, choice, integer, moment, text

BUDGET_CONTRIBUTION = Kind(
    "BudgetContribution",
    "What an organisation puts in the budget of the case (*bijdrage aan het ontschot budget*).",
    FieldClass.PLAN,
    (
        integer("amountCents", "How much, in cents of a euro.", required=True),
        choice("status", ("PROPOSED", "CONFIRMED", "REFUSED"), "Whether the organisation itself said so."),
        text("remark", "For what; of a refused one why."),
    ),
    (Edge("by", "PUT_IN", ("Organisation",), "Who puts it in.", outgoing=False, required=True),),
)

BUDGET_EXPENSE = Kind(
    "BudgetExpense",
    "What the budget of the case is spent on (*uitgave uit het ontschot budget*).",
    FieldClass.PLAN,
    (
        integer("amountCents", "How much, in cents of a euro.", required=True),
        text("text", "On what.", required=True),
        moment("spentOn", "When.", required=True),
        moment("takenBackAt", "Since when it counts as not spent; absent is spent."),
        text("reason", "Why it was taken back."),
    ),
    (Edge("by", "BY", ("Position", "Organisation"), "Who spent it.", required=True),),
)

BUDGET_ANSWER = Kind(
    "BudgetAnswer",
    "What an organisation that puts in says of an expense (*akkoord op een uitgave*).",
    FieldClass.PLAN,
    (
        text("ofFact", "The `fact` of the expense.", required=True),
        choice("answer", ("AGREED", "DISAGREED"), "Answer."),
        text("reason", "Reason, when disagreed."),
    ),
    (Edge("by", "BY", ("Organisation",), "Who answered.", required=True),),
)
