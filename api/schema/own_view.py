"""The person's own view (*eigen overzicht*): who is involved, whom to call, the plan, what is settled, who looked."""

from typing import Annotated, Any, TypeAlias

import strawberry

from api import loaders
from api.context import Info
from api.schema.condition import ConditionKind, ReadyReason
from api.schema.date import Day, Moment, last_day_of
from api.schema.detention import EndCertainty, YesNoUnknown
from api.schema.field_class import classes
from api.schema.invalid import Missing, NotFound
from api.schema.network import EdgeStatus
from api.schema.organisation import OrganisationKind
from api.schema.plan import ActionStatus, GoalKind, GoalStatus, PlanAnswer, PlanStatus
from api.schema.purpose import Function
from api.schema.withheld import Withheld, withheld_field
from api.schema.word import Word, words
from graph import access_logs, organisations, own_view_sentences, own_view_shapes, own_views
from graph.logs.sentences import told
from graph.model.kinds import FieldClass as K

LOOKS = 50
"""How many looks are told, the latest; `accessLog` has all."""

Root: TypeAlias = strawberry.Parent[own_view_shapes.OwnView]


@words("What happens to the person, or is to be done.")
class ComingKind(Word):
    """What happens to the person, or is to be done."""

    MEETING = "MEETING", "A meeting about or with the person (*overleg*)."
    CONTACT = "CONTACT", "A contact with a professional (*contactmoment*)."
    HELP = "HELP", "Help that begins (*interventie*)."
    ACTION = "ACTION", "An action of the person's own that is due (*eigen actie*)."
    RELEASE = "RELEASE", "The release (*vrijlating*)."


@strawberry.type(description="Somebody involved with the person, as the person may know them (*betrokkene*).")
class OwnHelper:
    """Somebody involved with the person."""

    role: Function | None = strawberry.field(description="Role; null for who directs without a role in the team.")
    organisation: str = strawberry.field(name="organisationName", description="For which organisation.")
    organisation_kind: OrganisationKind = strawberry.field(description="Kind of organisation.")
    name: str | None = strawberry.field(description="Name, of who is the person's contact; null for everybody else.")
    is_contact: bool = strawberry.field(description="Whether to call this one (*contactpersoon*).")
    directs: bool = strawberry.field(description="Whether this is who directs (*casusregisseur*).")
    status: EdgeStatus = strawberry.field(description="In force, expired or planned.")
    valid_from: Day | None = strawberry.field(name="startsOn", description="First day; null where it is unknown.")
    ends_on: Day | None = strawberry.field(
        resolver=last_day_of("valid_to"), description="Last day that counts; null when no end is known."
    )


@strawberry.type(description="An action of the own plan (*actie*).")
class OwnAction:
    """An action of the own plan."""

    text: str = strawberry.field(description="What is to be done.")
    status: ActionStatus = strawberry.field(description="Status.")
    due_at: Day | None = strawberry.field(name="dueOn", description="Due date; null where there is none.")
    overdue: YesNoUnknown = strawberry.field(description="Open after its due date; unknown without one.")
    by_person: bool = strawberry.field(description="Whether it is the person's own to do.")
    who: str | None = strawberry.field(description="Who else does it; null for the person's own, and for nobody.")


@strawberry.type(description="A goal of the own plan (*doel*).")
class OwnGoal:
    """A goal of the own plan."""

    goal_id: strawberry.ID = strawberry.field(name="goal", description="Id of the goal.")
    text: str | None = strawberry.field(description="The goal; null where nothing is told of it.")
    kind: GoalKind | None = strawberry.field(description="Kind: the person's own wish, or another; null likewise.")
    status: GoalStatus | None = strawberry.field(description="Status; null likewise.")
    actions: list[OwnAction] = strawberry.field(description="Its actions, by due date.")


@strawberry.type(description="The own plan (*D&R-plan*).")
class OwnPlan:
    """The own plan."""

    plan_id: strawberry.ID = strawberry.field(name="plan", description="Id of the plan.")
    status: PlanStatus | None = strawberry.field(description="Status; null where nothing says so.")
    version: int | None = strawberry.field(description="Version in view; null likewise.")
    own_answer: PlanAnswer = strawberry.field(description="What the person said of it.")
    answered_version: int | None = strawberry.field(description="Of which version; null for no answer.")
    answer_asked: bool = strawberry.field(description="Whether an answer of the person is asked (*akkoord gevraagd*).")
    goals: list[OwnGoal] = strawberry.field(description="Goals, the person's own wishes first.")


@strawberry.type(description="Whether one condition is settled for the release (*geregeld*).")
class OwnSettled:
    """Whether one condition is settled for the release."""

    condition: ConditionKind = strawberry.field(description="Which.")
    answer: YesNoUnknown = strawberry.field(description="Settled, not settled, or unknown.")
    why: ReadyReason = strawberry.field(description="Why.")
    agreed_action: str | None = strawberry.field(description="What was agreed; null where nothing was.")
    who: str | None = strawberry.field(description="Who does that; null where nobody but the person does.")


@strawberry.type(description="What happens when (*agenda*).")
class OwnComing:
    """What happens when."""

    at: Day = strawberry.field(name="on", description="The day.")
    kind: ComingKind = strawberry.field(description="What it is.")
    what: str = strawberry.field(description="Kind of meeting or contact, name of the help, or text of the action.")
    who: str | None = strawberry.field(description="With whom; null where that is not told.")
    with_person: bool = strawberry.field(description="Whether the person is there.")


@strawberry.type(description="A part of the view in plain Dutch, to be printed (*tekst*).")
class OwnText:
    """A part of the view in plain Dutch."""

    heading: str = strawberry.field(description="The heading.")
    lines: list[str] = strawberry.field(description="Its lines.")


@strawberry.type(description="One of the person's own cases (*traject*).")
class OwnCase:
    """One of the person's own cases."""

    case_id: strawberry.ID = strawberry.field(name="case", description="Id of the case.")
    version: str = strawberry.field(description="Version of what is shown here, to expect in an act (*versie*).")
    is_open: bool | None = strawberry.field(description="Whether it is open; null where that is not known.")
    helpers: list[OwnHelper] = strawberry.field(description="Who is involved, who directs first.")
    plans: list[OwnPlan] = strawberry.field(description="The plan, and closed ones of before.")
    release_at: Day | None = strawberry.field(name="releaseOn", description="Day of release; null where unknown.")
    released: bool = strawberry.field(description="Whether the person was released.")
    certainty: EndCertainty | None = strawberry.field(description="How sure that day is; null where unknown.")
    settled: list[OwnSettled] = strawberry.field(
        description="What is settled for the release; empty for a closed case, and where withheld."
    )
    coming: list[OwnComing] = strawberry.field(description="What happens when, soonest first.")


def _text(root: Root) -> tuple[own_view_sentences.Part, ...]:
    return own_view_sentences.parts(root)


def _contact_point(_root: Root) -> str:
    return own_view_sentences.CONTACT_POINT_DUTCH


async def _looked(info: Info, root: Root) -> own_view_sentences.Part:
    context = info.context
    guard = context.guard
    page = guard and await access_logs.access_log(guard, context.log_reader, root.person_id, first=LOOKS)
    looks = page.items if page else ()
    loader = loaders.public(context, organisations.organisations_by_id)
    ids = sorted({one.organisation_id for one in looks if one.organisation_id})
    names = {one.id: one.name for one in await loaders.found(loader, ids)}
    lines: list[str] = []
    for one in looks:
        name = names.get(one.organisation_id or "")
        lines.append(told(one.at, name, one.function, one.purpose, one.classes, who_knows=one.who_knows))
    return own_view_sentences.looked(lines, page.total if page else 0)


@strawberry.type(description="What the person sees of the own cases (*eigen overzicht*), for that person only.")
class OwnView:
    """What the person sees of the own cases."""

    person_id: strawberry.ID = strawberry.field(name="person", description="Whose view it is.")
    at: Moment = strawberry.field(description="When it was made.")
    cases: list[OwnCase] = strawberry.field(description="The own cases, those that are open first.")
    text: Any = strawberry.field(
        resolver=_text, graphql_type=list[OwnText], description="All of it but who looked, in plain Dutch."
    )
    looked: Any = strawberry.field(
        resolver=_looked,
        graphql_type=OwnText,
        description="Who looked, in plain Dutch: the latest 50; `accessLog` has all.",
    )
    contact_point: str = strawberry.field(
        resolver=_contact_point,
        name="contactPointDutch",
        description="Where to ask about a case of a safety house, in Dutch (*contactpunt*).",
    )
    withheld: list[Withheld] = withheld_field()

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, own_view_shapes.OwnView)


_PLAN = (K.HEALTH, K.RISK, K.PLAN)
_ALL = (K.HEALTH, K.RISK, K.CONDITION, K.PLAN, K.COURSE, K.WORK)

classes(
    "OwnView",
    {
        ("person", "at", "contactPointDutch", "withheld"): (K.PUBLIC,),
        ("cases", "text"): _ALL,
        ("looked",): (K.LOG,),
    },
)
classes(
    "OwnCase",
    {
        ("case", "version"): (K.PUBLIC,),
        ("isOpen", "releaseOn", "released", "certainty"): (K.COURSE,),
        ("helpers", "plans"): (*_PLAN, K.WORK),
        ("settled",): (K.HEALTH, K.CONDITION, K.COURSE),
        ("coming",): (*_PLAN, K.COURSE, K.WORK),
    },
)
classes(
    "OwnHelper",
    {
        ("role", "organisationName", "organisationKind", "isContact", "directs", "status", "startsOn", "endsOn"): _PLAN,
        ("name",): (*_PLAN, K.WORK),
    },
)
classes("OwnPlan", {("plan", "status", "version", "ownAnswer", "answeredVersion", "answerAsked", "goals"): _PLAN})
classes("OwnGoal", {("goal", "text", "kind", "status", "actions"): _PLAN})
classes("OwnAction", {("text", "status", "dueOn", "overdue", "byPerson"): _PLAN, ("who",): (*_PLAN, K.WORK)})
classes(
    "OwnSettled",
    {
        ("condition", "answer", "why", "agreedAction"): (K.HEALTH, K.CONDITION, K.COURSE),
        ("who",): (K.HEALTH, K.CONDITION, K.COURSE, K.WORK),
    },
)
classes("OwnComing", {("on", "kind", "what", "withPerson"): (*_PLAN, K.COURSE), ("who",): (*_PLAN, K.WORK)})
classes("OwnText", {("heading", "lines"): (*_ALL, K.LOG)})

OwnViewResult: TypeAlias = Annotated[
    OwnView | NotFound,
    strawberry.union("OwnViewResult", description="The own view, or that there is none for who asks."),
]


async def own_view(
    info: Info, person: Annotated[strawberry.ID, strawberry.argument(description="Id of the person who asks.")]
) -> own_view_shapes.OwnView | Missing:
    """What the person who asks sees of the own cases."""
    guard = info.context.guard
    found = None if guard is None else await own_views.own_view(guard, person)
    return found or Missing(person)
