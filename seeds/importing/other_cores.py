"""A part of the cases of a large world, written as tables by a process of its own: the other core has nothing to do."""

import gc
import pickle
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from graph.engine import Table
from graph.errors import WorldError
from seeds.importing.checking import Checked
from seeds.importing.folder import World
from seeds.importing.reporting import Import, silent
from seeds.importing.supply import Source
from seeds.importing.tables import NoCellError, Tables
from seeds.importing.tabling import write_cases


@dataclass(frozen=True, slots=True)
class _Asked:
    folder: Path
    checked: Checked
    now: int
    place: Path
    first: int


@contextmanager
def other_core(folder: Path, source: Source, place: Path, first: int) -> Generator[Callable[[], list[Table]]]:
    """Write the cases from a number on in another process; what it yields waits for the tables and counts their rows.

    The call raises NoCellError, OSError where the tables cannot be written, and WorldError where that process died. It
    does not outlive the block.
    """
    if first >= len(source.checked.cases):
        yield list[Table]
        return
    # A program of its own, not a copy of this one, which may have threads and locks; Ctrl-C reaches us alone.
    process = subprocess.Popen(
        [sys.executable, "-c", f"from {__name__} import answer; answer()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what goes wrong there is told here, in one line
        start_new_session=True,
    )
    assert process.stdin is not None  # noqa: S101 (both are pipes)
    assert process.stdout is not None  # noqa: S101 (likewise)
    answers = process.stdout

    def result() -> list[Table]:
        try:
            answer: tuple[list[Table], dict[str, int]] | OSError | None = pickle.load(answers)  # noqa: S301 (our own)
        except EOFError:
            raise WorldError("writing the tables was broken off", "import the world again") from None
        if answer is None:
            raise NoCellError
        if isinstance(answer, OSError):
            raise answer
        tables, counts = answer
        for label, rows in counts.items():
            source.new(label, rows)
        return tables

    try:
        with suppress(BrokenPipeError), process.stdin as asked:
            pickle.dump(_Asked(folder, source.checked, source.now, place, first), asked)
        yield result
    finally:
        process.terminate()
        process.wait()
        answers.close()


@contextmanager
def no_search_for_cycles() -> Generator[None]:
    """Millions of rows come and go and none is part of a cycle: looking for one takes a quarter of the time."""
    searches = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searches:
            gc.enable()


def answer() -> None:
    """What the other process does: read what is asked from its input, and answer with tables and counts of rows."""
    asked: _Asked = pickle.load(sys.stdin.buffer)  # noqa: S301 (what the process that started us wrote)
    found: tuple[list[Table], dict[str, int]] | OSError | None
    try:
        found = _written(asked)
    except NoCellError:
        found = None
    except OSError as error:
        found = OSError(error.errno, error.strerror)
    pickle.dump(found, sys.stdout.buffer)
    sys.stdout.flush()


def _written(asked: _Asked) -> tuple[list[Table], dict[str, int]]:
    asked.place.mkdir()
    with no_search_for_cycles(), World(asked.folder) as world, Tables(asked.place) as tables:
        importing = Import(world, silent)
        importing.checked = asked.checked
        write_cases(Source(importing, asked.now, world), tables, asked.first, len(asked.checked.cases))
        return tables.finish(), {label: count.new for label, count in importing.report.counts.items()}
