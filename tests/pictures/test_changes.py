"""What changed between two moments: what became known, passed, was put right or taken back, and nothing else."""

import pytest
from written_case import PERSON, Written, moment

from graph.changes import Changing, between, changes
from graph.errors import InputError


def found(written, first, last):
    case = written.view(last).case
    return [
        (one.kind, str(one.change), {(d.name, d.was, d.becomes) for d in one.differs})
        for one in changes(case, moment(first) if first else None, moment(last))
    ]


def test_what_became_known_is_new_and_what_was_known_is_not():
    case = Written()
    case.say("Note", "2026-01-01", text="eerst", purpose="REINTEGRATION")
    case.say("Note", "2026-02-01", text="later", purpose="REINTEGRATION")
    assert found(case, "2026-01-15", "2026-03-01") == [("Note", "ADDED", set())]
    assert found(case, "2026-02-15", "2026-03-01") == []


def test_for_who_never_looked_everything_is_new():
    case = Written()
    case.say("Note", "2026-01-01", text="eerst", purpose="REINTEGRATION")
    case.say("Meeting", "2026-01-02", "2026-01-03", kind="MDO", heldOn="2026-01-02")
    assert [one[:2] for one in found(case, None, "2026-03-01")] == [("Note", "ADDED"), ("Meeting", "ADDED")]


def test_a_new_state_is_a_change_of_the_one_before_with_what_is_otherwise():
    case = Written()
    said = {"action": "a", "text": "Bellen", "phase": "DURING"}
    case.say("ActionState", "2026-01-01", "2026-02-01", status="OPEN", **said)
    case.say("ActionState", "2026-02-01", status="DONE", **said)
    assert found(case, "2026-01-15", "2026-03-01") == [("ActionState", "CHANGED", {("status", "OPEN", "DONE")})]


def test_states_of_different_things_do_not_follow_each_other():
    case = Written()
    case.assess("HOUSING", "IN_ORDER", "2026-01-01", "2026-02-01")
    case.assess("DEBTS", "NOT_IN_ORDER", "2026-02-01")
    assert {one[:2] for one in found(case, "2026-01-15", "2026-03-01")} == {
        ("Assessment", "ENDED"),
        ("Assessment", "ADDED"),
    }


def test_a_correction_says_from_and_to_whatever_it_is_about():
    case = Written()
    fact = case.assess("HOUSING", "IN_ORDER", "2026-01-01", recorded="2026-01-02", retracted="2026-02-10")
    case.assess("HOUSING", "NOT_IN_ORDER", "2026-01-01", recorded="2026-02-10", fact=fact)
    assert found(case, "2026-02-01", "2026-03-01") == [
        ("Assessment", "CORRECTED", {("status", "IN_ORDER", "NOT_IN_ORDER")})
    ]
    assert [one[1] for one in found(case, "2026-01-01", "2026-03-01")] == ["ADDED"]


def test_what_was_taken_back_without_another_is_withdrawn():
    case = Written()
    case.say("ContactRule", "2026-01-01", retracted="2026-02-10", kind="NO_CONTACT", person=PERSON)
    (one,) = changes(case.view("2026-03-01").case, moment("2026-02-01"), moment("2026-03-01"))
    assert (one.change, one.at, dict(one.values)) == (
        Changing.WITHDRAWN,
        moment("2026-02-10"),
        {"kind": "NO_CONTACT", "person": PERSON},
    )
    assert found(case, "2025-12-01", "2026-03-01") == []


def test_an_end_is_told_when_it_came_or_when_it_became_known():
    case = Written()
    holder = case.position("pos")
    said = {"holder": holder, "role": "MENTOR", "frame": "PBW_18A", "endsWith": "OPEN"}
    case.say("Involvement", "2025-01-01", "2026-02-01", end_known="2026-02-20", **said)
    (one,) = changes(case.view("2026-03-01").case, moment("2026-02-10"), moment("2026-03-01"))
    assert (one.change, one.at) == (Changing.ENDED, moment("2026-02-20"))
    assert found(case, "2026-02-10", "2026-02-15") == []
    ahead = Written()
    ahead.position("pos")
    ahead.say("Involvement", "2025-01-01", "2026-05-01", end_known="2026-02-20", **said)
    assert found(ahead, "2026-02-10", "2026-03-01") == [("Involvement", "CHANGED", {("endsOn", None, "2026-04-30")})]
    assert found(ahead, "2026-03-01", "2026-06-01") == [("Involvement", "ENDED", set())]


def test_what_was_planned_is_told_when_it_begins():
    case = Written()
    case.say("Residence", "2026-02-15", recorded="2026-01-01", kind="SETTLES", person=PERSON, municipality="GM0228")
    assert found(case, "2026-02-01", "2026-03-01") == [("Residence", "STARTED", set())]


def test_the_same_moment_twice_has_no_changes():
    case = Written()
    case.say("Note", "2026-02-01", text="eerst", purpose="REINTEGRATION")
    assert found(case, "2026-02-01", "2026-02-01") == []


def test_moments_that_cannot_be_laid_beside_each_other_are_refused_by_name():
    with pytest.raises(InputError, match=r"^to lies before from"):
        between(20, 10, 30)
    with pytest.raises(InputError, match=r"^to lies in the future"):
        between(20, 40, 30)
    assert between(20, None, 30) == (20, 30)
