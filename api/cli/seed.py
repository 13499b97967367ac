"""`casusregie seed`: write an invented world, or told stories, as a folder that `casusregie import` loads."""

from datetime import date, datetime
from pathlib import Path

import click
from rich.progress import Progress
from rich.table import Table

from api.cli.console import err, out
from graph.clock import SystemClock, today
from graph.errors import InputError
from seeds.stories.library import STORIES
from seeds.worlds import PERSONS, SIZES, write_world

FIRST_YEAR, LAST_YEAR = 1950, 2900
"""The years a world may end in: its people are born before, and plans of theirs reach beyond."""


@click.command()
@click.option("--size", type=click.Choice(SIZES), help="An invented population of this size.")
@click.option("--story", "stories", multiple=True, metavar="NAME", help="A told story; may be given again; `all` too.")
@click.option("--seed", type=int, default=7, show_default=True, help="The number everything is drawn from.")
@click.option("--today", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day the world ends at; default today.")
@click.option("--list", "listing", is_flag=True, help="List sizes and stories, and stop.")
@click.argument("folder", metavar="OUT", type=click.Path(path_type=Path), required=False)
def seed(  # noqa: PLR0917 (click passes them by name)
    size: str | None, stories: tuple[str, ...], seed: int, day: datetime | None, listing: bool, folder: Path | None
) -> None:
    """Write an invented world into the folder OUT and print how many rows of each kind it holds."""
    if listing:
        _list()
        return
    if folder is None or not (size or stories):
        raise InputError("nothing to write", "give --size or --story and a folder; `casusregie seed --list` shows them")
    chosen = tuple(STORIES) if "all" in stories else stories
    until: date = day.date() if day else today(SystemClock())
    if not FIRST_YEAR <= until.year <= LAST_YEAR:
        raise InputError(f"--today is in the year {until.year}", f"give a day from {FIRST_YEAR} to {LAST_YEAR}")
    with Progress(console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task("inventing persons", total=None)
        counts = write_world(
            folder,
            today=until,
            size=size,
            seed=seed,
            stories=chosen,
            progress=lambda done, of: progress.update(task, completed=done, total=of),
        )
    table = Table("kind", "rows", title=f"{folder}: invented, today is {until}")
    for label, count in counts.items():
        table.add_row(label, f"{count:,}")
    table.add_row("together", f"{sum(counts.values()):,}", style="bold")
    out.print(table)


def _list() -> None:
    table = Table("name", "what it is")
    for size in SIZES:
        table.add_row(f"--size {size}", f"{PERSONS[size]:,} invented persons")
    for story in STORIES.values():
        table.add_row(f"--story {story.name}", f"{story.title}. {story.question}")
    out.print(table)
