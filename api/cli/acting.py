"""Who acts on the command line: `--as NAME`, `--purpose` and `--position`, resolved to an actor like any other."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeAlias

import click

from api.cli.console import err
from graph import engine
from graph.accounts import as_person, is_person
from graph.actors import Actor, Assurance, Purpose
from graph.clock import Clock, SystemClock
from graph.errors import AccessError
from graph.folding import folded
from graph.guards import Guard
from graph.inputs import could_be_id
from graph.logs.disclosures import COMMAND, LOOKING, Disclosure
from graph.logs.log_folders import folder_of
from graph.logs.log_readings import LogReader
from graph.logs.log_writers import LogWriter
from graph.looks import Look
from graph.settings import Settings
from graph.staff import StaffPosition, staff
from graph.store import Store


@dataclass(slots=True)
class Acting:
    """What a command that reads gets: an open store, who asks, the clock, the guard, and the logs."""

    store: Store
    actor: Actor
    clock: Clock
    guard: Guard
    log_reader: LogReader
    log_writer: LogWriter
    name: str
    verb: str = LOOKING
    _logged: tuple[Look, ...] | None = None

    async def log(self) -> None:
        """Log what was looked at so far, once. A command that writes does so itself first. Raises LogError."""
        guard = self.guard
        if guard.asked and guard.looks != self._logged:
            await logged(guard, self.log_writer, self.name, self.verb)
            self._logged = guard.looks


Show: TypeAlias = Callable[[], None]
"""Prints what a command found. It runs once the log is written: a command itself prints nothing about persons."""
Command: TypeAlias = Callable[..., Awaitable[Show]]
_USUALLY = "usual_purpose"


def settings() -> Settings:
    """The settings of this process."""
    return Settings.from_mapping(os.environ)


def opened(connection: engine.Connection) -> AbstractAsyncContextManager[Store]:
    """The store behind a connection, open for the length of the block."""
    return Store.open(connection.uri, connection.user, connection.password, connection.database)


async def logged(guard: Guard, log: LogWriter, name: str, verb: str = LOOKING) -> None:
    """Log what a command is about to show. Raises LogError: then it shows nothing."""
    await log.write(Disclosure(guard.actor, guard.looks, f"{verb}: {name}", COMMAND, guard.now, guard.now))


def acting(command: Command) -> Callable[..., None]:
    """Give an async command `--as`, `--purpose`, `--position` and `--assurance`, and an `Acting` as first argument.

    Nobody signs in here, so in production it is refused: see `refuse_in_production`.

    Joins the running local engine or starts it for the length of the command. What the command answers is called when
    the log has been written.
    """

    @click.option("--as", "name", metavar="NAME", help="Act as this professional (name or id); see `casusregie staff`.")
    @click.option("--purpose", type=click.Choice([p.value for p in Purpose]), help="Purpose; default: the usual one.")
    @click.option("--position", metavar="ID", help="Which position, for who holds several.")
    @click.option(
        "--assurance",
        type=click.Choice([level.value for level in Assurance]),
        default=Assurance.SUBSTANTIAL.value,
        show_default=True,
        help="How sure the sign-in is.",
    )
    @wraps(command)
    def run(name: str | None, purpose: str | None, position: str | None, assurance: str, **arguments: Any) -> None:
        async def connected(connection: engine.Connection) -> None:
            async with opened(connection) as store:
                clock = SystemClock()
                chosen = await _position(store, clock, name, position)
                asked = Purpose(purpose or getattr(command, _USUALLY, chosen.usual_purpose))
                actor = chosen.acting_for(asked, Assurance(assurance))
                with LogWriter.open(folder_of(settings()), clock) as log:
                    guard, own_name = Guard(store, actor, clock), command.__name__.removesuffix("_command")
                    own = Acting(store, actor, clock, guard, LogReader(log.folder), log, own_name)
                    try:
                        show = await command(own, **arguments)
                    finally:  # who was not found was asked for all the same
                        await own.log()
                show()

        own_settings = settings()
        refuse_in_production(own_settings)
        with engine.running(own_settings, progress=lambda text: err.print(text, style="dim")) as connection:
            asyncio.run(connected(connection))

    return run


def usually(purpose: Purpose) -> Callable[[Command], Command]:
    """Make this the purpose of a command where none is given, whoever acts; stands below `acting`."""

    def marked(command: Command) -> Command:
        setattr(command, _USUALLY, purpose)
        return command

    return marked


def refuse_in_production(own: Settings) -> None:
    """Raise AccessError in production: whoever has this command line could act as anybody, and at any assurance."""
    if own.production:
        raise AccessError(
            "acting as somebody is off in production: nobody signs in on the command line",
            "sign in at your OpenID provider and ask over GraphQL",
        )


async def _position(store: Store, clock: Clock, name: str | None, position: str | None) -> StaffPosition:
    if name is None:
        raise AccessError("nobody is acting", "give --as NAME; `casusregie staff` lists who can be chosen")
    if not could_be_id(name):
        raise AccessError("nobody of that name has a position now", "`casusregie staff` lists who can be chosen")
    found = await staff(store, clock, name=folded(name)) or await staff(store, clock, name=name)
    if position is not None:
        found = [one for one in found if one.position == position]
    if not found and position is None and await is_person(store, name):
        return as_person(name)
    if not found:
        raise AccessError("nobody of that name has a position now", "`casusregie staff` lists who can be chosen")
    if len(found) > 1:
        choices = "; ".join(f"{one.position} ({one.function} at {one.organisation_name})" for one in found)
        raise AccessError("that name holds several positions", f"give --position: {choices}")
    return found[0]
