"""What organisations offer: by id, and found by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

from graph.actors import Actor
from graph.clock import Clock
from graph.fragments import in_force_now
from graph.inputs import search_text
from graph.names import ranked
from graph.paging import Page, cut
from graph.store import Store
from graph.times import FOREVER


@dataclass(frozen=True, slots=True)
class ServiceOffer:
    """An offer of one organisation; places and waiting time (days) as last said, None where nobody said."""

    id: str
    name: str
    kind: str
    organisation_id: str
    places: int | None
    free_places: int | None
    waiting_days: int | None


OFFERS_BY_ID: LiteralString = f"""
UNWIND $asked.ids AS id
MATCH (f:ServiceOffer {{id: id}})<-[:OFFERS]-(o:Organisation)
WITH f{{.id, .name, .kind, organisation_id: o.id,
  states: COLLECT {{ MATCH (f)-[:HAS_STATE]->(s:OfferState) WHERE {in_force_now("s")}
    RETURN s{{.places, .freePlaces, .waitingDays}} ORDER BY s.validFrom DESC LIMIT 1 }}}} AS row
RETURN collect(row) AS rows
"""


async def offers_by_id(store: Store, actor: Actor, clock: Clock, ids: Sequence[str]) -> dict[str, ServiceOffer]:
    """Offers by id; those that do not exist are absent. Public to everybody who is signed in."""
    row = await store.one(OFFERS_BY_ID, {"asked": {"ids": list(ids)}, "now": clock.now(), "max": FOREVER})
    found: dict[str, ServiceOffer] = {}
    for one in row["rows"] if row else ():
        state: dict[str, Any] = one["states"][0] if one["states"] else {}
        found[one["id"]] = ServiceOffer(
            id=one["id"],
            name=one["name"],
            kind=one["kind"],
            organisation_id=one["organisation_id"],
            places=state.get("places"),
            free_places=state.get("freePlaces"),
            waiting_days=state.get("waitingDays"),
        )
    return found


# Read whole: some hundreds in the country, ranked by spelling in Python.
OFFER_NAMES: LiteralString = """
MATCH (f:ServiceOffer)
WHERE ($asked.kinds IS NULL OR f.kind IN $asked.kinds)
  AND ($asked.organisation IS NULL OR EXISTS { (f)<-[:OFFERS]-(:Organisation {id: $asked.organisation}) })
RETURN collect(f.id) AS ids, collect(f.nameFolded) AS names
"""


async def offers_found(
    store: Store,
    actor: Actor,
    clock: Clock,
    *,
    search: str | None = None,
    kinds: Sequence[str] | None = None,
    organisation: str | None = None,
    after: str | None = None,
    first: int = 50,
) -> Page[str]:
    """Ids of offers by name, or by how well the name fits `search`."""
    asked = {"kinds": list(kinds) if kinds is not None else None, "organisation": organisation}
    row = await store.one(OFFER_NAMES, {"asked": asked})
    return cut(ranked(row["ids"], row["names"], search_text(search)) if row else [], after, first)
