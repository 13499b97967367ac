"""Every act in a case, by its name: the contract, the command line and the documents are made from this list."""

from graph.casework import meetings
from graph.casework.case_act import CaseAct
from graph.policy.tasks import TASKS

CASE_ACTS: dict[str, type[CaseAct]] = {
    act.NAME: act
    for act in (
        meetings.RecordMeeting,
        meetings.RecordContactMoment,
    )
}

if strange := {act.TASK for act in CASE_ACTS.values()} - TASKS.keys():
    raise RuntimeError(f"acts without a task: {', '.join(sorted(strange))}")
