"""What the policy adds to an answer of 500 rows about one person: facts, decisions, the mask and what is withheld.

    python bench/decide.py

Without a database: the rows stand ready as it would return them, and the guard opens them as in `graph.networks`.
Beside it, in the same run, the same rows handed over without a guard. It may add 0.5 ms.
"""

import gc
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from graph.actors import Actor, Purpose
from graph.clock import FixedClock
from graph.guards import Guard
from graph.networks import SECTIONS, SHOWN
from graph.opened import Opened
from graph.times import DAY_MS, parse_moment

LIMIT_MS = 0.5
ROUNDS = 400
NOW = parse_moment("2026-03-10T12:00:00+01:00")
TIMES = {"caseId": "case-1", "validFrom": NOW - 90 * DAY_MS, "validTo": None, "endKnownAt": None, "recordedAt": NOW}
ACTOR = Actor("w", "N. N.", "q", "CASE_MANAGER", "o0", "PI", "PRISON", Purpose.REINTEGRATION)


def case() -> dict[str, Any]:
    """One case as `graph.policy.gathering.facts` gives it, with the actor in its team."""
    involved = {**TIMES, "label": ["Involvement", "Record"], "frame": "PBW_18A", "positionId": "q", "status": None}
    state = {**TIMES, "label": ["CaseState", "Record"], "frame": None, "positionId": None, "status": "OPEN"}
    inside = {**TIMES, "label": ["DetentionState", "Record"], "status": "INSIDE", "prison": None}
    return {
        "id": "case-1", "kind": "PERSON", "frame": "PBW_18A", "persons": ["p"], "around": [involved, state],
        "inside": [["d", inside]], "said": [],
    }  # fmt: skip


def rows() -> dict[str, Any]:
    """500 rows of all sections of a network, every third of a care provider."""
    kinds = ("PRISON", "MUNICIPALITY", "CARE_PROVIDER")
    organisations = [{"id": f"o{n}", "name": f"Organisation {n}", "kind": kinds[n % 3]} for n in range(30)]
    record = {**TIMES, "fact": "f", "source": "bench", "status": None}

    def row(number: int, **own: Any) -> dict[str, Any]:
        return {**record, "organisation": organisations[number % 30], "offer": None, "medical": False, **own}

    position = {**TIMES, "function": "CASE_MANAGER", "professional": "w", "organisation": "o0", "kind": "PRISON"}
    return {
        "cases": [case()],
        "position": [{**position, "label": ["PositionState"], "prison": None}],
        "team": [
            row(n, role="OTHER_HELPER", frame="PBW_18A", professional={"id": f"w{n}", "name": "N. N."})
            for n in range(200)
        ],
        "directions": [row(n, professional=None) for n in range(5)],
        "ties": [row(n, victim=n % 10 == 0) for n in range(100)],
        "contacts": [
            row(n, victim=False, reader="PROFESSIONAL", by=f"q{n}")
            if n % 2
            else row(n, victim=False, reader="PERSON", by=None, organisation=None)
            for n in range(120)
        ],
        "course": [row(n, detention={"caseId": "case-1"}) for n in range(40)],
        "places": [row(n) for n in range(30)],
        "names": [row(n) for n in range(5)],
    }


def median_ms(act: Callable[[], object]) -> float:
    """Half of the rounds take less, in milliseconds: of ten batches the one that was disturbed least by others."""
    medians: list[float] = []
    for _ in range(10):
        taken: list[float] = []
        for _ in range(ROUNDS // 10):
            started = time.perf_counter()
            act()
            taken.append((time.perf_counter() - started) * 1000)
        medians.append(statistics.median(taken))
    return min(medians)


def main() -> int:
    """Measure, print, and say by the exit code whether it stays within the limit."""
    answer, clock = rows(), FixedClock(NOW)
    shown: list[int] = []

    def guarded() -> None:
        guard = Guard(None, ACTOR, clock)  # type: ignore[arg-type] (nothing is read here)
        found = guard.opened(answer, SECTIONS)
        assert isinstance(found, Opened)
        shown.append(sum(len(found[name]) for name in SECTIONS))
        guard.withheld(found.case_ids, SHOWN, of_each=True)

    def bare() -> dict[str, list[Any]]:
        return {name: [row for row in answer[name] if row is not None] for name in SECTIONS}

    total = sum(len(answer[name]) for name in SECTIONS)
    gc.disable()
    with_guard, without = median_ms(guarded), median_ms(bare)
    added = with_guard - without
    print(f"{total} rows, {shown[-1]} of them shown: {without:.3f} ms without a guard, {with_guard:.3f} ms with")
    print(f"the decision adds {added:.3f} ms, {added / total * 1000:.2f} us a row; it may add {LIMIT_MS} ms")
    return 0 if added <= LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
