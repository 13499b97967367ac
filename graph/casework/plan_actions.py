"""Actions under the goals of the joint plan: what, by whom, by when, who pays, and how it stands."""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from graph.case_records import Record
from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile, said
from graph.casework.fields import a_day, a_flag, a_text, a_word, an_id
from graph.casework.plan_parts import action_in_use, check_can_open, goal_in_use, said_anew
from graph.casework.steps import Add, Change, Make, Renew, change
from graph.refusals import Code, refused

_ACTION = "Id of the action."
_OWNER = "Id of who does it: a position or organisation of the team, or the person."
_PHASE = "Before, during or after detention."
_PAYS = "Who pays for it, or nobody yet."
_PROGRESS = "Whether it is done, or open again."


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAction(CaseAct):
    """Add an action under a goal (*actie toevoegen*)."""

    NAME: ClassVar[str] = "addAction"
    TASK: ClassVar[str] = "CHANGE_PLAN"

    goal: Annotated[str, an_id("Id of the goal: an open one.")]
    text: Annotated[str, a_text("What is to be done.")]
    phase: Annotated[str, a_word("ActionState", "phase", _PHASE)]
    due_on: Annotated[int | None, a_day("Due date, from today on; none where left out.")] = None
    owner: Annotated[str | None, an_id(_OWNER + " Nobody where left out.")] = None
    pays: Annotated[str | None, a_word("ActionState", "pays", _PAYS + " Not said where left out.")] = None

    def change(self, file: CaseFile) -> Change:
        """An action that is open."""
        if goal_in_use(file, "goal", self.goal).values["status"] != "OPEN":
            raise refused(Code.IS_OVER, "goal")
        action = file.new_id()
        says: dict[str, Any] = {
            "action": action,
            "text": self.text.strip(),
            "status": "OPEN",
            "phase": self.phase,
            "dueOn": None if self.due_on is None else file.coming("dueOn", self.due_on),
            "owner": None if self.owner is None else file.serving("owner", self.owner, person=True),
            "pays": self.pays,
        }
        kept = {name: value for name, value in says.items() if value is not None}
        return change(Make("Action", {"id": action, "goal": self.goal}), Add("ActionState", kept), action=action)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAction(CaseAct):
    """Change what an action says, when it is due, who pays, or say that it is done (*actie wijzigen*).

    What is left out stays. Who does it is changed by giving it to another, and what is not done any more is dropped.
    """

    NAME: ClassVar[str] = "changeAction"
    TASK: ClassVar[str] = "CHANGE_PLAN"
    EXPECTS: ClassVar[bool] = True

    action: Annotated[str, an_id(_ACTION)]
    text: Annotated[str | None, a_text("What is to be done from now on.")] = None
    phase: Annotated[str | None, a_word("ActionState", "phase", _PHASE)] = None
    due_on: Annotated[int | None, a_day("Due date, from today on.")] = None
    never_due: Annotated[bool | None, a_flag("Whether it has no due date any more.")] = None
    pays: Annotated[str | None, a_word("ActionState", "pays", _PAYS)] = None
    status: Annotated[str | None, a_word("ActionState", "status", _PROGRESS, but=("DROPPED",))] = None

    def change(self, file: CaseFile) -> Change:
        """The action, said anew."""
        state = action_in_use(file, "action", self.action)
        if state.values["status"] == "DROPPED" and self.status != "OPEN":
            raise refused(Code.IS_OVER, "action")
        if self.status == "OPEN":
            check_can_open(file, "status", self.action)
        if self.text is not None and said(self.text) is None:
            raise refused(Code.EMPTY, "text")
        if self.never_due and self.due_on is not None:
            raise refused(Code.UNUSABLE, "neverDue")
        if self.due_on is not None and self.due_on != state.value("dueOn"):
            file.coming("dueOn", self.due_on)
        given = {
            "text": said(self.text),
            "phase": self.phase,
            "dueOn": self.due_on,
            "pays": self.pays,
            "status": self.status,
        }
        new = {name: value for name, value in given.items() if value is not None}
        return change(said_anew("action", state, {**new, "dueOn": None} if self.never_due else new))


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignAction(CaseAct):
    """Give an action to somebody else, or to nobody (*actie aan een ander geven*)."""

    NAME: ClassVar[str] = "assignAction"
    TASK: ClassVar[str] = "CHANGE_PLAN"
    EXPECTS: ClassVar[bool] = True

    action: Annotated[str, an_id(_ACTION)]
    to: Annotated[str | None, an_id(_OWNER + " Nobody where left out.")] = None

    def change(self, file: CaseFile) -> Change:
        """The action has another owner."""
        state = _open(action_in_use(file, "action", self.action))
        if self.to is not None:
            file.serving("to", self.to, person=True)
        if self.to == state.end("owner"):
            raise refused(Code.ALREADY_SO if self.to is None else Code.TO_ONESELF, "to")
        return change(Renew("ActionState", state.fact, {"owner": self.to}))


@dataclass(frozen=True, slots=True, kw_only=True)
class DropAction(CaseAct):
    """Drop an action that is not to be done any more (*actie laten vervallen*), with the reason."""

    NAME: ClassVar[str] = "dropAction"
    TASK: ClassVar[str] = "CHANGE_PLAN"
    EXPECTS: ClassVar[bool] = True

    action: Annotated[str, an_id(_ACTION)]
    reason: Annotated[str, a_text("Why; it stands with the action as its remark.")]

    def change(self, file: CaseFile) -> Change:
        """The action is dropped."""
        state = _open(action_in_use(file, "action", self.action))
        return change(Renew("ActionState", state.fact, {"status": "DROPPED", "remark": self.reason.strip()}))


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateOwnAction(CaseAct):
    """Say how an action of your own stands, or of your organisation as such (*eigen actie bijwerken*)."""

    NAME: ClassVar[str] = "updateOwnAction"
    TASK: ClassVar[str] = "UPDATE_OWN_ACTION"
    EXPECTS: ClassVar[bool] = True

    action: Annotated[str, an_id(_ACTION)]
    status: Annotated[str | None, a_word("ActionState", "status", _PROGRESS, but=("DROPPED",))] = None
    remark: Annotated[str | None, a_text("How it stands, or what stands in the way; empty takes it away.")] = None

    def own(self, file: CaseFile) -> bool:
        """Whether who acts, or the own organisation, owns it; of what is not shown nothing is told."""
        state = file.view.state("ActionState", "action", self.action)
        owner = None if state is None else state.end("owner")
        return state is None or (owner is not None and owner in (file.who, file.actor.organisation))

    def change(self, file: CaseFile) -> Change:
        """The action with another status or remark."""
        state = file.state("action", "ActionState", "action", self.action)
        if state.values["status"] == "DROPPED":
            raise refused(Code.IS_OVER, "action")
        if self.status == "OPEN" and state.values["status"] != "OPEN":
            action_in_use(file, "action", self.action)
            check_can_open(file, "status", self.action)
        given: dict[str, Any] = {} if self.status is None else {"status": self.status}
        if self.remark is not None:
            given["remark"] = said(self.remark)
        return change(said_anew("action", state, given))


def _open(state: Record) -> Record:
    if state.values["status"] != "OPEN":
        raise refused(Code.IS_OVER, "action")
    return state
