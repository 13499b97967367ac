"""The person says that a fact of the own file is not right."""

from typing import Annotated, Any, TypeAlias

import strawberry

from api.context import Info
from api.schema.date import Moment
from api.schema.invalid import Invalid, NotFound
from api.schema.mutation_refusal import Conflict, Refused, done
from graph import disputes
from graph.guards import Guard


@strawberry.input(description="Which fact is not right, and why (*betwisting*).")
class DisputeFactInput:
    """Which fact is not right, and why."""

    person: strawberry.ID = strawberry.field(description="Id of the person who says so, and whose fact it is.")
    fact: strawberry.ID = strawberry.field(description="Id of the fact, as `subjectReport` gave it.")
    text: str | None = strawberry.field(
        default=None, description="What is not right, in own words (at most 2,000 characters); null for nothing said."
    )
    idempotency_key: str = strawberry.field(
        description="A random text for this act (8 to 200 characters): asked again with it, it is not done twice."
    )


@strawberry.type(description="The fact is disputed (*betwist*): that shows wherever the fact does.")
class FactDisputed:
    """The fact is disputed."""

    fact: strawberry.ID = strawberry.field(description="Id of the fact.")
    dispute: strawberry.ID = strawberry.field(description="Id of the dispute.")
    case_id: strawberry.ID = strawberry.field(name="case", description="Id of the case it stands in.")
    at: Moment = strawberry.field(description="Since when.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, disputes.FactDisputed)


DisputeFactResult: TypeAlias = Annotated[
    FactDisputed | NotFound | Invalid | Conflict | Refused,
    strawberry.union("DisputeFactResult", description="The dispute, or why there is none."),
]


async def dispute_fact(
    info: Info, input: Annotated[DisputeFactInput, strawberry.argument(description="Which fact, and why.")]
) -> Any:
    """Dispute a fact of the own file."""
    context = info.context

    async def change(guard: Guard) -> disputes.FactDisputed | None:
        return await disputes.dispute_fact(
            guard,
            context.clock,
            context.log,
            person=input.person,
            fact=input.fact,
            text=input.text,
            key=input.idempotency_key,
        )

    return await done(context, input.fact, change)
