"""An answer and a walk, in the same words."""

from network_walk import Walk
from world_rows import World

from graph.guards import Guard
from graph.networks import network_of
from graph.networks_questions import Question
from graph.networks_shape import Phase, Status


async def both(store, clock, world: World, actor, person, *, depth=2, maximum=5_000, **asked):
    """The network as the database and as the files give it: (nodes, edges), or None where it does not exist."""
    walk = Walk(world, actor, person, clock.now(), depth=depth, **asked)
    question = Question(
        depth=depth,
        at=asked.get("at"),
        known_at=asked.get("known_at"),
        roles=asked.get("roles"),
        organisation_kinds=asked.get("kinds"),
        phase=Phase(asked["phase"]) if "phase" in asked else None,
        statuses=[Status(word) for word in asked["statuses"]] if "statuses" in asked else None,
        maximum=maximum,
    )
    network = await network_of(Guard(store, actor, clock), person, question)
    return drawn(network), None if walk.nodes is None else (walk.nodes, walk.edges)


def drawn(network):
    if network is None:
        return None
    nodes = {node.id: (node.kind.value, node.depth, node.name) for node in network.nodes}
    edges = {
        (
            edge.kind.value,
            edge.from_id,
            edge.to_id,
            edge.role,
            edge.fact,
            edge.case_id,
            edge.status and edge.status.value,
        )
        for edge in network.edges
    }
    assert len(edges) == len(network.edges)
    return nodes, edges
