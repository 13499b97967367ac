"""Many at once on one case: each act is there once, each in its own place, and none is lost."""

import asyncio

import pytest

from graph.casework.meetings import RecordContactMoment
from graph.integrity import violations

MARKS = ("manager", "senior", "adviser", "coordinator")


async def write(team, number: int, times: int) -> list:
    """One writer, who writes so many times."""
    mark = MARKS[number % len(MARKS)]
    return [
        await team.act(mark, RecordContactMoment(kind="TALK", held_on=team.now), key=f"writer-{number}-{time}")
        for time in range(times)
    ]


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
