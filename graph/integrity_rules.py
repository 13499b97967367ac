"""Rules about the whole graph, each with the statement that finds what breaks it.

Every statement answers rows of `kind`, `field`, `count` and the first `$shown` `ids`.
"""

from typing import LiteralString

STRAY_RECORDS: LiteralString = """
MATCH (n:Record) WHERE n.caseId IS NOT NULL AND NOT EXISTS { MATCH (:Case {id: n.caseId}) }
RETURN '' AS kind, 'caseId' AS field, count(n) AS count, collect(n.id)[..$shown] AS ids
"""

UNLABELLED: LiteralString = """
MATCH (n) WHERE none(label IN labels(n) WHERE label IN $labels)
RETURN '' AS kind, '' AS field, count(n) AS count, collect(coalesce(n.id, elementId(n)))[..$shown] AS ids
"""

STRANGE_RELATIONSHIPS: LiteralString = """
MATCH (a)-[r]->() WHERE NOT type(r) IN $types
RETURN '' AS kind, type(r) AS field, count(r) AS count, collect(a.id)[..$shown] AS ids
"""

VACANT_CASES: LiteralString = """
MATCH (c:Case)-[:HAS_STATE]->(s:CaseState)
WHERE s.retractedAt IS NULL AND s.validTo IS NULL AND s.status = 'OPEN'
WITH DISTINCT c
WHERE NOT EXISTS { MATCH (c)<-[:OF_CASE]-(d:Direction) WHERE d.retractedAt IS NULL AND d.validTo IS NULL }
RETURN 'Case' AS kind, '' AS field, count(c) AS count, collect(c.id)[..$shown] AS ids
"""

DOUBLY_DIRECTED: LiteralString = """
MATCH (d:Direction) WHERE d.retractedAt IS NULL
MATCH (d)-[:OF_CASE]->(c:Case)<-[:OF_CASE]-(e:Direction)
WHERE e.retractedAt IS NULL AND d.id < e.id
  AND coalesce(d.validFrom, 0) < coalesce(e.validTo, $max) AND coalesce(e.validFrom, 0) < coalesce(d.validTo, $max)
WITH DISTINCT c
RETURN 'Case' AS kind, '' AS field, count(c) AS count, collect(c.id)[..$shown] AS ids
"""

CURRENT_CASES: LiteralString = """
MATCH (d:Direction)
WITH d, CASE WHEN d.retractedAt IS NULL AND d.validTo IS NULL THEN d.caseId END AS asked
WHERE (asked IS NULL) <> (d.currentCase IS NULL) OR asked <> d.currentCase
RETURN 'Direction' AS kind, 'currentCase' AS field, count(d) AS count, collect(d.id)[..$shown] AS ids
"""

PERSON_CASES: LiteralString = """
MATCH (c:Case) WHERE c.kind = 'PERSON' AND COUNT { (c)-[:FOR]->() } > 1
RETURN 'Case' AS kind, 'persons' AS field, count(c) AS count, collect(c.id)[..$shown] AS ids
"""

LEDGERS_MISSING: LiteralString = """
MATCH (c:Case) WHERE NOT EXISTS { MATCH (:Ledger {id: c.id}) }
RETURN 'Case' AS kind, '' AS field, count(c) AS count, collect(c.id)[..$shown] AS ids
"""

LEDGERS_STRAY: LiteralString = """
MATCH (l:Ledger) WHERE NOT EXISTS { MATCH (:Case {id: l.id}) }
RETURN 'Ledger' AS kind, '' AS field, count(l) AS count, collect(l.id)[..$shown] AS ids
"""

LEDGERS_TIED: LiteralString = """
MATCH (l:Ledger) WHERE EXISTS { (l)--() }
RETURN 'Ledger' AS kind, '' AS field, count(l) AS count, collect(l.id)[..$shown] AS ids
"""

LEDGERS_BEHIND: LiteralString = """
MATCH (n:Record) WHERE n.caseId IS NOT NULL
WITH n.caseId AS case, max(n.seq) AS seq, max(n.recordedAt) AS stamp
MATCH (l:Ledger {id: case}) WHERE l.version < seq OR l.clock < stamp
RETURN 'Ledger' AS kind, '' AS field, count(l) AS count, collect(l.id)[..$shown] AS ids
"""

REPEATED_SEQUENCE: LiteralString = """
MATCH (n:Record) WHERE n.caseId IS NOT NULL
WITH n.caseId AS case, count(n) AS records, count(DISTINCT n.seq) AS numbers WHERE records <> numbers
RETURN 'Case' AS kind, 'seq' AS field, count(case) AS count, collect(case)[..$shown] AS ids
"""

SOURCE_KEYS: LiteralString = """
MATCH (n:Record)
WITH n, head([label IN labels(n) WHERE label <> 'Record']) + '|' + n.source + '|' + n.sourceId AS key
WHERE (n.retractedAt IS NULL AND coalesce(n.sourceKey, '') <> key)
  OR (n.retractedAt IS NOT NULL AND n.sourceKey IS NOT NULL)
RETURN '' AS kind, 'sourceKey' AS field, count(n) AS count, collect(n.id)[..$shown] AS ids
"""

REPEATED_FACTS: LiteralString = """
MATCH (n:Record) WHERE n.retractedAt IS NULL
WITH n.fact AS fact, count(n) AS versions WHERE versions > 1
RETURN '' AS kind, 'fact' AS field, count(fact) AS count, collect(fact)[..$shown] AS ids
"""

PERIODS: LiteralString = """
MATCH (n:Record) WHERE n.validTo <= n.validFrom
RETURN head([label IN labels(n) WHERE label <> 'Record']) AS kind, 'validTo' AS field, count(n) AS count,
  collect(n.id)[..$shown] AS ids
"""

STAMPS: LiteralString = """
MATCH (n:Record)
WHERE n.retractedAt <= n.recordedAt OR n.endKnownAt < n.recordedAt OR (n.endKnownAt IS NOT NULL AND n.validTo IS NULL)
RETURN head([label IN labels(n) WHERE label <> 'Record']) AS kind, 'recordedAt' AS field, count(n) AS count,
  collect(n.id)[..$shown] AS ids
"""

OTHER_CASE: LiteralString = """
MATCH (n:Record)--(x) WHERE n.caseId IS NOT NULL
  AND ((x.caseId IS NOT NULL AND x.caseId <> n.caseId) OR (x:Case AND x.id <> n.caseId)
    OR (x:Person AND NOT EXISTS { MATCH (x)<-[:FOR]-(:Case {id: n.caseId}) }))
WITH DISTINCT n
RETURN head([label IN labels(n) WHERE label <> 'Record']) AS kind, 'caseId' AS field, count(n) AS count,
  collect(n.id)[..$shown] AS ids
"""

HOLDERS: LiteralString = """
MATCH (h)-[:HAS]->(n:Involvement)
WITH n, CASE WHEN h:Position THEN h.id END AS position,
  CASE WHEN h:Position THEN head([(h)-[:AT]->(o) | o.id]) ELSE h.id END AS organisation
WHERE coalesce(n.positionId, '') <> coalesce(position, '') OR coalesce(n.organisationId, '') <> organisation
RETURN 'Involvement' AS kind, 'holder' AS field, count(n) AS count, collect(n.id)[..$shown] AS ids
"""

SHARED_ACCOUNTS: LiteralString = """
MATCH (h)-[:HAS_ACCOUNT]->(a:Account) WHERE a.retractedAt IS NULL
MATCH (b:Account {issuer: a.issuer, subject: a.subject})<-[:HAS_ACCOUNT]-(other)
WHERE b.retractedAt IS NULL AND a.id < b.id AND h.id <> other.id
  AND coalesce(a.validFrom, 0) < coalesce(b.validTo, $max) AND coalesce(b.validFrom, 0) < coalesce(a.validTo, $max)
WITH DISTINCT a
RETURN 'Account' AS kind, 'holder' AS field, count(a) AS count, collect(a.id)[..$shown] AS ids
"""

ACTS_BROKEN: LiteralString = """
MATCH (a:Act)
WHERE any(one IN [a.key, a.payload, a.name, a.outcome] WHERE one IS NULL OR valueType(one) <> 'STRING NOT NULL')
  OR a.doneAt IS NULL OR size(keys(a)) <> 5 OR EXISTS { (a)--() }
RETURN 'Act' AS kind, '' AS field, count(a) AS count, collect(a.key)[..$shown] AS ids
"""

EVENTS_BROKEN: LiteralString = """
MATCH (e:Event)
WHERE any(one IN [e.id, e.act, e.professional, e.position, e.organisation]
    WHERE one IS NULL OR valueType(one) <> 'STRING NOT NULL')
  OR e.facts IS NULL OR size(keys(e)) <> 8 OR EXISTS { (e)--() }
  OR NOT EXISTS { MATCH (l:Ledger {id: e.caseId}) WHERE e.sequence <= l.clock }
RETURN 'Event' AS kind, '' AS field, count(e) AS count, collect(e.id)[..$shown] AS ids
"""

OVERSPENT: LiteralString = """
MATCH (e:BudgetExpense) WHERE e.retractedAt IS NULL AND e.validTo IS NULL AND e.takenBackAt IS NULL
WITH e.caseId AS case, sum(e.amountCents) AS spent
WITH case, spent, COLLECT { MATCH (b:Record {caseId: case})
  WHERE b:BudgetContribution AND b.retractedAt IS NULL AND b.validTo IS NULL AND b.status = 'CONFIRMED'
  RETURN b.amountCents } AS amounts
WITH case WHERE spent > reduce(total = 0, amount IN amounts | total + amount)
RETURN 'Case' AS kind, 'budget' AS field, count(case) AS count, collect(case)[..$shown] AS ids
"""

RULES: dict[str, LiteralString] = {
    "a record names a case that does not exist": STRAY_RECORDS,
    "a node has no label of the model": UNLABELLED,
    "a relationship has no type of the model": STRANGE_RELATIONSHIPS,
    "an open case has no direction": VACANT_CASES,
    "a case has two directions at one time": DOUBLY_DIRECTED,
    "the key of the current direction is wrong": CURRENT_CASES,
    "a PERSON case is of more than one person": PERSON_CASES,
    "a case has no ledger": LEDGERS_MISSING,
    "a ledger has no case": LEDGERS_STRAY,
    "a ledger has a relationship": LEDGERS_TIED,
    "a ledger is behind the records of its case": LEDGERS_BEHIND,
    "two records of a case have one sequence number": REPEATED_SEQUENCE,
    "the source key is wrong, or kept by a retracted version": SOURCE_KEYS,
    "a fact has two current versions": REPEATED_FACTS,
    "the end is not after the start": PERIODS,
    "the stamps of a version are out of order": STAMPS,
    "a record hangs on something of another case": OTHER_CASE,
    "a copied holder is not the holder": HOLDERS,
    "an account is of two holders at one time": SHARED_ACCOUNTS,
    "more is spent of a budget than was put in": OVERSPENT,
    "an act is not whole, or has more than it should": ACTS_BROKEN,
    "an event is not whole, or ahead of its case": EVENTS_BROKEN,
}
"""Rules about the whole, each with the statement that finds what breaks it."""
