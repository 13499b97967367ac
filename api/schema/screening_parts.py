"""The parts of a screening: criteria with what they were judged on, conflicts, and facts that would change it."""

from typing import Any

import strawberry
from strawberry.utils.str_converters import to_camel_case

from analytics.screening.criteria import Outcome
from analytics.screening.inputs import Risc
from analytics.screening.screened import Screened
from analytics.screening.screening import Conflict, Judged
from analytics.screening.what_would_change import Fact
from api.schema.date import Day
from api.schema.field_class import classes
from api.schema.screening_words import ScreeningProposal
from api.schema.word import Word, words
from graph.case_records import Record
from graph.model.kinds import FieldClass as K

OF_INPUTS = (K.TITLE, K.RISK_SUMMARY, K.COURSE, K.IDENTITY)
"""The classes of what criteria are judged on."""


@words("How a criterion comes out (*uitkomst*).")
class CriterionOutcome(Word):
    """How a criterion comes out."""

    MET = "MET", "Met (*voldaan*)."
    NOT_MET = "NOT_MET", "Not met (*niet voldaan*)."
    UNKNOWN = "UNKNOWN", "Unknown (*onbekend*), which never counts as not met."
    NOT_APPLICABLE = "NOT_APPLICABLE", "Not in this phase (*niet van toepassing*)."


@words("Whether professionals agree on a criterion (*draagvlak*).")
class CriterionAgreement(Word):
    """Whether professionals agree on a criterion."""

    FAIRLY = "FAIRLY", "Fairly agreed (*redelijk eens*)."
    DISPUTED = "DISPUTED", "Disputed (*omstreden*)."


@words("How the extra ordering places somebody (*extra ordening*).")
class ScreeningTier(Word):
    """How the extra ordering places somebody."""

    MUST = "MUST", "Must be looked at (*moet*)."
    IF_TIME = "IF_TIME", "If time allows (*als er tijd is*)."


@strawberry.type(description="A record that a criterion was judged on, as kind and date (*bron*).")
class ScreeningEvidence:
    """A record that a criterion was judged on."""

    kind: str = strawberry.field(description="Kind of record.")
    known_on: Day = strawberry.field(description="Since when it is known.")
    source: str = strawberry.field(description="The registration it comes from.")


def evidence_of(record: Record) -> ScreeningEvidence:
    """A record as kind, date and source: never what it says."""
    known: Any = record.recorded_at
    return ScreeningEvidence(kind=record.kind, known_on=known, source=record.source)


@strawberry.type(description="A criterion and how it comes out for this person (*criterium*).")
class ScreeningCriterion:
    """A criterion and how it comes out for this person."""

    no: int = strawberry.field(description="Number of the criterion.")
    english: str = strawberry.field(description="What it is, in English.")
    dutch: str = strawberry.field(description="What it is, in Dutch.")
    because_english: str = strawberry.field(description="Why it matters, in English.")
    because_dutch: str = strawberry.field(description="Why it matters, in Dutch.")
    effect: ScreeningProposal = strawberry.field(description="What it proposes where it is met.")
    outcome: CriterionOutcome = strawberry.field(description="How it comes out.")
    decides: bool = strawberry.field(description="Whether the proposal rests on it.")
    agreed: CriterionAgreement = strawberry.field(description="Whether professionals agree on it.")
    evidence: list[ScreeningEvidence] = strawberry.field(description="What it was judged on.")


def criterion_of(judged: Judged, found: Screened) -> ScreeningCriterion:
    """A criterion as it comes out for a person; what is not applicable was judged on nothing."""
    one = judged.criterion
    return ScreeningCriterion(
        no=one.no, english=one.name.en, dutch=one.name.nl, because_english=one.because.en, because_dutch=one.because.nl,
        effect=ScreeningProposal(one.effect), outcome=CriterionOutcome(judged.outcome), decides=judged.decides,
        agreed=CriterionAgreement(one.agreed),
        evidence=[] if judged.outcome is Outcome.NOT_APPLICABLE else [evidence_of(one) for one in found.behind(one)],
    )  # fmt: skip


@strawberry.type(
    description="Two criteria that are met and of which the text does not say which goes first (*conflict*)."
)
class ScreeningConflict:
    """Two criteria that are met and of which the text does not say which goes first."""

    winner: int = strawberry.field(description="The one that this rule set lets go first.")
    loser: int = strawberry.field(description="The other one.")
    english: str = strawberry.field(description="Why, in English.")
    dutch: str = strawberry.field(description="Why, in Dutch.")


def conflict_of(one: Conflict) -> ScreeningConflict:
    """A conflict with the choice of the rule set."""
    return ScreeningConflict(winner=one.winner, loser=one.loser, english=one.reason.en, dutch=one.reason.nl)


@strawberry.type(description="A fact that would be otherwise (*gegeven dat het voorstel zou veranderen*).")
class ScreeningFact:
    """A fact that would be otherwise."""

    field: str = strawberry.field(description="Which fact.")
    value: str = strawberry.field(description="What it would be.")
    known: bool = strawberry.field(description="Whether it is known now, and otherwise; false: find it out.")


def fact_of(one: Fact) -> ScreeningFact:
    """A fact as it would be, in words."""
    value = one.value
    told = f"{value.taken_on} {value.reoffending}" if isinstance(value, Risc) else str(value).lower()
    return ScreeningFact(field=to_camel_case(one.field), value=told, known=one.known)


for _name, _fields in (
    ("ScreeningEvidence", ("kind", "knownOn", "source")),
    ("ScreeningCriterion", ("no", "english", "dutch", "becauseEnglish", "becauseDutch", "effect", "outcome", "decides",
                            "agreed", "evidence")),
    ("ScreeningConflict", ("winner", "loser", "english", "dutch")),
    ("ScreeningFact", ("field", "value", "known")),
):  # fmt: skip
    classes(_name, {_fields: OF_INPUTS})
