"""The life course: one line from every source, in order, by phase, domain and organisation."""

import pytest
from happened_case import Happened
from written_case import PERSON, moment

from graph.errors import InputError
from graph.life_courses import Part, life_course
from graph.life_entries import DOMAINS, EntryKind
from graph.life_sources import FORMS
from graph.model.catalogue import RECORDS
from graph.networks_shape import Phase
from graph.times import DAY_MS

AT = "2026-03-10"


def line(case, at=AT, known=None, *, shown=True, **part):
    return life_course(case.view(at, known), Part(**part), contact_shown=shown).entries


def told(case, *args, **kwargs):
    return [(one.kind.value, one.what, one.outcome) for one in line(case, *args, **kwargs)]


@pytest.fixture
def case():
    written = Happened()
    written.detain("2026-02-01", expected="2026-04-20")
    written.talk("2026-02-02")
    written.talk("2026-03-01", by="coordinator")
    return written


def test_one_line_holds_what_every_source_tells_in_order(case):
    case.say("Stay", "2026-02-01", detention="det-0", prison="PI", regime="REMAND")
    case.say("Notice", "2026-02-03", kind="START_OF_DETENTION", receivedOn="2026-02-03", to="GM")
    case.assess("HOUSING", "NOT_IN_ORDER", "2026-02-08")
    case.refer("SILENT", "2026-02-20")
    assert told(case) == [
        ("DETENTION", "INSIDE", None),
        ("STAY", "REMAND", None),
        ("CONTACT", "TALK", None),
        ("NOTICE", "START_OF_DETENTION", None),
        ("CONDITION", "HOUSING", "NOT_IN_ORDER"),
        ("REFERRAL", None, "SILENT"),
        ("CONTACT", "TALK", None),
        ("RELEASE", "ESTIMATED", None),
    ]


def test_every_kind_of_record_about_the_course_stands_on_the_line_or_is_left_to_its_own_section():
    elsewhere = {
        "PersonName", "PersonAddress", "PersonStatus", "ContactState", "Tie", "TieReading", "Note", "ConductReport",
        "PlanState", "PlanAgreement", "GoalState", "ActionState", "Exclusion", "Confirmation", "Dispute", "Disclosure",
        "TreatmentRelation", "RiskIndication", "MunicipalityYear", "PositionState", "OfferState", "Coverage",
        "Agreement", "Account", "SignalHandling", "FindingAcceptance", "BudgetContribution",
        "BudgetExpense", "BudgetAnswer", "ScreeningFormPart1", "ScreeningFormPart2", "ScreeningDecision",
    }  # fmt: skip
    assert {one.label for one in RECORDS} == {*FORMS, "DetentionState", "Handover"} | elsewhere
    assert set(DOMAINS) == set(EntryKind)


def test_an_entry_says_who_for_whom_and_from_which_source(case):
    fact = case.refer("SILENT", "2026-02-20")
    (found,) = [one for one in line(case) if one.kind == "REFERRAL"]
    assert [one.position_id for one in found.by] == ["manager"]
    assert [one.organisation_id for one in found.to] == ["GM"]
    assert (found.origin.fact, found.origin.source) == (fact, "test")


def test_help_says_which_offer_and_of_whom(case):
    case.offer("weld", "TRAINING", "GM")
    case.help("RUNNING", "2026-02-10", offer="weld")
    (found,) = [one for one in line(case) if one.kind == "INTERVENTION"]
    assert (found.what, found.outcome, found.offer) == ("TRAINING", "RUNNING", "Name of weld")
    assert [one.organisation_id for one in found.to] == ["GM"]


def test_each_step_of_a_handover_stands_on_the_line_once_it_was_taken(case):
    case.hand_over("2026-02-10", acceptedAt="2026-02-12", metAt="2026-03-20", recorded="2026-02-12")
    found = [(one.what, one.outcome) for one in line(case) if one.kind == "HANDOVER"]
    assert found == [("DIRECTION", "OFFERED"), ("DIRECTION", "ACCEPTED")]


def test_no_free_text_stands_on_the_line(case):
    case.say("Note", "2026-02-05", text="GEHEIM", purpose="REINTEGRATION", by="manager")
    case.assess("DEBTS", "IN_PROGRESS", "2026-02-08", agreedAction="GEHEIM")
    case.refer("REFUSED", "2026-02-20", reason="GEHEIM")
    case.say("ContactRule", "2026-02-06", person=PERSON, kind="OTHER", text="GEHEIM")
    case.hand_over("2026-02-10", refusedAt="2026-02-12", refusalReason="GEHEIM")
    case.say("CaseState", "2026-01-01", status="OPEN", reason="GEHEIM")
    assert "GEHEIM" not in repr(line(case))


def test_before_during_and_after_are_those_of_the_detention_in_view(case):
    case.detain("2024-01-05", released="2024-03-01")
    case.say("Residence", "2026-04-20", recorded="2026-02-02", person=PERSON, municipality="GM", kind="SETTLES")
    by_phase = {phase: {one.kind.value for one in line(case, phase=phase)} for phase in Phase}
    assert by_phase[Phase.BEFORE] == {"DETENTION", "RELEASE", "GAP"}
    assert by_phase[Phase.DURING] == {"DETENTION", "CONTACT", "GAP"}
    assert by_phase[Phase.AFTER] == {"RELEASE", "RESIDENCE"}


def test_what_has_no_known_end_reaches_into_the_phases_to_come_but_not_beyond_what_is_expected(case):
    case.involve("manager", "2026-02-01", endsWith="RELEASE")
    case.involve("coordinator", "2026-02-05", role="AFTERCARE_COORDINATOR", endsWith="OPEN")
    phases = {one.what: one.phases for one in line(case) if one.kind == "INVOLVEMENT"}
    assert phases == {"CASE_MANAGER": (Phase.DURING,), "AFTERCARE_COORDINATOR": (Phase.DURING, Phase.AFTER)}


def test_without_a_detention_an_entry_is_of_no_phase():
    case = Happened()
    case.talk("2026-03-01")
    assert [one.phases for one in line(case)] == [()]
    assert line(case, phase=Phase.DURING) == ()


def test_domains_and_organisations_narrow_the_line(case):
    case.meet("2026-02-10", "manager", "adviser")
    assert {one.kind.value for one in line(case, domains=["COOPERATION"])} == {"MEETING"}
    assert {one.kind.value for one in line(case, organisations=["RN"])} == {"MEETING"}
    assert len(line(case, organisations=["PI"], domains=["CONTACT"])) == 1
    assert line(case, organisations=["GM"], domains=["NOTICE"]) == ()


def test_days_narrow_the_line_to_what_touches_them(case):
    assert [one.kind.value for one in line(case, first=moment("2026-02-15"))] == ["DETENTION", "CONTACT", "RELEASE"]
    until = moment("2026-02-02") + DAY_MS
    assert [one.kind.value for one in line(case, until=until)] == ["DETENTION", "CONTACT"]
    one_day = line(case, first=moment("2026-03-01"), until=moment("2026-03-02"), domains=["CONTACT"])
    assert len(one_day) == 1


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        ({"first": moment("2026-03-02"), "until": moment("2026-03-01")}, "^to lies before from"),
        ({"first": moment("2026-03-02"), "until": moment("2026-03-02")}, "^to lies before from"),
        ({"organisations": ["nobody"]}, "^organisations: nothing of 'nobody'"),
        ({"first": -(10**15)}, "^from is not between"),
        ({"until": 10**15}, "^to is not between"),
    ],
)
def test_a_part_that_cannot_be_asked_for_is_named(case, part, problem):
    with pytest.raises(InputError, match=problem):
        line(case, **part)


def test_what_was_not_known_yet_is_not_on_the_line(case):
    case.assess("HOUSING", "IN_ORDER", "2026-02-08", recorded="2026-03-05")
    assert "CONDITION" not in {one.kind.value for one in line(case, known="2026-03-04")}
    assert "CONDITION" in {one.kind.value for one in line(case, known="2026-03-05")}


def test_what_can_be_planned_stands_ahead_as_planned_and_the_rest_does_not(case):
    case.meet("2026-03-20", "manager")
    case.say("Notice", "2026-04-20", kind="END_OF_DETENTION", receivedOn="2026-04-20", to="GM")
    known = "2026-05-01"
    found = {one.kind.value: one.status.value for one in line(case, AT, known) if one.valid_from > moment(AT)}
    assert found == {"MEETING": "PLANNED", "RELEASE": "PLANNED"}


def test_a_release_that_happened_is_told_on_its_day():
    case = Happened()
    case.detain("2026-01-05", released="2026-02-20")
    (release,) = [one for one in line(case) if one.kind == "RELEASE"]
    assert (release.valid_from, release.status.value, release.phases) == (
        moment("2026-02-20"), "ENDED", (Phase.AFTER,),
    )  # fmt: skip


def test_an_expected_release_that_passed_in_silence_is_unknown(case):
    assert "RELEASE" not in {one.kind.value for one in line(case, "2026-05-01")}


def test_an_unknown_start_comes_first_and_reaches_back(case):
    case.say("Residence", None, recorded="2026-02-01", person=PERSON, municipality="GM", kind="ORIGIN")
    found = line(case)
    assert (found[0].kind, found[0].valid_from, found[0].phases) == ("RESIDENCE", None, tuple(Phase))


def test_the_order_does_not_hang_on_the_order_of_reading(case):
    case.meet("2026-02-10", "manager", "adviser")
    case.meet("2026-02-10", "manager")
    case.assess("HOUSING", "NOT_IN_ORDER", "2026-02-10")
    case.assess("DEBTS", "NOT_IN_ORDER", "2026-02-10")
    whole = line(case)
    case.records.reverse()
    assert line(case) == whole


def test_each_person_of_a_family_has_phases_of_the_own():
    case = Happened("mother", "son")
    case.detain("2026-02-01", released="2026-03-01", person="son")
    case.assess("HOUSING", "IN_ORDER", "2026-03-05", person="son")
    case.assess("HOUSING", "IN_ORDER", "2026-03-05", person="mother")
    phases = {one.person_id: one.phases for one in line(case) if one.kind == "CONDITION"}
    assert phases == {"mother": (), "son": (Phase.AFTER,)}
