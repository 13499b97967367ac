"""A rule set that cannot be used is refused where it is read, by file, criterion and what is wrong."""

from importlib.resources import files
from pathlib import Path

import pytest

from analytics.screening.ruleset import STANDARD, rule_set_in
from api.cli.som_document import page
from graph.errors import RuleError

TEXT = files("analytics.rulesets").joinpath(STANDARD).read_text("utf-8")


def test_the_rule_set_in_force_says_what_it_is_for_what_it_reads_and_who_decides():
    found = rule_set_in(TEXT, STANDARD)
    assert [one.no for one in found.criteria] == list(range(1, 11))
    assert {"nationality", "sex", "place"} <= set(found.not_inputs)
    assert {one.no for one in found.criteria if one.agreed == "DISPUTED"} == {3, 4}
    assert found.human_decision.nl
    assert found.purpose.nl


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('function = "low_risc"', 'function = "shoe_size"', "2: function 'shoe_size' is not one of"),
        ("no = 2\n", "no = 3\n", "3: no stands twice"),
        ('effect = "DEFERRED"', 'effect = "TO_BE_WEIGHED"', "5: effect"),
        ("losers = [10]", "losers = [11]", "11: before names no criterion"),
        ("losers = [10]", "losers = [1]", "criteria .*7, 10.* together"),
        ("winner = 6\nlosers = [1, 2]", "winner = 1\nlosers = [6]", "criteria 2, 6 together"),
        ("concern_lifts = [1,", "concern_lifts = [7,", "7: concern_lifts"),
        ("young_to = 23", "", "young_to"),
        ('name = "young_to"', 'name = "young_from"', "choices"),
        ("version = 1", "version = 0", "version"),
        ('stay_counted = "WHOLE"', 'stay_counted = "HALF"', "stay_counted"),
        ("version = 1", "version = 1\nmood = 2", "mood"),
        ("version = 1", "version =", "som-2021.toml"),
    ],
)
def test_what_is_wrong_with_a_rule_set_is_named(was, becomes, said):
    assert was in TEXT
    with pytest.raises(RuleError, match=said):
        rule_set_in(TEXT.replace(was, becomes, 1), STANDARD)


def test_the_page_about_screening_is_what_the_rule_set_says():
    assert (Path(__file__).parents[2] / "docs" / "som.md").read_text("utf-8") == page()
