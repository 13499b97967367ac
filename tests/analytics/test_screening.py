"""Screening by the selection support model: a table of cases, each with the sentence of the text it comes from."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.screening.criteria import Outcome, anniversary
from analytics.screening.inputs import NEVER, Inputs, Level, Phase, Risc
from analytics.screening.ruleset import RULE_SET, Proposal
from analytics.screening.screening import Screening, screen
from analytics.screening.what_would_change import what_would_change, with_facts
from graph.errors import InputError

DAY = date(2026, 3, 10)
ARRIVED = date(2026, 2, 17)

# Somebody of whom everything is known, and to whom no criterion applies: before and after the verdict.
PRE = Inputs(
    screened_on=DAY, arrived_on=ARRIVED, phase=Phase.PRE_TRIAL, may_stay_in_country=True,
    risc=Risc(date(2026, 1, 5), Level.MEDIUM), last_information_on=date(2026, 1, 5), older_risk_high=False,
    expected_end=date(2026, 9, 1), advice_running=False, birth_date=date(1985, 6, 1), asr_applied=False,
    supervision_follows=False, article_43_3=False, isd_or_tbs_treatment=False, care_authorisation=False, concern=False,
)  # fmt: skip
POST = replace(PRE, phase=Phase.AFTER_VERDICT)
NONE = {"risc": NEVER, "last_information_on": NEVER}
YOUNG = {"birth_date": date(2005, 6, 1)}
N, P, D, W = Proposal.NO_PRIORITY, Proposal.PRIORITY, Proposal.DEFERRED, Proposal.TO_BE_WEIGHED

CASES = [
    # one criterion, or none
    ("nobody's criterion settles it", PRE, {}, W),
    ("nobody's criterion settles it after the verdict", POST, {}, W),
    ("1", PRE, {"may_stay_in_country": False}, N),
    ("1 in all phases", POST, {"may_stay_in_country": False}, N),
    ("2", PRE, {"risc": Risc(DAY, Level.LOW)}, N),
    ("2 in all phases", POST, {"risc": Risc(DAY, Level.LOW)}, N),
    ("2 needs low", POST, {"risc": Risc(DAY, Level.HIGH)}, W),
    ("2 on the anniversary", POST, {"risc": Risc(date(2025, 3, 10), Level.LOW)}, N),
    ("2 the day after the anniversary", POST, {"risc": Risc(date(2025, 3, 9), Level.LOW)}, W),
    ("3", PRE, NONE, N),
    ("3 in all phases", POST, NONE, N),
    ("3 by information older than a year", POST, {"risc": Risc(date(2024, 1, 1), Level.MEDIUM),
     "last_information_on": date(2025, 3, 9)}, N),
    ("3 not by information of a year ago", POST, {"risc": NEVER, "last_information_on": date(2025, 3, 10)}, W),
    ("3 a RISC is information", POST, {"last_information_on": NEVER}, W),
    ("3 with an older high risk", POST, {**NONE, "older_risk_high": True}, W),
    ("4", POST, {"expected_end": ARRIVED + timedelta(27)}, N),
    ("4 with 28 days is outside", POST, {"expected_end": ARRIVED + timedelta(28)}, W),
    ("4 only after the verdict", PRE, {"expected_end": ARRIVED + timedelta(22)}, W),
    ("5", PRE, {"advice_running": True}, D),
    ("5 only before the verdict", POST, {"advice_running": True}, W),
    ("6", PRE, YOUNG, P),
    ("6 only before the verdict", POST, YOUNG, W),
    ("6 with the framework applied", PRE, {**YOUNG, "asr_applied": True}, W),
    ("6 from the eighteenth birthday", PRE, {"birth_date": date(2008, 3, 10)}, P),
    ("6 not the day before", PRE, {"birth_date": date(2008, 3, 11)}, W),
    ("6 with 23", PRE, {"birth_date": date(2002, 3, 11)}, P),
    ("6 not from the twenty-fourth birthday", PRE, {"birth_date": date(2002, 3, 10)}, W),
    ("7", POST, {"supervision_follows": True}, P),
    ("7 only after the verdict", PRE, {"supervision_follows": True}, W),
    ("8", POST, {"article_43_3": True}, P),
    ("8 only after the verdict", PRE, {"article_43_3": True}, W),
    ("9", POST, {"isd_or_tbs_treatment": True}, N),
    ("9 only after the verdict", PRE, {"isd_or_tbs_treatment": True}, W),
    ("10", POST, {"care_authorisation": True}, N),
    ("10 only after the verdict", PRE, {"care_authorisation": True}, W),
    # settled by the text, or following from its reasons
    ("7 over 10", POST, {"supervision_follows": True, "care_authorisation": True}, P),
    ("8 over 1", POST, {"article_43_3": True, "may_stay_in_country": False}, P),
    ("8 over 2", POST, {"article_43_3": True, "risc": Risc(DAY, Level.LOW)}, P),
    ("8 over 3", POST, {"article_43_3": True, **NONE}, P),
    ("8 over 4", POST, {"article_43_3": True, "expected_end": ARRIVED + timedelta(27)}, P),
    ("8 over 9", POST, {"article_43_3": True, "isd_or_tbs_treatment": True}, P),
    ("8 over 10", POST, {"article_43_3": True, "care_authorisation": True}, P),
    ("6 over 3", PRE, {**YOUNG, **NONE}, P),
    ("7 over 3", POST, {"supervision_follows": True, **NONE}, P),
    ("5 with 3 means wait", PRE, {"advice_running": True, **NONE}, D),
    ("7 and 8", POST, {"supervision_follows": True, "article_43_3": True}, P),
    ("two reasons for no priority", POST, {"may_stay_in_country": False, "care_authorisation": True}, N),
    # concern brings probation in for 1, 2, 3, 4, 9 and 10
    ("concern over 1", PRE, {"concern": True, "may_stay_in_country": False}, W),
    ("concern over 2", POST, {"concern": True, "risc": Risc(DAY, Level.LOW)}, W),
    ("concern over 3", PRE, {"concern": True, **NONE}, W),
    ("concern over 4", POST, {"concern": True, "expected_end": ARRIVED + timedelta(27)}, W),
    ("concern over 9", POST, {"concern": True, "isd_or_tbs_treatment": True}, W),
    ("concern over 10", POST, {"concern": True, "care_authorisation": True}, W),
    ("concern changes no priority into nothing else", POST, {"concern": True, "supervision_follows": True}, P),
    ("concern with 6", PRE, {"concern": True, **YOUNG}, P),
    ("concern with nothing", PRE, {"concern": True}, W),
    # not settled: the choice of the rule set
    ("7 with 1", POST, {"supervision_follows": True, "may_stay_in_country": False}, P),
    ("7 with 2", POST, {"supervision_follows": True, "risc": Risc(DAY, Level.LOW)}, P),
    ("7 with 4", POST, {"supervision_follows": True, "expected_end": ARRIVED + timedelta(27)}, P),
    ("7 with 9", POST, {"supervision_follows": True, "isd_or_tbs_treatment": True}, P),
    ("6 with 1", PRE, {**YOUNG, "may_stay_in_country": False}, P),
    ("6 with 2", PRE, {**YOUNG, "risc": Risc(DAY, Level.LOW)}, P),
    ("6 with 5", PRE, {**YOUNG, "advice_running": True}, D),
    ("5 with 1", PRE, {"advice_running": True, "may_stay_in_country": False}, D),
    ("5 with 2", PRE, {"advice_running": True, "risc": Risc(DAY, Level.LOW)}, D),
    ("concern with 5", PRE, {"advice_running": True, "concern": True}, D),
]  # fmt: skip


def screened(inputs: Inputs) -> Screening:
    return screen(inputs, RULE_SET)


def outcome(found: Screening, no: int) -> Outcome:
    return next(one.outcome for one in found.criteria if one.criterion.no == no)


@pytest.mark.parametrize(("base", "facts", "proposal"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_what_is_known_gives_one_proposal_that_is_not_provisional(base, facts, proposal):
    found = screened(replace(base, **facts))
    assert found.proposal is proposal
    assert not found.provisional


@pytest.mark.parametrize(("base", "facts"), [row[1:3] for row in CASES], ids=[row[0] for row in CASES])
def test_feeding_back_the_smallest_facts_changes_the_proposal(base, facts):
    inputs = replace(base, **facts)
    found = what_would_change(inputs, RULE_SET)
    assert found is not None
    other = screened(with_facts(inputs, found.facts)).proposal
    assert other is found.proposal is not screened(inputs).proposal


UNKNOWNS = [
    ("nothing is known", Inputs(screened_on=DAY, arrived_on=ARRIVED), W, {N, P, D}),
    ("no phase, and supervision", replace(POST, phase=None, supervision_follows=True), W, {P}),
    ("no hearing and no advice known", replace(PRE, advice_running=None), W, {D}),
    ("a RISC without level", replace(POST, risc=Risc(DAY, None)), W, {N}),
    ("no RISC known", replace(POST, risc=None), W, {N}),
    ("no RISC known, nor information", replace(POST, risc=None, last_information_on=None), W, {N}),
    ("no end known", replace(POST, expected_end=None), W, {N}),
    ("no end known, before the verdict", replace(PRE, expected_end=None), W, set()),
    ("no birth date", replace(PRE, birth_date=None), W, {P}),
    ("no birth date, framework applied", replace(PRE, birth_date=None, asr_applied=True), W, set()),
    ("framework unknown, not young", replace(PRE, asr_applied=None), W, set()),
    ("framework unknown, young", replace(PRE, asr_applied=None, **YOUNG), W, {P}),
    ("supervision unknown", replace(POST, supervision_follows=None), W, {P}),
    ("43.3 unknown, and a care authorisation", replace(POST, article_43_3=None, care_authorisation=True), N, {P}),
    ("care authorisation unknown, and supervision", replace(POST, care_authorisation=None, supervision_follows=True), P,
     set()),
    ("concern not asked yet", replace(POST, may_stay_in_country=False, concern=None), N, {W}),
    ("concern not asked, where it lifts nothing", replace(POST, supervision_follows=True, concern=None), P, set()),
    ("older risk unknown", replace(POST, older_risk_high=None, **NONE), N, {W}),
    ("residence unknown", replace(PRE, may_stay_in_country=None), W, {N}),
    ("residence unknown, and advice", replace(PRE, may_stay_in_country=None, advice_running=True), D, set()),
]  # fmt: skip


@pytest.mark.parametrize(("inputs", "proposal", "others"), [row[1:] for row in UNKNOWNS], ids=[u[0] for u in UNKNOWNS])
def test_an_unknown_that_could_turn_it_makes_the_proposal_provisional(inputs, proposal, others):
    found = screened(inputs)
    assert (found.proposal, found.others) == (proposal, others)
    assert found.provisional == bool(others)


def test_a_conflict_that_the_text_does_not_settle_is_shown_with_both_criteria_and_why():
    found = screened(replace(POST, supervision_follows=True, may_stay_in_country=False))
    ((winner, loser),) = [(one.winner, one.loser) for one in found.conflicts]
    assert (winner, loser) == (7, 1)
    assert all(one.reason.nl and one.reason.en for one in found.conflicts)
    assert outcome(found, 1) is Outcome.MET
    settled = screened(replace(POST, supervision_follows=True, care_authorisation=True))
    assert settled.conflicts == ()


def test_a_criterion_of_another_phase_is_not_applicable_and_of_an_unknown_one_unknown():
    assert outcome(screened(replace(PRE, supervision_follows=True)), 7) is Outcome.NOT_APPLICABLE
    assert outcome(screened(replace(POST, advice_running=True)), 5) is Outcome.NOT_APPLICABLE
    nobody_knows = screened(replace(PRE, phase=None, advice_running=True))
    assert outcome(nobody_knows, 5) is Outcome.UNKNOWN
    assert outcome(nobody_knows, 7) is Outcome.NOT_MET


@pytest.mark.parametrize(
    ("taken", "last"), [(date(2024, 2, 29), date(2025, 2, 28)), (date(2023, 2, 28), date(2024, 2, 28))]
)
def test_a_leap_year_makes_no_day_more(taken, last):
    assert anniversary(taken, 1) == last
    for day, proposal in ((last, N), (last + timedelta(1), W)):
        inputs = replace(
            POST, screened_on=day, arrived_on=day, expected_end=day + timedelta(100), last_information_on=day,
            risc=Risc(taken, Level.LOW),
        )  # fmt: skip
        assert screened(inputs).proposal is proposal


def test_who_is_born_on_a_leap_day_is_older_on_the_first_of_march():
    born = date(2008, 2, 29)
    for day, proposal in ((date(2026, 2, 28), W), (date(2026, 3, 1), P)):
        inputs = replace(PRE, screened_on=day, birth_date=born)
        assert screened(inputs).proposal is proposal


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"screened_on": ARRIVED - timedelta(1)}, "screened_on"),
        ({"expected_end": ARRIVED - timedelta(1)}, "expected_end"),
        ({"risc": Risc(DAY + timedelta(1), None)}, "risc.taken_on"),
        ({"last_information_on": DAY + timedelta(1)}, "last_information_on"),
        ({"birth_date": ARRIVED + timedelta(1)}, "birth_date"),
    ],
)
def test_facts_that_contradict_each_other_are_refused_by_their_name(facts, field):
    with pytest.raises(InputError, match=field):
        replace(PRE, **facts)


flags = st.sampled_from((None, True, False))
anybody = st.builds(
    Inputs,
    screened_on=st.just(DAY),
    arrived_on=st.just(ARRIVED),
    phase=st.sampled_from((None, *Phase)),
    may_stay_in_country=flags,
    risc=st.one_of(
        st.sampled_from((None, NEVER)),
        st.builds(Risc, st.dates(date(2023, 1, 1), DAY), st.sampled_from((None, *Level))),
    ),
    last_information_on=st.one_of(st.sampled_from((None, NEVER)), st.dates(date(2023, 1, 1), DAY)),
    older_risk_high=flags,
    expected_end=st.one_of(st.none(), st.dates(ARRIVED, date(2027, 1, 1))),
    advice_running=flags,
    birth_date=st.one_of(st.none(), st.dates(date(1960, 1, 1), date(2008, 1, 1))),
    asr_applied=flags,
    supervision_follows=flags,
    article_43_3=flags,
    isd_or_tbs_treatment=flags,
    care_authorisation=flags,
    concern=flags,
)


@settings(deadline=None)
@given(anybody)
def test_of_anybody_the_smallest_facts_change_the_proposal_and_no_smaller_set_is_missed(inputs):
    now = screened(inputs).proposal
    found = what_would_change(inputs, RULE_SET)
    assert found is not None
    assert screened(with_facts(inputs, found.facts)).proposal is found.proposal is not now
    for place in range(len(found.facts)):  # none of them is there for nothing
        fewer = (*found.facts[:place], *found.facts[place + 1 :])
        assert screened(with_facts(inputs, fewer)).proposal is now


@settings(deadline=None)
@given(anybody, anybody)
def test_however_the_unknowns_turn_out_the_proposal_is_one_that_was_told(inputs, other):
    found = screened(inputs)
    assert found.provisional == bool(found.others)
    assert found.proposal not in found.others
    told = {found.proposal, *found.others}
    known = {one.name: getattr(other, one.name) for one in fields(Inputs) if getattr(inputs, one.name) is None}
    later = screened(replace(inputs, **known))
    assert {later.proposal, *later.others} - {later.proposal} <= told
    if not later.provisional:
        assert later.proposal in told


@settings(deadline=None)
@given(anybody)
def test_a_decision_rests_on_criteria_that_are_met_and_propose_it(inputs):
    found = screened(inputs)
    deciding = [one for one in found.criteria if one.decides]
    assert all(one.outcome is Outcome.MET for one in deciding)
    if not found.lifted:
        assert {one.criterion.effect for one in deciding} == ({found.proposal} if deciding else set())
