"""What is to be announced, in the database: kept before it is sent, so that no end of a process loses or forgets it.

A delivery waits until it is due. Whoever takes it makes it due again at the end of a lease; when that process is gone
by then, another takes it. All that changes a delivery locks it first and reads it after that.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, LiteralString

from graph.store import Store, Transaction
from graph.webhooks.enrolments import LOCK_WEBHOOKS, RESUME
from graph.webhooks.retries import Next

LEASE_MS: Final = 120_000
"""So long a process has for a delivery that it took."""
AT_ONCE: Final = 32
"""Deliveries that are taken at once."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event to be announced to one organisation. `tries` are those that began, this one too; moments are
    milliseconds UTC. `claim` is known to who took it.
    """

    id: str
    organisation: str
    case_id: str
    event: str
    sequence: int
    tries: int
    claim: str


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A delivery that is not tried any more: of when, and what the last try came to."""

    id: str
    organisation: str
    sequence: int
    tries: int
    said: str


KEEP: LiteralString = """
UNWIND $deliveries AS one
MATCH (w:Webhook {organisation: one.organisation}) WHERE w.stoppedAt IS NULL
MERGE (d:WebhookDelivery {key: one.key}) ON CREATE SET d = one
"""

ADVANCE: LiteralString = """
MATCH (w:Webhook) WHERE w.organisation IN $organisations AND w.cursor < $cursor SET w.cursor = $cursor
"""

DUE: LiteralString = """
MATCH (d:WebhookDelivery) WHERE d.state = 'WAITING' AND d.dueAt <= $now AND d.organisation IN $organisations
RETURN d.id AS id ORDER BY d.dueAt LIMIT $most
"""

LOCK_DELIVERIES: LiteralString = """
MATCH (d:WebhookDelivery) WHERE d.id IN $ids WITH d ORDER BY d.id SET d.turn = d.turn + 1
"""

CLAIM: LiteralString = """
MATCH (d:WebhookDelivery) WHERE d.id IN $ids AND d.state = 'WAITING' AND d.dueAt <= $now
SET d.dueAt = $until, d.claim = $claim, d.tries = d.tries + 1
RETURN d{.id, .organisation, .caseId, .event, .sequence, .tries} AS row ORDER BY d.sequence
"""

SETTLE: LiteralString = """
MATCH (d:WebhookDelivery {id: $id}) WHERE (d.state = 'WAITING' AND d.claim = $claim) OR $state = 'DONE'
SET d.state = $state, d.dueAt = $due, d.said = $said, d.claim = ''
"""

DEAD: LiteralString = """
MATCH (d:WebhookDelivery {state: 'DEAD'})
WHERE d.dueAt >= 0 AND ($organisation IS NULL OR d.organisation = $organisation)
RETURN d{.id, .organisation, .sequence, .tries, .said} AS row ORDER BY d.sequence
"""

AGAIN: LiteralString = """
MATCH (d:WebhookDelivery) WHERE d.id IN $ids AND d.state = 'DEAD'
SET d.state = 'WAITING', d.dueAt = $now, d.tries = 0
RETURN d.id AS id, d.organisation AS organisation
"""

FORGET: LiteralString = "MATCH (d:WebhookDelivery) WHERE d.sequence < $before WITH d LIMIT 10000 DELETE d"


def waiting(organisation: str, case_id: str, event: str, sequence: int, now: int) -> dict[str, Any]:
    """A new delivery as it is kept. It is due when its moment has come by this machine's clock too."""
    return {
        "key": f"{organisation} {event}",
        "id": f"msg_{secrets.token_hex(16)}",
        "organisation": organisation,
        "caseId": case_id,
        "event": event,
        "sequence": sequence,
        "state": Next.WAITING.value,
        "dueAt": max(now, sequence),
        "tries": 0,
        "turn": 0,
        "claim": "",
        "said": "",
    }


async def keep(store: Store, deliveries: list[dict[str, Any]], organisations: Iterable[str], cursor: int) -> None:
    """Keep new deliveries and how far was looked, both or neither. What is there already stays as it is."""
    names = sorted(organisations)

    async def work(transaction: Transaction) -> None:
        await transaction.rows(LOCK_WEBHOOKS, {"organisations": names})
        await transaction.rows(KEEP, {"deliveries": deliveries})
        await transaction.rows(ADVANCE, {"organisations": names, "cursor": cursor})

    await store.write(work)


async def claim(store: Store, organisations: Iterable[str], now: int) -> list[Delivery]:
    """Take what is due for these organisations, each delivery by one process; the rest is for the next time."""
    due = await store.rows(DUE, {"organisations": sorted(organisations), "now": now, "most": AT_ONCE})
    if not due:
        return []
    ids, own = [row["id"] for row in due], secrets.token_hex(16)

    async def work(transaction: Transaction) -> list[dict[str, Any]]:
        await transaction.rows(LOCK_DELIVERIES, {"ids": ids})
        return await transaction.rows(CLAIM, {"ids": ids, "now": now, "until": now + LEASE_MS, "claim": own})

    return [
        Delivery(
            row["id"], row["organisation"], row["caseId"], row["event"], row["sequence"], row["tries"], own
        )
        for row in (found["row"] for found in await store.write(work))
    ]  # fmt: skip


async def settle(store: Store, delivery: Delivery, state: str, due: int, said: str) -> None:
    """Write what became of a try. What another has taken meanwhile is left to that one, unless it arrived."""

    async def work(transaction: Transaction) -> None:
        await transaction.rows(LOCK_DELIVERIES, {"ids": [delivery.id]})
        asked = {"id": delivery.id, "claim": delivery.claim, "state": state, "due": due, "said": said}
        await transaction.rows(SETTLE, asked)

    await store.write(work)


async def dead_letters(store: Store, organisation: str | None = None) -> list[DeadLetter]:
    """What is not tried any more, the oldest first."""
    rows = await store.rows(DEAD, {"organisation": organisation})
    return [DeadLetter(**row["row"]) for row in rows]


async def send_again(store: Store, ids: list[str], now: int) -> set[str]:
    """Let dead deliveries be tried again from now on; answers which. Who asked to stop is told again."""

    async def work(transaction: Transaction) -> set[str]:
        await transaction.rows(LOCK_DELIVERIES, {"ids": ids})
        rows = await transaction.rows(AGAIN, {"ids": ids, "now": now})
        organisations = sorted({row["organisation"] for row in rows})
        await transaction.rows(RESUME, {"organisations": organisations, "now": now})
        return {row["id"] for row in rows}

    return await store.write(work)


async def forget(store: Store, before: int) -> None:
    """Take away what is older than the days in which a signal can be asked for."""
    await store.write(lambda transaction: transaction.rows(FORGET, {"before": before}))
