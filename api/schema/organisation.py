"""Organisations: what kinds there are, where they lie, what they offer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import strawberry

from api import loaders
from api.context import Info
from api.schema.connection import Connection, connection
from api.schema.invalid import Invalid
from api.schema.node import Id, Node
from api.schema.offer import ServiceOffer
from api.schema.paging import PAGE, After, First
from api.schema.region import Region, RegionId, region_asked
from api.schema.search import Search
from api.schema.word import Word, words
from graph import offers, organisations, paging, regions

if TYPE_CHECKING:
    from api.schema.municipality import Municipality


@words("Kind of organisation (*soort organisatie*).")
class OrganisationKind(Word):
    """Kind of organisation."""

    PRISON = "PRISON", "Prison (*penitentiaire inrichting*)."
    PROBATION = "PROBATION", "Probation (*reclassering*)."
    MUNICIPALITY = "MUNICIPALITY", "Municipality (*gemeente*)."
    CARE_PROVIDER = "CARE_PROVIDER", "Care provider (*zorgaanbieder*)."
    SAFETY_HOUSE = "SAFETY_HOUSE", "Safety house (*Zorg- en Veiligheidshuis*)."
    POLICE = "POLICE", "Police (*politie*)."
    PROSECUTION = "PROSECUTION", "Prosecution (*Openbaar Ministerie*)."
    CHILD_PROTECTION = "CHILD_PROTECTION", "Child protection (*jeugdbescherming*)."
    HOUSING = "HOUSING", "Housing (*woningcorporatie*)."
    VOLUNTEER = "VOLUNTEER", "Volunteers (*vrijwilligersorganisatie*)."
    DEBT_HELP = "DEBT_HELP", "Debt help (*schuldhulpverlening*)."
    OTHER = "OTHER", "Another kind (*overig*)."


@words("Whether an organisation works.")
class OrganisationStatus(Word):
    """Whether an organisation works."""

    OPEN = "OPEN", "Open (*open*)."
    CLOSED = "CLOSED", "Closed (*gesloten*)."
    PLANNED = "PLANNED", "Planned (*gepland*)."


async def _regions(info: Info, root: strawberry.Parent[organisations.Organisation]) -> list[regions.Region]:
    return await loaders.found(loaders.public(info.context, regions.regions_by_id), root.region_ids)


async def _offers(info: Info, root: strawberry.Parent[organisations.Organisation]) -> list[offers.ServiceOffer]:
    return await loaders.found(loaders.public(info.context, offers.offers_by_id), root.offer_ids)


async def _located_in(
    info: Info, root: strawberry.Parent[organisations.Organisation]
) -> organisations.Organisation | None:
    loader = loaders.public(info.context, organisations.organisations_by_id)
    return await loader.load(root.municipality_id) if root.municipality_id else None


async def _serves(info: Info, root: strawberry.Parent[organisations.Organisation]) -> list[organisations.Organisation]:
    return await loaders.found(loaders.public(info.context, organisations.organisations_by_id), root.serves_ids)


@strawberry.interface(description="An organisation (*organisatie*).")
class Organisation(Node):
    """An organisation."""

    name: str = strawberry.field(description="Name (*naam*).")
    kind: OrganisationKind = strawberry.field(description="Kind of organisation.")
    status: OrganisationStatus | None = strawberry.field(description="Whether it works; null where no source tells.")
    seat: str | None = strawberry.field(description="Place where it sits (*plaats*); null where no source tells.")
    latitude: float | None = strawberry.field(description="WGS84, degrees; null where no source tells.")
    longitude: float | None = strawberry.field(description="WGS84, degrees; null where no source tells.")
    municipality: Any = strawberry.field(
        resolver=_located_in,
        graphql_type=Annotated["Municipality", strawberry.lazy("api.schema.municipality")] | None,  # pyright: ignore
        description="Municipality in which it stands (*gemeente*); null where no source tells.",
    )
    regions: Any = strawberry.field(resolver=_regions, graphql_type=list[Region], description="Regions it lies in.")
    offers: Any = strawberry.field(
        resolver=_offers, graphql_type=list[ServiceOffer], description="What it offers (*aanbod*), by id."
    )


@strawberry.type(description="An organisation that is neither a prison nor a municipality (*ketenpartner*).")
class PartnerOrganisation(Organisation):
    """An organisation that is neither a prison nor a municipality."""

    serves: Any = strawberry.field(
        resolver=_serves,
        graphql_type=list[Annotated["Municipality", strawberry.lazy("api.schema.municipality")]],
        description="Municipalities a safety house works for (*deelnemende gemeenten*); empty elsewhere.",
    )

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, organisations.Organisation) and value.kind not in {"PRISON", "MUNICIPALITY"}


OrganisationsResult: TypeAlias = Annotated[
    Connection[Organisation] | Invalid,
    strawberry.union("OrganisationsResult", description="Organisations, or why there are none."),
]


async def organisation(info: Info, id: Id) -> organisations.Organisation | None:
    """The organisation of an id."""
    return await loaders.public(info.context, organisations.organisations_by_id).load(id)


async def organisation_of_kind(info: Info, id: str, kind: str) -> organisations.Organisation | None:
    """The organisation of an id, if it is of this kind."""
    found = await organisation(info, strawberry.ID(id))
    return found if found is not None and found.kind == kind else None


async def organisations_list(
    info: Info,
    *,
    search: Search = None,
    kinds: Annotated[
        list[OrganisationKind] | None, strawberry.argument(description="Only these kinds; null is all.")
    ] = None,
    region: RegionId = None,
    first: First = PAGE,
    after: After = None,
) -> Any:
    """Organisations by name."""
    return await organisations_of("organisations", info, kinds, search=search, region=region, first=first, after=after)


async def organisations_of(
    name: str, info: Info, kinds: Sequence[str] | None, *, search: Any, region: Any, first: int, after: Any
) -> Any:
    """The connection `name`: organisations of some kinds."""
    context = info.context

    async def find(start: str | None, count: int) -> paging.Page[str]:
        return await organisations.organisations_found(
            context.store,
            context.reader,
            context.clock,
            search=search,
            kinds=kinds,
            region=await region_asked(info, region),
            after=start,
            first=count,
        )

    return await connection(
        context, name, loaders.public(context, organisations.organisations_by_id), find, first=first, after=after
    )
