"""Anything that has an id of its own, to be asked for again."""

from asyncio import gather
from typing import Annotated, Any, TypeAlias

import strawberry

from api import loaders
from api.context import Info
from graph import lookups
from graph.cases import cases_by_id
from graph.inputs import could_be_id
from graph.offers import offers_by_id
from graph.organisations import organisations_by_id
from graph.persons import persons_by_id
from graph.professionals import professionals_by_id
from graph.regions import regions_by_id

Id: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="Id, as an answer gave it.")]


@strawberry.interface(description="Anything with an id of its own (*knooppunt*).")
class Node:
    """Anything with an id of its own."""

    id: strawberry.ID = strawberry.field(description="Our own id: opaque, and the same for as long as it exists.")


async def node(info: Info, id: Id) -> Any:
    """Whatever has this id and exists for who asks."""
    context = info.context
    label = await lookups.label_of(context.store, id) if could_be_id(id) else None
    match label:
        case "Organisation":
            return await loaders.public(context, organisations_by_id).load(id)
        case "Region":
            return await loaders.public(context, regions_by_id).load(id)
        case "ServiceOffer":
            return await loaders.public(context, offers_by_id).load(id)
        case "Professional":
            return await loaders.guarded(context, professionals_by_id).load(id)
        case _:
            # An id of nothing goes the same way as that of a person or case that does not exist for this actor.
            person = loaders.guarded(context, persons_by_id).load(id)
            case = loaders.guarded(context, cases_by_id).load(id)
            return next((one for one in await gather(person, case) if one is not None), None)
