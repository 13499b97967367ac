"""Goals of the joint plan, the person's own wishes among them."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile, said
from graph.casework.fields import a_text, a_word, an_id
from graph.casework.plan_parts import goal_in_use, open_actions_of, plan_in_use, said_anew
from graph.casework.steps import Add, Change, Make, Renew, change
from graph.refusals import Code, refused

_CHANGES_PLAN, _OWN_WISH = "CHANGE_PLAN", "WRITE_OWN_WISH"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddGoal(CaseAct):
    """Add a goal to the plan (*doel toevoegen*). The person adds own wishes (*eigen wens*), and nothing else."""

    NAME: ClassVar[str] = "addGoal"
    TASK: ClassVar[str] = _CHANGES_PLAN

    plan: Annotated[str, an_id("Id of the plan.")]
    text: Annotated[str, a_text("The goal, SMART; of a wish the words of the person.")]
    kind: Annotated[str, a_word("GoalState", "kind", "Behaviour, reintegration, or the person's own wish.")]

    def task(self, file: CaseFile) -> str:
        """The person may add a wish of the own."""
        return _OWN_WISH if file.by_person and self.kind == "OWN_WISH" else _CHANGES_PLAN

    def change(self, file: CaseFile) -> Change:
        """A goal that is open."""
        plan_in_use(file, "plan", self.plan)
        goal = file.new_id()
        return change(
            Make("Goal", {"id": goal, "plan": self.plan}),
            Add("GoalState", {"goal": goal, "text": self.text.strip(), "kind": self.kind, "status": "OPEN"}),
            goal=goal,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGoal(CaseAct):
    """Change what a goal says, or say that it is reached or dropped (*doel wijzigen*).

    What is left out stays. With a goal its open actions are dropped. The person changes own wishes, but not their kind.
    """

    NAME: ClassVar[str] = "changeGoal"
    TASK: ClassVar[str] = _CHANGES_PLAN
    EXPECTS: ClassVar[bool] = True

    goal: Annotated[str, an_id("Id of the goal.")]
    text: Annotated[str | None, a_text("The goal as it reads from now on.")] = None
    kind: Annotated[str | None, a_word("GoalState", "kind", "Kind of goal.")] = None
    status: Annotated[str | None, a_word("GoalState", "status", "Where it stands.")] = None

    def task(self, file: CaseFile) -> str:
        """The person may change a wish of the own."""
        state = file.view.state("GoalState", "goal", self.goal)
        wish = state is not None and state.values["kind"] == "OWN_WISH" and self.kind is None
        return _OWN_WISH if file.by_person and (wish or state is None) else _CHANGES_PLAN

    def change(self, file: CaseFile) -> Change:
        """The goal, said anew; of a dropped one the open actions too."""
        state = goal_in_use(file, "goal", self.goal)
        if self.text is not None and said(self.text) is None:
            raise refused(Code.EMPTY, "text")
        given = {"text": said(self.text), "kind": self.kind, "status": self.status}
        new = said_anew("goal", state, {name: value for name, value in given.items() if value is not None})
        dropped = open_actions_of(file, [self.goal]) if new.changes.get("status") == "DROPPED" else []
        return change(new, *(Renew("ActionState", one.fact, {"status": "DROPPED"}) for one in dropped))
