"""Importing a world folder: all of it is checked first, what is good is loaded, the rest is listed."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.clock import Clock
from graph.store import Store
from seeds.importing.checking import Checker
from seeds.importing.folder import World
from seeds.importing.loading import load_all
from seeds.importing.problems import Count, Problem, Report
from seeds.importing.supply import Supply

__all__ = ["Count", "Problem", "Progress", "Report", "load"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: the stage, how much of it is done, and of how much (bytes checked, then rows loaded)."""

    stage: str
    done: int
    of: int


def _silent(progress: Progress) -> None:
    """Say nothing."""


async def load(
    store: Store,
    clock: Clock,
    folder: Path,
    progress: Callable[[Progress], None] = _silent,
    *,
    strict: bool = False,
) -> Report:
    """Load a world folder into a migrated store; loading it again changes nothing.

    Rows that cannot be taken, and rows that hang on them, are listed in the report and nothing else is lost; with
    `strict` nothing is loaded as soon as there is one. Raises WorldError when the folder is no world.
    """
    begun = time.monotonic()
    with World(folder) as world:
        size = world.size
        read: dict[str, int] = {}

        def checked_so_far(label: str, offset: int) -> None:
            read[label] = offset
            progress(Progress("checking", sum(read.values()), size))

        checked = await Checker(store, clock, world).check(checked_so_far)
        report = Report(world.manifest.name, rows=checked.rows, checked_seconds=time.monotonic() - begun)
        for label in world.files:
            report.count(label)
        if strict and checked.problems:
            report.loaded = False
        else:
            of, loaded = sum(map(len, checked.places.values())), 0

            def loaded_so_far(rows: int) -> None:
                nonlocal loaded
                loaded += rows
                progress(Progress("loading", loaded, of))

            await load_all(Supply(store, clock.now(), world, checked, report, loaded_so_far))
        order = {f"{label}.jsonl": place for place, label in enumerate(world.files)}
        report.problems = sorted(checked.problems, key=lambda problem: (order[problem.file], problem.line))
        for problem in report.problems:
            report.count(problem.file.removesuffix(".jsonl")).rejected += 1
    report.seconds = time.monotonic() - begun
    return report
