"""The open actions of a case, and whether who owns one is still there."""

from graph.case_records import Record, View
from graph.directions import ended_at


def open_action_states(view: View) -> list[Record]:
    """Of each action of the plan the state that counts, where that is open, in the order of their ids."""
    actions = sorted({id for one in view.holding("ActionState") if (id := one.end("action"))})
    states = [view.state("ActionState", "action", id) for id in actions]
    return [one for one in states if one is not None and one.holds(view.at) and one.value("status") == "OPEN"]


def left_at(view: View, owner: str) -> int | None:
    """When somebody left the case (milliseconds UTC): by the end of the position, or of the last involvement.

    None for who directs, who is or will be involved, and who never was.
    """
    holder = view.case.holders.get(owner)
    ended = None if holder is None else ended_at(holder, view.at, view.known_at)
    if ended is not None:
        return ended
    return None if is_there(view, owner) else _last_end(view, owner)


def is_there(view: View, owner: str) -> bool:
    """Whether somebody directs, or is or will be involved."""
    directs = any(one.end("holder") == owner for one in view.holding("Direction"))
    return directs or any(one.valid_to is None or view.at < one.valid_to for one in _involvements(view, owner))


def _last_end(view: View, owner: str) -> int | None:
    return max((one.valid_to or 0 for one in _involvements(view, owner)), default=None)


def _involvements(view: View, owner: str) -> list[Record]:
    return [one for one in view.all("Involvement") if one.end("holder") == owner]
