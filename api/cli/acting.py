"""Who acts on the command line: `--as NAME`, `--purpose` and `--position`, resolved to an actor like any other."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

from api.cli.console import err
from graph import engine
from graph.actors import Actor, Purpose
from graph.clock import Clock, SystemClock
from graph.errors import AccessError
from graph.folding import folded
from graph.settings import Settings
from graph.staff import StaffPosition, staff
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Acting:
    """What a command that reads gets: an open store, who asks, and the clock."""

    store: Store
    actor: Actor
    clock: Clock


def settings() -> Settings:
    """The settings of this process."""
    return Settings.from_mapping(os.environ)


def opened(connection: engine.Connection) -> AbstractAsyncContextManager[Store]:
    """The store behind a connection, open for the length of the block."""
    return Store.open(connection.uri, connection.user, connection.password, connection.database)


def acting(command: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """Give an async command `--as`, `--purpose` and `--position`, and an `Acting` as its first argument.

    Joins the running local engine or starts it for the length of the command.
    """

    @click.option("--as", "name", metavar="NAME", help="Act as this professional (name or id); see `casusregie staff`.")
    @click.option("--purpose", type=click.Choice([p.value for p in Purpose]), help="Purpose; default: the usual one.")
    @click.option("--position", metavar="ID", help="Which position, for who holds several.")
    @wraps(command)
    def run(name: str | None, purpose: str | None, position: str | None, **arguments: Any) -> None:
        async def connected(connection: engine.Connection) -> None:
            async with opened(connection) as store:
                clock = SystemClock()
                chosen = await _position(store, clock, name, position)
                actor = chosen.acting_for(Purpose(purpose) if purpose else chosen.usual_purpose)
                await command(Acting(store, actor, clock), **arguments)

        with engine.running(settings(), progress=lambda text: err.print(text, style="dim")) as connection:
            asyncio.run(connected(connection))

    return run


async def _position(store: Store, clock: Clock, name: str | None, position: str | None) -> StaffPosition:
    if name is None:
        raise AccessError("nobody is acting", "give --as NAME; `casusregie staff` lists who can be chosen")
    found = await staff(store, clock, name=folded(name)) or await staff(store, clock, name=name)
    if position is not None:
        found = [one for one in found if one.position == position]
    if not found:
        raise AccessError("nobody of that name has a position now", "`casusregie staff` lists who can be chosen")
    if len(found) > 1:
        choices = "; ".join(f"{one.position} ({one.function} at {one.organisation_name})" for one in found)
        raise AccessError("that name holds several positions", f"give --position: {choices}")
    return found[0]
