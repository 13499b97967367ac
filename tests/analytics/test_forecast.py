"""Forecast at release: lead times counted from the data, added along what hangs on what."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told_course import ALL, ToldCourse

from analytics.forecast import forecasts
from analytics.lead_times import lead_times, settled_in
from graph.condition_links import LINKS, needed
from graph.lead_times import FEWEST, LeadTime, lead_times_in
from graph.model.kinds import FieldClass
from graph.model.words import CONDITIONS

DAYS = {
    "IDENTITY_DOCUMENT": 10, "HOUSING": 60, "WORK_AND_INCOME": 30, "DEBTS": 20, "CARE": 5, "SOCIAL_NETWORK": 3,
}  # fmt: skip
TODAY = 50


def assessed(course, condition, status, day=20, phase="DURING", **said):
    return course.add(
        "Assessment", day, condition=condition, phase=phase, status=status, assessedOn=day, **said
    )  # fmt: skip


def forecast(course, days=None, released=ALL):
    dossier = course.dossier(released)
    object.__setattr__(dossier, "lead_times", {
        one: LeadTime(one, count, 30) for one, count in (DAYS if days is None else days).items()
    })  # fmt: skip
    found = forecasts(dossier, dossier.records.view(course.moment(TODAY, 12), course.moment(3_000)))
    return found[0] if found else None


def told(expected=150, **status):
    course = ToldCourse().detained(expected=expected)
    for one in CONDITIONS:
        if status.get(one, "IN_ORDER") is not None:
            assessed(course, one, status.get(one, "IN_ORDER"))
    return course


def by_condition(found):
    return {one.ready.condition: one for one in found.steps}


def test_what_is_ready_takes_no_time_and_nothing_shortens_it():
    found = forecast(told())
    assert (found.answer, found.longest_days, found.shortest) == ("YES", 0, None)


def test_days_add_up_along_the_chain_and_the_release_is_compared():
    found = forecast(told(IDENTITY_DOCUMENT="NOT_IN_ORDER", HOUSING="NOT_IN_ORDER", WORK_AND_INCOME="NOT_IN_ORDER"))
    steps = by_condition(found)
    assert steps["IDENTITY_DOCUMENT"].path_days == 10
    assert steps["HOUSING"].path_days == 10 + 60
    assert steps["WORK_AND_INCOME"].path_days == 10 + 60 + 30
    assert steps["WORK_AND_INCOME"].waits_for == ("HOUSING", "IDENTITY_DOCUMENT")
    assert found.longest_days == 100
    assert (steps["WORK_AND_INCOME"].in_time, found.answer) == ("YES", "YES")
    late = forecast(told(expected=149, WORK_AND_INCOME="NOT_IN_ORDER", HOUSING="NOT_IN_ORDER",
                         IDENTITY_DOCUMENT="NOT_IN_ORDER"))  # fmt: skip
    assert (by_condition(late)["WORK_AND_INCOME"].in_time, late.answer) == ("NO", "NO")


def test_the_one_that_brings_all_forward_the_most_is_told_with_what_was_agreed():
    course = told(IDENTITY_DOCUMENT="NOT_IN_ORDER", HOUSING=None)
    assessed(course, "HOUSING", "IN_PROGRESS", agreedAction="Bellen met Woonstart", owner="coordinator")
    best = forecast(course).shortest
    assert (best.condition, best.saves_days) == ("HOUSING", 60)
    assert (best.agreed_action, best.owner.position_id) == ("Bellen met Woonstart", "coordinator")


def test_two_that_take_as_long_apart_from_each_other_have_no_best():
    assert forecast(told(CARE="NOT_IN_ORDER", DEBTS="NOT_IN_ORDER"), {"CARE": 7, "DEBTS": 7}).shortest is None


@pytest.mark.parametrize(
    ("status", "days"),
    [({"HOUSING": None}, DAYS), ({"HOUSING": "UNKNOWN"}, DAYS), ({"HOUSING": "NOT_IN_ORDER"}, {})],
)
def test_what_is_not_known_is_unknown_and_so_is_what_waits_for_it(status, days):
    found = forecast(told(WORK_AND_INCOME="NOT_IN_ORDER", **status), days)
    steps = by_condition(found)
    for one in ("HOUSING", "WORK_AND_INCOME"):
        assert (steps[one].path_days, steps[one].expected_at, steps[one].in_time) == (None, None, "UNKNOWN")
    assert (found.longest_days, found.answer) == (None, "UNKNOWN")


def test_without_a_day_of_release_days_are_told_and_whether_it_is_in_time_is_not():
    found = forecast(told(expected=None, CARE="NOT_IN_ORDER"))
    assert found.answer == "UNKNOWN"


def test_nobody_is_forecast_who_is_released_or_whose_conditions_are_withheld():
    assert forecast(ToldCourse().detained(released=30)) is None
    assert forecast(told(), released=ALL - {FieldClass.CONDITION}) is None


@settings(deadline=None, max_examples=40)
@given(st.fixed_dictionaries({one: st.sampled_from(("IN_ORDER", "NOT_IN_ORDER", "IN_PROGRESS")) for one in CONDITIONS}),
       st.sampled_from(CONDITIONS))  # fmt: skip
def test_settling_one_never_makes_another_later(status, settled):
    before, after = (by_condition(forecast(told(**one))) for one in (status, {**status, settled: "IN_ORDER"}))
    assert all(after[one].path_days <= before[one].path_days for one in CONDITIONS)
    for one in CONDITIONS:
        if before[one].path_days:
            chain = {one, *needed(one, LINKS)}
            assert before[one].path_days <= sum(DAYS[each] for each in chain)


def test_lead_times_are_counted_from_first_not_in_order_to_in_order():
    course = ToldCourse().detained(expected=400)
    for status, day in (("NOT_IN_ORDER", 5), ("IN_PROGRESS", 12), ("UNKNOWN", 15), ("IN_ORDER", 30), ("IN_ORDER", 40),
                        ("NOT_IN_ORDER", 50), ("IN_ORDER", 55), ("NOT_IN_ORDER", 60)):  # fmt: skip
        assessed(course, "HOUSING", status, day)
    assessed(course, "CARE", "IN_ORDER", 10)
    assessed(course, "DEBTS", "NOT_IN_ORDER", -50, "BEFORE")
    assessed(course, "DEBTS", "IN_ORDER", 10)
    assert list(settled_in(course.whole(), course.moment(200))) == [("HOUSING", 25), ("HOUSING", 5)]
    assert list(settled_in(course.whole(), course.moment(29))) == []


def test_what_few_persons_took_is_not_told():
    (few,), (enough,) = (lead_times([("HOUSING", 9)] * count) for count in (FEWEST - 1, FEWEST))
    assert lead_times_in([{"leadTimes": [few.told]}]) == {}
    assert lead_times_in([{"leadTimes": [enough.told]}]) == {"HOUSING": LeadTime("HOUSING", 9, FEWEST)}
    assert lead_times_in([]) == {} and lead_times_in([{"leadTimes": None}]) == {}
