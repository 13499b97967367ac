"""The values of one case for learning, from its columns: numbers and closed words only, in weeks from the arrival.

Pure: the same columns and moment give the same values. None is not known, which never counts as no; what did not
happen is NONE.
"""

from itertools import pairwise
from typing import Any, TypeAlias

from graph.model.words import CONDITIONS, PHASES
from graph.readiness import BASIC
from graph.times import day_of

Row: TypeAlias = dict[str, Any]
Values: TypeAlias = dict[str, int | str | None]

GAP_WEEKS = 6
"""From how many weeks without contact on it is called a gap."""
_NONE = "NONE"
_WEEK = 7


def drawn(columns: Row, now: int) -> Values:
    """The values by attribute of `learning.toml`, at the moment `now` (milliseconds UTC)."""
    records: list[Row] = columns["records"]
    of = {label: [one for one in records if one["label"] == label] for label in _LABELS}
    begun = [one for one in columns["detentions"] if one["startedOn"] <= now]
    last = max(begun, key=lambda one: (one["startedOn"], one["id"]), default=None)
    arrival: int | None = last["startedOn"] if last else None
    release = _release(of["DetentionState"], last["id"], now) if last else None
    found: Values = {
        "phase": "BEFORE" if last is None else "DURING" if release is None else "AFTER",
        "weeks_inside": None if arrival is None else _weeks(arrival, now if release is None else release),
        "prisons": len({id for one in of["Stay"] for type_, id in one["ends"] if type_ == "IN"}),
        "detentions": len(begun),
        "age": _age(columns["birthDate"], now),
        **_team(of["Involvement"], now),
        **_contact(of, arrival, now),
        **_handover(of["Handover"], of["Involvement"], now),
    }
    statuses: Values = {
        f"{condition}.{phase}": _status(of["Assessment"], condition, phase, now)
        for condition in CONDITIONS
        for phase in PHASES
    }
    return found | statuses | {"ready_count": _ready(statuses)}


_LABELS = (
    "Assessment", "ContactMoment", "DetentionState", "Handover", "Involvement", "Meeting", "PlanState", "Stay",
)  # fmt: skip


def _release(states: list[Row], detention: str, now: int) -> int | None:
    """When the detention ended; None while it runs, and where the day is unknown."""
    ended = [
        one["validFrom"] for one in states
        if one["status"] == "RELEASED" and _starts(one) <= now < one["validTo"]
        and any(id == detention for _, id in one["ends"])
    ]  # fmt: skip
    return next((one for one in ended if one is not None), None)


def _starts(one: Row) -> int:
    start: int | None = one["validFrom"]
    return 0 if start is None else start


def _weeks(start: int, end: int) -> int:
    return max(0, (day_of(end) - day_of(start)).days) // _WEEK


def _age(born: str | None, now: int) -> int | None:
    if born is None or len(born) < 10:
        return None
    today = day_of(now)
    year, month, day = (int(part) for part in born[:10].split("-"))
    return today.year - year - ((today.month, today.day) < (month, day))


def _team(involved: list[Row], now: int) -> Values:
    present = [one for one in involved if _starts(one) <= now < one["validTo"]]
    kinds = sorted({one["organisationKind"] for one in present if one["organisationKind"]})
    roles = sorted({one["role"] for one in present if one["role"]})
    return {
        "kinds": " ".join(kinds) or _NONE,
        "kind_count": len(kinds),
        "roles": " ".join(roles) or _NONE,
        "role_count": len(roles),
    }


def _contact(of: dict[str, list[Row]], arrival: int | None, now: int) -> Values:
    meetings = [one["heldOn"] for one in of["Meeting"] if one["heldOn"] <= now]
    plans = [one["validFrom"] for one in of["PlanState"] if one["validFrom"] is not None and one["validFrom"] <= now]
    if arrival is None:
        return dict.fromkeys(("weeks_to_contact", "gaps", "longest_gap", "weeks_to_plan")) | {"meetings": len(meetings)}
    contacts = sorted(one["heldOn"] for one in of["ContactMoment"] if arrival <= one["heldOn"] <= now)
    lengths = [_weeks(before, after) for before, after in pairwise([arrival, *contacts, now])]
    later = [one for one in plans if one >= arrival]
    return {
        "weeks_to_contact": _weeks(arrival, contacts[0]) if contacts else _NONE,
        "gaps": sum(1 for one in lengths if one >= GAP_WEEKS),
        "longest_gap": max(lengths),
        "weeks_to_plan": _weeks(arrival, min(later)) if later else _NONE,
        "meetings": sum(1 for one in meetings if one >= arrival),
    }


def _handover(handovers: list[Row], involved: list[Row], now: int) -> Values:
    offered = sorted(
        (one for one in handovers if one["offeredAt"] <= now), key=lambda one: (one["offeredAt"], one["fact"])
    )
    if not offered:
        return {
            "handovers": 0, "handover_accepted": _NONE, "handover_met": _NONE, "handover_overlap": _NONE,
        }  # fmt: skip
    last = offered[-1]
    ends: dict[str, str] = dict(last["ends"])
    days = [_days(involved, ends.get(type_), now) for type_ in ("OFFERED", "TO")]
    return {
        "handovers": len(offered),
        "handover_accepted": _happened(last["acceptedAt"], now),
        "handover_met": _happened(last["metAt"], now),
        "handover_overlap": None if None in days else len((days[0] or set()) & (days[1] or set())) // _WEEK,
    }


def _happened(moment: int | None, now: int) -> str:
    return "YES" if moment is not None and moment <= now else "NO"


def _days(involved: list[Row], holder: str | None, now: int) -> set[int] | None:
    own = [one for one in involved if one["holder"] == holder]
    if not own or any(one["validFrom"] is None for one in own):
        return None
    return {
        day
        for one in own
        if one["validFrom"] <= now
        for day in range(day_of(one["validFrom"]).toordinal(), day_of(min(one["validTo"], now)).toordinal() + 1)
    }


def _status(assessments: list[Row], condition: str, phase: str, now: int) -> str | None:
    own = [
        one for one in assessments
        if (one["condition"], one["phase"]) == (condition, phase) and _starts(one) <= now < one["validTo"]
    ]  # fmt: skip
    found = max(own, key=lambda one: (_starts(one), one["fact"]), default=None)
    return found["status"] if found else None


def _ready(statuses: Values) -> int:
    """How many of the five are in order: as said for after, else for during."""
    said = [statuses[f"{one}.AFTER"] or statuses[f"{one}.DURING"] for one in BASIC]
    return said.count("IN_ORDER")
