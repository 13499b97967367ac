"""The root of every question: one line for each field, to the function that answers it."""

from typing import Any

import strawberry

from api.schema.gap_page import GapsResult, gaps
from api.schema.me import Me, me
from api.schema.network import NetworkResult, network


@strawberry.type(description="What can be asked (*vragen*). Everything needs a token; persons need a purpose as well.")
class Query:
    """What can be asked."""

    me: Any = strawberry.field(resolver=me, graphql_type=Me, description="Who I am here (*ik*), in which positions.")
    network: Any = strawberry.field(
        resolver=network, graphql_type=NetworkResult, description="The network around one person (*netwerk*)."
    )
    gaps: Any = strawberry.field(
        resolver=gaps,
        graphql_type=GapsResult,
        description="Municipalities without an aftercare link, small ones first (*witte vlekken in de nazorg*).",
    )
