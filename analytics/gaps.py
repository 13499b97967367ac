"""Municipalities without an aftercare link (*nazorg*), small ones first, and what is near to lean on.

For steering groups: of organisations and inhabitants only, no person is in it and none can be derived from it.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest
from math import inf

import networkx as nx

from analytics.coverage import LINKED, AftercareLink, LinkState, aftercare_links, neighbour_network
from analytics.distance import great_circle_km
from analytics.expectation import expected_returns
from analytics.reason import Explanations, Reason
from analytics.size import is_small
from graph.coverages import CoverageFacts, CoverageMunicipality, CoveragePrison, Region

NEAREST = 3
"""How many of the nearest prisons and of the nearest linked municipalities a finding names."""

GAP_STATES = (LinkState.MISSING, LinkState.UNKNOWN, LinkState.SAID_PRESENT)
"""States without a link that can be shown, in the order in which they are listed. Only the first is a gap."""

_SHARED_KINDS = frozenset({"SAFETY_REGION", "ARRONDISSEMENT"})


class Lacking(StrEnum):
    """What is not known about a finding. Unknown is never counted as no."""

    INHABITANTS = "INHABITANTS"
    PLACE = "PLACE"
    AFTERCARE = "AFTERCARE"
    BY_WHOM = "BY_WHOM"
    SINCE = "SINCE"


@dataclass(frozen=True, slots=True)
class ServingPrison:
    """An open prison that serves the area: one of the nearest, or in the same safety region or judicial district.

    `distance_km` between its site and the municipality's centre, None where either is not on the map; `shared` holds
    the regions both lie in. Follows from the map alone, not from where persons went.
    """

    prison: CoveragePrison
    distance_km: float | None
    nearest: bool
    shared: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class LinkedMunicipality:
    """A municipality near by that has a link: how far between the centres (km), and whether it borders directly."""

    municipality: CoverageMunicipality
    state: LinkState
    distance_km: float
    neighbour: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """One finding: a municipality without a link that can be shown, why, and what is near.

    `small` and `expected_returns` (a year, not rounded) are None where its inhabitants are not known. `missing_since`
    is a moment, None where not known or not MISSING. `lacking` says what could not be told.
    """

    municipality: CoverageMunicipality
    link: AftercareLink
    small: bool | None
    expected_returns: float | None
    missing_since: int | None
    reasons: tuple[Reason, ...]
    prisons: tuple[ServingPrison, ...]
    nearest_linked: tuple[LinkedMunicipality, ...]
    lacking: tuple[Lacking, ...]
    invented: bool = True

    @property
    def key(self) -> tuple[int, int, int, str]:
        """Its place in the list: MISSING first, then small size classes and few inhabitants first, then by id."""
        m = self.municipality
        return (
            GAP_STATES.index(self.link.state),
            _UNKNOWN_SIZE if m.size_class is None else m.size_class,
            _UNKNOWN_SIZE if m.inhabitants is None else m.inhabitants,
            m.id,
        )


_UNKNOWN_SIZE = 1_000_000_000


@dataclass(frozen=True, slots=True)
class GapTotals:
    """Counts of municipalities in the region asked for, whatever their size.

    `states` counts every state, also those that are 0. `expected_returns` are those of the MISSING ones together, a
    year; None where none of them has known inhabitants, and too low where only some have. `contradicted` are the ids of
    municipalities about which sources contradict each other.
    """

    municipalities: int
    states: Mapping[LinkState, int]
    small_missing: int
    missing_of_unknown_size: int
    expected_returns: float | None
    contradicted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GapReport:
    """The findings in order of their key, with totals. `region` is None for the whole country."""

    at: int
    known: int
    region: Region | None
    gaps: tuple[Gap, ...]
    totals: GapTotals
    invented: bool = True


def aftercare_gaps(
    facts: CoverageFacts,
    *,
    region: Region | None = None,
    small: bool = False,
    states: Collection[LinkState] = GAP_STATES,
) -> GapReport:
    """The municipalities of a region (default: all) without an aftercare link that can be shown, small ones first.

    `small` keeps those under 50,000 inhabitants (CBS size classes 1 to 4) and leaves out those of unknown size; the
    totals are of the region, whatever `small` and `states` keep. The nearest linked municipalities and the prisons are
    looked for in the whole country. O(findings x (municipalities + prisons)).
    """
    links = aftercare_links(facts)
    explanations = Explanations(facts, links)
    inside = [m for m in facts.municipalities if region is None or region.id in m.regions]
    shared = {r.id: r for r in facts.regions if r.kind in _SHARED_KINDS}
    G = neighbour_network(facts)
    linked = [m for m in facts.municipalities if links[m.id].state in LINKED]
    found: list[Gap] = []
    for m in inside:
        link = links[m.id]
        if link.state in LINKED or link.state not in states or (small and not is_small(m.size_class)):
            continue
        found.append(
            Gap(
                municipality=m,
                link=link,
                small=is_small(m.size_class),
                expected_returns=expected_returns(m.inhabitants),
                missing_since=explanations.missing_since(link),
                reasons=explanations.reasons(link),
                prisons=_serving(m, facts.prisons, shared),
                nearest_linked=_nearest_linked(m, linked, links, _bordering(G, m.id)),
                lacking=_lacking(m, link),
            )
        )
    return GapReport(facts.at, facts.known, region, tuple(sorted(found, key=lambda g: g.key)), _totals(inside, links))


def _bordering(G: "nx.Graph[str]", m: str) -> dict[str, float]:
    return {other: G.edges[m, other]["distance_km"] for other in G[m]}


def _serving(
    m: CoverageMunicipality, prisons: tuple[CoveragePrison, ...], shared: Mapping[str, Region]
) -> tuple[ServingPrison, ...]:
    """Prisons not said to be closed or planned, near or in a shared region; in order of distance."""
    works = [(great_circle_km(m.centre, p.site), p) for p in prisons if p.status not in {"CLOSED", "PLANNED"}]
    works.sort(key=lambda found: (_far(found[0]), found[1].id))
    serving: list[ServingPrison] = []
    for place, (distance, p) in enumerate(works):
        nearest = place < NEAREST and distance is not None
        both = tuple(shared[r] for r in m.regions if r in p.regions and r in shared)
        if nearest or both:
            serving.append(ServingPrison(p, distance, nearest, both))
    return tuple(serving)


def _nearest_linked(
    m: CoverageMunicipality,
    linked: list[CoverageMunicipality],
    links: Mapping[str, AftercareLink],
    neighbours: Mapping[str, float],
) -> tuple[LinkedMunicipality, ...]:
    """The nearest municipalities with a link. Where one is not on the map the given distance of neighbours serves."""
    near: list[tuple[float, str, CoverageMunicipality]] = []
    for other in linked:
        distance = great_circle_km(m.centre, other.centre)
        distance = neighbours.get(other.id) if distance is None else distance
        if distance is not None:
            near.append((distance, other.id, other))
    return tuple(
        LinkedMunicipality(other, links[id].state, distance, id in neighbours)
        for distance, id, other in nsmallest(NEAREST, near, key=lambda found: found[:2])
    )


def _lacking(m: CoverageMunicipality, link: AftercareLink) -> tuple[Lacking, ...]:
    said_since = any(s.status == "NONE" and s.since is not None for s in link.said)
    lacking = {
        Lacking.INHABITANTS: m.inhabitants is None,
        Lacking.PLACE: m.centre.latitude is None or m.centre.longitude is None,
        Lacking.AFTERCARE: link.state is LinkState.UNKNOWN,
        Lacking.BY_WHOM: link.state is LinkState.SAID_PRESENT,
        Lacking.SINCE: link.state is LinkState.MISSING and not said_since,
    }
    return tuple(what for what, lacks in lacking.items() if lacks)


def _totals(inside: list[CoverageMunicipality], links: Mapping[str, AftercareLink]) -> GapTotals:
    counts = Counter(links[m.id].state for m in inside)
    missing = [m for m in inside if links[m.id].state is LinkState.MISSING]
    known = [m.inhabitants for m in missing if m.inhabitants is not None]
    return GapTotals(
        municipalities=len(inside),
        states={state: counts[state] for state in LinkState},
        small_missing=sum(is_small(m.size_class) is True for m in missing),
        missing_of_unknown_size=sum(is_small(m.size_class) is None for m in missing),
        expected_returns=expected_returns(sum(known)) if known or not missing else None,
        contradicted=tuple(m.id for m in inside if links[m.id].contradicted),
    )


def _far(distance_km: float | None) -> float:
    return inf if distance_km is None else distance_km
