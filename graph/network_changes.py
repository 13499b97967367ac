"""The network around one person at two moments beside each other: who came, who went, what stands otherwise."""

import asyncio
from dataclasses import dataclass, replace

from graph.guards import Guard
from graph.networks import network_of
from graph.networks_questions import Question
from graph.networks_shape import Network, NetworkEdge, NetworkNode
from graph.withholding import Withheld


@dataclass(frozen=True, slots=True)
class EdgeChange:
    """An edge that is in both networks and says something else."""

    was: NetworkEdge
    becomes: NetworkEdge


@dataclass(frozen=True, slots=True)
class NetworkChanges:
    """What differs between the network at `first` and at `last`, each with what was known then (milliseconds UTC)."""

    person_id: str
    first: int
    last: int
    nodes_added: tuple[NetworkNode, ...]
    nodes_gone: tuple[NetworkNode, ...]
    edges_added: tuple[NetworkEdge, ...]
    edges_gone: tuple[NetworkEdge, ...]
    edges_changed: tuple[EdgeChange, ...]
    withheld: tuple[Withheld, ...]


async def network_changes(guard: Guard, person: str, first: int, last: int, depth: int = 2) -> NetworkChanges | None:
    """What changed in a network between two moments; None where the person does not exist for the actor.

    A statement for each moment, both at once. Raises InputError for what cannot be asked.
    """
    before, after = await asyncio.gather(
        *(network_of(guard, person, Question(depth=depth, at=one, known_at=one)) for one in (first, last))
    )
    return None if before is None or after is None else differences(before, after)


def differences(before: Network, after: Network) -> NetworkChanges:
    """What differs between two networks of one person. Depth, and when something was recorded, are no difference."""
    old_nodes, new_nodes = ({one.id: one for one in network.nodes} for network in (before, after))
    old_edges, new_edges = ({one.id: one for one in network.edges} for network in (before, after))
    return NetworkChanges(
        person_id=after.person_id,
        first=before.at,
        last=after.at,
        nodes_added=tuple(one for one in after.nodes if one.id not in old_nodes),
        nodes_gone=tuple(one for one in before.nodes if one.id not in new_nodes),
        edges_added=tuple(one for one in after.edges if one.id not in old_edges),
        edges_gone=tuple(one for one in before.edges if one.id not in new_edges),
        edges_changed=tuple(
            EdgeChange(old_edges[one.id], one)
            for one in after.edges
            if one.id in old_edges and _content(old_edges[one.id]) != _content(one)
        ),
        withheld=after.withheld,
    )


def _content(edge: NetworkEdge) -> NetworkEdge:
    return replace(edge, depth=0, recorded_at=None, last_confirmed_at=None)
