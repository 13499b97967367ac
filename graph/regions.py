"""Regions: safety regions, provinces and judicial districts, with the municipalities in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import LiteralString

from graph.actors import Actor
from graph.clock import Clock
from graph.inputs import search_text
from graph.names import ranked
from graph.paging import Page, cut
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Region:
    """A region and the ids of the municipalities in it, in the order of the ids."""

    id: str
    name: str
    kind: str
    municipality_ids: tuple[str, ...]


REGIONS_BY_ID: LiteralString = """
UNWIND $asked.ids AS id
MATCH (g:Region {id: id})
WITH g{.id, .name, .kind,
  municipality_ids: COLLECT { MATCH (g)<-[:IN_REGION]-(m:Municipality) RETURN m.id ORDER BY m.id }} AS row
RETURN collect(row) AS rows
"""


async def regions_by_id(store: Store, actor: Actor, clock: Clock, ids: Sequence[str]) -> dict[str, Region]:
    """Regions by id; those that do not exist are absent. Public to everybody who is signed in."""
    row = await store.one(REGIONS_BY_ID, {"asked": {"ids": list(ids)}})
    found = row["rows"] if row else ()
    return {one["id"]: Region(one["id"], one["name"], one["kind"], tuple(one["municipality_ids"])) for one in found}


# Read whole: there are about fifty.
REGION_NAMES: LiteralString = """
MATCH (g:Region) WHERE $asked.kinds IS NULL OR g.kind IN $asked.kinds
RETURN collect(g.id) AS ids, collect(g.name) AS names
"""


async def regions_found(
    store: Store,
    actor: Actor,
    clock: Clock,
    *,
    search: str | None = None,
    kinds: Sequence[str] | None = None,
    after: str | None = None,
    first: int = 50,
) -> Page[str]:
    """Ids of regions by name, or by how well the name fits `search`."""
    row = await store.one(REGION_NAMES, {"asked": {"kinds": list(kinds) if kinds is not None else None}})
    return cut(ranked(row["ids"], row["names"], search_text(search)) if row else [], after, first)
