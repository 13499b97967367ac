"""Many at once on one case: each act is there once, each in its own place, and none is lost."""

import asyncio

import pytest

from graph.budgets import budget
from graph.casework.budget_contributions import AddContribution
from graph.casework.budget_expenses import RecordExpense
from graph.casework.meetings import RecordContactMoment
from graph.errors import ActError, StoreUnavailableError, UnknownOutcomeError
from graph.integrity import violations

MARKS = ("manager", "senior", "adviser", "coordinator")


async def write(team, number: int, times: int) -> list:
    """One writer, who writes so many times."""
    mark = MARKS[number % len(MARKS)]
    return [
        await asked(team, mark, RecordContactMoment(kind="TALK", held_on=team.now), f"talk-{number}-{time}")
        for time in range(times)
    ]


async def asked(team, mark, act, key):
    """Done in the end: who waited too long for the others is told so, and asks again by the key."""
    while True:
        try:
            return await team.act(mark, act, key=key)
        except (StoreUnavailableError, UnknownOutcomeError):
            await asyncio.sleep(0.1)


async def nothing_lost(team, times: int) -> int:
    """32 writers who write so many times each; answers how many acts there were."""
    done = [one for some in await asyncio.gather(*(write(team, number, times) for number in range(32))) for one in some]
    stamps = [one.sequence for one in done]
    assert len(set(stamps)) == len(done) == 32 * times
    team.now = max(stamps) + 1_000
    assert len((await team.file("manager")).view.all("ContactMoment")) == len(done)
    events = await team.store.rows("MATCH (e:Event) RETURN e.sequence AS sequence ORDER BY sequence")
    assert [row["sequence"] for row in events] == sorted(stamps)
    assert await violations(team.store) == []
    return len(done)


async def test_no_act_of_many_writers_is_lost_or_doubled(team):
    assert await nothing_lost(team, 2) == 64


@pytest.mark.prove
async def test_no_act_of_32_writers_with_1024_acts_is_lost_or_doubled(team, record_property):
    record_property("acts", await nothing_lost(team, 32))


async def spend(team, number: int, times: int) -> int:
    """One writer, who spends 7 cents so many times, if that is left; answers how often it was."""
    mark, spent = MARKS[number % len(MARKS)], 0
    for time in range(times):
        act = RecordExpense(amount_cents=7, text="Reiskosten", spent_on=team.now)
        try:
            spent += await asked(team, mark, act, f"expense-{number}-{time}") is not None
        except ActError as error:
            assert error.code == "MORE_THAN_LEFT"
    return spent


async def never_overdrawn(team, times: int) -> int:
    """32 writers who spend what is there for all but 9 of their expenses; answers how many they tried."""
    tried = 32 * times
    await team.act("coordinator", AddContribution(amount_cents=7 * (tried - 9) + 6))
    spent = sum(await asyncio.gather(*(spend(team, number, times) for number in range(32))))
    (row,) = await team.store.rows("MATCH (e:Event) RETURN max(e.sequence) AS last")
    team.now = row["last"] + 1_000
    found = budget((await team.file("manager")).view)
    assert spent == len(found.expenses) == tried - 9
    assert (found.sums.spent_cents, found.sums.left_cents) == (7 * (tried - 9), 6)
    assert await violations(team.store) == []
    return tried


async def test_a_budget_that_many_spend_of_is_never_overdrawn_and_its_sums_are_exact(team):
    assert await never_overdrawn(team, 1) == 32


@pytest.mark.prove
async def test_a_budget_that_32_spend_of_1024_times_is_never_overdrawn_and_its_sums_are_exact(team, record_property):
    record_property("expenses", await never_overdrawn(team, 32))
