"""What a check of the logs found, and how it reads a file: whole lines, never an exception."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Broken:
    """What is wrong, and where: file below logs/ and line (from 1; 0 for the file as a whole)."""

    file: str
    line: int
    problem: str


@dataclass(slots=True)
class Verification:
    """The outcome. `broken` is in the order of the files; `notices` tell of what is no sign of tampering.

    `days_without_facts` are the days whose facts are gone, their retention period being over.
    """

    chains: int = 0
    lines: int = 0
    broken: list[Broken] = field(default_factory=list[Broken])
    notices: list[str] = field(default_factory=list[str])
    days_without_facts: set[str] = field(default_factory=set[str])

    def breaks(self, file: str, line: int, problem: str) -> None:
        """Tell that something is broken."""
        self.broken.append(Broken(file, line, problem))

    def notes(self, notice: str) -> None:
        """Tell of something that is no sign of tampering."""
        self.notices.append(notice)

    def read(self, path: Path, file: str) -> "Lines | None":
        """The lines of a file; None where it cannot be read, which is told."""
        try:
            return lines_of(path)
        except OSError as error:
            self.breaks(file, 0, f"cannot be read: {error.strerror}")
            return None


class Lines(NamedTuple):
    """The whole lines of a file, whether it ends within one, and whether it is there at all."""

    whole: list[bytes]
    cut: bool
    there: bool


def lines_of(path: Path) -> Lines:
    """The lines of a file; no file is no lines. Raises OSError."""
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return Lines([], cut=False, there=False)
    lines = text.split(b"\n")
    return Lines(lines[:-1], cut=bool(lines[-1]), there=True)
