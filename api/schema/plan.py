"""The joint plan, the person's own wishes and who pays for help, as sections of the case picture."""

from typing import Any

import strawberry

from api.schema.date import Day, last_day_of
from api.schema.detention import YesNoUnknown
from api.schema.field_class import classes
from api.schema.network import Phase
from api.schema.offer import OfferKind
from api.schema.organisation import OrganisationKind
from api.schema.party import Origin, Party
from api.schema.word import Word, words
from graph import plans
from graph.model.kinds import FieldClass as K


@words("Where a plan stands (*status*).")
class PlanStatus(Word):
    """Where a plan stands."""

    DRAFT = "DRAFT", "Draft (*concept*)."
    PROPOSED = "PROPOSED", "Proposed to the parties (*voorgesteld*)."
    ADOPTED = "ADOPTED", "Adopted (*vastgesteld*)."
    CLOSED = "CLOSED", "Closed (*afgesloten*)."


@words("Kind of goal (*soort doel*).")
class GoalKind(Word):
    """Kind of goal."""

    BEHAVIOUR = "BEHAVIOUR", "Behaviour (*gedragsdoel*)."
    REINTEGRATION = "REINTEGRATION", "Reintegration (*re-integratiedoel*)."
    OWN_WISH = "OWN_WISH", "The person's own goal or wish (*eigen wens*)."


@words("Where a goal stands (*status*).")
class GoalStatus(Word):
    """Where a goal stands."""

    OPEN = "OPEN", "Open (*open*)."
    REACHED = "REACHED", "Reached (*behaald*)."
    DROPPED = "DROPPED", "Dropped (*vervallen*)."


@words("Where an action stands (*status*).")
class ActionStatus(Word):
    """Where an action stands."""

    OPEN = "OPEN", "Open (*open*)."
    DONE = "DONE", "Done (*gedaan*)."
    DROPPED = "DROPPED", "Dropped (*vervallen*)."


@words("What a party says of the plan (*akkoord*).")
class PlanAnswer(Word):
    """What a party says of the plan."""

    AGREED = "AGREED", "Agreed (*akkoord*)."
    DISAGREED = "DISAGREED", "Disagreed, with a reason (*niet akkoord*)."
    NOT_ANSWERED = "NOT_ANSWERED", "Not answered yet (*nog geen antwoord*)."


@words("What happened to a goal or an action since.")
class PlanChangeKind(Word):
    """What happened to a goal or an action since."""

    ADDED = "ADDED", "It came (*toegevoegd*)."
    CHANGED = "CHANGED", "It says something else (*gewijzigd*)."
    ENDED = "ENDED", "It went (*vervallen of beëindigd*)."


@words("A goal or an action.")
class PlanSubject(Word):
    """A goal or an action."""

    GOAL = "GOAL", "A goal (*doel*)."
    ACTION = "ACTION", "An action (*actie*)."


@words("What a goal or an action says.")
class PlanField(Word):
    """What a goal or an action says."""

    TEXT = "TEXT", "The text (*tekst*)."
    KIND = "KIND", "The kind of goal (*soort*)."
    STATUS = "STATUS", "The status (*status*)."
    PHASE = "PHASE", "The phase (*fase*)."
    DUE_ON = "DUE_ON", "The due date (*einddatum*)."
    OWNER = "OWNER", "The owner (*eigenaar*)."
    PAYS = "PAYS", "Who pays (*financiering*)."


@words("Who pays (*financiering*).")
class Payer(Word):
    """Who pays."""

    DJI = "DJI", "The prison service (*DJI*)."
    FORENSIC_CARE = "FORENSIC_CARE", "Forensic care (*forensische zorg*)."
    WMO = "WMO", "Social support act (*Wmo*)."
    ZVW = "ZVW", "Health insurance (*Zvw*)."
    WLZ = "WLZ", "Long-term care act (*Wlz*)."
    MUNICIPALITY = "MUNICIPALITY", "The municipality (*gemeente*)."
    FUND = "FUND", "A fund (*fonds*)."
    NOBODY_YET = "NOBODY_YET", "Nobody yet (*nog niemand*)."


@words("Where help stands (*status*).")
class InterventionStatus(Word):
    """Where help stands."""

    PLANNED = "PLANNED", "Planned (*gepland*)."
    WAITING = "WAITING", "Waiting for a place (*wacht*)."
    RUNNING = "RUNNING", "Running (*loopt*)."
    COMPLETED = "COMPLETED", "Completed (*afgerond*)."
    STOPPED = "STOPPED", "Stopped (*gestopt*)."


@strawberry.type(description="A version of the plan in one status (*planversie*).")
class PlanVersion:
    """A version of the plan in one status."""

    version: int = strawberry.field(description="Number of the version, from 1.")
    status: PlanStatus = strawberry.field(description="Status.")
    valid_from: Day | None = strawberry.field(name="startsOn", description="First day; null where it is unknown.")
    ends_on: Day | None = strawberry.field(
        resolver=last_day_of("valid_to"), description="Last day that counts; null when no end is known."
    )
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(description="An action under a goal (*actie*).")
class PlanAction:
    """An action under a goal."""

    action_id: strawberry.ID = strawberry.field(name="action", description="Id of the action.")
    text: str = strawberry.field(description="What is to be done.")
    status: ActionStatus = strawberry.field(description="Status.")
    phase: Phase = strawberry.field(description="Phase.")
    due_at: Day | None = strawberry.field(name="dueOn", description="Due date (*einddatum*); null where there is none.")
    owner: Party | None = strawberry.field(description="Who does it (*eigenaar*); null where nobody does.")
    overdue: YesNoUnknown = strawberry.field(
        description="Open after its due date (*te laat*); unknown for an open one without a due date."
    )
    days_overdue: int | None = strawberry.field(description="How many days too late; null where it is not.")
    pays: Payer | None = strawberry.field(description="Who pays for it, or nobody yet; null where nothing is said.")
    remark: str | None = strawberry.field(
        description="How it stands, in the words of who does it; of a dropped one why (*opmerking*); null for nothing."
    )
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(description="A goal of the plan, SMART (*doel*).")
class PlanGoal:
    """A goal of the plan."""

    goal_id: strawberry.ID = strawberry.field(name="goal", description="Id of the goal.")
    plan_id: strawberry.ID = strawberry.field(name="plan", description="Id of the plan.")
    text: str | None = strawberry.field(description="The goal; null where an action stands under a goal nobody told.")
    kind: GoalKind | None = strawberry.field(description="Behaviour, reintegration or the own wish; null likewise.")
    status: GoalStatus | None = strawberry.field(description="Status; null likewise.")
    valid_from: Day | None = strawberry.field(name="startsOn", description="First day of this; null where unknown.")
    origin: Origin | None = strawberry.field(description="Where it comes from; null where nobody told the goal.")
    actions: list[PlanAction] = strawberry.field(description="The actions, by due date.")


@strawberry.type(description="What a goal or an action said before and says now.")
class PlanFieldChange:
    """What a goal or an action said before and says now."""

    field: PlanField = strawberry.field(description="What of it.")
    before: str | None = strawberry.field(description="Before; null where it said nothing.")
    after: str | None = strawberry.field(description="Now; null where it says nothing.")


@strawberry.type(description="A goal or an action that came, changed or went since somebody answered (*wijziging*).")
class PlanChange:
    """A goal or an action that came, changed or went since somebody answered."""

    subject: PlanSubject = strawberry.field(description="A goal or an action.")
    id: strawberry.ID = strawberry.field(description="Its id.")
    change: PlanChangeKind = strawberry.field(description="What happened.")
    text: str = strawberry.field(description="How it reads now; of what went, how it read.")
    fields: list[PlanFieldChange] = strawberry.field(description="What it says otherwise; empty unless it changed.")
    asks_again: bool = strawberry.field(
        description="Whether who agreed is asked anew: not where what was agreed was only carried out."
    )


@strawberry.type(description="What a party said of the plan last, and what changed since (*akkoord per partij*).")
class PartyAnswer:
    """What a party said of the plan last, and what changed since."""

    party: Party = strawberry.field(description="Who: somebody in the team, the person, or whoever answered.")
    answer: PlanAnswer = strawberry.field(description="The last answer.")
    version: int | None = strawberry.field(description="The version that was answered; null for no answer.")
    up_to_date: bool | None = strawberry.field(
        description="Whether that is the version in view; null for no answer, or no version in view."
    )
    answer_asked: bool = strawberry.field(
        description="Whether an answer is asked of this party now: it never answered, or what it answered to has "
        "changed since in a way that asks for a new one (*akkoord gevraagd*)."
    )
    reason: str | None = strawberry.field(description="Reason of a disagreement; null where none was given.")
    answered_at: Day | None = strawberry.field(name="answeredOn", description="Day of the answer; null for no answer.")
    origin: Origin | None = strawberry.field(description="Where it comes from; null for no answer.")
    changes: list[PlanChange] = strawberry.field(description="What changed in the plan since; empty for no answer.")


@strawberry.type(description="The one joint plan of prison, probation and municipality (*D&R-plan*).")
class JointPlan:
    """The one joint plan."""

    plan_id: strawberry.ID = strawberry.field(name="plan", description="Id of the plan.")
    status: PlanStatus | None = strawberry.field(description="Status at the moment; null where nothing says so.")
    version: int | None = strawberry.field(description="Version at the moment; null likewise.")
    versions: list[PlanVersion] = strawberry.field(description="The versions up to the moment, in order.")
    goals: list[PlanGoal] = strawberry.field(description="The goals, in the order in which they came.")
    changes: list[PlanChange] = strawberry.field(
        description="What changed since this version was put to the parties: a next version proposes it."
    )
    answers: list[PartyAnswer] = strawberry.field(description="What each party answered, the person first.")


@strawberry.type(description="The open actions of one owner (*openstaande acties per eigenaar*).")
class OwnerActions:
    """The open actions of one owner."""

    owner: Party | None = strawberry.field(description="Who does them; null for those of nobody.")
    actions: list[PlanAction] = strawberry.field(description="What is open, by due date.")


def _offer(root: strawberry.Parent[plans.Funding]) -> Any:
    return root.offer.id


def _offer_name(root: strawberry.Parent[plans.Funding]) -> str:
    return root.offer.name


def _offer_kind(root: strawberry.Parent[plans.Funding]) -> Any:
    return root.offer.kind


def _organisation(root: strawberry.Parent[plans.Funding]) -> Any:
    return root.offer.organisation_id


def _organisation_name(root: strawberry.Parent[plans.Funding]) -> str:
    return root.offer.organisation


def _organisation_kind(root: strawberry.Parent[plans.Funding]) -> Any:
    return root.offer.organisation_kind


@strawberry.type(description="Help that runs or is planned, and who pays for it or nobody yet (*financiering*).")
class HelpFunding:
    """Help that runs or is planned, and who pays for it or nobody yet."""

    person_id: strawberry.ID | None = strawberry.field(name="person", description="Who gets it; null where unknown.")
    offer: Any = strawberry.field(resolver=_offer, graphql_type=strawberry.ID, description="Id of the offer.")
    offer_name: str = strawberry.field(resolver=_offer_name, description="Name of the offer (*aanbod*).")
    offer_kind: Any = strawberry.field(resolver=_offer_kind, graphql_type=OfferKind, description="Kind of offer.")
    organisation: Any = strawberry.field(
        resolver=_organisation, graphql_type=strawberry.ID, description="Id of who offers it."
    )
    organisation_name: str = strawberry.field(resolver=_organisation_name, description="Who offers it.")
    organisation_kind: Any = strawberry.field(
        resolver=_organisation_kind, graphql_type=OrganisationKind, description="Kind of organisation."
    )
    status: InterventionStatus = strawberry.field(description="Where it stands.")
    pays: Payer = strawberry.field(description="Who pays, or nobody yet.")
    valid_from: Day | None = strawberry.field(name="startsOn", description="First day; null where it is unknown.")
    origin: Origin = strawberry.field(description="Where it comes from.")


_SAID = (K.HEALTH, K.PLAN)

classes("PlanVersion", {("version", "status", "startsOn", "endsOn", "origin"): (K.PLAN,)})
classes(
    "PlanAction",
    {
        ("action", "text", "status", "phase", "dueOn", "owner", "overdue", "daysOverdue"): _SAID,
        ("pays", "remark", "origin"): _SAID,
    },
)
classes(
    "PlanGoal",
    {("goal", "plan", "text", "kind", "status", "startsOn", "origin"): (K.PLAN,), ("actions",): _SAID},
)
classes("PlanFieldChange", {("field", "before", "after"): _SAID})
classes("PlanChange", {("subject", "id", "change", "text", "fields", "asksAgain"): _SAID})
classes(
    "PartyAnswer",
    {
        ("party", "answer", "version", "upToDate", "reason", "answeredOn", "origin"): (K.HEALTH, K.RISK, K.PLAN),
        ("answerAsked", "changes"): _SAID,
    },
)
classes(
    "JointPlan",
    {
        ("plan", "status", "version", "versions"): (K.PLAN,),
        ("goals", "changes"): _SAID,
        ("answers",): (K.HEALTH, K.RISK, K.PLAN),
    },
)
classes("OwnerActions", {("owner", "actions"): _SAID})
classes(
    "HelpFunding",
    {
        ("person", "offer", "offerName", "offerKind", "organisation", "organisationName", "organisationKind"): _SAID,
        ("status", "pays", "startsOn", "origin"): _SAID,
    },
)
