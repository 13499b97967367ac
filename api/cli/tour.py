"""What `casusregie demo` shows: one network, the gaps of one region, and how to go on."""

import asyncio
import shlex
import socket
from dataclasses import dataclass

from rich.text import Text

from analytics.gaps import aftercare_gaps
from analytics.region import region_named
from api.cli.acting import logged, opened
from api.cli.console import out
from api.cli.demo_world import is_loaded, load_demo
from api.cli.gaps import show as show_gaps
from api.cli.network_table import show as show_network
from api.cli.serve import serve
from api.issuers import LocalIssuer
from graph import engine
from graph.clock import Clock, SystemClock, today
from graph.coverages import CoverageFacts, coverage_facts
from graph.guards import Guard
from graph.logs.log_folders import folder_of
from graph.logs.log_writers import LogWriter
from graph.migrations import migrate
from graph.networks import network_of
from graph.networks_shape import Network
from graph.settings import Settings
from graph.staff import StaffPosition, positions_of
from graph.store import Store
from seeds.stories.library import STORIES

STORY, PERSON, COLLEAGUE = "small-municipality", "person", "case manager"
REGION = "VR20"
"""The safety region of the municipality to which the person of the story goes."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """Whom the tour acts as, and whose network it showed."""

    position: StaffPosition
    guard: Guard
    network: Network


def give_tour(own: Settings, connection: engine.Connection, ear: socket.socket) -> None:
    """Load what is not there yet, show it, and serve on `ear` until interrupted."""
    clock = SystemClock()
    shown = asyncio.run(_tour(own, connection, clock))
    serve(own, connection, ear, lambda address: _invite(own, clock, shown, address))


async def _tour(own: Settings, connection: engine.Connection, clock: Clock) -> _Shown:
    async with opened(connection) as store:
        await migrate(store, clock)
        found = await _seen(store, clock) if is_loaded(own) else None
        if found is None:
            await load_demo(own, store, clock)
            found = await _seen(store, clock)
        if found is None:
            raise RuntimeError("the demo's own story is not in the world it wrote")
        shown, facts = found
        with LogWriter.open(folder_of(own), clock) as log:
            await logged(shown.guard, log, "demo")
        out.rule("1. The network around one person")
        show_network(shown.network, shown.guard.actor)
        out.rule("2. Municipalities without an aftercare link in one region")
        show_gaps(aftercare_gaps(facts, region=region_named(facts.regions, REGION), small=True), small=True)
        return shown


async def _seen(store: Store, clock: Clock) -> tuple[_Shown, CoverageFacts] | None:
    """What the story's colleague sees; None where the person is not in this database.

    Both are asked at once: a server that just started spends seconds on planning each.
    """
    told = STORIES[STORY].tell(today(clock))
    marks = told.marks
    colleague = next(row["professional"] for _, row in told.rows if row.get("id") == marks[COLLEAGUE])
    for position in await positions_of(store, clock, str(colleague)):
        actor = position.acting_for(position.usual_purpose)
        guard = Guard(store, actor, clock)
        network, facts = await asyncio.gather(network_of(guard, marks[PERSON]), coverage_facts(store, actor, clock))
        if network:
            return _Shown(position, guard, network), facts
    return None


def _invite(own: Settings, clock: Clock, shown: _Shown, address: str) -> None:
    position, person = shown.position, shown.network.person_id
    as_name = shlex.quote(position.name)
    token = LocalIssuer.of(own, clock).token_for(position.professional)
    out.rule("3. Your turn")
    for line in (
        f"GraphQL   {address}/graphql",
        f"IDE       {address}/ide",
        f"You are   {position.name}, {position.function} at {position.organisation_name}; purpose"
        f" {position.usual_purpose}",
        "Token, for eight hours (the IDE asks for it):",
        token,
        "",
        "Three things to try, the last two in another terminal:",
        f'1. In the IDE: {{ network(person: "{person}") {{ ... on Network {{ nodes {{ name kind }} }} }} }}',
        f"2. .venv/bin/casusregie network {person} --as {as_name} --svg network.svg",
        f"3. .venv/bin/casusregie gaps --region Limburg-Noord --as {as_name}",
        "",
        "Everybody in here is invented. Ctrl-C stops the server and its database.",
    ):
        out.print(Text(line), soft_wrap=True)
