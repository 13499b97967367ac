"""How long a fact stays fresh without a confirmation, by kind of record (`freshness.toml`, days with a reason)."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from graph.model.catalogue import RECORDS
from graph.times import DAY_MS


@dataclass(frozen=True, slots=True)
class Freshness:
    """Days after which an unconfirmed record of one kind counts as expired, and why that many."""

    kind: str
    days: int
    reason: str


def _read() -> dict[str, Freshness]:
    table = tomllib.loads(files("graph").joinpath("freshness.toml").read_text("utf-8"))
    found = {kind: Freshness(kind, int(entry["days"]), str(entry["reason"])) for kind, entry in table.items()}
    if strange := found.keys() - {kind.label for kind in RECORDS}:
        raise ValueError(f"freshness.toml names {sorted(strange)}, which are no kinds of record")
    return found


FRESHNESS = _read()


def expired(kind: str, at: int, *heard: int | None) -> bool:
    """Whether a record was last heard of too long before `at`.

    `heard` are the moments at which something was heard: its start, its recording, its last confirmation; those that
    are unknown are None. Nothing heard at all is unknown, and so not expired.
    """
    fresh = FRESHNESS.get(kind)
    latest = max((moment for moment in heard if moment is not None), default=None)
    return fresh is not None and latest is not None and at - latest > fresh.days * DAY_MS
