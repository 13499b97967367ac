"""What a run of rules over all cases reads and writes: everything of the open cases, and findings with their life.

Nothing of it is shown here: a finding is told where its case is, by the classes that its rule reads.
A run may be stopped at any moment, and two may run at once: of each finding the later moment counts.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, LiteralString

from graph.actors import Actor, Purpose
from graph.case_records import CaseRecords
from graph.case_rows import RowsOfCase, case_records
from graph.model.kinds import FieldClass
from graph.record_classes import Ends
from graph.record_readings import holders_in, offered_in, told_apart
from graph.sections import Row
from graph.store import Store, Transaction
from graph.times import FOREVER

NOBODY: Final = Actor("", "", "", "", "", "", "", Purpose.OPERATIONS)
"""For whom everything is read: a class of a record hangs on who asks only where that one's own is told apart."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding in a run: what is so in a case by a rule, since when as far as known (milliseconds UTC)."""

    id: str
    case: str
    rule: str
    version: int
    code: str
    since: int | None
    detention: str | None
    reads: tuple[FieldClass, ...]
    """The classes that its rule reads: who is not shown one of them is told nothing of it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a run could judge in a case: by which rules, in which detentions, and the findings that cannot be told now.

    What was found before and is not any more is resolved where it could be judged.
    """

    case: str
    rules: tuple[str, ...]
    detentions: tuple[str, ...]
    uncertain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnalysisRun:
    """A run: its moment, a hash of what was read and one of the rules, and what was counted.

    `cases` were looked at; `present` to `out_of_scope` count answers of rules on cases, the rest findings.
    """

    id: str
    at: int
    snapshot: str
    rules: str
    cases: int
    present: int
    absent: int
    unknown: int
    out_of_scope: int
    opened: int
    standing: int
    resolved: int
    not_judged: int
    inside: bool
    """Whether only the cases of who is in a prison were looked at."""
    leadTimes: list[str]
    """How long settling each condition took (`graph.lead_times`); none where not all open cases were looked at."""


OPEN_CASES: LiteralString = """
MATCH (s:CaseState {status: 'OPEN'})
WHERE s.recordedAt <= $now AND $now < coalesce(s.retractedAt, $max)
  AND coalesce(s.validFrom, 0) <= $now AND $now < coalesce(s.validTo, $max)
RETURN DISTINCT s.caseId AS id ORDER BY id
"""

CASES_INSIDE: LiteralString = """
MATCH (s:Stay)
WHERE s.recordedAt <= $now AND $now < coalesce(s.retractedAt, $max)
  AND coalesce(s.validFrom, 0) <= $now AND $now < coalesce(s.validTo, $max)
RETURN DISTINCT s.caseId AS id
"""

WHOLE: LiteralString = """
UNWIND $asked.cases AS id
MATCH (c:Case {id: id})
RETURN c.id AS id, COLLECT { MATCH (c)-[:FOR]->(p:Person) RETURN p.id ORDER BY p.id } AS persons,
  COLLECT { MATCH (r:Record {caseId: c.id})
    WITH r, labels(r) AS labels WHERE any(label IN labels WHERE label IN $asked.kinds)
    WITH r, labels, properties(r) AS held
    WHERE held.recordedAt <= $now AND $now < coalesce(held.retractedAt, $max)
    RETURN {caseId: c.id, labels: labels, held: held,
      tied: COLLECT { MATCH (r)-[e]-(h) WHERE NOT h:Case RETURN [type(e), h.id] }} } AS records,
  COLLECT { MATCH (c)-[:FOR]->(p:Person)-[:HAS_DETENTION]->(d:Detention) WHERE d.caseId = c.id
    RETURN d{.id, .startedOn, .source, caseId: c.id, person: p.id} } AS detentions
"""

AROUND: LiteralString = """
RETURN COLLECT { MATCH (w:Professional)-[:HOLDS]->(q:Position)-[:AT]->(o:Organisation)
    RETURN q{.id, professional: w{.id, name: null}, organisation: o{.id, .name, .kind},
      states: COLLECT { MATCH (q)-[:HAS_STATE]->(s:PositionState) WHERE s.recordedAt <= $now
        RETURN s{.validFrom, .validTo, .recordedAt, .retractedAt, .function} }} } AS positions,
  COLLECT { MATCH (o:Organisation) RETURN o{.id, .name, .kind} } AS organisations,
  COLLECT { MATCH (f:ServiceOffer)<-[:OFFERS]-(o:Organisation)
    RETURN f{.id, .name, .kind, organisation: o{.id, .name, .kind}, states: []} } AS offers
"""
"""Who and what can stand at a record anywhere: read once for a run, and not with every case."""

KEEP: LiteralString = """
UNWIND $seen AS one
MERGE (f:Finding {id: one.id})
ON CREATE SET f.caseId = one.case, f.rule = one.rule, f.detention = one.detention,
  f.firstSeen = $at, f.judgedAt = $at, f.fresh = true
ON MATCH SET f.fresh = false
WITH f, one WHERE f.judgedAt <= $at
SET f.version = one.version, f.reads = one.reads, f.code = one.code, f.since = one.since,
  f.lastSeen = $at, f.judgedAt = $at, f.status = 'OPEN', f.endedAt = null
WITH f, f.fresh AS fresh REMOVE f.fresh
RETURN sum(CASE WHEN fresh THEN 1 ELSE 0 END) AS opened, sum(CASE WHEN fresh THEN 0 ELSE 1 END) AS standing
"""

END: LiteralString = """
UNWIND $judged AS one
MATCH (f:Finding {caseId: one.case})
WHERE f.status = 'OPEN' AND f.judgedAt <= $at AND NOT f.id IN $ids
WITH f, CASE WHEN f.rule IN one.rules AND NOT f.id IN one.uncertain
  AND (f.detention IS NULL OR f.detention IN one.detentions) THEN 'RESOLVED' ELSE 'NOT_JUDGED' END AS status
SET f.status = status, f.endedAt = $at, f.judgedAt = $at
RETURN sum(CASE status WHEN 'RESOLVED' THEN 1 ELSE 0 END) AS resolved,
  sum(CASE status WHEN 'RESOLVED' THEN 0 ELSE 1 END) AS notJudged
"""

LEFT: LiteralString = """
MATCH (f:Finding) WHERE f.status = 'OPEN' AND f.judgedAt < $at
SET f.status = 'NOT_JUDGED', f.endedAt = $at, f.judgedAt = $at
RETURN count(f) AS notJudged
"""

KEEP_RUN: LiteralString = "CREATE (a:AnalysisRun) SET a = $run"


async def open_cases(store: Store, now: int, *, inside: bool = False) -> list[str]:
    """Ids of the cases that are open, in order; with `inside` those of whoever is in a prison now."""
    parameters = {"now": now, "max": FOREVER}
    found = [row["id"] for row in await store.rows(OPEN_CASES, parameters, seconds=60)]
    if not inside:
        return found
    there = {row["id"] for row in await store.rows(CASES_INSIDE, parameters, seconds=60)}
    return [one for one in found if one in there]


class Around:
    """Who and what can stand at a record, for all cases."""

    def __init__(self, columns: Row) -> None:
        self.ends = Ends(columns["positions"], columns["organisations"], columns["offers"])
        self.holders = holders_in(columns, named=False)
        self.offers = offered_in(columns["offers"])


async def around(store: Store, now: int) -> Around:
    """Everybody with a position, every organisation and every offer, as known now."""
    (row,) = await store.rows(AROUND, {"now": now}, seconds=120)
    return Around(row)


async def whole_cases(
    store: Store, now: int, cases: Sequence[str], *, kinds: Collection[str], around: Around
) -> list[CaseRecords]:
    """Everything of these kinds that is believed of cases, for rules alone."""
    asked = {"cases": list(cases), "kinds": sorted({"Confirmation", *kinds})}
    rows = await store.rows(WHOLE, {"asked": asked, "now": now, "max": FOREVER}, seconds=120)
    return [_whole(row, around) for row in rows]


def _whole(row: Row, around: Around) -> CaseRecords:
    records, said = told_apart(NOBODY, row["records"], around.ends)
    rows = RowsOfCase(records, row["detentions"], said=said)
    return case_records(row["id"], row["persons"], rows, around.holders, around.offers)


async def keep_findings(
    transaction: Transaction, at: int, seen: Sequence[Seen], judged: Sequence[Judged]
) -> Mapping[str, int]:
    """Write what a run saw in some cases; answers how many are `opened`, `standing`, `resolved` and `notJudged`."""
    found: list[dict[str, Any]] = [{**asdict(one), "reads": list(map(str, one.reads))} for one in seen]
    (kept,) = await transaction.rows(KEEP, {"seen": found, "at": at})
    told: list[dict[str, Any]] = [asdict(one) for one in judged]
    (ended,) = await transaction.rows(END, {"judged": told, "ids": [one.id for one in seen], "at": at})
    return {**kept, **ended}


async def end_what_is_left(transaction: Transaction, at: int) -> int:
    """End what no case that is open told of; answers how many."""
    (row,) = await transaction.rows(LEFT, {"at": at})
    return int(row["notJudged"])


async def keep_run(transaction: Transaction, run: AnalysisRun) -> None:
    """Write what came out of a run, once it is done."""
    await transaction.rows(KEEP_RUN, {"run": asdict(run)})
