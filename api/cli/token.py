"""`casusregie token`: sign in as an invented professional, on this machine only."""

import asyncio

import click

from api.cli.acting import settings as own_settings
from api.cli.console import err
from api.issuers import LocalIssuer
from graph import engine
from graph.actors import Assurance
from graph.clock import Clock, SystemClock
from graph.errors import AccessError
from graph.folding import folded
from graph.staff import StaffPosition, staff
from graph.store import Store


@click.command("token")
@click.option("--as", "name", required=True, metavar="NAME", help="Whose (name or id); see `casusregie staff`.")
@click.option("--hours", default=8.0, show_default=True, type=click.FloatRange(0.01, 24), help="How long it is valid.")
@click.option(
    "--assurance",
    type=click.Choice([one.value for one in Assurance]),
    default=Assurance.SUBSTANTIAL.value,
    show_default=True,
    help="How sure the sign-in counts as.",
)
def token_command(name: str, hours: float, assurance: str) -> None:
    """Print a token of the local issuer; it does not exist in production."""
    settings, clock = own_settings(), SystemClock()
    issuer = LocalIssuer.of(settings, clock)

    async def found(connection: engine.Connection) -> list[StaffPosition]:
        async with Store.open(connection.uri, connection.user, connection.password, connection.database) as store:
            return await named(store, clock, name)

    with engine.running(settings, progress=lambda text: err.print(text, style="dim")) as connection:
        positions = asyncio.run(found(connection))
    click.echo(issuer.token_for(positions[0].professional, Assurance(assurance), hours))
    for one in positions:
        err.print(
            f"{one.name}: {one.function} at {one.organisation_name}; purpose {one.usual_purpose},"
            f" position {one.position}",
            markup=False,
            soft_wrap=True,
        )


async def named(store: Store, clock: Clock, name: str) -> list[StaffPosition]:
    """The positions in force of the one professional of this name or id. Raises AccessError for none or several."""
    found = await staff(store, clock, name=folded(name)) or await staff(store, clock, name=name)
    if not found:
        raise AccessError("nobody of that name has a position now", "`casusregie staff` lists who can be chosen")
    who = sorted({one.professional for one in found})
    if len(who) > 1:
        raise AccessError("several professionals have that name", f"give an id: {', '.join(who)}")
    return found
