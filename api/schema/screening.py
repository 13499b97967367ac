"""Screening by the selection support model (*SOM*): who is on the list of a prison, what is proposed, and why."""

from typing import Annotated, Any, TypeAlias

import strawberry

from analytics.screening.gathering import READS
from analytics.screening.ordering import Placed
from analytics.screening.screened import Screened, list_of, screened
from api import loaders
from api.context import Info
from api.schema.date import Day
from api.schema.field_class import classes
from api.schema.invalid import Missing, NotFound
from api.schema.screening_decision import (
    ScreeningAgain,
    ScreeningContradiction,
    ScreeningDecision,
    ScreeningWeighed,
    again_of,
    contradiction_of,
    decision_of,
    weighed_of,
)
from api.schema.screening_form import (
    ScreeningFormPart1,
    ScreeningFormPart2,
    ScreeningRecorded,
    part_1_of,
    part_2_of,
    recorded_of,
)
from api.schema.screening_parts import (
    OF_INPUTS,
    ScreeningConflict,
    ScreeningCriterion,
    ScreeningFact,
    ScreeningTier,
    conflict_of,
    criterion_of,
    fact_of,
)
from api.schema.screening_words import ScreeningProposal
from api.schema.withheld import Withheld
from graph import dossiers
from graph.model.kinds import FieldClass as K
from graph.policy.tables import Scope
from graph.screening_lists import dossiers_to_screen
from graph.withholding import Withheld as Withholding


@strawberry.type(
    description="The screening of one person, now (*SOM-voorstel*). It proposes; the professionals decide."
)
class Screening:
    """The screening of one person, now."""

    case_id: strawberry.ID = strawberry.field(name="case", description="Id of the case.")
    person: strawberry.ID = strawberry.field(description="Id of the person.")
    name: str | None = strawberry.field(description="Name of the person; null where it is not shown or not known.")
    arrived_on: Day = strawberry.field(description="Day of arrival (*binnenkomst*).")
    rule_set: str = strawberry.field(description="Id and version of the rule set.")
    proposal: ScreeningProposal = strawberry.field(description="What is proposed.")
    provisional: bool = strawberry.field(description="Whether an unknown could turn it (*voorlopig*).")
    others: list[ScreeningProposal] = strawberry.field(description="Into what an unknown could turn it.")
    lifted: bool = strawberry.field(
        description="Whether a concern, or older information with a high risk, made no priority into weighing."
    )
    criteria: list[ScreeningCriterion] = strawberry.field(description="Every criterion, by number.")
    conflicts: list[ScreeningConflict] = strawberry.field(description="What the text does not settle here.")
    would_change: list[ScreeningFact] = strawberry.field(
        description="The smallest set of facts that would change the proposal; what is not known first."
    )
    would_become: ScreeningProposal | None = strawberry.field(
        description="Into what they would change it; null where nothing would."
    )

    contradictions: list[ScreeningContradiction] = strawberry.field(
        description="Where the form contradicts other records: correct one of the two."
    )
    weighed: ScreeningWeighed = strawberry.field(description="What the two professionals weigh.")
    recorded: ScreeningRecorded = strawberry.field(description="What the form asks and is recorded elsewhere.")
    part_1: ScreeningFormPart1 | None = strawberry.field(description="Part 1 of the form; null where not filled in.")
    part_2: ScreeningFormPart2 | None = strawberry.field(description="Part 2 of the form; null where not filled in.")
    decision: ScreeningDecision | None = strawberry.field(
        description="The decision in this detention; null where there is none yet."
    )
    again: ScreeningAgain | None = strawberry.field(
        description="That somebody is to be screened again, and why; null where nothing asks for it."
    )

    @classmethod
    def of(cls, found: Screened) -> "Screening":
        """From what was screened."""
        own, turn = found.screening, found.turn
        return cls(
            case_id=strawberry.ID(found.case_id), person=strawberry.ID(found.person_id), name=found.name,
            arrived_on=Day(found.inputs.arrived_on), rule_set=f"{found.rules.id} v{found.rules.version}",
            proposal=ScreeningProposal(own.proposal), provisional=own.provisional,
            others=[ScreeningProposal(one) for one in sorted(own.others)], lifted=own.lifted,
            criteria=[criterion_of(one, found) for one in own.criteria],
            conflicts=[conflict_of(one) for one in own.conflicts],
            would_change=[fact_of(one) for one in turn.facts] if turn else [],
            would_become=ScreeningProposal(turn.proposal) if turn else None,
            contradictions=[contradiction_of(one) for one in found.contradictions], weighed=weighed_of(found),
            recorded=recorded_of(found.view), part_1=part_1_of(found.form.part_1, found.view),
            part_2=part_2_of(found.form.part_2, found.view), decision=decision_of(found.form.decision, found.view),
            again=again_of(found.again),
        )  # fmt: skip


@strawberry.type(description="Somebody on the screening list, in the order in which it is worked (*screeningslijst*).")
class ScreeningListed:
    """Somebody on the screening list."""

    screening: Screening = strawberry.field(description="The screening.")
    tier: ScreeningTier = strawberry.field(description="The tier of the extra ordering.")
    reasons: list[str] = strawberry.field(description="Why it is that tier; empty for if time allows.")


@strawberry.type(description="Everybody who is in the prison now, none left out (*screeningslijst*).")
class ScreeningList:
    """Everybody who is in the prison now."""

    persons: list[ScreeningListed] = strawberry.field(description="In the order in which the list is worked.")
    withheld: list[Withheld] = strawberry.field(description="What is not shown, by class (*niet getoond*).")


classes(
    "Screening",
    {
        ("case", "person", "ruleSet"): (K.PUBLIC,),
        ("name",): (K.IDENTITY,),
        ("arrivedOn",): (K.COURSE,),
        (
            "proposal", "provisional", "others", "lifted", "criteria", "conflicts", "wouldChange", "wouldBecome",
        ): OF_INPUTS,
        ("contradictions", "weighed", "again"): (K.NOTE, *OF_INPUTS),
        ("recorded",): (K.TITLE, K.RESPONSIVITY, K.RISK_SUMMARY, K.COURSE),
        ("part1", "part2", "decision"): (K.NOTE,),
    },
)  # fmt: skip
classes("ScreeningListed", {("screening", "tier", "reasons"): OF_INPUTS})
classes("ScreeningList", {("persons",): OF_INPUTS, ("withheld",): (K.PUBLIC,)})

ScreeningResult: TypeAlias = Annotated[
    Screening | NotFound, strawberry.union("ScreeningResult", description="A screening, or that there is none.")
]


async def screening(
    info: Info, case: Annotated[strawberry.ID, strawberry.argument(description="Id of a case on the screening list.")]
) -> Any:
    """The screening of the person of a case: only under the purpose SCREENING."""
    guard = info.context.guard
    dossier = await loaders.guarded(info.context, dossiers.dossiers_by_case).load(case)
    if guard is None or guard.scope is not Scope.SCREENING or dossier is None:
        return Missing(case)
    found = screened(dossier, guard.now)
    return Missing(case) if found is None else Screening.of(found)


async def screening_list(
    info: Info,
    *,
    extra: Annotated[
        bool, strawberry.argument(description="With the extra ordering, for when too many remain (*extra ordening*).")
    ] = False,
) -> ScreeningList:
    """Everybody on the screening list; nobody under another purpose."""
    guard = info.context.guard
    if guard is None:
        return ScreeningList(persons=[], withheld=[])
    found, withheld = await dossiers_to_screen(guard, READS)
    persons = [_listed(placed, one) for placed, one in list_of(found, guard.now, extra=extra)]
    return ScreeningList(persons=persons, withheld=_withheld(withheld))


def _withheld(found: tuple[Withholding, ...]) -> Any:
    return list(found)


def _listed(placed: Placed, found: Screened) -> ScreeningListed:
    return ScreeningListed(
        screening=Screening.of(found), tier=ScreeningTier(placed.tier), reasons=[str(one) for one in placed.reasons]
    )
