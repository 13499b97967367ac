"""The budget of a case: what counts, what is left, who agreed, at every moment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written_case import Written

from graph.budgets import budget

AT = "2026-03-10"


@pytest.fixture
def case():
    written = Written()
    written.position("manager")
    written.position("coordinator", "AFTERCARE_COORDINATOR", "GM", "MUNICIPALITY")
    return written


def put_in(case, by, cents, since="2026-02-01", until=None, status="CONFIRMED", **said):
    return case.say("BudgetContribution", since, until, by=by, amountCents=cents, status=status, **said)


def spend(case, cents, since="2026-02-10", **said):
    return case.say(
        "BudgetExpense", since, by="manager", amountCents=cents, text="Borg", spentOn=said.pop("spent", since), **said
    )  # fmt: skip


def answer(case, expense, by, said="AGREED", since="2026-02-12", **more):
    return case.say("BudgetAnswer", since, ofFact=expense, by=by, answer=said, **more)


def sums(case, at=AT):
    """Put in, proposed, spent, left."""
    found = budget(case.view(at)).sums
    return found.put_in_cents, found.proposed_cents, found.spent_cents, found.left_cents


def test_only_what_an_organisation_says_itself_counts(case):
    put_in(case, "PI", 500)
    put_in(case, "GM", 300, status="PROPOSED")
    put_in(case, "GM", 200, status="REFUSED", remark="Geen middelen")
    assert sums(case) == (500, 300, 0, 500)


def test_what_was_taken_back_is_left_again_from_that_moment_on(case):
    put_in(case, "PI", 500)
    spend(case, 400, takenBackAt="2026-03-01", reason="Ging niet door")
    assert sums(case, "2026-02-28") == (500, 0, 400, 100)
    assert sums(case) == (500, 0, 0, 500)
    (then,), (now,) = (budget(case.view(at)).expenses for at in ("2026-02-28", AT))
    assert (then.taken_back_at, then.reason) == (None, None)
    assert now.taken_back_at is not None
    assert now.reason == "Ging niet door"


def test_what_ended_counts_no_more_and_what_is_to_come_not_yet(case):
    put_in(case, "PI", 500, "2026-02-01", "2026-03-01")
    put_in(case, "GM", 300, "2026-04-01")
    put_in(case, "GM", 100)
    assert sums(case) == (100, 0, 0, 100)


def agreed(case):
    return [(one.agreed, {each.by.organisation_id: each.answer for each in one.answers}) for one in expenses(case)]


def expenses(case):
    return budget(case.view(AT)).expenses


def test_all_that_put_in_are_asked_and_the_last_answer_of_each_counts(case):
    put_in(case, "PI", 500)
    put_in(case, "GM", 500)
    expense = spend(case, 100)
    assert agreed(case) == [("UNKNOWN", {"PI": "NOT_ANSWERED", "GM": "NOT_ANSWERED"})]
    answer(case, expense, "PI")
    answer(case, expense, "GM", "DISAGREED", reason="Te veel")
    assert agreed(case) == [("NO", {"PI": "AGREED", "GM": "DISAGREED"})]
    answer(case, expense, "GM", since="2026-02-20")
    assert agreed(case) == [("YES", {"PI": "AGREED", "GM": "AGREED"})]


def test_an_answer_of_who_puts_in_no_more_stands_and_that_to_another_expense_does_not(case):
    put_in(case, "PI", 500)
    put_in(case, "GM", 500, "2026-02-01", "2026-03-01")
    first, second = spend(case, 100, "2026-02-10"), spend(case, 50, "2026-02-11")
    answer(case, first, "GM")
    assert agreed(case) == [
        ("UNKNOWN", {"PI": "NOT_ANSWERED"}),
        ("UNKNOWN", {"PI": "NOT_ANSWERED", "GM": "AGREED"}),
    ], "the last first"
    assert expenses(case)[0].origin.fact == second


def test_without_a_word_of_it_there_is_no_budget(case):
    assert budget(case.view(AT)) is None


AMOUNTS = st.lists(st.integers(1, 2**40), max_size=6)


@given(AMOUNTS, AMOUNTS)
def test_the_sums_are_exact(contributions, spent):
    case = Written()
    case.position("manager")
    for cents in contributions:
        put_in(case, "PI", cents)
    for cents in spent:
        spend(case, cents)
    if contributions or spent:
        assert sums(case) == (sum(contributions), 0, sum(spent), sum(contributions) - sum(spent))
