"""Paths from who asks to somebody around the person of an own case: over own cases, meetings, workplace, agreements."""

from typing import Annotated, TypeAlias

import strawberry

from api.context import Info
from api.schema.date import Day
from api.schema.field_class import classes
from api.schema.invalid import Invalid, InvalidError, Missing, NotFound, Refused
from api.schema.party import Party
from api.schema.purpose import Function
from api.schema.withheld import Withheld, withheld_field
from api.schema.word import Word, words
from graph import paths as paths_
from graph.errors import InputError
from graph.model.kinds import FieldClass as K
from graph.routes import LONGEST, MOST


@words("How one is tied to the next (*via*); never through which case or meeting, nor how often.")
class HopKind(Word):
    """How one is tied to the next."""

    OWN_CASE = "OWN_CASE", "Both in a case of yours (*eigen casus*)."
    MEETING = "MEETING", "At a meeting with you (*overleg*)."
    SAME_ORGANISATION = "SAME_ORGANISATION", "Works there, or at the same organisation (*zelfde organisatie*)."
    AGREEMENT = "AGREEMENT", "The organisations have an agreement in force (*samenwerkingsafspraak*)."


@words("What organisations agreed (*soort afspraak*).")
class AgreementKind(Word):
    """What organisations agreed."""

    COVERS_AFTERCARE = "COVERS_AFTERCARE", "One does the aftercare for the other (*nazorg voor een ander*)."
    WORKING = "WORKING", "Working together (*samenwerking*)."
    HOUSING = "HOUSING", "Housing (*huisvesting*)."


@strawberry.input(description="Whom a path is to lead to (*naar wie*): give exactly one of the three.")
class PathGoal:
    """Whom a path is to lead to."""

    professional: strawberry.ID | None = strawberry.field(
        default=None, description="Id of a professional around the person; null for another goal."
    )
    function: Function | None = strawberry.field(
        default=None,
        description="Function or role of somebody around the person (*functie*); null for another goal.",
    )
    organisation: strawberry.ID | None = strawberry.field(
        default=None, description="Id of an organisation around the person; null for another goal."
    )


@strawberry.type(description="An agreement in force between two organisations (*afspraak*).")
class PathAgreement:
    """An agreement in force between two organisations."""

    kind: AgreementKind = strawberry.field(description="What they agreed.")
    since: Day | None = strawberry.field(description="First day; null where it is unknown.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, paths_.Agreed)


@strawberry.type(description="One step of a path (*stap*).")
class PathHop:
    """One step of a path."""

    party: Party = strawberry.field(description="To whom: a professional in a position, or an organisation.")
    kinds: list[HopKind] = strawberry.field(description="How one is tied to who stands before; the first is you.")
    agreements: list[PathAgreement] = strawberry.field(description="The agreements, where it is by agreement.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, paths_.Hop)


@strawberry.type(description="A path from you (*pad*): whom to ask to introduce you.")
class Path:
    """A path from who asks."""

    hops: list[PathHop] = strawberry.field(description="The steps, the goal last.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, paths_.Path)


@strawberry.type(description="Paths from you to somebody around a person (*paden*), of today.")
class Paths:
    """Paths from who asks to somebody around a person."""

    case_id: strawberry.ID = strawberry.field(name="case", description="Id of the case.")
    around: bool = strawberry.field(
        description="Whether such a goal is around the person, as far as shown to you; without it there is no path."
    )
    paths: list[Path] = strawberry.field(
        description=f"At most {MOST}, of at most {LONGEST} steps, the shortest first; empty for none."
    )
    withheld: list[Withheld] = withheld_field()

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, paths_.Paths)


_TIED = (K.HEALTH, K.RISK, K.PLAN, K.COURSE, K.WORK, K.PUBLIC)

classes("Paths", {("case", "withheld"): (K.PUBLIC,), ("around", "paths"): _TIED})
classes("Path", {("hops",): _TIED})
classes("PathHop", {("party", "kinds"): _TIED, ("agreements",): (K.PUBLIC,)})
classes("PathAgreement", {("kind", "since"): (K.PUBLIC,)})

PathsResult: TypeAlias = Annotated[
    Paths | NotFound | Invalid, strawberry.union("PathsResult", description="Paths, or why there are none.")
]


async def paths(
    info: Info,
    case: Annotated[strawberry.ID, strawberry.argument(description="Id of a case of yours.")],
    to: Annotated[PathGoal, strawberry.argument(description="Whom the paths are to lead to.")],
) -> paths_.Paths | Missing | Refused:
    """The paths to a goal around the person of a case."""
    guard = info.context.guard
    goal = paths_.Goal(to.professional, to.function, to.organisation)
    try:
        goal.check()
        found = await paths_.paths_to(guard, case, goal) if guard else None
    except InputError as error:
        return InvalidError.of(error).answer
    return found or Missing(case)
