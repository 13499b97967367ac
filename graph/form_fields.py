"""The selection form is about the present detention: earlier ones are no fields of it, nor on the screening list."""

from collections.abc import Callable
from typing import Any

from graph.guards import Guard
from graph.opened import Opened
from graph.policy.facts import Period
from graph.policy.tables import Scope

Row = dict[str, Any]


def of_present_detention(guard: Guard, opened: Opened, rows: list[Row], detention: Callable[[Row], str]) -> list[Row]:
    """On the screening list the rows of a detention with a stay in force at the moment of the request, whatever moment
    is looked at; elsewhere all. `detention` gives the id of a row's detention.
    """
    if guard.scope is not Scope.SCREENING:
        return rows
    present = {id for case in opened.cases for id, said in case["inside"] if said and _is_stay_now(said, guard.now)}
    return [row for row in rows if detention(row) in present]


def _is_stay_now(said: Row, now: int) -> bool:
    end = said["validTo"] if (said["endKnownAt"] or 0) <= now else None
    return "Stay" in said["label"] and Period(said["validFrom"], end).holds(now)
