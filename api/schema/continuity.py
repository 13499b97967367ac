"""Continuity radar: when the professional network of a case goes empty, and what ends last."""

from typing import Any

import strawberry

from analytics.continuity import Radar, radar
from api.schema.date import Day, last_day_of
from api.schema.field_class import classes
from api.schema.party import Party
from api.schema.word import Word, words
from graph.case_pictures import Picture
from graph.model.kinds import FieldClass as K


@words("How the professional network stands (*continuïteit*).")
class NetworkContinuity(Word):
    """How the professional network stands."""

    HOLDS = "HOLDS", "Somebody is there of whom no end is meant (*houdt*)."
    EMPTIES = "EMPTIES", "After a known day nobody is there any more (*loopt leeg*)."
    UNKNOWN = "UNKNOWN", "Nobody is there without an end, and of somebody the end is unknown (*onbekend*)."
    EMPTY = "EMPTY", "Nobody is there (*leeg*)."


@words("Why a tie ends when it does (*waarmee het eindigt*).")
class TieEndsBy(Word):
    """Why a tie ends when it does."""

    SAID = "SAID", "Its end was recorded (*vastgelegd*)."
    PLANNED = "PLANNED", "Its end is planned (*gepland*)."
    RELEASE = "RELEASE", "It ends with the release (*vrijlating*)."
    TITLE_END = "TITLE_END", "It ends with the title, supervision included (*einde titel*)."
    POSITION_ENDS = "POSITION_ENDS", "The position of the professional ends (*functie eindigt*)."
    OPEN = "OPEN", "No end is meant (*open*)."
    UNKNOWN = "UNKNOWN", "Not known (*onbekend*)."


@strawberry.type(description="A professional tie and its end (*band en einde*).")
class ContinuityTie:
    """A professional tie and its end."""

    party: Party | None = strawberry.field(description="Who; null where that is not shown.")
    role: str = strawberry.field(description="The role in the case.")
    fact: strawberry.ID = strawberry.field(description="Id of the involvement.")
    ends_by: TieEndsBy = strawberry.field(description="With what it ends.")
    ends_on: Any = strawberry.field(
        resolver=last_day_of("at"), graphql_type=Day | None, description="Last day; null for open and for unknown."
    )


@strawberry.type(
    description="When nobody is there any more, from what is recorded (*continuïteitsradar*). Ties of care, and those"
    " under an 18b indication, are left out for everybody."
)
class ContinuityRadar:
    """When nobody is there any more."""

    continuity: NetworkContinuity = strawberry.field(description="How the network stands.")
    empty_from: Day | None = strawberry.field(description="First day on which nobody is there; null where not known.")
    release_at: Day | None = strawberry.field(
        name="releaseOn", description="Day of release that is expected; null where not known."
    )
    at_release: bool | None = strawberry.field(
        description="Whether it empties on that day or before; null where one of the days is not known."
    )
    days_after_release: int | None = strawberry.field(
        description="Days from the release to the day it empties; null likewise."
    )
    ties: list[ContinuityTie] = strawberry.field(description="In the order in which they end, the open ones last.")


_READ = (K.PLAN, K.COURSE)
classes("ContinuityTie", {("party", "role", "fact", "endsBy", "endsOn"): _READ})
classes(
    "ContinuityRadar",
    {("continuity", "emptyFrom", "releaseOn", "atRelease", "daysAfterRelease", "ties"): _READ},
)


def _drawn(root: strawberry.Parent[Picture]) -> Radar | None:
    return radar(root.dossier, root.view)


CONTINUITY: Any = strawberry.field(
    resolver=_drawn,
    graphql_type=ContinuityRadar | None,
    description="When the professional network goes empty (*continuïteitsradar*); null where that is withheld.",
)
