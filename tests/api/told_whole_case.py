"""The whole case as it stands in the small world: who asks in it, and its rows."""

from datetime import date
from typing import Any

from graph.actors import Assurance, Purpose
from graph.times import parse_moment
from seeds.stories.library import STORIES

TODAY = date(2026, 3, 10)
TOLD = STORIES["whole-case"].tell(TODAY)
CASE = TOLD.marks["case"]


def headers(served: Any, mark: str, purpose: Purpose, assurance: Assurance = Assurance.SUBSTANTIAL) -> dict[str, str]:
    """Headers of who has a mark in the story."""
    id = TOLD.marks[mark]
    position = next(row for kind, row in TOLD.rows if kind == "Position" and row["id"] == id)
    return served.headers(position["professional"], purpose, id, assurance)


def rows(kind: str, case: str = CASE) -> list[dict[str, Any]]:
    """The rows of a kind in the case, with `recordedAt` as a moment."""
    return [
        {**row, "recorded": parse_moment(str(row["recordedAt"]))}
        for label, row in TOLD.rows
        if label == kind and row.get("caseId") == case
    ]
