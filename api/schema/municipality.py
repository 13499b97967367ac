"""Municipalities: their figures and what is beside them."""

from typing import Annotated, Any, TypeAlias

import strawberry

from api import loaders
from api.context import Info
from api.schema.connection import Connection
from api.schema.date import Day
from api.schema.invalid import Invalid
from api.schema.node import Id
from api.schema.organisation import Organisation, organisation_of_kind, organisations_of
from api.schema.paging import PAGE, After, First
from api.schema.region import RegionId
from api.schema.search import Search
from api.schema.word import Word, words
from graph import municipalities, organisations

Root: TypeAlias = strawberry.Parent[organisations.Organisation]


@words("How two municipalities lie beside each other.")
class NeighbourRelation(Word):
    """How two municipalities lie beside each other."""

    ADJACENT = "ADJACENT", "They share a border (*aangrenzend*)."
    NEAREST_ISLAND = "NEAREST_ISLAND", "The nearest over water (*dichtstbij over water*)."


@strawberry.type(description="Figures of a municipality in one year, by Statistics Netherlands (*CBS*).")
class MunicipalityFigures:
    """Figures of a municipality in one year."""

    year: int = strawberry.field(description="Calendar year (*jaar*).")
    inhabitants: int = strawberry.field(description="Inhabitants on 1 January (*inwoners*).")
    size_class: int = strawberry.field(description="CBS size class 1 to 8 (*gemeentegrootteklasse*).")
    urbanity_class: int | None = strawberry.field(
        description="Urbanity, 1 very strongly to 5 not urban (*stedelijkheid*); null where unknown."
    )


async def _beside(info: Info, root: strawberry.Parent[Any]) -> organisations.Organisation | None:
    loader = loaders.public(info.context, organisations.organisations_by_id)
    return await loader.load(root.municipality_id)


@strawberry.type(description="A municipality beside another (*buurgemeente*).")
class Neighbour:
    """A municipality beside another."""

    municipality: Any = strawberry.field(
        resolver=_beside,
        graphql_type=Annotated["Municipality", strawberry.lazy("api.schema.municipality")],
        description="Which one.",
    )
    relation: NeighbourRelation = strawberry.field(description="How it lies beside it.")
    distance_km: float = strawberry.field(description="Between the centres, km (*afstand*).")
    border_km: float | None = strawberry.field(description="Shared border, km (*grens*); null where unknown.")


@strawberry.type(description="The municipality that this one merged into (*herindeling*).")
class Succession:
    """The municipality that this one merged into."""

    municipality: Any = strawberry.field(
        resolver=_beside,
        graphql_type=Annotated["Municipality", strawberry.lazy("api.schema.municipality")],
        description="Which one.",
    )
    on: Day = strawberry.field(description="From which day.")
    share: float = strawberry.field(description="Share of the inhabitants, 0 to 1.")


async def _known(info: Info, root: Root) -> municipalities.Municipality | None:
    return await loaders.public(info.context, municipalities.municipalities_by_id).load(root.id)


async def _figures(info: Info, root: Root) -> municipalities.Municipality | None:
    known = await _known(info, root)
    return known if known is not None and known.year is not None else None


async def _neighbours(info: Info, root: Root) -> list[municipalities.Neighbour]:
    known = await _known(info, root)
    return list(known.neighbours) if known else []


async def _successions(info: Info, root: Root) -> list[municipalities.Succession]:
    known = await _known(info, root)
    return list(known.successions) if known else []


@strawberry.type(description="A municipality (*gemeente*); its id is its CBS code.")
class Municipality(Organisation):
    """A municipality."""

    figures: Any = strawberry.field(
        resolver=_figures,
        graphql_type=MunicipalityFigures | None,
        description="Figures of the latest year known (*cijfers*); null where there are none.",
    )
    neighbours: Any = strawberry.field(
        resolver=_neighbours, graphql_type=list[Neighbour], description="What lies beside it, nearest first."
    )
    successions: Any = strawberry.field(
        resolver=_successions, graphql_type=list[Succession], description="What it merged into; empty while it exists."
    )

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, organisations.Organisation) and value.kind == "MUNICIPALITY"


MunicipalitiesResult: TypeAlias = Annotated[
    Connection[Municipality] | Invalid,
    strawberry.union("MunicipalitiesResult", description="Municipalities, or why there are none."),
]


async def municipality(info: Info, id: Id) -> organisations.Organisation | None:
    """The municipality of an id."""
    return await organisation_of_kind(info, id, "MUNICIPALITY")


async def municipalities_list(
    info: Info, *, search: Search = None, region: RegionId = None, first: First = PAGE, after: After = None
) -> Any:
    """Municipalities by name."""
    return await organisations_of(
        "municipalities", info, ("MUNICIPALITY",), search=search, region=region, first=first, after=after
    )
