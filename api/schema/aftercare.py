"""Aftercare in a municipality: whether there is a link, and what is said of it."""

import strawberry

from api.schema.date import Day, Moment
from api.schema.word import Word, words


@words("Whether a municipality has an aftercare link (*nazorg geregeld*), in the order in which it is decided.")
class AftercareState(Word):
    """Whether a municipality has an aftercare link."""

    OWN = "OWN", "An aftercare coordinator of its own (*eigen nazorgcoördinator*)."
    COVERED = "COVERED", "Covered by agreement by an organisation that has a coordinator (*opgevangen door een ander*)."
    COVERED_THROUGH = "COVERED_THROUGH", "Covered through exactly one other (*via één ander opgevangen*)."
    SAID_PRESENT = "SAID_PRESENT", "Said to be present, though nothing shows by whom (*zou er zijn*)."
    MISSING = "MISSING", "None, and somebody says so (*ontbreekt*): a gap."
    UNKNOWN = "UNKNOWN", "Not known, or sources contradict each other (*onbekend*); never counted as missing."


@words("What is said of aftercare in a municipality.")
class SaidStatus(Word):
    """What is said of aftercare in a municipality."""

    PRESENT = "PRESENT", "There is aftercare (*aanwezig*)."
    NONE = "NONE", "There is none (*geen*)."
    UNKNOWN = "UNKNOWN", "It is not known (*onbekend*)."


@strawberry.type(description="What somebody said of aftercare in a municipality (*voorziening*).")
class AftercareSaid:
    """What somebody said of aftercare in a municipality."""

    fact: strawberry.ID = strawberry.field(description="Public id of the record, the same through corrections.")
    status: SaidStatus = strawberry.field(description="What was said.")
    by: str | None = strawberry.field(description="Name of the organisation that said so; null where not recorded.")
    source: str = strawberry.field(description="Which registration it comes from (*bron*).")
    since: Day | None = strawberry.field(description="Since when it is so; null where unknown.")
    recorded_at: Moment = strawberry.field(description="Since when it is known here.")
