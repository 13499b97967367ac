"""What waits in a case, told in a few records: for whom, from which day, and what is not work at all."""

from dataclasses import replace
from datetime import date

import pytest
from told_course import ToldCourse

from analytics.next_due import next_due
from analytics.urgency_rules import WorkKind
from analytics.work import work_in
from graph.actors import Actor, Purpose
from graph.case_records import Said
from graph.model.kinds import FieldClass
from graph.policy.decisions import Release, Withhold
from graph.policy.reasons import Ask, Reason
from graph.policy.tables import Scope
from graph.policy.tasks import Asking

DAY = 64
"""10 March 2026, counted from the arrival."""


def actor(position="manager", organisation="org-PRISON", function="CASE_MANAGER"):
    return Actor(
        "w", "W", position, function, organisation, "name", organisation.removeprefix("org-"), Purpose.REINTEGRATION
    )


MANAGER = actor()
SENIOR = actor("senior", function="SENIOR_CASE_MANAGER")
ADVISER = actor("adviser", "org-PROBATION", "PROBATION_ADVISER")
COORDINATOR = actor("coordinator", "org-MUNICIPALITY", "AFTERCARE_COORDINATOR")


def work(
    told, who=MANAGER, *, at=DAY, hours=12, organisation=False, released=None, may=True, kinds=None, disputes=None
):
    """What waits, in order, but for the case itself where no `kinds` are given."""
    dossier = told.dossier() if released is None else told.dossier(released)
    decision = Release("r", "v") if may else Withhold(Reason.NOT_YOUR_TASK, "r", "v", Ask.CASE_DIRECTOR)
    asking = Asking(who, lambda *_: decision, Scope.TEAM, directs=False)
    dossier = replace(dossier, asking=asking, records=replace(dossier.records, disputes=disputes or {}))
    wanted = set(WorkKind) - {WorkKind.CASE} if kinds is None else kinds
    found = work_in(dossier, who, told.moment(at, hours), wanted, organisation=organisation)
    return sorted(found, key=lambda one: one.key)


def brief(items):
    return [(str(one.kind), str(one.waits_for), one.due, one.days_overdue) for one in items]


@pytest.fixture
def told():
    return ToldCourse().detained(expected=100)


def action(told, action, owner="manager", *, due=None, status="OPEN", since=0, until=None, **more):
    ends = {"owner": owner} if owner else {}
    return told.add(
        "ActionState", since, until=until, action=action, text=action, status=status, phase="DURING", dueOn=due,
        **ends, **more,
    )  # fmt: skip


def test_an_action_waits_for_its_owner_and_is_late_from_the_day_after(told):
    action(told, "a1", due=DAY - 1)
    action(told, "a2", due=DAY)
    action(told, "a3", "mentor", due=DAY - 9)
    assert brief(work(told)) == [
        ("ACTION", "ME", date(2026, 3, 9), 1),
        ("ACTION", "ME", date(2026, 3, 10), None),
    ]
    assert work(told, hours=0)[0].days_overdue == 1
    assert [one.days_overdue for one in work(told, at=DAY - 1, hours=23)] == [None, None]
    assert [one.days_overdue for one in work(told, at=DAY + 1, hours=0)] == [2, 1]


def test_what_is_done_dropped_ended_or_still_to_come_does_not_wait(told):
    action(told, "a1", until=30)
    action(told, "a1", status="DONE", since=30)
    action(told, "a2", status="DROPPED")
    action(told, "a3", until=40)
    action(told, "a4", since=DAY + 1)
    assert work(told) == []


def test_an_action_of_the_organisation_waits_for_all_its_positions_in_the_case(told):
    action(told, "a1", "org-PRISON")
    action(told, "a2", "org-PROBATION")
    (found,) = work(told)
    assert (found.waits_for, found.text) == ("ORGANISATION", "a1")


def test_work_of_colleagues_is_told_to_who_asks_for_the_organisation_and_nothing_of_another(told):
    action(told, "a1", "mentor")
    action(told, "a2", "adviser")
    assert work(told, SENIOR) == []
    (found,) = work(told, SENIOR, organisation=True)
    assert (found.waits_for, found.party.position_id) == ("COLLEAGUE", "mentor")


def test_what_nobody_owns_is_told_to_whose_task_it_is(told):
    action(told, "a1", None, due=DAY + 1)
    (found,) = work(told)
    assert (found.kind, found.waits_for, found.urgency.rule.id) == (
        "WITHOUT_OWNER", "NOBODY", "work.without-owner-late",
    )  # fmt: skip
    assert work(told, may=False) == []


def test_an_action_agreed_for_a_condition_waits_for_its_owner_until_it_is_in_order(told):
    said = {"condition": "HOUSING", "phase": "DURING", "agreedAction": "Briefadres"}
    told.add("Assessment", 5, until=40, owner="manager", status="NOT_IN_ORDER", **said)
    assert [one.text for one in work(told, at=20)] == ["Briefadres"]
    told.add("Assessment", 40, owner="manager", status="IN_ORDER", **said)
    assert work(told) == []


def test_what_was_agreed_for_the_time_before_is_over_once_inside(told):
    for phase in ("BEFORE", "AFTER"):
        told.add(
            "Assessment", 1, owner="manager", status="NOT_IN_ORDER", condition="DEBTS", phase=phase, agreedAction=phase
        )
    assert [one.text for one in work(told)] == ["AFTER"]


def handover(told, to="manager", offered=DAY - 3, **more):
    return told.add("Handover", offered, subject="DIRECTION", offeredAt=offered, to=to, from_="mentor", **more)


def test_a_handover_waits_for_who_it_was_offered_to_until_it_is_answered(told):
    handover(told)
    (found,) = work(told)
    assert (found.kind, found.waits_for, found.since) == ("HANDOVER", "ME", date(2026, 3, 7))
    assert (found.party.position_id, found.urgency.rule.id) == ("mentor", "work.handover-of-direction")
    assert work(told, ADVISER) == []


@pytest.mark.parametrize("answer", ["acceptedAt", "refusedAt"])
def test_an_answered_handover_does_not_wait_and_an_answer_to_come_is_none_yet(told, answer):
    handover(told, **{answer: DAY - 1})
    handover(told, **{answer: DAY + 1})
    assert len(work(told)) == 1


def test_a_handover_that_ended_or_is_still_to_be_offered_does_not_wait(told):
    handover(told, until=DAY - 1)
    handover(told, offered=DAY + 1)
    assert work(told) == []


@pytest.mark.parametrize(("status", "waits"), [("REQUESTED", 1), ("SILENT", 1), ("ACCEPTED", 0), ("REFUSED", 0)])
def test_a_referral_waits_for_the_organisation_until_it_is_answered(told, status, waits):
    told.add("Referral", 40, status=status, requestedOn=40, from_="manager", to="org-MUNICIPALITY")
    assert len(work(told, COORDINATOR)) == waits
    assert work(told, ADVISER) == []


def test_advice_waits_for_the_probation_organisation_while_it_runs(told):
    told.add("AdviceRequest", 30, kind="HEARING", status="RUNNING", requestedOn=30, dueOn=DAY - 2, to="org-PROBATION")
    told.add("AdviceRequest", 20, kind="PP", status="DELIVERED", requestedOn=20, dueOn=DAY - 9, to="org-PROBATION")
    (found,) = work(told, ADVISER)
    assert (found.kind, found.days_overdue, found.since) == ("ADVICE_REQUEST", 2, date(2026, 2, 4))
    assert work(told, MANAGER) == []


def plan(told, version, status, since, until=None):
    return told.add("PlanState", since, until=until, plan="p", status=status, version=version)


def answer(told, version, by, since=50):
    return told.add("PlanAgreement", since, plan="p", answer="AGREED", version=version, by=by)


def goal(told, since):
    return told.add("GoalState", since, goal="g", text="Een woning", kind="REINTEGRATION", status="OPEN")


def test_the_plan_waits_for_an_organisation_of_which_nobody_answered_this_version(told):
    plan(told, 1, "ADOPTED", 10, 45)
    plan(told, 2, "PROPOSED", 45)
    answer(told, 1, "manager", 40)
    goal(told, 45)
    assert [one.urgency.rule.id for one in work(told)] == ["work.plan-proposed-long"]
    answer(told, 2, "mentor")
    assert work(told) == []
    assert len(work(told, ADVISER)) == 1


def test_a_version_in_which_nothing_changed_since_the_organisation_answered_does_not_wait_for_it(told):
    goal(told, 10)
    action(told, "a", since=10, until=44)
    plan(told, 1, "ADOPTED", 10, 45)
    plan(told, 2, "PROPOSED", 45)
    answer(told, 1, "manager", 40)
    action(told, "a", since=44, status="DONE")
    assert work(told) == [], "what was agreed was carried out"
    assert len(work(told, ADVISER)) == 1, "who never answered is asked"


@pytest.mark.parametrize("becomes", [{"status": "DROPPED"}, {"due": 90}, {"owner": "mentor"}, {"pays": "FUND"}])
def test_an_action_that_is_not_as_it_was_agreed_asks_the_organisation_again(told, becomes):
    action(told, "a", since=10, until=44)
    plan(told, 1, "ADOPTED", 10, 45)
    plan(told, 2, "PROPOSED", 45)
    answer(told, 1, "manager", 40)
    action(told, "a", since=44, **becomes)
    found = work(told, kinds={WorkKind.PLAN_ANSWER})
    assert [one.urgency.rule.id for one in found] == ["work.plan-proposed-long"]


def test_an_answer_of_the_organisation_as_such_counts_and_one_of_the_person_does_not(told):
    plan(told, 1, "ADOPTED", 45)
    answer(told, 1, "person")
    assert [one.urgency.rule.id for one in work(told)] == ["work.plan-adopted"]
    answer(told, 1, "PI")
    assert work(told) == []


@pytest.mark.parametrize("status", ["DRAFT", "CLOSED"])
def test_a_draft_and_a_closed_plan_wait_for_nobody(told, status):
    plan(told, 1, status, 45)
    assert work(told) == []


def test_a_dispute_waits_for_who_said_the_fact_while_it_is_open(told):
    told.add("ContactMoment", 20, kind="TALK", heldOn=20, by="manager")
    fact = told.records[-1].fact

    def disputed(status, day=DAY - 8):
        said = Said(told.moment(day), status, told.moment(day), None)
        return {fact: (said,)}

    (found,) = work(told, disputes=disputed("OPEN"))
    assert (found.kind, found.waits_for, found.since) == ("DISPUTE", "ME", date(2026, 3, 2))
    assert (found.party.person_id, found.origin.fact, found.origin.disputed) == ("person", fact, True)
    assert work(told, disputes=disputed("UPHELD")) == []
    assert work(told, COORDINATOR, disputes=disputed("OPEN")) == []


def involved(told, holder, position, organisation="org-PRISON", since=0):
    return told.add(
        "Involvement", since, role="CASE_MANAGER", frame="PBW_18A", holder=holder, organisationId=organisation,
        positionId=position,
    )  # fmt: skip


def test_an_organisation_without_a_named_colleague_is_told_to_who_may_assign_one(told):
    involved(told, "org-PRISON", None)
    assert [(one.kind, one.waits_for) for one in work(told, SENIOR)] == [("UNASSIGNED", "ORGANISATION")]
    assert work(told, MANAGER) == []
    assert work(told, COORDINATOR) == []
    involved(told, "mentor", "mentor", since=DAY)
    assert work(told, SENIOR) == []
    assert len(work(told, SENIOR, at=DAY - 1)) == 1


def test_a_closed_case_has_no_work(told):
    action(told, "a1")
    told.add("CaseState", 10, status="CLOSED")
    assert work(told, kinds=set(WorkKind)) == []
    assert len(work(told, at=9)) == 1


@pytest.mark.parametrize("released", [set(), {FieldClass.WORK, FieldClass.PUBLIC}])
def test_a_case_of_which_nothing_is_shown_has_no_work(told, released):
    assert work(told, kinds=set(WorkKind), released=released) == []


def test_what_is_withheld_is_not_listed_and_does_not_change_the_rest(told):
    action(told, "a1", due=DAY - 1)
    told.add("AdviceRequest", 30, kind="HEARING", status="RUNNING", requestedOn=30, dueOn=DAY - 2, to="org-PROBATION")
    without = {one for one in FieldClass if one is not FieldClass.TITLE}
    assert [one.kind for one in work(told, ADVISER, released=without)] == []
    (case,) = work(told, ADVISER, kinds={WorkKind.CASE}, released=without)
    assert case.text != "Advies van de reclassering"
    assert work(told, kinds={WorkKind.ACTION}, released={FieldClass.COURSE}) == []


def test_the_case_itself_tells_what_is_due_next_and_how_much_is_late():
    told = ToldCourse().detained(expected=10)
    (case,) = work(told, at=0, kinds={WorkKind.CASE})
    found = next_due(told.dossier(), told.dossier().records.view(told.moment(0, 12), told.moment(0, 12)))
    assert (found.state, found.late, case.late) == ("COMING", 0, 0)
    assert case.due == found.due.day
    assert case.clock_rule == found.due.rule is not None
    (later,) = work(told, at=5, kinds={WorkKind.CASE})
    assert later.late > 0
    assert later.days_overdue > 0
    assert later.urgency.rule.id in {"work.case-late", "work.case-late-high"}


def test_of_what_is_late_what_most_hangs_on_comes_first():
    told = ToldCourse()
    action(told, "long ago", due=DAY - 60)
    told.add("AdviceRequest", 30, kind="PP", status="RUNNING", requestedOn=30, dueOn=DAY - 1, to="org-PROBATION")
    (case,) = work(told, kinds={WorkKind.CASE})
    assert (case.text, case.late, case.urgency.rule.id) == ("Advies van de reclassering", 2, "work.case-late-high")


def test_a_case_with_nothing_due_stands_last():
    (case,) = work(ToldCourse(), kinds={WorkKind.CASE})
    assert (case.due, case.text, case.urgency.rule.id) == (None, None, "work.case-quiet")


def test_the_release_is_due_until_it_has_happened():
    told = ToldCourse().detained(expected=DAY + 3)
    found = next_due(
        told.dossier({FieldClass.IDENTITY}), told.dossier().records.view(told.moment(DAY), told.moment(DAY))
    )
    assert (found.due.what.en, found.due.day, found.state) == ("Release", date(2026, 3, 13), "COMING")


def test_the_earliest_day_stands_first_within_a_rule_and_the_id_decides_the_rest(told):
    for name, due in (("a1", DAY - 1), ("a2", DAY - 5), ("a3", DAY - 5)):
        action(told, name, due=due)
    assert [one.text for one in work(told)] == ["a2", "a3", "a1"]
    told.records.reverse()
    assert [one.text for one in work(told)] == ["a2", "a3", "a1"]
