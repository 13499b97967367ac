"""Who can be chosen in the demo, and what each may try."""

import shlex
from typing import Any

import pytest
from click.testing import CliRunner

from api.cli.console import out
from api.cli.staff import show, staff_command
from api.cli.token import named, subject
from api.cli.trying import Trial, purposes_of, trial_of
from graph.accounts import as_person
from graph.actors import Purpose
from graph.errors import AccessError
from graph.guards import Guard
from graph.model.words import FUNCTIONS
from graph.networks import network_of
from graph.policy.explaining import explained
from graph.staff import StaffPosition, at_hand, staff, staff_by_function

Tried = dict[str, list[tuple[StaffPosition, Trial]]]


@pytest.fixture(scope="module")
async def tried(small: Any) -> Tried:
    listed = await staff_by_function(small.store, small.clock, limit=2)
    hands = await at_hand(small.store, small.clock, [one.position for rows in listed.values() for one in rows])
    return {
        function: [(one, await trial_of(small.store, small.clock, one, hands[one.position])) for one in rows]
        for function, rows in listed.items()
    }


def test_the_demo_has_somebody_of_every_function(tried: Tried) -> None:
    assert list(tried) == list(FUNCTIONS)


def test_everybody_who_is_listed_first_has_something_to_try(tried: Tried) -> None:
    assert [function for function, rows in tried.items() if rows[0][1].command is None] == []


async def test_what_somebody_may_try_shows_something(small: Any, tried: Tried) -> None:
    for rows in tried.values():
        for position, trial in rows:
            words = shlex.split(trial.command or "")
            if "network" not in words and "policy" not in words:
                continue
            said = words[words.index("--as") + 1]
            [chosen] = [one for one in await _named(small, said) if one.position == position.position]
            purpose = Purpose(words[-1]) if "--purpose" in words else chosen.usual_purpose
            guard = Guard(small.store, chosen.acting_for(purpose), small.clock)
            if "network" in words:
                network = await network_of(guard, words[words.index("network") + 1])
                assert network is not None, trial.command
                assert network.nodes
            else:
                case = words[words.index("--case") + 1]
                assert explained(guard.actor, await guard.facts_of(case), small.clock.now()), trial.command


async def _named(world: Any, said: str) -> list[StaffPosition]:
    return await named(world.store, world.clock, said)


def test_a_name_that_is_not_one_position_is_replaced_by_the_position(tried: Tried) -> None:
    commands = [trial.command for rows in tried.values() for _, trial in rows if trial.command]
    names = [words[words.index("--as") + 1] for words in map(shlex.split, commands) if "--as" in words]
    assert any(" " in name for name in names)
    assert len([name for name in names if " " not in name]) < len(names)


@pytest.mark.parametrize(
    ("kind", "function", "purposes"),
    [
        ("PRISON", "CASE_MANAGER", ["REINTEGRATION", "RISK_MANAGEMENT", "SAFETY_HOUSE_CASE", "SCREENING"]),
        ("PRISON", "MENTOR", ["REINTEGRATION"]),
        ("PRISON", "MEDICAL", ["CARE"]),
        ("MUNICIPALITY", "RISK_DELEGATE", ["RISK_MANAGEMENT", "VOLUNTARY_SUPPORT"]),
        ("POLICE", "POLICE_OFFICER", ["SAFETY_HOUSE_CASE", "VOLUNTARY_SUPPORT"]),
        ("HOUSING", "HOUSING_OFFICER", ["VOLUNTARY_SUPPORT"]),
        ("VOLUNTEER", "LIFE_COURSE_COACH", ["VOLUNTARY_SUPPORT"]),
        ("MUNICIPALITY", "LIFE_COURSE_COACH", ["REINTEGRATION", "VOLUNTARY_SUPPORT"]),
        ("MUNICIPALITY", "STEERING_MEMBER", ["STEERING"]),
        ("PRISON", "PRIVACY_OFFICER", ["OVERSIGHT"]),
        ("OTHER", "OPERATOR", ["OPERATIONS"]),
    ],
)
def test_the_purposes_of_a_function_are_those_that_the_table_has_a_row_for(
    kind: str, function: str, purposes: list[str]
) -> None:
    position = StaffPosition("w", "n", "q", function, "o", "O", kind)
    assert list(purposes_of(position)) == purposes


def test_the_list_names_each_function_with_a_command_and_the_person_last(tried: Tried) -> None:
    with out.capture() as captured:
        show(tried, whole=True)
    told = captured.get()
    lines = told.splitlines()
    assert [line for line in lines if line in FUNCTIONS] == list(FUNCTIONS)
    assert "SUBJECT_ACCESS" in told
    assert "casusregie token --subject prs-" in told
    assert "PERSON" not in told
    assert lines[-1].startswith("Everybody in here is invented.")


def test_a_function_without_anybody_is_said(tried: Tried) -> None:
    with out.capture() as captured:
        show({name: rows for name, rows in tried.items() if name != "MENTOR"}, whole=True)
    assert "Nobody works here now as MENTOR." in captured.get()


def test_the_list_does_not_exist_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASUSREGIE_PRODUCTION", "yes")
    assert isinstance(CliRunner().invoke(staff_command, []).exception, AccessError)


async def test_the_person_can_sign_in_and_nobody_else_as_a_person(small: Any, tried: Tried) -> None:
    person = next(trial.person for rows in tried.values() for _, trial in rows if trial.person)
    assert await subject(small.store, person) == [as_person(person)]
    assert as_person(person).usual_purpose is Purpose.SUBJECT_ACCESS
    for nobody in ("nobody", (await staff(small.store, small.clock, limit=1))[0].professional):
        with pytest.raises(AccessError, match="no person"):
            await subject(small.store, nobody)
