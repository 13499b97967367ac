"""The server as a process: which one is ours, starting it, ending it."""

import contextlib
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
import psutil

from graph.engine.configuration import ENVIRONMENT, JAVA, admin_arguments, server_arguments
from graph.engine.folders import EngineFolder
from graph.engine.private_files import write_private
from graph.errors import EngineError

CLOCK_TOLERANCE_SECONDS: Final = 2.0
END_PATIENCE_SECONDS: Final = 20.0


class ServerState(msgspec.Struct, frozen=True):
    """What `state.json` says: which process, when it began (seconds since 1970), where it listens.

    `port` 0 is not known. `keep` is for a server started by itself and not for one use of it.
    """

    pid: int
    began: float
    port: int
    keep: bool


@dataclass(frozen=True, slots=True)
class Server:
    """A server process of this folder that is alive."""

    process: psutil.Process
    state: ServerState
    known: bool
    """False when it was found in the list of processes but not in `state.json`."""


def write_state(folder: EngineFolder, state: ServerState) -> None:
    """Remember the running server."""
    write_private(folder.state_file, msgspec.json.encode(state))


def read_state(folder: EngineFolder) -> ServerState | None:
    """What is remembered, true or not any more; None where nothing or nothing readable is."""
    try:
        return msgspec.json.decode(folder.state_file.read_bytes(), type=ServerState)
    except (OSError, msgspec.MsgspecError):
        return None


def forget_state(folder: EngineFolder) -> None:
    """Remember no running server."""
    folder.state_file.unlink(missing_ok=True)


def live_server(folder: EngineFolder) -> Server | None:
    """The server of this folder that runs now, whether or not its start was remembered."""
    state = read_state(folder)
    if state is not None:
        with contextlib.suppress(psutil.Error):
            process = psutil.Process(state.pid)
            if abs(process.create_time() - state.began) < CLOCK_TOLERANCE_SECONDS and _runs_on(
                process, server_arguments(folder)
            ):
                return Server(process, state, known=True)
    for process in _processes_on(server_arguments(folder)):
        with contextlib.suppress(psutil.Error):
            found = ServerState(process.pid, process.create_time(), _configured_port(folder), keep=False)
            return Server(process, found, known=False)
    return None


def end_orphans(folder: EngineFolder) -> None:
    """End administration tools whose caller was killed; they only read, or write what nothing points to yet."""
    for process in _processes_on(admin_arguments(folder)):
        end(process)


def spawn(folder: EngineFolder) -> psutil.Process:
    """Start the server in a session of its own, so that a Ctrl-C in our terminal does not reach it."""
    log = folder.console_log
    temporary = folder.server / "temporary"
    shutil.rmtree(temporary, ignore_errors=True)  # a killed server leaves its unpacked libraries
    temporary.mkdir(exist_ok=True)
    if folder.server_log.exists():  # so that what stands in it is about this start
        folder.server_log.replace(folder.server_log.with_suffix(".previous.log"))
    out = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    pid = os.posix_spawn(
        JAVA,
        [JAVA, f"@{server_arguments(folder)}"],
        ENVIRONMENT,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, str(log), out, 0o600),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ],
        setsid=True,
        setsigmask=[],
    )
    return psutil.Process(pid)


def end(process: psutil.Process) -> None:
    """Ask the process to end and, when it does not, end it: the store survives a kill."""
    with contextlib.suppress(psutil.NoSuchProcess):
        process.terminate()
        if _is_gone_within(process, END_PATIENCE_SECONDS):
            return
        process.kill()
        if not _is_gone_within(process, END_PATIENCE_SECONDS):
            raise EngineError(
                f"the database (process {process.pid}) does not end", "its disk may be hanging: look there first"
            )


def _is_gone_within(process: psutil.Process, seconds: float) -> bool:
    """Whether a process ends in time. One that somebody else started stays behind dead until they wait for it."""
    until = time.monotonic() + seconds
    while is_alive(process):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    with contextlib.suppress(psutil.Error):
        process.wait(0)
    return True


def is_alive(process: psutil.Process) -> bool:
    """Whether the process still does something; a dead child that nobody waited for does not."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _processes_on(arguments: Path) -> list[psutil.Process]:
    return [process for process in psutil.process_iter() if _runs_on(process, arguments)]


def _runs_on(process: psutil.Process, arguments: Path) -> bool:
    try:
        return f"@{arguments}" in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _configured_port(folder: EngineFolder) -> int:
    with contextlib.suppress(OSError, ValueError):
        for line in (folder.server / "conf" / "neo4j.conf").read_text("utf-8").splitlines():
            if line.startswith("server.bolt.listen_address="):
                return int(line.rpartition(":")[2])
    return 0
