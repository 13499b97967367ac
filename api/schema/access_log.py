"""Who looked at a person and why: for the privacy officer of who looked, and for the person."""

from typing import Annotated, Any, TypeAlias

import strawberry

from api import loaders
from api.context import Info
from api.schema.connection import CountedPage
from api.schema.date import Day, Moment
from api.schema.declined import Refused
from api.schema.field_class import FieldClass
from api.schema.invalid import Invalid, InvalidError, Missing, NotFound
from api.schema.organisation import Organisation
from api.schema.paging import PAGE, After, First, PageEdge, PageInfo, PagePosition, check_first, cursor, key_after
from api.schema.purpose import Function, Purpose
from graph import access_logs, organisations
from graph.errors import InputError
from graph.logs.sentences import told
from graph.policy.tables import SUBJECT

_LIST = "accessLog"
Root: TypeAlias = strawberry.Parent[access_logs.Access]


async def _organisation(info: Info, root: Root) -> organisations.Organisation | None:
    loader = loaders.public(info.context, organisations.organisations_by_id)
    return await loader.load(root.organisation_id) if root.organisation_id else None


async def _dutch(info: Info, root: Root) -> str:
    found = await _organisation(info, root)
    name = found.name if found else None
    return told(root.at, name, root.function, root.purpose, root.classes, who_knows=root.who_knows)


def _function(root: Root) -> Any:
    return None if root.function == SUBJECT else Function(root.function)


@strawberry.type(
    description="One look at a person (*inzage in het dossier*): who, when, why and at what; never a value."
)
class Access:
    """One look at a person."""

    at: Day = strawberry.field(name="on", description="The day (*datum*).")
    moment: Moment | None = strawberry.field(
        name="at", description="The moment; null for the person, who sees the day."
    )
    organisation: Any = strawberry.field(
        resolver=_organisation,
        graphql_type=Organisation | None,
        description="For which organisation; null where it was the person, or where it is gone.",
    )
    function: Any = strawberry.field(
        resolver=_function,
        graphql_type=Function | None,
        description="In which function (*functie*); null where it was the person.",
    )
    purpose: Purpose = strawberry.field(description="Why (*doel*).")
    classes: list[FieldClass] = strawberry.field(description="The classes that were open (*gegevenscategorieën*).")
    withheld: list[FieldClass] = strawberry.field(
        name="withheldClasses", description="The classes that were asked for and not shown (*niet getoond*)."
    )
    dutch: str = strawberry.field(resolver=_dutch, description="The same in one plain Dutch sentence, for the person.")
    professional_id: strawberry.ID | None = strawberry.field(
        name="professional", description="Id of who looked; null for the person, who sees no names."
    )
    position_id: strawberry.ID | None = strawberry.field(
        name="position", description="In which position; null likewise."
    )
    pseudonym: str | None = strawberry.field(
        description="The person as the logs name it (*pseudoniem*); null for the person."
    )
    trace: str | None = strawberry.field(
        description="Joins the audit log and the processing log (*trace*); null for the person."
    )


@strawberry.type(description="A look and its cursor.")
class AccessLogEdge:
    """A look and its cursor."""

    node: Access = strawberry.field(description="The look.")
    cursor: str = strawberry.field(description="Cursor, for `after`.")


@strawberry.type(description="A page of looks (*logging*), latest first, with what exists for who asks.")
class AccessLogConnection:
    """A page of looks."""

    edges: list[AccessLogEdge] = strawberry.field(description="The looks of this page.")
    page_info: PageInfo = strawberry.field(description="Where this page stands.")
    total_count: int = strawberry.field(description="How many there are, for who asks.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, CountedPage)


AccessLogResult: TypeAlias = Annotated[
    AccessLogConnection | NotFound | Invalid,
    strawberry.union("AccessLogResult", description="Looks, or why there are none."),
]


async def access_log(
    info: Info,
    person: Annotated[strawberry.ID, strawberry.argument(description="Id of the person.")],
    *,
    first: First = PAGE,
    after: After = None,
) -> CountedPage[access_logs.Access] | Missing | Refused:
    """Who looked at a person and why."""
    context = info.context
    try:
        check_first(first)
        key = key_after(context.owner, _LIST, after, str)
        if context.guard is None:
            return Missing(person)
        page = await access_logs.access_log(
            context.guard, context.log_reader, person, after=key[0] if key else None, first=first
        )
    except InputError as error:
        return InvalidError.of(error).answer
    except InvalidError as error:
        return error.answer
    if page is None:
        return Missing(person)
    edges = tuple(PageEdge(one, cursor(context.owner, _LIST, [one.id])) for one in page.items)
    ends = (edges[0].cursor, edges[-1].cursor) if edges else (None, None)
    return CountedPage(edges, PagePosition(page.has_next, after is not None, *ends), page.total)
