"""Forecast at release: what will be ready by usual lead times, what hangs on what, and what shortens it most.

No learned model: the median number of days that settling a condition took, added along what hangs on what.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from graph.case_records import Party, View
from graph.condition_links import LINKS, needed
from graph.conditions import counted
from graph.dossiers import Dossier
from graph.lead_times import LeadTime
from graph.model.kinds import FieldClass
from graph.networks_shape import Phase
from graph.readiness import Readiness, Ready, Why, readiness
from graph.times import day_of, start_of_day

READS = (FieldClass.CONDITION, FieldClass.COURSE)
"""The classes that are read; an assessment by care is of the class HEALTH, and counts for who is shown it."""

_OPEN = frozenset({Why.NOT_IN_ORDER, Why.IN_PROGRESS})


@dataclass(frozen=True, slots=True)
class Step:
    """One condition: ready as it stands, how long settling it usually takes, and when it would be settled if work on
    it, and on all that it waits for, goes as usual from today on.

    `path_days` counts local days from today, 0 where it is ready; None where it, or something it waits for, is unknown
    or has no lead time. `expected_at` is the start of that day, in milliseconds UTC. `in_time` is YES, NO or UNKNOWN.
    """

    ready: Ready
    lead: LeadTime | None
    waits_for: tuple[str, ...]
    path_days: int | None
    expected_at: int | None
    in_time: str


@dataclass(frozen=True, slots=True)
class Shortest:
    """The condition of which settling it now brings all forward the most: by so many days. What was agreed about it and
    by whom, None where nothing is, or that is not shown.
    """

    condition: str
    saves_days: int
    agreed_action: str | None
    owner: Party | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """One person. `longest_days` is when the last condition would be settled, None where one cannot be told; `answer`
    is NO where one is too late, YES where all are in time, else UNKNOWN.
    """

    readiness: Readiness
    steps: tuple[Step, ...]
    longest_days: int | None
    answer: str
    shortest: Shortest | None


def forecasts(dossier: Dossier, view: View) -> tuple[Forecast, ...]:
    """The forecast of each person of a case who is not released; none where a class that it reads is withheld."""
    if not dossier.released.issuperset(READS):
        return ()
    return tuple(
        _forecast(view, one, dossier.lead_times)
        for one in readiness(view)
        if one.release is not None and not one.release.released
    )


def _forecast(view: View, ready: Readiness, leads: Mapping[str, LeadTime]) -> Forecast:
    by_condition = {one.condition: one for one in ready.conditions}
    paths = {one: path_days(one, by_condition, leads) for one in by_condition}
    steps = tuple(_step(view, ready, one, paths[one.condition], leads) for one in ready.conditions)
    known = [one for one in paths.values() if one is not None]
    longest = max(known, default=0) if len(known) == len(paths) else None
    answers = {one.in_time for one in steps}
    answer = "NO" if "NO" in answers else "UNKNOWN" if "UNKNOWN" in answers else "YES"
    return Forecast(ready, steps, longest, answer, _shortest(view, ready, by_condition, leads))


def path_days(condition: str, ready: Mapping[str, Ready], leads: Mapping[str, LeadTime]) -> int | None:
    """Days until a condition would be settled: its own lead time after that of the longest it waits for."""
    own = ready[condition]
    if own.answer == "YES":
        return 0
    lead = leads.get(condition)
    before = [path_days(link.needs, ready, leads) for link in LINKS if link.condition == condition]
    if own.why not in _OPEN or lead is None or None in before:
        return None
    return lead.days + max((one for one in before if one is not None), default=0)


def _step(view: View, of: Readiness, ready: Ready, days: int | None, leads: Mapping[str, LeadTime]) -> Step:
    open_ = {one.condition for one in of.conditions if one.answer != "YES"}
    waits = tuple(sorted(needed(ready.condition, LINKS) & open_)) if ready.answer != "YES" else ()
    release = of.release.at if of.release else None
    if ready.answer == "YES":
        return Step(ready, leads.get(ready.condition), waits, 0, None, "YES")
    if days is None:
        return Step(ready, leads.get(ready.condition), waits, None, None, "UNKNOWN")
    expected = day_of(view.at) + timedelta(days=days)
    in_time = "UNKNOWN" if release is None else "YES" if expected <= day_of(release) else "NO"
    return Step(ready, leads.get(ready.condition), waits, days, start_of_day(expected), in_time)


def _shortest(view: View, of: Readiness, ready: Mapping[str, Ready], leads: Mapping[str, LeadTime]) -> Shortest | None:
    """What brings the last of the conditions that can be told forward the most; None where no single one does."""
    told = [one for one in ready if path_days(one, ready, leads)]

    def longest(settled: str | None) -> int:
        now = {**ready, settled: Ready(settled, "YES", Why.IN_ORDER, None, None)} if settled else ready
        return max((path_days(one, now, leads) or 0 for one in told), default=0)

    whole = longest(None)
    saved = {one: whole - longest(one) for one in told}
    best = max(saved, key=lambda one: saved[one], default=None)
    if best is None or saved[best] == 0:
        return None
    record = next(
        (
            found
            for phase in (Phase.AFTER, Phase.DURING)
            if (found := counted(view, of.person_id, best, phase, of.release)) is not None
        ),
        None,
    )
    action = None if record is None else record.value("agreedAction")
    return Shortest(best, saved[best], action, None if record is None else view.party(record.end("owner")))
