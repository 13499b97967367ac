"""What becomes of a case when a source says that a detention began: the rule of `arrivals.toml`, as pure functions."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

import msgspec

from graph.errors import RuleError
from graph.times import day_of

_FILE: Final = "arrivals.toml"


class Reopening(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Within how many local days after its closing a case is opened again, with which reason."""

    days: int
    reason: str
    source: str


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    reopen: Reopening


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case of the person: `closed_at` (milliseconds UTC) is None for an open one; `inside` whether somebody of it is
    inside already.
    """

    id: str
    closed_at: int | None
    inside: bool


def reopening_in(text: str) -> Reopening:
    """The rule in a TOML text. Raises RuleError saying where it is wrong."""
    try:
        found = msgspec.convert(tomllib.loads(text), _Table).reopen
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise RuleError(_FILE, "reopen", "", f"cannot be read: {error}") from None
    if found.days < 0:
        raise RuleError(_FILE, "reopen", "days", "cannot be below 0")
    if not found.reason.strip():
        raise RuleError(_FILE, "reopen", "reason", "is empty")
    return found


REOPENING: Final = reopening_in(files("graph.casework").joinpath(_FILE).read_text("utf-8"))
"""The rule in force. A bad file fails here, at import."""


def case_for(cases: Iterable[KnownCase], arrived_at: int, rule: Reopening = REOPENING) -> KnownCase | None:
    """The case that a new detention belongs to: an open one, else the last one closed where that is not too long ago.

    None for a new case. Of several open ones it is the one with the smallest id.
    """
    known = sorted(cases, key=lambda one: one.id)
    for one in known:
        if one.closed_at is None:
            return one
    last = max(known, key=lambda one: one.closed_at or 0, default=None)
    if last is None or last.closed_at is None:
        return None
    return last if (day_of(arrived_at) - day_of(last.closed_at)).days < rule.days else None
