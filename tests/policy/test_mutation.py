"""Whether the tests of the policy would notice a mistake in it: mutants, and what becomes of them."""

import ast
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from mutants import mutants_of  # noqa: E402

CODE = '''
LIMIT = 28

def within(first: "int", moment: int | None = 5) -> bool:
    """Whether it is in time."""
    if moment is None or not first:
        raise ValueError("nothing of this is changed " + "here")
    return first <= moment < first + LIMIT and any(one for one in (True,) if one)
'''


def changes(code: str = CODE) -> dict[str, tuple[str, str]]:
    return {one.id: (one.before, one.after) for one in mutants_of("m", code)}


def test_a_mutant_changes_one_thing_and_can_be_read() -> None:
    found = list(mutants_of("m", CODE))
    plain = ast.unparse(ast.parse(CODE)).split("\n")
    for one in found:
        changed = one.source.split("\n")
        assert len([1 for a, b in zip(plain, changed, strict=True) if a != b]) == 1
    assert len({one.source for one in found}) == len({one.id for one in found}) == len(found)


def test_borders_logic_conditions_constants_and_answers_are_changed() -> None:
    found = changes()
    assert found["m/constant/1"] == ("28", "29")
    assert found["m.within/constant/1"] == ("5", "6")
    assert found["m.within/compare/2"] == ("first <= moment < first + LIMIT", "first < moment < first + LIMIT")
    assert found["m.within/compare/3"] == ("first <= moment < first + LIMIT", "first <= moment <= first + LIMIT")
    assert found["m.within/logic/1"] == ("moment is None or not first", "moment is None and (not first)")
    assert found["m.within/reckon/1"] == ("first + LIMIT", "first - LIMIT")
    assert {"condition", "not", "term", "return", "call", "filter"} <= {one.split("/")[1] for one in found}


def test_types_docstrings_and_texts_of_errors_are_left_alone() -> None:
    for one in mutants_of("m", CODE):
        for text in ("'nothing of this is changed ' + 'here'", "Whether it is in time.", "moment: int | None", "'int'"):
            assert text in one.source


def test_an_id_stays_the_same_while_the_code_around_it_changes() -> None:
    assert changes() == changes(f"import re\n\ndef before() -> None:\n    pass\n{CODE}")


@pytest.mark.prove
def test_every_mutant_of_the_policy_is_noticed_or_survives_for_a_reason(record_property) -> None:
    from mutation_plan import TESTED
    from mutation_results import counted, reasons, state, unexplained

    subprocess.run([sys.executable, str(ROOT / "tools" / "mutate.py")], cwd=ROOT, check=False)
    mutants, results = state()
    total = sum(counted(mutants, results).values(), Counter())
    for outcome, many in sorted(total.items()):
        record_property(f"mutants {outcome}", many)
    assert set(counted(mutants, results)) == set(TESTED)
    assert total["not tried"] == 0, "give it more time: CASUSREGIE_MUTATION_SECONDS"
    assert unexplained(mutants, results) == []
    assert reasons().keys() <= {one.id for given in mutants.values() for one in given}
