"""The budget of the whole case: who put in what, what it was spent on, and who agreed."""

from seeds.stories.telling import Telling


def tell(told: Telling) -> None:
    """Marks: expense, asked contribution. Prison and town put in; probation is asked to; the town has not answered."""
    m, case = told.marks, told.marks["case"]
    given = {"case": case, "source": "casusregie (invented)"}
    prison, probation, town = (_organisation(told, m[mark]) for mark in ("case manager", "adviser", "coordinator"))
    for since, by, cents, remark in ((-48, town, 75_000, "Fonds wonen"), (-47, prison, 25_000, None)):
        told.record(
            "BudgetContribution", since=told.day(since), by=by, amountCents=cents, status="CONFIRMED", remark=remark,
            **given,
        )  # fmt: skip
    told.mark(
        "asked contribution",
        told.record(
            "BudgetContribution", since=told.day(-30), by=probation, amountCents=20_000, status="PROPOSED", **given
        ),
    )
    expense = told.record(
        "BudgetExpense", since=told.day(-36), by=m["coordinator"], amountCents=62_500, text="Borg en eerste huur",
        spentOn=told.day(-36), **given,
    )  # fmt: skip
    told.mark("expense", expense)
    told.record("BudgetAnswer", since=told.day(-35), by=prison, ofFact=expense, answer="AGREED", **given)


def _organisation(told: Telling, position: str) -> str:
    return next(str(row["organisation"]) for _, row in told.rows if row.get("id") == position)
