"""What people weigh, the order of a list, and who moves by another rule set."""

from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.screening.comparing import Turned, dry_run, moved_between
from analytics.screening.criteria import Outcome
from analytics.screening.inputs import NEVER, Inputs, Level, Phase, Risc
from analytics.screening.ordering import Extra, Listed, Tier, TierReason, in_order, tier_of
from analytics.screening.ruleset import RULE_SET, STANDARD, Proposal, rule_set_in
from analytics.screening.screening import screen
from analytics.screening.weighing import Combination, Motivation, Weighed, combination_of

TEXT = files("analytics.rulesets").joinpath(STANDARD).read_text("utf-8")
DAY = date(2026, 3, 10)
FIVE = Weighed(
    reoffending=Level.MEDIUM, injury=Level.LOW, criminogenic_factors=4, protective_factors=0,
    self_sufficiency=Level.LOW, motivation=Motivation.CAN_BE_MOTIVATED,
)  # fmt: skip
KNOWN = Inputs(
    screened_on=DAY, arrived_on=date(2026, 2, 17), phase=Phase.AFTER_VERDICT, may_stay_in_country=True,
    risc=Risc(date(2026, 1, 5), Level.MEDIUM), last_information_on=NEVER, older_risk_high=False,
    expected_end=date(2026, 9, 1), supervision_follows=False, article_43_3=False, isd_or_tbs_treatment=False,
    care_authorisation=False, concern=False,
)  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "combination"),
    [
        ({}, Combination.HIGH),
        ({"motivation": Motivation.MOTIVATED}, Combination.HIGH),
        ({"motivation": Motivation.CANNOT_BE_MOTIVATED}, Combination.LOW),
        ({"motivation": None}, Combination.UNKNOWN),
        ({"criminogenic_factors": 2}, Combination.UNDECIDED),
        ({"criminogenic_factors": 2, "motivation": None}, Combination.UNKNOWN),
        ({"protective_factors": 2}, Combination.UNDECIDED),
        ({"protective_factors": None}, Combination.UNKNOWN),
        ({"self_sufficiency": Level.MEDIUM}, Combination.UNDECIDED),
        ({"reoffending": Level.LOW}, Combination.UNDECIDED),
        ({"reoffending": Level.LOW, "injury": None}, Combination.UNKNOWN),
        ({"reoffending": None, "injury": Level.HIGH}, Combination.HIGH),
    ],
)
def test_the_combination_of_five_weighs_as_the_text_says(facts, combination):
    assert combination_of(replace(FIVE, **facts), RULE_SET.weighed) is combination


def listed(id: str, day: int, extra: Extra | None = None, **facts) -> Listed:
    return Listed(id, date(2026, 1, day), screen(replace(KNOWN, **facts), RULE_SET), extra or Extra())


PEOPLE = (
    listed("none", 1, may_stay_in_country=False),
    listed("weighed late", 9),
    listed("weighed early", 2),
    listed("weighed, must", 12, Extra(lvb=True)),
    listed("weighed, high", 14, Extra(reoffending=Level.HIGH)),
    listed("first", 20, supervision_follows=True),
)


def test_everybody_is_on_the_list_in_the_order_in_which_it_is_worked():
    order = [one.listed.person_id for one in in_order(PEOPLE)]
    assert order == ["first", "weighed early", "weighed late", "weighed, must", "weighed, high", "none"]


def test_the_extra_ordering_puts_who_must_be_looked_at_first_within_a_proposal():
    order = [one.listed.person_id for one in in_order(PEOPLE, extra=True)]
    assert order == ["first", "weighed, high", "weighed, must", "weighed early", "weighed late", "none"]


@pytest.mark.parametrize(
    ("extra", "reasons"),
    [
        (Extra(), ()),
        (Extra(lvb=False, violent_offence=True, reoffending=Level.LOW), ()),
        (Extra(violent_offence=True, reoffending=Level.MEDIUM), (TierReason.VIOLENT_WITH_RISK,)),
        (Extra(reoffending=Level.HIGH), (TierReason.HIGH_RISK,)),
        (Extra(criminogenic_factors=2), ()),
        (Extra(criminogenic_factors=3), (TierReason.MULTIPLE_PROBLEMS,)),
        (Extra(homeless=True, young_adult=True), (TierReason.MULTIPLE_PROBLEMS, TierReason.YOUNG_ADULT)),
        (Extra(addiction=True), (TierReason.MULTIPLE_PROBLEMS,)),
    ],
)
def test_a_tier_says_why(extra, reasons):
    assert tier_of(extra) == (Tier.MUST if reasons else Tier.IF_TIME, reasons)


@given(st.permutations(PEOPLE), st.booleans())
def test_the_order_does_not_hang_on_the_order_in_which_people_come(people, extra):
    assert in_order(people, extra=extra) == in_order(PEOPLE, extra=extra)


def test_a_dry_run_says_who_moves_and_why():
    other = rule_set_in(TEXT.replace("short_stay_days = 28", "short_stay_days = 14"), "other.toml")
    short = replace(KNOWN, expected_end=date(2026, 3, 14))
    (moved,) = dry_run([("a", short), ("b", KNOWN)], RULE_SET, other)
    assert (moved.person_id, moved.was, moved.becomes) == ("a", Proposal.NO_PRIORITY, Proposal.TO_BE_WEIGHED)
    assert moved.turned == (Turned(4, Outcome.MET, Outcome.NOT_MET),)
    assert dry_run([("a", short), ("b", KNOWN)], RULE_SET, RULE_SET) == ()


def test_what_changed_since_an_earlier_screening_is_told():
    later = screen(replace(KNOWN, supervision_follows=True), RULE_SET)
    moved = moved_between("a", screen(KNOWN, RULE_SET), later)
    assert moved is not None
    assert [(one.no, one.was, one.becomes) for one in moved.turned] == [(7, Outcome.NOT_MET, Outcome.MET)]
