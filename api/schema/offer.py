"""What organisations offer."""

from typing import Annotated, Any, TypeAlias

import strawberry

from api import loaders
from api.context import Info
from api.schema.connection import Connection, connection
from api.schema.invalid import Invalid
from api.schema.node import Id, Node
from api.schema.paging import PAGE, After, First
from api.schema.search import Search
from api.schema.word import Word, words
from graph import offers, paging
from graph.organisations import Organisation, organisations_by_id


@words("Kind of offer (*soort aanbod*).")
class OfferKind(Word):
    """Kind of offer."""

    AFTERCARE = "AFTERCARE", "Aftercare (*nazorg*)."
    SHELTERED_HOUSING = "SHELTERED_HOUSING", "Sheltered housing (*beschermd wonen*)."
    SUPPORTED_HOUSING = "SUPPORTED_HOUSING", "Supported housing (*begeleid wonen*)."
    ADDICTION_CARE = "ADDICTION_CARE", "Addiction care (*verslavingszorg*)."
    MENTAL_HEALTH_CARE = "MENTAL_HEALTH_CARE", "Mental health care (*ggz*)."
    FORENSIC_CARE = "FORENSIC_CARE", "Forensic care (*forensische zorg*)."
    LVB_CARE = "LVB_CARE", "Care for people with a mild intellectual disability (*lvb-zorg*)."
    DEBT_HELP = "DEBT_HELP", "Debt help (*schuldhulpverlening*)."
    WORK = "WORK", "Work (*werk*)."
    TRAINING = "TRAINING", "Training (*training, opleiding*)."
    COACHING = "COACHING", "Coaching (*coaching*)."
    VOLUNTEER_SUPPORT = "VOLUNTEER_SUPPORT", "Support by volunteers (*vrijwillige ondersteuning*)."
    OTHER = "OTHER", "Another kind (*overig*)."


async def _organisation(info: Info, root: strawberry.Parent[offers.ServiceOffer]) -> Organisation | None:
    return await loaders.public(info.context, organisations_by_id).load(root.organisation_id)


@strawberry.type(description="Something an organisation offers (*aanbod*).")
class ServiceOffer(Node):
    """Something an organisation offers."""

    name: str = strawberry.field(description="Name (*naam*).")
    kind: OfferKind = strawberry.field(description="Kind of offer.")
    organisation: Any = strawberry.field(
        resolver=_organisation,
        graphql_type=Annotated["Organisation", strawberry.lazy("api.schema.organisation")],
        description="Who offers it (*aanbieder*).",
    )
    places: int | None = strawberry.field(description="Places in all (*plaatsen*); null where nobody said.")
    free_places: int | None = strawberry.field(description="Places free (*vrije plaatsen*); null where nobody said.")
    waiting_days: int | None = strawberry.field(description="Waiting time in days (*wachttijd*); null where unknown.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, offers.ServiceOffer)


OffersResult: TypeAlias = Annotated[
    Connection[ServiceOffer] | Invalid, strawberry.union("OffersResult", description="Offers, or why there are none.")
]


async def offer(info: Info, id: Id) -> offers.ServiceOffer | None:
    """The offer of an id."""
    return await loaders.public(info.context, offers.offers_by_id).load(id)


async def offers_list(
    info: Info,
    *,
    search: Search = None,
    kinds: Annotated[
        list[OfferKind] | None, strawberry.argument(description="Only these kinds of offer; null is all.")
    ] = None,
    organisation: Annotated[
        strawberry.ID | None, strawberry.argument(description="Only of this organisation; null is all.")
    ] = None,
    first: First = PAGE,
    after: After = None,
) -> Any:
    """Offers by name."""
    context = info.context

    async def find(start: str | None, count: int) -> paging.Page[str]:
        return await offers.offers_found(
            context.store,
            context.reader,
            context.clock,
            search=search,
            kinds=kinds,
            organisation=organisation,
            after=start,
            first=count,
        )

    return await connection(
        context, "offers", loaders.public(context, offers.offers_by_id), find, first=first, after=after
    )
