"""What an import says about rows it cannot take, and about how much it took. Never a value of a row."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row was rejected: the file, the line from 1, the field (empty: the whole line), and what is wrong."""

    file: str
    line: int
    field: str
    problem: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}"
        return f"{place}: {self.field} {self.problem}" if self.field else f"{place}: {self.problem}"


@dataclass(slots=True)
class Count:
    """How many rows of one kind were new, the same as before, changed or rejected."""

    new: int = 0
    same: int = 0
    changed: int = 0
    rejected: int = 0


@dataclass(slots=True)
class Report:
    """What an import did. `counts` is by kind or link; `seconds` are of the clock on the wall, validation included."""

    world: str
    counts: dict[str, Count] = field(default_factory=dict[str, Count])
    problems: list[Problem] = field(default_factory=list[Problem])
    rows: int = 0
    checked_seconds: float = 0.0
    seconds: float = 0.0
    loaded: bool = True

    def count(self, label: str) -> Count:
        """The count of a kind, made when it is asked for the first time."""
        return self.counts.setdefault(label, Count())

    @property
    def rows_per_second(self) -> float:
        """Rows of the folder a second."""
        return self.rows / self.seconds if self.seconds else 0.0
