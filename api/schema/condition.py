"""The basic conditions per phase and how ready a person is for release, as sections of the case picture."""

from typing import Any

import strawberry

from api.schema.date import Day, Moment, last_day_of
from api.schema.detention import EndCertainty, YesNoUnknown
from api.schema.field_class import classes
from api.schema.network import Phase
from api.schema.party import Origin, Party
from api.schema.word import Word, words
from graph import conditions, readiness
from graph.model.kinds import FieldClass as K


@words("A basic condition (*basisvoorwaarde*), or the social network.")
class ConditionKind(Word):
    """A basic condition, or the social network."""

    IDENTITY_DOCUMENT = "IDENTITY_DOCUMENT", "A valid identity document (*geldig identiteitsbewijs*)."
    HOUSING = "HOUSING", "Housing (*onderdak*)."
    WORK_AND_INCOME = "WORK_AND_INCOME", "Work and income, activity by day (*werk en inkomen, dagbesteding*)."
    DEBTS = "DEBTS", "Insight in debts and help with them (*schulden*)."
    CARE = "CARE", "Care, continuity of care and health insurance (*zorg en zorgverzekering*)."
    SOCIAL_NETWORK = "SOCIAL_NETWORK", "The social network, beside the five (*sociaal netwerk*)."


@words("How a condition stands (*status*); unknown never counts as no.")
class ConditionStatus(Word):
    """How a condition stands."""

    IN_ORDER = "IN_ORDER", "In order (*op orde*)."
    IN_PROGRESS = "IN_PROGRESS", "Being worked on (*loopt*)."
    NOT_IN_ORDER = "NOT_IN_ORDER", "Not in order (*niet op orde*)."
    UNKNOWN = "UNKNOWN", "Not known (*onbekend*)."


@words("How a status came about: whether somebody said so.")
class ConditionStanding(Word):
    """How a status came about."""

    ASSESSED = "ASSESSED", "Somebody assessed it (*beoordeeld*)."
    ASSESSED_AS_UNKNOWN = "ASSESSED_AS_UNKNOWN", "Somebody assessed it and could not tell (*beoordeeld als onbekend*)."
    NO_LONGER = "NO_LONGER", "It was assessed, and that does not hold any more (*niet meer geldig*)."
    NEVER_ASSESSED = "NEVER_ASSESSED", "Nobody assessed it, as far as is shown (*nooit beoordeeld*)."


@words("Why a condition is ready for the release, is not, or is unknown (*reden*).")
class ReadyReason(Word):
    """Why a condition is ready, is not, or is unknown."""

    IN_ORDER = "IN_ORDER", "In order (*op orde*)."
    NOT_IN_ORDER = "NOT_IN_ORDER", "Not in order as things stand (*niet op orde*)."
    IN_PROGRESS = "IN_PROGRESS", "Being worked on; whether in time is not known before the day (*loopt*)."
    ASSESSED_AS_UNKNOWN = "ASSESSED_AS_UNKNOWN", "Somebody assessed it and could not tell (*beoordeeld als onbekend*)."
    ENDS_BEFORE_RELEASE = "ENDS_BEFORE_RELEASE", "What was assessed ends before the release (*eindigt eerder*)."
    ONLY_BEFORE_DETENTION = "ONLY_BEFORE_DETENTION", "Only told of the time before detention (*alleen van ervoor*)."
    NOT_ASSESSED = "NOT_ASSESSED", "Nobody assessed it, as far as is shown (*niet beoordeeld*)."
    RELEASE_UNKNOWN = "RELEASE_UNKNOWN", "The day of release is not known or not shown (*ontslagdatum onbekend*)."


@strawberry.type(description="One assessment of a condition (*beoordeling*).")
class ConditionAssessment:
    """One assessment of a condition."""

    status: ConditionStatus = strawberry.field(description="Status as it was assessed.")
    assessed_at: Day | None = strawberry.field(
        name="assessedOn", description="Day of the assessment; null where it is unknown."
    )
    by: Party | None = strawberry.field(description="Who assessed (*beoordelaar*); null where that is not recorded.")
    agreed_action: str | None = strawberry.field(
        description="What was agreed (*afgesproken actie*); null where nothing was."
    )
    owner: Party | None = strawberry.field(description="Who owns what was agreed (*eigenaar*); null where nobody does.")
    care_involved: YesNoUnknown | None = strawberry.field(
        description="Whether care is involved (*zorg betrokken*), as set by a professional; null where nobody said so."
    )
    valid_from: Day | None = strawberry.field(name="startsOn", description="First day; null where it is unknown.")
    ends_on: Day | None = strawberry.field(
        resolver=last_day_of("valid_to"), description="Last day that counts; null when no end is known."
    )
    corrected_at: Moment | None = strawberry.field(
        description="When it was found to be wrong (*gecorrigeerd*); null for what was not corrected."
    )
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(description="A condition in one phase (*basisvoorwaarde per fase*).")
class ConditionInPhase:
    """A condition in one phase."""

    phase: Phase = strawberry.field(description="Before, during or after the detention.")
    status: ConditionStatus = strawberry.field(description="Status at the moment; unknown where nobody assessed.")
    standing: ConditionStanding = strawberry.field(description="Whether somebody said so.")
    assessment: ConditionAssessment | None = strawberry.field(
        description="The assessment that counts; null where none is in force."
    )
    history: list[ConditionAssessment] = strawberry.field(
        description="Earlier ones and corrected ones, latest first (*geschiedenis*)."
    )


def _because(root: strawberry.Parent[conditions.Hold]) -> str:
    return root.link.reason


def _dutch(root: strawberry.Parent[conditions.Hold]) -> str:
    return root.link.dutch


def _source(root: strawberry.Parent[conditions.Hold]) -> str:
    return root.link.source


def _assumed(root: strawberry.Parent[conditions.Hold]) -> bool:
    return root.link.assumed


@strawberry.type(description="One condition that waits for another (*hangt op*).")
class ConditionHold:
    """One condition that waits for another."""

    condition: ConditionKind = strawberry.field(description="The other condition.")
    certain: YesNoUnknown = strawberry.field(description="Yes, or unknown where the status of one of them is.")
    reason: str = strawberry.field(resolver=_because, description="Why the one hangs on the other.")
    dutch: str = strawberry.field(resolver=_dutch, description="The same in Dutch.")
    source: str = strawberry.field(resolver=_source, description="Who says so.")
    assumed: bool = strawberry.field(
        resolver=_assumed, description="True where no source says so: assumed here, to be confirmed (*aanname*)."
    )


@strawberry.type(description="One of the five basic conditions, or the social network (*basisvoorwaarde*).")
class BasicCondition:
    """One of the five basic conditions, or the social network."""

    person_id: strawberry.ID = strawberry.field(name="person", description="Of whom.")
    condition: ConditionKind = strawberry.field(description="Which.")
    phase: Phase | None = strawberry.field(
        description="The phase at the moment; null where no detention is known or shown."
    )
    status: ConditionStatus = strawberry.field(description="Status in that phase.")
    held_up_by: list[ConditionHold] = strawberry.field(
        description="What it waits for of what is not in order or not known; empty for what is in order."
    )
    holds_up: list[ConditionHold] = strawberry.field(
        description="What waits for it of what is not in order or not known; empty for what is in order."
    )
    phases: list[ConditionInPhase] = strawberry.field(description="Before, during and after.")


@strawberry.type(description="One condition on the day of release.")
class ReadyCondition:
    """One condition on the day of release."""

    condition: ConditionKind = strawberry.field(description="Which.")
    answer: YesNoUnknown = strawberry.field(description="Ready, not ready, or unknown.")
    why: ReadyReason = strawberry.field(description="Why.")
    phase: Phase | None = strawberry.field(description="The phase it was assessed for; null where it was not.")
    fact: strawberry.ID | None = strawberry.field(description="The assessment it rests on; null where there is none.")


def _on(root: strawberry.Parent[readiness.Readiness]) -> Any:
    return root.release and root.release.at


def _certainty(root: strawberry.Parent[readiness.Readiness]) -> Any:
    return root.release and root.release.certainty


def _released(root: strawberry.Parent[readiness.Readiness]) -> bool | None:
    return root.release and root.release.released


@strawberry.type(description="How ready a person is on the day of release (*klaar voor vrijlating*).")
class ReleaseReadiness:
    """How ready a person is on the day of release."""

    person_id: strawberry.ID = strawberry.field(name="person", description="Who.")
    release_on: Any = strawberry.field(
        resolver=_on,
        graphql_type=Day | None,
        description="Day of release, expected or actual (*ontslagdatum*); null is unknown, or not shown.",
    )
    certainty: Any = strawberry.field(
        resolver=_certainty, graphql_type=EndCertainty | None, description="How sure that day is; null likewise."
    )
    released: Any = strawberry.field(
        resolver=_released, graphql_type=bool | None, description="Whether the person was released; null likewise."
    )
    answer: YesNoUnknown = strawberry.field(
        description="Yes where all five are ready, no where any is not, else unknown; without the social network."
    )
    conditions: list[ReadyCondition] = strawberry.field(description="Each condition, the social network too.")


_SAID = (K.HEALTH, K.CONDITION)

classes(
    "ConditionAssessment",
    {
        ("status", "assessedOn", "by", "agreedAction", "owner", "careInvolved", "startsOn", "endsOn"): _SAID,
        ("correctedAt", "origin"): _SAID,
    },
)
classes("ConditionInPhase", {("phase", "status", "standing", "assessment", "history"): _SAID})
classes("ConditionHold", {("condition", "certain", "reason", "dutch", "source", "assumed"): _SAID})
classes(
    "BasicCondition",
    {
        ("person",): (K.PUBLIC,),
        ("phase",): (K.COURSE,),
        ("condition", "phases"): _SAID,
        ("status", "heldUpBy", "holdsUp"): (*_SAID, K.COURSE),
    },
)
classes("ReadyCondition", {("condition", "answer", "why", "phase", "fact"): (*_SAID, K.COURSE)})
classes(
    "ReleaseReadiness",
    {
        ("person",): (K.PUBLIC,),
        ("releaseOn", "certainty", "released"): (K.COURSE,),
        ("answer", "conditions"): (*_SAID, K.COURSE),
    },
)
