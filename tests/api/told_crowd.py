"""Many cases, each with a director and some of a staff around it, told in a small world; and a clock that goes."""

import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from graph.clock import FixedClock
from graph.store import Store
from graph.times import parse_moment
from seeds.importing import load
from seeds.stories.telling import Telling

NOON = parse_moment("2026-03-10T12:00:00+01:00")


class Going:
    """a clock that goes on from the told noon: `ahead` milliseconds after the machine's, for another process."""

    def __init__(self, ahead: int | None = None) -> None:
        self.ahead = NOON - _machine() if ahead is None else ahead

    def now(self) -> int:
        """The present moment, milliseconds UTC."""
        return _machine() + self.ahead


def _machine() -> int:
    return time.time_ns() // 1_000_000


@dataclass(frozen=True)
class Crowd:
    """The told world in a store, as a world that can be served. `cases` by number, `staff` by number."""

    store: Store
    folder: Path
    clock: Any
    marks: Any
    professionals: Any

    def case(self, number: int) -> str:
        """Id of a case."""
        return self.marks[f"case {number}"]

    def position(self, mark: str) -> str:
        """Id of a position."""
        return self.marks[mark]


def telling(cases: int, staff: int, around: int) -> Telling:
    """`cases` cases directed by one manager; around each stand `around` of `staff` aftercare coordinators in turn."""
    told = Telling("crowd", date(2026, 3, 10))
    prison = told.mark("prison", told.organisation("Invented PI", "PRISON", id="org-prison"))
    town = told.mark("town", told.organisation("Invented town", "MUNICIPALITY", id="GM9001"))
    clinic = told.mark("clinic", told.organisation("Invented clinic", "CARE_PROVIDER", id="org-clinic"))
    told.mark("manager", told.staff("Aukje Prooi", prison, "CASE_MANAGER"))
    told.mark("carer", told.staff("Ilse Prooi", clinic, "CARE_PROFESSIONAL"))
    told.mark("stranger", told.staff("Kees Prooi", town, "AFTERCARE_COORDINATOR"))
    for number in range(staff):
        told.mark(f"staff {number}", told.staff(f"Guus Prooi {number}", town, "NEIGHBOURHOOD_WORKER"))
    for number in range(cases):
        person = told.mark(f"person {number}", told.person("Karel", f"Prooi {number}", born="1990-05-17"))
        case = told.mark(f"case {number}", told.case(person, since="2026-01-05"))
        told.detain(case, person, prison, since="2026-01-05", expected="2026-05-01")
        told.involve(case, told.marks["manager"], "CASE_MANAGER", since="2026-01-06", frame="PBW_18A")
        told.direct(case, told.marks["manager"], since="2026-01-06")
        for turn in range(around):
            one = told.marks[f"staff {(number + turn) % staff}"]
            part = told.involve(case, one, "NEIGHBOURHOOD_WORKER", since="2026-01-06", frame="PBW_18A")
            told.mark(f"part {number} {(number + turn) % staff}", part)
    return told


async def tell(store: Store, folder: Path, cases: int, staff: int, around: int) -> Crowd:
    """Load the world into an empty store."""
    told = telling(cases, staff, around)
    told.write(folder)
    report = await load(store, FixedClock(NOON), folder, strict=True)
    assert report.loaded, report.problems
    held = {row["id"]: row["professional"] for kind, row in told.rows if kind == "Position"}
    return Crowd(store, folder, Going(), told.marks, held)
