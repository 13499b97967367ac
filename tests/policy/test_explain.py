"""What `casusregie policy explain` shows: the same for a hidden case as for none."""

from dataclasses import replace

from cast_of_cases import CASE, NOON, in_team, who

from api.cli.console import out
from api.cli.policy import show
from graph.actors import Assurance, Purpose
from graph.policy.decisions import Release
from graph.policy.explaining import explained
from graph.policy.facts import Consented, Emergency

manager = who("CASE_MANAGER", Purpose.REINTEGRATION)
adviser = who("PROBATION_ADVISER", Purpose.REINTEGRATION)


def test_every_class_is_told_with_its_row_and_whom_to_ask():
    found = explained(manager, in_team(manager), NOON)
    assert found is not None
    with out.capture() as captured:
        show(found)
    told = captured.get()
    for words in ("REI-PRISON", "PBW_18A", "PURPOSE_MISMATCH", "HEALTH_SECRECY", "by the datum: own", found.version):
        assert words in told
    assert len(found.classes) == 18


def test_a_class_that_depends_on_the_datum_shows_its_cell():
    found = explained(adviser, in_team(adviser), NOON)
    assert found is not None
    assert {one.field_class: one.by_datum for one in found.classes if one.by_datum} == {
        "RISK": "own else Wp",
        "NOTE": "own",
    }


def test_a_note_shows_its_cell_also_where_it_says_the_same_of_every_note():
    officer = who("SELECTION_OFFICER", Purpose.REINTEGRATION)
    found = explained(officer, in_team(officer), NOON)
    assert found is not None
    assert {one.field_class: one.by_datum for one in found.classes if one.by_datum} == {"NOTE": "Wn"}


def test_what_the_datum_may_change_shows_its_cell_though_there_is_an_answer_without():
    person = who("SUBJECT", Purpose.SUBJECT_ACCESS)
    found = explained(person, replace(CASE, subject=True), NOON)
    assert found is not None
    network = next(one for one in found.classes if one.field_class == "NETWORK")
    assert (network.decision.rule, network.by_datum) == ("SUBJECT.NETWORK", "own-reading else Wn")


def test_a_hidden_case_is_told_like_none():
    related = in_team(manager, facts=replace(CASE, excluded=True))
    assert [explained(manager, facts, NOON) for facts in (None, CASE, related)] == [None, None, None]


def test_a_purpose_that_does_not_fit_is_told_class_by_class():
    actor = replace(manager, purpose=Purpose.RISK_MANAGEMENT)
    found = explained(actor, in_team(actor), NOON)
    assert found is not None and found.row is None
    assert {one.decision.rule for one in found.classes if one.field_class == "COURSE"} == {"6-no-indication"}


def test_a_case_that_a_grant_opens_is_told_without_a_row():
    actor = replace(manager, assurance=Assurance.HIGH)
    grant = Emergency(actor.position, "REINTEGRATION", frozenset({"RISK"}), NOON)
    found = explained(actor, replace(CASE, emergency=grant), NOON)
    assert found is not None and found.row is None
    assert [one.by_datum for one in found.classes] == [None] * 18
    assert {one.field_class for one in found.classes if isinstance(one.decision, Release)} >= {"RISK"}
    both = explained(
        actor, in_team(actor, facts=replace(CASE, emergency=grant._replace(classes=frozenset({"NOTE"})))), NOON
    )
    assert both is not None
    assert {one.field_class: one.by_datum for one in both.classes if one.by_datum} == {"NOTE": "own"}


def test_a_class_that_a_grant_opens_whatever_the_datum_shows_no_cell():
    actor = replace(adviser, assurance=Assurance.HIGH)
    grant = Emergency(actor.position, "REINTEGRATION", frozenset({"RISK"}), NOON)
    found = explained(actor, in_team(actor, facts=replace(CASE, emergency=grant)), NOON)
    assert found is not None
    assert {one.decision.rule for one in found.classes if one.field_class == "RISK"} == {"3-emergency"}
    assert {one.field_class: one.by_datum for one in found.classes if one.by_datum} == {"NOTE": "own"}


def test_what_only_the_case_settles_does_not_depend_on_the_datum():
    volunteer = who("VOLUNTEER", Purpose.VOLUNTARY_SUPPORT)
    consent = Consented(frozenset({volunteer.organisation}), frozenset({"PLAN"}))
    found = explained(volunteer, in_team(volunteer, "CONSENT", replace(CASE, consents=(consent,))), NOON)
    assert found is not None
    assert {one.field_class: one.by_datum for one in found.classes if one.by_datum} == {"NOTE": "own"}
