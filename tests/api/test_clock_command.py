"""`casusregie clock` and `casusregie rules`: what they print, and as whom."""

from datetime import date

import orjson
import pytest

from analytics.clock.registry import RULES
from api.cli import casusregie
from graph.errors import InputError
from seeds.stories.library import STORIES

TODAY = date(2026, 3, 10)


@pytest.fixture(scope="module")
def told():
    return STORIES["whole-case"].tell(TODAY)


async def test_the_clock_is_printed_with_what_is_late_first(command, told, capsys):
    await command("clock", told.marks["case"], "--as", "Aukje Grondtoon")
    said = " ".join(capsys.readouterr().out.split())
    assert said.index("What is late (te laat)") < said.index("What comes next (wat komt er nog)")
    assert "Volgend" in said
    assert f"Inside since {told.day(-200)}; release expected: {told.day(24)}" in said
    assert "Invented" in said


async def test_as_data_it_says_the_same_of_another_moment_and_by_name_of_the_person(command, told, capsys):
    await command("clock", "Halteren", "--as", "Cor Grondtoon", "--at", told.day(-175), "--json")
    found = orjson.loads(capsys.readouterr().out)
    (clock,) = found["clocks"]
    entries = {one["rule"]: one for one in clock["entries"]}
    assert list(entries) == [rule.id for rule in RULES]
    assert entries["clock.first-mdo"]["dueOn"] == told.day(-172)
    assert entries["clock.hearing-advice"]["outcome"] == "NOT_FOR_YOU"
    assert "clock.first-mdo" in clock["next"]
    assert found["at"].startswith(told.day(-175))


async def test_a_case_of_others_is_refused_in_one_line(command, told):
    with pytest.raises(InputError, match="no case, person, name or number like that"):
        await command("clock", told.marks["case"], "--as", "Olaf Grondtoon")
    with pytest.raises(InputError, match="--at: '2026-02-30' is not a date"):
        await command("clock", told.marks["case"], "--as", "Aukje Grondtoon", "--at", "2026-02-30")


def test_the_rules_are_listed_and_written_as_their_page(capsys, tmp_path):
    casusregie.main(["rules", "list"], standalone_mode=False)
    said = capsys.readouterr().out
    assert all(rule.id.split(".")[1][:8] in said for rule in RULES)
    casusregie.main(["rules", "document", "--to", str(tmp_path / "clock.md")], standalone_mode=False)
    capsys.readouterr()
    casusregie.main(["rules", "document"], standalone_mode=False)
    assert (tmp_path / "clock.md").read_text("utf-8") == capsys.readouterr().out
