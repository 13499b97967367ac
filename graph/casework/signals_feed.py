"""Noticing that something happened in any case since a moment: ids only, for who reads to look up what they may see."""

from dataclasses import dataclass
from typing import Final, LiteralString

from graph.store import Store

MOST: Final = 10_000
"""How many events are noticed at once; the rest follows with the next look."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """An event, by id: in which case, and its sequence."""

    id: str
    case_id: str
    sequence: int


EVENTS_SINCE: LiteralString = """
MATCH (e:Event) WHERE e.sequence > $since
RETURN e.id AS id, e.caseId AS case, e.sequence AS sequence ORDER BY sequence LIMIT $most
"""


async def noticed_since(store: Store, since: int) -> list[Noticed]:
    """The events of all cases since a sequence, in its order. Raises StoreUnavailableError."""
    rows = await store.rows(EVENTS_SINCE, {"since": since, "most": MOST})
    return [Noticed(row["id"], row["case"], row["sequence"]) for row in rows]
