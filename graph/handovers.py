"""The handing over of direction or of the work: offered, answered, met together, and how long both were there."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.case_records import Origin, Party, Record, View
from graph.times import day_of, last_day


class Standing(StrEnum):
    """Where a handover stands."""

    OFFERED = "OFFERED"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    ENDED = "ENDED"
    """It holds no longer, and nobody answered."""


@dataclass(frozen=True, slots=True)
class Handover:
    """One handover at the moment.

    `met` says whether giver, receiver and person met together: YES, NO (not yet), or UNKNOWN where giver and receiver
    were both at a handover meeting of which nobody recorded whether the person was there. `overlap_days` counts the
    local days on which both were involved, up to the moment; None where the involvement of one of them is not shown, or
    its start is unknown.
    """

    subject: str
    standing: Standing
    given_by: Party | None
    to: Party | None
    offered_at: int
    accepted_at: int | None
    refused_at: int | None
    refusal_reason: str | None
    met: str
    met_at: int | None
    days_waiting: int | None
    overlap_days: int | None
    origin: Origin


def handovers(view: View) -> tuple[Handover, ...]:
    """Every handover offered by the moment, by the moment of the offer."""
    found = [_handover(view, one) for one in view.all("Handover") if one.values["offeredAt"] <= view.at]
    return tuple(sorted(found, key=lambda one: (one.offered_at, one.origin.fact)))


def _handover(view: View, record: Record) -> Handover:
    accepted, refused, met = (by_moment(view, record, name) for name in ("acceptedAt", "refusedAt", "metAt"))
    if refused is not None and (accepted is None or accepted < refused):
        standing = Standing.REFUSED
    elif accepted is not None:
        standing = Standing.ACCEPTED
    else:
        standing = Standing.OFFERED if record.valid_to is None or view.at < record.valid_to else Standing.ENDED
    offered = record.values["offeredAt"]
    return Handover(
        subject=record.values["subject"],
        standing=standing,
        given_by=view.party(record.end("from")),
        to=view.party(record.end("to")),
        offered_at=offered,
        accepted_at=accepted,
        refused_at=refused,
        refusal_reason=record.value("refusalReason") if standing is Standing.REFUSED else None,
        met="YES" if met is not None else "UNKNOWN" if _at_one_table(view, record) else "NO",
        met_at=met,
        days_waiting=(day_of(view.at) - day_of(offered)).days if standing is Standing.OFFERED else None,
        overlap_days=_overlap(view, record),
        origin=view.origin(record),
    )


def by_moment(view: View, record: Record, name: str) -> int | None:
    """A moment that a record tells, where it has come."""
    found: int | None = record.value(name)
    return found if found is not None and found <= view.at else None


def _at_one_table(view: View, record: Record) -> bool:
    """Whether both were at a handover meeting between the offer and the moment."""
    both = {record.end("from"), record.end("to")}
    return any(
        one.values["kind"] == "HANDOVER"
        and record.values["offeredAt"] <= one.values["heldOn"] <= view.at
        and both <= set(one.ends.get("attended", ()))
        for one in view.all("Meeting")
    )


def _overlap(view: View, record: Record) -> int | None:
    giver, receiver = (_involved(view, record.end(field)) for field in ("from", "to"))
    if giver is None or receiver is None:
        return None
    return len(giver & receiver)


def _involved(view: View, holder: str | None) -> frozenset[int] | None:
    """The days (as ordinals) on which a position or organisation was involved; None where that is not known."""
    own = [one for one in view.all("Involvement") if one.end("holder") == holder]
    if not own or any(one.valid_from is None for one in own):
        return None
    return frozenset(day for one in own for day in _days(view, one))


def _days(view: View, record: Record) -> Iterator[int]:
    start = record.valid_from or 0
    end = view.at if record.valid_to is None else min(record.valid_to, view.at)
    if start < end:
        yield from range(day_of(start).toordinal(), last_day(end).toordinal() + 1)
