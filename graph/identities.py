"""What an id stands for: one question over everything that can be asked for by id."""

from dataclasses import dataclass
from typing import LiteralString

from graph.actors import Actor
from graph.clock import Clock
from graph.inputs import could_be_id
from graph.scopes import team
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Identity:
    """The id of something that exists for the actor, and its kind as the model's label (Prison, Municipality, ...)."""

    id: str
    kind: str


NODE: LiteralString = f"""
OPTIONAL MATCH (o:Organisation {{id: $asked.id}})
OPTIONAL MATCH (w:Professional {{id: $asked.id}})
OPTIONAL MATCH (g:Region {{id: $asked.id}})
OPTIONAL MATCH (f:ServiceOffer {{id: $asked.id}})
OPTIONAL MATCH (c:Case {{id: $asked.id}}) WHERE {team("c")}
OPTIONAL MATCH (p:Person {{id: $asked.id}}) WHERE EXISTS {{ MATCH (p)<-[:FOR]-(k:Case) WHERE {team("k")} }}
RETURN CASE
  WHEN o:Prison THEN 'Prison' WHEN o:Municipality THEN 'Municipality' WHEN o IS NOT NULL THEN 'Organisation'
  WHEN w IS NOT NULL THEN 'Professional' WHEN g IS NOT NULL THEN 'Region' WHEN f IS NOT NULL THEN 'ServiceOffer'
  WHEN c IS NOT NULL THEN 'Case' WHEN p IS NOT NULL THEN 'Person' END AS kind
"""


async def node_of(store: Store, actor: Actor, clock: Clock, id: str) -> Identity | None:
    """What an id stands for; None where it does not exist for this actor, whatever the reason."""
    if not could_be_id(id):
        return None
    row = await store.one(NODE, {**actor.parameters(clock.now()), "asked": {"id": id}})
    return Identity(id, row["kind"]) if row and row["kind"] else None
