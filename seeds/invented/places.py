"""Where people come from and in which prison they land."""

from dataclasses import dataclass
from functools import cache
from math import cos, hypot, radians
from random import Random

from seeds.invented.chances import Weighted
from seeds.reference.institutions import REGIMES, status_of
from seeds.reference.tables import table


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality as the generator needs it."""

    code: str
    name: str
    inhabitants: int
    crimes: int
    safety_region: str
    arrondissement: str
    police_unit: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Prison:
    """An open prison in which criminal detention is carried out."""

    id: str
    municipality: Municipality
    places: int
    regimes: frozenset[str]
    men: bool
    women: bool
    foreign: bool


CORE = {"small": ("VR23", "VR24"), "region": ("VR21", "VR22", "VR23", "VR24"), "national": ()}
"""Safety regions in which the smaller worlds are concentrated; none: the whole country."""

_DEFAULT_PLACES = 300
_ELSEWHERE = {"DC-RTD": 60, "JC-ZEI": 0}
"""Detention centres for aliens: only the criminal wing counts (62 places in Rotterdam, none in Zeist)."""

_FAR = 0.12
"""Weight of what lies outside the core of a concentrated world."""


@cache
def municipalities() -> dict[str, Municipality]:
    """All municipalities, by code."""
    return {
        row["code"]: Municipality(
            code=row["code"],
            name=row["name_plain"],
            inhabitants=int(row["population"]),
            crimes=int(row["crimes_2024"] or 0),
            safety_region=row["safety_region_code"],
            arrondissement=row["arrondissement_code"],
            police_unit=row["police_unit_code"],
            latitude=float(row["lat"]),
            longitude=float(row["lon"]),
        )
        for row in table("municipalities")
    }


@cache
def prisons() -> dict[str, Prison]:
    """Open prisons with criminal detention, by id; where no source names a regime: remand and prison."""
    found: dict[str, Prison] = {}
    for row in table("prisons"):
        places = _ELSEWHERE.get(row["id"], int(row["capacity"] or row["held"] or _DEFAULT_PLACES))
        if row["type"] not in {"PI", "JC", "DC"} or status_of(row["status"]) != "OPEN" or not places:
            continue
        words = [word.strip() for word in row["regimes"].split(";") if word.strip()]
        foreign = any("VRIS" in word for word in words)
        regimes = {REGIMES[word] for word in words if word in REGIMES} or {"REMAND", "PRISON"}
        found[row["id"]] = Prison(
            id=row["id"],
            municipality=municipalities()[row["municipality_code"]],
            places=places,
            regimes=frozenset({"PRISON", "REMAND"} if foreign else regimes),
            men=row["sex"] != "women",
            women="women" in row["sex"],
            foreign=foreign,
        )
    return found


def location(organisation: str) -> Municipality | None:
    """Where a municipality or open prison lies; None for any other organisation."""
    prison = prisons().get(organisation)
    return prison.municipality if prison else municipalities().get(organisation)


def distance_km(a: Municipality, b: Municipality) -> float:
    """Between two centres, on a flat Netherlands; within half a percent."""
    east = (a.longitude - b.longitude) * cos(radians((a.latitude + b.latitude) / 2)) * 111.32
    return hypot((a.latitude - b.latitude) * 110.57, east)


class Places:
    """Chooses municipalities and prisons for one size of world."""

    def __init__(self, size: str) -> None:
        self.core = CORE[size]
        all_of_them = list(municipalities().values())
        self._origins = Weighted(all_of_them, [self._pull(m) for m in all_of_them])
        self._prisons: dict[tuple[str, str, bool, bool], Weighted[Prison]] = {}
        central = [m for m in all_of_them if m.safety_region in self.core]
        self._near = {
            p.id: min((distance_km(p.municipality, m) for m in central), default=0.0) for p in prisons().values()
        }

    def in_core(self, municipality: Municipality) -> bool:
        """Whether a municipality lies where this world is concentrated."""
        return not self.core or municipality.safety_region in self.core

    def origin(self, rng: Random) -> Municipality:
        """Where somebody comes from: by inhabitants and registered crimes."""
        return self._origins.draw(rng)

    def settlement(self, rng: Random, origin: Municipality) -> Municipality:
        """Another municipality to settle in: mostly larger or near."""
        for _ in range(6):
            other = self._origins.draw(rng)
            if other is not origin and distance_km(origin, other) < 60:
                return other
        return self._origins.draw(rng)

    def prison(self, rng: Random, origin: Municipality, regime: str, *, woman: bool, foreign: bool) -> Prison:
        """A prison with the regime, for men or women: by places and distance, so often outside the own region."""
        key = (origin.code, regime, woman, foreign)
        chooser = self._prisons.get(key)
        if chooser is None:
            chooser = self._prisons[key] = self._chooser(origin, regime, woman=woman, foreign=foreign)
        return chooser.draw(rng)

    def _pull(self, municipality: Municipality) -> float:
        pull = municipality.inhabitants * 0.3 + municipality.crimes * 15
        return pull if self.in_core(municipality) else pull * 0.03

    def _chooser(self, origin: Municipality, regime: str, *, woman: bool, foreign: bool) -> Weighted[Prison]:
        fit = [p for p in prisons().values() if (p.women if woman else p.men) and p.foreign == foreign]
        fit = fit or [p for p in prisons().values() if (p.women if woman else p.men)]
        # Not every remand prison is said to take short stays; but an absent regime is not a no.
        wanted = {regime, "REMAND"} if regime == "SHORT_STAY" else {regime}
        fit = [p for p in fit if wanted & p.regimes] or [p for p in fit if "PRISON" in p.regimes] or fit
        weights = [
            p.places
            / (distance_km(origin, p.municipality) + 12) ** 1.7
            * (1.0 if not self.core or self._near[p.id] < 25 else _FAR)
            for p in fit
        ]
        return Weighted(fit, weights)
