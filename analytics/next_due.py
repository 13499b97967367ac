"""What is due in one case: by the clock, by the plan, by who asked advice, and the release itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from analytics.clock.clocks import clocks
from analytics.clock.verdict import Outcome
from analytics.rules.rule import Text
from analytics.urgency_rules import SEVERITIES, SEVERITY
from graph.case_records import Record, View
from graph.dossiers import Dossier
from graph.releases import release_in_view
from graph.times import day_of, last_day

RELEASE = Text(en="Release", nl="Vrijlating")
ADVICE = Text(en="Advice of probation", nl="Advies van de reclassering")

CLOCK_KINDS = frozenset(
    {
        "AdviceRequest",
        "Assessment",
        "ContactMoment",
        "DetentionState",
        "Handover",
        "InstrumentResult",
        "Involvement",
        "LegalTitle",
        "Meeting",
        "Notice",
        "PlanState",
        "Referral",
    }
)
"""Kinds of record that the rules of the clock are judged by."""

DUE_KINDS = CLOCK_KINDS | {"ActionState"}
"""Kinds of record that something due can be told from."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due: `day` is the last that is in time. `rule` is that of the clock, None for anything else."""

    what: Text
    day: date
    severity: str
    rule: str | None
    key: str


@dataclass(frozen=True, slots=True)
class NextDue:
    """What is due next in a case: of what is late what most hangs on, then the longest late; else the soonest to come.

    `late` counts all that is late and can still be done.
    """

    due: Due | None
    late: int
    state: str


def next_due(dossier: Dossier, view: View) -> NextDue:
    """What is due next, at the moment of the view. O(rules x records)."""
    today = day_of(view.at)
    found = [*_by_clock(dossier, view), *_by_plan(view), *_by_advice(view), *_by_release(dossier, view, today)]
    late = sorted((one for one in found if one.day < today), key=lambda one: (_weight(one), one.day, one.key))
    if late:
        return NextDue(late[0], len(late), "LATE_HIGH" if late[0].severity == "HIGH" else "LATE")
    coming = min(found, key=lambda one: (one.day, _weight(one), one.key), default=None)
    return NextDue(coming, 0, "NOTHING" if coming is None else "COMING")


def _weight(one: Due) -> int:
    return SEVERITIES.index(one.severity)


def _by_clock(dossier: Dossier, view: View) -> Iterator[Due]:
    """What the clock says is late and can still be done, or is to come."""
    for clock in clocks(dossier, view):
        for entry in clock.entries:
            rule = entry.rule
            if entry.due is not None and (entry.outcome is Outcome.DUE or entry.reason.code == "LATE"):
                yield Due(rule.name, last_day(entry.due), rule.severity, rule.id, f"{rule.id} {clock.person_id}")


def open_actions(view: View) -> list[Record]:
    """The open actions of the plan, by `fact`: of each the state that counts."""
    actions = {one.end("action") for one in view.holding("ActionState")}
    states = [view.state("ActionState", "action", id) for id in actions if id is not None]
    found = [one for one in states if one is not None and one.holds(view.at) and one.value("status") == "OPEN"]
    return sorted(found, key=lambda one: one.fact)


def _by_plan(view: View) -> Iterator[Due]:
    for one in open_actions(view):
        if one.value("dueOn") is not None:
            text: str = one.values["text"]
            yield Due(Text(en=text, nl=text), day_of(one.values["dueOn"]), SEVERITY["ACTION"], None, one.fact)


def _by_advice(view: View) -> Iterator[Due]:
    for one in view.holding("AdviceRequest"):
        if one.value("status") == "RUNNING" and one.value("dueOn") is not None:
            yield Due(ADVICE, day_of(one.values["dueOn"]), SEVERITY["ADVICE_REQUEST"], None, one.fact)


def _by_release(dossier: Dossier, view: View, today: date) -> Iterator[Due]:
    for person in dossier.person_ids:
        release = release_in_view(view, person)
        if release is not None and release.at is not None and not release.released and day_of(release.at) >= today:
            yield Due(RELEASE, day_of(release.at), SEVERITY["RELEASE"], None, f"release {release.detention_id}")
