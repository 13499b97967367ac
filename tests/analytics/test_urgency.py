"""How urgent something is: the borders of days, unknown days, the order, and files that cannot be used."""

from datetime import date, timedelta

import pytest

from analytics.rules.rule import Text
from analytics.urgency import Waiting, urgency_of
from analytics.urgency_rules import RULES, SEVERITY, WorkKind, urgency_in
from graph.errors import RuleError

TODAY = date(2026, 3, 10)


def rule_of(kind, *, state="", due=None, since=None, today=TODAY):
    """The rule that counts; `due` and `since` in days from today."""
    days = [None if one is None else today + timedelta(days=one) for one in (due, since)]
    return urgency_of(Waiting(WorkKind(kind), state, *days), today).rule.id


@pytest.mark.parametrize(
    ("due", "rule"),
    [
        (-400, "work.action-overdue"), (-1, "work.action-overdue"), (0, "work.action-soon"), (7, "work.action-soon"),
        (8, "work.action-later"), (None, "work.action-undated"),
    ],
)  # fmt: skip
def test_the_due_day_itself_is_in_time_and_a_week_ahead_is_soon(due, rule):
    assert rule_of("ACTION", due=due) == rule


@pytest.mark.parametrize(
    ("kind", "state", "since", "rule"),
    [
        ("HANDOVER", "DIRECTION", -3, "work.handover-of-direction"),
        ("HANDOVER", "DIRECTION", -2, "work.handover"),
        ("HANDOVER", "INVOLVEMENT", -30, "work.handover"),
        ("REFERRAL", "", -14, "work.referral-silent"),
        ("REFERRAL", "", -13, "work.referral"),
        ("PLAN_ANSWER", "PROPOSED", -14, "work.plan-proposed-long"),
        ("PLAN_ANSWER", "PROPOSED", -13, "work.plan-proposed"),
        ("PLAN_ANSWER", "PROPOSED", None, "work.plan-proposed"),
        ("PLAN_ANSWER", "ADOPTED", -90, "work.plan-adopted"),
        ("DISPUTE", "", -21, "work.dispute-long"),
        ("DISPUTE", "", -20, "work.dispute"),
        ("UNASSIGNED", "", -7, "work.unassigned-long"),
        ("UNASSIGNED", "", -6, "work.unassigned"),
        ("UNASSIGNED", "", None, "work.unassigned"),
    ],
)
def test_what_waits_long_is_more_urgent_and_an_unknown_day_is_not_long(kind, state, since, rule):
    assert rule_of(kind, state=state, since=since) == rule


@pytest.mark.parametrize(
    ("kind", "state", "due", "rule"),
    [
        ("ADVICE_REQUEST", "", -1, "work.advice-overdue"),
        ("ADVICE_REQUEST", "", 14, "work.advice-soon"),
        ("ADVICE_REQUEST", "", 15, "work.advice-later"),
        ("ADVICE_REQUEST", "", None, "work.advice-undated"),
        ("WITHOUT_OWNER", "", -30, "work.without-owner-late"),
        ("WITHOUT_OWNER", "", 7, "work.without-owner-late"),
        ("WITHOUT_OWNER", "", 8, "work.without-owner"),
        ("WITHOUT_OWNER", "", None, "work.without-owner"),
        ("CASE", "LATE_HIGH", -1, "work.case-late-high"),
        ("CASE", "LATE", -1, "work.case-late"),
        ("CASE", "COMING", 7, "work.case-soon"),
        ("CASE", "COMING", 8, "work.case-later"),
        ("CASE", "NOTHING", None, "work.case-quiet"),
    ],
)
def test_what_is_due_goes_by_its_day_and_by_what_hangs_on_it(kind, state, due, rule):
    assert rule_of(kind, state=state, due=due) == rule


@pytest.mark.parametrize("today", [date(2026, 3, 29), date(2026, 10, 25), date(2028, 2, 29), date(2026, 12, 31)])
def test_days_are_counted_by_the_calendar_when_the_clock_changes_too(today):
    assert [rule_of("ACTION", due=due, today=today) for due in (-1, 0, 7, 8)] == [
        "work.action-overdue", "work.action-soon", "work.action-soon", "work.action-later",
    ]  # fmt: skip


def test_every_rule_is_reached_and_names_the_days_in_both_languages():
    reached = {}
    for kind in WorkKind:
        for state in ("", "DIRECTION", "PROPOSED", "LATE_HIGH", "LATE", "COMING"):
            for due in (None, *range(-2, 20)):
                for since in (None, *range(-30, 1)):
                    days = [None if one is None else TODAY + timedelta(days=one) for one in (due, since)]
                    found = urgency_of(Waiting(kind, state, *days, Text(en="the thing", nl="het ding"), 2), TODAY)
                    reached[found.rule.id] = found.reason
                    for text in (found.reason.english, found.reason.dutch):
                        assert "{" not in text
                        assert "None" not in text
    assert set(reached) == {rule.id for rule in RULES}


def test_reasons_read_as_sentences():
    def said(kind, **days):
        found = {name: TODAY + timedelta(days=one) for name, one in days.items()}
        return urgency_of(Waiting(WorkKind(kind), **found), TODAY).reason

    assert said("ACTION", due=-1).english == "Due by 9 March 2026: 1 day late."
    assert said("ACTION", due=-2).dutch == "Had uiterlijk 8 maart 2026 gemoeten: 2 dagen te laat."
    assert said("ACTION", due=0).dutch == "Uiterlijk 10 maart 2026, vandaag."
    assert said("ACTION", due=1).english == "Due by 11 March 2026, in 1 day."
    assert said("REFERRAL", since=-1).dutch == "Verwezen naar uw organisatie op 9 maart 2026; nog niet beantwoord."


def test_more_late_in_a_case_is_counted_in_its_reason():
    waiting = Waiting(WorkKind.CASE, "LATE", TODAY - timedelta(days=3), None, Text(en="First MDO", nl="Eerste MDO"), 2)
    said = urgency_of(waiting, TODAY).reason
    assert said.english == "First MDO: due by 7 March 2026, 3 days late. 2 more late."
    assert said.dutch == "Eerste MDO: uiterlijk 7 maart 2026, 3 dagen te laat. Nog 2 te laat."


RULE = """
[[rule]]
id = "{id}"
version = 1
kind = "{kind}"
reason.en = "{text}"
reason.nl = "{text}"
why = "because"
source = "nowhere"
{more}"""
SAID = '[severity]\nACTION = "LOW"\nADVICE_REQUEST = "LOW"\nRELEASE = "LOW"\n'


def file(*rules, said=SAID, without=()):
    """A file of the rules told as (id, kind, text, more), and a last one for every kind but those in `without`."""
    last = [(f"last.{kind}", kind, "It waits.", "") for kind in WorkKind if kind not in without]
    parts = (
        RULE.format(id=id, kind=kind, text=text, more=more) for id, kind, text, more in (*rules, *last)
    )  # fmt: skip
    return said + "".join(parts)


def test_a_file_of_last_rules_is_enough():
    rules, severity = urgency_in(file())
    assert len(rules) == len(WorkKind)
    assert set(severity) == set(SEVERITY)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("rule = ", "urgency.toml: rule -: -"),
        (file(("a", "ACTION", "x", ""), ("b", "ACTION", "x", "")), "rule b: kind comes after the rule that fits"),
        (
            file(("a", "ACTION", "x", "overdue_days = 1"), ("a", "CASE", "x", 'state = ["LATE"]')),
            "rule a: id stands tw",
        ),
        (file(("a", "ACTION", "{when}", "overdue_days = 1")), "rule a: reason.en can name due, days"),
        (file(("a", "ACTION", " ", "overdue_days = 1")), "rule a: reason.en is empty"),
        (file(("a", "ACTION", "x", "soon = 1")), "unknown field `soon`"),
        (file(("a", "CHORE", "x", "")), "Invalid enum value 'CHORE'"),
        (file(("a", "ACTION", "x", 'overdue_days = "1"')), "Expected `int | null`"),
        (file(without=("CASE",)), "no rule fits every CASE"),
        (file(said=SAID.replace("LOW", "HUGE", 1)), "severity 'HUGE' is not one of"),
        (file(said=SAID.replace("RELEASE", "TRIAL")), "severity must name"),
    ],
)
def test_a_file_that_cannot_be_used_says_which_rule_and_why(text, told):
    with pytest.raises(RuleError) as caught:
        urgency_in(text)
    assert told in str(caught.value)
    assert str(caught.value).startswith("urgency.toml: rule ")
