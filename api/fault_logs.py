"""What is told of an exception nobody foresaw: its type and where, never what it says, which may be somebody's name.

Libraries log exceptions with all their text: the server, the event loop, threads. So the hook is where every record of
every library is made, and where Python reports what nobody caught.
"""

import logging
import sys
import threading
import traceback
from pathlib import Path
from typing import Any, Final

log = logging.getLogger("casusregie.faults")

_FRAMES: Final = 6


def told(error: BaseException) -> str:
    """The type of an exception, and file and line of the innermost frames, the innermost first."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    places = (f"{'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {' < '.join(places) or 'an unknown place'}"


def keep_values_out_of_logs() -> None:
    """From now on nothing in this process logs, or prints at its end, what an exception says."""
    logging.setLogRecordFactory(_Record)
    threading.excepthook = _in_a_thread
    sys.unraisablehook = _at_nobody


class _Record(logging.LogRecord):
    """A record without the text of exceptions: neither in its traceback nor among what is filled in."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        error = self.exc_info[1] if self.exc_info else None
        self.exc_info = None
        if self.name == "asyncio":  # it writes tasks and callbacks out, with the exceptions and values in them
            self.msg, self.args = "in the event loop", ()
        if isinstance(self.msg, BaseException):
            self.msg, self.args = told(self.msg), ()
        if isinstance(self.args, tuple):
            self.args = tuple(told(one) if isinstance(one, BaseException) else one for one in self.args)
        if error is not None:
            self.msg = f"{str(self.msg).strip()}: {told(error)}"


def _in_a_thread(what: threading.ExceptHookArgs) -> None:
    if what.exc_value is not None:
        log.error("in a thread: %s", told(what.exc_value))


def _at_nobody(what: "sys.UnraisableHookArgs") -> None:
    if what.exc_value is not None:
        log.error("while tidying up: %s", told(what.exc_value))
