"""Conditions per phase: what counts, what was, and that nobody having said anything is not the same as unknown."""

from pathlib import Path

import pytest
from written_case import PERSON, Written

from graph.condition_links import LINKS, links_in, needed
from graph.conditions import conditions
from graph.model.words import CONDITIONS

AT = "2026-03-10"


def told(case, at=AT, known=None):
    return {(one.person_id, one.condition): one for one in conditions(case.view(at, known))}


def phase_of(case, condition, phase="DURING", at=AT, known=None):
    found = told(case, at, known)[PERSON, condition]
    return next(one for one in found.phases if one.phase == phase)


@pytest.fixture
def case():
    written = Written()
    written.position("manager")
    written.position("coordinator", "AFTERCARE_COORDINATOR", "GM", "MUNICIPALITY")
    written.detain("2026-01-05", expected="2026-04-20")
    return written


def test_every_condition_has_its_three_phases_in_a_fixed_order(case):
    found = conditions(case.view(AT))
    assert [one.condition for one in found] == list(CONDITIONS)
    assert {tuple(each.phase.value for each in one.phases) for one in found} == {("BEFORE", "DURING", "AFTER")}


def test_nobody_having_assessed_is_told_apart_from_assessed_as_unknown(case):
    case.assess("DEBTS", "UNKNOWN", "2026-01-12")
    debts, housing = phase_of(case, "DEBTS"), phase_of(case, "HOUSING")
    assert (debts.status, debts.standing) == ("UNKNOWN", "ASSESSED_AS_UNKNOWN")
    assert debts.assessment is not None
    assert (housing.status, housing.standing, housing.assessment) == ("UNKNOWN", "NEVER_ASSESSED", None)


def test_an_assessment_says_who_what_and_who_owns_it(case):
    case.assess(
        "HOUSING", "NOT_IN_ORDER", "2026-01-12", by="manager", agreedAction="Briefadres", owner="coordinator",
        assessedOn="2026-01-11",
    )  # fmt: skip
    found = phase_of(case, "HOUSING").assessment
    assert (found.by.position_id, found.by.organisation_id, found.by.function) == ("manager", "PI", "CASE_MANAGER")
    assert (found.owner.position_id, found.agreed_action) == ("coordinator", "Briefadres")
    assert found.assessed_at < found.valid_from
    assert found.origin.source == "test"


def test_the_person_can_own_what_was_agreed_and_nobody_can(case):
    case.assess("HOUSING", "NOT_IN_ORDER", "2026-01-12", owner=PERSON)
    case.assess("DEBTS", "NOT_IN_ORDER", "2026-01-12")
    assert phase_of(case, "HOUSING").assessment.owner.person_id == PERSON
    assert phase_of(case, "DEBTS").assessment.owner is None


def test_care_involved_is_told_of_care_only(case):
    case.assess("CARE", "IN_ORDER", "2026-01-12", careInvolved="YES")
    case.assess("DEBTS", "IN_ORDER", "2026-01-12", careInvolved="YES")
    assert phase_of(case, "CARE").assessment.care_involved == "YES"
    assert phase_of(case, "DEBTS").assessment.care_involved is None


def test_the_last_assessment_counts_and_earlier_ones_are_history(case):
    case.assess("HOUSING", "NOT_IN_ORDER", "2026-01-12", "2026-02-01")
    case.assess("HOUSING", "IN_PROGRESS", "2026-02-01")
    case.assess("HOUSING", "IN_ORDER", "2026-03-01")
    found = phase_of(case, "HOUSING")
    assert found.status == "IN_ORDER"
    assert [one.status for one in found.history] == ["IN_PROGRESS", "NOT_IN_ORDER"]
    assert phase_of(case, "HOUSING", at="2026-02-10").status == "IN_PROGRESS"
    assert [one.status for one in phase_of(case, "HOUSING", at="2026-02-10").history] == ["NOT_IN_ORDER"]


def test_what_ended_without_another_is_no_longer_known(case):
    case.assess("HOUSING", "IN_ORDER", "2026-01-12", "2026-02-01")
    found = phase_of(case, "HOUSING")
    assert (found.status, found.standing, found.assessment) == ("UNKNOWN", "NO_LONGER", None)
    assert [one.status for one in found.history] == ["IN_ORDER"]


def test_a_correction_shows_from_when_it_was_known(case):
    fact = case.assess("DEBTS", "IN_ORDER", "2026-01-12", recorded="2026-01-12", retracted="2026-02-20")
    case.assess("DEBTS", "NOT_IN_ORDER", "2026-01-12", recorded="2026-02-20", fact=fact)
    before, after = phase_of(case, "DEBTS", known="2026-02-19"), phase_of(case, "DEBTS", known="2026-02-20")
    assert (before.status, before.history) == ("IN_ORDER", ())
    assert after.status == "NOT_IN_ORDER"
    (wrong,) = after.history
    assert (wrong.status, wrong.origin.fact) == ("IN_ORDER", fact)
    assert wrong.corrected_at is not None and after.assessment.corrected_at is None


def test_a_correction_alone_does_not_make_it_assessed_before(case):
    case.assess("DEBTS", "IN_ORDER", "2026-01-12", retracted="2026-02-20")
    found = phase_of(case, "DEBTS")
    assert (found.standing, len(found.history)) == ("NEVER_ASSESSED", 1)


def test_an_end_that_was_not_known_yet_does_not_count(case):
    case.assess("DEBTS", "IN_ORDER", "2026-01-12", "2026-02-01", end_known="2026-03-01")
    assert phase_of(case, "DEBTS", at="2026-02-10").status == "IN_ORDER"
    assert phase_of(case, "DEBTS", at="2026-02-10", known="2026-03-01").status == "UNKNOWN"


def test_an_unknown_start_counts_as_in_force(case):
    case.assess("DEBTS", "IN_ORDER", None, recorded="2026-01-12", assessedOn=None)
    found = phase_of(case, "DEBTS")
    assert (found.status, found.assessment.valid_from, found.assessment.assessed_at) == ("IN_ORDER", None, None)


def test_what_is_assessed_later_does_not_show_yet(case):
    case.assess("DEBTS", "IN_ORDER", "2026-03-11", recorded="2026-03-01")
    found = phase_of(case, "DEBTS")
    assert (found.standing, found.history) == ("NEVER_ASSESSED", ())


@pytest.mark.parametrize(
    ("at", "phase", "status"),
    [("2026-01-01", "BEFORE", "IN_ORDER"), (AT, "DURING", "NOT_IN_ORDER"), ("2026-05-01", "AFTER", "IN_PROGRESS")],
)
def test_the_status_at_the_moment_is_that_of_the_phase_it_is_in(at, phase, status):
    case = Written()
    case.detain("2026-01-05", released="2026-04-20")
    case.assess("HOUSING", "IN_ORDER", "2025-12-01", phase="BEFORE")
    case.assess("HOUSING", "NOT_IN_ORDER", "2026-01-12", phase="DURING")
    case.assess("HOUSING", "IN_PROGRESS", "2026-04-20", phase="AFTER")
    found = told(case, at, "2026-05-01")[PERSON, "HOUSING"]
    assert (found.phase, found.status) == (phase, status)


def test_what_was_said_of_an_earlier_detention_is_history():
    case = Written()
    case.detain("2024-01-05", released="2024-04-20")
    case.detain("2026-01-05")
    case.assess("HOUSING", "IN_ORDER", "2024-04-20", phase="AFTER")
    case.assess("DEBTS", "NOT_IN_ORDER", "2024-01-10", phase="BEFORE")
    found = phase_of(case, "HOUSING", "AFTER")
    assert (found.status, found.standing) == ("UNKNOWN", "NO_LONGER")
    assert [one.status for one in found.history] == ["IN_ORDER"]
    assert phase_of(case, "DEBTS", "BEFORE").status == "NOT_IN_ORDER", "which was before this one too"


def test_without_a_detention_the_phase_is_unknown_and_so_is_the_status():
    case = Written()
    case.assess("HOUSING", "IN_ORDER", "2026-01-12")
    found = told(case)[PERSON, "HOUSING"]
    assert (found.phase, found.status) == (None, "UNKNOWN")


def test_each_person_of_a_family_has_conditions_of_the_own():
    case = Written("mother", "son")
    case.detain("2026-01-05", person="son")
    case.assess("HOUSING", "IN_ORDER", "2026-01-12", person="son")
    found = told(case)
    assert len(found) == 12
    assert (found["son", "HOUSING"].status, found["mother", "HOUSING"].status) == ("IN_ORDER", "UNKNOWN")


def test_a_missing_document_holds_up_the_address_and_that_the_income(case):
    for condition in ("IDENTITY_DOCUMENT", "HOUSING", "WORK_AND_INCOME", "DEBTS"):
        case.assess(condition, "NOT_IN_ORDER", "2026-01-12")
    found = told(case)
    holds = {
        name: {(hold.condition, hold.certain) for hold in found[PERSON, name].held_up_by}
        for name in ("IDENTITY_DOCUMENT", "HOUSING", "WORK_AND_INCOME", "DEBTS")
    }
    assert holds == {
        "IDENTITY_DOCUMENT": set(),
        "HOUSING": {("IDENTITY_DOCUMENT", "YES")},
        "WORK_AND_INCOME": {("IDENTITY_DOCUMENT", "YES"), ("HOUSING", "YES")},
        "DEBTS": {("WORK_AND_INCOME", "YES")},
    }
    assert {one.condition for one in found[PERSON, "HOUSING"].holds_up} == {"WORK_AND_INCOME", "CARE"}


def test_what_is_in_order_is_held_up_by_nothing_and_holds_up_nothing(case):
    case.assess("IDENTITY_DOCUMENT", "IN_ORDER", "2026-01-12")
    case.assess("HOUSING", "NOT_IN_ORDER", "2026-01-12")
    found = told(case)
    assert found[PERSON, "IDENTITY_DOCUMENT"].holds_up == ()
    assert found[PERSON, "HOUSING"].held_up_by == ()


def test_an_unknown_condition_may_hold_up_another(case):
    case.assess("HOUSING", "NOT_IN_ORDER", "2026-01-12")
    (hold,) = told(case)[PERSON, "HOUSING"].held_up_by
    assert (hold.condition, hold.certain) == ("IDENTITY_DOCUMENT", "UNKNOWN")


def test_the_links_lead_from_the_document_to_everything_but_the_network():
    assert {one for one in CONDITIONS if "IDENTITY_DOCUMENT" in needed(one, LINKS)} == {
        "HOUSING", "WORK_AND_INCOME", "DEBTS", "CARE",
    }  # fmt: skip
    assert all(one.source and one.reason and one.dutch for one in LINKS)


def test_what_no_source_says_is_called_an_assumption_to_be_confirmed():
    assert {(one.condition, one.needs) for one in LINKS if one.assumed} == {
        ("DEBTS", "WORK_AND_INCOME"),
        ("CARE", "HOUSING"),
    }
    assert all(("to be confirmed" in one.source) == one.assumed for one in LINKS)
    text = " ".join(Path("docs/case.md").read_text("utf-8").split())
    assert "an assumption of this product, to be confirmed" in text


LINK = '[[link]]\ncondition = "{}"\nneeds = "{}"\nreason = "r"\ndutch = "d"\nsource = "s"\nassumed = false\n'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (LINK.format("HOUSING", "SOFA"), "link 1: SOFA is no condition"),
        (LINK.format("HOUSING", "DEBTS") + LINK.format("DEBTS", "HOUSING"), "HOUSING waits for itself"),
        (LINK.format("HOUSING", "DEBTS") * 2, "each once"),
        (LINK.format("HOUSING", "DEBTS").replace('source = "s"', ""), "link 1: it should say"),
        (LINK.format("HOUSING", "DEBTS").replace('"s"', "3"), "link 1: it should say"),
        (LINK.format("HOUSING", "DEBTS").replace("false", '"no"'), "link 1: assumed should be true or false"),
        ("[sofa]\n", "links only"),
    ],
)
def test_a_bad_file_of_links_is_refused_with_its_place(text, problem):
    with pytest.raises(ValueError, match=problem):
        links_in(text)
