"""The joint plan as an act finds it: the plan, a goal, an action, each as it stands now, and saying it anew."""

from collections.abc import Iterable, Mapping
from typing import Any

from graph.case_records import Record
from graph.casework.case_file import CaseFile
from graph.casework.steps import Renew
from graph.errors import ConflictError
from graph.plan_changes import changes_between
from graph.refusals import Code, refused


def plan_in_use(file: CaseFile, field: str, plan: str) -> Record:
    """How a plan stands. Raises ActError where it is not there, or closed."""
    state = file.state(field, "PlanState", "plan", plan)
    if state.values["status"] == "CLOSED":
        raise refused(Code.IS_OVER, field)
    return state


def goal_in_use(file: CaseFile, field: str, goal: str) -> Record:
    """What a goal says, of a plan that is not closed."""
    state = file.state(field, "GoalState", "goal", goal)
    _of_plan_in_use(file, field, plan_of_goal(file, goal))
    return state


def action_in_use(file: CaseFile, field: str, action: str) -> Record:
    """What an action says, of a plan that is not closed."""
    state = file.state(field, "ActionState", "action", action)
    goal = (file.view.case.plan.goal_of_action or {})[action]
    _of_plan_in_use(file, field, plan_of_goal(file, goal))
    return state


def plan_of_goal(file: CaseFile, goal: str) -> str:
    """The plan that a goal is of."""
    return (file.view.case.plan.plan_of_goal or {})[goal]


def parts_of(file: CaseFile, plan: str) -> Iterable[Record]:
    """What the goals and actions of a plan say now, as far as they are shown."""
    things = file.view.case.plan
    goals = [goal for goal, of in (things.plan_of_goal or {}).items() if of == plan]
    actions = [action for action, of in (things.goal_of_action or {}).items() if of in goals]
    for kind, field, ids in (("GoalState", "goal", goals), ("ActionState", "action", actions)):
        for id in ids:
            state = file.view.state(kind, field, id)
            if state is not None:
                yield state


def open_actions_of(file: CaseFile, goals: Iterable[str]) -> list[Record]:
    """The open actions of some goals, as far as they are shown, by id."""
    wanted = set(goals)
    things = file.view.case.plan.goal_of_action or {}
    found = [
        file.view.state("ActionState", "action", action) for action, goal in sorted(things.items()) if goal in wanted
    ]
    return [one for one in found if one is not None and one.holds(file.now) and one.values["status"] == "OPEN"]


def check_read(file: CaseFile, plan: str) -> None:
    """Raise ConflictError where a plan asks for another agreement than when who acts read it."""
    if file.expected is None:
        return
    read = min(file.expected, file.now)
    if any(one.asks_again for one in changes_between(file.view.case.view(read, read), file.view, plan)):
        raise ConflictError("the plan has changed since it was read", "read it again and decide anew")


def check_can_open(file: CaseFile, field: str, action: str) -> None:
    """Raise ActError where an action cannot be open, since its goal is not."""
    goal = (file.view.case.plan.goal_of_action or {})[action]
    state = file.view.state("GoalState", "goal", goal)
    if state is not None and state.values["status"] != "OPEN":
        raise refused(Code.NOT_NOW, field)


def said_anew(field: str, state: Record, given: Mapping[str, Any]) -> Renew:
    """A state said anew with what is given. Raises ActError where that is nothing, or nothing new."""
    if not given:
        raise refused(Code.EMPTY, field)
    new = {name: value for name, value in given.items() if value != (state.value(name) or state.end(name))}
    if not new:
        raise refused(Code.ALREADY_SO, field)
    return Renew(state.kind, state.fact, new)


def _of_plan_in_use(file: CaseFile, field: str, plan: str) -> None:
    state = file.view.state("PlanState", "plan", plan)
    if state is not None and state.values["status"] == "CLOSED":
        raise refused(Code.IS_OVER, field)
