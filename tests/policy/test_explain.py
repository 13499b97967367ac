"""What `casusregie policy explain` shows: the same for a hidden case as for none."""

from dataclasses import replace

from cast_of_cases import CASE, NOON, in_team, who

from api.cli.console import out
from api.cli.policy import show
from graph.actors import Purpose
from graph.policy.explaining import explained

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


def test_a_hidden_case_is_told_like_none():
    related = in_team(manager, facts=replace(CASE, excluded=True))
    assert [explained(manager, facts, NOON) for facts in (None, CASE, related)] == [None, None, None]


def test_a_purpose_that_does_not_fit_is_told_class_by_class():
    actor = replace(manager, purpose=Purpose.RISK_MANAGEMENT)
    found = explained(actor, in_team(actor), NOON)
    assert found is not None and found.row is None
    assert {one.decision.rule for one in found.classes if one.field_class == "COURSE"} == {"6-no-indication"}
