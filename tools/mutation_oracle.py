"""What the told cases and the oracle say: the same whatever is changed, and most of the time, so it is asked once.

A mutant is tried on this first: it takes a third of a second, where all tests of the policy take ten.
"""

import pickle
import sys
from dataclasses import dataclass

from mutation_plan import COPY, KEPT, TESTS, test_files
from mutation_results import sum_of

REQUESTS = 10_000
SEED = 20260310


@dataclass(frozen=True)
class Remembered:
    """The random requests, pickled, and what the oracle answers to each."""

    requests: bytes
    answers: list[str]


def remembered() -> Remembered | None:
    """What was asked before of the tests as they are now."""
    path = _path()
    return pickle.loads(path.read_bytes()) if path.exists() else None


def ask() -> None:
    """Ask the oracle, in a process of its own, and write down what it says."""
    from random import Random

    sys.path[:0] = [str(COPY), str(TESTS)]
    from oracle import answer
    from random_requests import random_request

    rng = Random(SEED)
    requests = [random_request(rng) for _ in range(REQUESTS)]
    found = Remembered(pickle.dumps(requests), [answer(*request) for request in requests])
    _path().write_bytes(pickle.dumps(found))


def decides_otherwise(known: Remembered) -> bool:
    """Whether a decision is another one than a told case or the oracle gives."""
    from told_cases import told_cases

    from graph.policy.decisions import Hidden, Release, decide

    said = {Release: "release", Hidden: "hidden"}

    def says(decision) -> str:
        return said.get(type(decision)) or decision.reason.value

    told = told_cases(TESTS / "more_cases.md")
    if any(says(decide(one.actor, one.field_class, one.facts, one.moment)) != one.answer for one in told):
        return True
    asked = zip(pickle.loads(known.requests), known.answers, strict=True)
    return any(says(decide(*request)) != answer for request, answer in asked)


def _path():
    return KEPT / f"oracle-{sum_of(test_files())[:16]}.pickle"
