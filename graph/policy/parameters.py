"""The parameters of the policy, read from their file and checked: periods, usual functions, frames, activities."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from graph.actors import Purpose
from graph.errors import PolicyError
from graph.model.words import FRAMES, FUNCTIONS, ORGANISATION_KINDS


@dataclass(frozen=True, slots=True)
class PurposeFrames:
    """Frames an involvement must stand under for a purpose, and frames of cases on which it may be used."""

    involvement: frozenset[str]
    case: frozenset[str]


@dataclass(frozen=True, slots=True)
class Parameters:
    """Periods in local days, months, minutes and hours, and the lists the matrix refers to."""

    intake_days: int
    intake_signal_days: int
    prison_days: int
    municipality_months: int
    emergency_minutes: int
    emergency_failed_attempts: int
    emergency_failed_hours: int
    log_months: int
    facts_months: int
    usual_functions: Mapping[str, frozenset[str]]
    health_authors: frozenset[str]
    emergency_health: frozenset[str]
    frames: Mapping[str, PurposeFrames]
    activities: Mapping[str, str]


def parse_parameters(text: str, name: str = "parameters.toml") -> Parameters:
    """The parameters in a TOML text. Raises PolicyError naming the file and the key, or the line and column."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"{name}: {error}", "correct it in that place") from None
    reader = _Reader(name, table)
    found = Parameters(
        intake_days=reader.count("intake", "days"),
        intake_signal_days=reader.count("intake", "signal_days"),
        prison_days=reader.count("after_release", "prison_days"),
        municipality_months=reader.count("after_release", "municipality_months"),
        emergency_minutes=reader.count("emergency", "minutes"),
        emergency_failed_attempts=reader.count("emergency", "failed_attempts"),
        emergency_failed_hours=reader.count("emergency", "failed_hours"),
        log_months=reader.count("retention", "log_months"),
        facts_months=reader.count("retention", "facts_months"),
        usual_functions={
            reader.word(kind, ORGANISATION_KINDS, "usual_functions"): reader.words(FUNCTIONS, "usual_functions", kind)
            for kind in reader.section("usual_functions")
        },
        health_authors=reader.words(FUNCTIONS, "functions", "health_authors"),
        emergency_health=reader.words(FUNCTIONS, "functions", "emergency_health"),
        frames={
            reader.word(purpose, tuple(Purpose), "frames"): PurposeFrames(
                reader.words(FRAMES, "frames", purpose, "involvement"), reader.words(FRAMES, "frames", purpose, "case")
            )
            for purpose in reader.section("frames")
        },
        activities={purpose.value: reader.text("activities", purpose.value) for purpose in Purpose},
    )
    reader.nothing_left()
    return found


class _Reader:
    """Takes keys out of a table and complains by their path; what nobody took is unknown."""

    def __init__(self, name: str, table: dict[str, Any]) -> None:
        self._name = name
        self._table = table
        self._taken: set[tuple[str, ...]] = set()

    def section(self, *path: str) -> dict[str, Any]:
        found: Any = self._table
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        if not isinstance(found, dict):
            raise self._error(path, "is not there")
        return cast("dict[str, Any]", found)

    def count(self, *path: str) -> int:
        found = self._value(path)
        if not isinstance(found, int) or isinstance(found, bool) or not 0 < found <= 10_000:
            raise self._error(path, "is not a whole number above 0")
        return found

    def text(self, *path: str) -> str:
        found = self._value(path)
        if not isinstance(found, str) or not found:
            raise self._error(path, "is not a text")
        return found

    def words(self, known: tuple[str, ...], *path: str) -> frozenset[str]:
        found = self._value(path)
        if not isinstance(found, list) or not found:
            raise self._error(path, "is not a list of words")
        return frozenset(self.word(str(one), known, *path) for one in cast("list[object]", found))

    def word(self, word: str, known: tuple[str, ...], *path: str) -> str:
        if word not in known:
            raise self._error(path, f"names {word!r}, which is not known")
        return word

    def nothing_left(self) -> None:
        if left := sorted(set(_leaves(self._table, ())) - self._taken):
            raise self._error(left[0], "is not a parameter")

    def _value(self, path: tuple[str, ...]) -> object:
        section = self.section(*path[:-1])
        if path[-1] not in section:
            raise self._error(path, "is not there")
        self._taken.add(path)
        return section[path[-1]]

    def _error(self, path: tuple[str, ...], problem: str) -> PolicyError:
        return PolicyError(f"{self._name}: {'.'.join(path)} {problem}", "correct it there")


def _leaves(table: dict[str, Any], path: tuple[str, ...]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            found += _leaves(cast("dict[str, Any]", value), (*path, key))
        else:
            found.append((*path, key))
    return found
