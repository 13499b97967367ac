"""Borders in time: one millisecond before and at the border, over the change to summer time, at the month's end."""

from dataclasses import replace

import pytest
from cast_of_cases import CASE, PI_Z, G, in_team, who

from graph.actors import Purpose
from graph.model.kinds import FieldClass
from graph.policy.decisions import Hidden, Release, decide
from graph.policy.facts import Consented, Emergency, Involved, Notified, Period, Stayed, Treated
from graph.times import FOREVER, parse_moment

REINTEGRATION = Purpose.REINTEGRATION
case_manager = who("CASE_MANAGER", REINTEGRATION)
coordinator = who("AFTERCARE_COORDINATOR", REINTEGRATION)
intake = who("AFTERCARE_COORDINATOR", Purpose.INTAKE)
nurse = who("MEDICAL", Purpose.CARE)


def released(at, facts=CASE):
    return replace(facts, detentions=(Period(parse_moment("2025-01-10"), parse_moment(at)),))


def exists(actor, facts, moment):
    return not isinstance(decide(actor, FieldClass.IDENTITY, facts, moment), Hidden)


LAST_MOMENTS = [
    # (who, release, border): 8 weeks and 6 months, counted in local days
    (case_manager, "2026-01-05", "2026-03-02T00:00:00+01:00"),
    (case_manager, "2026-01-05T23:59:59+01:00", "2026-03-02T00:00:00+01:00"),
    (case_manager, "2026-02-10T09:00:00+01:00", "2026-04-07T00:00:00+02:00"),  # over the start of summer time
    (case_manager, "2025-10-01T00:30:00+02:00", "2025-11-26T00:00:00+01:00"),  # over its end
    (case_manager, "2026-01-04T23:30:00+00:00", "2026-03-02T00:00:00+01:00"),  # the 5th in Amsterdam
    (coordinator, "2025-09-10", "2026-03-10T00:00:00+01:00"),
    (coordinator, "2025-09-30T12:00:00+02:00", "2026-03-30T00:00:00+02:00"),
    (coordinator, "2025-08-31T12:00:00+02:00", "2026-02-28T00:00:00+01:00"),
    (coordinator, "2027-08-31T12:00:00+02:00", "2028-02-29T00:00:00+01:00"),
    (coordinator, "2025-12-31T12:00:00+01:00", "2026-06-30T00:00:00+02:00"),
]


@pytest.mark.parametrize(("actor", "release", "border"), LAST_MOMENTS)
def test_the_case_exists_until_one_millisecond_before_the_border(actor, release, border):
    facts, moment = in_team(actor, facts=released(release)), parse_moment(border)
    assert [exists(actor, facts, moment + shift) for shift in (-1, 0, 1)] == [True, False, False]


def test_a_new_detention_cancels_both_borders_but_not_the_closing():
    again = (Period(parse_moment("2024-01-01"), parse_moment("2024-05-01")), Period(parse_moment("2026-03-01")))
    moment = parse_moment("2026-03-10")
    inside = replace(CASE, detentions=again)
    closed = replace(inside, closed=(Period(parse_moment("2026-03-05")),))
    assert exists(case_manager, in_team(case_manager, facts=inside), moment)
    assert exists(coordinator, in_team(coordinator, facts=inside), moment)
    assert exists(case_manager, in_team(case_manager, facts=closed), moment)
    assert not exists(coordinator, in_team(coordinator, facts=closed), moment)


def test_the_border_runs_from_the_last_release():
    twice = (Period(None, parse_moment("2025-01-05")), Period(parse_moment("2025-02-01"), parse_moment("2026-02-01")))
    facts = in_team(case_manager, facts=replace(CASE, detentions=twice))
    assert exists(case_manager, facts, parse_moment("2026-03-10"))


def test_a_municipal_task_lifts_the_six_months_but_not_the_closing():
    facts = in_team(coordinator, facts=released("2025-01-20"))
    moment = parse_moment("2026-03-10")
    colleague = Involved(G, "MUNICIPAL_TASK", "a colleague")
    helped = replace(facts, involvements=(*facts.involvements, colleague))
    ended = colleague._replace(period=Period(None, moment))
    assert not exists(coordinator, facts, moment)
    assert exists(coordinator, helped, moment)
    assert not exists(coordinator, replace(facts, involvements=(*facts.involvements, ended)), moment)
    assert not exists(
        coordinator, replace(facts, involvements=(*facts.involvements, colleague._replace(organisation="GM-H"))), moment
    )
    assert not exists(coordinator, replace(helped, closed=(Period(moment),)), moment)


def test_a_case_that_was_opened_again_is_open():
    shut = (Period(parse_moment("2026-01-01"), parse_moment("2026-03-01")),)
    facts = in_team(coordinator, facts=replace(CASE, closed=shut))
    assert [exists(coordinator, facts, parse_moment("2026-03-01") + shift) for shift in (-1, 0)] == [False, True]


def test_safety_house_cases_have_neither_border():
    facts = replace(released("2024-01-20"), case_frame="WGS_SAFETY_HOUSE")
    moment = parse_moment("2026-03-10")
    for actor in (
        who("CASE_MANAGER", Purpose.SAFETY_HOUSE_CASE),
        who("AFTERCARE_COORDINATOR", Purpose.SAFETY_HOUSE_CASE),
    ):
        assert exists(actor, in_team(actor, "WGS_SAFETY_HOUSE", facts), moment)


def test_probation_goes_on_as_long_as_the_involvement():
    adviser, end = who("PROBATION_ADVISER", REINTEGRATION), parse_moment("2026-03-10")
    facts = in_team(adviser, facts=released("2020-01-20"), period=Period(None, end))
    assert [exists(adviser, facts, end + shift) for shift in (-1, 0)] == [True, False]


def test_medical_staff_need_the_treatment_and_at_most_eight_weeks():
    treated = replace(released("2026-01-05"), treatments=(Treated(position=nurse.position),))
    facts, border = in_team(nurse, "TREATMENT", treated), parse_moment("2026-03-02")
    assert [exists(nurse, facts, border + shift) for shift in (-1, 0)] == [True, False]
    over = replace(facts, treatments=(Treated(position=nurse.position, period=Period(None, border - 10)),))
    assert [exists(nurse, over, border + shift) for shift in (-11, -10)] == [True, False]
    assert not exists(nurse, replace(facts, treatments=(Treated(position="a colleague"),)), border - 1)


def test_intake_lasts_twenty_eight_local_days_from_the_day_of_receipt():
    facts = replace(CASE, notices=(Notified(G, parse_moment("2026-03-05T15:00:00+01:00")),))
    first, border = parse_moment("2026-03-05"), parse_moment("2026-04-02T00:00:00+02:00")
    assert [exists(intake, facts, m) for m in (first - 1, first, border - 1, border)] == [False, True, True, False]
    anew = replace(facts, notices=(*facts.notices, Notified(G, parse_moment("2026-04-01"))))
    assert exists(intake, anew, border)


def test_intake_ends_at_the_instant_a_colleague_is_assigned():
    instant = parse_moment("2026-03-09T10:15:00+01:00")
    facts = replace(CASE, notices=(Notified(G, parse_moment("2026-03-05"), instant),))
    assert [exists(intake, facts, instant + shift) for shift in (-1, 0)] == [True, False]


def test_both_municipalities_named_have_the_intake_and_others_do_not():
    facts = replace(
        CASE, notices=(Notified(G, parse_moment("2026-03-05")), Notified("GM-H", parse_moment("2026-03-05")))
    )
    elsewhere = [who("AFTERCARE_COORDINATOR", Purpose.INTAKE, organisation=name) for name in (G, "GM-H", "GM-X")]
    assert [exists(actor, facts, parse_moment("2026-03-10")) for actor in elsewhere] == [True, True, False]


def test_screening_lasts_until_the_person_leaves_the_prison():
    actor, end = who("CASE_MANAGER", Purpose.SCREENING), parse_moment("2026-03-09T14:00:00+01:00")
    facts = replace(CASE, stays=(Stayed(PI_Z, Period(None, end)),))
    assert [exists(actor, facts, end + shift) for shift in (-1, 0)] == [True, False]


def test_consent_holds_until_the_instant_it_is_withdrawn():
    volunteer, end = who("VOLUNTEER", Purpose.VOLUNTARY_SUPPORT), parse_moment("2026-03-09T14:00:00+01:00")
    consent = Consented(frozenset({"volunteers"}), frozenset({"IDENTITY"}), period=Period(None, end))
    facts = in_team(volunteer, "CONSENT", replace(CASE, consents=(consent,)))
    assert [exists(volunteer, facts, end + shift) for shift in (-1, 0)] == [True, False]


def test_an_emergency_grant_lasts_sixty_minutes_from_the_asking():
    actor, asked = who("CASE_MANAGER", REINTEGRATION, "HIGH"), parse_moment("2026-03-10")
    grant = Emergency(actor.position, "REINTEGRATION", frozenset({"IDENTITY"}), asked)
    facts, hour = replace(CASE, emergency=grant), 3_600_000
    found = [exists(actor, facts, asked + shift) for shift in (-1, 0, hour - 1, hour)]
    assert found == [False, True, True, False]


def test_an_unknown_start_counts_as_in_force_and_an_unknown_detention_opens_nothing():
    assert exists(case_manager, in_team(case_manager, period=Period(None, None)), parse_moment("2026-03-10"))
    unknown = in_team(case_manager, facts=replace(CASE, detentions=None))
    assert not exists(case_manager, unknown, parse_moment("2026-03-10"))


def test_moments_beyond_the_calendar_open_nothing_and_raise_nothing():
    facts = in_team(case_manager, facts=replace(CASE, detentions=(Period(None, FOREVER - 1),)))
    assert isinstance(decide(case_manager, FieldClass.IDENTITY, facts, FOREVER), Hidden)
    assert isinstance(decide(case_manager, FieldClass.IDENTITY, in_team(case_manager), FOREVER), Release)
