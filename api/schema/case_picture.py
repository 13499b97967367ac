"""The case picture (*totaalplaatje*): everything of one case that may be shown, at a moment, from one statement."""

from typing import Annotated, Any, TypeAlias

import strawberry

from analytics.clock import clocks
from api import loaders
from api.context import Info
from api.schema.act import ActPermission
from api.schema.budget import CaseBudget
from api.schema.case import CaseKind
from api.schema.case_team import OrganisationAround, PersonAround, PictureDirector, PictureMember
from api.schema.clock import Clock
from api.schema.condition import BasicCondition, ReleaseReadiness
from api.schema.continuity import CONTINUITY
from api.schema.course_sections import SECTION_CLASSES, CourseSections
from api.schema.date import Day, Moment
from api.schema.family import RelatedCase
from api.schema.field_class import classes
from api.schema.finding import FINDINGS, JUDGEMENTS, PAST_FINDINGS
from api.schema.forecast import FORECAST
from api.schema.invalid import Invalid, InvalidError, Missing, NotFound, Refused, moment_in
from api.schema.involvement import Frame
from api.schema.judging import JUDGED
from api.schema.plan import HelpFunding, JointPlan, OwnerActions, PlanGoal
from api.schema.warm_handover import HANDOVERS_BETWEEN
from api.schema.withheld import Withheld
from graph import budgets, case_pictures, case_teams, conditions, dossiers, families, readiness
from graph.case_pictures import Picture
from graph.casework.case_file import version_of
from graph.casework.open_acts import OpenAct, open_acts
from graph.errors import InputError
from graph.model.kinds import FieldClass as K
from graph.plans import funding, open_actions, plans, wishes

Root: TypeAlias = strawberry.Parent[Picture]


def _drawn(draw: Any, kind: Any, description: str, needs: K | None = None) -> Any:
    """A section without arguments, drawn from the view of the case.

    A list that also tells what nobody recorded is empty where the class it `needs` is withheld: "nobody did" would be
    a lie.
    """

    def drawn(root: Root) -> Any:
        return draw(root.view) if needs is None or needs in root.dossier.released else []

    return strawberry.field(resolver=drawn, graphql_type=kind, description=description)


def _told(name: str, kind: Any, description: str) -> Any:
    """What the dossier says of the case itself."""

    def told(root: Root) -> Any:
        return getattr(root.dossier, name)

    return strawberry.field(resolver=told, graphql_type=kind, description=description)


def _at(root: Root) -> int:
    return root.view.at


def _known_at(root: Root) -> int:
    return root.view.known_at


def _families(root: Root) -> tuple[families.Related, ...]:
    return families.families(root.dossier.related)


def _members(root: Root) -> tuple[families.Related, ...]:
    return families.members(root.dossier.related)


def _acts(root: Root, info: Info) -> tuple[OpenAct, ...]:
    return tuple(open_acts(root.dossier, info.context.clock))


def _clock(root: Root) -> tuple[clocks.Clock, ...]:
    return clocks.clocks(root.dossier, root.view)


@strawberry.type(description="Everything of one case that may be shown to who asks, at a moment (*totaalplaatje*).")
class CasePicture(CourseSections):
    """Everything of one case that may be shown, at a moment."""

    case: Any = _told("case_id", strawberry.ID, "Id of the case (*casus*).")
    persons: Any = _told("person_ids", list[strawberry.ID], "Ids of whose case it is.")
    kind: Any = _told("kind", CaseKind | None, "Of one person or of a family; null where withheld.")
    frame: Any = _told("frame", Frame | None, "Legal frame (*wettelijk kader*); null where withheld.")
    at: Any = strawberry.field(
        resolver=_at, graphql_type=Moment, description="The moment it is shown at (*peilmoment*)."
    )
    known_at: Any = strawberry.field(
        resolver=_known_at, graphql_type=Moment, description="With what was known at this moment."
    )
    version: Any = _drawn(
        version_of,
        str,
        "The version of what is shown here (*versie*): an act that changes something of it expects this one.",
    )
    director: Any = _drawn(
        case_teams.director,
        PictureDirector | None,
        "Who directs (*casusregisseur*); null for a closed case, and where that is withheld.",
    )
    team: Any = _drawn(case_teams.team, list[PictureMember], "Who is involved, now or soon (*team*), by role.")
    people_around: Any = _drawn(
        case_teams.people_around, list[PersonAround], "The people around the person (*netwerk*), by kind of tie."
    )
    organisations: Any = _drawn(
        case_teams.organisations_around, list[OrganisationAround], "The organisations around the person, by kind."
    )
    conditions: Any = _drawn(
        conditions.conditions,
        list[BasicCondition],
        "The basic conditions and the social network of each person (*basisvoorwaarden*); empty where withheld.",
        K.CONDITION,
    )
    readiness: Any = _drawn(
        readiness.readiness,
        list[ReleaseReadiness],
        "How ready each person is on the day of release (*klaar voor vrijlating*); empty where withheld.",
        K.CONDITION,
    )
    clock: Any = strawberry.field(
        resolver=_clock,
        graphql_type=list[Clock],
        description="The clock of each person's detention: done, due, late (*klok*); by rules, see docs/clock.md.",
    )
    continuity: Any = CONTINUITY
    handovers_between: Any = HANDOVERS_BETWEEN
    forecast: Any = FORECAST
    findings: Any = FINDINGS
    judgements: Any = JUDGEMENTS
    past_findings: Any = PAST_FINDINGS
    plans: Any = _drawn(
        plans,
        list[JointPlan],
        "The joint plan (*D&R-plan*): one in use, and closed ones of before, latest first; empty where withheld.",
        K.PLAN,
    )
    wishes: Any = _drawn(
        wishes, list[PlanGoal], "The person's own goals and wishes (*eigen doelen en wensen*).", K.PLAN
    )
    open_actions: Any = _drawn(
        open_actions,
        list[OwnerActions],
        "The open actions of the plan by who owns them, those of nobody first (*openstaande acties*).",
        K.PLAN,
    )
    funding: Any = _drawn(
        funding,
        list[HelpFunding],
        "Who pays for help that runs or is planned, what nobody pays for first (*financiering*).",
        K.PLAN,
    )
    budget: Any = _drawn(
        budgets.budget,
        CaseBudget | None,
        "The budget over organisations (*ontschot budget*); null where nothing of it is recorded, or shown.",
    )
    families: Any = strawberry.field(
        resolver=_families,
        graphql_type=list[RelatedCase],
        description="Cases of the family it belongs to (*gezinsaanpak*), as far as they are yours; none otherwise.",
    )
    members: Any = strawberry.field(
        resolver=_members,
        graphql_type=list[RelatedCase],
        description="Of a family: the cases of its members (*gezinsleden*), as far as they are yours; none otherwise.",
    )
    acts: Any = strawberry.field(
        resolver=_acts,
        graphql_type=list[ActPermission],
        description="What who asks may do here, now, whatever moment is looked at (*wat ik hier mag*).",
    )
    withheld: Any = _told(
        "withheld",
        list[Withheld],
        "What is not shown, by class; the same whether there is anything or not (*niet getoond*).",
    )

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, Picture)


classes(
    "CasePicture",
    {
        **SECTION_CLASSES,
        ("case", "persons", "at", "knownAt", "version", "acts", "withheld"): (K.PUBLIC,),
        ("kind", "frame", "families", "members"): (K.COURSE,),
        ("clock", "findings", "judgements", "pastFindings"): JUDGED,
        ("director", "team"): (K.HEALTH, K.RISK, K.PLAN),
        ("peopleAround",): (K.VICTIM, K.HEALTH, K.NETWORK),
        ("organisations",): (K.HEALTH, K.RISK, K.PLAN, K.COURSE),
        ("conditions", "readiness", "forecast"): (K.HEALTH, K.CONDITION, K.COURSE),
        ("continuity",): (K.PLAN, K.COURSE),
        ("handoversBetween",): (K.HEALTH, K.PLAN),
        ("plans",): (K.HEALTH, K.RISK, K.PLAN),
        ("wishes", "openActions", "funding", "budget"): (K.HEALTH, K.PLAN),
    },
)

CasePictureResult: TypeAlias = Annotated[
    CasePicture | NotFound | Invalid,
    strawberry.union("CasePictureResult", description="A case picture, or why there is none."),
]


async def case_picture(
    info: Info,
    case: Annotated[strawberry.ID, strawberry.argument(description="Id of the case.")],
    *,
    at: Annotated[
        Day | None, strawberry.argument(description="Show it as it was when this day began (*peildatum*); null is now.")
    ] = None,
    known_at: Annotated[
        Moment | None, strawberry.argument(description="With what was known at this moment; null is now.")
    ] = None,
) -> Picture | Missing | Refused:
    """The case picture of an id."""
    try:
        now = info.context.clock.now()
        moments = case_pictures.moments(moment_in("at", at), moment_in("knownAt", known_at), now)
    except InputError as error:
        return InvalidError.of(error).answer
    except InvalidError as error:
        return error.answer
    dossier = await loaders.guarded(info.context, dossiers.dossiers_by_case).load(case)
    return case_pictures.picture_of(dossier, *moments) if dossier else Missing(case)
