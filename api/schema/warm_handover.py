"""How warm work was handed over between organisations, as a section of the case picture."""

from typing import Any

import strawberry

from analytics.warm_handovers import Between, between_organisations
from api.schema.field_class import classes
from graph.case_pictures import Picture
from graph.handovers import handovers
from graph.model.kinds import FieldClass as K


@strawberry.type(
    description="The handovers from one organisation to another, and how warm they were (*warme overdracht*)."
)
class HandoversBetween:
    """The handovers from one organisation to another, and how warm they were."""

    giver: strawberry.ID = strawberry.field(description="Id of the organisation that gives.")
    giver_name: str = strawberry.field(description="What it is called.")
    receiver: strawberry.ID = strawberry.field(description="Id of the organisation that receives.")
    receiver_name: str = strawberry.field(description="What it is called.")
    offered: int = strawberry.field(description="How many were offered.")
    waiting: int = strawberry.field(description="Of these without an answer.")
    longest_waiting_days: int | None = strawberry.field(description="The longest of them; null where none waits.")
    refused: int = strawberry.field(description="Of these refused.")
    accepted: int = strawberry.field(description="Of these accepted.")
    met: int = strawberry.field(description="Of the accepted: giver, receiver and person met together.")
    not_met: int = strawberry.field(description="Of the accepted: they did not, or not yet.")
    met_unknown: int = strawberry.field(description="Of the accepted: not recorded whether the person was there.")
    overlap_days: int | None = strawberry.field(
        description="Median of the days on which both were there, of the accepted; null where known of none."
    )
    overlap_unknown: int = strawberry.field(description="Of the accepted: those of which that is not known.")


classes(
    "HandoversBetween",
    {
        ("giver", "giverName", "receiver", "receiverName", "offered", "waiting", "longestWaitingDays", "refused"): (
            K.HEALTH, K.PLAN,
        ),
        ("accepted", "met", "notMet", "metUnknown", "overlapDays", "overlapUnknown"): (K.HEALTH, K.PLAN),
    },
)  # fmt: skip


def _drawn(root: strawberry.Parent[Picture]) -> tuple[Between, ...]:
    return between_organisations(handovers(root.view))


HANDOVERS_BETWEEN: Any = strawberry.field(
    resolver=_drawn,
    graphql_type=list[HandoversBetween],
    description="How warm work was handed over, by pair of organisations (*warme overdracht*).",
)
