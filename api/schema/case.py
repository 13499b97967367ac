"""Cases: the unit of access, with who is around, who directs, and the detentions."""

from typing import Annotated, Any, TypeAlias

import strawberry

from api import loaders
from api.context import Info
from api.schema.connection import Connection, connection
from api.schema.date import Day, last_day_of
from api.schema.detention import Detention
from api.schema.invalid import Invalid
from api.schema.involvement import EndsWith, Frame
from api.schema.node import Id, Node
from api.schema.organisation import Organisation, OrganisationKind
from api.schema.paging import PAGE, After, First
from api.schema.person import Person
from api.schema.professional import Professional
from api.schema.purpose import Function
from api.schema.withheld import Withheld, withheld_field
from api.schema.word import Word, words
from graph import cases, organisations, paging, persons, professionals


@words("Of whom a case is (*soort casus*).")
class CaseKind(Word):
    """Of whom a case is."""

    PERSON = "PERSON", "Of one person (*persoonsgericht*)."
    FAMILY = "FAMILY", "Of a family (*persoonsgerichte aanpak van een gezin*); gives no access to its members' cases."


@words("State of a case (*status*).")
class CaseStatus(Word):
    """State of a case."""

    OPEN = "OPEN", "Open (*open*)."
    CLOSED = "CLOSED", "Closed (*gesloten*)."


async def _professional(info: Info, root: strawberry.Parent[Any]) -> professionals.Professional | None:
    loader = loaders.guarded(info.context, professionals.professionals_by_id)
    return await loader.load(root.professional_id) if root.professional_id else None


async def _organisation(info: Info, root: strawberry.Parent[Any]) -> organisations.Organisation | None:
    return await loaders.public(info.context, organisations.organisations_by_id).load(root.organisation_id)


@strawberry.type(description="Somebody involved in a case now (*betrokkene*).")
class TeamMember:
    """Somebody involved in a case now."""

    fact: strawberry.ID = strawberry.field(name="id", description="Id of the involvement, through corrections.")
    role: Function = strawberry.field(description="Role in the case (*rol*).")
    frame: Frame = strawberry.field(description="Legal frame of the involvement.")
    professional: Any = strawberry.field(
        resolver=_professional,
        graphql_type=Professional | None,
        description="Who; null where the organisation itself is involved.",
    )
    professional_name: str | None = strawberry.field(description="Name, without asking for all of it; null likewise.")
    position_id: strawberry.ID | None = strawberry.field(
        name="position", description="In which position; null likewise."
    )
    organisation: Any = strawberry.field(
        resolver=_organisation, graphql_type=Organisation, description="For which organisation."
    )
    organisation_name: str = strawberry.field(description="Name of the organisation, without asking for all of it.")
    organisation_kind: OrganisationKind = strawberry.field(description="Kind of organisation.")
    valid_from: Day | None = strawberry.field(name="startsOn", description="First day; null where it is unknown.")
    ends_with: EndsWith | None = strawberry.field(description="With what it ends; null where that is not recorded.")
    planned_end_on: Day | None = strawberry.field(
        resolver=last_day_of("planned_to"), description="Last day as planned; null when none was planned."
    )
    source: str = strawberry.field(description="Which registration said so (*bron*).")


@strawberry.type(description="Who directs a case (*casusregisseur*): exactly one while it is open.")
class Director:
    """Who directs a case."""

    professional: Any = strawberry.field(
        resolver=_professional,
        graphql_type=Professional | None,
        description="Who; null while the organisation itself directs.",
    )
    professional_name: str | None = strawberry.field(description="Name, without asking for all of it; null likewise.")
    position_id: strawberry.ID | None = strawberry.field(
        name="position", description="In which position; null likewise."
    )
    organisation: Any = strawberry.field(
        resolver=_organisation, graphql_type=Organisation, description="For which organisation."
    )
    organisation_name: str = strawberry.field(description="Name of the organisation, without asking for all of it.")
    since: Day | None = strawberry.field(description="First day; null where it is unknown.")
    position_ended: bool = strawberry.field(
        description="Whether the organisation directs because the position ended that did (*functie beëindigd*)."
    )


async def _persons(info: Info, root: strawberry.Parent[cases.Case]) -> list[persons.Person]:
    return await loaders.found(loaders.guarded(info.context, persons.persons_by_id), root.person_ids)


@strawberry.type(description="A case (*casus*): the unit of access.")
class Case(Node):
    """A case."""

    kind: CaseKind | None = strawberry.field(description="Of one person or of a family; null where withheld.")
    frame: Frame | None = strawberry.field(description="Legal frame; null where withheld.")
    status: CaseStatus | None = strawberry.field(description="Open or closed; null where nothing says so.")
    persons: Any = strawberry.field(resolver=_persons, graphql_type=list[Person], description="Whose case it is.")
    director: Director | None = strawberry.field(description="Who directs; null for a closed case.")
    team: list[TeamMember] = strawberry.field(description="Who is involved now (*team*), by role.")
    detentions: list[Detention] = strawberry.field(description="Detentions recorded in it, latest first.")
    withheld: list[Withheld] = withheld_field()

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, cases.Case)


CasesResult: TypeAlias = Annotated[
    Connection[Case] | Invalid, strawberry.union("CasesResult", description="Cases, or why there are none.")
]


async def case(info: Info, id: Id) -> cases.Case | None:
    """The case of an id."""
    return await loaders.guarded(info.context, cases.cases_by_id).load(id)


async def cases_list(
    info: Info,
    *,
    statuses: Annotated[
        list[CaseStatus] | None, strawberry.argument(description="Only these states; null is all.")
    ] = None,
    kinds: Annotated[list[CaseKind] | None, strawberry.argument(description="Only these kinds; null is all.")] = None,
    first: First = PAGE,
    after: After = None,
) -> Any:
    """The own cases."""
    context = info.context

    async def find(start: str | None, count: int) -> paging.Page[str] | None:
        if context.guard is None:
            return None
        return await cases.cases_found(context.guard, statuses=statuses, kinds=kinds, after=start, first=count)

    return await connection(
        context, "cases", loaders.guarded(context, cases.cases_by_id), find, first=first, after=after
    )
