"""Who holds the lock that Neo4j puts on its databases."""

import fcntl
from pathlib import Path
from typing import Final

_LOCK_TABLE: Final = Path("/proc/locks")


def holder_of(lock_file: Path) -> int | None:
    """The pid that holds the lock, 0 when somebody does but the system does not say who, None when nobody does."""
    try:
        with lock_file.open("r+b") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # the same kind of lock as Java's FileLock
    except FileNotFoundError:
        return None
    except OSError:
        return _listed_holder(lock_file)
    return None


def _listed_holder(lock_file: Path) -> int:
    if not _LOCK_TABLE.exists():
        return 0
    inode = str(lock_file.stat().st_ino)
    for line in _LOCK_TABLE.read_text("ascii").splitlines():
        words = line.split()
        # 1: POSIX  ADVISORY  WRITE 4711 fd:00:1234567 0 EOF
        if "->" not in words and len(words) >= 6 and words[5].rpartition(":")[2] == inode and words[4].isdigit():
            return int(words[4])
    return 0
