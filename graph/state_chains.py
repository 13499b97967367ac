"""Records that each tell one state of the same request or the same help, put together in the order they came."""

from collections.abc import Iterable
from itertools import groupby

from graph.case_records import Record, in_order

Key = tuple[int | str, ...]


def chains(records: Iterable[tuple[Key, Record]], over: frozenset[str] = frozenset()) -> list[list[Record]]:
    """The records of each key as chains, each in order of start, by the start of its first record.

    Two that started at the same moment are two chains: a thing has one state at a time. What comes after a status of
    `over` is a new one too.
    """
    found: list[list[Record]] = []
    sortable = sorted(records, key=lambda pair: (pair[0], in_order(pair[1])))
    for _, group in groupby(sortable, key=lambda pair: pair[0]):
        own: list[list[Record]] = []
        for _, one in group:
            open_ = [chain for chain in own if _goes_on(chain[-1], one, over)]
            if open_:
                open_[0].append(one)
            else:
                own.append([one])
        found += own
    return sorted(found, key=lambda chain: in_order(chain[0]))


def _goes_on(last: Record, one: Record, over: frozenset[str]) -> bool:
    return last.values["status"] not in over and in_order(last)[0] < in_order(one)[0]
