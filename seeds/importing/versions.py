"""Versions as the store holds them, and what an import sends to change them."""

from typing import Any, LiteralString

from graph.creations import node_of
from graph.model.rows import Row
from graph.store import Store
from seeds.importing.planning import Creation, Plan, Stored
from seeds.importing.supply import Source

_STORED: LiteralString = """r.id AS id, r.fact AS fact, r.rowHash AS row_hash, r.sourceKey AS source_key,
  r.recordedAt AS recorded_at, r.validTo AS valid_to, r.retractedAt AS retracted_at"""

OF_CASES: LiteralString = f"""
UNWIND $asked AS case
MATCH (r:Record {{caseId: case}})
RETURN case, {_STORED}
"""

OF_ROWS: LiteralString = f"""
UNWIND $asked AS row
CALL (row) {{ MATCH (r:Record {{id: row.id}}) RETURN r.fact AS fact
  UNION MATCH (r:Record {{sourceKey: row.key}}) RETURN r.fact AS fact }}
WITH DISTINCT fact
MATCH (r:Record {{fact: fact}})
RETURN null AS case, {_STORED}
"""


async def stored_versions(store: Store, statement: LiteralString, asked: list[Any]) -> dict[str | None, list[Stored]]:
    """What OF_CASES or OF_ROWS finds, by case."""
    found: dict[str | None, list[Stored]] = {}
    for row in await store.rows(statement, {"asked": asked}, seconds=120) if asked else ():
        found.setdefault(row.pop("case"), []).append(Stored(**row))
    return found


END: LiteralString = """
UNWIND $rows AS row
MATCH (r:Record {id: row.id})
SET r += row.set
"""


def stamp_of(source: Source, plan: Plan) -> int:
    """The latest stamp that a plan brings along: the clock of its case may not be behind it."""
    stamps = [0]
    for creation in plan.creations:
        stamps.append(source.now if creation.recorded_at is None else creation.recorded_at)
        stamps += [creation.given.row.get(name, 0) for name in ("endKnownAt", "retractedAt")]
    for ending in plan.endings:
        stamps += [source.now if ending.stamped else 0]
        stamps += [ending.set.get(name) or 0 for name in ("endKnownAt", "retractedAt")]
    return max(stamps)


def endings_of(plan: Plan, stamp: int) -> list[dict[str, Any]]:
    """The parameters of END for a plan."""
    return [
        {"id": ending.id, "set": ending.set | dict.fromkeys(ending.stamped, stamp)} for ending in plan.endings
    ]  # fmt: skip


def made_of(source: Source, creation: Creation, stamp: int) -> dict[str, Any]:
    """The parameters that create a version; `stamp` is for those that bring none."""
    given = creation.given
    recorded = stamp if creation.recorded_at is None else creation.recorded_at
    row: Row = {**given.row, "id": creation.id, "fact": creation.fact, "recordedAt": recorded}
    if row.get("endKnownAt", recorded + 1) <= recorded:
        del row["endKnownAt"]
    return node_of(given.kind, row, given.row_hash, source.checked.targets)
