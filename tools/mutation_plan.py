"""Which modules are mutated, and the tests that are to notice."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
KEPT = ROOT / ".mutants"
COPY = KEPT / "checkout"
"""What is tested: the code and tests as they were at the start, whatever is edited meanwhile."""
TESTS = COPY / "tests" / "policy"

PURE = (
    "borders",
    "decisions",
    "scoping",
    "cells",
    "tables",
    "facts",
    "reasons",
    "bands",
    "parameters",
    "explaining",
    "policies",
)
ROWS = (
    "test_gathering_rows.py",
    "test_classes_of_rows.py",
    "test_guard_rows.py",
    "test_withheld_rows.py",
    "test_scope_parameters.py",
)
"""On rows made by hand, and so asked before a database is."""
GATHERED = ("tests/policy/test_gathering.py", "tests/policy/test_more_cases_stored.py")
WALKED = ("tests/walks/test_classes_in_networks.py", "tests/walks/test_borders_in_scope.py")
ASKED = ("tests/policy/test_guard_stored.py",)
READ = ("tests/walks/test_network_on_screen.py", "tests/api/test_hidden.py")
STORED = {
    "graph.policy.gathering": (*GATHERED, *WALKED),
    "graph.sections": (*WALKED, *READ),
    "graph.classes": (*WALKED, *READ),
    "graph.scopes": (*ASKED, *WALKED, *READ),
    "graph.scopes_in_time": (*WALKED, *READ),
    "graph.guards": (*ASKED, *WALKED, *READ),
    "graph.opened": (*WALKED, *READ),
    "graph.record_classes": ("tests/logs/test_subject_report.py",),
}
"""Modules that need a database for what they do, and the tests that use it, the quickest to notice first."""

TESTED = (*(f"graph.policy.{name}" for name in PURE), *STORED)


def path_of(module: str) -> Path:
    """The text of a module."""
    return COPY / f"{module.replace('.', '/')}.py"


def test_files() -> list[Path]:
    """What a survivor survived."""
    stored = {COPY / test for tests in STORED.values() for test in tests}
    return sorted({*TESTS.glob("*.py"), *TESTS.glob("*.cedar"), *TESTS.glob("*.md"), *stored})
