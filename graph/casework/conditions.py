"""The basic conditions and the social network: an assessment, which takes the place of the one before it."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile, said
from graph.casework.fields import a_text, a_word, an_id
from graph.casework.steps import Add, Change, End, change
from graph.conditions import counted
from graph.networks_shape import Phase
from graph.refusals import Code, refused
from graph.releases import release_in_view

_KIND = "Assessment"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessCondition(CaseAct):
    """Assess a basic condition or the social network in a phase (*basisvoorwaarde beoordelen*)."""

    NAME: ClassVar[str] = "assessCondition"
    TASK: ClassVar[str] = "ASSESS_CONDITION"
    EXPECTS: ClassVar[bool] = True

    condition: Annotated[str, a_word(_KIND, "condition", "Which condition.")]
    phase: Annotated[str, a_word(_KIND, "phase", "Of which phase.")]
    status: Annotated[str, a_word(_KIND, "status", "How it stands; unknown is a status.")]
    agreed_action: Annotated[str | None, a_text("What was agreed: never a diagnosis or an amount.")] = None
    owner: Annotated[str | None, an_id("Whose the agreed action is: of the team, or the person.")] = None
    care_involved: Annotated[
        str | None, a_word(_KIND, "careInvolved", "Whether care is involved: of the condition CARE only.")
    ] = None
    person: Annotated[str | None, an_id("Of whom; needed in a case of several persons.")] = None

    def change(self, file: CaseFile) -> Change:
        """The assessment by who acts from now on; the one that counted ends."""
        person, agreed = file.person("person", self.person), said(self.agreed_action)
        if self.care_involved is not None and self.condition != "CARE":
            raise refused(Code.UNUSABLE, "careInvolved")
        if self.owner is not None and agreed is None:
            raise refused(Code.EMPTY, "agreedAction")
        owner = None if self.owner is None else file.serving("owner", self.owner, person=True)
        values = {
            "person": person, "condition": self.condition, "phase": self.phase, "status": self.status,
            "assessedOn": file.now, "agreedAction": agreed, "careInvolved": self.care_involved, "by": file.who,
            "owner": owner,
        }  # fmt: skip
        return change(*self._ends(file, person), Add(_KIND, values))

    def _ends(self, file: CaseFile, person: str) -> list[End]:
        """The end of the assessment that counts; ConflictError where it changed since the version that was read."""
        release = release_in_view(file.view, person)
        former = counted(file.view, person, self.condition, Phase(self.phase), release)
        if former is None:
            return []
        file.current("condition", former)
        return [End(_KIND, former.fact, file.now)]
