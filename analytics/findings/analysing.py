"""A run of all rules over all open cases: what is so now is kept as findings, with the life of each."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
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
    Around,
    Judged,
    Seen,
    around,
    end_what_is_left,
    keep_findings,
    keep_run,
    open_cases,
    whole_cases,
)
from graph.case_records import CaseRecords
from graph.records import new_id
from graph.releases import release_in_view
from graph.store import Store, Transaction

BATCH: Final = 100
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
            Seen(
                one.id,
                case.case_id,
                each.rule.id,
                each.rule.version,
                one.reason.code,
                one.since,
                one.detention,
                each.rule.reads,
            )
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


async def analyse(store: Store, at: int, progress: Callable[[int, int], None], *, inside: bool = False) -> AnalysisRun:
    """Run the rules over every open case at a moment and keep what was found; with `inside` only of who is in a prison.

    Stopped halfway it leaves whole batches, and no run: the next one completes it. `progress` hears how many cases of
    how many are done. Raises StoreUnavailableError.
    """
    cases = await open_cases(store, at, inside=inside)
    desk, tally = _Desk(store, at, await around(store, at)), _Tally()
    try:
        async with asyncio.TaskGroup() as tasks:
            await _judge_all(desk, cases, tasks, tally, progress)
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return await store.write(partial(_close, at, len(cases), tally, inside=inside))


class _Tally:
    """What was counted so far."""

    def __init__(self) -> None:
        self.snapshot = hashlib.sha256()
        self.states = Counter[State]()
        self.settled: list[tuple[str, int]] = []
        self.kept = Counter[str]()

    def add(self, found: Iterable[Outcome]) -> None:
        """Count what the rules said of some cases."""
        for one in sorted(found, key=lambda one: one.judged.case):
            self.snapshot.update(one.digest)
            self.states += one.states
            self.settled += one.settled


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where cases are read and findings are kept, at the moment of a run."""

    store: Store
    at: int
    around: Around

    async def read(self, cases: Sequence[str]) -> list[CaseRecords]:
        """Everything of some cases."""
        return await whole_cases(self.store, self.at, cases, kinds=KINDS, around=self.around)

    async def keep(self, found: Sequence[Outcome]) -> Mapping[str, int]:
        """Write what was found in some cases."""
        return await self.store.write(partial(_keep, self.at, found))


async def _judge_all(
    desk: _Desk,
    cases: Sequence[str],
    tasks: asyncio.TaskGroup,
    tally: _Tally,
    progress: Callable[[int, int], None],
) -> None:
    """Batch by batch. The database reads and writes while the rules are judged here: the next batch is asked for before
    one is judged, and one is written while the next is judged.
    """
    batches = [cases[start : start + BATCH] for start in range(0, len(cases), BATCH)]
    coming = [tasks.create_task(desk.read(one)) for one in batches[:1]]
    writing: list[asyncio.Task[Mapping[str, int]]] = []
    done = 0
    for number, batch in enumerate(batches):
        whole = await coming.pop()
        coming = [tasks.create_task(desk.read(one)) for one in batches[number + 1 : number + 2]]
        found = [await _judged(one, desk.at) for one in whole]
        tally.add(found)
        if writing:
            tally.kept.update(await writing.pop())
        writing.append(tasks.create_task(desk.keep(found)))
        done += len(batch)
        progress(done, len(cases))
    if writing:
        tally.kept.update(await writing.pop())


async def _judged(case: CaseRecords, at: int) -> Outcome:
    """One case, with a moment for what comes in meanwhile."""
    await asyncio.sleep(0)
    return judge(case, at)


async def _keep(at: int, found: Sequence[Outcome], transaction: Transaction) -> Mapping[str, int]:
    seen = [finding for one in found for finding in one.seen]
    return await keep_findings(transaction, at, seen, [one.judged for one in found])


async def _close(at: int, cases: int, tally: _Tally, transaction: Transaction, *, inside: bool) -> AnalysisRun:
    left = 0 if inside else await end_what_is_left(transaction, at)
    states, kept = tally.states, tally.kept
    run = AnalysisRun(
        id=new_id(),
        at=at,
        snapshot=tally.snapshot.hexdigest(),
        rules=rules_hash(),
        cases=cases,
        present=states[State.PRESENT],
        absent=states[State.ABSENT],
        unknown=states[State.UNKNOWN],
        out_of_scope=states[State.OUT_OF_SCOPE],
        opened=kept["opened"],
        standing=kept["standing"],
        resolved=kept["resolved"],
        not_judged=kept["notJudged"] + left,
        inside=inside,
        leadTimes=[] if inside else [one.told for one in lead_times(tally.settled)],
    )
    await keep_run(transaction, run)
    return run
