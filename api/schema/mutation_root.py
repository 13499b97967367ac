"""The root of every change: one line for each, to the function that makes it."""

from typing import Any

import strawberry

from api.schema.dispute_fact import DisputeFactResult, dispute_fact


@strawberry.type(
    description="What can be changed (*wijzigen*): one change a request. Asked again with the same `idempotencyKey`"
    " it is not done twice and answers the same; what you may not see answers `NotFound`, as what does not exist."
)
class Mutation:
    """What can be changed, one change a request."""

    dispute_fact: Any = strawberry.mutation(
        resolver=dispute_fact,
        graphql_type=DisputeFactResult,
        description="Say that a fact of the own file is not right (*betwisten*). For the person.",
    )
