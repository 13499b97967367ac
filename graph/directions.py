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
    lapsed = lapsed_at(_believed(holder, view.known_at), found.valid_from, view.at)
    if lapsed is None:
        return Directing(holder.id, holder.organisation_id, found.valid_from, None, found)
    return Directing(holder.organisation_id, holder.organisation_id, lapsed, holder.id, found)


def lapsed_at(periods: Iterable[tuple[int, int]], since: int | None, at: int) -> int | None:
    """When a direction that began went over to the organisation by a moment, since the position was not in force any
    more; None where it still is. `periods` are those of the position; without any it is an organisation.

    It does not come back by itself with a position that begins again.
    """
    begun = sorted(one for one in periods if one[0] <= at)
    if not begun:
        return None
    moment = max(since or 0, begun[0][0])
    for start, end in begun:
        if start <= moment < end:
            moment = end
    return moment if moment <= at else None


def ended_at(holder: Holder, at: int, known_at: int) -> int | None:
    """When a position ended, in milliseconds UTC; None where it is in force or to come, or for an organisation."""
    begun = [one for one in _believed(holder, known_at) if one[0] <= at]
    if not begun or any(at < end for _, end in begun):
        return None
    return max(end for _, end in begun)


def _believed(holder: Holder, known_at: int) -> list[tuple[int, int]]:
    return [
        (start or 0, FOREVER if end is None else end)
        for start, end, recorded, retracted, _ in holder.functions
        if recorded <= known_at < (FOREVER if retracted is None else retracted)
    ]
