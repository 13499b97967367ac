"""Professionals and their positions: work data, nothing of the cases they are in."""

from typing import Annotated, Any, TypeAlias

import strawberry

from api import loaders
from api.context import Info
from api.schema.connection import Connection, connection
from api.schema.date import Day, last_day_of
from api.schema.invalid import Invalid
from api.schema.node import Id, Node
from api.schema.organisation import Organisation, OrganisationKind
from api.schema.paging import PAGE, After, First
from api.schema.purpose import Function
from api.schema.search import Search
from graph import organisations, paging, professionals


async def _organisation(
    info: Info, root: strawberry.Parent[professionals.Position]
) -> organisations.Organisation | None:
    return await loaders.public(info.context, organisations.organisations_by_id).load(root.organisation_id)


@strawberry.type(description="What a professional does at one organisation, now or soon (*functie*).")
class Position:
    """What a professional does at one organisation."""

    id: strawberry.ID = strawberry.field(description="Id of the position.")
    function: Function | None = strawberry.field(description="Function; null where nothing is known of it.")
    organisation: Any = strawberry.field(
        resolver=_organisation, graphql_type=Organisation, description="At which organisation."
    )
    organisation_name: str = strawberry.field(description="Name of the organisation, without asking for all of it.")
    organisation_kind: OrganisationKind = strawberry.field(description="Kind of organisation.")
    valid_from: Day | None = strawberry.field(name="startsOn", description="First day; null where it is unknown.")
    ends_on: Day | None = strawberry.field(
        resolver=last_day_of("valid_to"), description="Last day; null when no end is known."
    )


@strawberry.type(description="A professional (*professional*).")
class Professional(Node):
    """A professional."""

    name: str | None = strawberry.field(
        description="Full name (*naam*); null for who may see function and organisation only."
    )
    positions: list[Position] = strawberry.field(description="Positions that have not ended.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, professionals.Professional)


ProfessionalsResult: TypeAlias = Annotated[
    Connection[Professional] | Invalid,
    strawberry.union("ProfessionalsResult", description="Professionals, or why there are none."),
]


async def professional(info: Info, id: Id) -> professionals.Professional | None:
    """The professional of an id."""
    return await loaders.guarded(info.context, professionals.professionals_by_id).load(id)


async def professionals_list(
    info: Info,
    *,
    search: Search = None,
    organisation: Annotated[
        strawberry.ID | None, strawberry.argument(description="Only who works at this organisation; null is all.")
    ] = None,
    functions: Annotated[
        list[Function] | None, strawberry.argument(description="Only in these functions; null is all.")
    ] = None,
    first: First = PAGE,
    after: After = None,
) -> Any:
    """Professionals by name."""
    context = info.context

    async def find(start: str | None, count: int) -> paging.Page[str] | None:
        if context.guard is None:
            return None
        return await professionals.professionals_found(
            context.guard,
            search=search,
            organisation=organisation,
            functions=functions,
            after=start,
            first=count,
        )

    return await connection(
        context,
        "professionals",
        loaders.guarded(context, professionals.professionals_by_id),
        find,
        first=first,
        after=after,
    )
