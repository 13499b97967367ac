"""What every way of importing begins and ends with: checking the world, and telling what came of it."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from graph.clock import Clock
from graph.store import Store
from seeds.importing.checking import Checked, Checker
from seeds.importing.folder import World
from seeds.importing.problems import Report


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: the stage, how much of it is done, and of how much (bytes checked, then rows loaded)."""

    stage: str
    done: int
    of: int


Tell = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """Say nothing."""


class Import:
    """One import of a world, from its check to its report."""

    def __init__(self, world: World, tell: Tell) -> None:
        self._begun = time.monotonic()
        self._world = world
        self._tell = tell
        self._loaded = 0
        self.checked = Checked()
        self.report = Report(world.manifest.name)

    async def check(self, store: Store | None, clock: Clock) -> None:
        """Check the whole world, against what a store holds or, without one, by itself alone."""
        size, read = self._world.size, dict[str, int]()

        def so_far(label: str, offset: int) -> None:
            read[label] = offset
            self._tell(Progress("checking", sum(read.values()), size))

        self.checked = await Checker(store, clock, self._world).check(so_far)
        self.report.rows = self.checked.rows
        self.report.checked_seconds = time.monotonic() - self._begun
        for label in self._world.files:
            self.report.count(label)

    def loaded(self, rows: int) -> None:
        """Tell that so many rows more were dealt with."""
        self._loaded += rows
        self._tell(Progress("loading", self._loaded, sum(map(len, self.checked.places.values()))))

    def done(self) -> Report:
        """The report, with what was rejected."""
        order = {f"{label}.jsonl": place for place, label in enumerate(self._world.files)}
        self.report.problems = sorted(self.checked.problems, key=lambda problem: (order[problem.file], problem.line))
        for problem in self.report.problems:
            self.report.count(problem.file.removesuffix(".jsonl")).rejected += 1
        self.report.seconds = time.monotonic() - self._begun
        return self.report
