"""The one statement behind the case picture: anchored at the case, bounded, and its cost goes with what is recorded."""

from typing import Any

import pytest
from query_plans import SCANS, UNBOUNDED, db_hits, operators

from graph.actors import Actor, Purpose
from graph.cases import CASE_IDS
from graph.dossiers import DOSSIERS_BY_CASE
from graph.policy.tables import Scope
from graph.scopes import scope_parameters
from graph.staff import staff

RECORDS = "MATCH (r:Record {caseId: $case}) RETURN count(r) AS many"
A_CASE, A_RECORD = 600, 42
"""Ceiling of dbHits: for the case with the facts that the policy decides on, and for each of its records."""


async def _busiest(world: Any) -> Actor:
    (first, *_) = await staff(world.store, world.clock, function="CASE_MANAGER", limit=1)
    return first.acting_for(Purpose.REINTEGRATION)


def _asked(world: Any, actor: Actor, *ids: str) -> dict[str, Any]:
    return {**scope_parameters(actor, world.clock.now()), "asked": {"ids": list(ids), "statuses": None}}


@pytest.mark.parametrize("scope", DOSSIERS_BY_CASE)
async def test_a_dossier_starts_at_a_key_and_stays_bounded(small: Any, scope: Scope) -> None:
    plan = await small.store.plan(DOSSIERS_BY_CASE[scope], _asked(small, await _busiest(small), "nobody"))
    found = list(operators(plan))
    assert any("IndexSeek" in operator for operator, _ in found)
    assert [one for one in found if one[0].endswith(SCANS) or one[0].startswith(UNBOUNDED)] == []


async def _costs(world: Any, most: int) -> list[tuple[int, int]]:
    """dbHits and records of the cases of the busiest case manager."""
    actor = await _busiest(world)
    row = await world.store.one(CASE_IDS[Scope.TEAM], _asked(world, actor))
    found: list[tuple[int, int]] = []
    for case in sorted(one["id"] for one in row["cases"])[:most]:
        plan = await world.store.plan(DOSSIERS_BY_CASE[Scope.TEAM], _asked(world, actor, case), profile=True)
        records = await world.store.one(RECORDS, {"case": case})
        found.append((db_hits(plan), records["many"]))
    return found


async def test_a_dossier_costs_no_more_than_its_records_do(small: Any) -> None:
    for hits, records in await _costs(small, 30):
        assert hits <= A_CASE + A_RECORD * records


async def test_a_case_of_others_costs_no_more_than_to_see_that_it_is_not_mine(small: Any) -> None:
    actor = await _busiest(small)
    row = await small.store.one(CASE_IDS[Scope.TEAM], _asked(small, actor))
    stranger = Actor("nobody", "x", "nowhere", "CASE_MANAGER", "none", "x", "PRISON", Purpose.REINTEGRATION)
    for case in sorted(one["id"] for one in row["cases"])[:10]:
        plan = await small.store.plan(DOSSIERS_BY_CASE[Scope.TEAM], _asked(small, stranger, case), profile=True)
        assert db_hits(plan) <= 120


@pytest.mark.prove
async def test_in_a_region_a_dossier_costs_the_same_a_record(region: Any) -> None:
    for hits, records in await _costs(region, 60):
        assert hits <= A_CASE + A_RECORD * records
