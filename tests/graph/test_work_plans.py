"""The plans of the lists of work and intake: anchored at the actor, bounded, and within a ceiling of dbHits a case."""

import pytest
from query_plans import SCANS, UNBOUNDED, db_hits, operators

from analytics.next_due import DUE_KINDS
from analytics.screening.gathering import READS
from graph.actors import Purpose
from graph.intakes import INTAKE_LIST
from graph.policy.tables import Scope
from graph.scopes import scope_parameters
from graph.screening_lists import SCREENING_LIST
from graph.staff import staff
from graph.work_lists import ALWAYS, WORK_LIST

LISTS = {
    "WORK_LIST": WORK_LIST[Scope.TEAM],
    "INTAKE_LIST": INTAKE_LIST[Scope.INTAKE],
    "SCREENING_LIST": SCREENING_LIST[Scope.SCREENING],
}


async def asked(world, function, purpose, kinds=()):
    (first, *_) = await staff(world.store, world.clock, function=function, limit=1)
    actor = first.acting_for(purpose)
    return {**scope_parameters(actor, world.clock.now()), "asked": {"kinds": sorted(ALWAYS.union(kinds))}}


@pytest.mark.parametrize("name", LISTS)
async def test_it_starts_at_a_key_and_stays_bounded(small, name):
    parameters = await asked(small, "AFTERCARE_COORDINATOR", Purpose.REINTEGRATION)
    found = list(operators(await small.store.plan(LISTS[name], parameters)))
    assert any("IndexSeek" in operator for operator, _ in found)
    assert [one for one in found if one[0].endswith(SCANS) or one[0].startswith(UNBOUNDED)] == []


# The facts that the policy decides on cost some 400 hits a case, whatever is asked of it. The clock judges by all
# meetings, contacts and assessments of a case, some forty records with who stands at their ends.
@pytest.mark.parametrize(
    ("kinds", "ceiling"),
    [(DUE_KINDS, 3_000), ({"ActionState"}, 1_400), ({"Handover"}, 1_100)],
    ids=["everything due", "actions", "handovers"],
)
async def test_a_list_of_work_costs_so_many_hits_a_case_at_the_most(small, kinds, ceiling):
    parameters = await asked(small, "CASE_MANAGER", Purpose.REINTEGRATION, kinds)
    row = await small.store.one(WORK_LIST[Scope.TEAM], parameters)
    hits = db_hits(await small.store.plan(WORK_LIST[Scope.TEAM], parameters, profile=True))
    assert len(row["cases"]) > 5
    assert hits <= ceiling * len(row["cases"])


async def test_an_intake_list_costs_at_most_900_hits_a_case(small):
    most = 0
    for position in (await staff(small.store, small.clock, function="AFTERCARE_COORDINATOR", limit=100))[:20]:
        parameters = scope_parameters(position.acting_for(Purpose.INTAKE), small.clock.now())
        row = await small.store.one(INTAKE_LIST[Scope.INTAKE], parameters)
        if row is not None:
            hits = db_hits(await small.store.plan(INTAKE_LIST[Scope.INTAKE], parameters, profile=True))
            most = max(most, hits / len(row["cases"]))
    assert 0 < most <= 900


async def test_a_screening_list_costs_at_most_3_500_hits_a_person(small):
    """The most is somebody of whom much is recorded, alone on a list."""
    most = 0
    for position in (await staff(small.store, small.clock, function="CASE_MANAGER", limit=200))[:20]:
        asked_for = {"asked": {"kinds": sorted(READS)}}
        parameters = scope_parameters(position.acting_for(Purpose.SCREENING), small.clock.now()) | asked_for
        row = await small.store.one(SCREENING_LIST[Scope.SCREENING], parameters)
        if row is not None:
            hits = db_hits(await small.store.plan(SCREENING_LIST[Scope.SCREENING], parameters, profile=True))
            most = max(most, hits / len(row["cases"]))
    assert 0 < most <= 3_500
