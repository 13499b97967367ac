"""`casusregie analyse`: run all rules over all open cases and keep what was found. It needs no actor and shows nobody.

What is found is told where its case is, to whom the classes of its rule are shown (`casusregie findings`).
"""

import asyncio
import os
from dataclasses import asdict

import click
import orjson
from rich.text import Text

from analytics.findings.analysing import analyse
from api.cli.console import err, out
from graph import engine
from graph.analyses import AnalysisRun
from graph.clock import SystemClock
from graph.migrations import migrate
from graph.settings import Settings
from graph.store import Store
from graph.times import local_time


@click.command("analyse")
@click.option("--json", "as_json", is_flag=True, help="What came out as JSON.")
@click.option("--inside", is_flag=True, help="Only the cases of who is in a prison now.")
def analyse_command(as_json: bool, inside: bool) -> None:
    """Run all rules over all open cases and keep what is found, with when it was first and last seen.

    Run it once a day. Stopped halfway it can be run again; two at once do no harm.
    """
    settings = Settings.from_mapping(os.environ)
    with engine.running(settings, progress=lambda text: err.print(text, style="dim")) as connection:
        run = asyncio.run(_run(connection, inside=inside))
    if as_json:
        click.echo(orjson.dumps({"at": local_time(run.at).isoformat(), **_counts(run)}, option=orjson.OPT_INDENT_2))
        return
    out.print(Text(f"{run.cases} open cases were looked at, with rules {run.rules}.", "bold"))
    out.print(
        f"answers of rules: {run.present} found something, {run.absent} did not, {run.unknown} cannot tell, "
        f"{run.out_of_scope} do not apply"
    )
    out.print(
        f"findings: {run.opened} new, {run.standing} still there, {run.resolved} resolved, "
        f"{run.not_judged} not judged any more"
    )
    out.print(Text(f"snapshot {run.snapshot[:16]}", "dim"))


def _counts(run: AnalysisRun) -> dict[str, object]:
    return {name: value for name, value in asdict(run).items() if name != "at"}


async def _run(connection: engine.Connection, *, inside: bool) -> AnalysisRun:
    async with Store.open(connection.uri, connection.user, connection.password, connection.database) as store:
        clock = SystemClock()
        await migrate(store, clock)
        return await analyse(store, clock.now(), _progress, inside=inside)


def _progress(done: int, of: int) -> None:
    err.print(f"{done} of {of} cases", style="dim", end="\r" if done < of else "\n")
