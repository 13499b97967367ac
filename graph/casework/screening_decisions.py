"""Part 3 of the selection form: what the case manager and the probation officer decide together, and why.

What they decided on, the rules' proposal and the facts it stood on, is kept with it as it was under the lock.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from graph.case_records import DetentionThing, Holder
from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile, in_office, said
from graph.casework.fields import a_text, a_word, an_id, some_texts, words
from graph.casework.rules_asked import Proposed
from graph.casework.screening_forms import PART_1, PART_2
from graph.casework.screening_parts import latest, present_detention
from graph.casework.steps import Add, Change, End, change
from graph.errors import ConflictError
from graph.refusals import Code, refused

DECISION: Final = "ScreeningDecision"
_MANAGERS: Final = frozenset({"CASE_MANAGER", "SENIOR_CASE_MANAGER"})
_ADVISERS: Final = frozenset({"PROBATION_ADVISER"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideScreening(CaseAct):
    """Write down what you two decided after a screening (*SOM-formulier, deel 3, gezamenlijk besluit*), with reasons.

    You may depart from the proposal; the reasons say why. It takes the place of the decision before it.
    """

    NAME: ClassVar[str] = "decideScreening"
    TASK: ClassVar[str] = "DECIDE_SCREENING"

    proposal: Annotated[
        str, a_word(DECISION, "proposal", "The proposal that was decided on: where it is another by now, a Conflict.")
    ]
    inputs: Annotated[tuple[str, ...], words(DECISION, "inputs", "What was decided: several at once, NO_INPUT alone.")]
    input_texts: Annotated[
        tuple[str, ...] | None,
        some_texts("A text for each of these in their order, as which training and aimed at what; empty for none."),
    ] = None
    reasons: Annotated[str | None, a_text("Why; always needed, and of a departure from the proposal why that.")] = None
    together: Annotated[
        str | None,
        an_id("Id of the position of the other of you two; who filled in the other part where it is left out."),
    ] = None

    def change(self, file: CaseFile) -> Change:
        """The decision with the proposal it was taken on."""
        detention = present_detention(file)
        reasons = said(self.reasons)
        if reasons is None:
            raise refused(Code.REASON_NEEDED, "reasons")
        if "NO_INPUT" in self.inputs and len(self.inputs) > 1:
            raise refused(Code.CONTRADICTS, "inputs")
        given = self.input_texts or ("",) * len(self.inputs)
        if len(given) != len(self.inputs):
            raise refused(Code.UNUSABLE, "inputTexts")
        texts = [f"{one}={text.strip()}" for one, text in zip(self.inputs, given, strict=True) if text.strip()]
        other = self._other(file, detention)
        found = self._proposed(file, detention)
        former = latest(file, DECISION, detention)
        values = {
            "decidedOn": file.now, "inputs": list(self.inputs), "inputTexts": texts or None, "reasons": reasons,
            "proposal": found.proposal, "provisional": found.provisional, "ruleSet": found.rule_set,
            "ruleSetVersion": found.version, "stoodOn": list(found.stood_on), "outcomes": list(found.outcomes),
            "detention": detention.id, "tookPart": sorted({file.who, other}),
        }  # fmt: skip
        return change(*([] if former is None else [End(DECISION, former.fact, file.now)]), Add(DECISION, values))

    def _proposed(self, file: CaseFile, detention: DetentionThing) -> Proposed:
        """What is proposed now. Raises ActError where nothing is, ConflictError where it is not what was read."""
        found = file.rules.propose(file.whole, detention.person_id)
        if found is None:
            raise refused(Code.NOT_NOW, "case")
        if found.proposal != self.proposal:
            raise ConflictError(
                "the proposal has changed since it was read", "read the screening again and decide anew"
            )
        return found

    def _other(self, file: CaseFile, detention: DetentionThing) -> str:
        """The other professional: of probation where the prison writes, of the prison here where probation does."""
        by_prison = file.actor.function in _MANAGERS
        id = self.together
        if id is None:
            part = latest(file, PART_2 if by_prison else PART_1, detention)
            id = None if part is None else part.end("by")
        if id is None:
            raise refused(Code.EMPTY, "together")
        found = file.directory.holders.get(id) or file.whole.case.holders.get(id)
        if found is None or found.position_id is None:
            raise refused(Code.UNKNOWN, "together")
        if not in_office(found, file.now):
            raise refused(Code.IS_OVER, "together")
        if not (_advises(found, file) if by_prison else _manages(found, file, detention)):
            raise refused(Code.UNUSABLE, "together")
        return id


def _advises(holder: Holder, file: CaseFile) -> bool:
    return holder.organisation_kind == "PROBATION" and holder.function(file.now, file.now) in _ADVISERS


def _manages(holder: Holder, file: CaseFile, detention: DetentionThing) -> bool:
    prisons = {one.end("prison") for one in file.whole.holding("Stay") if one.end("detention") == detention.id}
    return holder.organisation_id in prisons and holder.function(file.now, file.now) in _MANAGERS
