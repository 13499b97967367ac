"""What a mutant of the policy got away with once: the rule it broke, said by itself."""

import re
from dataclasses import replace
from datetime import date
from random import Random

from cast_of_cases import CASE, NOON, in_team, who
from random_requests import random_request

from graph.actors import Purpose
from graph.model.kinds import FieldClass
from graph.policy.bands import band_of
from graph.policy.borders import last_release, within_days
from graph.policy.decisions import Hidden, Judge, Part, Release, Withhold, decide
from graph.policy.facts import NO_DATUM, OUTSIDE_CASES, Datum, Disclosed, Emergency, Period, Stayed, Treated
from graph.policy.policies import MATRIX_FILE, PARAMETERS_FILE, Policy, policy_from
from graph.policy.reasons import WORDINGS, Ask, Reason
from graph.policy.tables import Scope
from graph.times import start_of_day

RULES = """
1-assurance 1-class 1-function 1-kind 1-log 1-log-oversight 1-log-subject 1-position 1-public 1-purpose 1-work
2-excluded 3-emergency 3-emergency-health 3-emergency-not-asked 3-emergency-step-up 3-no-case 3-no-scope
3-not-disclosed 3-oversight 4-after-release 4-closed 4-closing-unknown 4-consent 4-detention-unknown 4-treatment
5-health-secrecy 6-case-frame 6-involvement-frame 6-no-indication 6-no-row 7-author-unknown 8-expired 8-sealed
"""
"""The rules outside the rows of the matrix, by the step of the order of decision: logs of years ago name them."""


def test_a_detention_that_is_still_to_come_is_no_release() -> None:
    assert last_release((Period(0, 10), Period(100, 200)), 50) == 10
    assert last_release((Period(100, 200),), 50) is None


def test_a_period_that_would_end_beyond_the_calendar_holds_nothing() -> None:
    start = start_of_day(date(9999, 12, 20))
    assert not within_days(start, 28, start)
    assert not within_days(10**18, 28, 10**18)


def test_logs_and_screens_know_the_parts_by_these_words() -> None:
    words = {"WHOLE", "STATUS_AND_DATE", "FUNCTION_AND_ORGANISATION", "WITHOUT_NAMES", "PSEUDONYMS"}
    assert {part.value for part in Part} == words


def test_decisions_name_these_rules_and_otherwise_a_row_with_the_class() -> None:
    rng = Random(1)
    asked = [random_request(rng) for _ in range(15_000)]
    named = {(decide(*request).rule, request[1]) for request in asked}
    assert {rule for rule, _ in named if rule[0].isdigit()} == set(RULES.split())
    of_rows = [(rule.split("."), field_class) for rule, field_class in named if not rule[0].isdigit()]
    classes = {rest.removesuffix("-fact-missing") for (_, rest), _ in of_rows}
    assert classes <= set(FieldClass)
    assert any(rest.endswith("-fact-missing") for (_, rest), _ in of_rows)
    assert all(rest.split("-")[0] in (field_class, "HEALTH") for (_, rest), field_class in of_rows)


def test_a_judge_tells_what_it_rests_on_and_what_it_decided() -> None:
    actor = who("CASE_MANAGER", Purpose.REINTEGRATION)
    facts = in_team(actor)
    judge = Judge(actor, facts, NOON)
    note = Datum(organisation=actor.organisation, purpose=actor.purpose, author_function="MENTOR")
    made = {(FieldClass.COURSE, NO_DATUM), (FieldClass.NOTE, note)}
    for field_class, datum in (*made, *made):
        judge.decide(field_class, datum)
    assert judge.facts is facts
    assert {(field_class, datum) for field_class, datum, _ in judge.made} == made
    assert len(judge.made) == 2
    assert all(decision == judge.decide(field_class, datum) for field_class, datum, decision in judge.made)


def test_a_judge_tells_by_which_rule_a_case_does_not_exist() -> None:
    actor = who("CASE_MANAGER", Purpose.REINTEGRATION)
    assert Judge(actor, in_team(actor), NOON).hidden is None
    assert Judge(actor, CASE, NOON).hidden == "3-no-scope"
    assert Judge(actor, OUTSIDE_CASES, NOON).hidden == "3-no-case"
    grant = Emergency(actor.position, "REINTEGRATION", frozenset({"RISK"}), NOON)
    assert Judge(actor, replace(CASE, emergency=grant), NOON).hidden is None


def test_what_is_sealed_and_what_has_expired_go_by_their_own_rules() -> None:
    actor = who("CASE_MANAGER", Purpose.REINTEGRATION)
    facts = in_team(actor)
    for datum, rule in (
        (Datum(sealed=True), "8-sealed"),
        (Datum(expired=True), "8-expired"),
        (Datum(sealed=True, expired=True), "8-sealed"),
    ):
        assert decide(actor, FieldClass.COURSE, facts.about(datum), NOON).rule == rule


def test_an_emergency_grant_shows_who_works_in_the_case() -> None:
    actor = who("CASE_MANAGER", Purpose.REINTEGRATION, "HIGH")
    grant = Emergency(actor.position, "REINTEGRATION", frozenset({"RISK"}), NOON)
    assert isinstance(decide(actor, FieldClass.WORK, CASE, NOON), Hidden)
    assert isinstance(decide(actor, FieldClass.WORK, replace(CASE, emergency=grant), NOON), Release)


def part(function: str, purpose: Purpose, datum: Datum = NO_DATUM, field_class: FieldClass = FieldClass.WORK) -> Part:
    """How much of a datum that belongs to no case is shown."""
    found = decide(who(function, purpose), field_class, OUTSIDE_CASES.about(datum), NOON)
    assert isinstance(found, Release)
    return found.part


def test_steering_and_the_person_see_functions_and_no_names_but_that_of_the_own_contact() -> None:
    assert part("CASE_MANAGER", Purpose.REINTEGRATION) is Part.WHOLE
    assert part("STEERING_MEMBER", Purpose.STEERING) is Part.FUNCTION_AND_ORGANISATION
    assert part("CASE_MANAGER", Purpose.STEERING) is Part.FUNCTION_AND_ORGANISATION
    for function in ("STEERING_MEMBER", "ANALYST"):
        assert part(function, Purpose.REINTEGRATION) is Part.FUNCTION_AND_ORGANISATION
    assert part("SUBJECT", Purpose.SUBJECT_ACCESS) is Part.FUNCTION_AND_ORGANISATION
    assert part("SUBJECT", Purpose.SUBJECT_ACCESS, Datum(subjects_contact=True)) is Part.WHOLE
    assert part("CASE_MANAGER", Purpose.REINTEGRATION, Datum(subjects_contact=True)) is Part.WHOLE


def test_nobody_sees_professionals_for_operations_and_an_operator_for_no_purpose() -> None:
    for function, purpose in (
        ("CASE_MANAGER", Purpose.OPERATIONS), ("OPERATOR", Purpose.OPERATIONS), ("OPERATOR", Purpose.REINTEGRATION),
    ):  # fmt: skip
        assert isinstance(decide(who(function, purpose), FieldClass.WORK, OUTSIDE_CASES, NOON), Hidden)


def test_a_log_shows_pseudonyms_to_the_officer_and_no_names_to_the_person() -> None:
    own = Datum(organisation="GM-G")
    assert part("PRIVACY_OFFICER", Purpose.OVERSIGHT, own, FieldClass.LOG) is Part.PSEUDONYMS
    person = who("SUBJECT", Purpose.SUBJECT_ACCESS)
    found = decide(person, FieldClass.LOG, replace(CASE, subject=True), NOON)
    assert isinstance(found, Release) and found.part is Part.WITHOUT_NAMES


def test_an_input_of_the_selection_form_shows_as_status_and_date() -> None:
    adviser = who("PROBATION_ADVISER", Purpose.SCREENING)
    facts = replace(CASE, stays=(Stayed("pi-z"),), postings=frozenset({"pi-z"}))
    parts = {
        form: getattr(decide(adviser, FieldClass.RISK, facts.about(Datum(form=form)), NOON), "part", None)
        for form in ("INPUT", "FIELD", None)
    }
    assert parts == {"INPUT": Part.STATUS_AND_DATE, "FIELD": Part.WHOLE, None: None}


def test_who_is_not_known_sees_neither_the_directory_nor_a_log() -> None:
    strange = {"organisation_kind": "CIRCUS", "organisation": "GM-G"}
    own = OUTSIDE_CASES.about(Datum(organisation="GM-G"))
    for actor in (who("PRIVACY_OFFICER", Purpose.OVERSIGHT, **strange), who("WIZARD", Purpose.OVERSIGHT)):
        for field_class in (FieldClass.WORK, FieldClass.LOG):
            assert isinstance(decide(actor, field_class, own, NOON), Hidden)


def test_a_log_that_is_hidden_is_so_by_the_rule_that_hides_the_case() -> None:
    assert decide(who("CASE_MANAGER", Purpose.REINTEGRATION), FieldClass.LOG, CASE, NOON).rule == "3-no-scope"


def test_fewer_than_nobody_is_not_known() -> None:
    assert [band_of(people) for people in (None, -1, 0, 9, 10)] == ["unknown", "unknown", "0-9", "0-9", "10-19"]


def edited(row: str, note: str, health: str) -> Policy:
    """The policy with other cells for HEALTH and NOTE in one row, as a jurist may write them."""
    lines = MATRIX_FILE.read_text("utf-8").splitlines()
    head = lines[0].split(",")
    for number, line in enumerate(lines):
        cells = line.split(",")
        if cells[0] == row:
            cells[head.index("NOTE")], cells[head.index("HEALTH")] = note, health
            lines[number] = ",".join(cells)
    return policy_from("\n".join(lines), PARAMETERS_FILE.read_text("utf-8"))


carer = who("CARE_PROFESSIONAL", Purpose.CARE)
treated = in_team(carer, "TREATMENT", replace(CASE, treatments=(Treated(organisation=carer.organisation),)))
of_a_carer = Datum(organisation=carer.organisation, purpose="CARE", author_function="CARE_PROFESSIONAL")


def test_a_note_by_a_care_function_asks_for_step_up_though_notes_are_for_everybody() -> None:
    policy = edited("CARE-PROVIDER", "R", "own Ws else Wh")
    found = decide(carer, FieldClass.NOTE, treated.about(of_a_carer), NOON, policy)
    assert isinstance(found, Withhold) and found.reason == "NEEDS_STEP_UP"
    plain = decide(carer, FieldClass.NOTE, treated.about(of_a_carer._replace(author_function="MENTOR")), NOON, policy)
    assert isinstance(plain, Release)


def test_a_note_of_which_nobody_knows_whose_it_is_does_not_exist_though_notes_are_for_nobody() -> None:
    policy = edited("CARE-PROVIDER", "Wn", "own Ws else Wh")
    found = decide(carer, FieldClass.NOTE, treated.about(of_a_carer), NOON, policy)
    assert isinstance(found, Withhold) and found.reason == "NO_LEGAL_BASIS"
    unknown = treated.about(of_a_carer._replace(organisation=None))
    assert isinstance(decide(carer, FieldClass.NOTE, unknown, NOON, policy), Hidden)


def test_an_input_of_the_selection_form_shows_whole_where_it_is_shown_for_another_ground() -> None:
    actor = who("CASE_MANAGER", Purpose.REINTEGRATION)
    note = Datum(organisation="pi-z", purpose="REINTEGRATION", author_function="MENTOR", form="INPUT")
    found = decide(actor, FieldClass.NOTE, in_team(actor).about(note), NOON)
    assert isinstance(found, Release) and found.part is Part.WHOLE


def test_what_comes_from_nowhere_is_nobodys_own() -> None:
    officer = replace(who("PRIVACY_OFFICER", Purpose.OVERSIGHT), organisation=None)
    assert isinstance(decide(officer, FieldClass.LOG, OUTSIDE_CASES, NOON), Hidden)


def test_a_note_from_nowhere_is_not_handed_over() -> None:
    actor = who("CASE_MANAGER", Purpose.REINTEGRATION)
    handed = Disclosed(actor.organisation, frozenset({"NOTE"}), transfer=True)
    note = Datum(organisation="pi-y", purpose="REINTEGRATION", author_function="MENTOR", disclosed=(handed,))
    facts = in_team(actor)
    assert isinstance(decide(actor, FieldClass.NOTE, facts.about(note), NOON), Release)
    assert isinstance(decide(actor, FieldClass.NOTE, facts.about(note._replace(organisation=None)), NOON), Hidden)


def test_what_belongs_to_no_case_has_no_case_whatever_else_is_said_of_it() -> None:
    actor = who("CASE_MANAGER", Purpose.REINTEGRATION)
    found = decide(actor, FieldClass.COURSE, replace(in_team(actor), outside_cases=True), NOON)
    assert isinstance(found, Hidden) and found.rule == "3-no-case"


def test_a_border_beyond_the_calendar_has_passed() -> None:
    actor = who("AFTERCARE_COORDINATOR", Purpose.REINTEGRATION)
    released, asked = start_of_day(date(9999, 12, 1)), start_of_day(date(9999, 12, 15))
    found = decide(
        actor, FieldClass.COURSE, in_team(actor, facts=replace(CASE, detentions=(Period(0, released),))), asked
    )
    assert isinstance(found, Hidden) and found.rule == "4-after-release"


def test_a_disclosure_hands_no_note_over_unless_it_says_so() -> None:
    assert Disclosed("pi-y", frozenset({"NOTE"})).transfer is False


def test_scopes_reasons_and_whom_to_ask_are_known_by_these_words() -> None:
    for words, told in (
        (Scope, "TEAM INTAKE SCREENING SUBJECT OVERSIGHT"),
        (Ask, "PRIVACY_OFFICER CASE_DIRECTOR PERSON_OR_CARE_PROVIDER YOURSELF"),
        (
            Reason,
            "NO_LEGAL_BASIS PURPOSE_MISMATCH HEALTH_SECRECY NEEDS_STEP_UP SEALED RETENTION_EXPIRED NOT_YOUR_TASK",
        ),
    ):
        assert [word.value for word in words] == told.split()


def test_every_reason_is_told_in_one_sentence_and_the_next_step_in_another_in_both_languages() -> None:
    assert set(WORDINGS) == set(Reason)
    for told in WORDINGS.values():
        sentences = (told.english, told.dutch, told.ask_english, told.ask_dutch)
        assert len(set(sentences)) == len(sentences)
        assert all(re.fullmatch(r"[A-Z][^.]+\.", sentence) for sentence in sentences), sentences
    assert len({told.english for told in WORDINGS.values()}) == len({told.dutch for told in WORDINGS.values()}) == 7
