import subprocess
import sys
from pathlib import Path

import pytest

from graph import engine
from graph.engine import folders
from graph.engine.artifacts import read_lock
from graph.engine.folders import StorePointer, folder_of, prepared_folder
from graph.engine.readiness import last_meaningful_line
from graph.errors import EngineError
from graph.settings import Settings

HOLD = """
import fcntl, sys
file = open(sys.argv[1], "w")
fcntl.lockf(file, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.suffix != ".lock"
    }


def test_data_of_another_version_is_refused_untouched(home: Settings) -> None:
    folder = prepared_folder(home)
    folder.ensure_password()
    folder.switch_to(StorePointer("abc", "2024.01.0"))
    (folder.stores / "abc").mkdir()
    (folder.stores / "abc" / "something").write_text("precious")
    (folder.stores / "xyz").mkdir()
    before = files_of(folder.root)
    with pytest.raises(EngineError, match=r"written by Neo4j 2024\.01\.0 and this program brings") as refusal:
        engine.start(home)
    assert "dump" in refusal.value.advice
    assert files_of(folder.root) == before
    assert (folder.stores / "xyz").is_dir()


def test_data_without_its_pointer_is_refused(home: Settings) -> None:
    folder = prepared_folder(home)
    (folder.stores / "abc").mkdir()
    with pytest.raises(EngineError, match=r"store\.json is gone"):
        engine.start(home)
    assert (folder.stores / "abc").is_dir()


def test_data_without_its_password_is_refused(home: Settings) -> None:
    folder = prepared_folder(home)
    folder.switch_to(StorePointer("abc", read_lock().neo4j))
    with pytest.raises(EngineError, match="password file"):
        engine.start(home)


def test_a_home_that_is_a_file_is_refused(home: Settings) -> None:
    home.home.write_text("not a folder")
    with pytest.raises(EngineError, match="data folder cannot be made") as refusal:
        engine.start(home)
    assert "CASUSREGIE_HOME" in refusal.value.advice
    home.home.unlink()


def test_a_disk_that_is_nearly_full_is_refused(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MINIMUM_FREE_BYTES", 1 << 60)
    with pytest.raises(EngineError, match="MB left"):
        engine.start(home)
    assert engine.status(home).pid is None


def test_the_process_that_holds_the_databases_is_named(home: Settings) -> None:
    folder = prepared_folder(home)
    folder.ensure_password()
    pointer = folder.new_store()
    folder.switch_to(pointer)
    databases = folder.store(pointer) / "databases"
    databases.mkdir(parents=True)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(databases / "store_lock")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None and holder.stdin is not None
        holder.stdout.readline()
        with pytest.raises(EngineError, match=f"process {holder.pid} holds"):
            engine.start(home)
        holder.stdin.close()


def test_a_server_that_dies_says_why(home: Settings) -> None:
    too_much = Settings(home=home.home, cache=home.cache, engine_heap="1m")
    with pytest.raises(EngineError, match=r"ended while starting: .*[Hh]eap"):
        engine.start(too_much)
    folder = folder_of(home)
    assert not folder.state_file.exists()


def test_the_innermost_cause_is_what_is_told() -> None:
    log = (
        "2026-03-10 12:00:00.000+0000 INFO  Starting...\n"
        "2026-03-10 12:00:01.000+0000 ERROR Failed to start Neo4j on 127.0.0.1:7474.\n"
        "java.lang.RuntimeException: Error starting\n\tat org.neo4j.Server.start(Server.java:1)\n"
        "Caused by: org.neo4j.io.locker.FileLockException: Lock file has been locked by another process\n"
        "\tat org.neo4j.Other.run(Other.java:2)\n"
    )
    assert last_meaningful_line(log) == "FileLockException: Lock file has been locked by another process"
    assert last_meaningful_line("Error: no such class\n") == "Error: no such class"
    assert last_meaningful_line("") == "nothing"
