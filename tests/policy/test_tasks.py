"""Who may do what: every function with every act, against a table read off the paragraph "Writing" by hand."""

from dataclasses import replace

import pytest
from cast_of_cases import CASE, CLINIC, HOUSES, NOON, PI_Z, G, in_team, who

from graph.actors import Assurance, Purpose
from graph.errors import PolicyError
from graph.model.words import FUNCTIONS
from graph.policy.decisions import Judge
from graph.policy.facts import Consented, Emergency, Notified, Period, Stayed, Treated
from graph.policy.policies import POLICY
from graph.policy.tasks import TASKS, Asking, acts_of, permission, tasks_in

USUAL = {
    "CASE_MANAGER", "SENIOR_CASE_MANAGER", "PROBATION_ADVISER", "SUPERVISION_OFFICER", "AFTERCARE_COORDINATOR",
}  # fmt: skip
PLAIN = ("CHANGE_PLAN", "ASSESS_CONDITION", "RECORD_MEETING", "RECORD_CONTACT_MOMENT", "CHANGE_PEOPLE_AROUND")
CONSENTS = ("RECORD_CONSENT", "WITHDRAW_CONSENT")
MINE = ("UPDATE_OWN_ACTION", "ANSWER_PLAN", "WRITE_NOTE")
# Not in the paragraph: what follows from it, by who writes the plan, by every member, and by who may see anything.
ARRANGING = ("INVOLVE", "END_INVOLVEMENT", "REQUEST_REFERRAL", "RECORD_INTERVENTION", "MANAGE_BUDGET")
# What an organisation puts in is said by who works on the plan for it, or on money or a home.
PAYING = ("CASE_MANAGER", "SENIOR_CASE_MANAGER", "PROBATION_ADVISER", "SUPERVISION_OFFICER", "AFTERCARE_COORDINATOR")
OF_MEMBERS = ("EXCLUDE_PROFESSIONAL", "ANSWER_HANDOVER", "LEAVE_CASE", "ANSWER_REFERRAL")
OF_ALL = ("ANSWER_DISPUTE", "CONFIRM_FACT", "WITHDRAW_OWN_RECORD", "HANDLE_SIGNAL")


def asking(actor, facts, *, directs=False):
    scope = POLICY.matrix.scope_of.get(actor.purpose)
    return Asking(actor, Judge(actor, facts, NOON).decide, scope, directs)


def answers(actor, facts, *, directs=False):
    """Every act with "yes" or its reason."""
    return {one.act: one.reason or "yes" for one in acts_of(asking(actor, facts, directs=directs))}


def allowed(actor, facts, *, directs=False):
    return {act for act, answer in answers(actor, facts, directs=directs).items() if answer == "yes"}


# By function and purpose: what of the lines of the paragraph is left in a team.
OF_PARAGRAPH = {
    ("CASE_MANAGER", "REINTEGRATION"): {
        *PLAIN, *MINE, "RECORD_CONDUCT", *CONSENTS, "RECORD_RISK_INSTRUMENT", "RECORD_RESPONSIVITY_INSTRUMENT",
    },
    ("SENIOR_CASE_MANAGER", "REINTEGRATION"): {
        *PLAIN, *MINE, "RECORD_CONDUCT", *CONSENTS, "RECORD_RISK_INSTRUMENT", "RECORD_RESPONSIVITY_INSTRUMENT",
        "ASSIGN_COLLEAGUE",
    },
    ("MENTOR", "REINTEGRATION"): {*MINE, "RECORD_CONDUCT", *CONSENTS, "RECORD_RESPONSIVITY_INSTRUMENT"},
    ("SELECTION_OFFICER", "REINTEGRATION"): {
        *CONSENTS, "RECORD_RISK_INSTRUMENT", "RECORD_RESPONSIVITY_INSTRUMENT",
    },
    ("PROBATION_ADVISER", "REINTEGRATION"): {
        *PLAIN, *MINE, *CONSENTS, "RECORD_RISK_INSTRUMENT", "RECORD_RESPONSIVITY_INSTRUMENT", "ASSIGN_COLLEAGUE",
    },
    ("SUPERVISION_OFFICER", "REINTEGRATION"): {
        *PLAIN, *MINE, *CONSENTS, "RECORD_RISK_INSTRUMENT", "RECORD_RESPONSIVITY_INSTRUMENT",
    },
    ("AFTERCARE_COORDINATOR", "REINTEGRATION"): {*PLAIN, *MINE, *CONSENTS, "ASSIGN_COLLEAGUE"},
    ("NEIGHBOURHOOD_WORKER", "REINTEGRATION"): {*MINE, *CONSENTS},
    ("LIFE_COURSE_COACH", "REINTEGRATION"): {*MINE, *CONSENTS},
}  # fmt: skip
DERIVED = {
    "CASE_MANAGER": {*ARRANGING, *OF_MEMBERS, *OF_ALL, "SEND_NOTICE", "REQUEST_ADVICE"},
    "SENIOR_CASE_MANAGER": {
        *ARRANGING, *OF_MEMBERS, *OF_ALL, "SEND_NOTICE", "REQUEST_ADVICE", "OPEN_CASE", "CLOSE_CASE",
        "HAND_OVER_DIRECTION", "ADOPT_PLAN",
    },
    "MENTOR": {*OF_MEMBERS, *OF_ALL},
    "SELECTION_OFFICER": {*OF_ALL},
    "PROBATION_ADVISER": {
        *ARRANGING, *OF_MEMBERS, *OF_ALL, "ANSWER_ADVICE", "OPEN_CASE", "HAND_OVER_DIRECTION", "ADOPT_PLAN",
    },
    "SUPERVISION_OFFICER": {*ARRANGING, *OF_MEMBERS, *OF_ALL, "ANSWER_ADVICE"},
    "AFTERCARE_COORDINATOR": {
        *ARRANGING, *OF_MEMBERS, *OF_ALL, "OPEN_CASE", "CLOSE_CASE", "HAND_OVER_DIRECTION", "ADOPT_PLAN",
    },
    "NEIGHBOURHOOD_WORKER": {*OF_MEMBERS, *OF_ALL},
    "LIFE_COURSE_COACH": {*OF_MEMBERS, *OF_ALL},
}  # fmt: skip
for one in USUAL:
    DERIVED[one] |= {"READ_TIE_OF_PERSON", "RECORD_SETTLEMENT"}
DERIVED["MENTOR"].add("READ_TIE_OF_PERSON")


@pytest.mark.parametrize("function", [*FUNCTIONS, "SUBJECT"])
def test_every_function_has_in_a_reintegration_team_what_the_paragraph_gives_it(function):
    actor = who(function, Purpose.REINTEGRATION)
    paying = {"ANSWER_BUDGET"} if function in PAYING else set()
    expected = OF_PARAGRAPH.get((function, "REINTEGRATION"), set()) | DERIVED.get(function, set()) | paying
    # Functions without a row of the matrix under this purpose have no class released, and so no task but assigning.
    assert allowed(actor, in_team(actor)) == expected


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("act", TASKS)
def test_without_the_task_it_is_refused_as_such_and_never_with_a_class(function, act):
    actor = who(function, Purpose.REINTEGRATION)
    found = permission(TASKS[act], asking(actor, in_team(actor)))
    if found is None:
        assert function in {"STEERING_MEMBER", "ANALYST", "PRIVACY_OFFICER", "OPERATOR"}
    elif function not in TASKS[act].functions:
        assert found.reason == "NOT_YOUR_TASK"
    else:
        assert found.reason != "NOT_YOUR_TASK"


@pytest.mark.parametrize("act", PLAIN)
@pytest.mark.parametrize("function", ["MENTOR", "NEIGHBOURHOOD_WORKER", "LIFE_COURSE_COACH"])
def test_who_directs_may_change_the_plan_whatever_the_function(function, act):
    actor = who(function, Purpose.REINTEGRATION)
    assert act not in allowed(actor, in_team(actor))
    assert act in allowed(actor, in_team(actor), directs=True)


def test_directing_opens_no_class_that_is_withheld_and_no_other_task():
    officer = who("SELECTION_OFFICER", Purpose.REINTEGRATION)
    found = answers(officer, in_team(officer), directs=True)
    assert found["CHANGE_PLAN"] == found["RECORD_MEETING"] == found["CHANGE_PEOPLE_AROUND"] == "NO_LEGAL_BASIS"
    assert found["ASSESS_CONDITION"] == "yes"
    mentor = who("MENTOR", Purpose.REINTEGRATION)
    assert answers(mentor, in_team(mentor), directs=True)["ASSIGN_COLLEAGUE"] == "NOT_YOUR_TASK"


def test_a_class_that_is_withheld_gives_its_reason():
    coordinator = who("AFTERCARE_COORDINATOR", Purpose.REINTEGRATION)
    found = answers(coordinator, in_team(coordinator))
    assert found["RECORD_RISK_INSTRUMENT"] == found["RECORD_RESPONSIVITY_INSTRUMENT"] == "NO_LEGAL_BASIS"
    carer = who("CARE_PROFESSIONAL", Purpose.REINTEGRATION)
    assert answers(carer, in_team(carer))["UPDATE_OWN_ACTION"] == "PURPOSE_MISMATCH"


def test_a_note_of_a_carer_needs_the_sign_in_that_health_needs():
    for assurance, answer in ((Assurance.SUBSTANTIAL, "NEEDS_STEP_UP"), (Assurance.HIGH, "yes")):
        carer = who("CARE_PROFESSIONAL", Purpose.CARE, assurance)
        facts = replace(in_team(carer, "TREATMENT"), treatments=(Treated(carer.position),))
        assert answers(carer, facts)["WRITE_NOTE"] == answer
        assert answers(carer, facts)["UPDATE_OWN_ACTION"] == "yes"


def test_notes_are_for_nobody_where_the_row_says_so():
    prosecution = who("PROSECUTION_STAFF", Purpose.RISK_MANAGEMENT)
    facts = replace(in_team(prosecution), indications=(Period(),))
    assert answers(prosecution, facts)["WRITE_NOTE"] == "NO_LEGAL_BASIS"


def test_a_volunteer_does_what_the_consent_opens():
    volunteer = who("VOLUNTEER", Purpose.VOLUNTARY_SUPPORT)
    consent = Consented(frozenset({volunteer.organisation}), frozenset({"IDENTITY", "PLAN"}))
    facts = replace(in_team(volunteer, "CONSENT"), consents=(consent,))
    member = {"UPDATE_OWN_ACTION", "ANSWER_PLAN", "WRITE_NOTE", *OF_MEMBERS, *OF_ALL}
    assert allowed(volunteer, facts) == member
    assert answers(volunteer, facts)["RECORD_CONSENT"] == "NO_LEGAL_BASIS"
    assert allowed(volunteer, facts, directs=True) == {
        *member, "CHANGE_PLAN", "ADOPT_PLAN", "RECORD_MEETING", "RECORD_CONTACT_MOMENT", *ARRANGING,
        "HAND_OVER_DIRECTION",
    }  # fmt: skip


@pytest.mark.parametrize("function", ["AFTERCARE_COORDINATOR", "SENIOR_CASE_MANAGER", "PROBATION_ADVISER", "CONVENER"])
def test_on_the_intake_list_one_takes_a_person_in_and_does_nothing_else(function):
    actor = who(function, Purpose.INTAKE)
    facts = replace(CASE, notices=(Notified(actor.organisation, NOON - 1000),))
    assert allowed(actor, facts) == {"ASSIGN_COLLEAGUE", "OPEN_CASE", "HANDLE_SIGNAL"}
    usual = function in USUAL
    assert answers(actor, facts)["CHANGE_PLAN"] == ("PURPOSE_MISMATCH" if usual else "NOT_YOUR_TASK")


@pytest.mark.parametrize(
    ("function", "parts"),
    [
        ("CASE_MANAGER", {"FILL_SELECTION_FORM_PART_1", "DECIDE_SCREENING"}),
        ("SENIOR_CASE_MANAGER", {"FILL_SELECTION_FORM_PART_1", "DECIDE_SCREENING"}),
        ("PROBATION_ADVISER", {"FILL_SELECTION_FORM_PART_2", "DECIDE_SCREENING"}),
    ],
)
def test_on_the_screening_list_each_fills_the_own_part_of_the_form(function, parts):
    actor = who(function, Purpose.SCREENING)
    facts = replace(CASE, stays=(Stayed(PI_Z),), postings=frozenset({PI_Z}))
    assert allowed(actor, facts) == parts
    elsewhere = who(function, Purpose.REINTEGRATION)
    answered = answers(elsewhere, in_team(elsewhere))
    assert {answered[part] for part in parts} == {"PURPOSE_MISMATCH"}


def test_the_person_answers_the_plan_and_disputes_and_does_nothing_else():
    subject = who("SUBJECT", Purpose.SUBJECT_ACCESS)
    found = answers(subject, replace(CASE, subject=True))
    assert {act for act, answer in found.items() if answer == "yes"} == {
        "ANSWER_PLAN", "WRITE_OWN_WISH", "DISPUTE_FACT", "WITHDRAW_CONSENT", "READ_OWN_TIE",
    }  # fmt: skip
    assert set(found.values()) == {"yes", "NOT_YOUR_TASK"}


@pytest.mark.parametrize(
    "facts",
    [CASE, replace(CASE, excluded=True), replace(CASE, involvements=(), notices=(Notified(G, NOON - 1000),))],
)
def test_a_case_that_does_not_exist_for_somebody_has_no_acts_and_no_reasons(facts):
    for function in HOUSES:
        actor = who(function, Purpose.REINTEGRATION)
        assert acts_of(asking(actor, facts, directs=True)) == ()


def test_an_excluded_colleague_in_the_team_has_no_acts():
    manager = who("CASE_MANAGER", Purpose.REINTEGRATION)
    assert acts_of(asking(manager, replace(in_team(manager), excluded=True), directs=True)) == ()


def test_what_is_not_ones_own_is_not_ones_task():
    mentor, manager = who("MENTOR", Purpose.REINTEGRATION), who("CASE_MANAGER", Purpose.REINTEGRATION)
    for task in TASKS.values():
        found = permission(task, asking(manager, in_team(manager)), own=False)
        assert found is not None
        if task.own:
            assert found.reason == "NOT_YOUR_TASK"
        else:
            assert found == permission(task, asking(manager, in_team(manager)))
    assert permission(TASKS["UPDATE_OWN_ACTION"], asking(mentor, in_team(mentor)), own=False).reason == "NOT_YOUR_TASK"


def test_an_emergency_lets_somebody_look_and_not_act():
    manager = who("CASE_MANAGER", Purpose.REINTEGRATION, Assurance.HIGH)
    grant = Emergency(manager.position, "REINTEGRATION", frozenset({"IDENTITY", "PLAN", "CONDITION"}), NOON - 1000)
    found = answers(manager, replace(CASE, emergency=grant))
    assert "yes" not in found.values()
    assert found["CHANGE_PLAN"] == found["ASSESS_CONDITION"] == "NOT_YOUR_TASK"


def test_in_a_safety_house_case_the_usual_functions_write_and_others_do_not():
    for function, writes in (("CASE_MANAGER", True), ("CONVENER", False), ("POLICE_OFFICER", False)):
        actor = who(function, Purpose.SAFETY_HOUSE_CASE)
        facts = replace(in_team(actor, "WGS_SAFETY_HOUSE"), case_frame="WGS_SAFETY_HOUSE")
        assert ("CHANGE_PLAN" in allowed(actor, facts)) is writes
        assert {"UPDATE_OWN_ACTION", "WRITE_NOTE"} <= allowed(actor, facts)


def test_a_colleague_without_the_purpose_of_the_relation_does_nothing():
    medical = who("MEDICAL", Purpose.CARE, organisation=CLINIC, organisation_kind="CARE_PROVIDER")
    facts = replace(in_team(medical, "TREATMENT"), treatments=(Treated(medical.position),))
    assert allowed(medical, facts) == set()


ROW = '[[task]]\nact = "A"\nclass = "PLAN"\nfunctions = ["MENTOR"]\nscopes = ["TEAM"]\nsource = "s"\n'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (ROW.replace('"PLAN"', '"SOFA"'), "task 1 (A): class cannot be 'SOFA'"),
        (ROW.replace('"PLAN"', '"WORK"'), "task 1 (A): class cannot be 'WORK'"),
        (ROW.replace('"MENTOR"', '"WIZARD"'), "functions cannot be ['WIZARD']"),
        (ROW.replace('["MENTOR"]', "[]"), "functions cannot be []"),
        (ROW.replace('"TEAM"', '"WORLD"'), "scopes cannot be ['WORLD']"),
        (ROW.replace('source = "s"', ""), "source cannot be None"),
        (ROW + "director = 3\n", "director cannot be 3"),
        (ROW + 'own = "SOMEBODY"\n', "own cannot be 'SOMEBODY'"),
        (ROW + "sofa = 3\n", "task 1 (A): sofa means nothing here"),
        (ROW * 2, "task 2 (A): it has no act of its own"),
        ("x = 1\n" + ROW, "it should hold tasks, and nothing else"),
        ("", "it should hold tasks"),
        ("[[task]", "tasks.toml: "),
    ],
)
def test_a_bad_table_is_refused_with_its_place(text, problem):
    with pytest.raises(PolicyError) as refused:
        tasks_in(text)
    assert problem in str(refused.value)
