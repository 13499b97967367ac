"""What an import does about a record, given what the store holds: pure decisions over plain data.

A version is known by its id and the hash of its row. What is the same is left alone; a row to which only an end was
added closes or retracts; any other difference is a correction: the old version is retracted and a new one with the
same fact takes its place.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from graph.creations import source_key
from graph.model.kinds import Kind
from graph.model.rows import Row

Verdict = Literal["new", "same", "changed"]

ENDS: tuple[tuple[str, ...], ...] = (
    ("validTo", "endKnownAt"),
    ("retractedAt",),
    ("validTo", "endKnownAt", "retractedAt"),
)
"""The keys that a row may gain without being another version."""


@dataclass(slots=True)
class Stored:
    """A version as the store holds it."""

    id: str
    fact: str
    row_hash: str | None
    source_key: str | None
    recorded_at: int
    valid_to: int | None
    retracted_at: int | None


@dataclass(frozen=True, slots=True)
class Given:
    """A row of the folder. `hash_without` answers its hash without some keys."""

    kind: Kind
    offset: int
    row: Row
    row_hash: str
    hash_without: Callable[[tuple[str, ...]], str]


@dataclass(slots=True)
class Creation:
    """A version to make. Without `recorded_at` it is stamped when the case is locked."""

    given: Given
    id: str
    fact: str
    recorded_at: int | None


@dataclass(slots=True)
class Ending:
    """Properties to set on a stored version; a stamp is filled in for those named in `stamped`."""

    id: str
    set: dict[str, Any]
    stamped: tuple[str, ...] = ()


@dataclass(slots=True)
class Plan:
    """What to do about the records of one case (or of none)."""

    creations: list[Creation] = field(default_factory=list[Creation])
    endings: list[Ending] = field(default_factory=list[Ending])
    verdicts: list[tuple[Given, Verdict]] = field(default_factory=list[tuple[Given, Verdict]])

    @property
    def turns(self) -> int:
        """How many sequence numbers it takes; 0 when there is nothing to do."""
        return len(self.creations) or min(1, len(self.endings))


def plan_of(rows: Iterable[Given], stored: Iterable[Stored], new_id: Callable[[], str]) -> Plan:
    """Decide about rows of one case, against all versions the store holds of their facts."""
    history = _History(stored)
    plan = Plan()
    for given in sorted(rows, key=lambda given: (given.row.get("recordedAt", 1 << 62), given.row["id"])):
        plan.verdicts.append((given, _decide(given, history, plan, new_id)))
    return plan


class _History:
    def __init__(self, stored: Iterable[Stored]) -> None:
        self.by_id: dict[str, Stored] = {}
        self.by_key: dict[str, Stored] = {}
        self.hashes: set[tuple[str, str | None]] = set()
        for version in stored:
            self.by_id[version.id] = version
            self.hashes.add((version.fact, version.row_hash))
            if version.source_key is not None:
                self.by_key[version.source_key] = version

    def retract(self, version: Stored) -> None:
        version.retracted_at = 0
        if version.source_key is not None:
            self.by_key.pop(version.source_key, None)


def _decide(given: Given, history: _History, plan: Plan, new_id: Callable[[], str]) -> Verdict:
    row = given.row
    known = history.by_id.get(row["id"])
    current = history.by_key.get(source_key(given.kind, row))
    believed = current or known
    fact = believed.fact if believed else row.get("fact", row["id"])
    if (fact, given.row_hash) in history.hashes if "retractedAt" in row else _reads(believed, given):
        return "same"
    if known is not None and known.retracted_at is None and _end(given, known, history, plan):
        return "changed"
    if "retractedAt" in row:
        if known is None:
            plan.creations.append(Creation(given, row["id"], fact, row["recordedAt"]))
            return "new"
        return "same"  # an old version that reads otherwise: what was believed then is not rewritten
    if current is None:
        plan.creations.append(Creation(given, row["id"] if known is None else new_id(), fact, row.get("recordedAt")))
        return "new" if known is None else "changed"
    _correct(given, current, history, plan, row["id"] if known is None else new_id())
    return "changed"


def _reads(version: Stored | None, given: Given) -> bool:
    return version is not None and version.row_hash == given.row_hash


def _end(given: Given, known: Stored, history: _History, plan: Plan) -> bool:
    """Close or retract when the row only gained an end."""
    row = given.row
    for keys in ENDS:
        if keys[0] not in row or (keys[0] == "validTo" and known.valid_to is not None):
            continue
        if given.hash_without(keys) != known.row_hash:
            continue
        changes: dict[str, Any] = {"rowHash": given.row_hash}
        stamped: tuple[str, ...] = ()
        if "validTo" in keys:
            changes |= {"validTo": row["validTo"], "currentCase": None}
            if "endKnownAt" in row:
                changes["endKnownAt"] = row["endKnownAt"]
            else:
                stamped = ("endKnownAt",)
        if "retractedAt" in keys:
            changes |= {"retractedAt": row["retractedAt"], "sourceKey": None, "currentCase": None}
            history.retract(known)
        plan.endings.append(Ending(known.id, changes, stamped))
        return True
    return False


def _correct(given: Given, current: Stored, history: _History, plan: Plan, version_id: str) -> None:
    recorded = given.row.get("recordedAt")
    if recorded is not None and recorded <= current.recorded_at:
        recorded = None
    changes: dict[str, Any] = {"sourceKey": None, "currentCase": None}
    if recorded is not None:
        changes["retractedAt"] = recorded
    plan.endings.append(Ending(current.id, changes, () if recorded is not None else ("retractedAt",)))
    plan.creations.append(Creation(given, version_id, current.fact, recorded))
    history.retract(current)
