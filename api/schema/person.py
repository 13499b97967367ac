"""Persons, as seen through the cases of who asks."""

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import strawberry

from api import loaders
from api.context import Info
from api.schema.connection import Connection, connection
from api.schema.date import Day
from api.schema.invalid import Invalid
from api.schema.municipality import Municipality
from api.schema.node import Id, Node
from api.schema.paging import PAGE, After, First
from api.schema.prison import Prison
from api.schema.withheld import Withheld, withheld_field
from graph import cases, organisations, paging, persons

if TYPE_CHECKING:
    from api.schema.case import Case

Root: TypeAlias = strawberry.Parent[persons.Person]


async def _prison(info: Info, root: Root) -> organisations.Organisation | None:
    loader = loaders.public(info.context, organisations.organisations_by_id)
    return await loader.load(root.prison_id) if root.prison_id else None


async def _municipalities(info: Info, root: Root) -> list[organisations.Organisation]:
    return await loaders.found(loaders.public(info.context, organisations.organisations_by_id), root.municipality_ids)


async def _cases(info: Info, root: Root) -> list[cases.Case]:
    return await loaders.found(loaders.guarded(info.context, cases.cases_by_id), root.case_ids)


@strawberry.type(description="A person who is or was detained (*justitiabele*). Invented.")
class Person(Node):
    """A person who is or was detained."""

    name: str | None = strawberry.field(description="Full name (*naam*); null where no visible case gives one.")
    given_name: str | None = strawberry.field(description="Given name (*voornaam*); null as the name is.")
    prefix: str | None = strawberry.field(description="Prefix, such as 'van der' (*tussenvoegsel*); null without one.")
    family_name: str | None = strawberry.field(description="Family name without prefix (*achternaam*); null likewise.")
    skn: str | None = strawberry.field(description="Number in the justice chain (*SKN*); null where it is unknown.")
    birth_date: Day | None = strawberry.field(description="Date of birth (*geboortedatum*); null where it is unknown.")
    prison: Any = strawberry.field(
        resolver=_prison, graphql_type=Prison | None, description="Where the person stays now; null when nowhere."
    )
    municipalities: Any = strawberry.field(
        resolver=_municipalities,
        graphql_type=list[Municipality],
        description="Where the person comes from or settles (*herkomst, vestiging*).",
    )
    cases: Any = strawberry.field(
        resolver=_cases,
        graphql_type=list[Annotated["Case", strawberry.lazy("api.schema.case")]],
        description="The cases that exist for who asks (*casussen*).",
    )

    withheld: list[Withheld] = withheld_field()

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, persons.Person)


PersonsResult: TypeAlias = Annotated[
    Connection[Person] | Invalid, strawberry.union("PersonsResult", description="Persons, or why there are none.")
]


async def person(info: Info, id: Id) -> persons.Person | None:
    """The person of an id."""
    return await loaders.guarded(info.context, persons.persons_by_id).load(id)


async def persons_list(
    info: Info,
    *,
    search: Annotated[
        str | None,
        strawberry.argument(description="(Part of) a name, with or without prefix, or a number; null is all, by name."),
    ] = None,
    first: First = PAGE,
    after: After = None,
) -> Any:
    """Persons of the own cases, by name."""
    context = info.context

    async def find(start: str | None, count: int) -> paging.Page[str] | None:
        if context.guard is None:
            return None
        return await persons.persons_found(context.guard, search=search, after=start, first=count)

    return await connection(
        context, "persons", loaders.guarded(context, persons.persons_by_id), find, first=first, after=after
    )
