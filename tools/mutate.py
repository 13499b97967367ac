"""Tests the tests of the policy and the guard: changes the code in one place at a time and sees whether a test notices.

    .venv/bin/python tools/mutate.py [MODULE ...]     such as graph.policy.borders; without one, all of TESTED

Nothing in the checkout is changed: a process of its own loads the changed text instead of the module, and runs the
tests. What came out is kept in `.mutants/`, so that it can go on where it stopped; writes docs/mutants.md from that.
Stops after CASUSREGIE_MUTATION_SECONDS (default four hours). A survivor that is as it should be gets a reason in
tools/mutants.toml, by its id.
"""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from shutil import copy2, copytree, ignore_patterns, rmtree

from mutants import Mutant
from mutation_oracle import Remembered, ask, remembered
from mutation_plan import COPY, ROOT, STORED, TESTED, path_of
from mutation_results import SURVIVED, keep, state, unexplained, write_page
from mutation_servers import Servers, kept_running
from mutation_trials import in_a_process, prepare, tried

WORKERS = os.cpu_count() or 1
BATCH = 20
"""So many mutants tried on a database are believed at a time, when the code as it is passes after them."""


def main(modules: Sequence[str] = ()) -> int:
    """Try what was not tried yet, write the page, and answer how many survivors have no reason."""
    if unknown := set(modules) - set(TESTED):
        sys.exit(f"not tested here: {', '.join(sorted(unknown))}; choose from {', '.join(TESTED)}")
    ends = time.monotonic() + float(os.environ.get("CASUSREGIE_MUTATION_SECONDS", "14400"))
    _copy()
    mutants, results = state()
    left = {name: [one for one in mutants[name] if one.id not in results] for name in tuple(modules) or TESTED}
    if any(left.values()):
        prepare()
        if remembered() is None and in_a_process(ask) != 0:
            sys.exit("the oracle does not answer")
        known = remembered()
        assert known is not None
        with ThreadPoolExecutor(WORKERS) as workers:

            def take(found: Iterator[tuple[Mutant, str]], *, undecided: bool) -> None:
                for mutant, outcome in found:
                    if not (undecided and outcome == SURVIVED):
                        results[mutant.id] = outcome
                        print(f"{mutant.id}: {outcome}", flush=True)
                        keep(mutants, results)

            quick = Trials(known, [], workers, ends)
            for name, some in left.items():
                take(quick.of(name, some), undecided=name in STORED)
            stored = {name: [one for one in left[name] if one.id not in results] for name in left if name in STORED}
            if any(stored.values()) and time.monotonic() < ends:
                with kept_running(WORKERS) as servers:
                    slow = Trials(known, servers, workers, ends)
                    for name, some in stored.items():
                        take(slow.of(name, some), undecided=False)
    write_page(mutants, results)
    return len(unexplained(mutants, results))


class Trials:
    """Tries mutants, so many at a time as there are cores."""

    def __init__(self, known: Remembered, servers: Sequence[Servers], workers: ThreadPoolExecutor, ends: float) -> None:
        self._known = known
        self._with_servers = bool(servers)
        self._servers: SimpleQueue[Servers] = SimpleQueue()
        for one in servers:
            self._servers.put(one)
        self._workers = workers
        self._ends = ends

    def of(self, module: str, left: Sequence[Mutant]) -> Iterator[tuple[Mutant, str]]:
        """Each mutant with its outcome, until the time is over."""
        if not left or time.monotonic() > self._ends:
            return
        self._pass_unchanged(module)
        if not self._with_servers:
            yield from self._tried(module, left)
            return
        for first in range(0, len(left), BATCH):
            found = list(self._tried(module, left[first : first + BATCH]))
            self._pass_unchanged(module)
            yield from found

    def _tried(self, module: str, mutants: Sequence[Mutant]) -> Iterator[tuple[Mutant, str]]:
        def outcome(mutant: Mutant) -> str | None:
            return None if time.monotonic() > self._ends else self._outcome(module, mutant.source)

        for mutant, found in zip(mutants, self._workers.map(outcome, mutants), strict=True):
            if found is not None:
                yield mutant, found

    def _outcome(self, module: str, source: str, *, unchanged: bool = False) -> str:
        if not self._with_servers:
            return tried(module, source, self._known, None, unchanged=unchanged)
        servers = self._servers.get()
        try:
            return tried(module, source, self._known, servers, unchanged=unchanged)
        finally:
            self._servers.put(servers)

    def _pass_unchanged(self, module: str) -> None:
        """A test that fails on the code as it is would notice every mutant."""
        if self._outcome(module, path_of(module).read_text("utf-8"), unchanged=True) != SURVIVED:
            sys.exit(f"the tests of {module} fail on the code as it is, see .mutants/told.txt: mend that first")


def _copy() -> None:
    rmtree(COPY, ignore_errors=True)
    for name in ("graph", "seeds", "analytics", "api", "tests", "docs"):
        copytree(ROOT / name, COPY / name, ignore=ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "schema.graphql"):
        copy2(ROOT / name, COPY / name)


if __name__ == "__main__":
    sys.exit(int(main(sys.argv[1:]) > 0))
