"""Municipalities: their figures, neighbours and regions, by id. As organisations they are found by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

from graph.actors import Actor
from graph.clock import Clock
from graph.fragments import in_force_now
from graph.store import Store
from graph.times import FOREVER


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A municipality beside another: a shared border (ADJACENT) or the nearest over water; kilometres, None unknown."""

    municipality_id: str
    relation: str
    distance_km: float
    border_km: float | None


@dataclass(frozen=True, slots=True)
class Succession:
    """Into which municipality this one merged, from when (milliseconds UTC), with what share (0 to 1) of the people."""

    municipality_id: str
    on: int
    share: float


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality with the figures (CBS) of the latest `year` that is known; None where there are none."""

    id: str
    name: str
    latitude: float | None
    longitude: float | None
    year: int | None
    inhabitants: int | None
    size_class: int | None
    urbanity_class: int | None
    region_ids: tuple[str, ...]
    neighbours: tuple[Neighbour, ...]
    successions: tuple[Succession, ...]


MUNICIPALITIES_BY_ID: LiteralString = f"""
UNWIND $asked.ids AS id
MATCH (m:Organisation {{id: id}}) WHERE m:Municipality
WITH m{{.id, .name, .latitude, .longitude,
  figures: COLLECT {{ MATCH (m)-[:HAS_STATE]->(y:MunicipalityYear) WHERE {in_force_now("y")}
    RETURN y{{.year, .inhabitants, .sizeClass, .urbanityClass}} ORDER BY y.year DESC LIMIT 1 }},
  regions: COLLECT {{ MATCH (m)-[:IN_REGION]->(g:Region) RETURN g.id ORDER BY g.id }},
  neighbours: COLLECT {{ MATCH (m)-[n:NEIGHBOUR_OF]-(x:Municipality)
    RETURN n{{.relation, .distanceKm, .borderKm, id: x.id}} ORDER BY n.distanceKm, x.id }},
  successions: COLLECT {{ MATCH (m)-[s:SUCCEEDED_BY]->(x:Municipality)
    RETURN s{{.on, .share, id: x.id}} ORDER BY x.id }}}} AS row
RETURN collect(row) AS rows
"""


async def municipalities_by_id(store: Store, actor: Actor, clock: Clock, ids: Sequence[str]) -> dict[str, Municipality]:
    """Municipalities by CBS code; those that do not exist are absent. Public to everybody who is signed in."""
    row = await store.one(MUNICIPALITIES_BY_ID, {"asked": {"ids": list(ids)}, "now": clock.now(), "max": FOREVER})
    found: dict[str, Municipality] = {}
    for one in row["rows"] if row else ():
        figures: dict[str, Any] = one["figures"][0] if one["figures"] else {}
        found[one["id"]] = Municipality(
            id=one["id"],
            name=one["name"],
            latitude=one["latitude"],
            longitude=one["longitude"],
            year=figures.get("year"),
            inhabitants=figures.get("inhabitants"),
            size_class=figures.get("sizeClass"),
            urbanity_class=figures.get("urbanityClass"),
            region_ids=tuple(one["regions"]),
            neighbours=tuple(
                Neighbour(n["id"], n["relation"], n["distanceKm"], n["borderKm"]) for n in one["neighbours"]
            ),
            successions=tuple(Succession(s["id"], s["on"], s["share"]) for s in one["successions"]),
        )
    return found
