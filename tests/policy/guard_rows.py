"""Rows as the statements give them, made by hand: one case with the actor in its team."""

from typing import Any

from cast_of_cases import NOON, who

from graph.actors import Purpose
from graph.clock import FixedClock
from graph.guards import Guard
from graph.times import DAY_MS

CLOCK = FixedClock(NOON)
TIMES = {"validFrom": NOON - 90 * DAY_MS, "validTo": None, "endKnownAt": None}


def said(label: str, **own: Any) -> dict[str, Any]:
    """One row of what the policy needs to know."""
    return {"label": [label, "Record"], **TIMES, **own}


def case(id: str, actor: Any, *, frame: str = "PBW_18A", closed: bool = False, **own: Any) -> dict[str, Any]:
    """A case with an involvement of the actor under its frame."""
    return {
        "id": id,
        "kind": "PERSON",
        "frame": frame,
        "persons": [f"person of {id}"],
        "around": [
            said("Involvement", frame=frame, positionId=actor.position, status=None),
            said("CaseState", frame=None, positionId=None, status="CLOSED" if closed else "OPEN"),
        ],
        "inside": [["d", said("DetentionState", status="INSIDE", prison=None)]],
        "said": [],
        **own,
    }


def position(actor: Any, **own: Any) -> list[dict[str, Any]]:
    """The acting position as POSITION gives it."""
    return [
        said(
            "PositionState",
            function=actor.function,
            professional=actor.professional,
            organisation=actor.organisation,
            kind=actor.organisation_kind,
            prison=None,
            **own,
        )
    ]


def guard(function: str = "CASE_MANAGER", purpose: Purpose = Purpose.REINTEGRATION, **other: Any) -> Guard:
    """A guard that reads nothing here."""
    return Guard(None, who(function, purpose, **other), CLOCK)  # type: ignore[arg-type] (no store is asked)


def record(case_id: str = "c1", **own: Any) -> dict[str, Any]:
    """A record of a case, with nothing in particular about it."""
    return {"caseId": case_id, "fact": "f", **TIMES, **own}


def opened(own: Guard, sections: Any, rows: Any, cases: Any = None, public: Any = (), **columns: Any) -> Any:
    """What the guard opens of one column of rows in these cases; in a case of the actor where none are given."""
    found = cases if cases is not None else [case("c1", own.actor)]
    row = {"cases": found, "position": position(own.actor), "rows": rows, **columns}
    return own.opened(row, {"rows": sections}, public)
