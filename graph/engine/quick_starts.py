"""Makes every later start cost half as much, by letting the JVM keep what it learnt from one start for practice.

Loading and checking some 15,000 classes is most of what a start does. The JVM can write them, ready to use, into a
cache (JEP 514). It depends on the engine's files, the Java runtime and the options, and a JVM that finds it does not
fit goes on without, so it can make a start quicker and not wrong.
"""

import contextlib
import dataclasses
import hashlib
import shutil
import socket
from pathlib import Path
from typing import Final

import psutil

from graph.engine.artifacts import read_lock
from graph.engine.bolt import RefusedError, run
from graph.engine.configuration import DATABASE, JAVA, JVM, USER, write_configuration
from graph.engine.file_locks import exclusive
from graph.engine.folders import prepared_folder, ready_store
from graph.engine.installs import INSTALL_PATIENCE_SECONDS, Progress, install_files
from graph.engine.processes import end, live_server, spawn
from graph.engine.readiness import await_ready
from graph.errors import EngineError
from graph.settings import Settings

WRITE_PATIENCE_SECONDS: Final = 300.0
PRACTICE: Final = (
    "CREATE CONSTRAINT IF NOT EXISTS FOR (n:Thing) REQUIRE n.id IS UNIQUE",
    "UNWIND range(1, 500) AS i CREATE (:Thing {id: toString(i)})-[:HAS]->(:Fact {id: i, validFrom: i})",
    "MATCH (t:Thing {id: '1'}) SET t.version = coalesce(t.version, 0) + 1 WITH t WHERE t.version = 1 "
    "MERGE (t)-[:HAS]->(:Fact {id: 0})",
    "MATCH (t:Thing) WHERE t.id IN ['1', '2'] RETURN t{.id, facts: COLLECT { MATCH (t)-[:HAS]->(f:Fact) "
    "WHERE f.validFrom IS NULL OR f.validFrom <= 3 RETURN f{.id} ORDER BY f.id }} AS thing",
    "MATCH (n) DETACH DELETE n",
)


def install(settings: Settings, progress: Progress) -> None:
    """Bring the engine into the cache, verified, and prepare quick starts; cheap when that was done before.

    Raises EngineError when the files cannot be had; that there will be no quick starts is only told.
    """
    install_files(settings, progress)
    cache = _cache(settings)
    if cache.exists() or _failed(cache).exists():
        return
    with exclusive(
        settings.cache / "install.lock",
        "preparing the database engine",
        patience_seconds=INSTALL_PATIENCE_SECONDS,
        waiting=lambda said: progress(f"{said}, waiting for it"),
    ):
        if cache.exists() or _failed(cache).exists():
            return
        progress("preparing the database engine for quick starts (once, half a minute)")
        try:
            _practise(settings, cache)
        except (EngineError, RefusedError, OSError, psutil.Error):
            with contextlib.suppress(OSError):
                _failed(cache).touch()
            progress("that did not work here, starts will take some seconds longer")


def aot_option(settings: Settings) -> str:
    """The JVM's option that uses the cache, or nothing where there is none."""
    cache = _cache(settings)
    return f"-XX:AOTCache={cache}" if cache.exists() else ""


def _practise(settings: Settings, cache: Path) -> None:
    home = settings.cache / "practice"
    made = home / "made.aot"
    practice = dataclasses.replace(settings, home=home, engine_heap="512m", engine_page_cache="32m")
    folder = prepared_folder(practice)
    try:
        for earlier in iter(lambda: live_server(folder), None):  # of an install that was killed
            end(earlier.process)
        pointer = ready_store(folder)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        write_configuration(practice, folder, pointer, port, f"-XX:AOTCacheOutput={made}")
        process = spawn(folder)
        try:
            await_ready(folder, process, port, lambda _: None)
            run(port, USER, folder.password(), DATABASE, PRACTICE, mode="w", seconds=30)
            process.terminate()
            process.wait(WRITE_PATIENCE_SECONDS)  # the cache is written at the end
        finally:
            end(process)
        _remove_unusable(settings.cache)
        cache.with_suffix(".java").write_text(JAVA, "utf-8")
        made.replace(cache)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _remove_unusable(folder: Path) -> None:
    """Remove what was made for Java runtimes that are gone; each checkout has its own, and each cache is 100 MB."""
    for note in folder.glob("quick-start-*.java"):
        if not Path(note.read_text("utf-8")).exists():
            note.with_suffix(".aot").unlink(missing_ok=True)
            note.unlink()


def _cache(settings: Settings) -> Path:
    depends_on = "\n".join((read_lock().digest, JAVA, str(Path(JAVA).stat().st_mtime_ns), *JVM))
    return settings.cache / f"quick-start-{hashlib.sha256(depends_on.encode()).hexdigest()[:16]}.aot"


def _failed(cache: Path) -> Path:
    return cache.with_suffix(".failed")
