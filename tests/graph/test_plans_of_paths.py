"""The plans of paths, who knows and the case picture: anchored at a key, bounded, within their ceilings of dbHits."""

import pytest
from query_plans import SCANS, UNBOUNDED, db_hits, operators

from graph.actors import Purpose
from graph.cases import CASE_IDS
from graph.dossiers import DOSSIERS_BY_CASE
from graph.knowers import APART, KNOWERS
from graph.paths import PATHS
from graph.policy.tables import Scope
from graph.scopes import scope_parameters
from graph.staff import staff

STATEMENTS = {
    "PATHS": PATHS[Scope.TEAM],
    "KNOWERS": KNOWERS[Scope.TEAM],
    **{f"DOSSIERS_BY_CASE {scope}": statement for scope, statement in DOSSIERS_BY_CASE.items()},
}


class Asking:
    """The case manager with most cases, or somebody who has none."""

    def __init__(self, world, actor):
        self.world, self.actor = world, actor

    def parameters(self, **asked):
        nobody = dict.fromkeys(("professional", "function"))
        everybody = {"id": "nobody", "case": "nobody", "ids": ["nobody"], "assigning": ["SENIOR_CASE_MANAGER"]}
        return {
            **scope_parameters(self.actor, self.world.clock.now()),
            "asked": {**everybody, **nobody, **APART, **asked},
        }

    async def hits(self, statement, **asked):
        return db_hits(await self.world.store.plan(statement, self.parameters(**asked), profile=True))


@pytest.fixture
async def busiest(small):
    (first,) = await staff(small.store, small.clock, function="CASE_MANAGER", limit=1)
    return Asking(small, first.acting_for(Purpose.REINTEGRATION))


@pytest.mark.parametrize("name", STATEMENTS)
async def test_it_starts_at_a_key_and_stays_bounded(small, busiest, name):
    found = list(operators(await small.store.plan(STATEMENTS[name], busiest.parameters())))
    assert any("IndexSeek" in operator for operator, _ in found)
    assert [one for one in found if one[0].endswith(SCANS) or one[0].startswith(UNBOUNDED)] == []


OWN = """MATCH (q:Position {id: $id})-[:HAS]->(i:Involvement)-[:IN_CASE]->(c:Case)-[:FOR]->(p:Person)
  WHERE c.kind = 'PERSON' AND c.frame = 'PBW_18A' AND i.validTo IS NULL
  RETURN DISTINCT c.id AS case, p.id AS person ORDER BY c.id LIMIT 12"""


async def test_they_stay_within_their_ceilings_of_hits(small, busiest):
    own = await small.store.rows(OWN, {"id": busiest.actor.position})
    finding = await busiest.hits(CASE_IDS[Scope.TEAM])
    for row in own[:4]:
        hits = await busiest.hits(PATHS[Scope.TEAM], case=row["case"], function="AFTERCARE_COORDINATOR")
        assert hits <= 2 * finding, (hits, finding)  # the own cases with the facts on them, and as much for all ties
    knowing = [await busiest.hits(KNOWERS[Scope.TEAM], id=row["person"]) for row in own]
    assert max(knowing) <= 2_000, knowing
    pictures = [await busiest.hits(DOSSIERS_BY_CASE[Scope.TEAM], ids=[row["case"]]) for row in own]
    assert max(pictures) <= 8_000, pictures


async def test_who_is_outside_costs_little(small, busiest):
    (row, *_) = await small.store.rows(OWN, {"id": busiest.actor.position})
    for actor in await staff(small.store, small.clock, function="VOLUNTEER", limit=1):
        stranger = Asking(small, actor.acting_for(Purpose.REINTEGRATION))
        assert await stranger.hits(PATHS[Scope.TEAM], case=row["case"], function="MENTOR") <= 2_000
        assert await stranger.hits(KNOWERS[Scope.TEAM], id=row["person"]) <= 250
        assert await stranger.hits(DOSSIERS_BY_CASE[Scope.TEAM], ids=[row["case"]]) <= 250
