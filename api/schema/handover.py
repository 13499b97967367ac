"""Handovers: offered, answered, met together, as a section of the case picture."""

import strawberry

from api.schema.date import Moment
from api.schema.detention import YesNoUnknown
from api.schema.field_class import classes
from api.schema.party import Origin, Party
from api.schema.word import Word, words
from graph.model.kinds import FieldClass as K


@words("What is handed over (*wat*).")
class HandoverSubject(Word):
    """What is handed over."""

    DIRECTION = "DIRECTION", "The direction of the case (*regie*)."
    INVOLVEMENT = "INVOLVEMENT", "The work (*betrokkenheid*)."


@words("Where a handover stands (*stand*).")
class HandoverStanding(Word):
    """Where a handover stands."""

    OFFERED = "OFFERED", "Offered, no answer yet (*aangeboden*)."
    ACCEPTED = "ACCEPTED", "Accepted (*aanvaard*)."
    REFUSED = "REFUSED", "Refused (*geweigerd*)."
    ENDED = "ENDED", "It holds no longer, and nobody answered (*vervallen*)."


@strawberry.type(description="The handing over of the direction or of the work (*overdracht*).")
class Handover:
    """The handing over of the direction or of the work."""

    subject: HandoverSubject = strawberry.field(description="What is handed over.")
    standing: HandoverStanding = strawberry.field(description="Where it stands at the moment.")
    given_by: Party | None = strawberry.field(name="from", description="Who gives; null where that is not recorded.")
    to: Party | None = strawberry.field(description="Who receives; null where that is not recorded.")
    offered_at: Moment = strawberry.field(description="When it was offered.")
    accepted_at: Moment | None = strawberry.field(description="When it was accepted; null where it is not (yet).")
    refused_at: Moment | None = strawberry.field(description="When it was refused; null where it was not.")
    refusal_reason: str | None = strawberry.field(description="Why it was refused; null where it was not.")
    met: YesNoUnknown = strawberry.field(
        description="Whether giver, receiver and person met together (*warme overdracht*); unknown where giver and "
        "receiver held a handover talk of which nobody recorded whether the person was there."
    )
    met_at: Moment | None = strawberry.field(description="When they met together; null where they did not (yet).")
    days_waiting: int | None = strawberry.field(description="Days without an answer; null where there is one.")
    overlap_days: int | None = strawberry.field(
        description="Days on which both were involved, up to the moment (*overlap*); null where the involvement of one "
        "of them is not shown, or since when is unknown."
    )
    origin: Origin = strawberry.field(description="Where it comes from.")


_OF_HANDOVER = (K.HEALTH, K.PLAN)

classes(
    "Handover",
    {
        ("subject", "standing", "from", "to", "offeredAt", "acceptedAt", "refusedAt", "refusalReason"): _OF_HANDOVER,
        ("met", "metAt", "daysWaiting", "origin"): _OF_HANDOVER,
        ("overlapDays",): (K.HEALTH, K.RISK, K.PLAN),
    },
)
