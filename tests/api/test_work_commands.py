"""`casusregie work` and `casusregie intake`: what they print, and as whom."""

from datetime import date

import orjson
import pytest

from graph.errors import InputError
from seeds.stories.library import STORIES

TODAY = date(2026, 3, 10)


@pytest.fixture(scope="module")
def told():
    return STORIES["whole-case"].tell(TODAY)


async def test_work_is_printed_with_the_most_urgent_first(command, capsys):
    await command("work", "--as", "Jannie Grondtoon")
    said = " ".join(capsys.readouterr().out.split())
    assert said.index("overdracht") < said.index("actie:") < said.index("zonder eigenaar")
    assert "Wessel van Halteren" in said
    assert "not shown: HEALTH" in said
    assert "Invented" in said


async def test_work_as_data_says_what_the_list_says_and_how_long_it_is(command, told, capsys):
    await command("work", "--as", "Jannie Grondtoon", "--first", "2", "--json")
    found = orjson.loads(capsys.readouterr().out)
    assert [one["rule"] for one in found["items"]] == ["work.handover-of-direction", "work.action-overdue"]
    assert found["items"][0]["fact"] == told.marks["handover"]
    assert found["items"][1]["dueOn"] == told.day(-9)
    assert found["total"] > 2
    await command("work", "--as", "Jannie Grondtoon", "--kind", "HANDOVER", "--json")
    assert orjson.loads(capsys.readouterr().out)["total"] == 1


async def test_only_who_may_assign_asks_for_the_organisation(command, capsys):
    await command("work", "--as", "Jannie Grondtoon", "--organisation")
    assert "My work" in capsys.readouterr().out
    with pytest.raises(InputError, match="organisation is only for who may assign"):
        await command("work", "--as", "Aukje Grondtoon", "--organisation")
    assert capsys.readouterr().out == ""


async def test_nothing_that_waits_is_said(command, capsys):
    await command("work", "--as", "Aukje Grondtoon", "--kind", "HANDOVER")
    assert "Nothing waits for you" in capsys.readouterr().out


async def test_intake_is_asked_for_the_intake_unless_said_otherwise(command, told, capsys):
    await command("intake", "--as", "Olaf Grondtoon")
    said = " ".join(capsys.readouterr().out.split())
    assert "Wessel van Halteren" in said
    assert "born 1989-10-05" in said
    assert "BIJ-melding" in said
    await command("intake", "--as", "Olaf Grondtoon", "--json")
    (one,) = orjson.loads(capsys.readouterr().out)["intakes"]
    assert (one["birthDate"], one["daysLeft"], one["unassignedLong"]) == ("1989-10-05", 22, False)
    assert one["notices"][0]["receivedOn"] == told.day(-6)
    await command("intake", "--as", "Olaf Grondtoon", "--purpose", "REINTEGRATION")
    assert "Nobody" in capsys.readouterr().out
