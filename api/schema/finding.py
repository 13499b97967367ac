"""What is missing around the persons of a case, found by rules, as a section of the case picture."""

from typing import Any

import strawberry

from analytics.findings import judging
from analytics.findings.judging import Judgement, found_in, judgements
from api.schema.date import Day
from api.schema.field_class import classes
from api.schema.judging import JUDGED, JudgingRule, RuleEvidence, RuleReason
from api.schema.party import Party
from api.schema.word import Word, words
from graph.case_pictures import Picture
from graph.model.kinds import FieldClass as K


@words("What a rule says of a case (*uitkomst*); unknown never counts as absent.")
class FindingState(Word):
    """What a rule says of a case."""

    PRESENT = "PRESENT", "It is so: see the findings (*gevonden*)."
    ABSENT = "ABSENT", "It is not so (*niet gevonden*)."
    UNKNOWN = "UNKNOWN", "It cannot be told: see what is missing (*onbekend*)."
    OUT_OF_SCOPE = "OUT_OF_SCOPE", "The question does not arise here (*niet van toepassing*)."
    NOT_FOR_YOU = "NOT_FOR_YOU", "Judged by data that are not shown to you, whatever the outcome (*niet voor u*)."


@words("Where a finding of earlier runs stands (*stand*).")
class FindingLife(Word):
    """Where a finding of earlier runs stands."""

    OPEN = "OPEN", "It was there when last looked (*open*)."
    RESOLVED = "RESOLVED", "It is not so any more (*opgelost*)."
    NOT_JUDGED = "NOT_JUDGED", "It is not judged any more, or cannot be told now (*niet meer beoordeeld*)."


@strawberry.type(description="That a team accepts a finding until a day (*acceptatie*).")
class AcceptedFinding:
    """That a team accepts a finding until a day."""

    until: Day = strawberry.field(description="The day on which it is looked at again.")
    reason: str | None = strawberry.field(description="Why; null where that is not shown.")
    by: Party | None = strawberry.field(description="Who accepted it; null where that is not shown.")


def _of_runs(name: str, description: str) -> Any:
    def day(root: strawberry.Parent[judging.Finding]) -> int | None:
        return None if root.kept is None else getattr(root.kept, name)

    return strawberry.field(resolver=day, graphql_type=Day | None, description=description)


@strawberry.type(description="One thing that is missing or will go wrong (*bevinding*), or that cannot be told.")
class Finding:
    """One thing that is missing or will go wrong, or that cannot be told."""

    id: strawberry.ID = strawberry.field(description="Id: the same in every run and after every import.")
    rule: JudgingRule = strawberry.field(description="The rule that found it.")
    certain: bool = strawberry.field(description="Whether it is so; false where it cannot be told.")
    reason: RuleReason = strawberry.field(description="What was seen, in words (*reden*).")
    since: Day | None = strawberry.field(description="From which day it is so; null where that is not known.")
    evidence: list[RuleEvidence] = strawberry.field(description="The records that counted, as far as shown to you.")
    missing: list[str] = strawberry.field(
        description="What is not recorded, as kinds and fields of docs/world-format.md: Handover.metAt, ..."
    )
    accepted: AcceptedFinding | None = strawberry.field(
        description="Until when the team accepts it, and why (*geaccepteerd*); null where it does not."
    )
    first_seen: Any = _of_runs("first_seen", "Day of the first run that found it; null where none has yet.")
    last_seen: Any = _of_runs("last_seen", "Day of the last run that found it; null where none has yet.")


def _of_past(name: str, kind: Any, description: str) -> Any:
    def told(root: strawberry.Parent[judging.PastFinding]) -> Any:
        return getattr(root.kept, name)

    return strawberry.field(resolver=told, graphql_type=kind, description=description)


@strawberry.type(description="What a run found once and is not so, or not judged, any more (*bevinding van eerder*).")
class PastFinding:
    """What a run found once and is not so, or not judged, any more."""

    id: Any = _of_past("id", strawberry.ID, "Id.")
    rule: JudgingRule = strawberry.field(description="The rule that found it.")
    life: Any = _of_past("life", FindingLife, "How it ended.")
    first_seen: Any = _of_past("first_seen", Day, "Day of the first run that found it.")
    last_seen: Any = _of_past("last_seen", Day, "Day of the last run that found it.")
    ended: Any = _of_past("ended_at", Day, "Day of the run that did not find it any more.")


@strawberry.type(description="What one rule says of a case (*oordeel*); docs/findings.md says how it comes to it.")
class RuleJudgement:
    """What one rule says of a case."""

    rule: JudgingRule = strawberry.field(description="The rule.")
    state: FindingState = strawberry.field(description="What it says.")
    why: RuleReason | None = strawberry.field(description="Why nothing was found; null where something was.")
    findings: list[Finding] = strawberry.field(description="What was found, then what cannot be told.")


def _judged(root: strawberry.Parent[Picture]) -> tuple[Judgement, ...]:
    return judgements(root.dossier, root.view)


def _found(root: strawberry.Parent[Picture]) -> list[judging.Finding]:
    return found_in(judgements(root.dossier, root.view))


def _past(root: strawberry.Parent[Picture]) -> tuple[judging.PastFinding, ...]:
    return judging.past_findings(root.dossier, root.view)


FINDINGS: Any = strawberry.field(
    resolver=_found,
    graphql_type=list[Finding],
    description="What is missing or will go wrong (*bevindingen*), the heaviest first, of the rules that are for you.",
)
PAST_FINDINGS: Any = strawberry.field(
    resolver=_past,
    graphql_type=list[PastFinding],
    description="What earlier runs found and is not so, or not judged, any more (*eerdere bevindingen*), latest first.",
)
JUDGEMENTS: Any = strawberry.field(
    resolver=_judged,
    graphql_type=list[RuleJudgement],
    description="What every rule says, also what is not so or cannot be told (*oordelen*); see docs/findings.md.",
)

classes(
    "Finding",
    {
        ("rule",): (K.PUBLIC,),
        ("id", "certain", "reason", "since", "evidence", "missing", "firstSeen", "lastSeen", "accepted"): JUDGED,
    },
)
classes("AcceptedFinding", {("until", "reason", "by"): JUDGED})
classes("PastFinding", {("rule",): (K.PUBLIC,), ("id", "life", "firstSeen", "lastSeen", "ended"): JUDGED})
classes("RuleJudgement", {("rule",): (K.PUBLIC,), ("state", "why", "findings"): JUDGED})
