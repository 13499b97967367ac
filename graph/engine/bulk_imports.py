"""Filling an empty local database by Neo4j's own bulk import: many times quicker than sending rows through the driver.

The import makes a whole new set of databases from tables, and only when all went well is that set taken into use, as
with a restore: a crash leaves the empty database or the full one. Keys and indexes are not in it; migrations make them.
"""

import shutil
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.engine.configuration import DATABASE, USER
from graph.engine.dumps import administer
from graph.engine.folders import EngineFolder, prepared_folder, ready_store, require_space
from graph.engine.installs import Progress
from graph.engine.processes import end_orphans, live_server, read_state
from graph.engine.quick_starts import install
from graph.engine.servers import (
    Connection,
    bolt_uri,
    changing,
    require_free_store,
    start_server,
    stop_server,
)
from graph.settings import Settings

LIST_DELIMITER: Final = "\x1f"
"""Stands between the items of a list in a table."""

_OPTIONS: Final = (
    "--overwrite-destination=true",
    "--bad-tolerance=0",
    "--id-type=string",
    "--array-delimiter=U+001F",
    "--trim-strings=false",
    "--ignore-extra-columns=false",
    "--max-off-heap-memory=1g",
)


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file with a heading as Neo4j's import reads it, and the labels of its nodes or the type in its heading.

    `lines_in_texts` says that a text in it holds a line break, which makes reading it slower.
    """

    path: Path
    labels: tuple[str, ...] | None = None
    lines_in_texts: bool = False

    @property
    def argument(self) -> str:
        """How the import is told of it."""
        return f"--nodes={':'.join(self.labels)}={self.path}" if self.labels else f"--relationships={self.path}"


@dataclass(frozen=True, slots=True)
class Vacancy:
    """An empty local database that nobody can use until the block of `vacant` ends."""

    settings: Settings
    folder: EngineFolder

    @property
    def scratch(self) -> Path:
        """A folder on the disk of the database, for tables; only its owner can read there."""
        return self.folder.server / "temporary"

    def fill(self, tables: Sequence[Table], progress: Progress) -> None:
        """Put what the tables hold in the place of the empty database. Raises EngineError, and then it is as it was."""
        end_orphans(self.folder)
        require_space(self.folder)
        ready_store(self.folder)  # so that a crash leaves a store that is in use beside one that is not
        pointer = self.folder.new_store()
        store = self.folder.store(pointer)
        store.mkdir(mode=0o700)
        report = self.scratch / "import.report"
        try:
            progress("filling the database")
            arguments = [*_OPTIONS, f"--report-file={report}"]
            if several := [str(table.path) for table in tables if table.lines_in_texts]:
                arguments += ["--multiline-fields-format=v2", f"--multiline-fields={','.join(several)}"]
            arguments += [table.argument for table in tables]
            administer(self.settings, self.folder, store, ["database", "import", "full", DATABASE, *arguments])
            self.folder.switch_to(pointer)
        except BaseException:
            shutil.rmtree(store, ignore_errors=True)
            raise
        finally:
            report.unlink(missing_ok=True)  # it may quote rows
        ready_store(self.folder)


@contextmanager
def vacant(settings: Settings, progress: Progress, is_empty: Callable[[Connection], bool]) -> Generator[Vacancy | None]:
    """The local database for filling, when it is empty and does not run; else None.

    `is_empty` is asked about a database that was started before. Whoever wants to use it meanwhile waits.
    """
    if settings.neo4j_uri:
        yield None
        return
    install(settings, progress)
    folder = prepared_folder(settings)
    with changing(folder, progress, "filling the database with a world, which can take minutes"):
        yield Vacancy(settings, folder) if _is_vacant(settings, folder, progress, is_empty) else None


def _is_vacant(
    settings: Settings, folder: EngineFolder, progress: Progress, is_empty: Callable[[Connection], bool]
) -> bool:
    if live_server(folder) is not None:
        return False
    pointer = folder.pointer()
    if pointer is None:
        return True
    if read_state(folder) is not None:
        return False  # it ended in disorder: starting it mends that, and who knows what is in it
    end_orphans(folder)
    require_free_store(folder.store(pointer))
    try:
        state = start_server(settings, folder, ready_store(folder), progress, keep=False)
        return is_empty(Connection(bolt_uri(state.port), USER, folder.password(), DATABASE))
    finally:
        stop_server(folder)
