"""What changed in the network around one person between two moments."""

from typing import Annotated, TypeAlias

import strawberry

from api.context import Info
from api.schema.date import Moment
from api.schema.field_class import classes
from api.schema.invalid import Invalid, InvalidError, Missing, NotFound, Refused, moment_in
from api.schema.network import NetworkEdge, NetworkNode
from api.schema.withheld import Withheld
from graph import changes, network_changes
from graph.errors import InputError
from graph.inputs import check_moment
from graph.model.kinds import FieldClass as K
from graph.networks_questions import Question


@strawberry.type(description="An edge that says something else than before (*gewijzigde verbinding*).")
class NetworkEdgeChange:
    """An edge that says something else than before."""

    was: NetworkEdge = strawberry.field(description="As it was.")
    becomes: NetworkEdge = strawberry.field(description="As it is at the later moment.")


@strawberry.type(description="What differs between a network at two moments (*wijzigingen in het netwerk*).")
class NetworkChanges:
    """What differs between a network at two moments."""

    person_id: strawberry.ID = strawberry.field(name="person", description="Whose network.")
    first: Moment = strawberry.field(name="from", description="The earlier moment, with what was known then.")
    last: Moment = strawberry.field(name="to", description="The later moment, with what was known then.")
    nodes_added: list[NetworkNode] = strawberry.field(description="Who and what came (*erbij*).")
    nodes_gone: list[NetworkNode] = strawberry.field(description="Who and what is gone (*weg*).")
    edges_added: list[NetworkEdge] = strawberry.field(description="Edges that came.")
    edges_gone: list[NetworkEdge] = strawberry.field(description="Edges that are gone.")
    edges_changed: list[NetworkEdgeChange] = strawberry.field(description="Edges that say something else.")
    withheld: list[Withheld] = strawberry.field(
        description="What is not shown, by class; the same whether there is anything or not (*niet getoond*)."
    )

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, network_changes.NetworkChanges)


_EDGES = (K.VICTIM, K.HEALTH, K.NETWORK, K.PLAN, K.COURSE, K.WORK, K.PUBLIC)
classes(
    "NetworkChanges",
    {
        ("person", "from", "to", "withheld"): (K.PUBLIC,),
        ("nodesAdded", "nodesGone"): (*_EDGES, K.IDENTITY),
        ("edgesAdded", "edgesGone", "edgesChanged"): _EDGES,
    },
)
classes("NetworkEdgeChange", {("was", "becomes"): _EDGES})

NetworkChangesResult: TypeAlias = Annotated[
    NetworkChanges | NotFound | Invalid,
    strawberry.union("NetworkChangesResult", description="What changed in a network, or why that cannot be told."),
]


async def changes_of_network(
    info: Info,
    person: Annotated[strawberry.ID, strawberry.argument(description="Id of the person.")],
    *,
    first: Annotated[Moment, strawberry.argument(name="from", description="The earlier moment.")],
    last: Annotated[Moment | None, strawberry.argument(name="to", description="The later moment; null is now.")] = None,
    depth: Annotated[int, strawberry.argument(description="Steps from the person, 1 to 3 (*diepte*).")] = 2,
) -> network_changes.NetworkChanges | Missing | Refused:
    """What changed in a network."""
    context = info.context
    try:
        begin, end = moment_in("from", first), moment_in("to", last)
        for name, moment in (("from", begin), ("to", end)):
            if moment is not None:
                check_moment(name, moment)
        begin, end = changes.between(begin, end, context.clock.now())
        Question(depth=depth).check()
        found = None
        if context.guard is not None and begin is not None:
            found = await network_changes.network_changes(context.guard, person, begin, end, depth)
    except InputError as error:
        return InvalidError.of(error).answer
    except InvalidError as error:
        return error.answer
    return found or Missing(person)
