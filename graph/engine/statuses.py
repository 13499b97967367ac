"""How the local database stands, without touching it."""

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from graph.engine.artifacts import read_lock
from graph.engine.file_locks import Lease
from graph.engine.folders import EngineFolder, folder_of
from graph.engine.installs import is_installed
from graph.engine.processes import live_server, read_state
from graph.engine.servers import bolt_uri
from graph.settings import Settings


@dataclass(frozen=True, slots=True)
class Status:
    """How the database stands; sizes in bytes, None where a thing does not exist.

    `left-behind` is a server whose starter was killed: it works, and the next use joins it. `external` is the database
    of NEO4J_URI, about which only its address is known here.
    """

    state: Literal["running", "stopped", "left-behind", "not-installed", "external"]
    version: str
    note: str = ""
    pid: int | None = None
    uri: str | None = None
    folder: Path | None = None
    size_bytes: int | None = None
    free_bytes: int | None = None


def status(settings: Settings) -> Status:
    """How the database stands; nothing is started, made or repaired."""
    version = read_lock().neo4j
    if settings.neo4j_uri:
        return Status("external", "", "NEO4J_URI names another database", uri=settings.neo4j_uri)
    folder = folder_of(settings)
    exists = folder.root.exists()
    size = sum(_size(file) for file in folder.root.rglob("*")) if exists else None
    server = live_server(folder) if exists else None
    state = read_state(folder) if exists else None
    found: Literal["running", "stopped", "left-behind", "not-installed"]
    note = ""
    if server:
        found = "running" if server.known and (server.state.keep or not _is_unused(folder)) else "left-behind"
        if found == "left-behind":
            note = "who started it is gone; the next use joins it, casusregie db stop ends it"
    elif not is_installed(settings):
        found, note = "not-installed", "casusregie db start installs it"
    else:
        found = "stopped"
        if state:
            note = f"it did not stop in order (process {state.pid} is gone); the next start recovers it"
    return Status(
        found,
        version,
        note,
        pid=server.process.pid if server else None,
        uri=bolt_uri(server.state.port) if server else None,
        folder=folder.root,
        size_bytes=size,
        free_bytes=folder.free_bytes(),
    )


def _is_unused(folder: EngineFolder) -> bool:
    if not folder.users_lock.exists():
        return True
    lease = Lease(folder.users_lock)
    try:
        return lease.is_last()
    finally:
        lease.close()


def _size(file: Path) -> int:
    with contextlib.suppress(OSError):
        return file.lstat().st_size
    return 0
