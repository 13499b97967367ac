"""What became of mutants: kept in `.mutants/` so that a run can go on where it stopped, and told in docs/mutants.md."""

import hashlib
import json
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from mutants import Mutant, mutants_of
from mutation_plan import COPY, KEPT, ROOT, TESTED, path_of, test_files

PAGE = ROOT / "docs" / "mutants.md"
REASONS = ROOT / "tools" / "mutants.toml"
DIED, KILLED, SURVIVED = "died", "killed", "survived"

Mutants = Mapping[str, list[Mutant]]
"""The mutants of each module."""

HEAD = """# Mutants

Written by `tools/mutate.py`, which changes the code in one place at a time and runs tests on it; for the last eight
modules first on rows made by hand, then on a real database. *Noticed* is what a test failed on; *survived* what none
did, each listed below with why that is as it should be. A result holds as long as the function that was changed stays
as it was, and a survivor is tried again when the tests change; until then it counts as not tried.

| module | mutants | noticed | survived | not tried |
|---|---|---|---|---|
"""


def state() -> tuple[dict[str, list[Mutant]], dict[str, str]]:
    """All mutants of the code as it is, and what is known of them."""
    mutants = {module: list(mutants_of(module, path_of(module).read_text("utf-8"))) for module in TESTED}
    return mutants, _kept(mutants)


def counted(mutants: Mutants, results: Mapping[str, str]) -> dict[str, Counter[str]]:
    """By module, how many mutants there are of each outcome."""
    return {module: Counter(results.get(one.id, "not tried") for one in given) for module, given in mutants.items()}


def unexplained(mutants: Mutants, results: Mapping[str, str]) -> list[str]:
    """Ids of survivors without a reason."""
    known = reasons()
    every = (one.id for given in mutants.values() for one in given)
    return [one for one in every if results.get(one) == SURVIVED and one not in known]


def reasons() -> dict[str, str]:
    """Why a survivor is as it should be, by its id."""
    return tomllib.loads(REASONS.read_text("utf-8"))


def keep(mutants: Mutants, results: Mapping[str, str]) -> None:
    """Write down what came out."""
    marks = _marks(mutants)
    outcomes = {one: (outcome, marks[one]) for one, outcome in results.items()}
    (KEPT / "results.json").write_text(json.dumps({"tests": sum_of(test_files()), "outcomes": outcomes}), "utf-8")


def _kept(mutants: Mutants) -> dict[str, str]:
    """What came out before. A noticed mutant stays noticed; a survivor is tried again when the tests have changed."""
    path = KEPT / "results.json"
    if not path.exists():
        return {}
    kept = json.loads(path.read_text("utf-8"))
    same_tests, now = kept["tests"] == sum_of(test_files()), _marks(mutants)
    return {
        one: outcome
        for one, (outcome, mark) in kept["outcomes"].items()
        if now.get(one) == mark and (same_tests or outcome != SURVIVED)
    }


def _marks(mutants: Mutants) -> dict[str, str]:
    """What a result belongs to: this change in this function as it is now."""
    every = (one for given in mutants.values() for one in given)
    return {
        one.id: hashlib.sha256("\0".join((one.around, one.before, one.after)).encode()).hexdigest()[:16]
        for one in every
    }


def sum_of(paths: list[Path]) -> str:
    """What changes when one of the files does."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


def write_page(mutants: Mutants, results: Mapping[str, str]) -> None:
    """docs/mutants.md: figures, and every survivor with its reason."""
    known, found = reasons(), counted(mutants, results)
    lines = [_row(f"`{module}`", one) for module, one in found.items()]
    total = sum(found.values(), Counter[str]())
    lines += [_row("all", total), "", "## Survivors", ""]
    for module, given in mutants.items():
        for one in given:
            if results.get(one.id) == SURVIVED:
                place = f"{path_of(module).relative_to(COPY)}:{one.line}"
                reason = known.get(one.id, "**no reason given yet**")
                lines.append(f"- {place} `{_short(one.before)}` → `{_short(one.after)}`: {reason} (`{one.id}`)")
    PAGE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def _row(name: str, found: Counter[str]) -> str:
    noticed = found[KILLED] + found[DIED]
    return f"| {name} | {found.total()} | {noticed} | {found[SURVIVED]} | {found['not tried']} |"


def _short(text: str) -> str:
    line = " ".join(text.split("\n", 1)[0].split())
    return line if len(line) <= 90 else f"{line[:87]}..."
