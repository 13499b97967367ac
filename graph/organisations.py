"""Organisations of every kind, prisons and municipalities among them: by id, and found by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

from graph.actors import Actor
from graph.clock import Clock
from graph.inputs import check_words, search_text
from graph.model.words import ORGANISATION_KINDS
from graph.names import ranked
from graph.paging import Page, cut
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation. `status`, place, regimes and capacity are None or empty where no source tells.

    `latitude` and `longitude` are WGS84 in degrees; `capacity` and `regimes` are of a prison; `municipality_id` is
    where it stands, `serves_ids` the municipalities a safety house works for, `region_ids` the regions it lies in.
    """

    id: str
    name: str
    kind: str
    status: str | None
    seat: str | None
    latitude: float | None
    longitude: float | None
    capacity: int | None
    regimes: tuple[str, ...]
    municipality_id: str | None
    region_ids: tuple[str, ...]
    serves_ids: tuple[str, ...]
    offer_ids: tuple[str, ...]


ORGANISATIONS_BY_ID: LiteralString = """
UNWIND $asked.ids AS id
MATCH (o:Organisation {id: id})
WITH o{.id, .name, .kind, .status, .seat, .latitude, .longitude, .capacity, .regimes,
  municipality_id: head(COLLECT { MATCH (o)-[:LOCATED_IN]->(m:Municipality) RETURN m.id }),
  region_ids: COLLECT { MATCH (o)-[:IN_REGION]->(g:Region) RETURN g.id ORDER BY g.id },
  serves_ids: COLLECT { MATCH (o)-[:SERVES]->(m:Municipality) RETURN m.id ORDER BY m.id },
  offer_ids: COLLECT { MATCH (o)-[:OFFERS]->(f:ServiceOffer) RETURN f.id ORDER BY f.id }} AS row
RETURN collect(row) AS rows
"""


async def organisations_by_id(store: Store, actor: Actor, clock: Clock, ids: Sequence[str]) -> dict[str, Organisation]:
    """Organisations by id; those that do not exist are absent. Public to everybody who is signed in."""
    row = await store.one(ORGANISATIONS_BY_ID, {"asked": {"ids": list(ids)}})
    return {found["id"]: _organisation(found) for found in row["rows"]} if row else {}


def _organisation(row: dict[str, Any]) -> Organisation:
    return Organisation(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        status=row["status"],
        seat=row["seat"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        capacity=row["capacity"],
        regimes=tuple(row["regimes"] or ()),
        municipality_id=row["municipality_id"],
        region_ids=tuple(row["region_ids"]),
        serves_ids=tuple(row["serves_ids"]),
        offer_ids=tuple(row["offer_ids"]),
    )


# Read whole: some hundreds of organisations in the country, ranked by spelling in Python.
ORGANISATION_NAMES: LiteralString = """
MATCH (o:Organisation)
WHERE ($asked.kinds IS NULL OR o.kind IN $asked.kinds)
  AND ($asked.region IS NULL OR EXISTS { (o)-[:IN_REGION]->(:Region {id: $asked.region}) }
    OR EXISTS { (o)-[:LOCATED_IN]->(:Municipality)-[:IN_REGION]->(:Region {id: $asked.region}) })
RETURN collect(o.id) AS ids, collect(o.nameFolded) AS names
"""


async def organisations_found(
    store: Store,
    actor: Actor,
    clock: Clock,
    *,
    search: str | None = None,
    kinds: Sequence[str] | None = None,
    region: str | None = None,
    after: str | None = None,
    first: int = 50,
) -> Page[str]:
    """Ids of organisations: by name, or by how well the name fits `search` (start, part, or close spelling).

    `kinds` and `region` (its own, or that of the municipality it stands in) narrow it; a region that does not exist
    holds none.
    """
    check_words("kinds", kinds, ORGANISATION_KINDS)
    asked = {"kinds": list(kinds) if kinds is not None else None, "region": region}
    row = await store.one(ORGANISATION_NAMES, {"asked": asked})
    return cut(ranked(row["ids"], row["names"], search_text(search)) if row else [], after, first)
