"""The time machine on random worlds in a real database, against the rows of the files as they were known then."""

import tempfile
from collections import Counter
from pathlib import Path

import pytest
from comparing import both
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from picture_walk import Then
from random_worlds import AHEAD, MOMENTS, worlds
from world_rows import World, milliseconds

from graph.actors import Purpose
from graph.case_pictures import moments, picture_of
from graph.conditions import conditions
from graph.dossiers import dossiers_by_case
from graph.guards import Guard
from graph.plans import plans
from graph.staff import staff
from seeds.importing import load

SEEN = Counter()
"""What was compared, of which kind: nothing of it may be nothing."""

PAIRS = st.lists(
    st.tuples(st.sampled_from((*MOMENTS, *map(milliseconds, AHEAD))), st.sampled_from(MOMENTS)),
    min_size=3, max_size=3, unique=True,
)  # fmt: skip


async def wiped(store):
    async def wipe(transaction):
        await transaction.rows("MATCH (n) WHERE NOT n:Migration DETACH DELETE n")

    await store.write(wipe)


def conditions_of(view, person):
    return {
        (one.condition, each.phase.value): (
            each.assessment and each.assessment.origin.fact,
            each.status,
            sorted((past.status, past.corrected_at is not None) for past in each.history),
        )
        for one in conditions(view)
        if one.person_id == person
        for each in one.phases
        if each.assessment or each.history
    }


def plan_of(view):
    found = plans(view)
    goals = [goal for plan in found for goal in plan.goals]
    held = [
        one for one in goals if one.origin and any(one.goal_id == row.end("goal") for row in view.holding("GoalState"))
    ]
    return (
        {plan.plan_id: (plan.version, plan.status) for plan in found if plan.status},
        {one.goal_id: (one.text, one.kind, one.status) for one in held},
        {
            one.action_id: (one.text, one.status, one.phase, one.owner and one.owner.position_id, one.overdue)
            for goal in goals
            for one in goal.actions
        },
    )


async def compared(store, clock, told, pairs):
    """Load a world, and compare network, conditions and plan of both cases at each pair of (at, known at)."""
    with tempfile.TemporaryDirectory() as folder:
        told.write(Path(folder))
        await wiped(store)
        report = await load(store, clock, Path(folder), strict=True)
        assert report.loaded, report.problems
        rows = World(Path(folder), clock.now())
    positions = {one.position: one for one in await staff(store, clock, limit=100)}
    manager = positions[told.marks["manager"]].acting_for(Purpose.REINTEGRATION)
    cases = {told.marks[f"case {number}"]: told.marks[f"person {number}"] for number in (1, 2)}
    dossiers = await dossiers_by_case(Guard(store, manager, clock), list(cases))
    assert dossiers.keys() == cases.keys()
    for at, known_at in pairs:
        for case, person in cases.items():
            answer, walk = await both(store, clock, rows, manager, person, depth=3, at=at, known_at=known_at)
            assert answer == walk
            view = picture_of(dossiers[case], *moments(at, known_at, clock.now())).view
            then = Then(rows, manager, case, clock.now(), at, known_at)
            told_conditions = then.conditions(person)
            assert conditions_of(view, person) == told_conditions
            told_plan = then.plan()
            assert plan_of(view) == told_plan
            sizes = {"edges": len(walk[1]), "conditions": len(told_conditions), "actions": len(told_plan[2])}
            SEEN.update(sizes)
            event(f"edges: {sizes['edges'] // 3 * 3} and more")


QUICK = settings(  # the first that is drawn is the plainest there is
    max_examples=3,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@QUICK
@given(told=worlds(), pairs=PAIRS)
async def test_at_and_known_at_are_the_files_as_they_were_known_then(_scratch, noon, told, pairs):
    await compared(_scratch, noon, told, pairs)


@pytest.mark.prove
@settings(parent=QUICK, max_examples=30)
@given(told=worlds(), pairs=PAIRS)
async def test_at_and_known_at_are_the_files_as_they_were_known_then_on_many_worlds(_scratch, noon, told, pairs):
    await compared(_scratch, noon, told, pairs)


@pytest.mark.prove
def test_the_random_worlds_held_something_to_compare(record_property):
    for kind, seen in SEEN.items():
        record_property(f"{kind} equal to the files", seen)
    assert min(SEEN[kind] for kind in ("edges", "conditions", "actions")) > 100
