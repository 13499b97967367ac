"""The selection form beside what is registered: what it adds, where it contradicts, and whether one screens again."""

import pytest
from msgspec.structs import replace
from told_course import ALL, ToldCourse

from analytics.screening.again import Why
from analytics.screening.criteria import Outcome
from analytics.screening.deciding import departs, propose
from analytics.screening.ruleset import RULE_SET, Proposal
from analytics.screening.screened import screened
from analytics.screening.weighing import Combination
from analytics.screening.what_would_change import with_facts
from graph.model.kinds import FieldClass
from graph.model.screenings import INPUTS, PROPOSALS

N, P, D, W = Proposal.NO_PRIORITY, Proposal.PRIORITY, Proposal.DEFERRED, Proposal.TO_BE_WEIGHED


def course(*, expected=300, follows="NOTHING", status="YES", risc="MEDIUM", supervision="NO"):
    """Somebody sentenced of whom all is registered, but what only the form can say; arrived on day 0."""
    told = ToldCourse().detained(expected=expected, supervision=supervision)
    told.add("Stay", 0, detention="d1", prison="PI", regime="PRISON")
    told.add("LegalTitle", 0, detention="d1", ground="SENTENCE", firstVerdictOn=0, follows=follows)
    if status:
        told.add("PersonStatus", 0, residenceStatus=status)
    if risc:
        told.add("InstrumentResult", 5, instrument="RISC", takenOn=5, reoffending=risc, injury="LOW", by="adviser")
    return told


def remand():
    """Somebody on remand of whom probation knows nothing."""
    told = ToldCourse().detained(expected=300)
    told.add("Stay", 0, detention="d1", prison="PI", regime="REMAND")
    return told.add("LegalTitle", 0, detention="d1", ground="PRE_TRIAL", follows="UNKNOWN")


def part_1(told, day=10, concern="NO", **said):
    return told.add("ScreeningFormPart1", day, detention="d1", by="manager", screenedOn=day, concern=concern, **said)


def part_2(told, day=10, informed="YES", **said):
    return told.add(
        "ScreeningFormPart2", day, detention="d1", by="adviser", screenedOn=day, informationAvailable=informed, **said
    )


def decided(told, day=12, **said):
    """The decision of a day on what is proposed then, as the act keeps it."""
    found = propose(told.whole().view(told.moment(day), told.moment(day)), "person")
    assert found is not None
    values = {
        "decidedOn": day, "inputs": ["NO_INPUT"], "reasons": "Samen besproken.",
        "proposal": found.proposal, "provisional": found.provisional, "ruleSet": found.rule_set,
        "ruleSetVersion": found.version, "stoodOn": found.stood_on, "outcomes": found.outcomes, **said,
    }  # fmt: skip
    return told.add("ScreeningDecision", day, detention="d1", tookPart=["manager", "adviser"], **values)


def screen_of(told, day=20):
    found = screened(told.dossier(), told.moment(day, 12))
    assert found is not None
    return found


def outcome(found, no):
    return next(one.outcome for one in found.screening.criteria if one.criterion.no == no)


LIFTED = [
    ("1", course(status="NO")),
    ("2", course(risc="LOW")),
    ("3", part_2(course(risc=None), informed="NO", olderRiskHigh="NO")),
    ("4", course(expected=27)),
    ("9", course(follows="ISD")),
    ("10", course(follows="CARE_AUTHORISATION")),
]


@pytest.mark.parametrize("told", [row[1] for row in LIFTED], ids=[row[0] for row in LIFTED])
@pytest.mark.parametrize(
    ("concern", "proposal", "others"), [("NO", N, set()), ("YES", W, set()), ("NOT_ASKED", N, {W})]
)
def test_a_concern_on_the_form_makes_no_priority_into_weighing_and_not_asked_is_unknown(
    told, concern, proposal, others
):
    own = ToldCourse()
    own.records, own.detentions = list(told.records), told.detentions
    if not any(one.kind == "ScreeningFormPart2" for one in own.records):
        part_2(own)
    found = screen_of(part_1(own, concern=concern)).screening
    assert (found.proposal, found.others) == (proposal, others)
    assert found.provisional is bool(others)
    assert found.lifted is (concern == "YES")


def test_without_a_form_whether_somebody_is_known_at_probation_is_unknown_and_the_form_says():
    assert outcome(screen_of(remand()), 3) is Outcome.UNKNOWN
    found = screen_of(part_2(remand(), informed="NO"))
    assert (outcome(found, 3), outcome(found, 2)) == (Outcome.MET, Outcome.NOT_MET)
    assert outcome(screen_of(part_2(remand())), 3) is Outcome.NOT_MET
    assert outcome(screen_of(part_2(remand(), informed="UNKNOWN")), 3) is Outcome.UNKNOWN
    assert [one.kind for one in found.behind(RULE_SET.by_number[3])] == ["ScreeningFormPart2"]
    beside = screen_of(part_2(course(), olderRiskHigh="YES"))
    assert (beside.inputs.older_risk_high, beside.contradictions) == (True, ())
    older = screen_of(part_2(remand(), informed="NO", olderRiskHigh="YES"))
    assert older.screening.proposal is W
    assert older.screening.lifted


CROSSES = [
    ("supervisionFollows", {"supervisionFollows": "YES"}, 7, P),
    ("article433", {"article433": "YES"}, 8, P),
    ("isd", {"isd": "YES"}, 9, N),
    ("tbs", {"tbsTreatment": "YES", "isd": "NO"}, 9, N),
    ("careAuthorisation", {"careAuthorisation": "YES"}, 10, N),
    ("noResidenceStatus", {"noResidenceStatus": "YES"}, 1, N),
]


@pytest.mark.parametrize(("said", "no", "proposal"), [row[1:] for row in CROSSES], ids=[row[0] for row in CROSSES])
def test_a_cross_counts_where_no_record_says_it(said, no, proposal):
    told = course(follows="UNKNOWN", status=None, supervision="UNKNOWN")
    found = screen_of(part_1(part_2(told), **said))
    assert (outcome(found, no), found.screening.proposal) == (Outcome.MET, proposal)
    assert not found.contradictions


def test_both_no_for_isd_and_tbs_is_needed_for_no():
    told = course(follows="UNKNOWN")
    assert outcome(screen_of(part_1(told, isd="NO")), 9) is Outcome.UNKNOWN
    assert outcome(screen_of(part_1(told, day=11, isd="NO", tbsTreatment="NO")), 9) is Outcome.NOT_MET


def test_a_form_that_contradicts_a_registration_is_told_and_the_answer_counts_by_which_somebody_is_looked_at():
    told = part_1(course(follows="ISD", status="NO", supervision="YES"), noResidenceStatus="NO", isd="NO",
                  tbsTreatment="NO", supervisionFollows="NO", expectedEnd=250)  # fmt: skip
    found = screen_of(told)
    assert {one.field for one in found.contradictions} == {
        "may_stay_in_country", "isd_or_tbs_treatment", "supervision_follows", "expected_end",
    }  # fmt: skip
    assert (outcome(found, 1), outcome(found, 9), outcome(found, 7)) == (
        Outcome.NOT_MET, Outcome.NOT_MET, Outcome.MET,
    )  # fmt: skip
    assert all(one.form.kind == "ScreeningFormPart1" and one.others for one in found.contradictions)


def test_what_a_registration_came_to_say_after_the_form_counts_and_is_no_contradiction():
    told = part_1(course(supervision="UNKNOWN", follows="UNKNOWN"), supervisionFollows="NO")
    told.add("LegalTitle", 15, detention="d1", ground="SENTENCE", firstVerdictOn=15, follows="SUPERVISION")
    found = screen_of(told)
    assert outcome(found, 7) is Outcome.MET
    assert found.contradictions == ()


def test_no_information_on_the_form_beside_a_recent_risc_is_a_contradiction():
    found = screen_of(part_2(course(), informed="NO"))
    assert [one.field for one in found.contradictions] == ["last_information_on"]
    assert outcome(found, 3) is Outcome.NOT_MET
    later = part_2(course(risc=None), informed="NO")
    later.add("InstrumentResult", 15, instrument="RISC", takenOn=15, reoffending="HIGH", by="adviser")
    assert screen_of(later).contradictions == ()


def test_advice_said_to_run_on_the_form_runs_until_it_is_out():
    told = part_2(remand(), adviceRequested="YES")
    assert screen_of(told).screening.proposal is D
    told.add("AdviceRequest", 14, kind="HEARING", requestedOn=1, status="DELIVERED", to="RN")
    assert outcome(screen_of(told), 5) is Outcome.NOT_MET
    assert outcome(screen_of(part_2(remand(), adviceRequested="NO")), 5) is Outcome.NOT_MET


def test_the_framework_for_adolescents_said_not_to_be_applied_counts_until_a_result_is_recorded():
    told = part_2(remand(), asrApplied="NO")
    assert screen_of(told).inputs.asr_applied is False
    told.add("InstrumentResult", 15, instrument="ASR_FRAMEWORK", takenOn=15, by="adviser")
    assert screen_of(told).inputs.asr_applied is True


def test_only_the_form_of_the_present_detention_counts_and_of_it_the_last():
    told = ToldCourse().detained(-400, released=-300, id="d0").detained(expected=300)
    told.add("Stay", 0, detention="d1", prison="PI", regime="PRISON")
    told.add("ScreeningFormPart1", -390, detention="d0", by="manager", screenedOn=-390, concern="YES")
    assert screen_of(told).inputs.concern is None
    part_1(part_1(told, concern="NO"), 15, concern="YES")
    assert screen_of(told, 12).inputs.concern is False
    assert screen_of(told).inputs.concern is True


def test_what_people_weigh_comes_from_the_form_and_the_risks_from_a_risc_that_counts():
    said = {"criminogenicFactors": 4, "protectiveFactors": 0, "selfSufficiency": "LOW"}
    high = screen_of(part_2(course(), motivation="CAN_BE_MOTIVATED", **said))
    assert high.combination is Combination.HIGH
    assert (high.weighed.special_conditions, high.weighed.running_contacts) == (None, None)
    assert screen_of(part_2(course(), motivation="CANNOT_BE_MOTIVATED", **said)).combination is Combination.LOW
    assert screen_of(part_2(course(), motivation="UNKNOWN", **said)).combination is Combination.UNKNOWN
    late = part_2(course(expected=900), day=380, motivation="MOTIVATED", **said)
    assert screen_of(late, 390).weighed.reoffending is None


@pytest.mark.parametrize(
    ("proposal", "inputs", "says"),
    [
        (N, {"NO_INPUT"}, False),
        (N, {"GUIDANCE_TALKS"}, True),
        (N, {"REPEAT_AFTER_VERDICT"}, True),
        (P, {"PREPARE_SUPERVISION", "BEHAVIOURAL_TRAINING"}, False),
        (P, {"OTHER"}, False),
        (P, {"NO_INPUT"}, True),
        (P, {"CONSULT_PROBATION_ADVICE"}, True),
        (D, {"REPEAT_AFTER_VERDICT", "CONSULT_REINTEGRATION_ADVICE"}, False),
        (D, {"REPEAT_AFTER_VERDICT", "GUIDANCE_TALKS"}, True),
        (D, {"NO_INPUT"}, True),
        *((W, {one}, False) for one in INPUTS),
    ],
)
def test_a_decision_says_whether_it_departs_from_the_proposal(proposal, inputs, says):
    assert departs(proposal, inputs) is says


def test_the_words_of_the_model_are_those_of_the_rules():
    assert set(PROPOSALS) == set(Proposal)


def test_somebody_who_arrived_and_of_whom_nothing_was_decided_is_to_be_screened():
    found = screen_of(course()).again
    assert found is not None
    assert (found.reasons, found.was, found.due_on) == ((Why.ARRIVED,), None, screen_of(course()).inputs.arrived_on)


def test_facts_that_turn_the_proposal_ask_for_a_screening_and_say_what_changed():
    told = decided(part_2(part_1(course())))
    assert screen_of(told).again is None
    told.add("LegalTitle", 15, detention="d1", ground="SENTENCE", firstVerdictOn=0, follows="SUPERVISION")
    found = screen_of(told).again
    assert found is not None
    assert (found.reasons, found.was, found.becomes) == ((Why.NEW_FACTS,), W, P)
    assert [(one.field, one.was, one.becomes) for one in found.facts] == [("supervision_follows", "no", "yes")]
    assert [(one.no, one.was, one.becomes) for one in found.turned] == [(7, Outcome.NOT_MET, Outcome.MET)]


def test_facts_that_leave_the_proposal_as_it_was_ask_for_nothing():
    told = decided(part_2(part_1(course())))
    told.add("PersonStatus", 15, residenceStatus="UNKNOWN")
    assert screen_of(told).again is None


def test_another_rule_set_that_proposes_otherwise_says_so_and_no_new_facts():
    told = decided(part_2(part_1(course(expected=27))))
    other = replace(RULE_SET, version=2, numbers=replace(RULE_SET.numbers, short_stay_days=14))
    found = screened(told.dossier(), told.moment(20, 12), other)
    assert found is not None
    assert found.again is not None
    assert (found.again.reasons, found.again.was, found.again.becomes) == ((Why.OTHER_RULES,), N, W)
    assert found.again.facts == ()


@pytest.mark.parametrize(("day", "asks"), [(12 + 180, False), (12 + 181, True), (12 + 200, True)])
def test_half_a_year_after_the_decision_one_screens_again(day, asks):
    told = decided(part_2(part_1(course(expected=400))))
    found = screen_of(told, day).again
    assert (found is not None) is asks
    assert found is None or found.reasons == (Why.LONG_AGO,)


def test_what_would_change_the_proposal_still_does_with_the_form_filled_in():
    for told in (part_1(course(status="NO")), part_2(remand(), informed="NO"), part_2(part_1(course()))):
        found = screen_of(told)
        assert found.turn is not None
        changed = with_facts(found.inputs, found.turn.facts)
        assert changed != found.inputs


def test_of_the_records_behind_a_criterion_those_are_named_that_are_shown():
    told = ToldCourse().detained(expected=200)
    told.add("Involvement", -90, until=-30, holder="supervisor", role="SUPERVISION_OFFICER", frame="PBW_18A")
    for released, named in ((ALL, True), (ALL - {FieldClass.PLAN}, False)):
        found = screened(told.dossier(released), told.moment(20))
        assert ("Involvement" in {one.kind for some in found.evidence.values() for one in some}) == named
        assert found.inputs.last_information_on is not None, "it is judged on all the same"
