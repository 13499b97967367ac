"""No order of acts of a team, alone or at once, breaks what must hold of a case."""

from typing import Any

import pytest
from case_machine import CaseMachine
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test


def explore(connection: Any, folder: Any, examples: int, steps: int) -> None:
    class Here(CaseMachine):
        pass

    Here.connection, Here.folder = connection, folder
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, derandomize=True, database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


def test_whatever_a_team_does_every_invariant_holds(connection, tmp_path):
    explore(connection, tmp_path / "world", examples=4, steps=6)


@pytest.mark.prove
def test_whatever_a_team_does_in_a_hundred_courses_every_invariant_holds(connection, tmp_path, record_property):
    explore(connection, tmp_path / "world", examples=100, steps=20)
    record_property("courses of a case", 100)
