"""The joint plan of a case: versions, goals of three kinds, actions with owner and due date; and who pays for help."""

from dataclasses import dataclass

from graph.case_records import Offered, Origin, Party, Record, View
from graph.plan_answers import PartyAnswer, answers_to
from graph.plan_changes import PlanChange, changes_since_proposal
from graph.times import FOREVER, day_of

UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """A version of a plan in one status, over a half-open period in milliseconds UTC."""

    version: int
    status: str
    valid_from: int | None
    valid_to: int | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class PlanAction:
    """An action: `owner` None is nobody, `due_at` None is no due date.

    `overdue` is YES from the day after the due date while the action is open, NO, or UNKNOWN for an open one without
    a due date; `days_overdue` is None where it is not YES. `pays` is None where nothing is said; NOBODY_YET is nobody.
    """

    action_id: str
    text: str
    status: str
    phase: str
    due_at: int | None
    owner: Party | None
    overdue: str
    days_overdue: int | None
    pays: str | None
    remark: str | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class PlanGoal:
    """A goal: BEHAVIOUR, REINTEGRATION or the person's OWN_WISH, with its actions by due date.

    `text`, `kind`, `status` and `origin` are None where an action stands under a goal of which nothing is said.
    """

    goal_id: str
    plan_id: str
    text: str | None
    kind: str | None
    status: str | None
    valid_from: int | None
    origin: Origin | None
    actions: tuple[PlanAction, ...]


@dataclass(frozen=True, slots=True)
class JointPlan:
    """A plan at the moment: `status` and `version` are None where nothing says so.

    `versions` are those up to the moment, in order; `changes` what changed since this version was put to the parties;
    `answers` what each party said, the person included.
    """

    plan_id: str
    status: str | None
    version: int | None
    versions: tuple[PlanVersion, ...]
    goals: tuple[PlanGoal, ...]
    changes: tuple[PlanChange, ...]
    answers: tuple[PartyAnswer, ...]


@dataclass(frozen=True, slots=True)
class OwnerActions:
    """The open actions of one owner, by due date; `owner` is None for those of nobody."""

    owner: Party | None
    actions: tuple[PlanAction, ...]


@dataclass(frozen=True, slots=True)
class Funding:
    """Help that runs or is planned, and who pays: NOBODY_YET is nobody."""

    person_id: str | None
    offer: Offered
    status: str
    pays: str
    valid_from: int | None
    origin: Origin


def plans(view: View) -> tuple[JointPlan, ...]:
    """The plans of the case that had begun: those in use first, of these the latest first."""
    found = [plan for id in view.case.plan.plans if (plan := _plan(view, id)) is not None]
    return tuple(sorted(found, key=lambda one: (one.status == "CLOSED", -_began(one), one.plan_id)))


def wishes(view: View) -> tuple[PlanGoal, ...]:
    """The person's own goals and wishes, of all plans in their order."""
    return tuple(goal for plan in plans(view) for goal in plan.goals if goal.kind == "OWN_WISH")


def funding(view: View) -> tuple[Funding, ...]:
    """Who pays for the help that runs or is planned, what nobody pays for first.

    Nothing records which help belongs to which action, so none is tied to one.
    """
    found = [
        Funding(
            one.end("person"), offer, one.values["status"], one.values["pays"], one.valid_from, view.origin(one)
        )
        for one in view.all("Intervention")
        if one.values["status"] in ("PLANNED", "WAITING", "RUNNING")
        and (one.valid_to is None or view.at < one.valid_to)
        and (offer := view.case.offers.get(one.end("offer") or ""))
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.pays != "NOBODY_YET", one.offer.name, one.origin.fact)))


def open_actions(view: View) -> tuple[OwnerActions, ...]:
    """The open actions by who owns them: of nobody first, then of the person, then by organisation and position."""
    found: dict[Party | None, list[PlanAction]] = {}
    for plan in plans(view):
        for action in (action for goal in plan.goals for action in goal.actions if action.status == "OPEN"):
            found.setdefault(action.owner, []).append(action)
    return tuple(
        OwnerActions(owner, tuple(sorted(actions, key=_due)))
        for owner, actions in sorted(found.items(), key=lambda one: _order_of_owner(one[0]))
    )


def _order_of_owner(owner: Party | None) -> tuple[int, str, str]:
    if owner is None:
        return 0, "", ""
    if owner.person_id is not None:
        return 1, owner.person_id, ""
    return 2, owner.organisation or "", owner.position_id or ""


def _due(action: PlanAction) -> tuple[int, str]:
    """By due date, those without one last."""
    return FOREVER if action.due_at is None else action.due_at, action.action_id


def _began(plan: JointPlan) -> int:
    return (plan.versions[0].valid_from or 0) if plan.versions else 0


def _plan(view: View, plan: str) -> JointPlan | None:
    states = [one for one in view.all("PlanState") if one.end("plan") == plan and _begun(view, one)]
    goals = tuple(
        sorted(
            (
                found
                for id, of in (view.case.plan.plan_of_goal or {}).items()
                if of == plan and (found := _goal(view, id, plan))
            ),
            key=lambda one: (one.valid_from or 0, one.goal_id),
        )
    )
    if not states and not goals:
        return None
    now = view.latest(states)
    return JointPlan(
        plan,
        now.values["status"] if now else None,
        now.values["version"] if now else None,
        tuple(
            PlanVersion(one.values["version"], one.values["status"], one.valid_from, one.valid_to, view.origin(one))
            for one in states
        ),
        goals,
        changes_since_proposal(view, plan, now),
        answers_to(view, plan, now),
    )


def _begun(view: View, one: Record) -> bool:
    return one.valid_from is None or one.valid_from <= view.at


def _goal(view: View, goal: str, plan: str) -> PlanGoal | None:
    """A goal of which something holds; None for one that is not there yet, or not any more."""
    actions = tuple(
        sorted(
            (
                _action(view, id, state)
                for id, of in (view.case.plan.goal_of_action or {}).items()
                if of == goal and (state := _in_force(view, "ActionState", "action", id))
            ),
            key=_due,
        )
    )
    state = _in_force(view, "GoalState", "goal", goal)
    if state is None and actions:
        state = view.state("GoalState", "goal", goal)
    if state is None:
        return PlanGoal(goal, plan, None, None, None, None, None, actions) if actions else None
    return PlanGoal(
        goal,
        plan,
        state.values["text"],
        state.values["kind"],
        state.values["status"],
        state.valid_from,
        view.origin(state),
        actions,
    )


def _in_force(view: View, kind: str, field: str, of: str) -> Record | None:
    found = view.state(kind, field, of)
    return found if found is not None and found.holds(view.at) else None


def _action(view: View, action: str, state: Record) -> PlanAction:
    due: int | None = state.value("dueOn")
    overdue, days = "NO", None
    if state.values["status"] == "OPEN":
        late = None if due is None else (day_of(view.at) - day_of(due)).days
        overdue = UNKNOWN if late is None else "YES" if late > 0 else "NO"
        days = late if overdue == "YES" else None
    return PlanAction(
        action,
        state.values["text"],
        state.values["status"],
        state.values["phase"],
        due,
        view.party(state.end("owner")),
        overdue,
        days,
        state.value("pays"),
        state.value("remark"),
        view.origin(state),
    )
