"""Who does aftercare (*nazorg*) where: municipalities, organisations and the aftercare link of each municipality."""

from dataclasses import dataclass
from enum import StrEnum

import networkx as nx

from graph.coverages import CoverageFacts, SaidCoverage


class LinkState(StrEnum):
    """Whether a municipality has an aftercare link, in the order in which it is decided: the first that holds."""

    OWN = "OWN"
    COVERED = "COVERED"
    COVERED_THROUGH = "COVERED_THROUGH"
    SAID_PRESENT = "SAID_PRESENT"
    MISSING = "MISSING"
    UNKNOWN = "UNKNOWN"


LINKED = frozenset({LinkState.OWN, LinkState.COVERED, LinkState.COVERED_THROUGH})
"""States in which there is an aftercare link that can be shown."""


@dataclass(frozen=True, slots=True)
class Cover:
    """An organisation that has an aftercare coordinator covers, directly or through one other."""

    by: str
    through: str | None = None


@dataclass(frozen=True, slots=True)
class AftercareLink:
    """The aftercare link of one municipality, by whom, and what is said of it. Ids throughout, in order of id.

    `contradicted`: there is a link but somebody says there is none, or one says there is aftercare and another not.
    """

    municipality: str
    state: LinkState
    covers: tuple[Cover, ...] = ()
    said: tuple[SaidCoverage, ...] = ()
    contradicted: bool = False


def collaboration_network(facts: CoverageFacts) -> "nx.DiGraph[str]":
    """The network of who does aftercare for whom at the moment of the facts.

    A node is a municipality or another organisation, by id, with `own`: whether it has an aftercare coordinator in
    force. An edge runs from who covers to who is covered, for every agreement in force; nobody covers itself.
    O(facts); the facts stay as they are.
    """
    G: nx.DiGraph[str] = nx.DiGraph()
    G.add_nodes_from((m.id for m in facts.municipalities), own=False)
    G.add_nodes_from((other for other, _ in facts.others), own=False)
    G.add_nodes_from((p.organisation for p in facts.positions if p.period.holds(facts.at)), own=True)
    for covering in facts.coverings:
        if covering.period.holds(facts.at) and covering.covers != covering.covered:
            for end in (covering.covers, covering.covered):
                if end not in G:
                    G.add_node(end, own=False)
            G.add_edge(covering.covers, covering.covered)
    return G


def neighbour_network(facts: CoverageFacts) -> "nx.Graph[str]":
    """Which municipalities lie side by side, by id; an edge has `distance_km` between the centres. O(facts)."""
    G: nx.Graph[str] = nx.Graph()
    G.add_nodes_from(m.id for m in facts.municipalities)
    G.add_edges_from((n.a, n.b, {"distance_km": n.distance_km}) for n in facts.neighbours)
    return G


def aftercare_link(G: "nx.DiGraph[str]", m: str, said: tuple[SaidCoverage, ...] = ()) -> AftercareLink:
    """The aftercare link of municipality `m` in a network of `collaboration_network`.

    A link is: an aftercare coordinator of its own; or an organisation that has one and covers `m` directly, or through
    exactly one other (x covers y, y covers m), no more. Without a link what is said decides: NONE is missing, PRESENT
    is said to be present though nobody shows by whom, and UNKNOWN, nothing, or both NONE and PRESENT is unknown.
    `m` must be a node of `G`. O(the covers of m and of those who cover m).
    """
    statuses = {fact.status for fact in said}
    denied = "NONE" in statuses
    if G.nodes[m]["own"]:
        return AftercareLink(m, LinkState.OWN, (), said, denied)
    if direct := _with_own(G, m):
        return AftercareLink(m, LinkState.COVERED, tuple(Cover(x) for x in direct), said, denied)
    if through := [Cover(x, y) for y in sorted(G.predecessors(m)) for x in _with_own(G, y)]:
        return AftercareLink(m, LinkState.COVERED_THROUGH, tuple(through), said, denied)
    if "PRESENT" in statuses:
        state = LinkState.UNKNOWN if denied else LinkState.SAID_PRESENT
        return AftercareLink(m, state, (), said, denied)
    return AftercareLink(m, LinkState.MISSING if denied else LinkState.UNKNOWN, (), said)


def aftercare_links(facts: CoverageFacts) -> dict[str, AftercareLink]:
    """The aftercare link of every municipality of the facts, by id, in order of id."""
    G = collaboration_network(facts)
    said: dict[str, list[SaidCoverage]] = {}
    for fact in facts.said:
        said.setdefault(fact.municipality, []).append(fact)
    return {m.id: aftercare_link(G, m.id, tuple(said.get(m.id, ()))) for m in facts.municipalities}


def _with_own(G: "nx.DiGraph[str]", covered: str) -> list[str]:
    return sorted(x for x in G.predecessors(covered) if G.nodes[x]["own"])
