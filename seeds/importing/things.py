"""Loading lasting things, by kind: what is new is made with its relationships, what changed is renewed."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from graph import statements
from graph.creations import node_of
from graph.errors import ConflictError
from graph.model.kinds import Kind
from graph.model.rows import Row, ends_of, lookup_labels
from graph.model.words import ORGANISATION_LABELS
from graph.store import Transaction
from graph.targets import stored_targets
from seeds.importing.supply import BATCH, SECONDS, Supply, at_once, create


async def load_things(supply: Supply, kind: Kind) -> None:
    """Load all rows of a kind of lasting thing."""
    exist = await supply.any(kind)
    for wave in _waves(supply, kind):
        batches = (wave[start : start + BATCH] for start in range(0, len(wave), BATCH))
        await at_once(partial(_load_batch, supply, kind, exist), batches)


async def _load_batch(supply: Supply, kind: Kind, exist: bool, rows: list[tuple[Row, str]]) -> None:
    try:
        await _write(supply, kind, rows, exist=exist)
    except ConflictError:  # another import was faster
        await _write(supply, kind, rows, exist=True)


async def _write(supply: Supply, kind: Kind, rows: list[tuple[Row, str]], *, exist: bool) -> None:
    ids = [row["id"] for row, _ in rows]
    known = await stored_targets(supply.store, {kind.label: ids}) if exist else {}
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for row, row_hash in rows:
        stored = known.get(row["id"])
        if stored is None or stored.row_hash != row_hash:
            (changed if stored else new).append(node_of(kind, row, row_hash, supply.checked.targets))

    async def work(transaction: Transaction) -> None:
        await create(transaction, kind, new)
        if changed:
            parameters = {"rows": changed, "labels": list(ORGANISATION_LABELS.values())}
            await transaction.rows(statements.renewal(kind), parameters)

    if new or changed:
        await supply.store.write(work, seconds=SECONDS)
    count = supply.report.count(kind.label)
    count.new += len(new)
    count.changed += len(changed)
    count.same += len(rows) - len(new) - len(changed)
    supply.tell(len(rows))


def _waves(supply: Supply, kind: Kind) -> Iterator[list[tuple[Row, str]]]:
    """All rows of a kind, those that others of the kind point at before these."""
    rows = [supply.read(kind.label, place) for place in supply.checked.places[kind.label]]
    inner = [edge for edge in kind.edges if kind.label in lookup_labels(edge)]
    waiting = {row["id"] for row, _ in rows} if inner else set[str]()
    while rows:
        ready = [given for given in rows if not any(
            edge in inner and end in waiting and end != given[0]["id"] for edge, end in ends_of(kind, given[0])
        )]  # fmt: skip
        ready = ready or rows
        waiting.difference_update(row["id"] for row, _ in ready)
        yield ready
        done = {row["id"] for row, _ in ready}
        rows = [given for given in rows if given[0]["id"] not in done]
