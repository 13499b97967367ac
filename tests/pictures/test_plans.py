"""The joint plan at a moment: versions, goals, actions and who pays; and what it was on another day."""

import pytest
from planned_case import Planned
from written_case import PERSON

from graph.case_records import Offered
from graph.plans import funding, open_actions, plans, wishes

AT = "2026-03-10"


@pytest.fixture
def case():
    written = Planned()
    written.version(1, "DRAFT", "2026-01-20", "2026-02-10")
    written.version(1, "ADOPTED", "2026-02-10")
    written.goal("g", "2026-01-20")
    return written


def plan_of(case, at=AT, known=None):
    (found,) = plans(case.view(at, known))
    return found


def actions_of(case, at=AT, known=None):
    return {one.action_id: one for goal in plan_of(case, at, known).goals for one in goal.actions}


def test_versions_follow_each_other_up_to_the_moment(case):
    case.version(2, "PROPOSED", "2026-04-01", recorded="2026-03-01")
    found = plan_of(case)
    assert [(one.version, one.status) for one in found.versions] == [(1, "DRAFT"), (1, "ADOPTED")]
    assert (found.version, found.status) == (1, "ADOPTED")
    early = plan_of(case, "2026-01-25")
    assert (early.version, early.status, len(early.versions)) == (1, "DRAFT", 1)
    later = plan_of(case, "2026-04-01")
    assert (later.version, later.status, len(later.versions)) == (2, "PROPOSED", 3)


def test_a_plan_that_had_not_begun_is_not_there(case):
    assert plans(case.view("2026-01-19", AT)) == ()
    assert plans(case.view(AT, "2026-01-19")) == ()


def test_a_version_that_was_corrected_reads_as_it_was_known():
    case = Planned()
    fact = case.version(1, "DRAFT", "2026-01-20", retracted="2026-02-01")
    case.version(1, "PROPOSED", "2026-01-20", recorded="2026-02-01", fact=fact)
    assert plan_of(case, "2026-01-25", "2026-01-31").status == "DRAFT"
    assert plan_of(case, "2026-01-25", "2026-02-01").status == "PROPOSED"


def test_goals_of_three_kinds_stand_in_the_order_in_which_they_came(case):
    case.goal("wish", "2026-02-02", kind="OWN_WISH", text="Ziet de kinderen elke week")
    case.goal("behaviour", "2026-02-01", kind="BEHAVIOUR")
    assert [(one.goal_id, one.kind) for one in plan_of(case).goals] == [
        ("g", "REINTEGRATION"), ("behaviour", "BEHAVIOUR"), ("wish", "OWN_WISH"),
    ]  # fmt: skip
    (wish,) = wishes(case.view(AT))
    assert (wish.text, wish.status) == ("Ziet de kinderen elke week", "OPEN")
    assert wishes(case.view("2026-02-01")) == ()


def test_a_goal_has_the_status_of_the_day(case):
    case.goal("h", "2026-01-20", "2026-03-01")
    case.goal("h", "2026-03-01", status="REACHED")
    status = {one.goal_id: one.status for one in plan_of(case).goals}
    assert status == {"g": "OPEN", "h": "REACHED"}
    assert {one.goal_id: one.status for one in plan_of(case, "2026-02-28").goals} == {"g": "OPEN", "h": "OPEN"}


def test_a_goal_that_was_taken_out_is_gone(case):
    case.goal("h", "2026-01-20", "2026-03-01")
    assert [one.goal_id for one in plan_of(case).goals] == ["g"]


def test_an_action_under_a_goal_of_which_nothing_is_said_still_shows(case):
    case.goals["silent"] = "plan"
    case.action("a", "silent", "2026-02-01")
    found = next(one for one in plan_of(case).goals if one.goal_id == "silent")
    assert (found.text, found.kind, found.origin) == (None, None, None)
    assert [one.action_id for one in found.actions] == ["a"]


def test_owners_are_a_position_an_organisation_the_person_or_nobody(case):
    for id, owner in (("a", "manager"), ("b", "GM"), ("c", PERSON), ("d", None)):
        case.action(id, "g", "2026-02-01", owner=owner)
    found = {id: one.owner for id, one in actions_of(case).items()}
    assert (found["a"].position_id, found["a"].professional_name) == ("manager", "Name of manager")
    assert (found["b"].position_id, found["b"].organisation_id) == (None, "GM")
    assert (found["c"].person_id, found["d"]) == (PERSON, None)


@pytest.mark.parametrize(
    ("at", "due", "status", "overdue", "days"),
    [
        (AT, "2026-03-09", "OPEN", "YES", 1),
        (AT, "2026-03-10", "OPEN", "NO", None),
        ("2026-03-10T23:59:00+01:00", "2026-03-10", "OPEN", "NO", None),
        ("2026-03-11T00:00:00+01:00", "2026-03-10", "OPEN", "YES", 1),
        (AT, "2026-03-11", "OPEN", "NO", None),
        (AT, None, "OPEN", "UNKNOWN", None),
        (AT, "2026-03-09", "DONE", "NO", None),
        (AT, None, "DROPPED", "NO", None),
        ("2026-03-30", "2026-03-28", "OPEN", "YES", 2),  # over the change to summer time
    ],
)
def test_an_action_is_overdue_from_the_day_after_its_due_date(case, at, due, status, overdue, days):
    case.action("a", "g", "2026-02-01", due=due, status=status)
    found = actions_of(case, at)["a"]
    assert (found.overdue, found.days_overdue) == (overdue, days)


def test_actions_stand_by_due_date_those_without_one_last(case):
    case.action("a", "g", "2026-02-01")
    case.action("b", "g", "2026-02-01", due="2026-05-01")
    case.action("c", "g", "2026-02-01", due="2026-04-01")
    assert list(actions_of(case)) == ["c", "b", "a"]


def test_open_actions_stand_by_owner_those_of_nobody_first(case):
    for id, owner, due in (
        ("a", "manager", "2026-05-01"), ("b", "manager", "2026-04-01"), ("c", PERSON, None), ("d", None, None),
        ("e", "GM", None), ("f", "coordinator", None),
    ):  # fmt: skip
        case.action(id, "g", "2026-02-01", owner=owner, due=due)
    case.action("done", "g", "2026-02-01", owner="manager", status="DONE")
    found = open_actions(case.view(AT))
    assert [tuple(each.action_id for each in one.actions) for one in found] == [
        ("d",), ("c",), ("e",), ("f",), ("b", "a"),
    ]  # fmt: skip
    assert [one.owner and (one.owner.person_id or one.owner.position_id) for one in found] == [
        None, PERSON, None, "coordinator", "manager",
    ]  # fmt: skip


def test_a_plan_in_use_stands_before_closed_ones():
    case = Planned()
    case.plans.append("old")
    case.version(3, "CLOSED", "2024-05-01", plan="old")
    case.version(1, "DRAFT", "2026-01-20")
    assert [one.plan_id for one in plans(case.view(AT))] == ["plan", "old"]


def test_who_pays_is_told_and_nobody_yet_comes_first():
    case = Planned()
    offers = {id: Offered(id, f"Aanbod {id}", "WORK", "GM", "Name of GM", "MUNICIPALITY") for id in ("a", "b", "c")}
    for offer, pays, status in (("a", "WMO", "RUNNING"), ("b", "NOBODY_YET", "WAITING"), ("c", "DJI", "COMPLETED")):
        case.say("Intervention", "2026-02-01", person=PERSON, offer=offer, pays=pays, status=status)
    view = case.view(AT)
    view.case.offers.update(offers)
    assert [(one.offer.id, one.pays, one.status) for one in funding(view)] == [
        ("b", "NOBODY_YET", "WAITING"), ("a", "WMO", "RUNNING"),
    ]  # fmt: skip
