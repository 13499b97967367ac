"""Files that a command writes where it was told to: whole, or not at all, and then the file that stood there stays."""

import stat
from pathlib import Path

from graph.engine.private_files import write_whole
from graph.errors import InputError

READABLE = 0o644
PRIVATE = 0o600
"""For what tells of persons."""


def write_result(path: Path, text: str, mode: int = READABLE) -> None:
    """Write a text to a file; one that is there keeps its mode. Raises InputError where that cannot be."""
    try:
        if path.exists() and not path.is_file():
            path.write_text(text, "utf-8")  # a device or a pipe, which is written to and not replaced
            return
        place = path.resolve()
        if place.exists():
            mode = stat.S_IMODE(place.stat().st_mode)
        write_whole(place, text.encode(), mode)
    except (OSError, RuntimeError) as error:  # a RuntimeError is a link that leads to itself
        reason = error.strerror if isinstance(error, OSError) else "a link that leads to itself"
        raise InputError(f"{path} cannot be written: {reason}", "give another place, or make room") from None
