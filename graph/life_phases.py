"""Before, during and after: the phases of the detention in view, as the life course tells them.

The same detention and the same end as for the conditions: where the end that was expected has passed and nothing says
that the person was released, the end is unknown, and AFTER has not begun.
"""

from dataclasses import dataclass

from graph.case_records import View
from graph.networks_shape import Phase
from graph.releases import Release, release_in_view
from graph.times import FOREVER


@dataclass(frozen=True, slots=True)
class Phases:
    """The phases of one detention: it starts at `started_at` and ends at `ends_at`, None where that is unknown."""

    started_at: int
    ends_at: int | None

    def of(self, phase: Phase) -> tuple[int, int]:
        """A phase as a half-open period in milliseconds UTC; AFTER is empty while the end is unknown."""
        end = FOREVER if self.ends_at is None else self.ends_at
        match phase:
            case Phase.BEFORE:
                return -FOREVER, self.started_at
            case Phase.DURING:
                return self.started_at, end
            case Phase.AFTER:
                return end, FOREVER

    def touched(self, start: int | None, end: int | None) -> tuple[Phase, ...]:
        """The phases that a half-open period touches: an unknown start reaches back, an unknown end on."""
        first, last = -FOREVER if start is None else start, FOREVER if end is None else end
        bounds = ((phase, self.of(phase)) for phase in Phase)
        return tuple(phase for phase, (begin, stop) in bounds if max(begin, first) < min(stop, last))


def phases_by_person(view: View) -> dict[str | None, Phases]:
    """The phases of each person with a detention in view, and under None those of what is of the case as a whole.

    Of a case with several persons those are of the detention that started last.
    """
    releases = {one: release for one in view.case.person_ids if (release := release_in_view(view, one)) is not None}
    found: dict[str | None, Phases] = {one: _phases(release) for one, release in releases.items()}
    begun = [one for one in releases.values() if one.started_at <= view.at]
    if releases:
        last = (
            max(begun, key=lambda one: (one.started_at, one.detention_id))
            if begun
            else min(releases.values(), key=lambda one: (one.started_at, one.detention_id))
        )
        found[None] = _phases(last)
    return found


def _phases(release: Release) -> Phases:
    return Phases(release.started_at, release.at)
