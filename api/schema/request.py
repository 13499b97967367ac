"""Advice asked, referrals, and who waits for whom, as sections of the case picture."""

import strawberry

from api.schema.date import Day
from api.schema.field_class import classes
from api.schema.party import Origin, Party
from api.schema.word import Word, words
from graph.model.kinds import FieldClass as K


@words("What advice is asked for (*soort advies*).")
class AdviceKind(Word):
    """What advice is asked for."""

    SUSPENSION = "SUSPENSION", "Suspension of pre-trial detention (*schorsing*)."
    HEARING = "HEARING", "The hearing (*zitting*)."
    CONDITIONAL_RELEASE = "CONDITIONAL_RELEASE", "Conditional release (*v.i.*)."
    D_AND_R = "D_AND_R", "The detention and reintegration plan (*D&R*)."
    PP = "PP", "Penitentiary programme or electronic monitoring (*PP/EM*)."


@words("Where a request for advice stands (*stand*).")
class AdviceStanding(Word):
    """Where a request for advice stands."""

    RUNNING = "RUNNING", "Asked, and not due yet, or nobody said when (*loopt*)."
    DUE = "DUE", "Due within two weeks (*bijna verwacht*)."
    LATE = "LATE", "The day has passed (*te laat*)."
    DELIVERED = "DELIVERED", "Delivered (*uitgebracht*)."
    WITHDRAWN = "WITHDRAWN", "Withdrawn (*ingetrokken*)."
    ENDED = "ENDED", "It runs no longer, and nobody recorded what came of it (*afgelopen*)."


@words("Where a referral stands (*status*).")
class ReferralStatus(Word):
    """Where a referral stands."""

    REQUESTED = "REQUESTED", "Asked (*aangevraagd*)."
    ACCEPTED = "ACCEPTED", "Accepted (*geaccepteerd*)."
    REFUSED = "REFUSED", "Refused (*geweigerd*)."
    COMPLETED = "COMPLETED", "Completed (*afgerond*)."
    SILENT = "SILENT", "No answer came (*geen reactie*)."


@words("What is waited for (*waarop*).")
class Awaited(Word):
    """What is waited for."""

    ADVICE = "ADVICE", "Advice of probation (*advies*)."
    HANDOVER = "HANDOVER", "An answer to a handover (*overdracht*)."
    INTERVENTION = "INTERVENTION", "A place in help or training (*plek*)."
    REFERRAL = "REFERRAL", "An answer to a referral (*verwijzing*)."


@strawberry.type(description="Advice asked of probation (*adviesaanvraag*).")
class AdviceRequest:
    """Advice asked of probation."""

    kind: AdviceKind = strawberry.field(description="For what.")
    standing: AdviceStanding = strawberry.field(description="Where it stands at the moment.")
    requested_at: Day = strawberry.field(name="requestedOn", description="Day on which it was asked.")
    due_at: Day | None = strawberry.field(name="dueOn", description="Day on which it is due; null is unknown.")
    days_until_due: int | None = strawberry.field(
        description="Days until it is due, negative when late; null where it does not run, or no day is known."
    )
    answered_at: Day | None = strawberry.field(
        name="deliveredOn", description="Day on which it was delivered; null where it was not, or that is not recorded."
    )
    sent_by: Party | None = strawberry.field(name="from", description="Who asked; null where that is not recorded.")
    to: Party | None = strawberry.field(description="Who advises; null where that is not recorded.")
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(description="A referral from one organisation to another (*verwijzing*).")
class Referral:
    """A referral from one organisation to another."""

    status: ReferralStatus = strawberry.field(description="Where it stands at the moment.")
    requested_at: Day = strawberry.field(name="requestedOn", description="Day on which it was asked.")
    sent_by: Party | None = strawberry.field(name="from", description="Who refers; null where that is not recorded.")
    to: Party | None = strawberry.field(description="To whom; null where that is not recorded.")
    days_waiting: int | None = strawberry.field(
        description="Days that an answer has been waited for (*wacht al*); null where nobody waits."
    )
    answered_at: Day | None = strawberry.field(
        name="answeredOn", description="Day of the answer; null where there is none, or that is not recorded."
    )
    reason: str | None = strawberry.field(description="Why it was refused; null elsewhere.")
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(description="Somebody who waits for somebody (*wie wacht op wie*).")
class Wait:
    """Somebody who waits for somebody."""

    awaited: Awaited = strawberry.field(description="What is waited for.")
    what: str = strawberry.field(
        description="In a word: kind of advice, of offer, what is handed over, or state of the referral."
    )
    waits: Party | None = strawberry.field(description="Who waits (*wie*); null where nobody recorded who asked.")
    waits_for: Party | None = strawberry.field(description="For whom (*op wie*); null where that is not recorded.")
    since: Day | None = strawberry.field(description="Since which day; null where it is unknown.")
    days: int | None = strawberry.field(description="For how many days; null likewise.")
    due_at: Day | None = strawberry.field(name="dueOn", description="Day on which it is due; null where none was set.")
    late: bool | None = strawberry.field(description="Whether that day has passed; null where none was set.")
    origin: Origin = strawberry.field(description="Where it comes from.")


_OF_ADVICE = (K.HEALTH, K.TITLE)
_OF_REFERRAL = (K.HEALTH, K.PLAN)
_OF_WAIT = (K.HEALTH, K.TITLE, K.PLAN)

classes(
    "AdviceRequest",
    {
        ("kind", "standing", "requestedOn", "dueOn", "daysUntilDue", "deliveredOn", "from", "to", "origin"): _OF_ADVICE,
    },
)
classes(
    "Referral",
    {
        ("status", "requestedOn", "from", "to", "daysWaiting", "answeredOn", "reason", "origin"): _OF_REFERRAL,
    },
)
classes(
    "Wait",
    {
        ("awaited", "what", "waits", "waitsFor", "since", "days", "dueOn", "late", "origin"): _OF_WAIT,
    },
)
