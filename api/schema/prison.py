"""Prisons."""

from typing import Annotated, Any, TypeAlias

import strawberry

from api.context import Info
from api.schema.connection import Connection
from api.schema.invalid import Invalid
from api.schema.node import Id
from api.schema.organisation import Organisation, organisation_of_kind, organisations_of
from api.schema.paging import PAGE, After, First
from api.schema.region import RegionId
from api.schema.search import Search
from graph import organisations


@strawberry.type(description="A prison (*penitentiaire inrichting*).")
class Prison(Organisation):
    """A prison."""

    capacity: int | None = strawberry.field(description="Places (*capaciteit*); null where no source tells.")
    regimes: list[str] = strawberry.field(description="Regimes a source names; an absent one is not a no.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, organisations.Organisation) and value.kind == "PRISON"


PrisonsResult: TypeAlias = Annotated[
    Connection[Prison] | Invalid, strawberry.union("PrisonsResult", description="Prisons, or why there are none.")
]


async def prison(info: Info, id: Id) -> organisations.Organisation | None:
    """The prison of an id."""
    return await organisation_of_kind(info, id, "PRISON")


async def prisons_list(
    info: Info, *, search: Search = None, region: RegionId = None, first: First = PAGE, after: After = None
) -> Any:
    """Prisons by name."""
    return await organisations_of("prisons", info, ("PRISON",), search=search, region=region, first=first, after=after)
