"""What holds of every decision: it never raises, more scope never shows less, and no value can change it."""

from dataclasses import fields, replace
from random import Random

from cast_of_cases import CASE, NOON, in_team, who
from hypothesis import given, settings
from hypothesis import strategies as st
from random_requests import random_request

from graph.actors import Purpose
from graph.model.kinds import FieldClass
from graph.policy.decisions import Hidden, Judge, Release, Withhold, decide, decide_all, strictest
from graph.policy.facts import ALWAYS, Datum, Disclosed, Emergency, Facts, Involved, Period

words = st.one_of(
    st.none(), st.sampled_from([*Purpose, *FieldClass, "PRISON", "CASE_MANAGER", "PBW_18A"]), st.text(max_size=5)
)
moments = st.one_of(st.none(), st.integers(), st.integers(NOON - 10**11, NOON + 10**11))
periods = st.builds(Period, moments, moments)
names = st.frozensets(st.text(max_size=2), max_size=2)
seeds = st.integers(0, 2**32)
likely = seeds.map(lambda seed: random_request(Random(seed)))


@given(likely, words, words, words, words, words, words, st.lists(periods, max_size=2), st.integers())
@settings(max_examples=100, deadline=None)
def test_no_combination_raises_and_each_class_has_an_answer(request, one, two, three, four, five, six, some, moment):
    actor, _, facts, _ = request
    odd_actor = replace(actor, purpose=one, function=two, organisation_kind=three, assurance=four)
    odd_facts = replace(
        facts,
        case_frame=five,
        case_kind=six,
        detentions=tuple(some),
        closed=tuple(some),
        involvements=(Involved(actor.organisation, five, actor.position, *some[:1]),),
        datum=Datum(one, two, three, four, five, six, disclosed=(Disclosed(actor.organisation, frozenset(), ALWAYS),)),
    )
    for who_asks in (actor, odd_actor):
        for what in (facts, odd_facts, replace(odd_facts, case_frame=facts.case_frame, case_kind=facts.case_kind)):
            answers = decide_all(who_asks, what, moment)
            assert set(answers) == set(FieldClass)
            assert isinstance(decide(who_asks, one, what, moment), Release | Withhold | Hidden)


SCOPES = {
    "involvements": (),
    "notices": (),
    "stays": (),
    "postings": frozenset(),
    "subject": False,
    "indications": (),
    "treatments": (),
    "consents": (),
    "referrals": (),
    "emergency": None,
    "position_in_force": None,
    "excluded": True,
    "detentions": None,
    "closed": None,
    "case_kind": None,
    "case_frame": None,
}


@given(likely, st.sampled_from(sorted(SCOPES)))
@settings(max_examples=400, deadline=None)
def test_taking_away_what_opens_never_releases_more(request, name):
    actor, _, facts, moment = request
    fewer = decide_all(actor, replace(facts, **{name: SCOPES[name]}), moment)
    for field_class, decision in decide_all(actor, facts, moment).items():
        assert isinstance(decision, Release) or not isinstance(fewer[field_class], Release)


@given(likely, st.data())
@settings(max_examples=150, deadline=None)
def test_taking_away_one_of_several_never_releases_more(request, data):
    actor, _, facts, moment = request
    name = data.draw(
        st.sampled_from(["involvements", "notices", "stays", "indications", "treatments", "consents", "referrals"])
    )
    found = getattr(facts, name)
    if found:
        gone = data.draw(st.integers(0, len(found) - 1))
        fewer = decide_all(actor, replace(facts, **{name: found[:gone] + found[gone + 1 :]}), moment)
        for field_class, decision in decide_all(actor, facts, moment).items():
            assert isinstance(decision, Release) or not isinstance(fewer[field_class], Release)


@given(likely)
@settings(max_examples=150, deadline=None)
def test_a_lower_assurance_never_releases_more(request):
    actor, _, facts, moment = request
    lower = decide_all(replace(actor, assurance="SUBSTANTIAL"), facts, moment)
    higher = decide_all(replace(actor, assurance="HIGH"), facts, moment)
    assert all(isinstance(higher[c], Release) for c, decision in lower.items() if isinstance(decision, Release))


@given(likely)
@settings(max_examples=150, deadline=None)
def test_seals_change_what_is_released_and_nothing_that_is_withheld(request):
    actor, field_class, facts, moment = request
    plain = facts.datum._replace(sealed=False, expired=False)
    before = decide(actor, field_class, facts.about(plain), moment)
    for sealed in (plain._replace(sealed=True), plain._replace(expired=True)):
        after = decide(actor, field_class, facts.about(sealed), moment)
        if isinstance(before, Withhold) or field_class in (FieldClass.PUBLIC, FieldClass.WORK, FieldClass.LOG):
            assert after == before
        else:
            assert not isinstance(after, Release)


def test_no_fact_holds_a_value_of_the_person():
    said = {field.name for field in fields(Facts)} | set(Datum._fields)
    assert said.isdisjoint({"value", "text", "name", "level", "status", "amount", "birthDate", "skn"})


@given(likely)
@settings(max_examples=150, deadline=None)
def test_the_judge_answers_as_the_function_does(request):
    actor, field_class, facts, moment = request
    judge = Judge(actor, facts, moment)
    assert judge.decide(field_class, facts.datum) is judge.decide(field_class, facts.datum)
    assert judge.decide(field_class, facts.datum) == decide(actor, field_class, facts, moment)
    assert hash(facts) == hash(replace(facts))


def test_a_tie_takes_the_strictest_class_of_its_ends():
    assert strictest([FieldClass.NETWORK, FieldClass.VICTIM, FieldClass.HEALTH]) is FieldClass.VICTIM
    assert strictest([FieldClass.IDENTITY, FieldClass.PLAN]) is FieldClass.PLAN
    assert strictest([]) is None
    assert strictest([FieldClass.PLAN, "SECRETS"]) is None


def test_an_emergency_grant_opens_what_was_asked_and_closes_nothing():
    actor = who("CASE_MANAGER", Purpose.REINTEGRATION, "HIGH")
    asked = Emergency(actor.position, "REINTEGRATION", frozenset({"RISK", "VICTIM", "HEALTH"}), NOON)
    granted = decide_all(actor, in_team(actor, facts=replace(CASE, emergency=asked)), NOON)
    usual = decide_all(actor, in_team(actor), NOON)
    changed = {c for c in FieldClass if granted[c] != usual[c]}
    assert changed == {FieldClass.RISK} and isinstance(granted[FieldClass.RISK], Release)
    alone = decide_all(actor, replace(CASE, emergency=asked), NOON)
    assert isinstance(alone[FieldClass.RISK], Release)
    assert {c: getattr(alone[c], "reason", None) for c in ("PLAN", "VICTIM", "HEALTH")} == {
        "PLAN": "NO_LEGAL_BASIS",
        "VICTIM": "NO_LEGAL_BASIS",
        "HEALTH": "HEALTH_SECRECY",
    }
    excluded = replace(CASE, emergency=asked, excluded=True)
    assert all(isinstance(d, Hidden) for c, d in decide_all(actor, excluded, NOON).items() if c != "PUBLIC")
