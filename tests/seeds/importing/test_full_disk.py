"""A disk that is full in the middle of a bulk import: one clear line, nothing half done, and it can be done again."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tiny_worlds import tiny_world, write

from graph import engine
from graph.clock import FixedClock
from graph.errors import WorldError
from graph.settings import Settings
from graph.times import parse_moment
from seeds.importing import fill
from seeds.importing.folder import World
from seeds.stories.library import STORIES
from seeds.worlds import write_world

NOON = FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))
IMPORT = """
import resource
from api.cli import main
from seeds.importing import filling
filling._LARGE = {large}
resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))
main()
"""


@pytest.mark.parametrize(
    ("most", "large", "said"),
    [
        pytest.param(20_000, 10**9, "the database cannot be filled: File too large: make room", id="tables"),
        pytest.param(20_000, 0, "the database cannot be filled: File too large: make room", id="tables on both cores"),
        pytest.param(250_000, 10**9, "Neo4j's tool failed at database import", id="the database itself"),
    ],
)
def test_files_that_may_not_grow_end_a_bulk_import_with_nothing_changed(
    settings: Settings, tmp_path: Path, most: int, large: int, said: str
) -> None:
    write_world(tmp_path / "world", today=date(2026, 3, 10), stories=tuple(STORIES))
    home = replace(settings, home=tmp_path / "home")
    found = subprocess.run(
        [sys.executable, "-c", IMPORT.format(large=large, most=most), "import", str(tmp_path / "world")],
        env={**os.environ, "NEO4J_URI": "", "CASUSREGIE_HOME": str(home.home), "CASUSREGIE_CACHE": str(home.cache)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert found.returncode == 3, found.stderr
    told = [line for line in found.stderr.splitlines() if line.startswith("casusregie: ")]
    assert len(told) == 1
    assert told[0].startswith(f"casusregie: {said}")
    assert "nothing was changed" in told[0]
    assert "Traceback" not in found.stderr
    server = home.home / "engine" / "server"
    assert [one for one in (server / "temporary").rglob("*") if one.suffix in {".csv", ".report"}] == []
    assert len(list((server / "stores").iterdir())) <= 1
    report = fill(home, NOON, tmp_path / "world")
    assert report is not None
    assert report.loaded
    engine.stop(home)


@contextmanager
def somebody_else() -> Iterator[None]:
    """Act as a user who may not read everything, where the tests run as one who may."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize(("mode", "file_mode"), [(0o300, 0o644), (0o311, 0o644), (0o755, 0o000)])
def test_a_folder_that_cannot_be_listed_or_read_is_said(mode: int, file_mode: int) -> None:
    with TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        folder = write(Path(place) / "world", tiny_world())
        (folder / "Person.jsonl").chmod(file_mode)
        folder.chmod(mode)
        try:
            with somebody_else(), pytest.raises(WorldError, match="cannot be read"):
                World(folder)
        finally:
            folder.chmod(0o700)
