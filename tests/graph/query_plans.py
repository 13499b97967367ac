"""Reading the plans of the database: what is done, and at what cost."""

from collections.abc import Iterator
from typing import Any

SCANS = ("NodeByLabelScan", "AllNodesScan", "RelationshipTypeScan", "AllRelationshipsScan", "IndexScan")
UNBOUNDED = ("CartesianProduct", "VarLengthExpand", "ShortestPath")


def operators(plan: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Name and details of every operator of a plan."""
    yield plan["operatorType"].partition("@")[0], plan["args"].get("Details", "")
    for child in plan.get("children", ()):
        yield from operators(child)


def db_hits(plan: dict[str, Any]) -> int:
    return plan["args"].get("DbHits", 0) + sum(map(db_hits, plan.get("children", ())))
