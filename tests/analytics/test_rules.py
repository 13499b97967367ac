"""A bad rule fails when it is read, naming file, rule and field; and nothing but the runner looks at what is hidden."""

import ast
from pathlib import Path
from typing import Annotated

import pytest

from analytics.clock.registry import FUNCTIONS, RULES
from analytics.rules.reading import rules_in
from graph.errors import RuleError

ROOT = Path(__file__).parents[2]
GOOD = """
[[rule]]
id = "test.one"
version = 1
level = "PERSON"
function = "judge"
reads = ["COURSE", "PLAN"]
severity = "LOW"
name = {en = "One", nl = "Een"}
question = {en = "Is it?", nl = "Is het?"}
action = {en = "Do it.", nl = "Doe het."}
source = {document = "a text", section = "4"}
[rule.parameters.days]
value = 10
unit = "days"
reason = "ten"
[rule.parameters.kinds]
value = ["A", "B"]
unit = "words"
reason = "both"
"""


def judge(_course: object, *, days: int, kinds: Annotated[tuple[str, ...], ("A", "B")]) -> None: ...


def test_a_good_rule_is_read_whole():
    (rule,) = rules_in([("good.toml", GOOD)], {"judge": judge})
    assert (rule.id, rule.reads, rule.values) == ("test.one", ("COURSE", "PLAN"), {"days": 10, "kinds": ("A", "B")})


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('function = "judge"', 'function = "guess"', "rule test.one: function 'guess' is not one of judge"),
        ('"PLAN"]', '"SECRETS"]', "rule test.one: reads[1] Invalid enum value 'SECRETS'"),
        ('["COURSE", "PLAN"]', "[]", "rule test.one: reads is empty"),
        ('"PLAN"]', '"COURSE"]', "rule test.one: reads names a class twice"),
        ('source = {document = "a text", section = "4"}', "", "rule test.one: source Object missing"),
        ('section = "4"', 'section = " "', "rule test.one: source is empty"),
        ('section = "4"', 'page = "4"', "rule test.one: source.page Object contains unknown"),
        ("version = 1", 'version = "1"', "rule test.one: version Expected `int`, got `str`"),
        ("version = 1", "version = 0", "rule test.one: version counts from 1"),
        ('level = "PERSON"', 'level = "PLANET"', "rule test.one: level Invalid enum value 'PLANET'"),
        ('nl = "Is het?"', 'nl = ""', "rule test.one: question is empty"),
        ('id = "test.one"', "", "rule number 1: id Object missing required field"),
        ("[rule.parameters.days]", "[rule.parameters.weeks]", "rule test.one: parameters.days is missing"),
        ('[rule.parameters.kinds]\nvalue = ["A", "B"]', '[rule.parameters.kinds]\nvalue = ["A", "C"]',
         "rule test.one: parameters.kinds.value 'C' is not one of A, B"),
        ("value = 10", 'value = "ten"', "rule test.one: parameters.days.value Expected `int`, got `str`"),
        ("value = 10", "value = true",
         "rule test.one: parameters[...].value Expected `int | str | array`, got `bool`"),
        ("value = 10", "value = -1", "rule test.one: parameters.days is a number of days, months or times"),
        ('unit = "days"', 'unit = "words"', "rule test.one: parameters.days is a number of days, months or times"),
        ('unit = "days"', 'unit = "miles"', "rule test.one: parameters[...].unit Invalid enum value 'miles'"),
        ('unit = "words"', 'unit = "days"', "rule test.one: parameters.kinds.unit of words is 'words'"),
        ('reason = "ten"', 'reason = ""', "rule test.one: parameters.days.reason is empty"),
        ("[[rule]]", "[[rules]]", "rule -: rules is not known here"),
        ("version = 1", "version = ", "rule -: - Invalid value"),
    ],
)  # fmt: skip
def test_a_bad_rule_is_named_with_file_and_field(old, new, said):
    assert old in GOOD
    with pytest.raises(RuleError) as raised:
        rules_in([("bad.toml", GOOD.replace(old, new))], {"judge": judge})
    assert str(raised.value).startswith(f"bad.toml: {said}"), str(raised.value)


def test_a_parameter_that_the_function_does_not_take_is_named():
    more = GOOD + '[rule.parameters.weeks]\nvalue = 1\nunit = "times"\nreason = "one"\n'
    with pytest.raises(RuleError, match=r"parameters\.weeks is not taken by judge"):
        rules_in([("bad.toml", more)], {"judge": judge})


def test_an_id_that_stands_twice_is_named_across_files():
    with pytest.raises(RuleError, match=r"two\.toml: rule test\.one: id stands twice"):
        rules_in([("one.toml", GOOD), ("two.toml", GOOD)], {"judge": judge})


def test_a_list_of_something_else_than_rules_is_refused():
    for text in ("rule = 1", "rule = [1]"):
        with pytest.raises(RuleError, match=r"^bad\.toml: rule -: rule is not a list of tables"):
            rules_in([("bad.toml", text)], {})


def test_every_function_of_the_clock_says_in_its_text_when_it_is_done():
    assert [name for name, one in FUNCTIONS.items() if not (one.__doc__ or "").strip()] == []
    assert {rule.function for rule in RULES} == set(FUNCTIONS)


def test_every_rule_of_the_clock_reads_the_course_of_the_detention_it_is_about():
    assert [rule.id for rule in RULES if "COURSE" not in rule.reads] == []


def test_only_what_judges_by_all_that_is_recorded_looks_at_what_is_not_released():
    """Rules, whose outcome is judged by the classes they read; and acts, which tell nothing but whether they can be."""
    touching = set()
    for folder in ("graph", "analytics", "seeds", "api"):
        for path in (ROOT / folder).rglob("*.py"):
            if path.is_relative_to(ROOT / "graph" / "logs"):
                continue  # "whole" is of lines and chains there
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                named = isinstance(node, ast.Constant) and node.value == "whole"
                if named or (isinstance(node, ast.Attribute) and node.attr == "whole"):
                    touching.add(str(path.relative_to(ROOT)))
    acts = {path for path in touching if path.startswith("graph/casework/")}
    assert touching - acts == {
        "analytics/rules/running.py",
        "analytics/continuity.py",
        "analytics/screening/due.py",
        "analytics/screening/screened.py",
    }
