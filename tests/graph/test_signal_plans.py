"""The plans of signals: anchored at the actor or at the case, bounded, and within a ceiling of dbHits a case."""

import pytest
from query_plans import SCANS, UNBOUNDED, db_hits, operators

from graph.actors import Purpose
from graph.casework.signals_feed import EVENTS_SINCE
from graph.policy.tables import Scope
from graph.scopes import scope_parameters
from graph.signal_lists import CASES_STILL_IN_SCOPE, EVENTS_OF_CASES, SIGNAL_LIST
from graph.staff import staff
from graph.webhooks.candidates import ORGANISATIONS_AROUND, POSITIONS_AROUND
from graph.webhooks.enrolments import ACTIVE, STANDINGS
from graph.webhooks.queues import DEAD, DUE

LISTS = {
    "SIGNAL_LIST": SIGNAL_LIST[Scope.TEAM],
    "SIGNAL_LIST of the intake": SIGNAL_LIST[Scope.INTAKE],
    "SIGNAL_LIST of the screening": SIGNAL_LIST[Scope.SCREENING],
    "EVENTS_OF_CASES": EVENTS_OF_CASES[Scope.TEAM],
    "CASES_STILL_IN_SCOPE": CASES_STILL_IN_SCOPE[Scope.TEAM],
    "EVENTS_OF_CASES of the intake": EVENTS_OF_CASES[Scope.INTAKE],
}


async def asked(world, cases=(), kinds=("Handover", "Direction", "ActionState")):
    (first, *_) = await staff(world.store, world.clock, function="CASE_MANAGER", limit=1)
    actor = first.acting_for(Purpose.REINTEGRATION)
    since = dict.fromkeys(cases, 0) if cases else 0
    given = {"kinds": list(kinds), "case": None, "cases": list(cases), "since": since}
    return {**scope_parameters(actor, world.clock.now()), "asked": given}


@pytest.mark.parametrize("name", LISTS)
async def test_it_starts_at_a_key_and_stays_bounded(small, name):
    parameters = await asked(small, ("case",) if "CASES" in name else ())
    found = list(operators(await small.store.plan(LISTS[name], parameters)))
    assert any("IndexSeek" in operator for operator, _ in found)
    assert [one for one in found if one[0].endswith(SCANS) or one[0].startswith(UNBOUNDED)] == []


async def test_what_is_noticed_is_sought_by_its_moment(small):
    found = list(operators(await small.store.plan(EVENTS_SINCE, {"since": 0, "most": 10})))
    assert [one for one in found if one[0].endswith(SCANS)] == []
    assert any("IndexSeek" in operator for operator, _ in found)


@pytest.mark.parametrize("statement", [ORGANISATIONS_AROUND, POSITIONS_AROUND, DUE, ACTIVE, STANDINGS, DEAD])
async def test_what_is_announced_is_sought_by_key(small, statement):
    given = {"cases": ["case"], "organisation": "o", "organisations": ["o"], "assigning": ["CASE_MANAGER"], "most": 10}
    found = list(operators(await small.store.plan(statement, {**given, "now": 0, "max": 1})))
    assert [one for one in found if one[0].endswith(SCANS) or one[0].startswith(UNBOUNDED)] == []
    assert any("IndexSeek" in operator for operator, _ in found)


async def test_a_list_of_signals_costs_at_most_1_500_hits_a_case_and_listening_in_silence_150(small):
    parameters = await asked(small)
    row = await small.store.one(SIGNAL_LIST[Scope.TEAM], parameters)
    hits = db_hits(await small.store.plan(SIGNAL_LIST[Scope.TEAM], parameters, profile=True))
    cases = [one["id"] for one in row["cases"]]
    assert len(cases) > 5
    assert hits <= 1_500 * len(cases)
    listening = await asked(small, cases)
    hits = db_hits(await small.store.plan(CASES_STILL_IN_SCOPE[Scope.TEAM], listening, profile=True))
    assert hits <= 150 * len(cases)
