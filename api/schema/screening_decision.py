"""The joint decision after a screening, what people weigh, contradictions, and whether one screens again."""

from typing import Any

import strawberry
from strawberry.utils.str_converters import to_camel_case

from analytics.screening import again
from analytics.screening.contradictions import Contradiction
from analytics.screening.deciding import decided_in, departs, stood_in
from analytics.screening.screened import Screened
from api.schema.date import Day
from api.schema.field_class import classes
from api.schema.happening import RiskLevel
from api.schema.party import Origin, Party
from api.schema.screening_parts import OF_INPUTS, CriterionOutcome, ScreeningEvidence, evidence_of
from api.schema.screening_words import (
    ScreeningCombination,
    ScreeningInput,
    ScreeningMotivation,
    ScreeningProposal,
    ScreeningWhy,
)
from graph.case_records import Record, View
from graph.model.kinds import FieldClass as K


@strawberry.type(description="One kind of input that was decided, with its text (*inzet*).")
class ScreeningDecidedInput:
    """One kind of input that was decided, with its text."""

    input: ScreeningInput = strawberry.field(description="Which.")
    text: str | None = strawberry.field(description="As which training and aimed at what; null for no text.")


@strawberry.type(description="What case manager and probation officer decided together (*SOM-formulier, deel 3*).")
class ScreeningDecision:
    """What case manager and probation officer decided together."""

    decided_on: Day = strawberry.field(description="Day of the decision.")
    inputs: list[ScreeningDecidedInput] = strawberry.field(description="What they decided.")
    reasons: str = strawberry.field(description="Why.")
    proposal: ScreeningProposal = strawberry.field(description="What was proposed then.")
    provisional: bool | None = strawberry.field(description="Whether that was provisional; null where not kept.")
    rule_set: str = strawberry.field(description="Id and version of the rule set then.")
    departs: bool = strawberry.field(description="Whether the decision departs from that proposal (*wijkt af*).")
    took_part: list[Party] = strawberry.field(description="Who decided (*deelnemers*).")
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(description="A fact that was something else when it was decided (*gewijzigd gegeven*).")
class ScreeningChange:
    """A fact that was something else when it was decided."""

    field: str = strawberry.field(description="Which fact.")
    was: str = strawberry.field(description="What it was.")
    becomes: str = strawberry.field(description="What it is now.")


@strawberry.type(description="A criterion that comes out otherwise now (*omgeslagen criterium*).")
class ScreeningTurned:
    """A criterion that comes out otherwise now."""

    no: int = strawberry.field(description="Number of the criterion.")
    was: CriterionOutcome | None = strawberry.field(description="How it came out; null where it was not there.")
    becomes: CriterionOutcome | None = strawberry.field(description="How it comes out; null where it is gone.")


@strawberry.type(description="That somebody is to be screened again, and why (*opnieuw screenen*).")
class ScreeningAgain:
    """That somebody is to be screened again, and why."""

    reasons: list[ScreeningWhy] = strawberry.field(description="Why.")
    was: ScreeningProposal | None = strawberry.field(description="The proposal decided on; null where there is none.")
    becomes: ScreeningProposal = strawberry.field(description="The proposal now.")
    facts: list[ScreeningChange] = strawberry.field(description="What changed since the decision.")
    turned: list[ScreeningTurned] = strawberry.field(description="The criteria that turned by it.")
    due_on: Day | None = strawberry.field(description="Since when; null where that hangs on when the facts came.")


@strawberry.type(description="A fact of which the form says something else than other records (*tegenspraak*).")
class ScreeningContradiction:
    """A fact of which the form says something else than other records."""

    field: str = strawberry.field(description="Which fact.")
    form: ScreeningEvidence = strawberry.field(description="The part of the form.")
    others: list[ScreeningEvidence] = strawberry.field(description="The other records.")


@strawberry.type(description="What people weigh, criteria 11 to 17 (*weging*); never a proposal of its own.")
class ScreeningWeighed:
    """What people weigh, criteria 11 to 17."""

    reoffending: RiskLevel | None = strawberry.field(description="11, by a RISC that counts; null where unknown.")
    injury: RiskLevel | None = strawberry.field(description="11, likewise; null where unknown.")
    criminogenic_factors: int | None = strawberry.field(description="12; null where unknown.")
    protective_factors: int | None = strawberry.field(description="13; null where unknown.")
    self_sufficiency: RiskLevel | None = strawberry.field(description="14; null where unknown.")
    motivation: ScreeningMotivation | None = strawberry.field(description="15; null where unknown.")
    special_conditions: bool | None = strawberry.field(description="16; null where unknown.")
    running_contacts: bool | None = strawberry.field(description="17; null where unknown.")
    combination: ScreeningCombination = strawberry.field(description="How these weigh together by the text.")


def decision_of(record: Record | None, view: View) -> ScreeningDecision | None:
    """A decision as it was taken; None where there is none."""
    if record is None:
        return None
    values, stood = record.values, stood_in(record)
    day: Any = stood.decided_on
    return ScreeningDecision(
        decided_on=day,
        inputs=[ScreeningDecidedInput(input=ScreeningInput(one), text=text) for one, text in decided_in(record)],
        reasons=values["reasons"],
        proposal=ScreeningProposal(stood.proposal),
        provisional=record.value("provisional"),
        rule_set=f"{stood.rule_set} v{stood.version}",
        departs=departs(stood.proposal, values["inputs"]),
        took_part=[*map(_shown, view.parties(record, "tookPart"))],
        origin=_shown(view.origin(record)),
    )


def again_of(found: again.Again | None) -> ScreeningAgain | None:
    """Why somebody is to be screened again; None where nothing asks for it."""
    if found is None:
        return None
    return ScreeningAgain(
        reasons=[ScreeningWhy(one) for one in found.reasons],
        was=ScreeningProposal(found.was) if found.was else None,
        becomes=ScreeningProposal(found.becomes),
        facts=[
            ScreeningChange(field=to_camel_case(one.field), was=one.was, becomes=one.becomes) for one in found.facts
        ],
        turned=[
            ScreeningTurned(
                no=one.no,
                was=CriterionOutcome(one.was) if one.was else None,
                becomes=CriterionOutcome(one.becomes) if one.becomes else None,
            )
            for one in found.turned
        ],
        due_on=_shown(found.due_on),
    )


def contradiction_of(one: Contradiction) -> ScreeningContradiction:
    """A contradiction as field and sources: never what these say."""
    return ScreeningContradiction(
        field=to_camel_case(one.field), form=evidence_of(one.form), others=[evidence_of(other) for other in one.others]
    )


def weighed_of(found: Screened) -> ScreeningWeighed:
    """What people weigh of somebody."""
    own = found.weighed
    return ScreeningWeighed(
        reoffending=_shown(own.reoffending), injury=_shown(own.injury),
        criminogenic_factors=own.criminogenic_factors, protective_factors=own.protective_factors,
        self_sufficiency=_shown(own.self_sufficiency), motivation=_shown(own.motivation),
        special_conditions=own.special_conditions, running_contacts=own.running_contacts,
        combination=ScreeningCombination(found.combination),
    )  # fmt: skip


def _shown(value: Any) -> Any:
    """What answers as a type or a word of the contract by itself."""
    return value


for _name, _fields in (
    ("ScreeningDecidedInput", ("input", "text")),
    ("ScreeningDecision", ("decidedOn", "inputs", "reasons", "proposal", "provisional", "ruleSet", "departs",
                           "tookPart", "origin")),
):  # fmt: skip
    classes(_name, {_fields: (K.NOTE,)})
for _name, _fields in (
    ("ScreeningChange", ("field", "was", "becomes")),
    ("ScreeningTurned", ("no", "was", "becomes")),
    ("ScreeningAgain", ("reasons", "was", "becomes", "facts", "turned", "dueOn")),
    ("ScreeningContradiction", ("field", "form", "others")),
    ("ScreeningWeighed", ("reoffending", "injury", "criminogenicFactors", "protectiveFactors", "selfSufficiency",
                          "motivation", "specialConditions", "runningContacts", "combination")),
):  # fmt: skip
    classes(_name, {_fields: (K.NOTE, *OF_INPUTS)})
