"""Importing a world folder: all of it is checked first, what is good is loaded, the rest is listed."""

from pathlib import Path

from graph.clock import Clock
from graph.store import Store
from seeds.importing.filling import fill
from seeds.importing.folder import World
from seeds.importing.loading import load_all
from seeds.importing.problems import Count, Problem, Report
from seeds.importing.reporting import Import, Progress, Tell, silent
from seeds.importing.supply import Supply

__all__ = ["Count", "Problem", "Progress", "Report", "Tell", "fill", "load"]


async def load(store: Store, clock: Clock, folder: Path, progress: Tell = silent, *, strict: bool = False) -> Report:
    """Load a world folder into a migrated store; loading it again changes nothing.

    Rows that cannot be taken, and rows that hang on them, are listed in the report and nothing else is lost; with
    `strict` nothing is loaded as soon as there is one. Raises WorldError when the folder is no world.
    """
    with World(folder) as world:
        importing = Import(world, progress)
        await importing.check(store, clock)
        if strict and importing.checked.problems:
            importing.report.loaded = False
        else:
            await load_all(Supply(importing, clock.now(), world, store))
        return importing.done()
