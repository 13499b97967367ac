"""What cannot be asked of a network is refused, naming the field, in the user's words."""

import pytest

from graph.clock import FixedClock
from graph.errors import InputError
from graph.freshness import FRESHNESS, expired
from graph.networks_questions import Question
from graph.networks_shape import Phase, Status
from graph.times import DAY_MS, parse_moment

NOON = FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (Question(depth=0), "depth is 0"),
        (Question(depth=99), "depth is 99"),
        (Question(maximum=0), "the maximum of nodes is 0"),
        (Question(maximum=10**9), "the maximum of nodes is 1000000000"),
        (Question(roles=["BOSS"]), "roles: 'BOSS' is not known"),
        (Question(organisation_kinds=["🙂"]), "organisationKinds: '🙂' is not known"),
        (Question(statuses=["LATE"]), "statuses: 'LATE' is not known"),  # pyright: ignore[reportArgumentType]
        (Question(phase="NEVER"), "phase: 'NEVER' is not known"),  # pyright: ignore[reportArgumentType]
    ],
)
def test_it_is_refused(question, says):
    with pytest.raises(InputError, match=says) as refused:
        question.check()
    assert refused.value.advice


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (Question(at=-(10**15)), "at is not between the years 1900 and 2999"),
        (Question(at=10**18), "at is not between the years 1900 and 2999"),
        (Question(known_at=-(10**15)), "knownAt is not between"),
        (Question(known_at=NOON.now() + 1), "knownAt lies in the future"),
    ],
)
def test_a_moment_is_refused(question, says):
    with pytest.raises(InputError, match=says):
        question.moments(NOON.now())


def test_moments_are_the_present_unless_asked_otherwise():
    assert Question().moments(NOON.now()) == (NOON.now(), NOON.now())
    assert Question(at=5, known_at=6).moments(NOON.now()) == (5, 6)


def test_what_has_ended_is_shown_when_asked_for_or_with_a_phase():
    assert Status.ENDED not in Question().wanted_statuses
    assert Status.ENDED in Question(phase=Phase.BEFORE).wanted_statuses
    assert Question(statuses=[Status.PLANNED]).wanted_statuses == {Status.PLANNED}


def test_a_fact_expires_on_the_moment_after_its_days_and_a_kind_without_days_never():
    days = FRESHNESS["Involvement"].days * DAY_MS
    assert not expired("Involvement", days, 0, None)
    assert expired("Involvement", days + 1, 0, None)
    assert not expired("Involvement", days + 1, 0, 5)
    assert not expired("Involvement", days + 1, None)
    assert not expired("Stay", 10**12, 0)


def test_every_freshness_has_days_and_a_reason():
    assert all(fresh.days > 0 and len(fresh.reason) > 20 for fresh in FRESHNESS.values())
