"""The kinds of signal in their file: complete, in words, and refused by kind and field where one is wrong."""

from importlib.resources import files

import pytest

from api.schema import signal
from graph.errors import RuleError
from graph.model.catalogue import RECORDS
from graph.signal_kinds import OF_RECORD, RULES, SEVERITIES, SignalKind, rules_in

TEXT = (files("graph") / "signal_kinds.toml").read_text("utf-8")


def test_the_contract_has_the_same_kinds_and_severities():
    assert [one.value for one in signal.SignalKind] == [one.value for one in SignalKind]
    assert [one.value for one in signal.SignalSeverity] == list(SEVERITIES)


def test_every_kind_says_what_happened_and_what_to_do_in_both_languages():
    for rule in RULES.values():
        for words in (rule.cause.said(3), rule.todo):
            assert len(words.en) > 5
            assert words.en != words.nl or words.en.endswith("{}")
            assert "{" not in words.en + words.nl
        assert "{days}" not in rule.todo.en + rule.todo.nl, "what to do does not hang on how long it takes"
        assert ("{days}" in rule.cause.en) == (rule.days is not None) == ("{days}" in rule.cause.nl)


def test_one_day_is_said_as_one_day():
    assert RULES[SignalKind.ACTION_OVERDUE].cause.said(1).en == "This action is 1 day late."


def test_the_kinds_of_record_that_raise_a_signal_by_name_are_of_cases():
    kinds = {one.label for one in RECORDS if one.case != "none"}
    assert kinds > set(OF_RECORD)
    assert not {"Confirmation", "SignalHandling"} & set(OF_RECORD)


@pytest.mark.parametrize(
    ("was", "becomes", "field"),
    [
        ('severity = "HIGH"', 'severity = "DIRE"', "severity"),
        ('records = ["Direction"]', 'records = ["Gossip"]', "records"),
        ('records = ["Direction"]', 'records = ["Handover"]', "records"),
        ('records = ["CaseState"]', 'records = ["LegalTitle"]', "classes"),
        ("offered {days} ago", "offered {nights} ago", "cause"),
        ('kind = "OTHER"', 'kind = "ACTION"', "kind"),
        ('kind = "OTHER"', 'kind = "RUMOUR"', "-"),
        ("[events]", "[events", "-"),
    ],
)
def test_a_file_with_a_mistake_is_refused_by_its_field(was, becomes, field):
    assert was in TEXT
    with pytest.raises(RuleError) as refused:
        rules_in(TEXT.replace(was, becomes, 1))
    assert f" {field} " in str(refused.value) or field == "-"
