"""Names of people who do not exist, from lists of our own (names.toml). Likeness to a real person is chance."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from seeds.invented.chances import weighted

_BACKGROUNDS = weighted({"north-west": 52.0, "morocco": 13.0, "turkey": 8.0, "caribbean": 15.0, "elsewhere": 12.0})
"""Lists to draw from. Not calibrated on origin: it is sensitive, and no rule reads it."""

_PREFIXES = ("van den", "van der", "van 't", "op den", "in 't", "van", "de", "ten", "ter", "el")


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))


def _split(family: str) -> tuple[str | None, str]:
    """Prefix and rest of a family name."""
    for prefix in _PREFIXES:
        if family.startswith(f"{prefix} "):
            return prefix, family[len(prefix) + 1 :]
    return None, family


@dataclass(frozen=True, slots=True)
class Name:
    """An invented name; `background` only says which lists it was drawn from."""

    given: str
    prefix: str | None
    family: str
    background: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.given, self.prefix, self.family) if part)


def name(rng: Random, *, woman: bool) -> Name:
    """A name; one in twelve bears a double family name."""
    background = _BACKGROUNDS.draw(rng)
    lists = _lists()[background]
    given = rng.choice(lists["women" if woman else "men"])
    prefix, family = _split(rng.choice(lists["families"]))
    if rng.random() < 0.08:
        family = f"{family}-{rng.choice(lists['families'])}"
    return Name(given, prefix, family, background)


def relative(rng: Random, of: Name, *, woman: bool) -> Name:
    """Somebody with the same family name."""
    given = rng.choice(_lists()[of.background]["women" if woman else "men"])
    return Name(given, of.prefix, of.family, of.background)


def skn(rng: Random) -> str:
    """A number in the justice chain that cannot be valid: it holds the letter X."""
    return f"X{rng.randrange(10_000_000):07d}"


def telephone(rng: Random) -> str:
    """A telephone number that cannot be dialled: no Dutch number starts so."""
    return f"00-{rng.randrange(10_000_000):07d}"


def address(rng: Random, place: str) -> str:
    """An address in a street that does not exist."""
    return f"{rng.choice(_lists()['streets'])} {rng.randrange(1, 200)}, {place}"
