"""`casusregie findings`: of one case and of all cases of who acts, and the same from both readings."""

from datetime import date

import orjson
import pytest

from seeds.stories.library import STORIES

TODAY = date(2026, 3, 10)


@pytest.fixture(scope="module")
def told():
    return STORIES["whole-case"].tell(TODAY)


async def test_a_case_is_told_with_what_is_missing_and_what_cannot_be_told(command, told, capsys):
    await command("findings", told.marks["case"], "--as", "Aukje Grondtoon")
    said = " ".join(capsys.readouterr().out.split())
    assert said.index("What is missing (bevindingen)") < said.index("What cannot be told (onbekend)")
    assert "Of the other rules:" in said
    assert "Invented" in said


async def test_the_list_of_own_cases_says_of_each_what_the_case_itself_says(command, told, capsys):
    await command("findings", "--as", "Aukje Grondtoon", "--json")
    cases = {one["case"]: one["judgements"] for one in orjson.loads(capsys.readouterr().out)["cases"]}
    await command("findings", told.marks["case"], "--as", "Aukje Grondtoon", "--json")
    (one,) = orjson.loads(capsys.readouterr().out)["cases"]
    assert cases[told.marks["case"]] == one["judgements"]
    assert {"PRESENT", "ABSENT", "NOT_FOR_YOU"} & {each["state"] for each in one["judgements"]} >= {"PRESENT", "ABSENT"}
