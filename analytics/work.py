"""My work (*mijn werk*): what waits for who asks in the own cases, the most urgent first, each with its reason.

All of it is told from what is shown of a case to who asks: what is withheld is not listed and not counted.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from analytics.desk import Desk
from analytics.next_due import CLOCK_KINDS, DUE_KINDS, next_due, open_actions
from analytics.urgency_rules import WorkKind
from analytics.work_item import WorkFor, WorkItem
from graph.actors import ASSIGNING, Actor
from graph.case_records import Record, View
from graph.conditions import IN_ORDER, conditions
from graph.dossiers import Dossier
from graph.errors import InputError
from graph.guards import Guard
from graph.inputs import check_words
from graph.model.kinds import FieldClass
from graph.networks_shape import Phase
from graph.plan_changes import is_answered
from graph.policy.tasks import TASKS, permission
from graph.withholding import Withheld
from graph.work_lists import dossiers_of_own_cases


@dataclass(frozen=True, slots=True)
class Work:
    """The whole list in order at a moment (milliseconds UTC), and what no case shows."""

    at: int
    items: tuple[WorkItem, ...]
    withheld: tuple[Withheld, ...]


_TO_DO = frozenset({"ActionState", "Assessment", "DetentionState"})
_READS: Mapping[WorkKind, frozenset[str]] = {
    WorkKind.CASE: DUE_KINDS,
    WorkKind.ACTION: _TO_DO,
    WorkKind.HANDOVER: frozenset({"Handover"}),
    WorkKind.REFERRAL: frozenset({"Referral"}),
    WorkKind.ADVICE_REQUEST: frozenset({"AdviceRequest"}),
    WorkKind.PLAN_ANSWER: frozenset({"PlanState", "PlanAgreement", "GoalState", "ActionState"}),
    WorkKind.DISPUTE: CLOCK_KINDS,
    WorkKind.WITHOUT_OWNER: _TO_DO,
    WorkKind.UNASSIGNED: frozenset({"Involvement"}),
}
"""Kinds of record that each kind of work is told from."""


async def work_of(guard: Guard, *, kinds: Collection[str] | None = None, organisation: bool = False) -> Work:
    """What waits for who acts, of these `kinds` (all where None), in the own cases and nowhere else.

    With `organisation` also what waits for a colleague in those cases: for functions that may assign colleagues.
    Raises InputError for a kind that does not exist, and for `organisation` by anybody else.
    """
    check_words("kinds", list(kinds or ()), tuple(WorkKind))
    if organisation and guard.actor.function not in ASSIGNING:
        raise InputError("organisation is only for who may assign colleagues", "leave it out to see your own work")
    wanted = frozenset(WorkKind) if kinds is None else frozenset(map(WorkKind, kinds))
    found, withheld = await dossiers_of_own_cases(guard, {one for kind in wanted for one in _READS[kind]})
    items = [item for one in found for item in work_in(one, guard.actor, guard.now, wanted, organisation=organisation)]
    return Work(guard.now, tuple(sorted(items, key=lambda item: item.key)), withheld)


def work_in(
    dossier: Dossier, actor: Actor, now: int, kinds: Collection[WorkKind], *, organisation: bool = False
) -> Iterator[WorkItem]:
    """What waits in one case, in no particular order: nothing where it is closed, or where nothing of it is shown."""
    if dossier.released <= {FieldClass.WORK, FieldClass.PUBLIC, FieldClass.LOG}:
        return
    desk = Desk(dossier, actor, now, colleagues=organisation)
    state = desk.view.latest(one for one in desk.view.holding("CaseState"))
    if state is not None and state.value("status") == "CLOSED":
        return
    for kind in WorkKind:
        if kind in kinds:
            yield from _FINDERS[kind](desk)


def _case(desk: Desk) -> Iterator[WorkItem]:
    yield desk.case_item(next_due(desk.dossier, desk.view))


def _agreed(view: View) -> list[Record]:
    """Assessments that count, in this phase or one to come, of what is not in order and has an agreed action."""
    phases = list(Phase)
    kept = {
        each.assessment.origin.fact
        for one in conditions(view)
        for each in one.phases
        if each.assessment is not None
        and each.assessment.agreed_action
        and each.status != IN_ORDER
        and (one.phase is None or phases.index(each.phase) >= phases.index(one.phase))
    }
    return sorted((one for one in view.holding("Assessment") if one.fact in kept), key=lambda one: one.fact)


def _to_do(view: View) -> Iterator[tuple[Record, str, int | None]]:
    """What was agreed to be done and is not done: the record, its text and when it is due."""
    for one in open_actions(view):
        yield one, one.values["text"], one.value("dueOn")
    for one in _agreed(view):
        yield one, one.values["agreedAction"], None


def _actions(desk: Desk) -> Iterator[WorkItem]:
    for one, text, due in _to_do(desk.view):
        owner = one.end("owner")
        if (waits_for := desk.whose(owner)) is not None:
            party = desk.view.party(owner)
            yield desk.item(WorkKind.ACTION, waits_for, one, due=due, text=text, party=party)


def _without_owner(desk: Desk) -> Iterator[WorkItem]:
    """For who may change the plan, or assess a condition, which is whose task it is to give it an owner."""
    for one, text, due in _to_do(desk.view):
        task = TASKS["CHANGE_PLAN" if one.kind == "ActionState" else "ASSESS_CONDITION"]
        allowed = permission(task, desk.dossier.asking)
        if one.end("owner") is None and allowed is not None and allowed.allowed:
            yield desk.item(WorkKind.WITHOUT_OWNER, WorkFor.NOBODY, one, due=due, text=text)


def _handovers(desk: Desk) -> Iterator[WorkItem]:
    for one in desk.view.holding("Handover"):
        answered = any((moment := one.value(name)) is not None and moment <= desk.view.at for name in _ANSWERS)
        if not answered and one.values["offeredAt"] <= desk.view.at and (waits_for := desk.whose(one.end("to"))):
            yield desk.item(
                WorkKind.HANDOVER,
                waits_for,
                one,
                state=one.values["subject"],
                since=one.values["offeredAt"],
                party=desk.view.party(one.end("from")),
            )


_ANSWERS = ("acceptedAt", "refusedAt")


def _referrals(desk: Desk) -> Iterator[WorkItem]:
    for one in desk.view.holding("Referral"):
        if one.value("status") in ("REQUESTED", "SILENT") and (waits_for := desk.whose(one.end("to"))):
            giver = desk.view.party(one.end("from"))
            yield desk.item(WorkKind.REFERRAL, waits_for, one, since=one.values["requestedOn"], party=giver)


def _advice_requests(desk: Desk) -> Iterator[WorkItem]:
    for one in desk.view.holding("AdviceRequest"):
        if one.value("status") == "RUNNING" and (waits_for := desk.whose(one.end("to"))):
            due, since = one.value("dueOn"), one.values["requestedOn"]
            yield desk.item(WorkKind.ADVICE_REQUEST, waits_for, one, due=due, since=since)


def _plan_answers(desk: Desk) -> Iterator[WorkItem]:
    """A version that was proposed or adopted, and that nobody of the own organisation has answered.

    An answer to an earlier version counts where nothing that asks for a new one changed since.
    """
    for plan in sorted({id for one in desk.view.holding("PlanState") if (id := one.end("plan"))}):
        state = desk.view.latest(one for one in desk.view.holding("PlanState") if one.end("plan") == plan)
        if state is None or state.value("status") not in ("PROPOSED", "ADOPTED"):
            continue
        if not is_answered(desk.view, plan, state.values["version"], desk.is_of_my_organisation):
            status, since = state.values["status"], state.valid_from
            yield desk.item(WorkKind.PLAN_ANSWER, WorkFor.ORGANISATION, state, state=status, since=since)


def _disputes(desk: Desk) -> Iterator[WorkItem]:
    """A fact that who acts, or the own organisation, said, and that the person disputes."""
    disputes = desk.dossier.records.disputes
    for one in desk.view.all(*CLOCK_KINDS):
        said = next((waits for field in _SAID_BY if (waits := desk.whose(one.end(field)))), None)
        if said is not None and desk.view.disputed(one.fact):
            since = min(dispute.at for dispute in disputes[one.fact] if dispute.status == "OPEN")
            person = desk.view.party(desk.dossier.person_ids[0]) if len(desk.dossier.person_ids) == 1 else None
            yield desk.item(WorkKind.DISPUTE, said, one, since=since, party=person)


_SAID_BY = ("by", "from")
"""Ends at which stands who said a fact."""


def _unassigned(desk: Desk) -> Iterator[WorkItem]:
    """The own organisation is involved and none of its colleagues is: for who may assign one."""
    own = [
        one for one in desk.view.holding("Involvement") if one.value("organisationId") == desk.actor.organisation
    ]  # fmt: skip
    if desk.actor.function not in ASSIGNING or any(one.value("positionId") for one in own):
        return
    if own:
        first = min(own, key=lambda one: (one.valid_from or 0, one.fact))
        yield desk.item(WorkKind.UNASSIGNED, WorkFor.ORGANISATION, first, since=first.valid_from)


_FINDERS = {
    WorkKind.CASE: _case,
    WorkKind.ACTION: _actions,
    WorkKind.HANDOVER: _handovers,
    WorkKind.REFERRAL: _referrals,
    WorkKind.ADVICE_REQUEST: _advice_requests,
    WorkKind.PLAN_ANSWER: _plan_answers,
    WorkKind.DISPUTE: _disputes,
    WorkKind.WITHOUT_OWNER: _without_owner,
    WorkKind.UNASSIGNED: _unassigned,
}
