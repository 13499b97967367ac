"""What the guard says of what it does not show, on rows made by hand."""

import pytest
from guard_rows import case, guard, opened

from graph.actors import Assurance, Purpose
from graph.model.kinds import FieldClass
from graph.policy.reasons import Reason
from graph.sections import Section
from graph.withholding import Shown

PLAN, HEALTH, RISK, TITLE = FieldClass.PLAN, FieldClass.HEALTH, FieldClass.RISK, FieldClass.TITLE


def test_withheld_says_what_no_case_shows_or_with_each_what_any_withholds():
    own = guard()
    opened(own, Section(PLAN), [], [case("c1", own.actor), case("c2", own.actor, frame="WGS_SAFETY_HOUSE")])
    both = ("c1", "c2")
    shown = [Shown(PLAN), Shown(RISK)]
    told = {(one.field_class, one.reason, one.case_id) for one in own.withheld(both, shown)}
    assert told == {(RISK, Reason.PURPOSE_MISMATCH, "c1")}, "PLAN shows through the first, RISK is said once"
    each = {(one.field_class, one.reason, one.case_id) for one in own.withheld(both, shown, of_each=True)}
    assert each == {
        (RISK, Reason.PURPOSE_MISMATCH, "c1"),
        (RISK, Reason.PURPOSE_MISMATCH, "c2"),
        (PLAN, Reason.PURPOSE_MISMATCH, "c2"),
    }
    (said,) = own.withheld(("c1",), [Shown(FieldClass.VICTIM)])
    assert (said.reason, said.rule, said.form_shown) == (Reason.NO_LEGAL_BASIS, "REI-PRISON.VICTIM", False)
    assert [one.form_shown for one in own.withheld(("c1",), [Shown(FieldClass.VICTIM, on_form=True)])] == [False]


@pytest.mark.parametrize(
    ("assurance", "reasons"),
    [
        (Assurance.SUBSTANTIAL, [Reason.NEEDS_STEP_UP, Reason.HEALTH_SECRECY]),
        (Assurance.HIGH, [Reason.HEALTH_SECRECY]),
    ],
)
def test_of_health_both_the_own_and_that_of_others_is_told(assurance, reasons):
    own = guard("CARE_PROFESSIONAL", Purpose.CARE, assurance=assurance)
    treated = case("c1", own.actor)
    treated["around"][0]["frame"] = "TREATMENT"
    treated["said"] = [
        {"label": ["TreatmentRelation"], "id": "t", "edge": "BY", "end": own.actor.position, "validFrom": None,
         "organisation": own.actor.organisation, "receivedOn": None, "classes": None, "status": None,
         "validTo": None, "endKnownAt": None}
    ]  # fmt: skip
    opened(own, Section(PLAN), [], [treated])
    assert [one.reason for one in own.withheld(("c1",), [Shown(HEALTH)])] == reasons


def _on_the_list():
    own = guard(purpose=Purpose.SCREENING)
    here = {"label": ["Stay", "Record"], "validFrom": None, "validTo": None, "endKnownAt": None, "status": None,
            "prison": own.actor.organisation}  # fmt: skip
    opened(own, Section(PLAN), [], [case("c1", own.actor, inside=[["d", here]])])
    return own


def test_fields_of_the_selection_form_are_shown_though_their_class_is_not():
    own = _on_the_list()
    both, on_form, off_form = Shown(TITLE, on_form=True), Shown(TITLE, off_form=False, on_form=True), Shown(TITLE)
    assert [one.form_shown for one in own.withheld(("c1",), [both])] == [True]
    assert own.withheld(("c1",), [on_form]) == ()
    assert [one.form_shown for one in own.withheld(("c1",), [off_form])] == [False]


def test_notes_are_told_by_what_holds_of_those_of_a_colleague_elsewhere():
    own = guard()
    opened(own, Section(PLAN), [])
    assert [(one.field_class, one.reason) for one in own.withheld_notes("c1")] == [
        (FieldClass.NOTE, Reason.NO_LEGAL_BASIS)
    ]
    assert [one.reason for one in _on_the_list().withheld_notes("c1")] == [Reason.PURPOSE_MISMATCH]
