"""What happened in a case: one event for each act, written with it in one transaction.

An event holds ids only: what it tells of is read from the records it names, judged like these. Its `sequence` is the
stamp of the act under the lock of the case, so it rises strictly within a case and says nothing of what lies between.
"""

from dataclasses import dataclass
from typing import Any, LiteralString

from graph.store import Transaction


@dataclass(frozen=True, slots=True)
class Event:
    """One act in one case: by whom, and the facts it wrote. `position` is empty for the person of the case."""

    id: str
    case_id: str
    sequence: int
    act: str
    facts: tuple[str, ...]
    professional: str
    position: str
    organisation: str


KEEP: LiteralString = "CREATE (e:Event) SET e = $event"


async def keep(transaction: Transaction, event: Event) -> None:
    """Write an event, under the lock of its case."""
    await transaction.rows(
        KEEP,
        {
            "event": {
                "id": event.id,
                "caseId": event.case_id,
                "sequence": event.sequence,
                "act": event.act,
                "facts": list(event.facts),
                "professional": event.professional,
                "position": event.position,
                "organisation": event.organisation,
            }
        },
    )


def event_in(row: dict[str, Any]) -> Event:
    """An event out of a row with its properties."""
    return Event(
        row["id"], row["caseId"], row["sequence"], row["act"], tuple(row["facts"]), row["professional"],
        row["position"], row["organisation"],
    )  # fmt: skip
