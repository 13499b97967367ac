"""The clock of a detention as a section of the case picture: what should have happened by now, what comes next."""

import strawberry

from api.schema.date import Day, last_day_of
from api.schema.detention import EndCertainty
from api.schema.field_class import classes
from api.schema.judging import JUDGED, JudgingRule, RuleEvidence, RuleReason
from api.schema.word import Word, words
from graph.model.kinds import FieldClass as K


@words("Where a rule of the clock stands (*stand*); unknown never counts as no.")
class ClockOutcome(Word):
    """Where a rule of the clock stands."""

    DONE = "DONE", "It happened (*gedaan*), in time or later: see `daysLate`."
    DUE = "DUE", "Not yet, and still in time (*komt nog*)."
    LATE = "LATE", "It should have happened and is not recorded (*te laat*)."
    NOT_APPLICABLE = "NOT_APPLICABLE", "It does not hold for this detention (*niet van toepassing*)."
    UNKNOWN = "UNKNOWN", "It cannot be told (*onbekend*): see `missing`."
    NOT_FOR_YOU = "NOT_FOR_YOU", "Judged by data that are not shown to you, whatever the outcome (*niet voor u*)."


@strawberry.type(description="One moment of the clock (*moment op de klok*).")
class ClockEntry:
    """One moment of the clock."""

    rule: JudgingRule = strawberry.field(description="The rule.")
    outcome: ClockOutcome = strawberry.field(description="Where it stands.")
    reason: RuleReason = strawberry.field(description="Why.")
    due_on: Day | None = strawberry.field(
        resolver=last_day_of("due"), description="Last day that is in time (*uiterlijk*); null where there is none."
    )
    done: Day | None = strawberry.field(
        name="doneOn", description="Day it happened; null where it did not, or the day is not recorded."
    )
    days_late: int | None = strawberry.field(
        description="Days after `dueOn`: until it was done, or until the moment shown; null where nothing counts."
    )
    evidence: list[RuleEvidence] = strawberry.field(description="The records that counted.")
    missing: list[str] = strawberry.field(
        description="What is not recorded, as kinds and fields of docs/world-format.md: Meeting.MDO, ..."
    )


@strawberry.type(description="The detention that the clock runs for (*detentie*).")
class ClockDetention:
    """The detention that the clock runs for."""

    detention_id: strawberry.ID = strawberry.field(name="id", description="Id.")
    started_at: Day = strawberry.field(name="startsOn", description="First day inside.")
    at: Day | None = strawberry.field(
        name="releaseOn",
        description="Day of release, expected or actual; null where it is unknown, or has passed without a release.",
    )
    certainty: EndCertainty | None = strawberry.field(description="How sure that day is; null where nobody said so.")
    released: bool = strawberry.field(description="Whether the person was released.")


@strawberry.type(
    description="The clock of the detention in view of one person (*klok*): the last that began, else the next."
)
class Clock:
    """The clock of the detention in view of one person."""

    person_id: strawberry.ID = strawberry.field(name="person", description="Whose.")
    detention: ClockDetention | None = strawberry.field(
        description="The detention; null where none is known, or shown to you."
    )
    entries: list[ClockEntry] = strawberry.field(description="Every rule, in the order of a detention.")
    late: list[ClockEntry] = strawberry.field(description="What is late (*te laat*), the longest first.")
    next: list[ClockEntry] = strawberry.field(description="What comes next (*wat komt er nog*), soonest first.")


classes(
    "ClockEntry",
    {
        ("rule",): (K.PUBLIC,),
        ("outcome", "reason", "dueOn", "doneOn", "daysLate", "evidence", "missing"): JUDGED,
    },
)
classes("ClockDetention", {("id", "startsOn", "releaseOn", "certainty", "released"): (K.COURSE,)})
classes(
    "Clock",
    {
        ("person",): (K.PUBLIC,),
        ("detention",): (K.COURSE,),
        ("entries", "late", "next"): JUDGED,
    },
)
