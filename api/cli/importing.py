"""`casusregie import`: load a world folder. It needs no actor, only the right to write to the database."""

import asyncio
import os
import time
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars
from rich.table import Table

from api.cli.console import err, out
from graph import engine
from graph.clock import SystemClock
from graph.errors import InputError, WorldError
from graph.migrations import migrate
from graph.settings import Settings
from graph.store import Store
from seeds.importing import Progress, Report, Tell, fill, load

SHOWN = 20
"""How many problems are shown one by one in the terminal; `--json` gives all of them."""


@click.command("import")
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path), required=False)
@click.option("--strict", is_flag=True, help="Load nothing as soon as one row is rejected.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON, with every rejected row.")
@click.option("--format", "show_format", is_flag=True, help="Print the format of a world folder, and stop.")
def import_command(folder: Path | None, strict: bool, as_json: bool, show_format: bool) -> None:
    """Load the world in FOLDER into the database; loading it twice changes nothing."""
    if show_format:
        from seeds.importing.format import world_format

        click.echo(world_format(), nl=False)
        return
    if folder is None:
        raise InputError("no folder was given", "casusregie import FOLDER")
    settings = Settings.from_mapping(os.environ)
    with _bars() as bars:
        tell, say = _telling(bars), _saying(bars)
        # An empty local database is filled in bulk, before it is started; any other one through the driver.
        report = fill(settings, SystemClock(), folder, tell, say, strict=strict)
        if report is None or report.loaded:
            with engine.running(settings, progress=say) as connection:
                report = asyncio.run(_finished(connection, report, folder, tell, say, strict=strict))
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(_plain(report)), indent=2))
    else:
        _show(report)
    if report.problems:
        click.get_current_context().exit(WorldError.exit_code)


async def _finished(
    connection: engine.Connection,
    filled: Report | None,
    folder: Path,
    tell: Tell,
    say: engine.Progress,
    *,
    strict: bool,
) -> Report:
    """Migrate, and load what was not filled in bulk."""
    async with Store.open(connection.uri, connection.user, connection.password, connection.database) as store:
        clock = SystemClock()
        for name in await migrate(store, clock):
            say(f"migrated: {name}")
        return filled or await load(store, clock, folder, tell, strict=strict)


def _telling(bars: Bars) -> Tell:
    tasks = {stage: bars.add_task(stage, total=None, rate="", visible=False) for stage in ("checking", "loading")}
    begun: dict[str, float] = {}

    def tell(progress: Progress) -> None:
        now = time.monotonic()
        seconds = now - begun.setdefault(progress.stage, now)
        rows = progress.stage == "loading" and seconds > 0
        rate = f"{progress.done / seconds:,.0f} rows/s" if rows else ""
        bars.update(tasks[progress.stage], completed=progress.done, total=progress.of, rate=rate, visible=True)

    return tell


def _saying(bars: Bars) -> engine.Progress:
    return lambda text: bars.console.print(text, style="dim", markup=False)


def _bars() -> Bars:
    return Bars(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )


def _plain(report: Report) -> dict[str, Any]:
    return {
        "world": report.world,
        "loaded": report.loaded,
        "counts": report.counts,
        "rejected": report.problems,
        "rows": report.rows,
        "checkedSeconds": round(report.checked_seconds, 3),
        "seconds": round(report.seconds, 3),
        "rowsPerSecond": round(report.rows_per_second),
    }


def _show(report: Report) -> None:
    table = Table("kind", "new", "same", "changed", "rejected", title=f"{report.world} (invented)")
    for column in table.columns[1:]:
        column.justify = "right"
    for label, count in report.counts.items():
        table.add_row(label, *(f"{number:,}" for number in (count.new, count.same, count.changed, count.rejected)))
    out.print(table)
    for problem in report.problems[:SHOWN]:
        out.print(str(problem), markup=False, soft_wrap=True)
    if len(report.problems) > SHOWN:
        out.print(f"... and {len(report.problems) - SHOWN:,} more rejected rows; --json gives all")
    if not report.loaded:
        out.print("nothing was loaded, because rows were rejected and --strict was given")
    out.print(f"{report.rows:,} rows in {report.seconds:.1f} s, {report.rows_per_second:,.0f} rows/s")
