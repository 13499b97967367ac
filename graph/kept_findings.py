"""What runs of rules kept of a case: each finding with when it was first and last seen, and where it stands."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import LiteralString

from graph.model.kinds import FieldClass
from graph.sections import Row


class Life(StrEnum):
    """Where a finding stands. Whether it is accepted is said beside it."""

    OPEN = "OPEN"
    RESOLVED = "RESOLVED"
    NOT_JUDGED = "NOT_JUDGED"


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """A finding as the runs saw it, moments in milliseconds UTC. `ended_at` is the moment of the run that did not find
    it any more, None while it is open. `code` is that of its reason when it was last seen; `reads` are the classes that
    its rule reads.
    """

    id: str
    case_id: str
    rule: str
    reads: frozenset[FieldClass]
    code: str
    since: int | None
    first_seen: int
    last_seen: int
    life: Life
    ended_at: int | None


KEPT: LiteralString = """COLLECT { UNWIND cases AS c MATCH (f:Finding {caseId: c.id})
    RETURN f{.id, .caseId, .rule, .reads, .code, .since, .firstSeen, .lastSeen, .status, .endedAt} ORDER BY f.id }
  AS findings"""
"""A column of `cases` that is told by the classes of the rule of each (`analytics.findings`), and only so."""


def kept_in(rows: Iterable[Row], case: str) -> tuple[KeptFinding, ...]:
    """What was kept of one case, by id."""
    return tuple(
        KeptFinding(
            row["id"], case, row["rule"], frozenset(map(FieldClass, row["reads"])), row["code"], row["since"],
            row["firstSeen"], row["lastSeen"], Life(row["status"]), row["endedAt"],
        )
        for row in rows
        if row["caseId"] == case
    )  # fmt: skip


def finding_id(case: str, rule: str, key: str) -> str:
    """The id of a finding: the same in every run, after every import, whatever was found beside it."""
    return "fnd-" + hashlib.sha256("\0".join((case, rule, key)).encode()).hexdigest()[:24]
