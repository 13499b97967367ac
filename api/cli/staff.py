"""`casusregie staff`: who can be chosen with `--as`."""

import asyncio

import click
from rich.table import Table

from api.cli.acting import opened, settings
from api.cli.console import err, out
from graph import engine
from graph.clock import SystemClock
from graph.model.words import FUNCTIONS
from graph.staff import StaffPosition, staff


@click.command("staff")
@click.option("--function", type=click.Choice(FUNCTIONS), help="Only this function.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="How many at the most.")
def staff_command(function: str | None, limit: int) -> None:
    """List the invented professionals who can be chosen with --as, those with most cases first."""

    async def listed(connection: engine.Connection) -> list[StaffPosition]:
        async with opened(connection) as store:
            return await staff(store, SystemClock(), function=function, limit=limit)

    with engine.running(settings(), progress=lambda text: err.print(text, style="dim")) as connection:
        found = asyncio.run(listed(connection))
    table = Table(title="Invented professionals", title_justify="left")
    for heading in ("name", "function", "organisation", "usual purpose"):
        table.add_column(heading)
    table.add_column("cases", justify="right")
    for one in found:
        table.add_row(one.name, one.function, one.organisation_name, one.usual_purpose, str(one.cases))
    out.print(table)
