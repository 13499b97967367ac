"""`casusregie token`: sign in as an invented professional, on this machine only."""

import asyncio
from math import isnan

import click

from api.cli.acting import opened
from api.cli.acting import settings as own_settings
from api.cli.console import err
from api.issuers import LocalIssuer
from graph import engine
from graph.accounts import as_person, is_person
from graph.actors import Assurance
from graph.clock import Clock, SystemClock
from graph.errors import AccessError, InputError
from graph.folding import folded
from graph.inputs import could_be_id
from graph.staff import StaffPosition, staff
from graph.store import Store


@click.command("token")
@click.option("--as", "name", metavar="NAME", help="Whose (name or id); see `casusregie staff`.")
@click.option("--subject", "person", metavar="PERSON", help="Of the person (id) whom the data are about, instead.")
@click.option("--hours", default=8.0, show_default=True, type=click.FloatRange(0.01, 24), help="How long it is valid.")
@click.option(
    "--assurance",
    type=click.Choice([one.value for one in Assurance]),
    default=Assurance.SUBSTANTIAL.value,
    show_default=True,
    help="How sure the sign-in counts as.",
)
def token_command(name: str | None, person: str | None, hours: float, assurance: str) -> None:
    """Print a token of the local issuer; it does not exist in production."""
    if isnan(hours):
        raise InputError("--hours is not a number", "give how many hours, at most 24")
    settings, clock = own_settings(), SystemClock()
    issuer = LocalIssuer.of(settings, clock)
    if (name is None) == (person is None):
        raise InputError("say whose token: --as NAME or --subject PERSON", "`casusregie staff` lists who there is")

    async def found(connection: engine.Connection) -> list[StaffPosition]:
        async with opened(connection) as store:
            return await (named(store, clock, name) if name is not None else subject(store, person or ""))

    with engine.running(settings, progress=lambda text: err.print(text, style="dim")) as connection:
        positions = asyncio.run(found(connection))
    who = positions[0].professional
    click.echo(issuer.token_for(who, Assurance(assurance), hours, person=person is not None))
    for one in positions:
        said = f"{one.name}: {one.function} at {one.organisation_name}" if name else f"{who}: {one.function}"
        where = f", position {one.position}" if one.position else ""
        err.print(f"{said}; purpose {one.usual_purpose}{where}", markup=False, soft_wrap=True)


async def subject(store: Store, person: str) -> list[StaffPosition]:
    """What a person acts as. Raises AccessError where there is no such person."""
    if not could_be_id(person) or not await is_person(store, person):
        raise AccessError("there is no person of that id", "`casusregie staff` shows one at its end")
    return [as_person(person)]


async def named(store: Store, clock: Clock, name: str) -> list[StaffPosition]:
    """The positions in force of the one professional of this name or id. Raises AccessError for none or several."""
    found: list[StaffPosition] = []
    if could_be_id(name):
        found = await staff(store, clock, name=folded(name)) or await staff(store, clock, name=name)
    if not found:
        raise AccessError("nobody of that name has a position now", "`casusregie staff` lists who can be chosen")
    who = sorted({one.professional for one in found})
    if len(who) > 1:
        raise AccessError("several professionals have that name", f"give an id: {', '.join(who)}")
    return found
