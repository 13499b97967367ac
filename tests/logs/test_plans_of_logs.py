"""The statements behind the log and the report: anchored at a key, bounded, within a ceiling of dbHits."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "graph"))
from query_plans import SCANS, UNBOUNDED, db_hits, operators

from graph.access_logs import CASES_OF_PERSON
from graph.accounts import as_person
from graph.actors import Purpose
from graph.own_views import OWN_VIEW
from graph.policy.tables import Scope
from graph.scopes import EXCLUDED, scope_parameters
from graph.subject_reports import SUBJECT_REPORT

STATEMENTS = {
    "CASES_OF_PERSON": (CASES_OF_PERSON, 600),
    "EXCLUDED": ({Scope.SUBJECT: EXCLUDED}, 100),
    "OWN_VIEW": (OWN_VIEW, 14_000),
    "SUBJECT_REPORT": (SUBJECT_REPORT, 13_000),
}
FULLEST = """
MATCH (r:Record) WHERE r.caseId IS NOT NULL WITH r.caseId AS id, count(*) AS records ORDER BY records DESC LIMIT 1
MATCH (c:Case {id: id})-[:FOR]->(p) RETURN p.id AS id
"""


@pytest.mark.parametrize("name", STATEMENTS)
async def test_it_starts_at_a_key_and_the_fullest_dossier_stays_within_a_ceiling(small, name):
    person = (await small.store.one(FULLEST))["id"]
    actor = as_person(person).acting_for(Purpose.SUBJECT_ACCESS)
    parameters = {**scope_parameters(actor, small.clock.now()), "asked": {"person": person}}
    statement, ceiling = STATEMENTS[name]
    found = list(operators(await small.store.plan(statement[Scope.SUBJECT], parameters)))
    assert any("IndexSeek" in operator for operator, _ in found)
    assert [one for one in found if one[0].endswith(SCANS) or one[0].startswith(UNBOUNDED)] == []
    hits = db_hits(await small.store.plan(statement[Scope.SUBJECT], parameters, profile=True))
    assert hits <= ceiling, hits
