"""Help and training a person gets or waits for, who pays, and the offer with its places as it was known then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.case_records import Offered, Origin, Party, Record, View
from graph.case_teams import status_of
from graph.networks_shape import Status
from graph.state_chains import chains
from graph.times import FOREVER, day_of

NOBODY = "NOBODY_YET"
OVER = frozenset({"COMPLETED", "STOPPED"})
"""Stages after which another intervention of the same offer is a new one."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered, by whom, with places in all, free ones and waiting days as said at the moment; None is not said.

    `said_from` is since when that is so.
    """

    id: str
    name: str
    kind: str
    organisation: Party
    places: int | None
    free_places: int | None
    waiting_days: int | None
    said_from: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """One state that an intervention went through."""

    stage: str
    pays: str
    valid_from: int | None
    valid_to: int | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Intervention:
    """Help or training of one offer for one person: how it stands, and the steps so far in order.

    `days_waiting` is None where the person does not wait, or since an unknown day (`waits_without_start`).
    `nobody_pays` says that nobody pays yet.
    """

    person_id: str
    offer: Offer
    stage: str
    pays: str
    nobody_pays: bool
    status: Status
    valid_from: int | None
    valid_to: int | None
    days_waiting: int | None
    waits_without_start: bool
    steps: tuple[Step, ...]
    origin: Origin


def interventions(view: View) -> tuple[Intervention, ...]:
    """Every intervention, over or still to come, by its first step."""
    steps = chains((((one.ends["person"][0], one.ends["offer"][0]), one) for one in view.all("Intervention")), OVER)
    return tuple(
        _intervention(view, view.case.offers[offer], now, chain)
        for chain in steps
        if (now := view.latest(chain)) is not None and (offer := now.ends["offer"][0]) in view.case.offers
    )


def _intervention(view: View, offered: Offered, record: Record, steps: Iterable[Record]) -> Intervention:
    stage, pays = record.values["status"], record.values["pays"]
    waits = stage == "WAITING" and record.holds(view.at)
    start = record.valid_from
    return Intervention(
        person_id=record.ends["person"][0],
        offer=offer_then(view, offered),
        stage=stage,
        pays=pays,
        nobody_pays=pays == NOBODY,
        status=status_of(view, record),
        valid_from=start,
        valid_to=record.valid_to,
        days_waiting=(day_of(view.at) - day_of(start)).days if waits and start is not None else None,
        waits_without_start=waits and start is None,
        steps=tuple(
            Step(one.values["status"], one.values["pays"], one.valid_from, one.valid_to, view.origin(one))
            for one in steps
        ),
        origin=view.origin(record),
    )


def offer_then(view: View, offered: Offered) -> Offer:
    """An offer with what was said of it at the moment, as known then; of several in force the one that started last."""
    at, known = view.at, view.known_at
    holding = [
        state for state in offered.states
        if state["recordedAt"] <= known < _or(state["retractedAt"])
        and (state["validFrom"] is None or state["validFrom"] <= at)
        and (at < _or(state["validTo"]) or (state["endKnownAt"] or 0) > known)
    ]  # fmt: skip
    nothing: Mapping[str, Any] = {}
    said = max(holding, key=lambda one: (one["validFrom"] or 0, one["recordedAt"]), default=nothing)
    return Offer(
        id=offered.id,
        name=offered.name,
        kind=offered.kind,
        organisation=Party(None, offered.organisation_id, offered.organisation, offered.organisation_kind),
        places=said.get("places"),
        free_places=said.get("freePlaces"),
        waiting_days=said.get("waitingDays"),
        said_from=said.get("validFrom"),
    )


def _or(moment: int | None) -> int:
    return FOREVER if moment is None else moment
