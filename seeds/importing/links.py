"""Loading links: plain relationships between things."""

from array import array
from functools import partial
from typing import Any

from graph import statements
from graph.creations import link_of
from graph.model.kinds import Link
from graph.store import Transaction
from seeds.importing.supply import BATCH, SECONDS, Supply, at_once


async def load_links(supply: Supply, link: Link) -> None:
    """Load all rows of a link."""
    places = supply.checked.places[link.name]
    batches = (places[start : start + BATCH] for start in range(0, len(places), BATCH))
    await at_once(partial(_load_batch, supply, link), batches)


async def _load_batch(supply: Supply, link: Link, places: "array[int]") -> None:
    rows = [supply.read(link.name, place) for place in places]
    starts = sorted({row["from"] for row, _ in rows})
    found = await supply.store.rows(statements.links(link), {"ids": starts}, seconds=60)
    known: dict[tuple[str, str], str] = {(row["from"], row["to"]): row["rowHash"] for row in found}
    count = supply.report.count(link.name)
    fresh: list[dict[str, Any]] = []
    for row, row_hash in rows:
        stored = known.get((row["from"], row["to"]))
        if stored == row_hash:
            count.same += 1
            continue
        fresh.append(link_of(link, row, row_hash))
        if stored is None:
            count.new += 1
        else:
            count.changed += 1

    async def work(transaction: Transaction) -> None:
        await transaction.rows(statements.linking(link), {"rows": fresh})

    if fresh:
        await supply.store.write(work, seconds=SECONDS)
    supply.tell(len(rows))
