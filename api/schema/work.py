"""My work (*mijn werk*): what waits for who asks, the most urgent first, from one statement over the own cases."""

from typing import Annotated, TypeAlias

import strawberry

from analytics import urgency, work, work_item
from api.context import Info
from api.schema.date import Day, Moment
from api.schema.field_class import classes
from api.schema.invalid import Invalid, InvalidError, Refused
from api.schema.judged_page import JudgedPage
from api.schema.paging import PAGE, After, First, PageInfo, check_first, key_after
from api.schema.party import Origin, Party
from api.schema.withheld import Withheld
from api.schema.word import Word, words
from graph.errors import InputError
from graph.model.kinds import FieldClass as K


@words("What waits (*soort werk*).")
class WorkKind(Word):
    """What waits."""

    CASE = "CASE", "A case of yours, with what is due next in it (*casus*)."
    ACTION = "ACTION", "An action of the plan, or one agreed for a basic condition (*actie*)."
    HANDOVER = "HANDOVER", "A handover that was offered and is not answered (*overdracht*)."
    REFERRAL = "REFERRAL", "A referral that is not answered (*verwijzing*)."
    ADVICE_REQUEST = "ADVICE_REQUEST", "A request for advice that runs (*adviesaanvraag*)."
    PLAN_ANSWER = "PLAN_ANSWER", "A version of the plan that your organisation has not answered (*instemming*)."
    DISPUTE = "DISPUTE", "A fact of yours that the person disputes (*betwisting*)."
    WITHOUT_OWNER = "WITHOUT_OWNER", "An action that nobody owns (*zonder eigenaar*)."
    UNASSIGNED = "UNASSIGNED", "A case that your organisation is in, with no colleague named (*niet toegewezen*)."


@words("For whom it waits (*voor wie*).")
class WorkFor(Word):
    """For whom it waits."""

    ME = "ME", "For you (*voor u*)."
    ORGANISATION = "ORGANISATION", "For your organisation, nobody named (*voor uw organisatie*)."
    COLLEAGUE = "COLLEAGUE", "For a colleague of your organisation (*voor een collega*)."
    TEAM = "TEAM", "For the team of the case (*voor het team*)."
    NOBODY = "NOBODY", "For nobody yet (*voor niemand*)."


@strawberry.type(description="How urgent something is, and why (*urgentie*).")
class Urgency:
    """How urgent something is, and why."""

    rank: int = strawberry.field(description="Place of the rule in the order; 0 is the most urgent.")
    rule: strawberry.ID = strawberry.field(description="Id of the rule; they stand in analytics/urgency.toml.")
    version: int = strawberry.field(description="Version of the rule.")
    english: str = strawberry.field(description="Why, in plain English.")
    dutch: str = strawberry.field(description="Why, in plain Dutch.")

    @classmethod
    def of(cls, found: urgency.Urgency) -> "Urgency":
        """From what was judged."""
        return cls(
            rank=found.rank,
            rule=strawberry.ID(found.rule.id),
            version=found.rule.version,
            english=found.reason.english,
            dutch=found.reason.dutch,
        )


def _urgency(root: strawberry.Parent[work_item.WorkItem]) -> Urgency:
    return Urgency.of(root.urgency)


@strawberry.type(description="Something that waits (*werk*).")
class WorkItem:
    """Something that waits."""

    id: strawberry.ID = strawberry.field(description="The same as long as it waits.")
    kind: WorkKind = strawberry.field(description="What it is.")
    case_id: strawberry.ID = strawberry.field(name="case", description="Id of the case (*casus*).")
    person_ids: list[strawberry.ID] = strawberry.field(name="persons", description="Ids of whose case it is.")
    names: list[str] = strawberry.field(description="Their names; empty where withheld, or not recorded.")
    urgency: Urgency = strawberry.field(resolver=_urgency, description="How urgent, and why.")
    waits_for: WorkFor = strawberry.field(description="For whom it waits.")
    due: Day | None = strawberry.field(
        name="dueOn", description="Last day that is in time (*uiterlijk*); null where none is recorded."
    )
    days_overdue: int | None = strawberry.field(description="Days since then (*te laat*); null where it is in time.")
    since: Day | None = strawberry.field(description="Waits since this day (*sinds*); null where that is not known.")
    text: str | None = strawberry.field(description="The action; of a case what is due next, in Dutch; else null.")
    party: Party | None = strawberry.field(
        description="Who owns the action; of a handover, referral or dispute who it comes from; else null."
    )
    origin: Origin | None = strawberry.field(description="The fact it is told from; null for a case.")
    clock_rule: strawberry.ID | None = strawberry.field(
        description="Of a case: the rule of the clock (docs/clock.md) that what is due next comes from; else null."
    )
    late: int = strawberry.field(description="Of a case: how much is late in it and can still be done; else 0.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, work_item.WorkItem)


@strawberry.type(description="A row of my work and its cursor.")
class WorkEdge:
    """A row of my work and its cursor."""

    node: WorkItem = strawberry.field(description="What waits.")
    cursor: str = strawberry.field(description="Cursor, for `after`.")


@strawberry.type(description="A page of my work, the most urgent first (*mijn werk*).")
class WorkConnection:
    """A page of my work, the most urgent first."""

    edges: list[WorkEdge] = strawberry.field(description="The rows of this page.")
    page_info: PageInfo = strawberry.field(description="Where this page stands.")
    total_count: int = strawberry.field(description="How many the whole list holds, for you.")
    at: Moment = strawberry.field(description="The moment at which the urgency is judged.")
    withheld: list[Withheld] = strawberry.field(
        description="What none of your cases shows, by class, whether there is anything or not (*niet getoond*)."
    )

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, JudgedPage)


_SHOWN = (K.HEALTH, K.TITLE, K.CONDITION, K.PLAN, K.COURSE)
"""What waits is told from records of these classes."""
_RECORD = (K.HEALTH, K.RISK, K.TITLE, K.RESPONSIVITY, K.RISK_SUMMARY, K.CONDITION, K.PLAN, K.COURSE)

classes(
    "Urgency",
    {("rank", "rule", "version", "english", "dutch"): _SHOWN},
)
classes(
    "WorkItem",
    {
        ("case", "persons"): (K.PUBLIC,),
        ("names",): (K.IDENTITY,),
        ("id", "kind", "waitsFor", "urgency", "dueOn", "daysOverdue", "since", "text", "party"): _SHOWN,
        ("origin",): _RECORD,
        ("clockRule", "late"): _SHOWN,
    },
)
classes(
    "WorkConnection",
    {("edges", "totalCount"): (*_SHOWN, K.IDENTITY), ("pageInfo", "at", "withheld"): (K.PUBLIC,)},
)
classes("WorkEdge", {("node",): (*_SHOWN, K.IDENTITY), ("cursor",): (K.PUBLIC,)})

MyWorkResult: TypeAlias = Annotated[
    WorkConnection | Invalid, strawberry.union("MyWorkResult", description="My work, or why there is none.")
]


async def my_work(
    info: Info,
    *,
    kinds: Annotated[list[WorkKind] | None, strawberry.argument(description="Only these kinds; null is all.")] = None,
    organisation: Annotated[
        bool,
        strawberry.argument(
            description="Also what waits for colleagues in these cases; for functions that may assign colleagues."
        ),
    ] = False,
    first: First = PAGE,
    after: After = None,
) -> JudgedPage[work_item.WorkItem] | Refused:
    """What waits for who asks."""
    context, guard = info.context, info.context.guard
    chosen = None if kinds is None else sorted({str(kind) for kind in kinds})
    name = f"myWork {'organisation' if organisation else 'own'} {'all' if chosen is None else ' '.join(chosen)}"
    try:
        check_first(first)
        key = key_after(context.owner, name, after, int, int, str)
        found = (
            work.Work(context.clock.now(), (), ())
            if guard is None
            else await work.work_of(guard, kinds=chosen, organisation=organisation)
        )
    except InputError as error:
        return InvalidError.of(error).answer
    except InvalidError as error:
        return error.answer
    page = JudgedPage[work_item.WorkItem].cut(
        context.owner, name, found.items, found.at, found.withheld, first=first, after=key
    )
    if guard is not None:
        for edge in page.edges:
            guard.show(edge.node.person_ids, edge.node.case_id)
    return page
