"""Where the other chains stood when one began, so that cutting off a tail or taking away a file shows.

A new chain looks at the files of its own day and of the last day before it, and anchors each that stands at a point
nobody has anchored yet. So the last state of every file is anchored by the next chain that begins.
"""

import fcntl
import os
from pathlib import Path
from typing import Final

import msgspec

from graph.logs.audit_lines import Anchor, ChainStart, decoded, hash_of
from graph.logs.log_folders import LogFolder, LogName

_BLOCK: Final = 65_536


def anchors_for(folder: LogFolder, own: LogName) -> list[Anchor]:
    """What a chain of this name should anchor. Raises OSError."""
    before = [day for day in folder.days() if day < own.day]
    names = [name for day in (*before[-1:], own.day) for name in folder.names(day) if name != own]
    anchored: set[tuple[str, int]] = set()
    found: list[Anchor] = []
    for name in names:
        path = folder.path("audit", name)
        if (start := start_of(path)) is not None:
            anchored |= {(anchor.file, anchor.size) for anchor in start.anchors}
        if (anchor := _anchor(path, name)) is not None:
            found.append(anchor)
    return [anchor for anchor in found if (anchor.file, anchor.size) not in anchored]


def start_of(path: Path) -> ChainStart | None:
    """The first line of a chain; None where there is none that can be read."""
    try:
        with path.open("rb") as file:
            line = file.readline()
        start = decoded(line.rstrip(b"\n"))
    except (OSError, UnicodeDecodeError, msgspec.DecodeError):
        return None
    return start if isinstance(start, ChainStart) else None


def _anchor(path: Path, name: LogName) -> Anchor | None:
    """The last whole line of a file, which nobody is writing meanwhile; None where it has none."""
    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        end = file.seek(0, os.SEEK_END)
        tail = b""
        while end > 0 and tail.rstrip(b"\n").count(b"\n") < 2:
            start = max(0, end - _BLOCK)
            file.seek(start)
            tail = file.read(end - start) + tail
            end = start
        size = end + len(tail)
    whole, _, rest = tail.rpartition(b"\n")
    if not whole:
        return None
    return Anchor(name.file, size - len(rest), hash_of(whole.rpartition(b"\n")[2]))
