"""Which attributes a summary for learning tells, and how each is made coarser: `learning.toml`, read and checked."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from typing import Any

from graph.model.kinds import FieldClass

UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Attribute:
    """One thing that can be told. Of `levels`, the finest first, each holds lower bounds of classes of a number, or
    which word becomes which.
    """

    name: str
    part: str
    field_class: FieldClass
    dutch: str
    english: str
    levels: tuple[tuple[int, ...] | Mapping[str, str], ...]

    def said(self, level: int, value: int | str | None) -> str:
        """A value at a level: a class such as `3-4` or `5+`, or a word; UNKNOWN for None."""
        if value is None:
            return UNKNOWN
        ladder = self.levels[level]
        if isinstance(ladder, tuple):
            return _class_of(ladder, value) if isinstance(value, int) else value
        return ladder.get(str(value), str(value))


@dataclass(frozen=True, slots=True)
class Ladders:
    """At least how many persons must fit, why, and the attributes, what keeps its detail longest first."""

    k: int
    reason: str
    source: str
    attributes: tuple[Attribute, ...]


def _class_of(bounds: tuple[int, ...], value: int) -> str:
    below = [one for one in bounds if one <= value]
    if not below:
        return f"0-{bounds[0] - 1}" if bounds[0] > 1 else "0"
    low = below[-1]
    if len(below) == len(bounds):
        return f"{low}+"
    high = bounds[len(below)] - 1
    return str(low) if low == high else f"{low}-{high}"


def ladders_in(text: str, name: str = "learning.toml") -> Ladders:
    """The ladders of a TOML text. Raises ValueError naming the file and what is wrong."""
    table = tomllib.loads(text)
    try:
        attributes = tuple(_attribute(one) for one in table["attribute"])
        found = Ladders(table["k"], table["reason"], table["source"], attributes)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{name}: {error}") from error
    names = [one.name for one in attributes]
    if found.k < 2 or len(names) != len(set(names)):
        raise ValueError(f"{name}: k should be 2 or more, and each attribute should stand once")
    return found


def _attribute(said: Mapping[str, Any]) -> Attribute:
    name = said["name"]
    if ("bounds" in said) == ("words" in said):
        raise ValueError(f"{name} should have either bounds or words")
    levels: tuple[Any, ...] = tuple(map(tuple, said["bounds"])) if "bounds" in said else tuple(said["words"])
    for level in said.get("bounds", ()):
        if not level or level[0] < 1 or any(after <= before for before, after in pairwise(level)):
            raise ValueError(f"{name}: bounds should rise, from 1 or more")
    if not levels:
        raise ValueError(f"{name} should have a level")
    return Attribute(name, said["part"], FieldClass(said["class"]), said["dutch"], said["english"], levels)


LADDERS = ladders_in(files("analytics").joinpath("learning.toml").read_text("utf-8"))
"""The ladders in force. A bad file fails here, at import."""
