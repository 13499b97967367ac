"""Every act in a case, by its name: the contract, the command line and the documents are made from this list."""

from graph.casework import meetings, plan_actions, plan_answering, plan_goals, plan_versions
from graph.casework.case_act import CaseAct
from graph.policy.tasks import TASKS

CASE_ACTS: dict[str, type[CaseAct]] = {
    act.NAME: act
    for act in (
        meetings.RecordMeeting,
        meetings.RecordContactMoment,
        plan_versions.StartPlan,
        plan_goals.AddGoal,
        plan_goals.ChangeGoal,
        plan_actions.AddAction,
        plan_actions.ChangeAction,
        plan_actions.AssignAction,
        plan_actions.DropAction,
        plan_actions.UpdateOwnAction,
        plan_versions.ProposePlan,
        plan_answering.AnswerPlan,
        plan_versions.AdoptPlan,
        plan_versions.ClosePlan,
    )
}

if strange := {act.TASK for act in CASE_ACTS.values()} - TASKS.keys():
    raise RuntimeError(f"acts without a task: {', '.join(sorted(strange))}")
