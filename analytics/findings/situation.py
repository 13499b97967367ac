"""A case as a rule of findings sees it: what is recorded of the classes it reads, at one moment."""

from dataclasses import dataclass

from analytics.clock.course import Course, course_of
from analytics.continuity import Radar
from graph.case_records import View
from graph.times import day_of


@dataclass(frozen=True, slots=True)
class Situation:
    """One case. `courses` are the detentions in view, one of each person of whom one is known."""

    view: View
    courses: tuple[Course, ...]
    radar: Radar
    """The continuity radar, which has its own say about what it reads (`analytics.continuity`)."""
    is_closed: bool

    @property
    def at(self) -> int:
        """The moment looked at, in milliseconds UTC."""
        return self.view.at

    def days_since(self, moment: int) -> int:
        """Local days from the one a moment falls in until today."""
        return (day_of(self.at) - day_of(moment)).days

    def kind_of(self, holder: str | None) -> str | None:
        """The kind of organisation that somebody is of; None for the person, and for who is not known."""
        found = self.view.case.holders.get(holder or "")
        return None if found is None else found.organisation_kind

    def is_named(self, holder: str | None) -> bool:
        """Whether that is a professional in a position, and not an organisation as such."""
        found = self.view.case.holders.get(holder or "")
        return found is not None and found.position_id is not None


def situation_of(view: View, radar: Radar) -> Situation:
    """The situation of a case at the moment of a view."""
    state = view.latest(view.holding("CaseState"))
    courses = tuple(found for person in view.case.person_ids if (found := course_of(view, person)) is not None)
    return Situation(view, courses, radar, state is not None and state.value("status") == "CLOSED")
