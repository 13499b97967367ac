"""Who is in a world: the skeleton of each life, before anything is recorded about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from seeds.invented.chances import Chances, new_id, weighted
from seeds.invented.lengths import inflow_length, met_length
from seeds.invented.moments import DAY
from seeds.invented.names import Name, name, relative
from seeds.invented.places import Municipality, Places, Prison

SHARES = {"INSIDE": 0.20, "RECENT": 0.33, "EARLIER": 0.47}
"""Inside on the day, released in the last 182 days, released before that: 9,000 inside against 30,000 inflows a year
(figures.csv F001, F002), in a population of all who were inside in the last 14 months."""

RECENT_DAYS, EARLIER_DAYS = 182, 430

WOMEN = 0.06
KNOWN_TO_PROBATION = 0.74
REGIME_AT_ENTRY = {"SHORT_STAY": "SHORT_STAY", "SELF_REPORTER": "PRISON", "REMAND": "REMAND"}
AGES = weighted({(18, 24): 13.0, (24, 35): 37.0, (35, 45): 26.0, (45, 60): 19.0, (60, 78): 5.0})


@dataclass(frozen=True, slots=True)
class Detention:
    """One stay inside. `start` and `end` are midnights in minutes; the end may lie ahead."""

    start: int
    end: int
    entry: str  # SHORT_STAY, SELF_REPORTER or REMAND
    isd: bool
    verdict: int | None  # first-instance verdict: None before it, or where there is none to come
    prison: Prison

    @property
    def days(self) -> int:
        """Length in days."""
        return (self.end - self.start) // DAY


@dataclass(frozen=True, slots=True)
class Life:
    """One person of the world, with what holds for the person from the start."""

    index: int
    person: str
    case: str
    group: str
    woman: bool
    born: int
    name: Name
    detention: Detention
    earlier: Detention | None
    origin: Municipality
    settles: Municipality | None
    known: bool  # to probation, in the last five years
    supervised: bool
    foreign: bool  # without residence status
    lvb: bool
    psychiatric: bool
    addicted: bool
    violent: bool
    family: int | None = None  # which family case
    sibling: int | None = None  # index of a brother or sister who is in the world too

    @property
    def full(self) -> bool:
        """Whether a full dossier is kept: inside, or released in the last six months."""
        return self.group != "EARLIER"


@dataclass(frozen=True, slots=True)
class _Bond:
    """The other one of a pair, and their family case; None: siblings inside at once."""

    other: int
    family: int | None


def population(chances: Chances, count: int, places: Places) -> list[Life]:
    """The lives of a world, in an order that says nothing."""
    rng = chances.stream("population")
    inside, recent = round(count * SHARES["INSIDE"]), round(count * SHARES["RECENT"])
    groups = ["INSIDE"] * inside + ["RECENT"] * recent + ["EARLIER"] * (count - inside - recent)
    rng.shuffle(groups)
    bonds = _bonds(rng, groups)
    lives: list[Life] = []
    for index, group in enumerate(groups):
        bond = bonds.get(index)
        first = lives[bond.other] if bond and bond.other < index else None
        lives.append(_life(chances, places, index, group, bond=bond, of=first))
    return lives


def _bonds(rng: Random, groups: Sequence[str]) -> dict[int, _Bond]:
    full = [i for i, group in enumerate(groups) if group != "EARLIER"]
    inside = [i for i in full if groups[i] == "INSIDE"]
    bonds: dict[int, _Bond] = {}
    for family in range(max(1, round(len(full) * 0.012))):
        first, second = sorted(rng.sample(full, 2))
        if first not in bonds and second not in bonds:
            bonds[first], bonds[second] = _Bond(second, family), _Bond(first, family)
    for _ in range(max(1, round(len(inside) * 0.008))):
        first, second = sorted(rng.sample(inside, 2))
        if first not in bonds and second not in bonds:
            bonds[first], bonds[second] = _Bond(second, None), _Bond(first, None)
    return bonds


def _life(chances: Chances, places: Places, index: int, group: str, *, bond: _Bond | None, of: Life | None) -> Life:
    """`of` is the one of a pair who came first: the family name and the municipality are theirs."""
    rng = chances.stream("life", index)
    family = bond.family if bond else None
    sibling = bond.other if bond and bond.family is None else None
    woman = rng.random() < WOMEN and sibling is None
    foreign = of is None and rng.random() < 0.04
    origin = of.origin if of else places.origin(rng)
    low, high = AGES.draw(rng)
    length, end = _last_days(rng, group)
    start = end - length
    midnight = chances.midnight
    detention = _detention(
        rng, places, origin, midnight + start * DAY, midnight + end * DAY, woman=woman, foreign=foreign
    )
    earlier = None
    if rng.random() < 0.35 and not foreign:
        gap, before = rng.randrange(60, 1_000), inflow_length(rng)
        ended = detention.start - gap * DAY
        earlier = _detention(rng, places, origin, ended - before * DAY, ended, woman=woman, foreign=False)
    settles: Municipality | None = origin
    draw = rng.random()
    if foreign or draw < 0.10:
        settles = None
    elif draw < 0.45:
        settles = places.settlement(rng, origin)
    known = rng.random() < KNOWN_TO_PROBATION
    return Life(
        index=index,
        person=new_id("prs", rng),
        case=new_id("case", rng),
        group=group,
        woman=woman,
        born=midnight - (rng.randrange(low * 365, high * 365) + 20) * DAY,
        name=relative(rng, of.name, woman=woman) if of else name(rng, woman=woman),
        detention=detention,
        earlier=earlier,
        origin=origin,
        settles=settles,
        known=known,
        supervised=not foreign and rng.random() < _supervision(detention),
        foreign=foreign,
        lvb=rng.random() < 0.45,
        psychiatric=rng.random() < 0.60,
        addicted=rng.random() < 0.50,
        violent=rng.random() < 0.33,
        family=family,
        sibling=sibling,
    )


def _last_days(rng: Random, group: str) -> tuple[int, int]:
    """Length of the last detention and its end, in days from today."""
    if group == "INSIDE":
        length = met_length(rng)
        inside = min(length - 1, 1 + int(rng.random() * (length - 1)))
        return length, length - inside
    length = inflow_length(rng)
    if group == "RECENT":
        return length, -rng.randrange(1, RECENT_DAYS)
    return length, -rng.randrange(RECENT_DAYS, EARLIER_DAYS)


def _supervision(detention: Detention) -> float:
    """Chance of supervision after release: 18 % in all, 8-13 % of short stays, 81 % from a year (F072-F074)."""
    if detention.days < 31:
        return 0.088
    if detention.days < 92:
        return 0.11
    return 0.24 if detention.days < 366 else 0.83


def _detention(
    rng: Random, places: Places, origin: Municipality, start: int, end: int, *, woman: bool, foreign: bool
) -> Detention:
    days = (end - start) // DAY
    draw = rng.random()
    isd = 450 < days < 1_000 and draw < 0.45
    if days < 31:
        entry = "SHORT_STAY" if draw < 0.58 else "SELF_REPORTER" if draw < 0.66 else "REMAND"
    elif days < 92:
        entry = "SHORT_STAY" if draw < 0.22 else "SELF_REPORTER" if draw < 0.37 else "REMAND"
    else:
        entry = "SELF_REPORTER" if draw > 0.9 and not isd else "REMAND"
    verdict: int | None = start - rng.randrange(30, 400) * DAY
    if entry == "REMAND":
        wait = int(rng.triangular(60, 240, 110) if isd else rng.triangular(60, 560, 150))
        verdict = start + wait * DAY if wait < days else None
    prison = places.prison(rng, origin, REGIME_AT_ENTRY[entry], woman=woman, foreign=foreign)
    return Detention(start=start, end=end, entry=entry, isd=isd, verdict=verdict, prison=prison)
