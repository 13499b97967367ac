"""The selection form (*SOM-formulier*) as it is shown: what is recorded elsewhere, and the two parts filled in."""

from dataclasses import fields
from typing import Any

import strawberry
from strawberry.utils.str_converters import to_camel_case

from api.schema.date import Day
from api.schema.detention import YesNoUnknown
from api.schema.field_class import classes
from api.schema.happening import RiskLevel
from api.schema.party import Origin, Party
from api.schema.screening_words import ScreeningConcern, ScreeningMotivation
from graph.case_records import Record, View
from graph.model.kinds import FieldClass as K

_NOT_FILLED_IN = "null where it was not filled in."


def _cross(what: str) -> Any:
    return strawberry.field(description=f"{what}; {_NOT_FILLED_IN}")


@strawberry.type(description="Part 1 of the selection form, by the case manager (*SOM-formulier, deel 1*).")
class ScreeningFormPart1:
    """Part 1 of the selection form, by the case manager."""

    screened_on: Day = strawberry.field(description="Day of the screening.")
    by: Party | None = strawberry.field(description="Who filled it in; null where that is not shown.")
    concern: ScreeningConcern = strawberry.field(description="Whether the case manager has concerns (*zorg*).")
    supervision_follows: YesNoUnknown | None = _cross("7: supervision after detention")
    article_433: YesNoUnknown | None = _cross("8: placement under article 43.3")
    no_residence_status: YesNoUnknown | None = _cross("1: no residence status")
    tbs_treatment: YesNoUnknown | None = _cross("9: TBS with compulsory treatment imposed")
    isd: YesNoUnknown | None = _cross("9: ISD imposed")
    care_authorisation: YesNoUnknown | None = _cross("10: leaves with a care authorisation")
    hearing_on: Day | None = _cross("Day of the hearing")
    expected_end: Day | None = _cross("Expected end of the stay")
    scil_done: YesNoUnknown | None = _cross("Whether a SCIL was taken")
    scil_conclusion: str | None = _cross("Its conclusion in a word")
    points_of_attention: str | None = _cross("Points of attention (*aandachtspunten*)")
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(description="Part 2 of the selection form, by probation (*SOM-formulier, deel 2*).")
class ScreeningFormPart2:
    """Part 2 of the selection form, by probation."""

    screened_on: Day = strawberry.field(description="Day of the screening.")
    by: Party | None = strawberry.field(description="Who filled it in; null where that is not shown.")
    information_available: YesNoUnknown = strawberry.field(description="3: current information at probation.")
    older_risk_high: YesNoUnknown | None = _cross("Whether older information shows a high risk of reoffending")
    advice_requested: YesNoUnknown | None = _cross("5: whether a request for advice runs")
    investigation_requested: YesNoUnknown | None = _cross("Whether an ISD or TBS investigation was requested")
    asr_applied: YesNoUnknown | None = _cross("6: whether the framework for adolescents was applied")
    criminogenic_factors: int | None = _cross("12: how many criminogenic factors")
    protective_factors: int | None = _cross("13: how many protective factors")
    self_sufficiency: RiskLevel | None = _cross("14: self-sufficiency as a level (*zelfredzaamheid*)")
    motivation: ScreeningMotivation | None = _cross("15: motivation, by the estimate of that day")
    special_conditions: YesNoUnknown | None = _cross("16: special conditions imposed")
    running_contacts: YesNoUnknown | None = _cross("17: running contacts with helpers")
    other: str | None = _cross("Other")
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(
    description="What the form asks and other records say already (*elders vastgelegd*): nobody types it again."
)
class ScreeningRecorded:
    """What the form asks and other records say already."""

    articles: list[str] = strawberry.field(description="Articles of the offences (*feiten*).")
    hearing_on: Day | None = strawberry.field(description="The next or last hearing; null where no title says it.")
    expected_end: Day | None = strawberry.field(description="Expected end of the detention; null where unknown.")
    scil_taken_on: Day | None = strawberry.field(description="When a SCIL was taken last; null where none is recorded.")
    scil_conclusion: str | None = strawberry.field(description="Its conclusion in a word; null likewise.")
    risc_taken_on: Day | None = strawberry.field(description="When a RISC was taken last; null where none is recorded.")
    reoffending: RiskLevel | None = strawberry.field(description="Risk of reoffending by it; null likewise.")
    injury: RiskLevel | None = strawberry.field(description="Risk of injury by it; null likewise.")
    withdrawal: RiskLevel | None = strawberry.field(description="Risk of withdrawal by it; null likewise.")


def part_1_of(record: Record | None, view: View) -> ScreeningFormPart1 | None:
    """Part 1 as it was filled in; None where it was not."""
    return None if record is None else ScreeningFormPart1(**_said(record, view, ScreeningFormPart1))


def part_2_of(record: Record | None, view: View) -> ScreeningFormPart2 | None:
    """Part 2 as it was filled in; None where it was not."""
    return None if record is None else ScreeningFormPart2(**_said(record, view, ScreeningFormPart2))


def recorded_of(view: View) -> ScreeningRecorded:
    """What is shown of other records."""
    titles = [one for one in view.all("LegalTitle") if one.holds(view.at)] or view.all("LegalTitle")
    hearings: list[Any] = sorted(one.values["hearingOn"] for one in titles if one.value("hearingOn") is not None)
    ends: list[Any] = [one.value("expectedEnd") for one in view.holding("DetentionState")]
    scil, risc = _last(view, "SCIL"), _last(view, "RISC")
    return ScreeningRecorded(
        articles=sorted({one.values["article"] for one in titles if one.value("article")}),
        hearing_on=next((one for one in hearings if one >= view.at), hearings[-1] if hearings else None),
        expected_end=ends[-1] if ends else None,
        scil_taken_on=scil and scil.value("takenOn"),
        scil_conclusion=scil and scil.value("conclusion"),
        risc_taken_on=risc and risc.value("takenOn"),
        reoffending=_level(risc, "reoffending"),
        injury=_level(risc, "injury"),
        withdrawal=_level(risc, "withdrawal"),
    )


def _last(view: View, instrument: str) -> Record | None:
    found = [one for one in view.all("InstrumentResult") if one.value("instrument") == instrument]
    return max(found, key=lambda one: (one.values["takenOn"], one.fact), default=None)


def _level(record: Record | None, name: str) -> RiskLevel | None:
    said = record and record.value(name)
    return RiskLevel(said) if said else None


def _said(record: Record, view: View, shape: type[Any]) -> dict[str, Any]:
    """The fields of a part by name; words and days are read by the type of the field."""
    told = {one.name: record.value(to_camel_case(one.name)) for one in fields(shape)}
    return {**told, "by": view.party(record.end("by")), "origin": view.origin(record)}


def _names(shape: type[Any]) -> tuple[str, ...]:
    return tuple(to_camel_case(one.name) for one in fields(shape))


for _shape in (ScreeningFormPart1, ScreeningFormPart2):
    classes(_shape.__name__, {_names(_shape): (K.NOTE,)})
classes(
    "ScreeningRecorded",
    {
        ("articles", "hearingOn"): (K.TITLE,),
        ("expectedEnd",): (K.COURSE,),
        ("scilTakenOn", "scilConclusion"): (K.RESPONSIVITY,),
        ("riscTakenOn", "reoffending", "injury", "withdrawal"): (K.RISK_SUMMARY,),
    },
)
