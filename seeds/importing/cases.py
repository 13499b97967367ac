"""Loading the records of cases: those of some cases in one transaction, under the locks of these cases."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import partial
from typing import Any, LiteralString

from graph.errors import ConflictError, WorldError
from graph.ledgers import lock_cases, versions_of
from graph.model.catalogue import KINDS, RECORDS
from graph.records import new_id
from graph.store import Transaction
from seeds.importing.checking import NO_CASE, OFFSET_BITS
from seeds.importing.planning import Given, Plan, plan_of
from seeds.importing.supply import SECONDS, Source, Supply, at_once, create
from seeds.importing.versions import END, OF_CASES, endings_of, made_of, stamp_of, stored_versions

CASE_BATCH = 8_000
"""Records in one transaction; a case with more has one of its own."""

_TRIES = 5


class _MovedError(Exception):
    """A case was written to between reading and locking it."""


async def load_cases(supply: Supply) -> None:
    """Load all records that belong to a case."""
    await at_once(partial(_load_batch, supply), batches_of(supply))


def batches_of(source: Source, first: int = 0, last: int | None = None) -> Iterator[dict[str, list[Given]]]:
    """The records of some cases at a time, by case id; of the cases from one number up to another."""
    places = {
        label: sorted(source.checked.places[label]) for label in (kind.label for kind in RECORDS)
        if label in source.checked.places
    }  # fmt: skip
    sizes = [0] * len(source.checked.cases)
    for sorted_places in places.values():
        for place in sorted_places:
            if (number := place >> OFFSET_BITS) != NO_CASE:
                sizes[number] += 1
    start, stop = first, len(sizes) if last is None else last
    while start < stop:
        end, total = start, 0
        while end < stop and (total == 0 or total + sizes[end] <= CASE_BATCH):
            total += sizes[end]
            end += 1
        batch: dict[str, list[Given]] = {}
        for label, sorted_places in places.items():
            begin = bisect_left(sorted_places, start << OFFSET_BITS)
            until = bisect_left(sorted_places, end << OFFSET_BITS)
            for place in sorted_places[begin:until]:
                batch.setdefault(source.checked.cases[place >> OFFSET_BITS], []).append(source.given(label, place))
        if batch:
            yield batch
        start = end


async def _load_batch(supply: Supply, batch: dict[str, list[Given]]) -> None:
    for _ in range(_TRIES):
        versions = await versions_of(supply.store, batch)
        batch = await _changed(supply, batch, [case_id for case_id, version in versions.items() if version])
        old = [case_id for case_id in batch if versions[case_id]]
        stored = await stored_versions(supply.store, OF_CASES, old)
        plans = {case_id: plan_of(rows, stored.get(case_id, ()), new_id) for case_id, rows in batch.items()}
        busy = {case_id: plan for case_id, plan in plans.items() if plan.turns}
        try:
            moved = bool(busy) and not await _write(supply, busy, versions)
        except ConflictError:
            await _split(supply, batch)
            return
        if not moved:
            for plan in plans.values():
                supply.count(plan)
            return
    raise WorldError("the cases of this world are being changed all the time", "try again later")


MARKS: LiteralString = """
UNWIND $cases AS case
MATCH (r:Record {caseId: case})
RETURN case, collect(r.id + '|' + coalesce(r.rowHash, '')
    + CASE WHEN r.retractedAt IS NULL THEN '+' ELSE '-' END) AS marks
"""


def _mark(given: Given) -> str:
    return f"{given.row['id']}|{given.row_hash}{'-' if 'retractedAt' in given.row else '+'}"


async def _changed(supply: Supply, batch: dict[str, list[Given]], old: list[str]) -> dict[str, list[Given]]:
    """The cases of a batch of which not every row stands in the store as it is given; the others are done."""
    if not old:
        return batch
    found = await supply.store.rows(MARKS, {"cases": old}, seconds=120)
    marks: dict[str, set[str]] = {row["case"]: set(row["marks"]) for row in found}
    rest: dict[str, list[Given]] = {}
    for case_id, rows in batch.items():
        if marks.get(case_id, set()).issuperset(map(_mark, rows)):
            for given in rows:
                supply.report.count(given.kind.label).same += 1
            supply.tell(len(rows))
        else:
            rest[case_id] = rows
    return rest


async def _write(supply: Supply, plans: dict[str, Plan], versions: dict[str, int]) -> bool:
    """Write the plans of some cases in one transaction; nothing, and False, when one has moved on meanwhile."""

    async def work(transaction: Transaction) -> None:
        wanted = [(case_id, plan.turns, stamp_of(supply, plan)) for case_id, plan in plans.items()]
        turns = await lock_cases(transaction, wanted)
        if any(turns[case_id].version - plan.turns != versions[case_id] for case_id, plan in plans.items()):
            raise _MovedError
        rows: dict[str, list[dict[str, Any]]] = {}
        endings: list[dict[str, Any]] = []
        for case_id, plan in plans.items():
            turn = turns[case_id]
            endings.extend(endings_of(plan, turn.recorded_at))
            first = turn.version - len(plan.creations) + 1
            for place, creation in enumerate(plan.creations):
                made = made_of(supply, creation, turn.recorded_at)
                made["n"]["seq"] = first + place
                rows.setdefault(creation.given.kind.label, []).append(made)
        if endings:
            await transaction.rows(END, {"rows": endings})
        for label, made in rows.items():
            await create(transaction, KINDS[label], made)

    try:
        await supply.store.write(work, seconds=SECONDS)
    except _MovedError:
        return False
    return True


async def _split(supply: Supply, batch: dict[str, list[Given]]) -> None:
    """Halve a batch that the store refuses, down to the case that clashes with what it holds."""
    cases = sorted(batch)
    if len(cases) == 1:
        for given in batch[cases[0]]:
            supply.refuse(given)
        return
    half = len(cases) // 2
    for part in (cases[:half], cases[half:]):
        await _load_batch(supply, {case_id: batch[case_id] for case_id in part})
