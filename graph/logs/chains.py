"""The files one process writes on one day: a chain of audit lines, and beside it processing lines and facts."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from graph.engine.private_files import sync_folder
from graph.logs.anchors import anchors_for
from graph.logs.audit_lines import LAYOUT, NOTHING_BEFORE, AuditLine, ChainStart, hash_of, linked
from graph.logs.log_folders import PARTS, LogFolder, LogName, make_private

TOGETHER: Final = 256
"""Answers that share one write at most; so many, too, can lack their processing lines after a crash."""


class Chain:
    """The open files of one process and day. Nothing counts as written before `append` returns."""

    def __init__(self, folder: LogFolder, name: LogName, began_at: int) -> None:
        """Begin it on disk. Raises OSError."""
        self.name = name
        self.whole = True
        """False once what is on disk may be more than what is known here: then another chain must be begun."""
        self._files: dict[str, int] = {}
        self._facts: set[str] = set()
        try:
            for part in PARTS:
                self._files[part] = _created(folder.path(part, name))
            start = ChainStart(NOTHING_BEFORE, began_at, name.day, name.start, anchors_for(folder, name), LAYOUT)
            line = linked(start)
            self.last = hash_of(line)
            self._put("audit", line + b"\n")
        except BaseException:
            self._undo_making(folder)
            raise

    def append(self, lines: list[AuditLine], processing: list[bytes], facts: dict[str, bytes]) -> None:
        """Write the lines of one or more answers and have them on disk, all or none.

        `prev` of the audit lines is filled in here. Audit lines come first and processing lines last, so that a fact
        or a processing line without its audit line is never the work of a crash.
        Raises OSError; the files are then as before, or `whole` is False.
        """
        last, text = self.last, bytearray()
        for line in lines:
            written = linked(msgspec.structs.replace(line, prev=last))
            last = hash_of(written)
            text += written + b"\n"
        fresh = {key: value for key, value in facts.items() if key not in self._facts}
        audit = self._files["audit"]
        try:
            sizes = {part: os.fstat(file).st_size for part, file in self._files.items()}
            fcntl.flock(audit, fcntl.LOCK_EX)  # who anchors this file meanwhile sees it before or after, not between
        except OSError:
            self.whole = False  # files that cannot even be looked at will not be written again
            raise
        try:
            self._put("audit", bytes(text))
            if fresh:
                self._put("facts", b"".join(_fact(key, value) for key, value in fresh.items()))
            if processing:
                self._put("processing", b"".join(line + b"\n" for line in processing))
        except BaseException:
            self._cut_back(sizes)
            raise
        finally:
            with suppress(OSError):
                fcntl.flock(audit, fcntl.LOCK_UN)
        self.last = last
        self._facts.update(fresh)

    def close(self) -> None:
        """Close the files. What was written is on disk already, so a disk that complains now changes nothing."""
        for file in self._files.values():
            with suppress(OSError):
                os.close(file)
        self._files.clear()

    def _cut_back(self, sizes: dict[str, int]) -> None:
        try:
            for part, size in sizes.items():
                os.ftruncate(self._files[part], size)
                os.fdatasync(self._files[part])
        except OSError:
            self.whole = False

    def _undo_making(self, folder: LogFolder) -> None:
        made = list(self._files)
        self.close()
        for part in made:
            folder.path(part, self.name).unlink(missing_ok=True)

    def _put(self, part: str, text: bytes) -> None:
        file, done = self._files[part], 0
        while done < len(text):
            done += os.write(file, text[done:])
        os.fdatasync(file)


def _fact(key: str, text: bytes) -> bytes:
    return b'{"hash":"' + key.encode() + b'","facts":' + text + b"}\n"


def _created(path: Path) -> int:
    make_private(path.parent)
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        sync_folder(path.parent)
    except BaseException:
        os.close(file)
        path.unlink(missing_ok=True)
        raise
    return file
