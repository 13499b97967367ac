"""A process that announces: it notices what happened, keeps it, and sends what somebody there may know of, now."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Iterable, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Final

from graph.casework.signals_feed import noticed_since
from graph.clock import Clock
from graph.errors import CasusregieError
from graph.signal_kinds import EVENT_DAYS
from graph.store import Store
from graph.times import DAY_MS
from graph.webhooks import enrolments, queues
from graph.webhooks.candidates import organisations_around
from graph.webhooks.hearers import told_of
from graph.webhooks.messages import Told, body
from graph.webhooks.queues import Delivery
from graph.webhooks.retries import Next, Outcome, after
from graph.webhooks.subscriptions import Webhook

Post = Callable[[Webhook, str, bytes], Awaitable[Outcome]]
"""Sends a delivery (its id, what it says) to a webhook, once."""

LOOK_SECONDS: Final = 1.0
WINDOW_MS: Final = 30_000
"""What is written later than its stamp, or by a machine whose clock is behind, is noticed up to this late."""
FORGET_MS: Final = 3_600_000
SEND_WITHIN_MS: Final = queues.LEASE_MS // 2
"""What could not be judged by then is left to whoever takes it next: it might be sent twice otherwise."""

_CHANCE = secrets.SystemRandom()
_LOG = logging.getLogger(__name__)


class Deliverer:
    """One process; several may work on one database. `tell` hears a line for each try, without anything of a person."""

    def __init__(
        self, store: Store, clock: Clock, webhooks: Iterable[Webhook], post: Post, tell: Callable[[str], None]
    ) -> None:
        self._store, self._clock, self._post, self._tell = store, clock, post, tell
        self._webhooks: Mapping[str, Webhook] = {one.organisation: one for one in webhooks}
        self._sending: dict[str, asyncio.Task[None]] = {}
        self._seen: dict[str, int] = {}
        self._forgot = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Go on until `stop` is set, and end what was begun. A database that is away is waited for."""
        await enrolments.enrol(self._store, self._webhooks.values(), self._clock.now())
        while not stop.is_set():
            try:
                began = await self._turn()
            except CasusregieError as error:
                _LOG.warning("webhooks wait: %s", error)
                began = False
            try:
                async with asyncio.timeout(0 if began else LOOK_SECONDS):
                    await stop.wait()
            except TimeoutError:
                pass
        await asyncio.gather(*self._sending.values())

    async def drain(self) -> None:
        """Send what is due now, and end: for who starts it by a timer. Raises StoreUnavailableError."""
        await enrolments.enrol(self._store, self._webhooks.values(), self._clock.now())
        while await self._turn():
            await asyncio.gather(*self._sending.values())

    async def _turn(self) -> bool:
        """Notice, and begin to send to those to whom nothing is being sent; whether anything was begun."""
        now = self._clock.now()
        active = await enrolments.active(self._store, self._webhooks)
        await self._notice(active, now)
        if now - self._forgot >= FORGET_MS:
            self._forgot = now
            await queues.forget(self._store, now - EVENT_DAYS * DAY_MS)
        found = await queues.claim(self._store, active.keys() - self._sending.keys(), now)
        of = attrgetter("organisation")
        for organisation, batch in groupby(sorted(found, key=of), key=of):
            task = asyncio.create_task(self._send(self._webhooks[organisation], list(batch)))
            self._sending[organisation] = task
            task.add_done_callback(lambda _, gone=organisation: self._sending.pop(gone, None))
        return bool(found)

    async def _notice(self, active: Mapping[str, tuple[int, int]], now: int) -> None:
        """Keep a delivery of each new event for each organisation that is around its case."""
        if not active:
            return
        floor = now - EVENT_DAYS * DAY_MS
        found = await noticed_since(self._store, max(min(cursor for _, cursor in active.values()) - WINDOW_MS, floor))
        new = [one for one in found if one.id not in self._seen]
        if not new:
            return
        around = await organisations_around(self._store, (one.case_id for one in new), active)
        deliveries = [
            queues.waiting(organisation, one.case_id, one.id, one.sequence, now)
            for one in new
            for organisation in sorted(around.get(one.case_id, ()))
            if one.sequence > active[organisation][0]
        ]
        await queues.keep(self._store, deliveries, active, found[-1].sequence)
        self._seen = {one.id: one.sequence for one in found}

    async def _send(self, webhook: Webhook, deliveries: list[Delivery]) -> None:
        """Judge what was taken for one organisation, and send it at once; what fails is due again after its lease."""
        began = asyncio.get_running_loop().time()
        try:
            told = await told_of(self._store, self._clock, webhook, deliveries)
        except Exception as error:
            _complain(webhook, error)
            return
        if (asyncio.get_running_loop().time() - began) * 1000 > SEND_WITHIN_MS:
            return
        tries = (self._try(webhook, one, told.get(one.id)) for one in deliveries)
        for ended in await asyncio.gather(*tries, return_exceptions=True):
            if isinstance(ended, Exception):
                _complain(webhook, ended)

    async def _try(self, webhook: Webhook, delivery: Delivery, told: Told | None) -> None:
        now = self._clock.now()
        if told is None:
            await queues.settle(self._store, delivery, "NOBODY", now, "")
            return
        outcome = await self._post(webhook, delivery.id, body(delivery.id, delivery.sequence, told))
        next, wait = after(outcome, delivery.tries, _CHANCE.random())
        self._tell(f"{webhook.organisation} {delivery.id} try {delivery.tries}: {outcome.said}, {next.lower()}")
        if next is Next.STOPPED:
            await enrolments.stop(self._store, webhook, now, outcome.said)
        else:
            await queues.settle(self._store, delivery, next.value, now + wait, outcome.said)


def _complain(webhook: Webhook, error: Exception) -> None:
    if isinstance(error, CasusregieError):
        _LOG.warning("webhook of %s waits: %s", webhook.organisation, error)
    else:  # its text may hold an address
        _LOG.error("webhook of %s: %s", webhook.organisation, type(error).__name__)
