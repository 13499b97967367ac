"""Professionals and their careers: seats at organisations, and who sits on them when.

A seat is held by one professional after another. Between two there is an overlap or a gap; who leaves often takes a
seat elsewhere, sometimes keeps two. So a case can be handed over, or be left behind.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from seeds.folders import Row
from seeds.invented.chances import Chances, new_id
from seeds.invented.moments import DAY, in_office_hours, text
from seeds.invented.names import name
from seeds.invented.offices import SOURCE
from seeds.invented.places import distance_km, location

HISTORY_DAYS = 7 * 365
"""How far back careers are told."""

_TENURE_DAYS = 1_500
"""Mean length of a position: turnover is high (domain: when knowledge sits in one head the network breaks)."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """One position of one professional: `start` up to `end` (None: no end known)."""

    position: str
    professional: str
    organisation: str
    function: str
    start: int
    end: int | None

    def holds(self, moment: int) -> bool:
        """Whether the position is in force."""
        return self.start <= moment and (self.end is None or moment < self.end)


@dataclass(frozen=True, slots=True)
class Need:
    """Seats to fill in a group. `only_past`: the last one left and nobody came."""

    group: tuple[str, str]
    organisation: str
    function: str
    seats: int
    only_past: bool = False


class Staff:
    """Everybody who works somewhere, by group of seats (mostly organisation and function)."""

    def __init__(self) -> None:
        self._seats: dict[tuple[str, str], list[list[Tenure]]] = {}
        self._place: dict[str, tuple[list[Tenure], int]] = {}

    def add_seat(self, group: tuple[str, str], seat: list[Tenure]) -> None:
        """Add a seat with its holders in order of time."""
        self._seats.setdefault(group, []).append(seat)
        for number, tenure in enumerate(seat):
            self._place[tenure.position] = (seat, number)

    def pick(self, rng: Random, group: tuple[str, str], moment: int) -> Tenure | None:
        """Somebody of the group at that moment; None where no seat is held."""
        seats = self._seats.get(group)
        if not seats:
            return None
        first = int(rng.random() * len(seats))
        for offset in range(len(seats)):
            for tenure in seats[(first + offset) % len(seats)]:
                if tenure.holds(moment):
                    return tenure
        return None

    def successor(self, tenure: Tenure) -> Tenure | None:
        """Who took the seat after this one."""
        seat, number = self._place[tenure.position]
        return seat[number + 1] if number + 1 < len(seat) else None


class Careers:
    """Fills seats with professionals and writes who they are."""

    def __init__(self, chances: Chances, add: Callable[[str, Row], None]) -> None:
        self._rng = chances.stream("careers")
        self._now = chances.midnight
        self._add = add
        self._names: set[str] = set()
        self._looking: list[tuple[str, int, str]] = []
        self.staff = Staff()

    def fill(self, need: Need) -> None:
        """Fill every seat of a need from the past until today."""
        for _ in range(need.seats):
            self.staff.add_seat(need.group, self._seat(need))

    def _seat(self, need: Need) -> list[Tenure]:
        rng = self._rng
        seat: list[Tenure] = []
        start = self._now - int(rng.uniform(0.45, 1.0) * HISTORY_DAYS) * DAY
        last = self._now - rng.randrange(60, 500) * DAY if need.only_past else None
        while True:
            end: int | None = start + int(90 + rng.expovariate(1 / _TENURE_DAYS)) * DAY
            if last is not None and end >= last:
                end = last
            elif last is None and end > self._now + 45 * DAY:
                end = None
            tenure = self._tenure(need, start, end)
            seat.append(tenure)
            if end is None or end == last:
                return seat
            self._looking.append((tenure.professional, end, need.organisation))
            step = -rng.randrange(7, 28) if rng.random() < 0.45 else rng.choice((0, 0, rng.randrange(1, 60)))
            start = end + step * DAY
            if start >= (self._now + 30 * DAY if last is None else last):
                return seat

    def _tenure(self, need: Need, start: int, end: int | None) -> Tenure:
        rng = self._rng
        tenure = Tenure(
            position=new_id("pos", rng),
            professional=self._professional(start, need.organisation),
            organisation=need.organisation,
            function=need.function,
            start=start,
            end=end,
        )
        self._add(
            "Position",
            {
                "id": tenure.position,
                "professional": tenure.professional,
                "organisation": tenure.organisation,
                "source": SOURCE,
                "sourceId": tenure.position,
            },
        )
        recorded = in_office_hours(min(start - rng.randrange(-10, 20) * DAY, self._now - DAY), rng.random())
        state = new_id("pst", rng)
        row: dict[str, object] = {
            "id": state,
            "fact": state,
            "source": SOURCE,
            "sourceId": state,
            "validFrom": text(start),
            "recordedAt": text(recorded),
            "function": tenure.function,
            "position": tenure.position,
        }
        if end is not None:
            known = in_office_hours(min(end - rng.randrange(-14, 40) * DAY, self._now - DAY), rng.random())
            row["validTo"] = text(end)
            row["endKnownAt"] = text(max(known, recorded))
        self._add("PositionState", row)
        return tenure

    def _professional(self, start: int, organisation: str) -> str:
        """Somebody who just left a seat nearby (before it, some keep two), or somebody new."""
        rng = self._rng
        for _ in range(8 if self._looking and rng.random() < 0.5 else 0):
            chosen = rng.randrange(len(self._looking))
            professional, free, before = self._looking[chosen]
            if -150 * DAY < start - free < 240 * DAY and _within_reach(before, organisation):
                del self._looking[chosen]
                return professional
        professional = new_id("pro", rng)
        while True:
            called = str(name(rng, woman=rng.random() < 0.6))
            if called not in self._names:
                break
        self._names.add(called)
        self._add(
            "Professional",
            {"id": professional, "name": called, "source": SOURCE, "sourceId": professional},
        )
        # Some hold two positions for years: one coordinator for several small municipalities, for instance.
        if rng.random() < 0.15:
            self._looking.append((professional, start + rng.randrange(0, 90) * DAY, organisation))
        return professional


_COMMUTE_KM = 45


def _within_reach(one: str, other: str) -> bool:
    """Whether one can work at both; where an organisation has no one place, only at itself."""
    a, b = location(one), location(other)
    return one == other or (a is not None and b is not None and distance_km(a, b) < _COMMUTE_KM)
