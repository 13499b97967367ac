"""Who knows a person: which organisations are involved, and whom to call there; nothing of what they do."""

from typing import Annotated, TypeAlias

import strawberry

from api.context import Info
from api.schema.field_class import classes
from api.schema.invalid import Missing, NotFound
from api.schema.party import Party
from api.schema.withheld import Withheld, withheld_field
from graph import knowers
from graph.model.kinds import FieldClass as K


@strawberry.type(description="An organisation that is involved with the person (*betrokken organisatie*).")
class Knower:
    """An organisation that is involved with the person."""

    organisation: Party = strawberry.field(description="Which.")
    contact: Party = strawberry.field(
        description="Whom to call there (*contactpunt*): who assigns cases, who need not be involved; else the"
        " organisation itself."
    )

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, knowers.Knower)


@strawberry.type(
    description="The organisations involved with a person (*wie kent deze persoon*), also through cases that are not"
    " yours; without care, safety house, and what the person did not consent to. The person is told that you asked."
)
class Knowers:
    """The organisations involved with a person."""

    person_id: strawberry.ID = strawberry.field(name="person", description="Id of the person.")
    organisations: list[Knower] = strawberry.field(description="By kind and name; empty where withheld.")
    withheld: list[Withheld] = withheld_field()

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, knowers.Knowers)


classes("Knowers", {("person", "withheld"): (K.PUBLIC,), ("organisations",): (K.PLAN,)})
classes("Knower", {("organisation",): (K.PLAN,), ("contact",): (K.PLAN, K.WORK)})

KnowersResult: TypeAlias = Annotated[
    Knowers | NotFound,
    strawberry.union("KnowersResult", description="Who knows a person, or that there is no such person for you."),
]


async def who_knows(
    info: Info, person: Annotated[strawberry.ID, strawberry.argument(description="Id of a person in a case of yours.")]
) -> knowers.Knowers | Missing:
    """Who knows a person."""
    guard = info.context.guard
    found = await knowers.knowers_of(guard, person) if guard else None
    return found or Missing(person)
