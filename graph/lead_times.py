"""How long it usually takes to settle a basic condition, as the last run over all cases counted it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, LiteralString

from graph.model.words import CONDITIONS
from graph.sections import Row

FEWEST: Final = 10
"""Of fewer persons it is not told: it would say something of them, and little of anybody else."""


@dataclass(frozen=True, slots=True)
class LeadTime:
    """The median of the local days from first seen not in order to in order, and of how many times that is."""

    condition: str
    days: int
    count: int

    @property
    def told(self) -> str:
        """As a run keeps it."""
        return f"{self.condition}={self.days}/{self.count}"


LAST_LEAD_TIMES: LiteralString = """COLLECT {
    MATCH (a:AnalysisRun) WHERE a.at <= $now AND NOT a.inside WITH a ORDER BY a.at DESC, a.id LIMIT 1
    RETURN {leadTimes: a.leadTimes} } AS runs"""
"""A column with what the last run over all open cases counted; it says nothing of anybody."""


def lead_times_in(rows: Iterable[Row]) -> Mapping[str, LeadTime]:
    """By condition; none where no run was made, or too few persons were counted."""
    found: dict[str, LeadTime] = {}
    for row in rows:
        for told in row["leadTimes"] or ():
            condition, _, counted = str(told).partition("=")
            days, _, count = counted.partition("/")
            if condition in CONDITIONS and int(count) >= FEWEST:
                found[condition] = LeadTime(condition, int(days), int(count))
    return found
