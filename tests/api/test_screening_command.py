"""`casusregie screen`: the list, one person, and who would move by another rule set."""

from importlib.resources import files
from pathlib import Path

import orjson
import pytest

from analytics.screening.criteria import FUNCTIONS
from analytics.screening.ruleset import STANDARD
from analytics.screening.screened import FIELDS
from graph.errors import InputError, RuleError

TEXT = files("analytics.rulesets").joinpath(STANDARD).read_text("utf-8")
AS = ("screen", "--as", "Aukje Grondtoon")


def rule_set(folder: Path, was: str, becomes: str) -> str:
    path = folder / "other.toml"
    path.write_text(TEXT.replace(was, becomes, 1))
    return str(path)


async def test_the_list_is_everybody_and_one_is_asked_for_by_name(command, capsys):
    await command(*AS, "--json")
    people = orjson.loads(capsys.readouterr().out)["persons"]
    assert people
    await command("screen", "Halteren", "--as", "Aukje Grondtoon", "--json")
    (one,) = orjson.loads(capsys.readouterr().out)["persons"]
    assert one in people
    await command("screen", "Halteren", "--as", "Aukje Grondtoon")
    assert "Na detentie volgt" in capsys.readouterr().out


async def test_another_rule_set_is_tried_and_says_who_moves_by_which_criterion(command, capsys, tmp_path):
    weighed = rule_set(
        tmp_path,
        'function = "supervision"\neffect = "PRIORITY"',
        'function = "care_authorisation"\neffect = "PRIORITY"',
    )
    await command(*AS, "--json")
    before = {one["person"]: one for one in orjson.loads(capsys.readouterr().out)["persons"]}
    await command(*AS, "--try", weighed, "--json")
    moved = orjson.loads(capsys.readouterr().out)["moved"]
    by_supervision = {
        id for id, one in before.items() if one["criteria"]["7"] == "MET" and one["criteria"]["8"] != "MET"
    }
    assert by_supervision
    assert {one["person"] for one in moved} == by_supervision
    assert all([7, "MET", "NOT_MET"] in one["turned"] for one in moved)
    await command(*AS, "--try", weighed)
    assert "7: met -> not met" in " ".join(capsys.readouterr().out.split())


async def test_by_the_same_rule_set_nobody_moves(command, capsys, tmp_path):
    await command(*AS, "--try", rule_set(tmp_path, "version = 1", "version = 2"), "--json")
    assert orjson.loads(capsys.readouterr().out)["moved"] == []


async def test_what_cannot_be_tried_is_said_by_its_name(command, tmp_path):
    with pytest.raises(InputError, match=r"nothing\.toml cannot be read"):
        await command(*AS, "--try", str(tmp_path / "nothing.toml"))
    with pytest.raises(RuleError, match=r"other\.toml: rule 2: function 'shoe_size'"):
        await command(*AS, "--try", rule_set(tmp_path, 'function = "low_risc"', 'function = "shoe_size"'))
    with pytest.raises(InputError, match="for everybody"):
        await command("screen", "Halteren", "--as", "Aukje Grondtoon", "--try", rule_set(tmp_path, "a", "a"))
    with pytest.raises(InputError, match="purpose SCREENING"):
        await command(*AS, "--purpose", "REINTEGRATION")
    with pytest.raises(InputError, match="no case, person, name"):
        await command("screen", "Nobody At All", "--as", "Aukje Grondtoon")


def test_of_every_function_it_is_known_by_which_facts_it_judges():
    assert FIELDS.keys() == FUNCTIONS.keys()
