"""Where the joint plan stands: begun, put to its parties, adopted, closed."""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile
from graph.casework.fields import a_number, an_id
from graph.casework.involvement_parts import directs
from graph.casework.plan_parts import check_read, open_actions_of, parts_of, plan_in_use
from graph.casework.steps import Add, Change, Make, Renew, change
from graph.errors import ConflictError
from graph.plan_changes import changes_since_proposal
from graph.refusals import Code, refused

_PLAN = "Id of the plan."
_VERSION = "Number of the version, as it was read."


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPlan(CaseAct):
    """Start the joint plan of the case, as a draft (*D&R-plan beginnen*): one is in use at a time."""

    NAME: ClassVar[str] = "startPlan"
    TASK: ClassVar[str] = "CHANGE_PLAN"

    def change(self, file: CaseFile) -> Change:
        """A plan with version 1 as a draft."""
        for plan in file.whole.case.plan.plans:
            state = file.whole.state("PlanState", "plan", plan)
            if state is None or state.values["status"] != "CLOSED":
                raise refused(Code.ALREADY_SO, "case")
        plan = file.new_id()
        draft: dict[str, Any] = {"plan": plan, "status": "DRAFT", "version": 1}
        return change(Make("Plan", {"id": plan}), Add("PlanState", draft), plan=plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposePlan(CaseAct):
    """Put the plan as it stands to its parties (*plan voorstellen*).

    A draft keeps its version; of what was proposed or adopted before, what changed makes the next version.
    """

    NAME: ClassVar[str] = "proposePlan"
    TASK: ClassVar[str] = "CHANGE_PLAN"
    EXPECTS: ClassVar[bool] = True

    plan: Annotated[str, an_id(_PLAN)]

    def change(self, file: CaseFile) -> Change:
        """The version that is proposed."""
        state = plan_in_use(file, "plan", self.plan)
        check_read(file, self.plan)
        if not any(one.kind == "GoalState" and one.values["status"] != "DROPPED" for one in parts_of(file, self.plan)):
            raise refused(Code.NOT_NOW, "plan")
        version = state.values["version"]
        if state.values["status"] != "DRAFT":
            if not any(one.asks_again for one in changes_since_proposal(file.view, self.plan, state)):
                raise refused(Code.ALREADY_SO, "plan")
            version += 1
        return change(Renew("PlanState", state.fact, {"status": "PROPOSED", "version": version}))


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptPlan(CaseAct):
    """Adopt the version that was proposed (*plan vaststellen*), by who directs the case.

    Who disagreed or did not answer holds nothing up: the answers stand with the version, each with its reason.
    """

    NAME: ClassVar[str] = "adoptPlan"
    TASK: ClassVar[str] = "ADOPT_PLAN"
    EXPECTS: ClassVar[bool] = True

    plan: Annotated[str, an_id(_PLAN)]
    version: Annotated[int, a_number(_VERSION)]

    def own(self, file: CaseFile) -> bool:
        """Whether who acts directs the case, or assigns in the organisation that does."""
        return directs(file)

    def change(self, file: CaseFile) -> Change:
        """The version is adopted, as it was proposed: what changed since is proposed first."""
        state = plan_in_use(file, "plan", self.plan)
        check_read(file, self.plan)
        if self.version != state.values["version"]:
            raise ConflictError("there is another version of the plan now", "read it again and decide anew")
        if state.values["status"] == "ADOPTED":
            raise refused(Code.ALREADY_SO, "plan")
        unproposed = any(one.asks_again for one in changes_since_proposal(file.view, self.plan, state))
        if state.values["status"] != "PROPOSED" or unproposed:
            raise refused(Code.NOT_NOW, "plan")
        return change(Renew("PlanState", state.fact, {"status": "ADOPTED"}))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosePlan(CaseAct):
    """Close the plan (*plan afsluiten*), once none of its actions is open."""

    NAME: ClassVar[str] = "closePlan"
    TASK: ClassVar[str] = "CHANGE_PLAN"
    EXPECTS: ClassVar[bool] = True

    plan: Annotated[str, an_id(_PLAN)]

    def change(self, file: CaseFile) -> Change:
        """The plan is closed in the version it has."""
        state = plan_in_use(file, "plan", self.plan)
        goals = [goal for goal, of in (file.view.case.plan.plan_of_goal or {}).items() if of == self.plan]
        if open_actions_of(file, goals):
            raise refused(Code.NOT_NOW, "plan")
        return change(Renew("PlanState", state.fact, {"status": "CLOSED"}))
