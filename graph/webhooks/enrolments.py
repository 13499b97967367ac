"""Which organisations are told, since when and how far, and who asked to stop, as the database holds it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import LiteralString

from graph.store import Store, Transaction
from graph.webhooks.subscriptions import Webhook


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with an organisation: since when it is told, whether it asked to stop, what waits or is dead."""

    organisation: str
    since: int
    cursor: int
    stopped_at: int | None
    waiting: int
    dead: int


ENROL: LiteralString = """
UNWIND $webhooks AS one
MERGE (w:Webhook {organisation: one.organisation})
ON CREATE SET w.since = $now, w.cursor = $now, w.turn = 0
WITH w, one WHERE w.stoppedAt IS NOT NULL AND w.stoppedMark <> one.mark
REMOVE w.stoppedAt, w.stoppedMark SET w.since = $now, w.cursor = $now
"""

UNKNOWN: LiteralString = """
UNWIND $organisations AS id
WITH id WHERE NOT EXISTS { (:Organisation {id: id}) }
RETURN id ORDER BY id
"""

# `dueAt >= 0` always holds: the index of what is due is used only where both of its properties are asked for.
STANDINGS: LiteralString = """
MATCH (w:Webhook) WHERE w.organisation IN $organisations
RETURN w.organisation AS organisation, w.since AS since, w.cursor AS cursor, w.stoppedAt AS stoppedAt,
  COUNT { MATCH (d:WebhookDelivery {state: 'WAITING'})
    WHERE d.dueAt >= 0 AND d.organisation = w.organisation } AS waiting,
  COUNT { MATCH (d:WebhookDelivery {state: 'DEAD'})
    WHERE d.dueAt >= 0 AND d.organisation = w.organisation } AS dead
ORDER BY organisation
"""

ACTIVE: LiteralString = """
MATCH (w:Webhook) WHERE w.organisation IN $organisations AND w.stoppedAt IS NULL
RETURN w.organisation AS organisation, w.since AS since, w.cursor AS cursor
"""

LOCK_WEBHOOKS: LiteralString = """
MATCH (w:Webhook) WHERE w.organisation IN $organisations
WITH w ORDER BY w.organisation SET w.turn = w.turn + 1
"""

STOP: LiteralString = """
MATCH (w:Webhook {organisation: $organisation}) SET w.stoppedAt = $now, w.stoppedMark = $mark
"""

LOCK_WAITING: LiteralString = """
MATCH (d:WebhookDelivery {state: 'WAITING'}) WHERE d.dueAt >= 0 AND d.organisation = $organisation
WITH d ORDER BY d.id SET d.turn = d.turn + 1
"""

LAY_DOWN: LiteralString = """
MATCH (d:WebhookDelivery {state: 'WAITING'}) WHERE d.dueAt >= 0 AND d.organisation = $organisation
SET d.state = 'DEAD', d.said = $said, d.claim = ''
"""

RESUME: LiteralString = """
MATCH (w:Webhook) WHERE w.organisation IN $organisations AND w.stoppedAt IS NOT NULL
REMOVE w.stoppedAt, w.stoppedMark SET w.since = $now, w.cursor = $now
"""


async def enrol(store: Store, webhooks: Iterable[Webhook], now: int) -> None:
    """Begin with who was not told before: from now on. Who asked to stop begins anew with another address."""
    asked = [{"organisation": one.organisation, "mark": one.mark} for one in webhooks]
    await store.write(lambda transaction: transaction.rows(ENROL, {"webhooks": asked, "now": now}))


async def unknown(store: Store, organisations: Iterable[str]) -> list[str]:
    """Which of these ids are of no organisation that is known here."""
    return [row["id"] for row in await store.rows(UNKNOWN, {"organisations": sorted(organisations)})]


async def standings(store: Store, organisations: Iterable[str]) -> list[Standing]:
    """How it stands with each organisation that was ever enrolled, by its id."""
    rows = await store.rows(STANDINGS, {"organisations": sorted(organisations)})
    return [
        Standing(
            row["organisation"], row["since"], row["cursor"], row["stoppedAt"], row["waiting"], row["dead"]
        )
        for row in rows
    ]  # fmt: skip


async def active(store: Store, organisations: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Of those that did not ask to stop: since when each is told, and up to which event it was noticed."""
    rows = await store.rows(ACTIVE, {"organisations": sorted(organisations)})
    return {row["organisation"]: (row["since"], row["cursor"]) for row in rows}


async def stop(store: Store, webhook: Webhook, now: int, said: str) -> None:
    """Announce nothing to an organisation any more at this address; what waited is dead."""

    async def work(transaction: Transaction) -> None:
        await transaction.rows(LOCK_WEBHOOKS, {"organisations": [webhook.organisation]})
        await transaction.rows(STOP, {"organisation": webhook.organisation, "now": now, "mark": webhook.mark})
        await transaction.rows(LOCK_WAITING, {"organisation": webhook.organisation})
        await transaction.rows(LAY_DOWN, {"organisation": webhook.organisation, "said": said})

    await store.write(work)
