"""Ready on the day of release: yes, no or unknown, and never yes by silence."""

import pytest
from written_case import PERSON, Written

from graph.readiness import BASIC, readiness

AT = "2026-03-10"


def ready(case, condition, at=AT, known=None):
    (found,) = readiness(case.view(at, known))
    return next((one.answer, one.why) for one in found.conditions if one.condition == condition)


def in_all(case, at=AT, known=None):
    (found,) = readiness(case.view(at, known))
    return found.answer


@pytest.fixture
def case():
    written = Written()
    written.detain("2026-01-05", expected="2026-04-20")
    return written


@pytest.mark.parametrize(
    ("status", "answer", "why"),
    [
        ("IN_ORDER", "YES", "IN_ORDER"),
        ("NOT_IN_ORDER", "NO", "NOT_IN_ORDER"),
        ("IN_PROGRESS", "UNKNOWN", "IN_PROGRESS"),
        ("UNKNOWN", "UNKNOWN", "ASSESSED_AS_UNKNOWN"),
    ],
)
def test_a_status_says_how_ready_a_condition_is(case, status, answer, why):
    case.assess("HOUSING", status, "2026-02-01")
    assert ready(case, "HOUSING") == (answer, why)


def test_what_nobody_assessed_is_unknown(case):
    assert ready(case, "HOUSING") == ("UNKNOWN", "NOT_ASSESSED")


def test_how_it_was_before_the_detention_tells_nothing_of_the_release(case):
    case.assess("HOUSING", "IN_ORDER", "2026-01-06", phase="BEFORE")
    assert ready(case, "HOUSING") == ("UNKNOWN", "ONLY_BEFORE_DETENTION")


def test_what_is_said_of_after_counts_over_what_is_said_of_during(case):
    case.assess("HOUSING", "IN_ORDER", "2026-02-01", phase="DURING")
    case.assess("HOUSING", "NOT_IN_ORDER", "2026-02-02", phase="AFTER")
    assert ready(case, "HOUSING") == ("NO", "NOT_IN_ORDER")
    assert ready(case, "HOUSING", at="2026-02-01") == ("YES", "IN_ORDER")


def test_what_ends_before_the_release_is_unknown_on_the_day(case):
    case.assess("IDENTITY_DOCUMENT", "IN_ORDER", "2026-02-01", "2026-04-01", end_known="2026-02-01")
    assert ready(case, "IDENTITY_DOCUMENT") == ("UNKNOWN", "ENDS_BEFORE_RELEASE")


@pytest.mark.parametrize("expected", [None, "2026-03-01"])
def test_without_a_day_of_release_ahead_all_is_unknown(expected):
    case = Written()
    case.detain("2026-01-05", expected=expected)
    case.assess("HOUSING", "IN_ORDER", "2026-02-01")
    assert ready(case, "HOUSING") == ("UNKNOWN", "RELEASE_UNKNOWN")
    assert in_all(case) == "UNKNOWN"


def test_without_a_detention_all_is_unknown():
    case = Written()
    case.assess("HOUSING", "IN_ORDER", "2026-02-01")
    (found,) = readiness(case.view(AT))
    assert (found.release, found.answer) == (None, "UNKNOWN")


def test_the_day_of_release_itself_is_still_ahead(case):
    case.assess("HOUSING", "IN_ORDER", "2026-02-01")
    assert ready(case, "HOUSING", at="2026-04-20T23:00:00+02:00", known="2026-04-21")[0] == "YES"
    assert ready(case, "HOUSING", at="2026-04-21")[1] == "RELEASE_UNKNOWN"


def test_all_five_in_order_is_ready_whatever_the_network(case):
    for condition in BASIC:
        case.assess(condition, "IN_ORDER", "2026-02-01")
    case.assess("SOCIAL_NETWORK", "NOT_IN_ORDER", "2026-02-01")
    assert in_all(case) == "YES"
    assert ready(case, "SOCIAL_NETWORK") == ("NO", "NOT_IN_ORDER")


def test_one_that_is_not_makes_it_no_and_one_unknown_makes_it_unknown(case):
    for condition in BASIC[1:]:
        case.assess(condition, "IN_ORDER", "2026-02-01")
    assert in_all(case) == "UNKNOWN"
    case.assess(BASIC[0], "NOT_IN_ORDER", "2026-02-01")
    assert in_all(case) == "NO"


def test_after_the_release_it_is_told_how_it_was_on_that_day():
    case = Written()
    case.detain("2026-01-05", released="2026-04-20")
    case.assess("HOUSING", "NOT_IN_ORDER", "2026-02-01", "2026-04-20", phase="DURING")
    case.assess("HOUSING", "IN_PROGRESS", "2026-04-20", "2026-05-20", phase="AFTER")
    case.assess("HOUSING", "IN_ORDER", "2026-05-20", phase="AFTER")
    assert ready(case, "HOUSING", at="2026-06-01") == ("NO", "IN_PROGRESS")


def test_a_release_that_was_not_known_yet_is_unknown_as_it_was_known_then():
    case = Written()
    detention = case.detain("2026-01-05")
    case.assess("HOUSING", "IN_ORDER", "2026-02-01")
    case.say(
        "DetentionState", "2026-02-10", recorded="2026-03-01", detention=detention, status="INSIDE",
        expectedEnd="2026-04-20", certainty="FIXED",
    )  # fmt: skip
    assert ready(case, "HOUSING", known="2026-02-28")[1] == "RELEASE_UNKNOWN"
    assert ready(case, "HOUSING", known="2026-03-01") == ("YES", "IN_ORDER")


def test_the_detention_in_view_is_the_last_that_started():
    case = Written()
    case.detain("2024-01-05", released="2024-04-20")
    case.detain("2026-01-05", expected="2026-04-20")
    (now,), (then,) = readiness(case.view(AT)), readiness(case.view("2024-06-01", AT))
    assert (now.release.detention_id, now.release.released) == ("det-1", False)
    assert (then.release.detention_id, then.release.released) == ("det-0", True)


def test_what_was_said_of_an_earlier_detention_does_not_make_ready_for_this_release():
    case = Written()
    case.detain("2024-01-05", released="2024-04-20")
    case.detain("2026-01-05", expected="2026-04-20")
    case.assess("HOUSING", "IN_ORDER", "2024-04-20", phase="AFTER")
    case.assess("DEBTS", "IN_ORDER", "2024-02-20", phase="DURING")
    assert ready(case, "HOUSING") == ready(case, "DEBTS") == ("UNKNOWN", "NOT_ASSESSED")
    case.assess("HOUSING", "NOT_IN_ORDER", "2026-02-01", phase="DURING")
    assert ready(case, "HOUSING") == ("NO", "NOT_IN_ORDER")
    assert ready(case, "HOUSING", at="2024-05-01", known=AT) == ("YES", "IN_ORDER")


def test_what_is_arranged_before_the_only_detention_counts():
    case = Written()
    case.detain("2026-01-05", expected="2026-04-20")
    case.assess("HOUSING", "IN_ORDER", "2025-12-01", phase="AFTER")
    assert ready(case, "HOUSING") == ("YES", "IN_ORDER")


def test_each_person_has_a_release_of_the_own():
    case = Written("mother", PERSON)
    case.detain("2026-01-05", expected="2026-04-20", person=PERSON)
    mother, son = readiness(case.view(AT))
    assert (mother.release, son.release.detention_id) == (None, "det-0")
