"""What the walks and the oracle say of a world, remembered: it does not depend on what is changed, and takes long."""

import pickle
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from mutation_plan import KEPT, test_files
from mutation_results import sum_of


class Walks:
    """A plugin of pytest by which a walk that was walked before, of the same question, is not walked again.

    Only the run on the code as it is writes down what it walked: `learning`.
    """

    def __init__(self, *, learning: bool) -> None:
        self._path = KEPT / f"walks-{sum_of(test_files())[:16]}.pickle"
        self._known: dict[str, Any] = pickle.loads(self._path.read_bytes()) if self._path.exists() else {}
        self._before = len(self._known)
        self._learning = learning

    def pytest_collection_finish(self) -> None:
        """Put the remembered walks in the place of the walks, where a test imported them."""
        if comparing := sys.modules.get("comparing"):
            comparing.Walk = self._walk(comparing.Walk)
        if rights := sys.modules.get("rights"):
            rights.Rights.exists = self._exists(rights.Rights.exists)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        """Write down what is new."""
        if self._learning and len(self._known) > self._before:
            self._path.write_bytes(pickle.dumps(self._known))

    def _walk(self, walk: Any) -> Any:
        def walked(world: Any, actor: Any, person: str, now: int, **asked: Any) -> Any:
            key = repr(("walk", _size(world), actor, person, now, sorted(asked.items())))
            if key not in self._known:
                found = walk(world, actor, person, now, **asked)
                self._known[key] = pickle.dumps((found.nodes, found.edges))
            nodes, edges = pickle.loads(self._known[key])
            return SimpleNamespace(nodes=nodes, edges=edges)

        return walked

    def _exists(self, exists: Any) -> Any:
        def remembered(rights: Any) -> bool:
            key = repr(("exists", _size(rights.world), rights.actor, rights.case["id"], rights.now))
            if key not in self._known:
                self._known[key] = exists.fget(rights)
            return self._known[key]

        return property(remembered)


def _size(world: Any) -> int:
    """What tells one world from another."""
    return sum(map(len, world.rows.values()))
