"""A case for learning: a summary without identity that at least k persons of the world fit, for colleagues to learn.

k-anonymity (Samarati and Sweeney 1998) over everything that is told, not over some of it: each value is told at the
finest level of its ladder at which at least k persons still fit all that was told before, or else not at all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from analytics.learning_ladders import LADDERS, Attribute, Ladders
from analytics.learning_values import drawn
from graph.guards import Guard
from graph.learning_columns import own_columns, snapshot
from graph.model.kinds import FieldClass

Values: TypeAlias = Mapping[str, int | str | None]


class Telling(StrEnum):
    """Whether a value is told."""

    TOLD = "TOLD"
    MERGED = "MERGED"
    """Too few persons have it, at every level."""
    WITHHELD = "WITHHELD"
    """Its class is not shown to who asks."""


@dataclass(frozen=True, slots=True)
class Told:
    """One attribute: `value` is a class or word at `level` (0 is the finest), None where it is not told."""

    attribute: Attribute
    telling: Telling
    level: int | None
    value: str | None


@dataclass(frozen=True, slots=True)
class LearningCase:
    """The summary: without names, ids, dates, places and free text. At least `k` persons fit all of it."""

    k: int
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class TooFew:
    """There are not k persons in all: nothing can be told."""

    k: int


async def learning_case(guard: Guard, case: str) -> LearningCase | TooFew | None:
    """The summary of a case; None where it does not exist for who asks."""
    own = await own_columns(guard, case, drawn)
    if own is None:
        return None
    population = await snapshot(guard, drawn)
    return summary(own.values, population.rows, own.released)


def summary(
    own: Values, rows: Iterable[tuple[int, Values]], released: frozenset[FieldClass], ladders: Ladders = LADDERS
) -> LearningCase | TooFew:
    """The summary of `own`; `rows` are (number of the person, values) of everybody.

    Levels do not depend on what is released: two who may see different classes cannot put more together than one who
    may see all of them. O(rows x attributes x levels).
    """
    fitting = list(rows)
    if _persons(fitting) < ladders.k:
        return TooFew(ladders.k)
    told: list[Told] = []
    for attribute in ladders.attributes:
        level, left = _finest(attribute, own[attribute.name], fitting, ladders.k)
        fitting = left
        if attribute.field_class not in released:
            told.append(Told(attribute, Telling.WITHHELD, None, None))
        elif level is None:
            told.append(Told(attribute, Telling.MERGED, None, None))
        else:
            told.append(Told(attribute, Telling.TOLD, level, attribute.said(level, own[attribute.name])))
    return LearningCase(ladders.k, tuple(told))


def _finest(
    attribute: Attribute, value: int | str | None, fitting: list[tuple[int, Values]], k: int
) -> tuple[int | None, list[tuple[int, Values]]]:
    for level in range(len(attribute.levels)):
        said = attribute.said(level, value)
        left = [one for one in fitting if attribute.said(level, one[1][attribute.name]) == said]
        if _persons(left) >= k:
            return level, left
    return None, fitting


def _persons(rows: list[tuple[int, Values]]) -> int:
    return len({person for person, _ in rows})
