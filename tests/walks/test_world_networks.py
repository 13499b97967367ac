"""The networks of invented worlds: every answer equals a walk over the world's files."""

import random

import pytest
from comparing import both
from world_rows import World

from graph.actors import Assurance, Purpose
from graph.staff import staff

DAY = 86_400_000
ASKED = [
    {},
    {},
    {"phase": "AFTER"},
    {"phase": "BEFORE"},
    {"roles": ["CASE_MANAGER", "AFTERCARE_COORDINATOR"]},
    {"kinds": ["MUNICIPALITY", "PRISON"]},
    {"statuses": ["ENDED", "EXPIRED"]},
]
NO_CASES = {Purpose.STEERING, Purpose.OVERSIGHT, Purpose.OPERATIONS}
"""Purposes for which no case exists, so that none is looked for."""


async def _walked(loaded, persons: int, seed: int) -> tuple[int, int]:
    """Ask for so many persons, each by two of the team and by anybody; answers (networks seen, nothing seen)."""
    world, now = World(loaded.folder, loaded.clock.now()), loaded.clock.now()
    positions = {one.position: one for one in await staff(loaded.store, loaded.clock, limit=100_000)}
    choose = random.Random(seed)
    chosen = sorted(row["id"] for row in world.of("Person"))
    choose.shuffle(chosen)
    seen = hidden = 0
    for person in chosen[:persons]:
        team = {
            row["holder"]
            for case in world.where("Case", "persons", person)
            for row in world.where("Involvement", "caseId", case["id"])
        }
        members = sorted(team & positions.keys())
        askers = choose.sample(members, min(2, len(members)))
        for position in (*askers, choose.choice(sorted(positions))):
            asker = positions[position]
            asked = {**choose.choice(ASKED), **choose.choice([{}, {}, {"at": now - 150 * DAY}, {"at": now + 60 * DAY}])}
            if choose.random() < 0.2:
                asked["known_at"] = now - 30 * DAY
            purpose = choose.choice([asker.usual_purpose] * 20 + list(Purpose))
            assurance = choose.choice([Assurance.SUBSTANTIAL, Assurance.HIGH])
            before = loaded.store.statements
            answer, walk = await both(
                loaded.store, loaded.clock, world, asker.acting_for(purpose, assurance), person,
                depth=choose.choice((1, 2, 3)), **asked,
            )  # fmt: skip
            assert loaded.store.statements == before + (purpose not in NO_CASES)
            assert answer == walk, (person, position, purpose, asked)
            seen += answer is not None
            hidden += answer is None
    return seen, hidden


async def test_every_person_of_the_small_world_equals_the_walk(small, caplog):
    seen, hidden = await _walked(small, 1_000, seed=1)
    assert seen > 120
    assert [record.getMessage() for record in caplog.records if record.name == "graph.guards"] == []
    assert hidden > 200


@pytest.mark.prove
@pytest.mark.parametrize("persons", [4_500])
async def test_persons_of_the_region_world_equal_the_walk(region, record_property, persons):
    seen, hidden = await _walked(region, persons, seed=2)
    record_property("networks equal to the walk", seen)
    record_property("hidden from both", hidden)
    assert seen > persons / 6
    assert hidden > persons / 3
