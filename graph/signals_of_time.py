"""Signals of what time makes: what was not answered, what is late, what lies with nobody in person."""

from collections.abc import Iterator
from datetime import timedelta

from graph.case_records import Party, Record
from graph.directions import directing
from graph.handovers import Standing, handovers
from graph.open_actions import left_at, open_action_states
from graph.plan_changes import is_answered
from graph.policy.tables import Scope
from graph.requests import referrals
from graph.signal_kinds import RULES, SignalKind
from graph.signals import Signal, Watch
from graph.times import day_of, start_of_day

KINDS_READ = frozenset(
    {
        "ActionState",
        "Direction",
        "GoalState",
        "Handover",
        "Involvement",
        "Meeting",
        "Notice",
        "PlanAgreement",
        "PlanState",
        "Referral",
    }
)
"""Kinds of record that these are drawn from."""


def signals_of_time(watch: Watch) -> Iterator[Signal]:
    """What time made of a case by the moment looked at, in no particular order; nothing of a closed one."""
    state = watch.view.latest(watch.view.holding("CaseState"))
    if state is not None and state.value("status") == "CLOSED":
        return
    for kind, find in _FINDERS.items():
        if watch.may(kind):
            yield from find(watch)


def _stands(watch: Watch, kind: SignalKind, record: Record, began: int, party: Party | None) -> Iterator[Signal]:
    """A signal of something that stands like this since a moment, once it does for as many days as its rule says."""
    days = (day_of(watch.view.at) - day_of(began)).days
    after = RULES[kind].after_days
    if days >= after:
        raised = began if after == 0 else start_of_day(day_of(began) + timedelta(days=after))
        yield watch.signal(kind, record, raised, days, party=party)


def _direction_unanswered(watch: Watch) -> Iterator[Signal]:
    for one in handovers(watch.view):
        if one.subject == "DIRECTION" and one.standing is Standing.OFFERED:
            record = watch.records[one.origin.fact]
            yield from _stands(watch, SignalKind.DIRECTION_UNANSWERED, record, one.offered_at, one.to)


def _direction_without_person(watch: Watch) -> Iterator[Signal]:
    """Direction is held by an organisation as such, or by a position that has ended, and so by its organisation."""
    found = directing(watch.view)
    if found is not None and found.holder == found.organisation:
        began = found.since or found.record.recorded_at
        party = watch.view.party(found.record.end("holder"))
        yield from _stands(watch, SignalKind.DIRECTION_WITHOUT_PERSON, found.record, began, party)


def _orphaned(watch: Watch) -> Iterator[Signal]:
    for one in open_action_states(watch.view):
        owner = one.end("owner")
        if owner is None or owner in watch.dossier.person_ids:
            continue
        gone = left_at(watch.view, owner)
        if gone is not None:
            party = watch.view.party(owner)
            yield from _stands(
                watch, SignalKind.ACTION_ORPHANED, one, max(gone, one.valid_from or one.recorded_at), party
            )


def _overdue(watch: Watch) -> Iterator[Signal]:
    for one in open_action_states(watch.view):
        due: int | None = one.value("dueOn")
        if due is not None:
            yield from _stands(watch, SignalKind.ACTION_OVERDUE, one, due, watch.view.party(one.end("owner")))


def _plan_unanswered(watch: Watch) -> Iterator[Signal]:
    """A proposed version that nobody of the own organisation has answered.

    An answer to an earlier version counts where nothing that asks for a new one changed since.
    """
    view = watch.view
    for plan in sorted({id for one in view.holding("PlanState") if (id := one.end("plan"))}):
        state = view.latest(one for one in view.holding("PlanState") if one.end("plan") == plan)
        if state is None or state.value("status") != "PROPOSED":
            continue
        if not is_answered(view, plan, state.values["version"], lambda by: _is_mine(watch, by)):
            began = state.valid_from or state.recorded_at
            yield from _stands(watch, SignalKind.PLAN_UNANSWERED, state, began, None)


def _is_mine(watch: Watch, by: str) -> bool:
    party = watch.view.party(by)
    return party is not None and party.organisation_id == watch.actor.organisation


def _silent(watch: Watch) -> Iterator[Signal]:
    for one in referrals(watch.view):
        if one.days_waiting is not None:
            record = watch.records[one.origin.fact]
            yield from _stands(watch, SignalKind.REFERRAL_SILENT, record, one.requested_at, one.to)


def _unassigned(watch: Watch) -> Iterator[Signal]:
    """On the intake list stands a case as long as nobody of the organisation is assigned: the last notice counts."""
    told = [one for one in watch.view.holding("Notice") if one.end("to") == watch.actor.organisation]
    if watch.scope is Scope.INTAKE and told:
        last = max(told, key=lambda one: (one.values["receivedOn"], one.fact))
        yield from _stands(watch, SignalKind.UNASSIGNED, last, last.values["receivedOn"], None)


def _screen_again(watch: Watch) -> Iterator[Signal]:
    """On the screening list: an arrival, half a year, or facts that turn the proposal since it was decided."""
    due = None if watch.screening is None else watch.screening.due(watch.dossier, watch.view.at)
    record = None if due is None else watch.records.get(due.fact)
    if due is not None and record is not None:
        yield from _stands(watch, SignalKind.SCREEN_AGAIN, record, due.since, None)


_FINDERS = {
    SignalKind.DIRECTION_UNANSWERED: _direction_unanswered,
    SignalKind.DIRECTION_WITHOUT_PERSON: _direction_without_person,
    SignalKind.ACTION_ORPHANED: _orphaned,
    SignalKind.ACTION_OVERDUE: _overdue,
    SignalKind.PLAN_UNANSWERED: _plan_unanswered,
    SignalKind.REFERRAL_SILENT: _silent,
    SignalKind.UNASSIGNED: _unassigned,
    SignalKind.SCREEN_AGAIN: _screen_again,
}
