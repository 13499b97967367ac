"""`casusregie signals`: what it prints, and as whom."""

from datetime import date

import orjson
import pytest

from graph.errors import InputError
from seeds.stories.library import STORIES

TOLD = STORIES["whole-case"].tell(date(2026, 3, 10))


async def test_signals_are_printed_with_cause_what_to_do_and_what_sees_to_them(command, capsys):
    await command("signals", "--as", "Jannie Grondtoon", "--case", TOLD.marks["case"])
    said = " ".join(capsys.readouterr().out.split())
    assert "Direction was offered 5 days ago and is not answered" in said
    assert f"act acknowledge-signal {TOLD.marks['case']} --signal " in said
    assert "Wessel van Halteren" in said
    assert "Invented" in said


async def test_signals_as_data_say_what_the_list_says(command, capsys):
    await command("signals", "--as", "Jannie Grondtoon", "--first", "1", "--json")
    found = orjson.loads(capsys.readouterr().out)
    assert found["total"] > len(found["signals"]) == 1
    assert (found["signals"][0]["severity"], found["signals"][0]["handled"]) == ("HIGH", None)


async def test_a_case_that_cannot_be_one_is_refused_and_one_of_others_has_no_signals(command, capsys):
    with pytest.raises(InputError):
        await command("signals", "--as", "Jannie Grondtoon", "--case", "x" * 300)
    await command("signals", "--as", "Jannie Grondtoon", "--case", "no-such-case", "--json")
    assert orjson.loads(capsys.readouterr().out)["total"] == 0
