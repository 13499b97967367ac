"""The intake list (*instroom*): new persons of whom the organisation was told, what waited longest first."""

from typing import Annotated, TypeAlias

import strawberry

from api.context import Info
from api.schema.date import Day, Moment
from api.schema.field_class import classes
from api.schema.happening import NoticeKind
from api.schema.invalid import Invalid, InvalidError, Refused
from api.schema.judged_page import JudgedPage
from api.schema.paging import PAGE, After, First, PageInfo, check_first, key_after
from api.schema.withheld import Withheld
from graph import intakes
from graph.model.kinds import FieldClass as K


@strawberry.type(description="A notice to your organisation (*melding*).")
class IntakeNotice:
    """A notice to your organisation."""

    fact: strawberry.ID = strawberry.field(description="Public id of the fact.")
    kind: NoticeKind = strawberry.field(description="Of what.")
    received_at: Day = strawberry.field(name="receivedOn", description="Day of receipt (*ontvangen*).")
    source: str = strawberry.field(description="Which registration said so (*bron*).")


@strawberry.type(description="A prison or municipality, by id and name.")
class IntakePlace:
    """A prison or municipality."""

    id: strawberry.ID = strawberry.field(description="Id of the organisation.")
    name: str = strawberry.field(description="Its name.")


@strawberry.type(description="A person on the intake list (*instroom*).")
class Intake:
    """A person on the intake list."""

    case_id: strawberry.ID = strawberry.field(name="case", description="Id of the case (*casus*).")
    person_id: strawberry.ID = strawberry.field(name="person", description="Id of the person (*justitiabele*).")
    name: str | None = strawberry.field(description="Name (*naam*); null where withheld or not recorded.")
    birth_date: Day | None = strawberry.field(description="Date of birth (*geboortedatum*); null where unknown.")
    arrived_at: Day | None = strawberry.field(
        name="arrivedOn", description="First day inside of the latest detention (*binnenkomst*); null where unknown."
    )
    prison: IntakePlace | None = strawberry.field(description="Where the person stays now; null outside, or unknown.")
    municipalities: list[IntakePlace] = strawberry.field(
        description="Where the person comes from, or settles (*gemeenten*)."
    )
    notices: list[IntakeNotice] = strawberry.field(
        description="Notices to your organisation that count, latest first (*meldingen*)."
    )
    last_day: Day = strawberry.field(
        name="lastDayOn", description="Last day on which this list shows the person; a new notice starts anew."
    )
    days_left: int = strawberry.field(description="Days until and including that one, today counted (*dagen over*).")
    days_waiting: int = strawberry.field(description="Days since the latest notice (*dagen sinds melding*).")
    unassigned_long: bool = strawberry.field(
        description="Nobody was assigned for 21 days or more: a signal to the organisation (*niet toegewezen*)."
    )

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, intakes.Intake)


@strawberry.type(description="A row of the intake list and its cursor.")
class IntakeEdge:
    """A row of the intake list and its cursor."""

    node: Intake = strawberry.field(description="The person.")
    cursor: str = strawberry.field(description="Cursor, for `after`.")


@strawberry.type(description="A page of the intake list, what waited longest first (*instroom*).")
class IntakeConnection:
    """A page of the intake list, what waited longest first."""

    edges: list[IntakeEdge] = strawberry.field(description="The rows of this page.")
    page_info: PageInfo = strawberry.field(description="Where this page stands.")
    total_count: int = strawberry.field(description="How many the whole list holds, for you.")
    at: Moment = strawberry.field(description="The moment at which the days are counted.")
    withheld: list[Withheld] = strawberry.field(
        description="What is not shown, by class; the same whether there is anything or not (*niet getoond*)."
    )

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, JudgedPage)


classes("IntakeNotice", {("fact", "kind", "receivedOn", "source"): (K.COURSE,)})
classes("IntakePlace", {("id", "name"): (K.COURSE,)})
classes(
    "Intake",
    {
        ("case", "person"): (K.PUBLIC,),
        ("name", "birthDate"): (K.IDENTITY,),
        ("arrivedOn", "prison", "municipalities", "notices"): (K.COURSE,),
        ("lastDayOn", "daysLeft", "daysWaiting", "unassignedLong"): (K.COURSE,),
    },
)
classes("IntakeEdge", {("node",): (K.IDENTITY, K.COURSE), ("cursor",): (K.PUBLIC,)})
classes(
    "IntakeConnection",
    {("edges", "totalCount"): (K.IDENTITY, K.COURSE), ("pageInfo", "at", "withheld"): (K.PUBLIC,)},
)

IntakeResult: TypeAlias = Annotated[
    IntakeConnection | Invalid, strawberry.union("IntakeResult", description="The intake list, or why there is none.")
]


async def intake(info: Info, *, first: First = PAGE, after: After = None) -> JudgedPage[intakes.Intake] | Refused:
    """Who is on the intake list of the acting organisation."""
    context, guard = info.context, info.context.guard
    try:
        check_first(first)
        key = key_after(context.owner, "intake", after, int, str, str)
    except InvalidError as error:
        return error.answer
    found = intakes.IntakeList(context.clock.now(), (), ()) if guard is None else await intakes.intake_list(guard)
    page = JudgedPage[intakes.Intake].cut(
        context.owner, "intake", found.intakes, found.at, found.withheld, first=first, after=key
    )
    if guard is not None:
        for edge in page.edges:
            guard.show([edge.node.person_id], edge.node.case_id)
    return page
