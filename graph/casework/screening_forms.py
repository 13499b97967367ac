"""Parts 1 and 2 of the selection form: what each of the two professionals knows that no other record says.

A criterion that is met beside another one is no contradiction: that is a conflict, which the screening shows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Final

from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile, said
from graph.casework.fields import a_day, a_number, a_text, a_word, given_by
from graph.casework.screening_parts import in_place_of, present_detention, since_arrival
from graph.casework.steps import Add, Change, change
from graph.refusals import Code, refused
from graph.times import day_of

PART_1: Final = "ScreeningFormPart1"
PART_2: Final = "ScreeningFormPart2"


@dataclass(frozen=True, slots=True, kw_only=True)
class FillScreeningFormPart1(CaseAct):
    """Fill in part 1 of the selection form (*SOM-formulier, deel 1*) of who is in your prison now.

    What is left out is unknown. What another record says already is not needed here. It takes the place of the part 1
    before it.
    """

    NAME: ClassVar[str] = "fillScreeningFormPart1"
    TASK: ClassVar[str] = "FILL_SELECTION_FORM_PART_1"

    screened_on: Annotated[int, a_day("Day of the screening: from the arrival on, not in the future.")]
    concern: Annotated[str, a_word(PART_1, "concern", "Whether you have concerns; not asked is not no.")]
    supervision_follows: Annotated[
        str | None, a_word(PART_1, "supervisionFollows", "7: supervision after detention.")
    ] = None
    article_433: Annotated[str | None, a_word(PART_1, "article433", "8: placement under article 43.3.")] = None
    no_residence_status: Annotated[str | None, a_word(PART_1, "noResidenceStatus", "1: no residence status.")] = None
    tbs_treatment: Annotated[
        str | None, a_word(PART_1, "tbsTreatment", "9: TBS with compulsory treatment imposed.")
    ] = None
    isd: Annotated[str | None, a_word(PART_1, "isd", "9: ISD imposed.")] = None
    care_authorisation: Annotated[
        str | None, a_word(PART_1, "careAuthorisation", "10: leaves with a care authorisation.")
    ] = None
    hearing_on: Annotated[int | None, a_day("Day of the hearing.")] = None
    expected_end: Annotated[int | None, a_day("Expected end of the stay: from the arrival on.")] = None
    scil_done: Annotated[str | None, a_word(PART_1, "scilDone", "Whether a SCIL was taken.")] = None
    scil_conclusion: Annotated[str | None, a_text("Its conclusion in a word: only where one was taken.")] = None
    points_of_attention: Annotated[
        str | None, a_text("Points of attention for the two of you; never a diagnosis or treatment.")
    ] = None

    def change(self, file: CaseFile) -> Change:
        """The part as it is filled in by who acts."""
        detention = present_detention(file)
        screened = since_arrival(file, "screenedOn", self.screened_on, detention)
        if self.expected_end is not None and day_of(self.expected_end) < day_of(detention.started_at):
            raise refused(Code.ENDS_BEFORE_START, "expectedEnd")
        if said(self.scil_conclusion) is not None and self.scil_done == "NO":
            raise refused(Code.CONTRADICTS, "scilConclusion")
        if self.scil_done == "NO" and _has_result(file, "SCIL", screened):
            raise refused(Code.CONTRADICTS, "scilDone")
        former = in_place_of(file, PART_1, detention, screened)
        return change(*former, Add(PART_1, {"detention": detention.id, "by": file.who, **dict(_filled_in(self))}))


@dataclass(frozen=True, slots=True, kw_only=True)
class FillScreeningFormPart2(CaseAct):
    """Fill in part 2 of the selection form (*SOM-formulier, deel 2*) of who is in a prison where you are posted.

    What is left out is unknown. Levels of risk are read from the RISC that is recorded. It takes the place of the part
    2 before it.
    """

    NAME: ClassVar[str] = "fillScreeningFormPart2"
    TASK: ClassVar[str] = "FILL_SELECTION_FORM_PART_2"

    screened_on: Annotated[int, a_day("Day of the screening: from the arrival on, not in the future.")]
    information_available: Annotated[
        str, a_word(PART_2, "informationAvailable", "3: whether probation has information of at most a year old.")
    ]
    older_risk_high: Annotated[
        str | None, a_word(PART_2, "olderRiskHigh", "Whether older information shows a high risk of reoffending.")
    ] = None
    advice_requested: Annotated[
        str | None, a_word(PART_2, "adviceRequested", "5: whether a request for advice runs.")
    ] = None
    investigation_requested: Annotated[
        str | None, a_word(PART_2, "investigationRequested", "Whether an ISD or TBS investigation was requested.")
    ] = None
    asr_applied: Annotated[
        str | None, a_word(PART_2, "asrApplied", "6: whether the framework for adolescents was applied.")
    ] = None
    criminogenic_factors: Annotated[int | None, a_number("12: how many criminogenic factors.")] = None
    protective_factors: Annotated[int | None, a_number("13: how many protective factors.")] = None
    self_sufficiency: Annotated[
        str | None, a_word(PART_2, "selfSufficiency", "14: self-sufficiency as a level; its grounds are not kept.")
    ] = None
    motivation: Annotated[str | None, a_word(PART_2, "motivation", "15: motivation, by the estimate of today.")] = None
    special_conditions: Annotated[
        str | None, a_word(PART_2, "specialConditions", "16: whether special conditions were imposed.")
    ] = None
    running_contacts: Annotated[
        str | None, a_word(PART_2, "runningContacts", "17: whether contacts with helpers run.")
    ] = None
    other: Annotated[str | None, a_text("Other; never a diagnosis or treatment.")] = None

    def change(self, file: CaseFile) -> Change:
        """The part as it is filled in by who acts."""
        detention = present_detention(file)
        screened = since_arrival(file, "screenedOn", self.screened_on, detention)
        running = any(one.value("status") == "RUNNING" for one in file.view.holding("AdviceRequest"))
        if self.advice_requested == "NO" and running:
            raise refused(Code.CONTRADICTS, "adviceRequested")
        if self.asr_applied == "NO" and _has_result(file, "ASR_FRAMEWORK", screened):
            raise refused(Code.CONTRADICTS, "asrApplied")
        former = in_place_of(file, PART_2, detention, screened)
        return change(*former, Add(PART_2, {"detention": detention.id, "by": file.who, **dict(_filled_in(self))}))


def _has_result(file: CaseFile, instrument: str, until: int) -> bool:
    return any(
        one.value("instrument") == instrument and day_of(one.values["takenOn"]) <= day_of(until)
        for one in file.view.all("InstrumentResult")
    )


def _filled_in(act: CaseAct) -> Iterator[tuple[str, Any]]:
    """What an act was asked with, by the property of the same name; texts without spaces around them."""
    for name, value in given_by(act).items():
        kept = said(value) if isinstance(value, str) else value
        if kept is not None:
            yield name, kept
