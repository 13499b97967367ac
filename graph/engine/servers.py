"""Starting, joining and stopping the local database."""

import socket
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from graph.engine.configuration import DATABASE, USER, write_configuration
from graph.engine.file_locks import Lease, exclusive
from graph.engine.folders import EngineFolder, StorePointer, folder_of, prepared_folder, ready_store, require_space
from graph.engine.installs import Progress
from graph.engine.processes import (
    Server,
    ServerState,
    end,
    end_orphans,
    forget_state,
    is_alive,
    live_server,
    read_state,
    spawn,
    write_state,
)
from graph.engine.quick_starts import aot_option, install
from graph.engine.readiness import BrokenServerError, PortTakenError, await_ready, is_ready
from graph.engine.store_locks import holder_of
from graph.errors import EngineError
from graph.settings import Settings

LOCK_PATIENCE_SECONDS: Final = 180.0
PORT_ATTEMPTS: Final = 3


@dataclass(frozen=True)
class Connection:
    """How to reach a database with the driver."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str


def connection_of(settings: Settings) -> Connection:
    """How to reach the database of NEO4J_URI or the local one; raises EngineError when the local one does not run."""
    if settings.neo4j_uri:
        return Connection(settings.neo4j_uri, settings.neo4j_user, settings.neo4j_password, settings.neo4j_database)
    folder = folder_of(settings)
    server = live_server(folder)
    if server is None:
        raise EngineError("the database does not run", "start it with casusregie db start")
    return _connection(folder, server.state)


def start(settings: Settings, progress: Progress | None = None) -> Connection:
    """Start the local database, or join it when it runs, and let it run until `stop`.

    Installs the engine first when needed. Raises EngineError, with nothing left running that was not before. With
    NEO4J_URI set there is nothing to start and that database is answered.
    """
    if settings.neo4j_uri:
        return connection_of(settings)
    return _start(settings, progress or _quiet, keep=True)


def stop(settings: Settings) -> bool:
    """Stop the local database, whoever uses it; False when it did not run. Raises EngineError when it will not end."""
    require_local(settings)
    folder = folder_of(settings)
    if not folder.root.exists():
        return False
    with changing(folder, _quiet):
        return stop_server(folder)


@contextmanager
def running(settings: Settings, progress: Progress | None = None) -> Generator[Connection]:
    """A database for as long as the block lasts: started or joined, stopped by the last of those who use it so.

    One that was started with `start` goes on. When this process is killed its server stays, and the next use joins it.
    """
    if settings.neo4j_uri:
        yield connection_of(settings)
        return
    progress = progress or _quiet
    install(settings, progress)
    folder = prepared_folder(settings)
    lease = Lease(folder.users_lock)
    try:
        connection = _start(settings, progress, keep=False)
        try:
            yield connection
        finally:
            _stop_unless_used(folder, lease)
    finally:
        lease.close()


def require_local(settings: Settings) -> None:
    """Raise EngineError when NEO4J_URI names a database that is not ours to start, stop or dump."""
    if settings.neo4j_uri:
        raise EngineError(
            "NEO4J_URI names another database, which is not started or stopped from here", "use the tools it came with"
        )


@contextmanager
def changing(
    folder: EngineFolder, progress: Progress, doing: str = "starting or stopping the database"
) -> Generator[None]:
    """Be the only one who starts, stops or replaces the database of this folder; `doing` is told who waits."""
    with exclusive(
        folder.start_lock,
        doing,
        patience_seconds=LOCK_PATIENCE_SECONDS,
        waiting=lambda said: progress(f"{said}, waiting for it"),
    ):
        yield


def stop_server(folder: EngineFolder) -> bool:
    """Stop the server of this folder, if any. Call it inside `changing`."""
    server = live_server(folder)
    if server:
        end(server.process)
    forget_state(folder)
    return server is not None


def start_server(
    settings: Settings, folder: EngineFolder, pointer: StorePointer, progress: Progress, *, keep: bool, port: int = 0
) -> ServerState:
    """Start a server on these databases and wait until it answers. Call it inside `changing`, with none running.

    `port` is where it was before: clients that waited for a restart find it there again, when that is still free.
    """
    require_space(folder)
    require_free_store(folder.store(pointer))
    for attempt in range(1, PORT_ATTEMPTS + 1):
        chosen = _choose_port(settings, port if attempt == 1 else 0)
        write_configuration(settings, folder, pointer, chosen, aot_option(settings))
        progress("starting the database")
        try:
            process = spawn(folder)
            state = ServerState(process.pid, process.create_time(), chosen, keep)
            write_state(folder, state)
            await_ready(folder, process, chosen, progress)
        except PortTakenError:
            _sweep(folder)
            if attempt == PORT_ATTEMPTS or settings.engine_port:
                raise
        except BaseException:  # a Ctrl-C too: nothing of ours may stay behind
            _sweep(folder)
            raise
        else:
            return state
    raise AssertionError("unreachable")


def require_free_store(store: Path) -> None:
    """Raise EngineError, naming the process where the system tells, when somebody else works on the databases."""
    holder = holder_of(store / "databases" / "store_lock")
    if holder is not None:
        who = f"process {holder}" if holder else "another process"
        raise EngineError(f"{who} holds the database folder", "end it first, or give another folder in CASUSREGIE_HOME")


def _start(settings: Settings, progress: Progress, *, keep: bool) -> Connection:
    install(settings, progress)
    folder = prepared_folder(settings)
    with changing(folder, progress):
        server = live_server(folder)
        state = _join(folder, server, progress, keep=keep) if server else None
        if state is None:
            end_orphans(folder)
            crashed = read_state(folder)
            port = crashed.port if crashed else 0
            state = start_server(settings, folder, ready_store(folder), progress, keep=keep, port=port)
        return _connection(folder, state)


def _join(folder: EngineFolder, server: Server, progress: Progress, *, keep: bool) -> ServerState | None:
    """The state of the server that runs, or None when it turned out to be of no use and was ended."""
    state = ServerState(server.state.pid, server.state.began, server.state.port, keep or server.state.keep)
    try:
        if not is_ready(folder, state.port):
            await_ready(folder, server.process, state.port, progress)
    except EngineError as error:
        if is_alive(server.process) and not isinstance(error, BrokenServerError):
            raise  # perhaps only busy, and others may be using it: not ours to end
        progress("the database that runs is of no use any more, starting it again")
        _sweep(folder)
        return None
    if state != server.state or not server.known:
        write_state(folder, state)
    return state


def _stop_unless_used(folder: EngineFolder, lease: Lease) -> None:
    with changing(folder, _quiet):
        server = live_server(folder)
        if server and not server.state.keep and lease.is_last():
            end(server.process)
            forget_state(folder)


def _sweep(folder: EngineFolder) -> None:
    while server := live_server(folder):
        end(server.process)
    forget_state(folder)


def _choose_port(settings: Settings, before: int) -> int:
    if settings.engine_port:
        if not _is_free(settings.engine_port):
            raise EngineError(
                f"port {settings.engine_port} is in use", "give another one, or none, in CASUSREGIE_ENGINE_PORT"
            )
        return settings.engine_port
    if before and _is_free(before):
        return before
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _connection(folder: EngineFolder, state: ServerState) -> Connection:
    return Connection(bolt_uri(state.port), USER, folder.password(), DATABASE)


def bolt_uri(port: int) -> str:
    """The address of a server of ours."""
    return f"bolt://127.0.0.1:{port}"


def _quiet(_line: str) -> None:
    """For callers who do not want to know."""
