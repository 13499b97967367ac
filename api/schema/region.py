"""Regions: the divisions of the country that organisations work by."""

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import strawberry

from api import loaders
from api.context import Info
from api.schema.connection import Connection, connection
from api.schema.declined import RefusalCode
from api.schema.invalid import Invalid, InvalidError
from api.schema.node import Id, Node
from api.schema.paging import PAGE, After, First
from api.schema.search import Search
from api.schema.word import Word, words
from graph import paging, regions
from graph.organisations import Organisation, organisations_by_id

if TYPE_CHECKING:
    from api.schema.municipality import Municipality


@words("Which division a region belongs to.")
class RegionKind(Word):
    """Which division a region belongs to."""

    SAFETY_REGION = "SAFETY_REGION", "Safety region (*veiligheidsregio*)."
    PROVINCE = "PROVINCE", "Province (*provincie*)."
    ARRONDISSEMENT = "ARRONDISSEMENT", "Judicial district (*arrondissement*)."


async def _municipalities(info: Info, root: strawberry.Parent[regions.Region]) -> list[Organisation]:
    return await loaders.found(loaders.public(info.context, organisations_by_id), root.municipality_ids)


@strawberry.type(description="A region (*regio*).")
class Region(Node):
    """A region."""

    name: str = strawberry.field(description="Name (*naam*).")
    kind: RegionKind = strawberry.field(description="Which division.")
    municipalities: Any = strawberry.field(
        resolver=_municipalities,
        graphql_type=list[Annotated["Municipality", strawberry.lazy("api.schema.municipality")]],
        description="The municipalities in it (*gemeenten*), by id.",
    )

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, regions.Region)


RegionsResult: TypeAlias = Annotated[
    Connection[Region] | Invalid, strawberry.union("RegionsResult", description="Regions, or why there are none.")
]

RegionId: TypeAlias = Annotated[
    strawberry.ID | None, strawberry.argument(description="Only in this region (id, such as VR08); null is all.")
]


async def region(info: Info, id: Id) -> regions.Region | None:
    """The region of an id."""
    return await loaders.public(info.context, regions.regions_by_id).load(id)


async def regions_list(
    info: Info,
    *,
    search: Search = None,
    kinds: Annotated[
        list[RegionKind] | None, strawberry.argument(description="Only these divisions; null is all.")
    ] = None,
    first: First = PAGE,
    after: After = None,
) -> Any:
    """Regions by name."""
    context = info.context

    async def find(start: str | None, count: int) -> paging.Page[str]:
        return await regions.regions_found(
            context.store, context.reader, context.clock, search=search, kinds=kinds, after=start, first=count
        )

    return await connection(
        context, "regions", loaders.public(context, regions.regions_by_id), find, first=first, after=after
    )


async def region_asked(info: Info, id: str | None) -> str | None:
    """The region an argument names. Raises InvalidError where there is no such region."""
    if id is not None and await region(info, strawberry.ID(id)) is None:
        raise InvalidError("region", RefusalCode.UNKNOWN_REGION, "region: there is no region of this id")
    return id
