"""What a dossier is written from: one life, its book, and everybody who may work on it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from seeds.folders import Row
from seeds.invented.book import Book
from seeds.invented.chances import Chances, new_id
from seeds.invented.coverages import Links
from seeds.invented.moments import DAY
from seeds.invented.places import Municipality, Places, Prison
from seeds.invented.population import Life
from seeds.invented.staff import Staff

Add = Callable[[str, Row], None]


@dataclass(frozen=True, slots=True)
class World:
    """What all dossiers of a world share."""

    chances: Chances
    places: Places
    staff: Staff
    links: Links
    add: Add


@dataclass(frozen=True, slots=True)
class Placement:
    """One stay as it was: prison, regime, from and up to (the last one of who is inside: expected)."""

    prison: Prison
    regime: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """One part in a case: a position, or an organisation where no person is named."""

    role: str
    holder: str
    organisation: str
    start: int
    end: int | None
    named: bool


@dataclass(slots=True)
class Dossier:
    """One case being written. `opened` and `closed` are filled by the part that decides them."""

    world: World
    life: Life
    book: Book
    rng: Random
    opened: int = 0
    closed: int | None = None
    detention: str = ""
    placements: list[Placement] = field(default_factory=list[Placement])
    team: list[Part] = field(default_factory=list[Part])
    contacts: list[str] = field(default_factory=list[str])
    confirmable: list[str] = field(default_factory=list[str])

    @property
    def now(self) -> int:
        """The midnight at which today starts."""
        return self.world.chances.midnight

    @property
    def released(self) -> int | None:
        """When the person was released; None while inside."""
        return self.life.detention.end if self.life.group != "INSIDE" else None

    @property
    def place(self) -> Municipality:
        """Where the person settles, as far as known; else where the person comes from."""
        return self.life.settles or self.life.origin

    @property
    def last_day(self) -> int:
        """The end of the detention, or today while it lasts."""
        return min(self.life.detention.end, self.now)

    def present(self, moment: int, *roles: str) -> list[str]:
        """Positions in the case at a moment, in these roles (none given: all)."""
        return [
            part.holder
            for part in self.team
            if part.named
            and (not roles or part.role in roles)
            and part.start <= moment
            and (part.end is None or moment < part.end)
        ]

    def one(self, moment: int, *roles: str) -> str | None:
        """One of the positions in the case at a moment, in the first of these roles that is there."""
        for role in roles:
            found = self.present(moment, role)
            if found:
                return self.rng.choice(found)
        return None


def open_dossier(world: World, life: Life, case: str | None = None) -> Dossier:
    """A new dossier of a life: its main case, or another case of the same person."""
    stream = world.chances.stream("dossier", life.index, case or "")
    book = Book(case or life.case, world.chances.midnight, stream, world.add)
    return Dossier(world, life, book, stream)


def new_case(dossier: Dossier) -> str:
    """An id for another case of the same person."""
    return new_id("case", dossier.rng)


def days(rng: Random, low: int, high: int) -> int:
    """A number of whole days from `low` up to `high`, in minutes."""
    return rng.randrange(low, high) * DAY
