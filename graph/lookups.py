"""The kind of thing an id is of, and ids by name. Of persons and cases nothing is said: that depends on the actor."""

from typing import LiteralString

from graph.store import Store

LABEL_OF: LiteralString = """
RETURN head(
  COLLECT { MATCH (n:Organisation {id: $id}) RETURN 'Organisation' }
  + COLLECT { MATCH (n:Region {id: $id}) RETURN 'Region' }
  + COLLECT { MATCH (n:ServiceOffer {id: $id}) RETURN 'ServiceOffer' }
  + COLLECT { MATCH (n:Professional {id: $id}) RETURN 'Professional' }
) AS label
"""


async def label_of(store: Store, id: str) -> str | None:
    """The label of the organisation, region, offer or professional with this id; None for anything else."""
    row = await store.one(LABEL_OF, {"id": id})
    label: str | None = row["label"] if row else None
    return label


NAMED: LiteralString = """
MATCH (n:Organisation|ServiceOffer) WHERE n.nameFolded = $name
WITH n.id AS id ORDER BY id LIMIT 10
RETURN collect(id) AS ids
"""


async def ids_named(store: Store, name: str) -> list[str]:
    """Ids of the organisations and offers of exactly this name, folded as `graph.folding` does; at most ten."""
    row = await store.one(NAMED, {"name": name})
    return row["ids"] if row else []
