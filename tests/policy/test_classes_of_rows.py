"""The class of a record by who is at its ends, on rows made by hand."""

import pytest
from cast_of_cases import CLINIC, PI_Z, who

from graph import classes
from graph.actors import Purpose
from graph.model.kinds import FieldClass
from graph.policy.facts import NO_DATUM, Datum
from graph.record_classes import Ends, classify, victims_in

PRISON = {"id": "p", "kind": "PRISON"}
CARE = {"id": "k", "kind": "CARE_PROVIDER"}
PLAN, HEALTH, COURSE, RISK = FieldClass.PLAN, FieldClass.HEALTH, FieldClass.COURSE, FieldClass.RISK


def row(**own):
    return {"organisation": PRISON, "offer": None, "medical": False, "role": "MENTOR", "frame": "PBW_18A"} | own


CARING = [
    {"organisation": CARE},
    {"role": "MEDICAL"},
    {"frame": "TREATMENT"},
    {"medical": True},
    *({"offer": {"kind": kind}} for kind in ("ADDICTION_CARE", "MENTAL_HEALTH_CARE", "FORENSIC_CARE", "LVB_CARE")),
]


@pytest.mark.parametrize("own", CARING)
def test_what_has_care_at_an_end_is_health_and_comes_from_there(own):
    one = row(**own)
    assert classes.of_involvement(one) is HEALTH
    assert classes.of_direction(one | {"status": None}) is HEALTH
    assert classes.of_place(one | {"offer": one["offer"] or {"kind": "TRAINING"}}) is HEALTH
    purpose = Purpose.CARE if one["frame"] == "TREATMENT" else Purpose.REINTEGRATION
    expected = Datum(organisation=one["organisation"]["id"], organisation_kind=one["organisation"]["kind"],
                     purpose=purpose)  # fmt: skip
    assert classes.origin(one) == expected
    assert classes.of_reading(one | {"by": "q"}, "") is HEALTH
    assert classes.reading(one | {"by": "q", "reader": "PROFESSIONAL"}) == expected._replace(reader="PROFESSIONAL")


def test_without_care_it_is_what_its_kind_is_and_comes_from_nowhere_in_particular():
    assert classes.of_involvement(row()) is PLAN
    assert classes.of_involvement(row(organisation=None)) is PLAN
    assert classes.of_direction(row(status=None)) is PLAN
    assert classes.of_direction(row(status="OPEN", organisation=CARE)) is COURSE
    assert classes.of_place(row()) is COURSE
    assert classes.of_place(row(organisation=CARE)) is COURSE
    assert classes.of_place(row(offer={"kind": "TRAINING"})) is PLAN
    assert classes.origin(row()) is NO_DATUM
    assert classes.of_reading(row(by="q"), "") is None
    assert classes.of_reading(row(by=None, organisation=CARE), "") is None
    assert classes.reading(row(reader=None, by=None)) is NO_DATUM
    assert classes.reading(row(reader="PERSON", by=None, organisation=CARE)) == Datum(reader="PERSON")
    assert classes.reading(row(reader="PROFESSIONAL", by="q")) == Datum(reader="PROFESSIONAL")


@pytest.mark.parametrize(
    ("frame", "purpose"),
    [("PBW_18A", "REINTEGRATION"), ("PBW_18B", "RISK_MANAGEMENT"), ("WGS_SAFETY_HOUSE", "SAFETY_HOUSE_CASE"),
     ("TREATMENT", "CARE"), ("CONSENT", "VOLUNTARY_SUPPORT"), ("MUNICIPAL_TASK", "MUNICIPAL_DEBT_HELP"),
     (None, "CARE"), ("SOMETHING", None)],
)  # fmt: skip
def test_what_stands_under_a_frame_was_written_for_its_purpose(frame, purpose):
    assert classes.origin(row(organisation=CARE, frame=frame)).purpose == purpose


def test_a_tie_of_a_victim_is_victim():
    assert classes.of_tie({"victim": True}) is FieldClass.VICTIM
    assert classes.of_tie({"victim": False}) is FieldClass.NETWORK


def test_an_18b_indication_shows_to_who_works_under_it():
    for own in ({"frame": "PBW_18B"}, {"role": "RISK_DELEGATE"}):
        assert classes.of_indication(row(**own), Purpose.REINTEGRATION) is RISK
        assert classes.of_indication(row(**own), Purpose.RISK_MANAGEMENT) is None
    assert classes.of_indication(row(), Purpose.REINTEGRATION) is None


def test_fields_of_the_selection_form():
    assert classes.form_field({}) == Datum(form="FIELD")
    assert classes.of_course({"organisation": None}) == Datum(form="FIELD")
    assert classes.of_course({}) == Datum(form="FIELD")
    assert classes.of_course({"organisation": PRISON}) is NO_DATUM
    assert {"PPC": HEALTH, "EXTRA_CARE": HEALTH, "ISD": FieldClass.TITLE} == classes.REGIME_CLASSES


def _state(function, start=0):
    return {"function": function, "validFrom": start}


ENDS = Ends(
    [
        {"id": "manager", "organisation": {"id": PI_Z, "kind": "PRISON"}, "states": [_state("CASE_MANAGER")]},
        {"id": "nurse", "organisation": {"id": PI_Z, "kind": "PRISON"},
         "states": [_state("MENTOR", 20), _state("MEDICAL", 10)]},
        {"id": "mentor", "organisation": {"id": PI_Z, "kind": "PRISON"},
         "states": [_state("CASE_MANAGER", 20), _state("MENTOR", 10)]},
        {"id": "carer", "organisation": {"id": CLINIC, "kind": "CARE_PROVIDER"}, "states": []},
    ],
    [{"id": "a", "kind": "CARE_PROVIDER"}, {"id": "town", "kind": "MUNICIPALITY"}],
    [
        {"id": "course", "kind": "TRAINING", "organisation": {"id": "town", "kind": "MUNICIPALITY"}},
        {"id": "therapy", "kind": "FORENSIC_CARE", "organisation": {"id": "town", "kind": "MUNICIPALITY"}},
        {"id": "ward", "kind": "TRAINING", "organisation": {"id": "a", "kind": "CARE_PROVIDER"}},
    ],
)  # fmt: skip
MANAGER = who("CASE_MANAGER", Purpose.REINTEGRATION)


def judged(kind, held=None, actor=MANAGER, victims=frozenset(), **ends):
    one = {"kind": kind, "held": {"recordedAt": 15, **(held or {})}, "ends": ends}
    classify(one, ENDS, frozenset(victims), actor)
    return one["class"], one["beside"], one["datum"]


def test_who_stands_at_an_end_is_care_or_not():
    assert [end for end in ("manager", "nurse", "carer", "a", "town", "course", "therapy", "ward", "nobody")
            if ENDS.is_care(end)] == ["nurse", "carer", "a", "therapy", "ward"]  # fmt: skip
    assert ENDS.organisation_of("manager")["id"] == PI_Z
    assert ENDS.organisation_of("ward")["id"] == "a"
    assert ENDS.organisation_of("town")["id"] == "town"
    assert ENDS.organisation_of("nobody") is None


def test_a_function_is_that_of_the_moment_or_the_first():
    assert [ENDS.function_at("nurse", at) for at in (None, 5, 10, 15, 20, 25)] == [
        "MEDICAL", "MEDICAL", "MEDICAL", "MEDICAL", "MENTOR", "MENTOR",
    ]  # fmt: skip
    assert ENDS.function_at("carer", 10) is None


def test_a_function_of_which_nobody_says_since_when_is_the_first():
    one = {"id": "one", "organisation": PRISON}
    since = Ends([one | {"states": [_state("MENTOR", 1), _state("MEDICAL", None)]}], [], [])
    assert [since.function_at("one", at) for at in (None, 0, 1)] == ["MEDICAL", "MEDICAL", "MENTOR"]
    late = Ends([one | {"states": [_state("MEDICAL", -5), _state("MENTOR", None)]}], [], [])
    assert [late.function_at("one", at) for at in (-1, 0)] == ["MEDICAL", "MENTOR"], "it stands for moment 0"


def test_a_contact_that_any_tie_calls_a_victim_is_one():
    rows = [
        {"kind": "Tie", "held": {"kind": "VICTIM"}, "ends": {"to": ["v"]}},
        {"kind": "Tie", "held": {"kind": "FRIEND"}, "ends": {"to": ["f"], "from": ["v"]}},
        {"kind": "Meeting", "held": {"kind": "VICTIM"}, "ends": {"to": ["m"]}},
        {"kind": "Tie", "held": {"kind": "VICTIM"}, "ends": {}},
    ]
    assert victims_in(rows) == frozenset({"v"})


def test_the_class_of_each_kind():
    assert judged("Meeting", attended=["manager"]) == (PLAN, None, NO_DATUM)
    assert judged("Meeting", attended=["manager", "carer"]) == (
        HEALTH, None, Datum(organisation=CLINIC, organisation_kind="CARE_PROVIDER", purpose=Purpose.CARE),
    )  # fmt: skip
    assert judged("Referral", **{"from": ["nurse"], "to": ["a"]}) == (
        HEALTH, None, Datum(organisation=PI_Z, organisation_kind="PRISON", purpose=Purpose.CARE),
    ), "the own organisation counts where it is among them"  # fmt: skip
    assert judged("Intervention", offer=["course"]) == (PLAN, None, NO_DATUM)
    assert judged("Intervention", offer=["therapy"])[0] is HEALTH
    assert judged("Tie", to=["x"]) == (FieldClass.NETWORK, None, NO_DATUM)
    assert judged("Tie", to=["x"], victims={"x"}) == (FieldClass.VICTIM, None, NO_DATUM)
    assert judged("Tie", victims={"y"}, to=["x"], **{"from": ["y"]})[0] is FieldClass.VICTIM
    assert judged("TieReading", {"reader": "PERSON"}, contact=["x"]) == (
        FieldClass.NETWORK, None, Datum(reader="PERSON"),
    )  # fmt: skip
    assert judged("TieReading", {"reader": "PROFESSIONAL"}, contact=["x"], by=["carer"]) == (
        FieldClass.NETWORK, HEALTH,
        Datum(reader="PROFESSIONAL", organisation=CLINIC, organisation_kind="CARE_PROVIDER", purpose=Purpose.CARE),
    )  # fmt: skip
    assert judged("ContactState", of=["v"], victims={"v"}) == (FieldClass.VICTIM, None, NO_DATUM)
    assert judged("ContactState", of=["x"], victims={"v"}) == (FieldClass.NETWORK, None, NO_DATUM)
    for instrument, found in (
        *((one, FieldClass.RESPONSIVITY) for one in ("SCIL", "REFLECTOR", "LANGUAGE_METER")),
        ("RISC", FieldClass.RISK_SUMMARY),
    ):
        assert judged("InstrumentResult", {"instrument": instrument}) == (found, None, Datum(form="FIELD"))
    assert judged("Intervention", {"instrument": "SCIL"}, offer=["course"])[0] is PLAN
    assert judged("Consent", {"classes": ["PLAN"]}, receivers=["town"]) == (COURSE, None, NO_DATUM)
    assert judged("Consent", {"classes": ["HEALTH"]}, receivers=["town"])[0] is HEALTH
    assert judged("RiskIndication", by=["manager"]) == (
        RISK, None, Datum(organisation=PI_Z, organisation_kind="PRISON", purpose=Purpose.RISK_MANAGEMENT),
    )  # fmt: skip
    assert judged("RiskIndication") == (RISK, None, NO_DATUM)


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("PersonName", FieldClass.IDENTITY),
        ("DetentionState", COURSE),
        ("LegalTitle", FieldClass.TITLE),
        ("AdviceRequest", FieldClass.TITLE),
        ("PersonStatus", FieldClass.TITLE),
    ],
)
def test_what_the_selection_form_asks_for_is_a_field_of_it(kind, found):
    assert judged(kind) == (found, None, Datum(form="FIELD"))


def test_of_several_organisations_the_first_by_id_counts_unless_the_own_is_among_them():
    ends = ["carer", "a", "manager"]
    assert judged("Meeting", attended=ends[:2])[2].organisation == "a"
    assert judged("Meeting", attended=[*ends[:2], "nurse"])[2].organisation == PI_Z


@pytest.mark.parametrize(
    ("kind", "held", "ends", "function"),
    [
        ("ScreeningFormPart1", {}, {"by": ["mentor"]}, "MENTOR"),
        ("ScreeningFormPart1", {"validFrom": 25}, {"by": ["mentor"]}, "CASE_MANAGER"),
        ("ScreeningFormPart2", {"recordedAt": 25}, {"by": ["mentor"]}, "CASE_MANAGER"),
        ("ScreeningFormPart2", {}, {}, None),
        ("ScreeningDecision", {}, {"tookPart": ["mentor", "manager"]}, "CASE_MANAGER"),
    ],
)
def test_a_part_of_the_form_is_of_who_filled_it_in_then(kind, held, ends, function):
    assert judged(kind, held, **ends) == (FieldClass.NOTE, None, Datum(form="FIELD", author_function=function))


def test_an_involvement_is_health_by_role_or_frame_and_risk_beside_by_indication():
    assert judged("Involvement", {"role": "MENTOR", "frame": "PBW_18A"}, holder=["manager"]) == (PLAN, None, NO_DATUM)
    assert judged("Involvement", {"role": "MEDICAL", "frame": "PBW_18A"}, holder=["manager"]) == (
        HEALTH, None, Datum(organisation=PI_Z, organisation_kind="PRISON", purpose=Purpose.REINTEGRATION),
    )  # fmt: skip
    assert judged("Involvement", {"role": "MENTOR", "frame": "TREATMENT"}, holder=["manager"])[0] is HEALTH
    assert judged("Involvement", {"role": "RISK_DELEGATE", "frame": "PBW_18B"}, holder=["town"]) == (
        PLAN, RISK, NO_DATUM,
    )  # fmt: skip
    knowing = who("RISK_DELEGATE", Purpose.RISK_MANAGEMENT)
    assert judged("Involvement", {"role": "RISK_DELEGATE", "frame": "PBW_18B"}, knowing, holder=["town"])[1] is None


def test_a_note_is_of_who_wrote_it_then():
    held = {"purpose": "REINTEGRATION"}
    assert judged("Note", held, by=["nurse"]) == (
        FieldClass.NOTE, None,
        Datum(organisation=PI_Z, organisation_kind="PRISON", purpose="REINTEGRATION", author_function="MEDICAL"),
    )  # fmt: skip
    assert judged("Note", held | {"validFrom": 25}, by=["nurse"])[2].author_function == "MENTOR"
    assert judged("Note", held | {"recordedAt": 25}, by=["nurse"])[2].author_function == "MENTOR"


def test_a_disclosure_is_for_the_log_and_for_the_person():
    assert judged("Disclosure", to=["a"]) == (FieldClass.LOG, None, NO_DATUM)
    assert judged("Disclosure", actor=who("SUBJECT", Purpose.SUBJECT_ACCESS), to=["a"])[0] is COURSE
