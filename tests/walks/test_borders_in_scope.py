"""The borders in time stand in the scope as in the policy: what one hides the other hides, at every moment."""

import random

import pytest
from rights import Rights
from world_rows import World

from graph.actors import Assurance, Purpose
from graph.cases import cases_by_id
from graph.clock import FixedClock
from graph.guards import Guard
from graph.staff import staff

DAY = 86_400_000
TEAM = [
    Purpose.REINTEGRATION, Purpose.RISK_MANAGEMENT, Purpose.SAFETY_HOUSE_CASE, Purpose.CARE, Purpose.VOLUNTARY_SUPPORT,
    Purpose.MUNICIPAL_DEBT_HELP, Purpose.INTAKE, Purpose.SCREENING,
]  # fmt: skip

WHO = {
    Purpose.CARE: {"CARE_PROFESSIONAL", "CARE_CONTINUITY_OFFICER", "MEDICAL"},
    Purpose.INTAKE: {"AFTERCARE_COORDINATOR", "SENIOR_CASE_MANAGER", "PROBATION_ADVISER"},
}
"""Who asks, where most people would see nothing."""


@pytest.mark.parametrize("purpose", TEAM)
async def test_the_scope_hides_what_the_policy_hides_on_many_days(small, caplog, purpose):
    world = World(small.folder, small.clock.now())
    functions = WHO.get(purpose)
    everybody = [
        one
        for one in await staff(small.store, small.clock, limit=100_000)
        if functions is None or one.function in functions
    ]
    choose = random.Random(str(purpose))
    cases = [row["id"] for row in world.of("Case")]
    seen = 0
    for _ in range(60):
        position = choose.choice(everybody)
        actor = position.acting_for(purpose, choose.choice([Assurance.SUBSTANTIAL, Assurance.HIGH]))
        near = [row["caseId"] for row in world.where("Involvement", "holder", actor.position)]
        near += [row["caseId"] for row in world.where("Involvement", "holder", actor.organisation)]
        near += [row["caseId"] for row in world.where("Notice", "to", actor.organisation)]
        clock = FixedClock(small.clock.now() + choose.randrange(-20, 240) * DAY + choose.randrange(DAY))
        told = world.where("Notice", "to", actor.organisation)
        if purpose is Purpose.INTAKE and told:
            notice = choose.choice(told)
            near = [notice["caseId"]]
            clock = FixedClock(max(notice["recordedAt"], notice["receivedOn"]) + choose.randrange(30 * DAY))
        asked = sorted({*choose.sample(near, min(12, len(near))), choose.choice(cases)})
        found = await cases_by_id(Guard(small.store, actor, clock), asked)
        assert set(found) == {case for case in asked if Rights(world, actor, case, clock.now()).exists}
        seen += len(found)
    assert not [record for record in caplog.records if record.name == "graph.guards"
                and "1-position" not in record.getMessage()]  # fmt: skip
    assert seen > 0
