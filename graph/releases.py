"""The release a person of a case goes towards or comes from: that of the detention in view, as the case tells it."""

from dataclasses import dataclass

from graph.case_records import DetentionThing, View
from graph.networks_shape import Phase
from graph.times import day_of


@dataclass(frozen=True, slots=True)
class Release:
    """The detention in view of one person, and its end. Moments in milliseconds UTC.

    `at` is the day of release, expected or actual, None where it is unknown; so it is too where the day that was
    expected has passed and nothing says that the person was released. `released` says that it has happened.
    """

    detention_id: str
    started_at: int
    at: int | None
    certainty: str | None
    released: bool


def detention_at(view: View, person: str, moment: int) -> DetentionThing | None:
    """The latest detention that had started at a moment, else the first to come; None where none is known.

    A detention is known from its first known DetentionState on.
    """
    told = {one.end("detention") for one in view.all("DetentionState")}
    own = [one for one in view.case.detentions if one.person_id == person and one.id in told]
    begun = [one for one in own if one.started_at <= moment]
    if begun:
        return max(begun, key=_start)
    return min(own, key=_start, default=None)


def _start(detention: DetentionThing) -> tuple[int, str]:
    return detention.started_at, detention.id


def release_in_view(view: View, person: str) -> Release | None:
    """The release of the detention in view; None where none is known."""
    detention = detention_at(view, person, view.at)
    if detention is None:
        return None
    state = view.state("DetentionState", "detention", detention.id)
    released = state is not None and state.value("status") == "RELEASED" and state.holds(view.at)
    end: int | None = state.value("expectedEnd") if state else None
    if released and state is not None:
        end = end if state.valid_from is None else state.valid_from
    elif end is not None and day_of(end) < day_of(view.at):
        end = None
    return Release(detention.id, detention.started_at, end, state.value("certainty") if state else None, released)


def present_phase(view: View, release: Release | None) -> Phase | None:
    """The phase of the detention in view that the moment falls in; None without a detention."""
    if release is None:
        return None
    if release.started_at > view.at:
        return Phase.BEFORE
    return Phase.AFTER if release.released else Phase.DURING
