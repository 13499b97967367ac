"""Every act in a case, by its name: the contract, the command line and the documents are made from this list."""

from graph.casework import (
    advice,
    budget_contributions,
    budget_expenses,
    conditions,
    consents,
    facts,
    instruments,
    interventions,
    meetings,
    notes,
    notices,
    people,
    plan_actions,
    plan_answering,
    plan_goals,
    plan_versions,
    referrals,
    signals_handling,
)
from graph.casework.case_act import CaseAct
from graph.policy.tasks import TASKS

CASE_ACTS: dict[str, type[CaseAct]] = {
    act.NAME: act
    for act in (
        meetings.RecordMeeting,
        meetings.RecordContactMoment,
        conditions.AssessCondition,
        instruments.RecordInstrument,
        advice.RequestAdvice,
        advice.DeliverAdvice,
        advice.WithdrawAdvice,
        referrals.RequestReferral,
        referrals.AnswerReferral,
        referrals.MarkReferralSilent,
        interventions.RecordIntervention,
        interventions.ChangeIntervention,
        notices.SendNotice,
        consents.RecordConsent,
        consents.WithdrawConsent,
        people.AddPersonAround,
        people.ChangeTie,
        people.ReadTie,
        people.EndTie,
        notes.WriteNote,
        facts.ConfirmFact,
        facts.AnswerDispute,
        facts.WithdrawOwnRecord,
        signals_handling.AcknowledgeSignal,
        signals_handling.SnoozeSignal,
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
        budget_contributions.AddContribution,
        budget_contributions.AnswerContribution,
        budget_contributions.ChangeContribution,
        budget_contributions.WithdrawContribution,
        budget_expenses.RecordExpense,
        budget_expenses.AnswerExpense,
        budget_expenses.TakeBackExpense,
    )
}

if strange := {act.TASK for act in CASE_ACTS.values()} - TASKS.keys():
    raise RuntimeError(f"acts without a task: {', '.join(sorted(strange))}")
