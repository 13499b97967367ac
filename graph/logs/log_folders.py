"""Where the logs stand on disk. All of it is for the owner only.

logs/
  audit/DAY/START.jsonl       who looked: one hash chain per process and day
  processing/DAY/START.jsonl  whose data were processed, by the Dutch standard; no user in it
  facts/DAY/START.jsonl       what decisions rested on, by hash; may be kept for a shorter time than the rest
  policies/VERSION/           each policy under which something was decided
keys/pseudonyms.json          beside the logs, not in them: a copy of the logs alone names nobody
"""

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from graph.clock import Clock
from graph.settings import Settings
from graph.times import local_time

PARTS: Final = ("audit", "processing", "facts")


class LogName(NamedTuple):
    """Day (Europe/Amsterdam) and start of the process: the name of one file in each of the three parts."""

    day: str
    start: str

    @property
    def file(self) -> str:
        """The name as it stands in an anchor, and in what people are told."""
        return f"{self.day}/{self.start}.jsonl"


@dataclass(frozen=True, slots=True)
class LogFolder:
    """The paths of the logs of one home folder; nothing is made."""

    home: Path

    @property
    def root(self) -> Path:  # noqa: D102
        return self.home / "logs"

    @property
    def policies(self) -> Path:  # noqa: D102
        return self.root / "policies"

    @property
    def keys(self) -> Path:  # noqa: D102
        return self.home / "keys"

    def part(self, part: str) -> Path:
        """The folder of one of PARTS."""
        return self.root / part

    def path(self, part: str, name: LogName) -> Path:
        """One file."""
        return self.root / part / name.day / f"{name.start}.jsonl"

    def days(self, part: str = "audit") -> list[str]:
        """The days there are, oldest first."""
        try:
            return sorted(found.name for found in self.part(part).iterdir() if found.is_dir())
        except FileNotFoundError:
            return []

    def names(self, day: str, part: str = "audit") -> list[LogName]:
        """The files of one day, by start."""
        return [LogName(day, found.stem) for found in sorted((self.part(part) / day).glob("*.jsonl"))]

    def all_names(self, part: str = "audit") -> Iterator[LogName]:
        """All files, oldest day first."""
        for day in self.days(part):
            yield from self.names(day, part)


def folder_of(settings: Settings) -> LogFolder:
    """The logs of a home folder."""
    return LogFolder(settings.home)


def new_start(clock: Clock) -> str:
    """What tells this process from every other: local time, process id, and a random part."""
    return f"{local_time(clock.now()):%H%M%S}-{os.getpid()}-{secrets.token_hex(4)}"


def make_private(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for the owner only. Raises OSError."""
    if not folder.is_dir():
        make_private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
