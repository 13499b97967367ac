"""Who does aftercare where, and who covers for whom: public facts of organisations, read in one go.

No person, case or professional is in it: of a position only that it exists, at which organisation and when.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, LiteralString, TypeVar

from graph.actors import Actor
from graph.clock import Clock
from graph.fragments import end_of, in_force, known
from graph.inputs import check_moment
from graph.store import Row, Store
from graph.times import FOREVER, day_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Period:
    """When something was so: half-open, milliseconds UTC. An unknown start counts as begun, an unknown end as open."""

    start: int | None = None
    end: int | None = None

    def holds(self, at: int) -> bool:
        """Whether it is so at a moment."""
        return (self.start is None or self.start <= at) and (self.end is None or at < self.end)

    def is_over(self, at: int) -> bool:
        """Whether it has ended by a moment."""
        return self.end is not None and self.end <= at

    @property
    def order(self) -> tuple[int, int]:
        """Earlier start first, then earlier end."""
        return (self.start or 0, self.end or FOREVER)


@dataclass(frozen=True, slots=True)
class Region:
    """A safety region, province or judicial district."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the map, WGS84 in degrees; None where no source gives it."""

    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class CoverageMunicipality:
    """A municipality with its figures (CBS, of `year`) and the ids of its regions; None is unknown."""

    id: str
    name: str
    centre: Place = Place()
    year: int | None = None
    inhabitants: int | None = None
    size_class: int | None = None
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CoveragePrison:
    """A prison, where it stands and what is done there. `regions` are its own and those of its municipality."""

    id: str
    name: str
    site: Place = Place()
    status: str | None = None
    regimes: tuple[str, ...] = ()
    municipality: str | None = None
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AftercarePosition:
    """An organisation has, had or will have an aftercare coordinator (*nazorgcoördinator*)."""

    organisation: str
    period: Period


@dataclass(frozen=True, slots=True)
class Covering:
    """An agreement by which one organisation does aftercare for another."""

    agreement: str
    covers: str
    covered: str
    period: Period


@dataclass(frozen=True, slots=True)
class SaidCoverage:
    """What is said at the moment looked at of aftercare in a municipality: PRESENT, NONE or UNKNOWN."""

    fact: str
    municipality: str
    status: str
    since: int | None
    recorded_at: int
    source: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Two municipalities side by side, and the km between their centres."""

    a: str
    b: str
    distance_km: float


@dataclass(frozen=True, slots=True)
class CoverageFacts:
    """All facts about aftercare coverage as believed at `known`, to be judged at `at`; everything in order of id.

    Positions and coverings hold those of the past and to come as well: their period tells. Municipalities are those of
    the layout of `at`. `others` names the organisations in `coverings` that are no municipality.
    """

    at: int
    known: int
    regions: tuple[Region, ...] = ()
    municipalities: tuple[CoverageMunicipality, ...] = ()
    prisons: tuple[CoveragePrison, ...] = ()
    positions: tuple[AftercarePosition, ...] = ()
    coverings: tuple[Covering, ...] = ()
    said: tuple[SaidCoverage, ...] = ()
    neighbours: tuple[Neighbours, ...] = ()
    others: tuple[tuple[str, str], ...] = ()


_ENDS: LiteralString = f"{end_of('s')} AS ends"

COVERAGE_FACTS: LiteralString = f"""
RETURN
  COLLECT {{ MATCH (g:Region)
    RETURN [g.id, g.name, g.kind, COLLECT {{ MATCH (g)<-[:IN_REGION]-(o) RETURN o.id }}] }} AS regions,
  COLLECT {{ MATCH (m:Municipality) RETURN [m.id, m.name, m.latitude, m.longitude] }} AS municipalities,
  COLLECT {{ MATCH (m)-[s:SUCCEEDED_BY]->(n) RETURN [m.id, n.id, s.on] }} AS successions,
  COLLECT {{ MATCH (y:MunicipalityYear)<-[:HAS_STATE]-(m) WHERE {known("y")}
    RETURN [m.id, y.year, y.inhabitants, y.sizeClass] }} AS years,
  COLLECT {{ MATCH (p:Prison)
    RETURN [p.id, p.name, p.latitude, p.longitude, p.status, p.regimes,
            head(COLLECT {{ MATCH (p)-[:LOCATED_IN]->(m) RETURN m.id ORDER BY m.id }})] }} AS prisons,
  COLLECT {{ MATCH (s:PositionState)<-[:HAS_STATE]-(q)-[:AT]->(o)
    WHERE s.function = 'AFTERCARE_COORDINATOR' AND {known("s")}
    WITH o, s, {_ENDS}
    RETURN [o.id, s.validFrom, ends] }} AS positions,
  COLLECT {{ MATCH (s:Agreement) WHERE s.kind = 'COVERS_AFTERCARE' AND {known("s")}
    WITH s, {_ENDS}
    MATCH (x)<-[c:PARTY]-(s)-[d:PARTY]->(y) WHERE c.part = 'COVERS' AND d.part = 'COVERED'
    RETURN [s.fact, x.id, y.id, s.validFrom, ends] }} AS coverings,
  COLLECT {{ MATCH (a:Agreement)-[:PARTY]->(o) WHERE a.kind = 'COVERS_AFTERCARE' AND NOT o:Municipality
    RETURN DISTINCT [o.id, o.name] }} AS others,
  COLLECT {{ MATCH (m)<-[:OF]-(k:Coverage) WHERE k.service = 'AFTERCARE' AND {in_force("k")}
    RETURN [k.fact, m.id, k.status, k.validFrom, k.recordedAt, k.source,
            head(COLLECT {{ MATCH (k)-[:BY]->(o) RETURN o.name ORDER BY o.id }})] }} AS said,
  COLLECT {{ MATCH (a)-[n:NEIGHBOUR_OF]->(b) RETURN [a.id, b.id, n.distanceKm] }} AS neighbours
"""


READ_SECONDS = 30.0
"""More than other reads get: on a cold, busy machine the server takes seconds to plan this statement the first time."""


async def coverage_facts(
    store: Store, actor: Actor, clock: Clock, *, at: int | None = None, known: int | None = None
) -> CoverageFacts:
    """The facts about aftercare coverage at a moment, as known at a moment (default of both: now).

    Every signed-in actor may read them: they are aggregates of organisations, of class PUBLIC.
    Raises InputError for a moment outside the years 1900 to 2999.
    """
    now = clock.now()
    at, known = now if at is None else at, now if known is None else known
    check_moment("at", at)
    check_moment("knownAt", known)
    row = await store.one(COVERAGE_FACTS, {"max": FOREVER, "at": at, "known": known}, seconds=READ_SECONDS)
    return _facts(row or {}, at, known)


def _facts(row: Row, at: int, known: int) -> CoverageFacts:
    regions_of: dict[str, list[str]] = {}
    for region, _, _, members in row["regions"]:
        for member in members:
            regions_of.setdefault(member, []).append(region)

    def regions(*members: str | None) -> tuple[str, ...]:
        return tuple(sorted({region for member in members if member for region in regions_of.get(member, ())}))

    figures = _figures(row["years"], day_of(at).year)
    gone = _outside_the_layout(row["successions"], at, figures)
    return CoverageFacts(
        at=at,
        known=known,
        regions=_sorted((Region(id, name, kind) for id, name, kind, _ in row["regions"]), "id"),
        municipalities=_sorted(
            (
                CoverageMunicipality(id, name, Place(*centre), *figures.get(id, (None, None, None)), regions(id))
                for id, name, *centre in row["municipalities"]
                if id not in gone
            ),
            "id",
        ),
        prisons=_sorted(
            (
                CoveragePrison(id, name, Place(*site), status, tuple(regimes or ()), seat, regions(id, seat))
                for id, name, *site, status, regimes, seat in row["prisons"]
            ),
            "id",
        ),
        positions=_sorted(
            (AftercarePosition(id, _period(*held)) for id, *held in row["positions"]), "organisation", "period.order"
        ),
        coverings=_sorted(
            (Covering(fact, x, y, _period(*held)) for fact, x, y, *held in row["coverings"]),
            "covered",
            "covers",
            "agreement",
        ),
        said=_sorted((SaidCoverage(*found) for found in row["said"]), "municipality", "fact"),
        neighbours=_sorted((Neighbours(*found) for found in row["neighbours"]), "a", "b"),
        others=tuple(sorted((id, name) for id, name in row["others"])),
    )


def _sorted(found: Iterable[T], *keys: str) -> tuple[T, ...]:
    return tuple(sorted(found, key=attrgetter(*keys)))


def _figures(years: Iterable[Any], asked: int) -> dict[str, tuple[int, int, int]]:
    """Per municipality the figures of the latest year up to the one asked for, or else of the first year after it."""
    found: dict[str, tuple[int, int, int]] = {}
    for id, year, inhabitants, size_class in years:
        now = found.get(id)
        if now is None or _nearness(year, asked) < _nearness(now[0], asked):
            found[id] = (year, inhabitants, size_class)
    return found


def _nearness(year: int, asked: int) -> tuple[bool, int]:
    return (year > asked, abs(year - asked))


def _outside_the_layout(successions: Iterable[Any], at: int, figures: dict[str, tuple[int, int, int]]) -> set[str]:
    """Municipalities merged away by `at`, and those still to come out of a merger (no figures of a year up to then)."""
    year = day_of(at).year
    gone: set[str] = set()
    for before, after, on in successions:
        if on <= at:
            gone.add(before)
        elif after not in figures or figures[after][0] > year:
            gone.add(after)
    return gone


def _period(start: int | None, end: int) -> Period:
    return Period(start, None if end >= FOREVER else end)
