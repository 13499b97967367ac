"""When a record holds: its status at a moment, and the phases of a detention that it touches."""

from typing import Any

from graph.freshness import expired
from graph.networks_shape import NetworkDetention, Phase, Status
from graph.times import FOREVER

Record = dict[str, Any]
"""A record as a statement returns it: `validFrom`, `validTo` (as known), `recordedAt` and its own properties."""


def status_of(kind: str, record: Record, at: int, confirmed_at: int | None) -> Status:
    """Where a record of one kind stands at `at`. An unknown start counts as in force."""
    start, end = record["validFrom"], record["validTo"]
    if end is not None and end <= at:
        return Status.ENDED
    if start is not None and start > at:
        return Status.PLANNED
    if expired(kind, at, start, record["recordedAt"], confirmed_at):
        return Status.EXPIRED
    return Status.CURRENT


def at_moment(records: list[Record], at: int) -> Record | None:
    """The one of several states that says how it is at `at`: in force, else the next to come, else the last that was.

    Of several in force the one that started last counts, then the one with the largest `fact`.
    """

    def rank(record: Record) -> tuple[int, int, str]:
        start, end = record["validFrom"], record["validTo"]
        start = -FOREVER if start is None else start
        if end is not None and end <= at:
            return 0, end, record["fact"]
        if start > at:
            return 1, -start, record["fact"]
        return 2, start, record["fact"]

    return max(records, key=rank, default=None)


def expected_end(record: Record, detention: NetworkDetention | None) -> int | None:
    """When a record without a known end is expected to end: on its planned date, or with the release. None is unknown.

    The end of a title is not told here: it is in the class TITLE.
    """
    if record["validTo"] is not None:
        return record["validTo"]
    if record.get("endsWith") == "DATE":
        return record.get("plannedTo")
    if record.get("endsWith") == "RELEASE" and detention is not None:
        return detention.expected_end
    return None


def touches(phase: Phase, record: Record, ends: int | None, detention: NetworkDetention | None) -> bool:
    """Whether a record holds at some moment of a phase of the detention in view. Without a detention nothing does.

    An unknown start reaches back, an unknown end on: unknown never counts as no. A phase after an unknown end is empty.
    """
    if detention is None:
        return False
    begin, end = phase_of(phase, detention)
    start = record["validFrom"] if record["validFrom"] is not None else -FOREVER
    return max(begin, start) < min(end, FOREVER if ends is None else ends)


def phase_of(phase: Phase, detention: NetworkDetention) -> tuple[int, int]:
    """A phase as a half-open period in milliseconds UTC; AFTER is empty while the end of the detention is unknown."""
    end = FOREVER if detention.expected_end is None else detention.expected_end
    match phase:
        case Phase.BEFORE:
            return -FOREVER, detention.started_at
        case Phase.DURING:
            return detention.started_at, end
        case Phase.AFTER:
            return end, FOREVER


def detention_in_view(states: list[Record], at: int) -> NetworkDetention | None:
    """The latest detention that had started at `at`, else the first to come; None where none is known.

    A detention is known from its first known DetentionState on, given here with the `detention` it is of.
    """
    detentions = {state["detention"]["id"]: state["detention"] for state in states}.values()
    begun = [row for row in detentions if row["startedOn"] <= at]
    if begun:
        row = max(begun, key=_start)
    elif detentions:
        row = min(detentions, key=_start)
    else:
        return None
    state = at_moment([state for state in states if state["detention"]["id"] == row["id"]], at) or {}
    return NetworkDetention(
        id=row["id"],
        case_id=row["caseId"],
        started_at=row["startedOn"],
        status=state.get("status"),
        expected_end=state.get("expectedEnd"),
        certainty=state.get("certainty"),
    )


def _start(detention: Record) -> tuple[int, str]:
    return detention["startedOn"], detention["id"]
