"""`casusregie paths` and `who-knows`: as text and as JSON, by id and by name; and what is said when it cannot."""

import json
from datetime import date
from typing import Any

import pytest

from graph.errors import InputError
from seeds.stories.library import STORIES

MARKS = STORIES["whole-case"].tell(date(2026, 3, 10)).marks
MANAGER = ("--as", "Aukje Grondtoon")


async def test_paths_are_printed_with_what_ties_one_to_the_next(command: Any, capsys: Any) -> None:
    await command("paths", MARKS["case"], "--to", "debt counsellor", *MANAGER)
    text = " ".join(capsys.readouterr().out.split())
    for part in ("Paths to debt counsellor (paden)", "Menno Grondtoon, Ede", "own case", "not shown: HEALTH"):
        assert part in text
    assert MARKS["case"] not in text
    await command("paths", MARKS["case"], "--to", "care professional", *MANAGER)
    assert "nobody like that is around the person" in capsys.readouterr().out


@pytest.mark.parametrize("to", ["GM0228", "ede", "Menno Grondtoon"])
async def test_whom_to_come_to_is_found_by_id_or_name(command: Any, capsys: Any, to: str) -> None:
    await command("paths", MARKS["case"], "--to", to, "--json", *MANAGER)
    found = json.loads(capsys.readouterr().out)
    assert found["around"] is True
    last = found["paths"][0]["hops"][-1]["party"]
    assert (last["professionalName"] or last["organisation"]).lower() == ("ede" if to == "GM0228" else to.lower())


@pytest.mark.parametrize(("to", "says"), [("Xqzw", "--to: no function"), ("Grondtoon", "--to: several fit")])
async def test_whom_nobody_can_tell_is_refused(command: Any, to: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        await command("paths", MARKS["case"], "--to", to, *MANAGER)


async def test_a_case_of_others_is_refused_as_one_that_never_was(command: Any) -> None:
    for case in (MARKS["family case"], "case-of-nobody"):
        with pytest.raises(InputError, match="no case, person, name or number like that"):
            await command("paths", case, "--to", "mentor", *MANAGER)


async def test_who_knows_a_person_is_printed_with_whom_to_call(command: Any, capsys: Any) -> None:
    await command("who-knows", "van Halteren", "--as", "Jannie Grondtoon")
    text = " ".join(capsys.readouterr().out.split())
    for part in (
        "(wie kent deze persoon)",
        "Reclassering",
        "Bas Grondtoon",
        "senior case manager",
        "can read that you",
    ):
        assert part in text
    await command("who-knows", MARKS["person"], "--json", "--as", "Jannie Grondtoon")
    found = json.loads(capsys.readouterr().out)
    assert [one["organisation"]["organisationId"] for one in found["organisations"]] == ["GM0228", "PI-ARN", "RN"]


async def test_for_another_purpose_it_is_not_answered(command: Any) -> None:
    with pytest.raises(InputError, match="for reintegration"):
        await command("who-knows", MARKS["person"], "--purpose", "RISK_MANAGEMENT", *MANAGER)
