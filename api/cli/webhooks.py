"""`casusregie webhooks`: announce to organisations that there is a signal, and see what did not arrive.

It acts as nobody and shows nothing of anybody: ids of deliveries and of organisations.
"""

import asyncio
import os
import signal
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TypeVar
from urllib.parse import urlsplit

import click

from api.cli.acting import opened, settings
from api.cli.console import err, out
from api.cli.listening import stopped_by_termination
from api.fetching import outward
from api.issuer_files import is_loopback
from api.posting import posted
from api.webhook_files import webhooks_of
from graph import engine
from graph.clock import Clock, SystemClock
from graph.errors import InputError, SettingsError
from graph.migrations import migrate
from graph.settings import Settings
from graph.store import Store
from graph.times import local_time
from graph.webhooks.deliverers import Deliverer
from graph.webhooks.enrolments import standings, unknown
from graph.webhooks.queues import dead_letters, send_again
from graph.webhooks.retries import Outcome
from graph.webhooks.subscriptions import Webhook

T = TypeVar("T")


@click.group("webhooks")
def webhooks() -> None:
    """Tell organisations that there is a signal for them, without saying of whom; what did not arrive."""


@webhooks.command()
@click.option("--once", is_flag=True, help="Send what is due now, and end; for who starts it by a timer.")
def deliver(*, once: bool) -> None:
    """Announce what happens until Ctrl-C, to the webhooks of the file CASUSREGIE_WEBHOOKS.

    Several may run at once. Whatever ends one, nothing is lost; a delivery may then come twice, under one id.
    """
    own = settings()
    wanted = webhooks_of(own, os.environ)

    async def work(store: Store) -> None:
        clock = SystemClock()
        await migrate(store, clock)
        async with delivering(own, store, clock, wanted, _say) as deliverer:
            if once:
                await deliverer.drain()
                return
            stop, loop = asyncio.Event(), asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(number, stop.set)
            out.print(f"announcing to {len(wanted)} organisations; stop with Ctrl-C")
            await deliverer.run(stop)
            err.print("stopped")

    with stopped_by_termination():
        _with_store(own, work)


@webhooks.command("list")
def list_() -> None:
    """The webhooks of the file: since when each is told, what waits, what is dead, who asked to stop."""
    own = settings()
    wanted = webhooks_of(own, os.environ)
    found = {one.organisation: one for one in _with_store(own, lambda store: standings(store, _ids(wanted)))}
    for one in wanted:
        out.print(f"{one.organisation} at {urlsplit(one.address).hostname}", markup=False, soft_wrap=True)
        out.print(f"  for {', '.join(one.purposes)}, signed in {one.assurance}", markup=False, soft_wrap=True)
        standing = found.get(one.organisation)
        if standing is None:
            out.print("  not told of anything yet: nobody delivers")
            continue
        told = f"told since {_moment(standing.since)}"
        if standing.stopped_at is not None:
            told = f"asked to stop on {_moment(standing.stopped_at)} (410): give another url, or send one again"
        out.print(f"  {told}; {standing.waiting} waiting, {standing.dead} dead", soft_wrap=True)


@webhooks.command()
@click.option("--organisation", metavar="ID", help="Of one organisation only.")
def dead(organisation: str | None) -> None:
    """What is not tried any more, the oldest first, and what the last try came to."""
    found = _with_store(settings(), lambda store: dead_letters(store, organisation))
    for one in found:
        out.print(
            f"{one.id} to {one.organisation}, of {_moment(one.sequence)}, {one.tries} tries: {one.said}",
            markup=False,
            soft_wrap=True,
        )
    out.print(f"{len(found)} dead" if found else "nothing is dead")


@webhooks.command()
@click.argument("ids", nargs=-1, metavar="ID...")
@click.option("--organisation", metavar="ID", help="All that is dead of one organisation.")
def again(ids: tuple[str, ...], organisation: str | None) -> None:
    """Let dead deliveries be sent again, by the next who delivers; each is judged anew when it is sent.

    An organisation that asked to stop is told again from now on.
    """
    if bool(ids) == (organisation is not None):
        raise InputError("it is not said what is to be sent again", "give ids, or --organisation ID")

    async def work(store: Store) -> set[str]:
        chosen = list(ids) if ids else [one.id for one in await dead_letters(store, organisation)]
        return await send_again(store, chosen, SystemClock().now())

    done = _with_store(settings(), work)
    out.print(f"{len(done)} will be sent again")
    if gone := [one for one in ids if one not in done]:
        raise InputError(f"{len(gone)} of these ids are of nothing that is dead", "see `casusregie webhooks dead`")


@asynccontextmanager
async def delivering(
    own: Settings, store: Store, clock: Clock, wanted: tuple[Webhook, ...], tell: Callable[[str], None]
) -> AsyncGenerator[Deliverer]:
    """Who announces to these webhooks, for the length of the block.

    Raises SettingsError for an organisation that is not known here.
    """
    for one in await unknown(store, _ids(wanted)):
        name, number = own.webhooks.name if own.webhooks else "", _ids(wanted).index(one) + 1
        raise SettingsError(
            f"CASUSREGIE_WEBHOOKS, {name}: webhook {number}: `organisation` is the id of no organisation that is known",
            "see docs/signals.md",
        )
    async with AsyncExitStack() as stack:
        clients = {
            here: await stack.enter_async_context(await asyncio.to_thread(outward, here=here))
            for here in {is_loopback(one.address) for one in wanted}
        }

        async def post(webhook: Webhook, delivery: str, content: bytes) -> Outcome:
            client, guarded = clients[is_loopback(webhook.address)], own.production and not webhook.private_addresses
            return await posted(client, clock, webhook, delivery, content, guarded=guarded)

        yield Deliverer(store, clock, wanted, post, tell)


def _with_store(own: Settings, work: Callable[[Store], Awaitable[T]]) -> T:
    async def run(connection: engine.Connection) -> T:
        async with opened(connection) as store:
            return await work(store)

    with engine.running(own, progress=lambda text: err.print(text, style="dim")) as connection:
        return asyncio.run(run(connection))


def _ids(wanted: tuple[Webhook, ...]) -> list[str]:
    return [one.organisation for one in wanted]


def _say(line: str) -> None:
    out.print(line, markup=False, soft_wrap=True)


def _moment(moment: int) -> str:
    return local_time(moment).isoformat(sep=" ", timespec="minutes")
