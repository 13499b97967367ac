"""What a scope goes by, for each actor; the borders against those of the policy."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from cast_of_cases import NOON, who

from graph.actors import ASSIGNING, NOT_CASE_WORKING, Purpose
from graph.model.words import FRAMES, FUNCTIONS
from graph.policy.borders import days_after, months_after, within_days
from graph.policy.tables import Scope
from graph.scopes import IN_SCOPE, OWN_CASES, by_case, from_own_cases, scope_parameters
from graph.scopes_in_time import release_border
from graph.times import FOREVER, parse_moment, start_of_day

DAY = 86_400_000


def asked(function, purpose=Purpose.REINTEGRATION, **other):
    return scope_parameters(who(function, purpose, **other), NOON)["actor"]


def test_the_parameters_tell_who_asks_when_and_why():
    actor = who("CASE_MANAGER", Purpose.RISK_MANAGEMENT)
    found = scope_parameters(actor, NOON)
    assert (found["now"], found["max"], set(found)) == (NOON, FOREVER, {"now", "max", "actor"})
    assert {name: found["actor"][name] for name in ("professional", "position", "organisation", "purpose", "kind")} == {
        "professional": actor.professional,
        "position": actor.position,
        "organisation": actor.organisation,
        "purpose": "RISK_MANAGEMENT",
        "kind": "PRISON",
    }


@pytest.mark.parametrize("function", FUNCTIONS)
def test_who_works_on_cases_has_all_frames_and_who_assigns_assigns(function):
    found = asked(function)
    assert found["frames"] == ([] if function in NOT_CASE_WORKING else list(FRAMES))
    assert found["assigns"] is (function in ASSIGNING)
    assert found["exempt"] == (None if function == "MEDICAL" else "WGS_SAFETY_HOUSE")


@pytest.mark.parametrize(
    ("function", "kind", "screens"),
    [
        ("CASE_MANAGER", "PRISON", "HERE"),
        ("SENIOR_CASE_MANAGER", "PRISON", "HERE"),
        ("MENTOR", "PRISON", None),
        ("CASE_MANAGER", "PROBATION", None),
        ("PROBATION_ADVISER", "PROBATION", "POSTED"),
        ("SUPERVISION_OFFICER", "PROBATION", None),
        ("PROBATION_ADVISER", "PRISON", None),
    ],
)
def test_who_screens_does_so_in_the_own_prison_or_where_posted(function, kind, screens):
    assert asked(function, organisation_kind=kind)["screens"] == screens


def test_a_notice_counts_for_as_many_days_as_in_the_policy():
    rng = Random(4)
    for _ in range(300):
        now = NOON + rng.randrange(-400, 400) * DAY + rng.randrange(DAY)
        found = scope_parameters(who("AFTERCARE_COORDINATOR", Purpose.INTAKE), now)["actor"]
        for days in (0, 1, 26, 27, 28, 29):
            received = now - days * DAY + rng.choice([0, 0, rng.randrange(-DAY, DAY)])
            assert (found["noticedSince"] <= received < found["noticedBefore"]) == within_days(received, 28, now)


def test_a_release_leaves_a_case_open_as_long_as_in_the_policy():
    rng = Random(5)
    prison, town = who("CASE_MANAGER", Purpose.REINTEGRATION), who("AFTERCARE_COORDINATOR", Purpose.REINTEGRATION)
    some = [start_of_day(date(2026, month, day)) for month in (2, 3, 4, 8, 9, 10, 11) for day in (1, 15, 28)]
    for now in (*some, *(moment - 1 for moment in some), *(NOON + rng.randrange(900 * DAY) for _ in range(300))):
        for actor, days, border in ((prison, 56, days_after), (town, 183, months_after)):
            first = release_border(actor, now)
            for _ in range(6):
                released = now - days * DAY + rng.randrange(-5 * DAY, 5 * DAY)
                ends = border(released, 56 if actor is prison else 6)
                assert (first <= released) == (now < ends), (actor.function, now, released)


def test_the_border_is_at_midnight_and_other_kinds_have_none():
    noon = parse_moment("2026-03-10T12:00:00+01:00")
    assert release_border(who("CASE_MANAGER", Purpose.REINTEGRATION), noon) == parse_moment("2026-01-14")
    town = who("AFTERCARE_COORDINATOR", Purpose.REINTEGRATION)
    assert release_border(town, noon) == parse_moment("2025-09-11")
    assert release_border(town, parse_moment("2026-02-28T12:00:00+01:00")) == parse_moment("2025-09-01")
    assert asked("AFTERCARE_COORDINATOR")["releasedSince"] == parse_moment("2025-09-11")
    assert release_border(replace(town, organisation_kind="CARE_PROVIDER"), noon) is None


def test_a_statement_is_written_out_for_each_scope_that_has_cases():
    scopes = {Scope.TEAM, Scope.INTAKE, Scope.SCREENING, Scope.SUBJECT}
    assert set(IN_SCOPE) == set(OWN_CASES) == scopes
    assert by_case(lambda holds: holds("x")) == {scope: holds("x") for scope, holds in IN_SCOPE.items()}
    assert from_own_cases(" RETURN c") == {scope: f"{text} RETURN c" for scope, text in OWN_CASES.items()}
