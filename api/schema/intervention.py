"""Help and training with who pays and the places of the offer, as a section of the case picture."""

import strawberry

from api.schema.date import Day, last_day_of
from api.schema.field_class import classes
from api.schema.network import EdgeStatus
from api.schema.offer import OfferKind
from api.schema.party import Origin, Party
from api.schema.plan import InterventionStatus, Payer
from graph.model.kinds import FieldClass as K


@strawberry.type(description="An offer with its places and waiting time, as said at the moment (*aanbod*).")
class OfferThen:
    """An offer with its places and waiting time, as said at the moment."""

    id: strawberry.ID = strawberry.field(name="offer", description="Id of the offer.")
    name: str = strawberry.field(description="Name (*naam*).")
    kind: OfferKind = strawberry.field(description="Kind of offer.")
    organisation: Party = strawberry.field(description="Who offers it (*aanbieder*).")
    places: int | None = strawberry.field(description="Places in all (*plaatsen*); null where nobody said.")
    free_places: int | None = strawberry.field(description="Places free (*vrije plaatsen*); null likewise.")
    waiting_days: int | None = strawberry.field(description="Waiting time in days (*wachttijd*); null likewise.")
    said_from: Day | None = strawberry.field(
        name="saidSince", description="Since which day that is so; null where nobody said, or it is unknown."
    )


@strawberry.type(description="One state that help or training went through (*stap*).")
class InterventionStep:
    """One state that help or training went through."""

    stage: InterventionStatus = strawberry.field(description="How far it was.")
    pays: Payer = strawberry.field(description="Who paid.")
    valid_from: Day | None = strawberry.field(name="startsOn", description="First day; null where it is unknown.")
    ends_on: Day | None = strawberry.field(
        resolver=last_day_of("valid_to"), description="Last day that counts; null when no end is known."
    )
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(description="Help or training that a person gets or waits for (*interventie*).")
class Intervention:
    """Help or training that a person gets or waits for."""

    person_id: strawberry.ID = strawberry.field(name="person", description="Who gets it.")
    offer: OfferThen = strawberry.field(description="Of which offer.")
    stage: InterventionStatus = strawberry.field(description="How far it is at the moment.")
    pays: Payer = strawberry.field(description="Who pays (*wie betaalt*).")
    nobody_pays: bool = strawberry.field(description="Whether nobody pays yet (*nog niemand betaalt*).")
    status: EdgeStatus = strawberry.field(description="Where that state stands at the moment.")
    valid_from: Day | None = strawberry.field(
        name="startsOn", description="First day of that state; null where it is unknown."
    )
    ends_on: Day | None = strawberry.field(
        resolver=last_day_of("valid_to"), description="Last day of that state; null when no end is known."
    )
    days_waiting: int | None = strawberry.field(
        description="Days that the person has waited (*wacht al*); null where it is not waited for, or unknown."
    )
    steps: list[InterventionStep] = strawberry.field(description="The states it went through, in order.")
    origin: Origin = strawberry.field(description="Where it comes from.")


_OF_HELP = (K.HEALTH, K.PLAN)

classes(
    "OfferThen",
    {
        ("offer", "name", "kind", "organisation", "places", "freePlaces", "waitingDays", "saidSince"): _OF_HELP,
    },
)
classes("InterventionStep", {("stage", "pays", "startsOn", "endsOn", "origin"): _OF_HELP})
classes(
    "Intervention",
    {
        ("person", "offer", "stage", "pays", "nobodyPays", "status", "startsOn", "endsOn"): _OF_HELP,
        ("daysWaiting", "steps", "origin"): _OF_HELP,
    },
)
