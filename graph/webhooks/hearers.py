"""Who of an organisation would get a signal of what happened, now: judged through a guard for each, like any listener.

Nothing that is read here is shown to anybody: it comes down to functions, a severity and the id of a signal.
"""

from collections.abc import Iterable, Mapping

from graph.clock import Clock
from graph.guards import Guard
from graph.policy.policies import POLICY
from graph.signal_lists import SCOPES, events_told
from graph.signals import Signal
from graph.staff import StaffPosition
from graph.store import Store
from graph.webhooks.candidates import positions_around
from graph.webhooks.messages import Told
from graph.webhooks.queues import Delivery
from graph.webhooks.subscriptions import Webhook

PURPOSES = tuple(purpose for purpose, scope in POLICY.matrix.scope_of.items() if scope in SCOPES)
"""The purposes under which there are signals."""


async def told_of(store: Store, clock: Clock, webhook: Webhook, deliveries: Iterable[Delivery]) -> dict[str, Told]:
    """For whom of the organisation there is a signal in each delivery, by its id; absent where that is nobody."""
    by_case: dict[str, list[Delivery]] = {}
    for one in deliveries:
        by_case.setdefault(one.case_id, []).append(one)
    around = await positions_around(store, clock, webhook.organisation, by_case)
    found: dict[str, dict[str, Signal]] = {one.id: {} for batch in by_case.values() for one in batch}
    for position in sorted({one for rows in around.values() for one in rows}, key=lambda one: one.position):
        cases = [case for case, rows in around.items() if position in rows]
        open_ones = [one for case in cases for one in by_case[case] if position.function not in found[one.id]]
        for delivery, signal in (await _signals(store, clock, webhook, position, open_ones)).items():
            found[delivery][position.function] = signal
    return {id: _told(signals) for id, signals in found.items() if signals}


async def _signals(
    store: Store, clock: Clock, webhook: Webhook, position: StaffPosition, deliveries: Iterable[Delivery]
) -> dict[str, Signal]:
    """The gravest signal that somebody in a position would get of each delivery, by its id."""
    events = {one.event: one.id for one in deliveries}
    since = _since(deliveries)
    found: dict[str, Signal] = {}
    for purpose in webhook.purposes if events else ():
        if (purpose, position.organisation_kind, position.function) not in POLICY.matrix.row_of:
            continue
        guard = Guard(store, position.acting_for(purpose, webhook.assurance), clock)
        for told in (await events_told(guard, since)).values():
            for one in told.events:
                id = events.get(one.event.id)
                if id is not None and one.signals:
                    found[id] = min((*one.signals, *filter(None, (found.get(id),))), key=_gravity)
    return found


def _since(deliveries: Iterable[Delivery]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for one in deliveries:
        found[one.case_id] = min(one.sequence - 1, found.get(one.case_id, one.sequence))
    return found


def _gravity(signal: Signal) -> tuple[int, str]:
    return signal.rule.rank, signal.id


def _told(signals: Mapping[str, Signal]) -> Told:
    gravest = min(signals.values(), key=_gravity)
    return Told(tuple(sorted(signals)), gravest.rule.severity, gravest.id)
