"""The worked cases of the access document, one by one, by their numbers. They are not changed to fit the code."""

from dataclasses import replace

import pytest
from cast_of_cases import CASE, CLINIC, NOON, OTHER_CLINIC, PI_Z, G, in_team, who

from graph.actors import Assurance, Purpose
from graph.model.kinds import FieldClass
from graph.policy.bands import band_of
from graph.policy.decisions import Hidden, Part, Release, Withhold, decide, decide_all, strictest
from graph.policy.facts import OUTSIDE_CASES, Consented, Datum, Notified, Period, Stayed, Treated
from graph.policy.policies import POLICY
from graph.times import parse_moment

DAY = 86_400_000
REINTEGRATION, RISK_MANAGEMENT, SAFETY = Purpose.REINTEGRATION, Purpose.RISK_MANAGEMENT, Purpose.SAFETY_HOUSE_CASE
C = FieldClass

case_manager = who("CASE_MANAGER", REINTEGRATION)
case_manager_on_risk = who("CASE_MANAGER", RISK_MANAGEMENT)
screening = who("CASE_MANAGER", Purpose.SCREENING)
coordinator = who("AFTERCARE_COORDINATOR", REINTEGRATION)
coordinator_intake = who("AFTERCARE_COORDINATOR", Purpose.INTAKE)
adviser = who("PROBATION_ADVISER", REINTEGRATION)
officer = who("SUPERVISION_OFFICER", RISK_MANAGEMENT)
officer_high = who("SUPERVISION_OFFICER", RISK_MANAGEMENT, Assurance.HIGH)
carer = who("CARE_PROFESSIONAL", Purpose.CARE)
carer_high = who("CARE_PROFESSIONAL", Purpose.CARE, Assurance.HIGH)
carer_reintegrating = who("CARE_PROFESSIONAL", REINTEGRATION)
volunteer = who("VOLUNTEER", Purpose.VOLUNTARY_SUPPORT)
case_manager_voluntary = who("CASE_MANAGER", Purpose.VOLUNTARY_SUPPORT)
police = who("POLICE_OFFICER", SAFETY)
debt_counsellor = who("DEBT_COUNSELLOR", Purpose.MUNICIPAL_DEBT_HELP)
privacy_officer = who("PRIVACY_OFFICER", Purpose.OVERSIGHT)
subject = who("SUBJECT", Purpose.SUBJECT_ACCESS)
subject_high = who("SUBJECT", Purpose.SUBJECT_ACCESS, Assurance.HIGH)
steering = who("STEERING_MEMBER", Purpose.STEERING)
operator = who("OPERATOR", Purpose.OPERATIONS)
mentor = who("MENTOR", REINTEGRATION)
delegate = who("RISK_DELEGATE", RISK_MANAGEMENT)
acting_for_h = who("AFTERCARE_COORDINATOR", REINTEGRATION, organisation="GM-H", position="position at H")

indicated = replace(CASE, indications=(Period(NOON - 30 * DAY),))
sits_in_z = replace(CASE, stays=(Stayed(PI_Z, Period(NOON - 30 * DAY)),))
left_z = replace(CASE, stays=(Stayed(PI_Z, Period(NOON - 30 * DAY, parse_moment("2026-03-09"))),))
notified = replace(CASE, notices=(Notified(G, parse_moment("2026-03-05")),))
notified_long_ago = replace(CASE, notices=(Notified(G, parse_moment("2026-01-29")),))
treated = replace(CASE, treatments=(Treated(organisation=CLINIC),))
safety_house_case = replace(CASE, case_frame="WGS_SAFETY_HOUSE")
released = replace(CASE, detentions=(Period(parse_moment("2025-11-01"), parse_moment("2026-01-05")),))
own_case = replace(CASE, subject=True)


def consented(organisation, *classes, until=None):
    return replace(
        CASE, consents=(Consented(frozenset({organisation}), frozenset(classes), period=Period(None, until)),)
    )


plan_for_volunteers = consented("volunteers", "IDENTITY", "PLAN")
withdrawn = consented("volunteers", "IDENTITY", "PLAN", until=parse_moment("2026-03-09"))
health_for_the_prison = consented(PI_Z, "HEALTH")

own_health = Datum(organisation=CLINIC, organisation_kind="CARE_PROVIDER", purpose="CARE")
health_elsewhere = Datum(organisation=OTHER_CLINIC, organisation_kind="CARE_PROVIDER", purpose="CARE")
on_the_form = Datum(form="FIELD")
by_a_professional = Datum(reader="PROFESSIONAL")
by_the_nurse = Datum(organisation=PI_Z, organisation_kind="PRISON", purpose="CARE", author_function="MEDICAL")
any_datum = Datum(organisation=PI_Z, purpose="REINTEGRATION", author_function="CASE_MANAGER", form="FIELD")

RELEASE, HIDDEN = "release", "does not exist"

CASES = [
    ("1", case_manager, in_team(case_manager), C.CONDITION, None, RELEASE),
    ("2", case_manager, in_team(case_manager), C.HEALTH, None, "HEALTH_SECRECY"),
    ("3", case_manager, in_team(case_manager), C.RISK, None, "PURPOSE_MISMATCH"),
    ("3b", case_manager, in_team(case_manager), C.RISK_SUMMARY, None, RELEASE),
    ("4", case_manager_on_risk, in_team(case_manager_on_risk, facts=indicated), C.RISK, None, RELEASE),
    ("4b", case_manager_on_risk, in_team(case_manager_on_risk), C.COURSE, None, "PURPOSE_MISMATCH"),
    ("5", case_manager, sits_in_z, C.IDENTITY, None, HIDDEN),
    ("6", screening, sits_in_z, C.TITLE, on_the_form, RELEASE),
    ("8", coordinator, in_team(coordinator), C.TITLE, None, "NO_LEGAL_BASIS"),
    ("8b", coordinator, in_team(coordinator), C.COURSE, None, RELEASE),
    ("9", coordinator, in_team(coordinator), C.CONDUCT, None, RELEASE),
    ("10 name", coordinator_intake, notified, C.IDENTITY, None, RELEASE),
    ("10 arrival", coordinator_intake, notified, C.COURSE, None, RELEASE),
    ("11", coordinator_intake, notified, C.CONDITION, None, "PURPOSE_MISMATCH"),
    ("12", coordinator_intake, notified_long_ago, C.IDENTITY, None, HIDDEN),
    ("13", who("AFTERCARE_COORDINATOR", REINTEGRATION, organisation="GM-X"), CASE, C.IDENTITY, None, HIDDEN),
    ("16", officer, in_team(officer, facts=indicated), C.VICTIM, None, "NEEDS_STEP_UP"),
    ("17", officer_high, in_team(officer_high, facts=indicated), C.VICTIM, None, RELEASE),
    ("18", carer_high, in_team(carer_high, "TREATMENT", treated), C.HEALTH, own_health, RELEASE),
    ("18b", carer_high, in_team(carer_high, "TREATMENT", treated), C.HEALTH, health_elsewhere, "HEALTH_SECRECY"),
    ("19", carer, in_team(carer, "TREATMENT", treated), C.HEALTH, own_health, "NEEDS_STEP_UP"),
    ("20", carer_reintegrating, in_team(carer_reintegrating), C.CONDITION, None, "PURPOSE_MISMATCH"),
    ("21", volunteer, in_team(volunteer, "CONSENT", plan_for_volunteers), C.PLAN, None, RELEASE),
    ("22", volunteer, in_team(volunteer, "CONSENT", plan_for_volunteers), C.CONTACT, None, "NO_LEGAL_BASIS"),
    (
        "24",
        case_manager_voluntary,
        in_team(case_manager_voluntary, "CONSENT", health_for_the_prison),
        C.HEALTH,
        None,
        "HEALTH_SECRECY",
    ),
    (
        "24b",
        case_manager_voluntary,
        in_team(case_manager_voluntary, "CONSENT", health_for_the_prison),
        C.CONTACT,
        None,
        "PURPOSE_MISMATCH",
    ),
    ("25", police, in_team(police), C.RISK, None, "PURPOSE_MISMATCH"),
    ("26", police, in_team(police, "WGS_SAFETY_HOUSE", safety_house_case), C.RISK, None, RELEASE),
    ("28", debt_counsellor, in_team(debt_counsellor, "MUNICIPAL_TASK"), C.FINANCE, None, RELEASE),
    ("29", coordinator, in_team(coordinator), C.FINANCE, None, "NO_LEGAL_BASIS"),
    ("30 the tie", case_manager, in_team(case_manager), strictest([C.NETWORK, C.HEALTH]), None, "HEALTH_SECRECY"),
    ("30 the condition", case_manager, in_team(case_manager), C.CONDITION, None, RELEASE),
    ("31", case_manager, in_team(case_manager), C.NETWORK, None, RELEASE),
    ("32", case_manager, CASE, C.IDENTITY, None, HIDDEN),
    ("33", privacy_officer, OUTSIDE_CASES, C.LOG, Datum(organisation=G), RELEASE),
    ("34", privacy_officer, OUTSIDE_CASES, C.LOG, Datum(organisation=PI_Z), HIDDEN),
    ("35", subject_high, own_case, C.RISK, None, RELEASE),
    ("36", subject, own_case, C.NETWORK, by_a_professional, "NO_LEGAL_BASIS"),
    ("43", mentor, in_team(mentor), C.TITLE, None, "NO_LEGAL_BASIS"),
    ("45", case_manager, in_team(case_manager), C.NOTE, by_the_nurse, "HEALTH_SECRECY"),
    ("46", delegate, in_team(delegate, facts=indicated), C.NETWORK, None, "NO_LEGAL_BASIS"),
]

NOTHING_EXISTS = [
    ("7", screening, left_z),
    ("14", adviser, in_team(adviser, period=Period(NOON - 90 * DAY, parse_moment("2026-03-09")))),
    ("15", adviser, in_team(adviser, period=Period(parse_moment("2026-03-11")))),
    ("23", volunteer, in_team(volunteer, "CONSENT", withdrawn)),
    ("27", police, CASE),
    ("37", steering, in_team(steering)),
    ("39", operator, in_team(operator)),
    ("40", who("CASE_MANAGER", None), in_team(case_manager)),
    ("41", case_manager, in_team(case_manager, facts=released)),
    ("42", case_manager, in_team(case_manager, facts=replace(CASE, excluded=True))),
    ("44", acting_for_h, in_team(who("AFTERCARE_COORDINATOR", REINTEGRATION))),
]


def _answer(decision):
    return {Release: RELEASE, Hidden: HIDDEN}.get(type(decision)) or decision.reason.value


@pytest.mark.parametrize(
    ("actor", "facts", "field_class", "datum", "answer"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_the_worked_case_answers_as_written(actor, facts, field_class, datum, answer):
    assert _answer(decide(actor, field_class, facts.about(datum or Datum()), NOON)) == answer


@pytest.mark.parametrize(("actor", "facts"), [c[1:] for c in NOTHING_EXISTS], ids=[c[0] for c in NOTHING_EXISTS])
def test_in_the_worked_case_nothing_exists(actor, facts):
    answers = decide_all(actor, facts.about(any_datum), NOON)
    assert {c: _answer(d) for c, d in answers.items() if c is not C.PUBLIC} == {
        c: HIDDEN for c in C if c is not C.PUBLIC
    }


def test_the_border_of_case_41_is_the_second_of_march_at_midnight():
    border = parse_moment("2026-03-02")
    facts = in_team(case_manager, facts=released)
    assert _answer(decide(case_manager, C.COURSE, facts, border - 1)) == RELEASE
    assert _answer(decide(case_manager, C.COURSE, facts, border)) == HIDDEN


def test_case_33_shows_pseudonyms_only():
    decision = decide(privacy_officer, C.LOG, OUTSIDE_CASES.about(Datum(organisation=G)), NOON)
    assert isinstance(decision, Release) and decision.part is Part.PSEUDONYMS


def test_case_38_four_returns_are_a_band_that_a_steering_member_may_see():
    assert _answer(decide(steering, C.PUBLIC, OUTSIDE_CASES, NOON)) == RELEASE
    assert band_of(4) == "0-9"


def test_every_worked_case_is_here():
    numbers = {case[0].split()[0] for case in CASES} | {case[0] for case in NOTHING_EXISTS} | {"38"}
    lettered = {"3b", "4b", "8b", "18b", "24b"}
    assert numbers == {str(number) for number in range(1, 47)} | lettered


def test_what_is_withheld_says_whom_to_ask_and_by_which_row():
    decision = decide(case_manager, C.RISK, in_team(case_manager), NOON)
    assert isinstance(decision, Withhold)
    assert (decision.rule, decision.ask) == ("REI-PRISON.RISK", "CASE_DIRECTOR")
    assert decision.version == POLICY.version
