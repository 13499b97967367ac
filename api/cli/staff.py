"""`casusregie staff`: who can be chosen with `--as`, by function, and what each may try."""

import asyncio

import click
from rich.text import Text

from api.cli.acting import opened, settings
from api.cli.console import err, out
from api.cli.trying import Trial, trial_of
from graph import engine
from graph.clock import SystemClock
from graph.errors import AccessError
from graph.model.words import FUNCTIONS
from graph.staff import StaffPosition, at_hand, staff_by_function

_INVENTED = "Everybody in here is invented. `casusregie token --as NAME` signs somebody in over GraphQL."


@click.command("staff")
@click.option("--function", type=click.Choice(FUNCTIONS), help="Only this function.", metavar="FUNCTION")
@click.option(
    "--limit", type=click.IntRange(1, 1000), help="How many of each function at the most; default 1, or 20 of one."
)
def staff_command(function: str | None, limit: int | None) -> None:
    """List invented professionals by function, those with most cases first, and what each may try.

    Under each name stand the purposes that show something to that function, the usual one first, and a command that
    does. It does not exist in production.
    """
    own = settings()
    if own.production:
        raise AccessError("the list of invented staff is off in production", "sign in at your OpenID provider")
    with engine.running(own, progress=lambda text: err.print(text, style="dim")) as connection:
        found = asyncio.run(_tried(connection, function, limit or (20 if function else 1)))
    show(found, whole=function is None)


async def _tried(
    connection: engine.Connection, function: str | None, limit: int
) -> dict[str, list[tuple[StaffPosition, Trial]]]:
    async with opened(connection) as store:
        clock = SystemClock()
        listed = await staff_by_function(store, clock, function=function, limit=limit)
        hands = await at_hand(store, clock, [one.position for found in listed.values() for one in found])
        return {
            name: [(one, await trial_of(store, clock, one, hands[one.position])) for one in found]
            for name, found in listed.items()
        }


def show(found: dict[str, list[tuple[StaffPosition, Trial]]], *, whole: bool) -> None:
    """Print who there is. `whole`: of all functions, so those without anybody are named and the person has a line."""
    person = next((trial.person for rows in found.values() for _, trial in rows if trial.person), None)
    for function, rows in found.items():
        out.print(Text(function, style="bold"))
        for one, trial in rows:
            cases = "1 case" if one.cases == 1 else f"{one.cases} cases"
            _line(f"  {one.name}, {one.organisation_name}, {cases}; {', '.join(trial.purposes)}")
            if trial.command is not None:
                _line(f"    {trial.command.replace('PERSON', person or 'PERSON')}")
    if whole:
        out.print(Text("SUBJECT", style="bold"))
        _line("  the person whom the data are about; SUBJECT_ACCESS")
        _line(f"    casusregie token --subject {person or 'PERSON'}")
        if missing := [function for function in FUNCTIONS if function not in found]:
            _line(f"Nobody works here now as {', '.join(missing)}.")
    _line(_INVENTED)


def _line(text: str) -> None:
    out.print(Text(text), soft_wrap=True)
