"""Something that waits for somebody in a case, how urgent it is, and where it stands in a list."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from analytics.urgency import Urgency
from analytics.urgency_rules import WorkKind
from graph.case_records import Origin, Party


class WorkFor(StrEnum):
    """For whom something waits."""

    ME = "ME"
    ORGANISATION = "ORGANISATION"
    COLLEAGUE = "COLLEAGUE"
    TEAM = "TEAM"
    NOBODY = "NOBODY"


@dataclass(frozen=True, slots=True)
class WorkItem:
    """Something that waits. `due` is the last day in time, `since` the day it began to wait; None is unknown or none.

    `days_overdue` is None where nothing is overdue. `party` is who it waits for, or of a handover, referral or dispute
    who it comes from. Of a CASE, `text` is what is due next, `clock_rule` the rule of the clock that says so, and
    `late` counts what is late in it. `names` are of the persons of the case, as far as they are shown.
    """

    id: str
    kind: WorkKind
    case_id: str
    person_ids: tuple[str, ...]
    names: tuple[str, ...]
    urgency: Urgency
    waits_for: WorkFor
    due: date | None
    days_overdue: int | None
    since: date | None
    text: str | None
    party: Party | None
    origin: Origin | None
    clock_rule: str | None = None
    late: int = 0

    @property
    def key(self) -> tuple[int, int, str]:
        """Where it stands in the list: by rule, then by the earliest due day or the longest wait, then by id."""
        day = self.due or self.since
        return self.urgency.rank, date.max.toordinal() if day is None else day.toordinal(), self.id
