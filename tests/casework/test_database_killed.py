"""kill -9 of the database in the middle of acts: asked again by its key, each is there once, with its event."""

import asyncio
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from told_team import NOON, Team, telling

from graph import engine
from graph.casework.meetings import RecordContactMoment
from graph.clock import FixedClock
from graph.errors import StoreUnavailableError, UnknownOutcomeError
from graph.integrity import violations
from graph.migrations import migrate
from graph.settings import Settings
from graph.store import Store
from seeds.importing import load

WRITERS = 6
MARKS = ("manager", "adviser", "coordinator")


class Writers:
    """Several who act without end, each act with a key of its own; `answers` holds those that were answered."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.answers: dict[int, Any] = {}
        self.heard = asyncio.Event()

    async def act(self, team: Team, number: int) -> Any:
        """The act of a number, for the first time or again."""
        act = RecordContactMoment(kind="TALK", held_on=NOON)
        return await team.act(MARKS[number % len(MARKS)], act, key=f"act-number-{number}")

    async def write(self, team: Team) -> None:
        """Go on until the database is gone."""
        while True:
            number = len(self.asked)
            self.asked.append(number)
            try:
                self.answers[number] = await self.act(team, number)
                self.heard.set()
            except (StoreUnavailableError, UnknownOutcomeError):
                return


async def prove_kills(kills: int, settings: Settings, home: Path, record: Any) -> None:
    own = replace(settings, home=home / "home", engine_heap="512m", engine_page_cache="64m")
    told = telling()
    told.write(home / "world")
    writers, moments = Writers(), random.Random(20260310)
    unanswered = 0
    for turn in range(kills + 1):
        with engine.running(own) as running:
            async with Store.open(running.uri, running.user, running.password) as store:
                team = Team(store, told.marks, NOON + turn * 60_000)
                if turn == 0:
                    await migrate(store, FixedClock(NOON))
                    await load(store, FixedClock(NOON), home / "world", strict=True)
                if turn == kills:
                    unanswered = len(writers.asked) - len(writers.answers)
                    for number in writers.asked:
                        again = await writers.act(team, number)
                        assert writers.answers.setdefault(number, again) == again
                    await check(team, writers)
                else:
                    writers.heard.clear()
                    running_now = [asyncio.create_task(writers.write(team)) for _ in range(WRITERS)]
                    await asyncio.wait_for(writers.heard.wait(), 60)
                    await asyncio.sleep(moments.uniform(0, 0.6))
                    pid = engine.status(own).pid
                    assert pid is not None
                    psutil.Process(pid).kill()
                    await asyncio.gather(*running_now)
    record("kills", kills)
    record("acts", len(writers.asked))
    record("of which the answer was lost", unanswered)


async def check(team: Team, writers: Writers) -> None:
    """Every act that was asked is there once, with one event of its own, and nothing else is."""
    stored = await team.store.rows("MATCH (m:ContactMoment) RETURN m.fact AS fact")
    events = await team.store.rows("MATCH (e:Event) RETURN e.sequence AS sequence, e.facts AS facts")
    done = {one.facts[0]: one.sequence for one in writers.answers.values()}
    assert len(done) == len(writers.asked) == len(stored) == len(events)
    assert {row["fact"] for row in stored} == set(done)
    assert {row["facts"][0]: row["sequence"] for row in events} == done
    assert await violations(team.store) == []


async def test_acts_whose_database_was_killed_are_there_once(settings, tmp_path, record_property):
    await prove_kills(1, settings, tmp_path, record_property)


@pytest.mark.prove
async def test_acts_are_there_once_after_each_of_100_kills_of_the_database(settings, tmp_path, record_property):
    await prove_kills(100, settings, tmp_path, record_property)
