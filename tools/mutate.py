"""Tests the tests of the policy: changes the code in one place at a time and sees whether a test notices.

    .venv/bin/python tools/mutate.py [MODULE ...]     such as graph.policy.borders; without one, all of TESTED

Nothing in the checkout is changed: a process of its own loads the changed text instead of the module, and runs the
tests of the policy. What came out is kept in `.mutants/`, so that it can go on where it stopped; writes docs/mutants.md
from that. Stops after CASUSREGIE_MUTATION_SECONDS (default four hours). A survivor that is as it should be gets a
reason in tools/mutants.toml, by its id.
"""

import hashlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import pickle
import signal
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copy2, copytree, ignore_patterns, rmtree
from types import ModuleType

from mutants import Mutant, mutants_of

ROOT = Path(__file__).parent.parent
KEPT = ROOT / ".mutants"
PAGE = ROOT / "docs" / "mutants.md"
REASONS = ROOT / "tools" / "mutants.toml"
COPY = KEPT / "checkout"
"""What is tested: the code and tests as they were at the start, whatever is edited meanwhile."""
TESTS = COPY / "tests" / "policy"

POLICY = (
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
    "gathering",
)
STORED = {
    "graph.policy.gathering": ("tests/policy/test_gathering.py", "tests/policy/test_more_cases_stored.py"),
    "graph.classes": ("tests/walks/test_classes_in_networks.py",),
    "graph.scopes": ("tests/walks/test_borders_in_scope.py", "tests/api/test_hidden.py"),
    "graph.guards": ("tests/walks/test_classes_in_networks.py", "tests/api/test_hidden.py"),
}
"""Modules that need a database for some of what they do, and the tests that start one: a minute for each mutant."""

TESTED = (*(f"graph.policy.{name}" for name in POLICY), *(name for name in STORED if "policy" not in name))

REQUESTS = 10_000
PATIENCE_SECONDS = 900
DIED, KILLED, SURVIVED = "died", "killed", "survived"


def main(modules: Sequence[str] = ()) -> int:
    """Try what was not tried yet, write the page, and answer how many survivors have no reason."""
    if unknown := set(modules) - set(TESTED):
        sys.exit(f"not tested here: {', '.join(sorted(unknown))}; choose from {', '.join(TESTED)}")
    ends = time.monotonic() + float(os.environ.get("CASUSREGIE_MUTATION_SECONDS", "14400"))
    _copy()
    mutants, results = state()
    answers = _remembered()
    unchanged = _path("graph.policy.borders").read_text("utf-8")
    if _outcome("graph.policy.borders", unchanged, answers) != SURVIVED:
        sys.exit("the tests of the policy fail on the code as it is: mend that first")
    left = [(name, one) for name in tuple(modules) or TESTED for one in mutants[name] if one.id not in results]

    def tried(given: tuple[str, Mutant]) -> tuple[Mutant, str | None]:
        return given[1], None if time.monotonic() > ends else _outcome(given[0], given[1].source, answers)

    with ThreadPoolExecutor(os.cpu_count()) as workers:
        for number, (mutant, outcome) in enumerate(workers.map(tried, left), 1):
            if outcome is not None:
                results[mutant.id] = outcome
                _keep(mutants, results)
                print(f"{number}/{len(left)} {mutant.id}: {outcome}", flush=True)
    PAGE.write_text(page(mutants, results), encoding="utf-8")
    return len(unexplained(mutants, results))


def _copy() -> None:
    rmtree(COPY, ignore_errors=True)
    for name in ("graph", "seeds", "analytics", "api", "tests"):
        copytree(ROOT / name, COPY / name, ignore=ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "schema.graphql"):
        copy2(ROOT / name, COPY / name)


def counted(mutants: dict[str, list[Mutant]], results: dict[str, str]) -> dict[str, Counter[str]]:
    """By module, how many mutants there are of each outcome."""
    return {module: Counter(results.get(one.id, "not tried") for one in given) for module, given in mutants.items()}


def unexplained(mutants: dict[str, list[Mutant]], results: dict[str, str]) -> list[str]:
    """Ids of survivors without a reason."""
    known = reasons()
    every = (one.id for given in mutants.values() for one in given)
    return [one for one in every if results.get(one) == SURVIVED and one not in known]


def state() -> tuple[dict[str, list[Mutant]], dict[str, str]]:
    """All mutants of the code as it is, and what is known of them."""
    mutants = {module: list(mutants_of(module, _path(module).read_text("utf-8"))) for module in TESTED}
    return mutants, _kept(mutants)


def page(mutants: dict[str, list[Mutant]], results: dict[str, str]) -> str:
    """docs/mutants.md: figures, and every survivor with its reason."""
    known = reasons()
    lines = [
        "# Mutants",
        "",
        "Written by `tools/mutate.py`, which changes the code in one place at a time and runs the tests of",
        "`tests/policy`. *Noticed* is what a test failed on; *survived* what none did, each listed below with why that",
        "is as it should be.",
        "",
        "| module | mutants | noticed | survived | not tried |",
        "|---|---|---|---|---|",
    ]
    total: Counter[str] = Counter()
    for module, found in counted(mutants, results).items():
        total += found
        lines.append(_row(f"`{module}`", found))
    lines += [_row("all", total), "", "## Survivors", ""]
    for module, given in mutants.items():
        for one in given:
            if results.get(one.id) == SURVIVED:
                place = f"{_path(module).relative_to(COPY)}:{one.line}"
                reason = known.get(one.id, "**no reason given yet**")
                lines.append(f"- {place} `{_short(one.before)}` → `{_short(one.after)}`: {reason} (`{one.id}`)")
    return "\n".join(lines) + "\n"


def _row(name: str, found: Counter[str]) -> str:
    noticed = found[KILLED] + found[DIED]
    return f"| {name} | {found.total()} | {noticed} | {found[SURVIVED]} | {found['not tried']} |"


def _short(text: str) -> str:
    line = " ".join(text.split("\n", 1)[0].split())
    return line if len(line) <= 90 else f"{line[:87]}..."


def reasons() -> dict[str, str]:
    """Why a survivor is as it should be, by its id."""
    return tomllib.loads(REASONS.read_text("utf-8")) if REASONS.exists() else {}


def _path(module: str) -> Path:
    return COPY / f"{module.replace('.', '/')}.py"


def _files() -> list[Path]:
    return sorted([*TESTS.glob("*.py"), *TESTS.glob("*.cedar"), *TESTS.glob("*.md")])


def _sum_of(paths: Sequence[Path]) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


def _kept(mutants: dict[str, list[Mutant]]) -> dict[str, str]:
    """What came out before. A noticed mutant stays noticed; a survivor is tried again when the tests have changed."""
    path = KEPT / "results.json"
    if not path.exists():
        return {}
    kept = json.loads(path.read_text("utf-8"))
    same_tests = kept["tests"] == _sum_of(_files())
    now = {one.id: _mark(one) for given in mutants.values() for one in given}
    return {
        one: outcome
        for one, (outcome, mark) in kept["outcomes"].items()
        if now.get(one) == mark and (same_tests or outcome != SURVIVED)
    }


def _keep(mutants: dict[str, list[Mutant]], results: dict[str, str]) -> None:
    marks = {one.id: _mark(one) for given in mutants.values() for one in given}
    outcomes = {one: (outcome, marks[one]) for one, outcome in results.items()}
    (KEPT / "results.json").write_text(json.dumps({"tests": _sum_of(_files()), "outcomes": outcomes}), "utf-8")


def _mark(mutant: Mutant) -> str:
    """What a result belongs to: this change in this module as it is now."""
    return hashlib.sha256(mutant.source.encode()).hexdigest()[:16]


def _remembered() -> list[str]:
    """What the oracle says. It does not depend on what is changed and takes most of the time, so it is asked once."""
    path = KEPT / f"oracle-{_sum_of(_files())[:16]}.pickle"
    if not path.exists() and _in_a_process(lambda: path.write_bytes(pickle.dumps(_asked()))) != 0:
        sys.exit("the oracle does not answer")
    found: list[str] = pickle.loads(path.read_bytes())
    return found


def _asked() -> list[str]:
    from random import Random

    sys.path[:0] = [str(COPY), str(TESTS)]
    from oracle import answer
    from random_requests import random_request

    rng = Random(20260310)
    return [answer(*random_request(rng)) for _ in range(REQUESTS)]


def _outcome(module: str, source: str, answers: list[str]) -> str:
    """Whether the tests notice: died (could not even be loaded), killed, or survived."""
    answered = _in_a_process(lambda: _tested(module, source, answers))
    return {0: SURVIVED, _CANNOT_LOAD: DIED}.get(answered, KILLED)


_CANNOT_LOAD = 99


def _tested(module: str, source: str, answers: list[str]) -> None:
    """In a process of its own: load the changed text in the place of the module, and run the tests."""
    import pytest

    os.chdir(COPY)
    sys.path[:0] = [str(COPY), str(TESTS)]
    sys.meta_path.insert(0, _Changed(module, source))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    try:
        loaded = __import__(module, fromlist=["_"])
    except Exception:
        os._exit(_CANNOT_LOAD)
    if not str(loaded.__file__).startswith(str(COPY)):
        os._exit(_CANNOT_LOAD)
    quick = [
        str(path)
        for path in sorted(TESTS.glob("test_*.py"))
        if path.stem not in _APART and "scratch" not in path.read_text("utf-8")
    ]
    options = ["-x", "-q", "-p", "no:cacheprovider", "-m", "not prove", "--rootdir", str(COPY)]
    failed = pytest.main([*options, "--noconftest", *quick]) != 0 or _differs(answers)
    failed = failed or pytest.main([*options, "--noconftest", str(TESTS / "test_properties.py")]) != 0
    for test in STORED.get(module, ()):
        failed = failed or pytest.main([*options, test]) != 0
    os._exit(int(failed))


_APART = {"test_oracle", "test_properties", "test_mutation"}


def _differs(answers: list[str]) -> bool:
    """Whether a decision is another one than the oracle gave."""
    from random import Random

    from random_requests import random_request

    from graph.policy.decisions import Hidden, Release, decide

    rng, said = Random(20260310), {Release: "release", Hidden: "hidden"}
    for expected in answers:
        decision = decide(*random_request(rng))
        if (said.get(type(decision)) or decision.reason.value) != expected:
            return True
    return False


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module from another text."""

    def __init__(self, module: str, source: str) -> None:
        self._module = module
        self._source = source

    def find_spec(self, name: str, path: object = None, target: object = None) -> importlib.machinery.ModuleSpec | None:
        if name != self._module:
            return None
        return importlib.util.spec_from_file_location(name, _path(name), loader=self)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._source, str(_path(self._module)), "exec"), module.__dict__)


def _in_a_process(work: Callable[[], object]) -> int:
    """The exit code of a child that does the work; a minute or more of nothing is a failure of its own."""
    child = os.fork()
    if child == 0:
        try:
            os.setsid()
            work()
            os._exit(0)
        except BaseException:
            os._exit(1)
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return 1


if __name__ == "__main__":
    sys.exit(int(main(sys.argv[1:]) > 0))
