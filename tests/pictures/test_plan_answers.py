"""What each party answered to the plan, and what changed since: added, changed and ended, as it was known then."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planned_case import Planned
from written_case import PERSON

from graph.plan_changes import changes_between
from graph.plans import plans

AT = "2026-03-10"


@pytest.fixture
def case():
    written = Planned()
    written.version(1, "PROPOSED", "2026-02-01")
    written.goal("g", "2026-01-20")
    written.action("a", "g", "2026-01-20", due="2026-04-01", owner="manager")
    for holder in ("manager", "coordinator"):
        written.say("Involvement", "2026-01-10", holder=holder, role="CASE_MANAGER", frame="PBW_18A")
    return written


def agree(case, by, since, version=1, answer="AGREED", **said):
    return case.say("PlanAgreement", since, plan="plan", by=by, version=version, answer=answer, **said)


def answers(case, at=AT, known=None):
    (plan,) = plans(case.view(at, known))
    return {one.party.person_id or one.party.position_id or one.party.organisation_id: one for one in plan.answers}


def changes(case, by="manager", at=AT, known=None):
    return {(one.subject, one.id): one for one in answers(case, at, known)[by].changes}


def test_who_never_answered_is_told_the_person_included(case):
    agree(case, "manager", "2026-02-05")
    found = answers(case)
    assert list(found) == [PERSON, "coordinator", "manager"], "the person first, then by organisation"
    assert {id: one.answer for id, one in found.items()} == {
        PERSON: "NOT_ANSWERED", "manager": "AGREED", "coordinator": "NOT_ANSWERED",
    }  # fmt: skip
    assert (found["coordinator"].up_to_date, found["coordinator"].changes) == (None, ())


def test_a_disagreement_has_its_reason(case):
    agree(case, PERSON, "2026-02-05", answer="DISAGREED", reason="Mist mijn wens")
    found = answers(case)[PERSON]
    assert (found.answer, found.reason, found.version, found.up_to_date) == ("DISAGREED", "Mist mijn wens", 1, True)


def test_the_last_answer_counts(case):
    agree(case, "manager", "2026-02-05", answer="DISAGREED")
    agree(case, "manager", "2026-02-20")
    assert answers(case)["manager"].answer == "AGREED"
    assert answers(case, "2026-02-10")["manager"].answer == "DISAGREED"
    assert answers(case, "2026-02-04", "2026-02-04")["manager"].answer == "NOT_ANSWERED"


def test_an_answer_to_an_earlier_version_is_not_up_to_date(case):
    agree(case, "manager", "2026-02-05")
    case.version(2, "PROPOSED", "2026-03-01")
    found = answers(case)["manager"]
    assert (found.answer, found.version, found.up_to_date) == ("AGREED", 1, False)


def test_who_answered_and_left_the_team_is_still_told(case):
    case.position("adviser", "PROBATION_ADVISER", "RN", "PROBATION")
    case.say("Involvement", "2026-01-10", "2026-03-01", holder="adviser", role="PROBATION_ADVISER", frame="PBW_18A")
    assert "adviser" not in answers(case)
    agree(case, "adviser", "2026-02-05")
    assert answers(case)["adviser"].answer == "AGREED"


def test_nothing_changed_where_nothing_was_recorded_since(case):
    agree(case, "manager", "2026-02-05")
    assert changes(case) == {}


def test_what_came_since_is_added(case):
    agree(case, "manager", "2026-02-05")
    case.goal("new", "2026-02-06", text="Heeft werk")
    case.action("b", "g", "2026-02-06", text="Cv maken")
    found = changes(case)
    assert {key: (one.change, one.text) for key, one in found.items()} == {
        ("GOAL", "new"): ("ADDED", "Heeft werk"), ("ACTION", "b"): ("ADDED", "Cv maken"),
    }  # fmt: skip


def test_what_says_something_else_since_shows_before_and_after(case):
    case.records = [one for one in case.records if one.kind != "ActionState"]
    case.action("a", "g", "2026-01-20", "2026-02-20", due="2026-04-01", owner="manager", text="Cv maken")
    agree(case, "manager", "2026-02-05")
    case.action("a", "g", "2026-02-20", due="2026-05-01", owner="coordinator", text="Cv maken", status="DONE")
    (found,) = changes(case).values()
    assert (found.change, found.text) == ("CHANGED", "Cv maken")
    assert [(one.field, one.before, one.after) for one in found.fields] == [
        ("STATUS", "OPEN", "DONE"),
        ("DUE_ON", "2026-04-01", "2026-05-01"),
        ("OWNER", "Name of manager", "Name of coordinator"),
    ]


def test_an_owner_or_due_date_that_comes_or_goes_shows_nothing_on_that_side(case):
    case.action("b", "g", "2026-01-20", "2026-02-20")
    agree(case, "manager", "2026-02-05")
    case.action("b", "g", "2026-02-20", due="2026-05-01", owner=PERSON)
    (found,) = changes(case).values()
    assert [(one.field, one.before, one.after) for one in found.fields] == [
        ("DUE_ON", None, "2026-05-01"), ("OWNER", None, PERSON),
    ]  # fmt: skip


def test_what_ended_without_another_went(case):
    case.goal("h", "2026-01-20", "2026-03-01", text="Heeft een woning")
    agree(case, "manager", "2026-02-05")
    (found,) = changes(case).values()
    assert (found.subject, found.change, found.text) == ("GOAL", "ENDED", "Heeft een woning")


def test_a_correction_after_the_answer_is_a_change_and_one_before_is_not(case):
    fact = case.action("b", "g", "2026-01-20", due="2026-05-01", retracted="2026-02-10")
    case.action("b", "g", "2026-01-20", due="2026-06-01", recorded="2026-02-10", fact=fact)
    agree(case, "manager", "2026-02-05")
    agree(case, "coordinator", "2026-02-15")
    (found,) = changes(case).values()
    assert [(one.field, one.before, one.after) for one in found.fields] == [("DUE_ON", "2026-05-01", "2026-06-01")]
    assert changes(case, "coordinator") == {}


def test_what_was_known_late_but_before_the_answer_was_written_down_is_no_change(case):
    case.action("b", "g", "2026-01-20", recorded="2026-02-08")
    agree(case, "manager", "2026-02-05", recorded="2026-02-09")
    assert changes(case) == {}


def test_an_answer_that_was_corrected_later_still_counts_from_when_it_was_first_written_down(case):
    fact = agree(case, "manager", "2026-02-05", answer="DISAGREED", retracted="2026-03-01")
    agree(case, "manager", "2026-02-05", recorded="2026-03-01", fact=fact)
    case.action("b", "g", "2026-01-20", recorded="2026-02-20")
    found = answers(case)["manager"]
    assert found.answer == "AGREED"
    assert [one.change for one in found.changes] == ["ADDED"]


def asked(case, at=AT):
    return {who for who, one in answers(case, at).items() if one.answer_asked}


def test_whoever_never_answered_what_was_put_to_the_parties_is_asked(case):
    agree(case, "manager", "2026-02-05")
    assert asked(case) == {PERSON, "coordinator"}
    assert asked(case, "2026-01-25") == set(), "nothing was put to them yet"


@pytest.mark.parametrize(
    ("becomes", "asks"),
    [
        ({"status": "DONE"}, False),
        ({"remark": "Wacht op de gemeente"}, False),
        ({"status": "DROPPED"}, True),
        ({"due": "2026-05-01"}, True),
        ({"owner": "coordinator"}, True),
        ({"text": "Iets anders"}, True),
        ({"pays": "FUND"}, True),
    ],
)
def test_a_next_version_asks_again_for_what_reads_otherwise_and_not_for_what_was_carried_out(case, becomes, asks):
    case.records = [one for one in case.records if one.kind != "ActionState"]
    case.action("a", "g", "2026-01-20", "2026-02-20", due="2026-04-01", owner="manager")
    agree(case, "manager", "2026-02-05")
    case.action("a", "g", "2026-02-20", **{"due": "2026-04-01", "owner": "manager", **becomes})
    assert "manager" not in asked(case), "this version is the one that was answered"
    case.version(1, "PROPOSED", "2026-02-01", "2026-03-01")
    case.version(2, "PROPOSED", "2026-03-01")
    assert ("manager" in asked(case)) is asks


@pytest.mark.parametrize("status", ["DRAFT", "CLOSED"])
def test_a_draft_and_a_closed_plan_ask_nobody(case, status):
    agree(case, "manager", "2026-02-05")
    case.goal("new", "2026-02-06")
    case.version(2, status, "2026-03-01")
    assert asked(case) == set()


def test_what_changed_since_this_version_was_proposed_is_told_with_the_plan(case):
    (plan,) = plans(case.view(AT))
    assert plan.changes == ()
    case.goal("new", "2026-02-06")
    (plan,) = plans(case.view(AT))
    assert [(one.id, one.change) for one in plan.changes] == [("new", "ADDED")]


def test_another_plan_of_the_case_changes_nothing_here(case):
    agree(case, "manager", "2026-02-05")
    case.plans.append("other")
    case.goal("elsewhere", "2026-02-06", plan="other")
    case.action("b", "elsewhere", "2026-02-06")
    (plan,) = [one for one in plans(case.view(AT)) if one.plan_id == "plan"]
    assert all(one.changes == () for one in plan.answers)


DAYS = st.integers(0, 40).map(lambda day: f"2026-{1 + day // 28:02}-{1 + day % 28:02}")


@given(st.lists(st.tuples(st.sampled_from("abc"), DAYS, st.sampled_from(["OPEN", "DONE"])), max_size=8), DAYS)
def test_a_plan_does_not_change_against_itself_and_changes_one_way_undo_the_other(states, then):
    case = Planned()
    case.version(1, "PROPOSED", "2026-01-01")
    case.goal("g", "2026-01-01")
    for action, since, status in states:
        case.action(action, "g", since, status=status)
    now, before = case.view(AT), case.view(then, AT)
    assert changes_between(now, now, "plan") == ()
    ahead, back = changes_between(before, now, "plan"), changes_between(now, before, "plan")
    turned = {"ADDED": "ENDED", "ENDED": "ADDED", "CHANGED": "CHANGED"}
    assert [(one.id, turned[one.change]) for one in ahead] == [(one.id, one.change) for one in back]
