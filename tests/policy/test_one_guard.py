"""What is known of persons comes out of the database sealed, and only the guard opens it: read from the source."""

import ast
import importlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from graph.model.catalogue import KINDS
from graph.model.kinds import FieldClass
from graph.sealed import Sealed

ROOT = Path(__file__).parents[2]
PACKAGES = ("graph", "analytics", "api")
READS = ("one", "rows", "sealed")

PERSONAL = {kind.label for kind in KINDS.values() if kind.field_class not in (FieldClass.PUBLIC, FieldClass.WORK)}
PERSONAL |= {"Record", "Exclusion"}

APART = {
    "graph/integrity.py": "`casusregie db check`: counts and ids of what is wrong, on the machine of the database",
    "graph/accounts.py": "who signs in: the id of a person that a sign-in itself named",
    "graph/staff.py": "the command line's list of who can be chosen: positions, how many cases, and ids to try",
    "graph/records.py": "writing",
    "graph/ledgers.py": "writing",
    "graph/targets.py": "writing: what is there to point at",
    "graph/analyses.py": "a run of rules over all cases: read to be judged, shown to nobody; told by class elsewhere",
    "graph/migrations/__init__.py": "keys and indexes",
    "graph/casework/arrivals_known.py": "writing what a registration tells: who arrives, and which cases there are",
    "graph/webhooks/candidates.py": "whom of an organisation the guard is asked about: ids, nothing is shown of them",
}
"""Modules that send statements about persons without the guard, and why they may."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def called(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names:
            yield node


def is_personal(text: str) -> bool:
    """Whether a statement touches a person, a case, or anything recorded in one."""
    return bool(PERSONAL & {one for labels in re.findall(r":([A-Z]\w*(?:[|&:][A-Z]\w*)*)", text)
                            for one in re.split(r"[|&:]", labels)})  # fmt: skip


def statements_of(path: str) -> dict[str, str]:
    """The statements of a module by name, as they are sent."""
    module = importlib.import_module(path.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    found = {name: value for name, value in vars(module).items() if name.isupper() and isinstance(value, str | Mapping)}
    return {name: " ".join(map(str, one.values())) if isinstance(one, Mapping) else one for name, one in found.items()}


def test_only_the_guard_opens_what_is_sealed() -> None:
    openers = {path for path, tree in modules() if any(called(tree, "opened_by_guard"))}
    assert openers == {"graph/guards.py"}


def test_nobody_reaches_into_what_is_sealed() -> None:
    reached = [
        path
        for path, tree in modules()
        for node in ast.walk(tree)
        if path != "graph/sealed.py" and isinstance(node, ast.Attribute) and node.attr in ("_row", "_Sealed__row")
    ]
    assert reached == []


@pytest.mark.parametrize("path", [path for path, tree in modules() if any(called(tree, *READS))])
def test_every_statement_about_persons_is_sent_by_the_guard(path: str) -> None:
    if path in ("graph/store.py", "graph/guards.py", *APART):
        return
    tree, known = ast.parse((ROOT / path).read_text("utf-8")), statements_of(path)
    for call in called(tree, *READS):
        sent = call.args[0] if call.args else None
        if isinstance(sent, ast.Constant):
            text = str(sent.value)
        else:
            assert isinstance(sent, ast.Name), f"{path}, line {call.lineno}: a statement that is no constant"
            text = known[sent.id]
        assert not is_personal(text), f"{path}, line {call.lineno}: persons are read without the guard"


def test_the_statements_of_the_guard_are_told_apart_from_the_others() -> None:
    from graph.cases import CASE_IDS
    from graph.coverages import COVERAGE_FACTS
    from graph.networks import NETWORK_OF
    from graph.organisations import ORGANISATIONS_BY_ID

    assert all(map(is_personal, (*CASE_IDS.values(), *NETWORK_OF.values())))
    assert not any(map(is_personal, (COVERAGE_FACTS, ORGANISATIONS_BY_ID)))


def test_what_stands_apart_still_reads() -> None:
    reading = {path for path, tree in modules() if any(called(tree, *READS, "write", "plan"))}
    assert [path for path in APART if not (ROOT / path).exists() or path not in reading] == []


def test_what_is_sealed_shows_and_sends_nothing() -> None:
    import copy
    import pickle

    sealed = Sealed({"name": "Voorbeeld"})
    assert "Voorbeeld" not in f"{sealed} {sealed!r}"
    for leak in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            leak(sealed)
    with pytest.raises(TypeError):
        dict(sealed)  # pyright: ignore
