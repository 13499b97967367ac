"""Gaps: days without contact that is visible, never said where contact is not shown, never beyond the moment."""

import pytest
from happened_case import Happened

from graph.life_courses import Part, life_course
from graph.life_gaps import LENGTHS, lengths_in
from graph.model.words import PHASES
from graph.times import day_of, last_day


def gaps(case, at="2026-05-01", known=None, *, shown=True, **part):
    found = life_course(case.view(at, known), Part(**part), contact_shown=shown)
    return [
        (str(day_of(one.valid_from)), str(last_day(one.valid_to)), one.days)
        for one in found.entries
        if one.kind == "GAP"
    ]


@pytest.fixture
def case():
    written = Happened()
    written.detain("2026-01-05", expected="2026-09-01")
    written.talk("2026-01-06")
    written.talk("2026-01-30")
    written.talk("2026-03-02")
    return written


def test_a_gap_is_told_from_the_day_after_the_last_contact_to_the_day_before_the_next(case):
    case.talk("2026-04-21T15:00:00+02:00", by="coordinator")
    assert gaps(case) == [
        ("2026-01-31", "2026-03-01", 30),
        ("2026-03-03", "2026-04-20", 49),
    ]


@pytest.mark.parametrize(("next_contact", "told"), [("2026-03-30", False), ("2026-03-31", True)])
def test_twenty_eight_days_without_contact_are_a_gap_and_one_less_is_none(next_contact, told):
    case = Happened()
    case.detain("2026-03-01")
    case.talk("2026-03-02")
    case.talk(next_contact)
    assert bool(gaps(case, "2026-04-05")) is told


def test_a_gap_at_the_end_counts_until_the_moment_and_never_beyond(case):
    assert gaps(case, "2026-04-10")[1:] == [("2026-03-03", "2026-04-09", 38)]
    assert gaps(case, "2026-04-10T12:00:00+02:00")[1:] == [("2026-03-03", "2026-04-10", 39)]
    assert gaps(case, "2026-03-20")[1:] == []


def test_of_days_that_nobody_knew_of_yet_no_gap_is_told(case):
    assert gaps(case, "2026-12-01", "2026-03-20") == [("2026-01-31", "2026-03-01", 30)]


def test_a_person_inside_whom_nobody_has_seen_is_a_gap_from_the_start():
    case = Happened()
    case.detain("2026-01-05")
    assert gaps(case, "2026-03-01") == [("2026-01-05", "2026-02-28", 55)]


def test_where_nothing_is_known_there_is_no_gap():
    assert gaps(Happened()) == []


def test_a_detention_that_was_not_known_yet_begins_no_gap():
    case = Happened()
    detention = case.detain("2026-01-05")
    case.records.clear()
    case.say("DetentionState", "2026-01-05", recorded="2026-04-20", detention=detention, status="INSIDE")
    assert gaps(case, "2026-04-01") == []
    assert gaps(case, "2026-04-01", "2026-04-20") == [("2026-01-05", "2026-03-31", 86)]


@pytest.mark.parametrize(
    ("happens", "is_contact"),
    [
        (lambda case: case.talk("2026-03-20", kind="NO_SHOW"), False),
        (lambda case: case.meet("2026-03-20", "manager", "adviser"), False),
        (lambda case: case.meet("2026-03-20", "manager", kind="TRAJECTORY"), True),
        (lambda case: case.meet("2026-03-20", "manager", kind="HANDOVER"), True),
        (lambda case: case.hand_over("2026-03-10", metAt="2026-03-20"), True),
        (lambda case: case.talk("2026-03-20", kind="TELEPHONE"), True),
    ],
)
def test_only_what_the_person_was_at_is_contact(case, happens, is_contact):
    happens(case)
    assert (("2026-03-03", "2026-04-09", 38) in gaps(case, "2026-04-10")) is not is_contact


def test_where_contact_is_not_shown_no_gap_is_told(case):
    assert gaps(case, shown=False) == []
    assert life_course(case.view("2026-05-01"), contact_shown=False).gaps_told is False


def test_a_gap_is_of_no_organisation_and_of_the_domain_contact(case):
    assert gaps(case, organisations=["PI"]) == []
    assert gaps(case, domains=["NOTICE"]) == []
    assert len(gaps(case, domains=["CONTACT"])) == 2


def test_a_gap_across_the_release_adds_up():
    case = Happened()
    case.detain("2026-01-05", released="2026-02-01")
    case.talk("2026-01-18")
    case.talk("2026-02-16")
    assert gaps(case, "2026-02-20") == [("2026-01-19", "2026-02-15", 28)]


def test_at_liberty_before_a_detention_a_gap_is_longer():
    case = Happened()
    case.talk("2025-06-01")
    case.detain("2026-01-05")
    case.talk("2025-11-01")
    case.talk("2026-01-06")
    assert gaps(case, "2026-01-10") == []
    assert gaps(case, "2026-03-01") == [("2026-01-07", "2026-02-28", 53)]


def test_while_the_case_is_closed_there_is_no_gap():
    case = Happened()
    case.detain("2024-01-05", released="2024-02-01")
    case.talk("2024-01-31")
    case.say("CaseState", "2024-03-01", "2026-01-01", status="CLOSED")
    case.say("CaseState", "2026-01-01", status="OPEN")
    assert gaps(case, "2026-02-01") == [("2024-02-01", "2024-02-29", 29), ("2026-01-01", "2026-01-31", 31)]


def test_the_file_of_lengths_says_each_phase_with_a_reason():
    assert set(LENGTHS) == {*PHASES, "UNKNOWN"}
    assert all(one.reason for one in LENGTHS.values())


GOOD = "".join(f'[{phase}]\ndays = 28\nreason = "r"\n' for phase in (*PHASES, "UNKNOWN"))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (GOOD.replace("[AFTER]", "[LATER]"), "it should say AFTER, BEFORE, DURING, UNKNOWN"),
        (GOOD.replace("28", "0", 1), "BEFORE: it should say days"),
        (GOOD.replace("28", '"x"', 1), "BEFORE: it should say days"),
        (GOOD.replace('"r"', '""', 1), "BEFORE: it should say days"),
    ],
)
def test_a_bad_file_of_lengths_is_refused_with_its_place(text, problem):
    with pytest.raises(ValueError, match=problem):
        lengths_in(text)
