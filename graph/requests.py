"""What one asked of another: advice, referrals, help, handovers; and out of these who waits for whom, since when.

A request may be kept as one record or as one for each state it went through: they are one request here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.case_records import Origin, Party, Record, View
from graph.handovers import Standing, handovers
from graph.interventions import interventions
from graph.state_chains import chains
from graph.times import day_of

DUE_WITHIN_DAYS = 14
"""Advice is called due from this many days before its day on: two weeks, so that a team can still ask after it."""

WAITS = frozenset({"REQUESTED", "SILENT"})
"""States of a referral in which the one who refers waits for an answer."""


class Advised(StrEnum):
    """Where a request for advice stands."""

    RUNNING = "RUNNING"
    DUE = "DUE"
    LATE = "LATE"
    DELIVERED = "DELIVERED"
    WITHDRAWN = "WITHDRAWN"
    ENDED = "ENDED"
    """It does not run any more, and nobody recorded what came of it."""


@dataclass(frozen=True, slots=True)
class AdviceRequest:
    """Advice asked of probation. `days_until_due` is negative once it is late, None where it does not run, or where no
    day is known; `answered_at` is None where that is not recorded.
    """

    kind: str
    standing: Advised
    requested_at: int
    due_at: int | None
    days_until_due: int | None
    answered_at: int | None
    sent_by: Party | None
    to: Party | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral; `days_waiting` since it was asked, None where nobody waits for an answer."""

    status: str
    requested_at: int
    sent_by: Party | None
    to: Party | None
    days_waiting: int | None
    answered_at: int | None
    reason: str | None
    origin: Origin


class Awaited(StrEnum):
    """What is waited for, in this order where the rest is the same."""

    ADVICE = "ADVICE"
    HANDOVER = "HANDOVER"
    INTERVENTION = "INTERVENTION"
    REFERRAL = "REFERRAL"


@dataclass(frozen=True, slots=True)
class Wait:
    """Somebody who waits for somebody. `waits` is None where nobody recorded who asked; `late` is None where no day was
    agreed. `what` is the kind of advice or offer, what is handed over, or the state of the referral.
    """

    awaited: Awaited
    what: str
    waits: Party | None
    waits_for: Party | None
    since: int | None
    days: int | None
    due_at: int | None
    late: bool | None
    origin: Origin


def advice_requests(view: View) -> tuple[AdviceRequest, ...]:
    """Every request for advice made by the moment, by the day it was made."""
    found = [_advice(view, one) for one in _requests(view, "AdviceRequest", "kind")]
    return tuple(sorted(found, key=lambda one: (one.requested_at, one.origin.fact)))


def _advice(view: View, record: Record) -> AdviceRequest:
    status, due, today = record.values["status"], record.value("dueOn"), day_of(view.at)
    runs = status == "RUNNING" and record.holds(view.at)
    left = (day_of(due) - today).days if runs and due is not None else None
    if not runs:
        standing = Advised.ENDED if status == "RUNNING" else Advised(status)
    elif left is None or left > DUE_WITHIN_DAYS:
        standing = Advised.RUNNING
    else:
        standing = Advised.LATE if left < 0 else Advised.DUE
    return AdviceRequest(
        kind=record.values["kind"],
        standing=standing,
        requested_at=record.values["requestedOn"],
        due_at=due,
        days_until_due=left,
        answered_at=_answered(record) if status == "DELIVERED" else None,
        sent_by=view.party(record.end("from")),
        to=view.party(record.end("to")),
        origin=view.origin(record),
    )


def referrals(view: View) -> tuple[Referral, ...]:
    """Every referral made by the moment, by the day it was made."""
    found = [_referral(view, one) for one in _requests(view, "Referral")]
    return tuple(sorted(found, key=lambda one: (one.requested_at, one.origin.fact)))


def _referral(view: View, record: Record) -> Referral:
    status, asked = record.values["status"], record.values["requestedOn"]
    waits = status in WAITS and record.holds(view.at)
    return Referral(
        status=status,
        requested_at=asked,
        sent_by=view.party(record.end("from")),
        to=view.party(record.end("to")),
        days_waiting=days_since(view, asked) if waits else None,
        answered_at=None if status in WAITS else _answered(record),
        reason=record.value("reason"),
        origin=view.origin(record),
    )


def waiting(view: View) -> tuple[Wait, ...]:
    """Who waits for whom, the longest first, an unknown length before that."""
    return tuple(
        sorted(
            (*_on_advice(view), *_on_handover(view), *_on_help(view), *_on_referral(view)),
            key=lambda one: (one.days is not None, -(one.days or 0), one.awaited, one.origin.fact),
        )
    )


def _on_advice(view: View) -> Iterator[Wait]:
    for one in advice_requests(view):
        if one.standing in (Advised.RUNNING, Advised.DUE, Advised.LATE):
            late = None if one.due_at is None else one.standing is Advised.LATE
            yield Wait(
                Awaited.ADVICE, one.kind, one.sent_by, one.to, one.requested_at, days_since(view, one.requested_at),
                one.due_at, late, one.origin,
            )  # fmt: skip


def _on_handover(view: View) -> Iterator[Wait]:
    for one in handovers(view):
        if one.standing is Standing.OFFERED:
            yield Wait(
                Awaited.HANDOVER, one.subject, one.given_by, one.to, one.offered_at, one.days_waiting, None, None,
                one.origin,
            )  # fmt: skip


def _on_help(view: View) -> Iterator[Wait]:
    for one in interventions(view):
        if one.days_waiting is not None or one.waits_without_start:
            yield Wait(
                Awaited.INTERVENTION, one.offer.kind, Party(person_id=one.person_id), one.offer.organisation,
                one.valid_from, one.days_waiting, None, None, one.origin,
            )  # fmt: skip


def _on_referral(view: View) -> Iterator[Wait]:
    for one in referrals(view):
        if one.days_waiting is not None:
            yield Wait(
                Awaited.REFERRAL, one.status, one.sent_by, one.to, one.requested_at, one.days_waiting, None, None,
                one.origin,
            )  # fmt: skip


def days_since(view: View, moment: int) -> int:
    """Whole local days from the day of a moment to the day looked at."""
    return (day_of(view.at) - day_of(moment)).days


def _answered(record: Record) -> int | None:
    """When an answer came: the start of the record that tells it, where that is later than the request."""
    start = record.valid_from
    return start if start is not None and start > record.values["requestedOn"] else None


def _requests(view: View, kind: str, *apart: str) -> Iterator[Record]:
    """Of each request the record that says how it stands; those still to be made are left out."""

    def key(one: Record) -> tuple[int | str, ...]:
        ends = [one.end(field) or "" for field in ("from", "to")]
        return (one.values["requestedOn"], *ends, *(one.values[name] for name in apart))

    made = [one for one in view.all(kind) if begun(view, one) and one.values["requestedOn"] <= view.at]
    for chain in chains((key(one), one) for one in made):
        if (now := view.latest(chain)) is not None:
            yield now


def begun(view: View, record: Record) -> bool:
    """Whether a record has started by the moment; an unknown start counts as started."""
    return record.valid_from is None or record.valid_from <= view.at
