"""When a starting server can be used, and if it never will be, why."""

import contextlib
import re
import time
from typing import Final

import psutil

from graph.engine.bolt import RefusedError, answers
from graph.engine.configuration import DATABASE, USER
from graph.engine.folders import EngineFolder
from graph.engine.installs import Progress
from graph.engine.processes import is_alive
from graph.errors import EngineError

START_PATIENCE_SECONDS: Final = 300.0
QUERY_PATIENCE_SECONDS: Final = 30.0
REPORT_EVERY_SECONDS: Final = 10.0

_WRONG_PASSWORD: Final = ("Neo.ClientError.Security.Unauthorized", "Neo.ClientError.Security.AuthenticationRateLimit")
_STARTED: Final = re.compile(r" Started\.$", re.MULTILINE)
_LINE: Final = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+[+-]\d{4} (?P<level>[A-Z]+)\s+(?P<text>.*)")


class PortTakenError(EngineError):
    """Another program took the port in the moment between choosing and using it."""


class BrokenServerError(EngineError):
    """The server lives and refuses a plain query: only a restart helps."""


def is_ready(folder: EngineFolder, port: int) -> bool:
    """Whether the database answers a query now."""
    try:
        return answers(port, USER, folder.password(), DATABASE)
    except RefusedError:
        return False


def await_ready(folder: EngineFolder, process: psutil.Process, port: int, progress: Progress) -> None:
    """Wait until the server says it is started and a query is answered.

    Raises EngineError when it dies, or when it takes longer than 300 s to start or 30 s to answer after that.
    """
    begun = told = time.monotonic()
    started: float | None = None
    refusal = ""
    while True:
        now = time.monotonic()
        if started is None and _says_started(folder):
            started = now
        if started is not None:
            try:
                if answers(port, USER, folder.password(), DATABASE):
                    return
            except RefusedError as error:
                refusal = str(error)
                if refusal in _WRONG_PASSWORD:
                    raise _wrong_password() from error
        if not is_alive(process):
            raise _death(folder)
        if started is not None and now - started > QUERY_PATIENCE_SECONDS:
            raise _silence(process, refusal)
        if now - begun > START_PATIENCE_SECONDS:
            raise EngineError(
                f"the database is still not started after {START_PATIENCE_SECONDS:.0f} seconds; its log ends with: "
                f"{last_meaningful_line(_log(folder))}",
                "look into engine/server/logs in the data folder",
            )
        if now - told > REPORT_EVERY_SECONDS:
            told = now
            progress(f"still waiting for the database ({now - begun:.0f} s)")
        time.sleep(0.05 if started is None else 0.2)


def last_meaningful_line(log: str) -> str:
    """The line of a log that says best why a server ended: the innermost cause, else the last error or line."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    causes = [line for line in lines if line.startswith("Caused by:")]
    errors = [found["text"] for line in lines if (found := _LINE.match(line)) and found["level"] in {"ERROR", "FATAL"}]
    best = causes or errors or [line for line in lines if not line.startswith("at ")] or ["nothing"]
    text = best[-1].removeprefix("Caused by:").strip()
    return re.sub(r"^(?:[a-z0-9_]+\.)+(?=[A-Z])", "", text)[:300]


def _says_started(folder: EngineFolder) -> bool:
    return _STARTED.search(_log(folder)) is not None


def _log(folder: EngineFolder) -> str:
    text = ""
    for file in (folder.console_log, folder.server_log):
        with contextlib.suppress(OSError):
            text += file.read_text("utf-8", "replace")
    return text


def _death(folder: EngineFolder) -> EngineError:
    line = last_meaningful_line(_log(folder))
    if "PortBindException" in _log(folder):
        return PortTakenError("the port of the database was taken by another program", "try again")
    return EngineError(f"the database ended while starting: {line}", "look into engine/server/logs in the data folder")


def _silence(process: psutil.Process, refusal: str) -> EngineError:
    if refusal:
        return BrokenServerError(
            f"the database (process {process.pid}) refuses to work: {refusal}",
            "restart it: casusregie db stop, then start",
        )
    return EngineError(
        f"the database (process {process.pid}) does not answer", "try again, or end it with casusregie db stop"
    )


def _wrong_password() -> EngineError:
    return EngineError(
        "the database does not accept the password in engine/password of the data folder",
        "put the right one back, or stop it, then casusregie db dump FILE and casusregie db restore FILE --replace",
    )
