"""The detention that the clock runs for: when it began and ends, as known at the moment looked at."""

from collections.abc import Iterator
from dataclasses import dataclass

from analytics.clock.verdict import Seen
from graph.case_records import Record, View
from graph.policy.borders import days_after
from graph.releases import release_in_view
from graph.times import FOREVER


@dataclass(frozen=True, slots=True)
class Course:
    """One detention of one person at `view.at`. Moments in milliseconds UTC, at the start of a local day.

    `since` is the end of the detention before: what happened earlier belongs to that one. `expected` is the day that
    release is expected on, also where it has passed; `released` the day it happened, None while `is_released` is False,
    or where the day is unknown.
    """

    view: View
    person: str
    detention: str
    start: int
    since: int
    state: Record | None
    expected: int | None
    is_released: bool
    released: int | None

    @property
    def at(self) -> int:
        """The moment looked at."""
        return self.view.at

    @property
    def end(self) -> int | None:
        """The day of release, actual or expected."""
        return self.released if self.is_released else self.expected

    def happened(self, *kinds: str, day: str, since: int | None = None) -> Iterator[Seen]:
        """The records of these kinds that happened in this detention up to the moment, in order of when.

        `day` is the property that says when; where it is not said the start of the record counts. `since` is from when
        they count: the start of the detention, unless said otherwise.
        """
        first = self.start if since is None else since
        found = [
            Seen(one, one.valid_from if one.value(day) is None else one.value(day)) for one in self.view.all(*kinds)
        ]
        found = [one for one in found if _counts(one, first, self.at)]
        yield from sorted(found, key=lambda one: (-FOREVER if one.at is None else one.at, one.record.fact))

    def titles(self) -> list[Record]:
        """The legal titles of this detention that had begun."""
        return [
            one
            for one in self.view.all("LegalTitle")
            if one.end("detention") == self.detention and (one.valid_from is None or one.valid_from <= self.at)
        ]

    def said(self, name: str) -> object:
        """What is recorded of the detention itself; None where nothing is."""
        return self.state.value(name) if self.state else None


def _counts(one: Seen, first: int, at: int) -> bool:
    """Of what has no day at all, what was already recorded before this detention belongs to an earlier one."""
    return one.record.recorded_at >= first if one.at is None else first <= one.at <= at


def course_of(view: View, person: str) -> Course | None:
    """The detention in view of one person of the case; None where none is known."""
    release = release_in_view(view, person)
    if release is None:
        return None
    state = view.state("DetentionState", "detention", release.detention_id)
    expected: int | None = state.value("expectedEnd") if state else None
    return Course(
        view=view,
        person=person,
        detention=release.detention_id,
        start=_day(release.started_at),
        since=_end_before(view, person, release.started_at),
        state=state,
        expected=None if expected is None else _day(expected),
        is_released=release.released,
        released=_day(release.at) if release.released and release.at is not None else None,
    )


def _end_before(view: View, person: str, start: int) -> int:
    """When the detention before ended; where that is not known, the start of this one."""
    earlier = [one for one in view.case.detentions if one.person_id == person and one.started_at < start]
    if not earlier:
        return -FOREVER
    last = max(earlier, key=lambda one: (one.started_at, one.id))
    ends = [
        one.valid_from if one.valid_from is not None else one.value("expectedEnd")
        for one in view.all("DetentionState")
        if one.end("detention") == last.id and one.value("status") == "RELEASED"
    ]
    known = [one for one in ends if one is not None and one <= start]
    return _day(max(known)) if known else _day(start)


def _day(moment: int) -> int:
    return days_after(moment, 0) or moment


def day_of_course(moment: int, days: int) -> int:
    """00:00 of the local day `days` after, or before where negative, the one `moment` falls in."""
    return days_after(moment, days) or FOREVER
