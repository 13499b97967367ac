"""My work against a count of its own from the world's files: what waits, for whom, in which order, for many roles."""

import random
from datetime import date

import pytest
from rights import Rights
from work_walk import Desk
from world_rows import World

from analytics.clock.clocks import clocks
from analytics.next_due import CLOCK_KINDS
from analytics.urgency_rules import WorkKind
from analytics.work import work_of
from graph.actors import ASSIGNING, Assurance, Purpose
from graph.clock import FixedClock
from graph.dossiers import dossiers_by_case
from graph.errors import InputError
from graph.guards import Guard
from graph.staff import staff
from graph.work_lists import dossiers_of_own_cases

DAY = 86_400_000
BUT_CASES = [one for one in WorkKind if one is not WorkKind.CASE]
ROLES = [
    ("CASE_MANAGER", Purpose.REINTEGRATION),
    ("CASE_MANAGER", Purpose.RISK_MANAGEMENT),
    ("SENIOR_CASE_MANAGER", Purpose.REINTEGRATION),
    ("MENTOR", Purpose.REINTEGRATION),
    ("PROBATION_ADVISER", Purpose.REINTEGRATION),
    ("SUPERVISION_OFFICER", Purpose.REINTEGRATION),
    ("AFTERCARE_COORDINATOR", Purpose.REINTEGRATION),
    ("NEIGHBOURHOOD_WORKER", Purpose.REINTEGRATION),
    ("CARE_PROFESSIONAL", Purpose.CARE),
    ("DEBT_COUNSELLOR", Purpose.MUNICIPAL_DEBT_HELP),
    ("CONVENER", Purpose.SAFETY_HOUSE_CASE),
    ("VOLUNTEER", Purpose.VOLUNTARY_SUPPORT),
]


@pytest.fixture(scope="module")
def world(small):
    return World(small.folder, small.clock.now())


@pytest.fixture(scope="module")
async def everybody(small):
    return await staff(small.store, small.clock, limit=100_000)


def counted(world, actor, now, *, organisation=False):
    """What waits for an actor, case by case, over all cases of the world; in order."""
    found = []
    for case in world.of("Case"):
        for rank, kind, fact, waits, due, since in Desk(
            world, actor, case["id"], now, organisation=organisation
        ).found():
            day = due or since or date.max
            found.append(((rank, day.toordinal(), f"{kind} {fact}"), case["id"], waits, due))
    return sorted(found)


def told(work):
    return [(one.key, one.case_id, str(one.waits_for), one.due) for one in work.items]


@pytest.mark.parametrize(("function", "purpose"), ROLES)
async def test_what_waits_and_its_order_are_those_of_the_files(small, world, everybody, function, purpose):
    seen = 0
    choose = random.Random(f"{function} {purpose}")
    held = [one for one in everybody if one.function == function]
    for position in held[:2] + choose.sample(held, min(4, len(held))):
        actor = position.acting_for(purpose, choose.choice([Assurance.SUBSTANTIAL, Assurance.HIGH]))
        clock = FixedClock(small.clock.now() + choose.randrange(40) * DAY)
        found = await work_of(Guard(small.store, actor, clock), kinds=BUT_CASES)
        assert told(found) == counted(world, actor, clock.now())
        seen += len(found.items)
    assert seen > 0 or function in ("CARE_PROFESSIONAL", "DEBT_COUNSELLOR", "VOLUNTEER", "CONVENER")


@pytest.mark.parametrize("function", sorted(ASSIGNING - {"CONVENER"}))
async def test_the_work_of_the_organisation_is_that_of_the_same_cases_with_the_colleagues(
    small, world, everybody, function
):
    more = 0
    for position in [one for one in everybody if one.function == function][:4]:
        actor = position.acting_for(Purpose.REINTEGRATION)
        own = await work_of(Guard(small.store, actor, small.clock), kinds=BUT_CASES)
        all_ = await work_of(Guard(small.store, actor, small.clock), kinds=BUT_CASES, organisation=True)
        assert told(all_) == counted(world, actor, small.clock.now(), organisation=True)
        assert set(told(own)) <= set(told(all_))
        cases = {row["id"] for row in world.of("Case") if Rights(world, actor, row["id"], small.clock.now()).exists}
        assert {one.case_id for one in all_.items} <= cases
        more += len(all_.items) - len(own.items)
    assert more > 0


async def test_who_may_not_assign_does_not_see_the_work_of_colleagues(small, everybody):
    actor = next(one for one in everybody if one.function == "CASE_MANAGER").acting_for(Purpose.REINTEGRATION)
    with pytest.raises(InputError, match="organisation is only for who may assign"):
        await work_of(Guard(small.store, actor, small.clock), organisation=True)


async def test_each_case_in_which_anything_is_shown_stands_once_among_the_cases(small, world, everybody):
    for function in ("CASE_MANAGER", "AFTERCARE_COORDINATOR", "PROBATION_ADVISER"):
        actor = next(one for one in everybody if one.function == function).acting_for(Purpose.REINTEGRATION)
        found = await work_of(Guard(small.store, actor, small.clock), kinds=["CASE"])
        desks = [Desk(world, actor, row["id"], small.clock.now()) for row in world.of("Case")]
        shown = [one.case for one in desks if one.rights.exists and one.shows_anything() and not one.is_closed()]
        assert sorted(one.case_id for one in found.items) == sorted(shown)
        assert len(shown) > 2


async def test_the_clock_of_a_list_is_that_of_the_case_picture(small, everybody):
    """The list reads only the kinds of record that the clock is judged by; one forgotten would change an outcome."""
    cases = 0
    for function in ("CASE_MANAGER", "SUPERVISION_OFFICER", "AFTERCARE_COORDINATOR"):
        for position in [one for one in everybody if one.function == function][:3]:
            actor = position.acting_for(Purpose.REINTEGRATION)
            guard = Guard(small.store, actor, small.clock)
            listed, _ = await dossiers_of_own_cases(guard, CLOCK_KINDS)
            whole = await dossiers_by_case(Guard(small.store, actor, small.clock), [one.case_id for one in listed])
            for one in listed:
                full = whole[one.case_id]
                assert one.released == full.released
                assert outcomes(one, guard.now) == outcomes(full, guard.now)
                cases += 1
    assert cases > 20


def outcomes(dossier, now):
    return [
        (clock.person_id, entry.rule.id, entry.outcome, entry.due, entry.done, entry.reason, entry.missing)
        for clock in clocks(dossier, dossier.records.view(now, now))
        for entry in clock.entries
    ]


@pytest.mark.parametrize("purpose", [Purpose.SCREENING, Purpose.INTAKE, Purpose.STEERING])
async def test_under_a_purpose_without_a_team_nothing_waits(small, everybody, purpose):
    for function in ("SENIOR_CASE_MANAGER", "AFTERCARE_COORDINATOR"):
        actor = next(one for one in everybody if one.function == function).acting_for(purpose)
        found = await work_of(Guard(small.store, actor, small.clock))
        assert (found.items, found.withheld) == ((), ())
