"""Who directs a case: a position, or an organisation as such; of a position that has ended its organisation does.

That is so from the instant the position ends, whoever wrote it down or not: nobody's direction lies open.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.case_records import Holder, Record, View
from graph.times import FOREVER


@dataclass(frozen=True, slots=True)
class Directing:
    """Who directs at a moment. `holder` is the id of a position in office or of an organisation, `since` when it came
    to that one (milliseconds UTC, None unknown). `ended` is the position that directed and has ended, where that is why
    the organisation does. `record` says so.
    """

    holder: str
    organisation: str
    since: int | None
    ended: str | None
    record: Record


def directing(view: View) -> Directing | None:
    """Who directs; None for a case that is closed, or where that is not shown."""
    found = view.latest(view.holding("Direction"))
    holder = view.case.holders.get(found.end("holder") or "") if found else None
    if found is None or holder is None:
        return None
    ended = ended_at(holder, view.at, view.known_at)
    if ended is None:
        return Directing(holder.id, holder.organisation_id, found.valid_from, None, found)
    since = max(ended, found.valid_from or 0)
    return Directing(holder.organisation_id, holder.organisation_id, since, holder.id, found)


def ended_at(holder: Holder, at: int, known_at: int) -> int | None:
    """When a position ended, in milliseconds UTC; None where it is in force or to come, or for an organisation."""
    believed = [
        (start or 0, FOREVER if end is None else end)
        for start, end, recorded, retracted, _ in holder.functions
        if recorded <= known_at < (FOREVER if retracted is None else retracted)
    ]
    return end_of(believed, at)


def end_of(periods: Iterable[tuple[int, int]], at: int) -> int | None:
    """The last end of periods of which none holds at a moment, nor the moment before any; None else."""
    begun = [one for one in periods if one[0] <= at]
    if not begun or any(at < end for _, end in begun):
        return None
    return max(end for _, end in begun)
