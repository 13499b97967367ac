"""Counting how long it takes to settle a basic condition, over all cases."""

from collections.abc import Iterable, Iterator, Mapping
from statistics import median_low

from graph.case_records import CaseRecords, Record
from graph.lead_times import LeadTime
from graph.model.words import CONDITIONS
from graph.times import FOREVER, day_of

_OPEN = frozenset({"NOT_IN_ORDER", "IN_PROGRESS"})
_PHASES = frozenset({"DURING", "AFTER"})


def settled_in(case: CaseRecords, at: int) -> Iterator[tuple[str, int]]:
    """Each time a condition was settled in a case by a moment: which, and in how many local days.

    Counted from the first assessment that says it is not in order, or in progress, to the first after it that says in
    order, both during or after a detention. What is not settled yet is not counted.
    """
    by_condition: dict[tuple[str, str], list[Record]] = {}
    for one in case.view(at, at).all("Assessment"):
        if one.value("phase") in _PHASES and one.valid_from is not None and one.valid_from <= at:
            by_condition.setdefault((one.end("person") or "", one.values["condition"]), []).append(one)
    for (_, condition), assessed in sorted(by_condition.items()):
        began: int | None = None
        for one in sorted(assessed, key=lambda one: (one.valid_from or -FOREVER, one.fact)):
            moment = one.valid_from or 0
            if one.values["status"] in _OPEN:
                began = moment if began is None else began
            elif one.values["status"] == "IN_ORDER" and began is not None:
                yield condition, (day_of(moment) - day_of(began)).days
                began = None


def lead_times(counted: Iterable[tuple[str, int]]) -> tuple[LeadTime, ...]:
    """The median of each condition, in the order of the list; of an even number the lower of the middle two.

    >>> lead_times([("HOUSING", 40), ("HOUSING", 10), ("HOUSING", 20)])
    (LeadTime(condition='HOUSING', days=20, count=3),)
    """
    days: Mapping[str, list[int]] = {one: [] for one in CONDITIONS}
    for condition, taken in counted:
        days[condition].append(taken)
    return tuple(LeadTime(one, median_low(taken), len(taken)) for one, taken in days.items() if taken)
