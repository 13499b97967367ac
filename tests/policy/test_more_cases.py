"""Four hundred worked cases more, told from the access document before the code was read; the oracle agrees on each."""

from pathlib import Path

import pytest
from oracle import answer
from told_cases import told_cases

from graph.policy.bands import band_of
from graph.policy.decisions import Hidden, Release, decide

CASES = told_cases(Path(__file__).parent / "more_cases.md")
each_case = pytest.mark.parametrize("case", CASES, ids=[case.number for case in CASES])


def _said(decision):
    return {Release: "release", Hidden: "hidden"}.get(type(decision)) or decision.reason.value


@each_case
def test_the_told_case_answers_as_written(case):
    assert _said(decide(case.actor, case.field_class, case.facts, case.moment)) == case.answer


@each_case
def test_the_oracle_answers_the_told_case_as_written(case):
    assert answer(case.actor, case.field_class, case.facts, case.moment) == case.answer


def test_no_case_is_told_twice_and_every_answer_occurs():
    assert [case.number for case in CASES] == [f"{number:03}" for number in range(1, len(CASES) + 1)]
    assert {case.answer for case in CASES} == {
        "release",
        "hidden",
        "NO_LEGAL_BASIS",
        "PURPOSE_MISMATCH",
        "HEALTH_SECRECY",
        "NEEDS_STEP_UP",
        "SEALED",
    }


def test_bands_change_at_their_borders_and_no_data_is_unknown():
    people = (0, 9, 10, 19, 20, 49, 50, 99, 100, None)
    bands = ["0-9", "0-9", "10-19", "10-19", "20-49", "20-49", "50-99", "50-99", "100+", "unknown"]
    assert [band_of(number) for number in people] == bands
