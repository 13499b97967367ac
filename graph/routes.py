"""Shortest routes over a small graph of who knows whom: pure, no database.

Nodes are positions and organisations by id, and the acting position. A step says how one gets from one to the next; of
several ways all are told. Somebody is never reached through a colleague of the same organisation, whose own cases and
meetings are nobody else's: from a person one comes to the organisation, or to who is looked for there.
"""

from collections import deque
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from itertools import chain, islice

LONGEST = 4
MOST = 5


class StepKind(StrEnum):
    """How somebody is tied to the next: never through which case or meeting."""

    OWN_CASE = "OWN_CASE"
    MEETING = "MEETING"
    SAME_ORGANISATION = "SAME_ORGANISATION"
    AGREEMENT = "AGREEMENT"


Steps = Mapping[str, Mapping[str, frozenset[StepKind]]]
"""From each node the next ones, and how they are tied."""

Route = tuple[str, ...]
"""The nodes passed, without the one it starts from."""

_AT_WORK = frozenset({StepKind.SAME_ORGANISATION})


def routes(steps: Steps, start: str, goals: Collection[str], first: Collection[str] = ()) -> list[Route]:
    """The shortest routes from `start` to any goal, at most MOST of at most LONGEST steps, shortest first.

    Of equally short ones those through and to nodes of `first` come first, then by id. A route ends at the first goal
    it comes to.
    """
    wanted = frozenset(goals) - {start}
    far = _distances(steps, wanted)

    def onward(passed: Route, left: int) -> Iterator[Route]:
        for to in sorted(steps.get(passed[-1], ()), key=lambda node: (node not in first, node)):
            if to in passed or far.get(to, left) > left - 1 or _doubles_back(steps, passed, to):
                continue
            if left == 1:
                yield (*passed, to)
            elif to not in wanted:
                yield from onward((*passed, to), left - 1)

    found = chain.from_iterable(onward((start,), length) for length in range(1, LONGEST + 1))
    return [route[1:] for route in islice(found, MOST)]


def _doubles_back(steps: Steps, passed: Route, to: str) -> bool:
    """Whether this goes through an organisation from one colleague to another, which is one step."""
    return len(passed) > 1 and steps[passed[-2]][passed[-1]] == _AT_WORK == steps[passed[-1]][to]


def _distances(steps: Steps, goals: Collection[str]) -> dict[str, int]:
    """The least number of steps from each node to a goal; nodes from which there is none are absent."""
    before: dict[str, list[str]] = {}
    for node, following in steps.items():
        for to in following:
            before.setdefault(to, []).append(node)
    far = dict.fromkeys(goals, 0)
    waiting = deque(far)
    while waiting:
        node = waiting.popleft()
        for one in before.get(node, ()):
            if one not in far:
                far[one] = far[node] + 1
                waiting.append(one)
    return far
