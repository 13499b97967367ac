"""Which kind of thing an id belongs to. Says nothing of whether it exists for who asks: that is decided by its read."""

from typing import LiteralString

from graph.store import Store

LABEL_OF: LiteralString = """
RETURN head(
  COLLECT { MATCH (n:Organisation {id: $id}) RETURN 'Organisation' }
  + COLLECT { MATCH (n:Region {id: $id}) RETURN 'Region' }
  + COLLECT { MATCH (n:ServiceOffer {id: $id}) RETURN 'ServiceOffer' }
  + COLLECT { MATCH (n:Professional {id: $id}) RETURN 'Professional' }
  + COLLECT { MATCH (n:Case {id: $id}) RETURN 'Case' }
  + COLLECT { MATCH (n:Person {id: $id}) RETURN 'Person' }
) AS label
"""


async def label_of(store: Store, id: str) -> str | None:
    """The label of the lasting thing with this id, of those that can be asked for by id; None for no such thing."""
    row = await store.one(LABEL_OF, {"id": id})
    label: str | None = row["label"] if row else None
    return label
