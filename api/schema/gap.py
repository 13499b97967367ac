"""A municipality without an aftercare link: a finding for a steering group, of organisations only."""

from typing import Any

import strawberry

from analytics import gaps as findings
from analytics.expectation import whole
from analytics.size import size_label
from api.schema.aftercare import AftercareSaid, AftercareState
from api.schema.date import Day
from api.schema.region import RegionKind
from api.schema.word import Word, words


@words("A state without a link that can be shown.")
class GapState(Word):
    """A state without a link that can be shown."""

    MISSING = "MISSING", "None, and somebody says so (*ontbreekt*): a gap."
    UNKNOWN = "UNKNOWN", "Not known, or sources contradict each other (*onbekend*); never counted as missing."
    SAID_PRESENT = "SAID_PRESENT", "Said to be present, though nothing shows by whom (*zou er zijn*)."


@words("What is not known about a finding; unknown never counts as no.")
class Lacking(Word):
    """What is not known about a finding."""

    INHABITANTS = "INHABITANTS", "How many inhabitants it has (*inwoners*)."
    PLACE = "PLACE", "Where it lies on the map (*ligging*)."
    AFTERCARE = "AFTERCARE", "Whether there is aftercare (*nazorg*)."
    BY_WHOM = "BY_WHOM", "Who does the aftercare that is said to be there (*door wie*)."
    SINCE = "SINCE", "Since when it is missing (*sinds wanneer*)."


@strawberry.type(description="A region (*regio*), as named in an answer.")
class GapRegion:
    """A region, as named in an answer."""

    id: strawberry.ID = strawberry.field(description="Id, such as VR08.")
    name: str = strawberry.field(description="Name.")
    kind: RegionKind = strawberry.field(description="Which division.")


@strawberry.type(description="One reason for a finding (*reden*).")
class GapReason:
    """One reason for a finding."""

    code: str = strawberry.field(description="Stable code, for programs; the list stands in docs/gaps.md.")
    english: str = strawberry.field(description="In plain English.")
    dutch: str = strawberry.field(description="In plain Dutch.")


def _prison_id(root: strawberry.Parent[findings.ServingPrison]) -> strawberry.ID:
    return strawberry.ID(root.prison.id)


def _prison_name(root: strawberry.Parent[findings.ServingPrison]) -> str:
    return root.prison.name


def _prison_regimes(root: strawberry.Parent[findings.ServingPrison]) -> list[str]:
    return list(root.prison.regimes)


def _prison_distance(root: strawberry.Parent[findings.ServingPrison]) -> float | None:
    return None if root.distance_km is None else round(root.distance_km, 1)


@strawberry.type(description="An open prison that serves the area (*PI*). Follows from the map, not from persons.")
class ServingPrison:
    """An open prison that serves the area."""

    id: strawberry.ID = strawberry.field(resolver=_prison_id, description="Id of the prison.")
    name: str = strawberry.field(resolver=_prison_name, description="Name.")
    regimes: list[str] = strawberry.field(
        resolver=_prison_regimes, description="Regimes a source names; an absent one is not a no."
    )
    distance_km: float | None = strawberry.field(
        resolver=_prison_distance,
        description="Km as the crow flies from the municipality's centre; null where unknown.",
    )
    nearest: bool = strawberry.field(description="One of the three nearest.")
    shared: list[GapRegion] = strawberry.field(
        name="sharedRegions", description="Safety region and judicial district that both lie in."
    )


def _distance(root: strawberry.Parent[findings.LinkedMunicipality]) -> float:
    return round(root.distance_km, 1)


def _municipality_id(root: strawberry.Parent[findings.LinkedMunicipality | findings.Gap]) -> strawberry.ID:
    return strawberry.ID(root.municipality.id)


def _municipality_name(root: strawberry.Parent[findings.LinkedMunicipality | findings.Gap]) -> str:
    return root.municipality.name


@strawberry.type(description="A municipality near by that has an aftercare link (*steunpunt in de buurt*).")
class LinkedMunicipality:
    """A municipality near by that has an aftercare link."""

    id: strawberry.ID = strawberry.field(resolver=_municipality_id, description="Id: its CBS code.")
    name: str = strawberry.field(resolver=_municipality_name, description="Name.")
    state: AftercareState = strawberry.field(description="Which link it has.")
    distance_km: float = strawberry.field(
        resolver=_distance, description="Km as the crow flies between the centres, to one decimal."
    )
    neighbour: bool = strawberry.field(description="Whether the two border on each other (*buurgemeente*).")


def _state(root: strawberry.Parent[findings.Gap]) -> GapState:
    return GapState(root.link.state)


def _inhabitants(root: strawberry.Parent[findings.Gap]) -> int | None:
    return root.municipality.inhabitants


def _year(root: strawberry.Parent[findings.Gap]) -> int | None:
    return root.municipality.year


def _size_class(root: strawberry.Parent[findings.Gap]) -> int | None:
    return root.municipality.size_class


def _size_label(root: strawberry.Parent[findings.Gap]) -> str:
    return size_label(root.municipality.size_class)


def _expected_returns(root: strawberry.Parent[findings.Gap]) -> int | None:
    return whole(root.expected_returns)


def _said(root: strawberry.Parent[findings.Gap]) -> list[Any]:
    return list(root.link.said)


@strawberry.type(description="A municipality without an aftercare link that can be shown (*bevinding*). Invented.")
class Gap:
    """A municipality without an aftercare link that can be shown."""

    municipality_id: strawberry.ID = strawberry.field(
        name="municipality", resolver=_municipality_id, description="Id of the municipality: its CBS code."
    )
    name: str = strawberry.field(resolver=_municipality_name, description="Name of the municipality.")
    state: GapState = strawberry.field(resolver=_state, description="Missing, unknown, or only said to be present.")
    inhabitants: int | None = strawberry.field(resolver=_inhabitants, description="Inhabitants; null where unknown.")
    year: int | None = strawberry.field(
        resolver=_year, description="Year of these figures, 1 January; null where unknown."
    )
    size_class: int | None = strawberry.field(
        resolver=_size_class, description="CBS size class (*gemeentegrootteklasse*), 1 to 8; null where unknown."
    )
    size_label: str = strawberry.field(resolver=_size_label, description="The size class in words.")
    small: bool | None = strawberry.field(description="Under 50,000 inhabitants; null where unknown.")
    expected_returns: int | None = strawberry.field(
        resolver=_expected_returns,
        description="Releases to be expected a year: national rate x inhabitants, no count of persons; null unknown.",
    )
    missing_since: Day | None = strawberry.field(description="Since when it is missing; null where unknown.")
    said: list[AftercareSaid] = strawberry.field(resolver=_said, description="What is said of it, by whom.")
    reasons: list[GapReason] = strawberry.field(
        description="Why: what is said first, then why no aftercare reaches it."
    )
    lacking: list[Lacking] = strawberry.field(description="What is not known about this finding.")
    prisons: list[ServingPrison] = strawberry.field(
        description="Prisons that serve the area, nearest first: the three nearest and those of the same regions."
    )
    nearest_linked: list[LinkedMunicipality] = strawberry.field(
        description="The three nearest municipalities that have a link, nearest first, in the whole country."
    )
    invented: bool = strawberry.field(description="Always true: positions, agreements and gaps here are invented.")
