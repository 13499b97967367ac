"""Each rule of the integrity check finds what is planted against it, and a sound store has no violations."""

from typing import Any, LiteralString

import pytest

from graph.integrity import Violation, violations
from graph.integrity_rules import RULES
from graph.store import Store

PLANTED: dict[str, LiteralString] = {
    "a record names a case that does not exist": "MATCH (n:Meeting {id: 'm1'}) SET n.caseId = 'gone'",
    "a node has no label of the model": "CREATE (:Gossip {id: 'x'})",
    "a relationship has no type of the model": "MATCH (a:Region), (b:Case {id: 'c2'}) CREATE (a)-[:KNOWS]->(b)",
    "an open case has no direction": """MATCH (d:Direction {id: 'd1'})
        SET d.validTo = d.validFrom + 1, d.currentCase = null""",
    "a case has two directions at one time": """MATCH (q:Position {id: 'q2'})
        MATCH (d:Direction {id: 'd1'})-[:OF_CASE]->(c)
        CREATE (q)-[:DIRECTS]->(e:Direction:Record)-[:OF_CASE]->(c)
        SET e = d{.*, id: 'e', fact: 'e', seq: 0, sourceId: 'e', sourceKey: 'Direction|test|e',
          validTo: d.validFrom + 9, currentCase: null}""",
    "the key of the current direction is wrong": "MATCH (d:Direction {id: 'd1'}) SET d.currentCase = null",
    "a PERSON case is of more than one person": """MATCH (c:Case {id: 'c1'}), (p:Person {id: 'p2'})
        CREATE (c)-[:FOR]->(p)""",
    "a case has no ledger": "MATCH (l:Ledger {id: 'c1'}) DELETE l",
    "a ledger has no case": "CREATE (:Ledger {id: 'gone', version: 0, clock: 0})",
    "a ledger has a relationship": "MATCH (l:Ledger {id: 'c1'}), (c:Case {id: 'c1'}) CREATE (l)-[:FOR]->(c)",
    "a ledger is behind the records of its case": "MATCH (l:Ledger {id: 'c1'}) SET l.version = 1",
    "two records of a case have one sequence number": "MATCH (n:Record {id: 'm1'}) SET n.seq = 1",
    "the source key is wrong, or kept by a retracted version": "MATCH (n:Record {id: 'm1'}) SET n.sourceKey = null",
    "a fact has two current versions": "MATCH (n:Record {id: 'm1'}) SET n.fact = 'i1'",
    "the end is not after the start": "MATCH (n:Record {id: 'm1'}) SET n.validTo = n.validFrom",
    "the stamps of a version are out of order": "MATCH (n:Record {id: 'm1'}) SET n.endKnownAt = 5",
    "a record hangs on something of another case": """MATCH (n:GoalState {id: 'gs1'})<-[r]-() DELETE r
        WITH n MATCH (g:Goal {id: 'goal2'}) CREATE (g)-[:HAS_STATE]->(n)""",
    "a copied holder is not the holder": "MATCH (n:Involvement {id: 'i1'}) SET n.organisationId = 'GM1'",
    "an account is of two holders at one time": """MATCH (w:Professional) UNWIND ['x', 'y'] AS key
        WITH w, key WHERE (w.id = 'w1') = (key = 'x')
        CREATE (w)-[:HAS_ACCOUNT]->(:Account:Record {id: key, fact: key, issuer: 'https://op', subject: '1001',
          recordedAt: 1, source: 'test', sourceId: key, sourceKey: 'Account|test|' + key, rowHash: key})""",
    "more is spent of a budget than was put in": """CREATE (:BudgetExpense:Record {id: 'x', fact: 'x', caseId: 'c1',
        amountCents: 100, text: 'x', spentOn: 1, recordedAt: 1})""",
    "an act is not whole, or has more than it should": "CREATE (:Act {key: 'k', name: 'x', payload: 'y', doneAt: 1})",
    "an event is not whole, or ahead of its case": """CREATE (:Event {id: 'e', caseId: 'c1', sequence: 9999999999999,
        act: 'x', facts: [], professional: 'w1', position: 'q1', organisation: 'o1'})""",
    "a required property is missing": "MATCH (n:Involvement {id: 'i1'}) SET n.role = null",
    "a property has the wrong type": "MATCH (n:Involvement {id: 'i1'}) SET n.validFrom = '2026-01-01'",
    "a property is not in its closed list": "MATCH (n:Involvement {id: 'i1'}) SET n.role = 'NEIGHBOUR'",
    "a property is not in the model": "MATCH (n:Involvement {id: 'i1'}) SET n.mood = 'sad'",
    "a required relationship is missing": "MATCH (n:Involvement {id: 'i1'})<-[r:HAS]-() DELETE r",
    "a relationship stands more than once": """MATCH (n:PositionState {id: 'qs1'}), (q:Position {id: 'q2'})
        CREATE (q)-[:HAS_STATE]->(n)""",
    "a relationship leads to another kind": """MATCH (n:Involvement {id: 'i1'}), (p:Person {id: 'p1'})
        CREATE (p)-[:HAS]->(n)""",
}


async def test_a_store_that_was_imported_is_sound(tiny: Store) -> None:
    assert await violations(tiny) == []


@pytest.mark.parametrize("rule", PLANTED)
async def test_what_breaks_a_rule_is_found(tiny: Store, rule: str) -> None:
    await tiny.write(lambda transaction: transaction.rows(PLANTED[rule]))
    found = [one for one in await violations(tiny) if one.rule == rule]
    assert len(found) == 1
    assert found[0].count == 1
    assert len(found[0].ids) == 1


def test_every_rule_is_planted() -> None:
    assert set(RULES) < set(PLANTED)


async def test_a_link_with_a_wrong_property_is_found(tiny: Store) -> None:
    await tiny.write(lambda t: t.rows("MATCH ()-[r:NEIGHBOUR_OF]->() SET r.distanceKm = 'far', r.relation = null"))
    found = {(one.rule, one.kind, one.field) for one in await violations(tiny)}
    assert found == {
        ("a property has the wrong type", "NEIGHBOUR_OF", "distanceKm"),
        ("a required property is missing", "NEIGHBOUR_OF", "relation"),
    }


async def test_ten_ids_are_named_and_all_are_counted(tiny: Store) -> None:
    many: dict[str, Any] = {"ids": [f"r{number:02d}" for number in range(12)]}
    await tiny.write(lambda t: t.rows("UNWIND $ids AS id CREATE (:Region {id: id, name: id, kind: 'CITY'})", many))
    [violation] = await violations(tiny)
    assert violation == Violation("a property is not in its closed list", "Region", "kind", 12, violation.ids)
    assert len(violation.ids) == 10
