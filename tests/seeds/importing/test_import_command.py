"""The command: a table, progress elsewhere, and an exit code that says whether rows were rejected."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tiny_worlds import changed, tiny_world, write

from api.cli import casusregie
from graph.engine import Connection
from graph.errors import WorldError
from graph.store import Store


@pytest.fixture
def run(scratch: Store, connection: Connection) -> "Run":
    """Run the command against the scratch store."""
    return Run({"NEO4J_URI": connection.uri, "NEO4J_PASSWORD": connection.password})


class Run:
    def __init__(self, env: dict[str, str]) -> None:
        self.env = env

    def __call__(self, *arguments: str | Path) -> Result:
        return CliRunner().invoke(casusregie, [str(argument) for argument in arguments], env=self.env)


def test_a_world_is_counted_by_kind(run: Run, tmp_path: Path) -> None:
    result = run("import", write(tmp_path, tiny_world()))
    assert result.exit_code == 0, result.output
    assert "Involvement" in result.stdout
    assert "rows/s" in result.stdout
    assert run("db", "check").stdout.strip() == "sound"
    assert run("db", "migrate").stdout.strip() == "nothing to migrate"


def test_rejected_rows_are_listed_and_end_with_code_5(run: Run, tmp_path: Path) -> None:
    folder = write(tmp_path, changed(tiny_world(), "GoalState", "gs1", status="MAYBE"))
    result = run("import", folder, "--json")
    assert result.exit_code == 5
    told = json.loads(result.stdout)
    assert told["rejected"] == [
        {"file": "GoalState.jsonl", "line": 1, "field": "status", "problem": "is not one of OPEN, REACHED, DROPPED"}
    ]
    assert told["counts"]["GoalState"] == {"new": 1, "same": 0, "changed": 0, "rejected": 1}
    assert "GoalState.jsonl:1: status is not one of" in run("import", folder).stdout


def test_strict_says_that_nothing_was_loaded(run: Run, tmp_path: Path) -> None:
    result = run("import", write(tmp_path, changed(tiny_world(), "Person", "p1", birthDate="once")), "--strict")
    assert result.exit_code == 5
    assert "nothing was loaded" in result.stdout


def test_a_broken_store_is_reported(run: Run, tmp_path: Path) -> None:
    rows = tiny_world()
    rows["Direction"] = rows["Direction"][1:]
    assert run("import", write(tmp_path, rows)).exit_code == 0
    result = run("db", "check")
    assert result.exit_code == 1
    assert "an open case has no direction: Case (1): c1" in result.stdout


def test_a_folder_that_is_no_world_is_an_error_of_the_product(run: Run, tmp_path: Path) -> None:
    assert isinstance(run("import", tmp_path).exception, WorldError)


def test_the_process_ends_with_the_code_of_what_went_wrong(run: Run, tmp_path: Path) -> None:
    def code(*arguments: str | Path) -> tuple[int, str]:
        command = [sys.executable, "-c", "from api.cli import main; main()", *map(str, arguments)]
        ended = subprocess.run(command, env={**os.environ, **run.env}, capture_output=True, text=True, check=False)
        return ended.returncode, ended.stderr

    rows = changed(tiny_world(), "GoalState", "gs1", status="MAYBE")
    rows["Direction"] = rows["Direction"][1:]
    folder = write(tmp_path / "world", rows)
    assert code("import", folder) == (5, "")
    assert code("db", "check") == (1, "")
    assert code("db", "migrate") == (0, "")
    assert code("import", tmp_path)[0] == 5


def test_the_format_needs_no_database() -> None:
    result = CliRunner().invoke(casusregie, ["import", "--format"])
    assert result.stdout.startswith("# The world format")
