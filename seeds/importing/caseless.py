"""Loading records that belong to no case: figures, offers, agreements, functions."""

from functools import partial

from graph.creations import source_key
from graph.errors import ConflictError
from graph.model.kinds import Kind
from graph.records import new_id
from graph.store import Transaction
from seeds.importing.checking import NO_CASE, OFFSET_BITS
from seeds.importing.planning import Given, Stored, plan_of
from seeds.importing.supply import BATCH, SECONDS, Supply, at_once, create
from seeds.importing.versions import END, OF_ROWS, endings_of, made_of, stored_versions


async def load_caseless(supply: Supply, kind: Kind) -> None:
    """Load the records of a kind that belong to no case."""
    places = [place for place in supply.checked.places[kind.label] if place >> OFFSET_BITS == NO_CASE]
    exist = bool(places) and await supply.any(kind)
    batches = (places[start : start + BATCH] for start in range(0, len(places), BATCH))
    await at_once(partial(_load_batch, supply, kind, exist), batches)


async def _load_batch(supply: Supply, kind: Kind, exist: bool, places: list[int]) -> None:
    await _write(supply, kind, [supply.given(kind.label, place) for place in places], exist=exist)


async def _write(supply: Supply, kind: Kind, rows: list[Given], *, exist: bool) -> None:
    stored: dict[str | None, list[Stored]] = {}
    if exist:
        asked = [{"id": one.row["id"], "key": source_key(kind, one.row)} for one in rows]
        stored = await stored_versions(supply.store, OF_ROWS, asked)
    plan = plan_of(rows, (version for versions in stored.values() for version in versions), new_id)

    async def work(transaction: Transaction) -> None:
        if endings := endings_of(plan, supply.now):
            await transaction.rows(END, {"rows": endings})
        await create(transaction, kind, [made_of(supply, creation, supply.now) for creation in plan.creations])

    try:
        if plan.turns:
            await supply.store.write(work, seconds=SECONDS)
    except ConflictError:
        if not exist:  # another import was faster
            await _write(supply, kind, rows, exist=True)
            return
        if len(rows) == 1:
            supply.refuse(rows[0])
            return
        half = len(rows) // 2
        await _write(supply, kind, rows[:half], exist=exist)
        await _write(supply, kind, rows[half:], exist=exist)
    else:
        supply.count(plan)
