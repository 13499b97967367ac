"""What the person says against facts of a case, in the case picture."""

import strawberry

from api.schema.date import Day
from api.schema.field_class import classes
from api.schema.party import OF_RECORDS, Origin
from api.schema.subject_report import DisputeStatus


@strawberry.type(description="What the person says against a fact that is shown (*betwisting*), and the answer.")
class DisputedFact:
    """What the person says against a fact."""

    kind: str = strawberry.field(description="Kind of the fact, as in docs/world-format.md.")
    at: Day = strawberry.field(name="disputedOn", description="Day on which it was disputed.")
    status: DisputeStatus = strawberry.field(description="What became of it.")
    text: str | None = strawberry.field(description="What is not right, in the words of the person; null for nothing.")
    reason: str | None = strawberry.field(description="Why it was answered so (*motivering*); null while it is open.")
    answered_at: Day | None = strawberry.field(
        name="answeredOn", description="Day of the answer; null while it is open, or where that is not recorded."
    )
    origin: Origin = strawberry.field(description="Of the fact: its id, where it comes from.")


classes(
    "DisputedFact",
    {("kind", "disputedOn", "status", "text", "reason", "answeredOn", "origin"): OF_RECORDS},
)
