"""Detentions: where one stands and how sure its end is."""

from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from api import loaders
from api.context import Info
from api.schema.date import Day
from api.schema.word import Word, words
from graph import cases, persons

if TYPE_CHECKING:
    from api.schema.person import Person


@words("Where a detention stands (*status*).")
class DetentionStatus(Word):
    """Where a detention stands."""

    ANNOUNCED = "ANNOUNCED", "Announced (*aangekondigd*)."
    INSIDE = "INSIDE", "Inside (*gedetineerd*)."
    RELEASED = "RELEASED", "Released (*vrijgekomen*)."


@words("How sure the end of a detention is.")
class EndCertainty(Word):
    """How sure the end of a detention is."""

    FIXED = "FIXED", "Fixed (*vastgesteld*)."
    ESTIMATED = "ESTIMATED", "Estimated (*geschat*)."
    UNKNOWN = "UNKNOWN", "Not known (*onbekend*)."


@words("Yes, no, or not known; unknown never counts as no.")
class YesNoUnknown(Word):
    """Yes, no, or not known."""

    YES = "YES", "Yes (*ja*)."
    NO = "NO", "No (*nee*)."
    UNKNOWN = "UNKNOWN", "Not known (*onbekend*)."


async def _person(info: Info, root: strawberry.Parent[cases.CaseDetention]) -> persons.Person | None:
    return await loaders.guarded(info.context, persons.persons_by_id).load(root.person_id)


@strawberry.type(description="One uninterrupted stay inside (*detentie*).")
class Detention:
    """One uninterrupted stay inside."""

    id: strawberry.ID = strawberry.field(description="Id of the detention.")
    person: Any = strawberry.field(
        resolver=_person,
        graphql_type=Annotated["Person", strawberry.lazy("api.schema.person")],
        description="Whose detention.",
    )
    started_at: Day = strawberry.field(name="startsOn", description="First day inside.")
    status: DetentionStatus | None = strawberry.field(description="Where it stands; null where nothing says so.")
    expected_end: Day | None = strawberry.field(
        name="expectedReleaseOn", description="Day of release, expected or actual (*ontslagdatum*); null is unknown."
    )
    certainty: EndCertainty | None = strawberry.field(description="How sure that day is; null where nothing says so.")
    supervision_follows: YesNoUnknown | None = strawberry.field(
        description="Whether supervision follows (*toezicht*); null where nothing says so."
    )
