"""The root of every change: what is done in a case, and what is done to a fact."""

from typing import Any

import strawberry

from api.schema.case_act import mutation_of
from api.schema.dispute_fact import DisputeFactResult, dispute_fact
from graph.casework.all_acts import CASE_ACTS

_DISPUTE = strawberry.mutation(
    resolver=dispute_fact,
    graphql_type=DisputeFactResult,
    description="Say that a fact of the own file is not right (*betwisten*). For the person.",
)
_CHANGES: dict[str, Any] = {"disputeFact": _DISPUTE, **{name: mutation_of(act) for name, act in CASE_ACTS.items()}}

Mutation: Any = strawberry.type(
    type("Mutation", (), {"__annotations__": dict.fromkeys(_CHANGES, Any), **_CHANGES}),
    description="What can be changed (*wijzigen*): one change a request. Asked again with the same `idempotencyKey`"
    " it is not done twice and answers the same; what you may not see answers `NotFound`, as what does not exist.",
)
"""What can be changed, one change a request."""
