"""The one statement behind the gaps, judged by its plan: what it scans is small and does not grow with persons."""

from typing import Any

from graph.coverages import COVERAGE_FACTS
from graph.times import FOREVER

CEILING = 40_000
"""dbHits. About 25,000 measured, nearly all of it reference data: 342 municipalities, 888 pairs of neighbours."""

SCANNED = {"Municipality", "MunicipalityYear", "Region", "Prison", "Coverage"}
"""Labels read whole: some hundreds of nodes each, in every size of world."""


def operators(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(one for child in plan.get("children", []) for one in operators(child))]


def name_of(operator: dict[str, Any]) -> str:
    return operator["operatorType"].split("@")[0]


def details(operator: dict[str, Any]) -> str:
    return operator.get("args", {}).get("Details", "")


async def test_it_scans_no_label_that_grows_with_persons(small: Any) -> None:
    now = small.clock.now()
    parameters = {"max": FOREVER, "at": now, "known": now}
    plan = operators(await small.store.plan(COVERAGE_FACTS, parameters))
    scanned = {details(o).split(":")[1] for o in plan if name_of(o) == "NodeByLabelScan"}
    assert scanned <= SCANNED
    types = {details(o).split(":")[1].split("]")[0] for o in plan if "RelationshipTypeScan" in name_of(o)}
    assert types <= {"NEIGHBOUR_OF", "SUCCEEDED_BY"}
    heavy = {"AllNodesScan", "CartesianProduct", "VarLengthExpand(All)", "Eager"}
    assert heavy.isdisjoint(map(name_of, plan))


async def test_it_stays_under_its_ceiling(small: Any) -> None:
    now = small.clock.now()
    parameters = {"max": FOREVER, "at": now, "known": now}
    plan = operators(await small.store.plan(COVERAGE_FACTS, parameters, profile=True))
    hits = sum(o.get("args", {}).get("DbHits", 0) for o in plan)
    assert 1_000 < hits < CEILING
