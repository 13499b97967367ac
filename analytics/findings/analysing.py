"""A run of all rules over all open cases: what is so now is kept as findings, with the life of each."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from analytics.findings.finding import State
from analytics.findings.judging import KINDS, judged
from analytics.findings.registry import RULES
from analytics.lead_times import lead_times, settled_in
from analytics.rules.rule import Rule
from analytics.rules.running import Run
from graph.analyses import (
    AnalysisRun,
    Judged,
    Seen,
    end_what_is_left,
    keep_findings,
    keep_run,
    open_cases,
    whole_cases,
)
from graph.case_records import CaseRecords
from graph.lead_times import LeadTime
from graph.records import new_id
from graph.releases import release_in_view
from graph.store import Store, Transaction

BATCH: Final = 250
"""Cases read, judged and written at a time: one statement reads them, one transaction writes what was found."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules say of one case, and a digest of what they said it of."""

    digest: bytes
    seen: tuple[Seen, ...]
    judged: Judged
    states: Counter[State]
    settled: tuple[tuple[str, int], ...]


def judge(case: CaseRecords, at: int) -> Outcome:
    """All rules on one case. Deterministic: the same records give the same, in the same order."""
    said, view = judged(Run.for_nobody(case, at)), case.view(at, at)
    releases = [release_in_view(view, person) for person in case.person_ids]
    return Outcome(
        _digest(case),
        tuple(
            Seen(one.id, case.case_id, each.rule.id, each.rule.version, one.reason.code, one.since, one.detention)
            for each in said
            for one in each.findings
            if one.certain
        ),
        Judged(
            case.case_id,
            tuple(one.rule.id for one in said if one.state is not State.OUT_OF_SCOPE),
            tuple(one.detention_id for one in releases if one is not None),
            tuple(one.id for each in said for one in each.findings if not one.certain),
        ),
        Counter(one.state for one in said),
        tuple(settled_in(case, at)),
    )


def _digest(case: CaseRecords) -> bytes:
    """What the rules were told of a case: every version of every record, and with it what ended since."""
    told = sorted((one.id, one.valid_to or 0, one.end_known_at or 0, one.retracted_at or 0) for one in case.records)
    return hashlib.sha256(repr((case.case_id, told)).encode()).digest()


def rules_hash(rules: Iterable[Rule] = RULES) -> str:
    """A hash of the rules with their versions and numbers: two runs with the same one asked the same."""
    told = [(one.id, one.version, one.function, sorted(one.values.items())) for one in rules]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


async def analyse(store: Store, at: int, progress: Callable[[int, int], None]) -> AnalysisRun:
    """Run the rules over every open case at a moment and keep what was found.

    Stopped halfway it leaves whole batches, and no run: the next one completes it. `progress` hears how many cases of
    how many are done. Raises StoreUnavailableError.
    """
    cases = await open_cases(store, at)
    snapshot, states, counts = hashlib.sha256(), Counter[State](), [0, 0, 0, 0]
    settled: list[tuple[str, int]] = []
    for start in range(0, len(cases), BATCH):
        found = [judge(one, at) for one in await whole_cases(store, at, cases[start : start + BATCH], KINDS)]
        for one in sorted(found, key=lambda one: one.judged.case):
            snapshot.update(one.digest)
            states += one.states
            settled += one.settled
        kept = await store.write(partial(_keep, at, found))
        counts = [sum(pair) for pair in zip(counts, kept, strict=True)]
        progress(min(start + BATCH, len(cases)), len(cases))
    close = partial(_close, at, snapshot.hexdigest(), (len(cases), states, counts), lead_times(settled))
    return await store.write(close)


async def _keep(at: int, found: Sequence[Outcome], transaction: Transaction) -> tuple[int, int, int, int]:
    seen = [finding for one in found for finding in one.seen]
    return await keep_findings(transaction, at, seen, [one.judged for one in found])


async def _close(
    at: int,
    snapshot: str,
    counted: tuple[int, Counter[State], Sequence[int]],
    leads: Sequence[LeadTime],
    transaction: Transaction,
) -> AnalysisRun:
    cases, states, (opened, standing, resolved, not_judged) = counted
    run = AnalysisRun(
        id=new_id(),
        at=at,
        snapshot=snapshot,
        rules=rules_hash(),
        cases=cases,
        present=states[State.PRESENT],
        absent=states[State.ABSENT],
        unknown=states[State.UNKNOWN],
        out_of_scope=states[State.OUT_OF_SCOPE],
        opened=opened,
        standing=standing,
        resolved=resolved,
        not_judged=not_judged + await end_what_is_left(transaction, at),
        leadTimes=[one.told for one in leads],
    )
    await keep_run(transaction, run)
    return run
