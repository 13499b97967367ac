"""What is made of the rows that a statement found: each fact by itself, with what must not count beside it."""

from dataclasses import replace

import pytest
from cast_of_cases import NOON, who

from graph.actors import Purpose
from graph.policy.facts import Consented, Involved, Notified, Period, Referred, Stayed, Treated
from graph.policy.gathering import facts_in

DAY = 86_400_000
BEFORE, AFTER = NOON - 10 * DAY, NOON + 10 * DAY
actor = who("SENIOR_CASE_MANAGER", Purpose.REINTEGRATION)
HERE = actor.organisation


def record(label, start=BEFORE, end=None, known=None, **said):
    """A record as a statement gives it; its end counts from when it was known."""
    return {"label": ["Record", label], "validFrom": start, "validTo": end, "endKnownAt": known, **said}


def state(**other):
    """The acting position as it is now."""
    said = {
        "professional": actor.professional, "organisation": HERE, "kind": actor.organisation_kind,
        "function": actor.function, "prison": None,
    }  # fmt: skip
    return record("PositionState", **{**said, **other})


def facts(position=(), asking=actor, now=NOON, **found):
    """The facts in a row of a case of one person."""
    row = {"id": "case", "kind": "PERSON", "frame": "PBW_18A", "persons": ["somebody"]}
    row |= {"around": [], "inside": [], "said": [], **found}
    return facts_in(row, list(position), asking, now)


def test_kind_and_frame_are_those_of_the_case():
    found = facts(kind="FAMILY", frame="WGS_SAFETY_HOUSE")
    assert (found.case_kind, found.case_frame) == ("FAMILY", "WGS_SAFETY_HOUSE")


def test_a_position_is_in_force_as_it_was_said():
    assert facts([state()]).position_in_force is True
    assert facts([state(start=None)]).position_in_force is True
    assert facts([]).position_in_force is False


@pytest.mark.parametrize(
    "other",
    [
        {"professional": "another"},
        {"organisation": "another"},
        {"kind": "PROBATION"},
        {"function": "CASE_MANAGER"},
        {"start": NOON + 1},
        {"end": NOON},
    ],
)
def test_a_position_of_another_kind_or_time_is_not_the_one_that_acts(other):
    found = facts([state(prison="pi-x", **other)])
    assert found.position_in_force is False
    assert found.postings == frozenset()


def test_postings_are_the_prisons_of_the_acting_position():
    assert facts([state(), state(prison="pi-x"), state(prison="pi-y")]).postings == {"pi-x", "pi-y"}


def test_involvements_are_those_around_the_case_with_their_periods():
    around = [
        record("Involvement", end=AFTER, frame="PBW_18A", positionId="mine", status=None),
        record("Involvement", start=None, frame="TREATMENT", positionId=None, status=None),
        record("Exclusion", end=BEFORE, frame=None, positionId=None, status=None),
        None,
    ]
    assert facts(around=around).involvements == (
        Involved(HERE, "PBW_18A", "mine", Period(BEFORE, AFTER)),
        Involved(HERE, "TREATMENT", None, Period()),
    )


@pytest.mark.parametrize(("known", "end"), [(None, NOON), (NOON, NOON), (NOON + 1, None)])
def test_an_end_counts_from_when_it_was_known(known, end):
    around = [record("Involvement", end=NOON, known=known, frame="PBW_18A", positionId="mine")]
    assert facts(around=around).involvements[0].period == Period(BEFORE, end)


def test_an_end_of_which_nothing_says_since_when_it_was_known_counts_from_the_first_moment_there_is():
    around = [record("Involvement", -DAY, -1, frame="PBW_18A", positionId="mine")]
    assert facts(around=around, now=0).involvements[0].period == Period(-DAY, -1)


def test_an_exclusion_counts_while_it_lasts():
    for start, end, excluded in ((BEFORE, None, True), (BEFORE, NOON, False), (NOON + 1, None, False)):
        assert facts(around=[record("Exclusion", start, end)]).excluded is excluded
    involved = record("Involvement", frame="PBW_18A", positionId="mine")
    assert facts(around=[involved]).excluded is False


def notice(to=HERE, **said):
    return record("Notice", **{"end": None, **said}) | {"receivedOn": BEFORE, "end": to}


def test_a_notice_counts_for_the_organisation_it_is_to_while_it_stands():
    assert facts(said=[notice()]).notices == (Notified(HERE, BEFORE, None),)
    assert facts(said=[notice(to="another")]).notices == ()
    assert facts(said=[notice(start=NOON + 1)]).notices == ()
    assert facts(said=[notice(end=NOON)]).notices == ()
    assert facts(said=[record("RiskIndication") | {"end": HERE, "receivedOn": BEFORE}]).notices == ()


@pytest.mark.parametrize(
    ("position", "start", "end", "assigned"),
    [
        ("a colleague", BEFORE + DAY, None, BEFORE + DAY),
        ("a colleague", BEFORE - DAY, None, BEFORE),
        ("a colleague", None, None, BEFORE),
        ("a colleague", BEFORE - DAY, BEFORE + 1, BEFORE),
        ("a colleague", BEFORE - DAY, BEFORE, None),
        (None, BEFORE, None, None),
    ],
)
def test_a_colleague_is_assigned_from_a_notice_on(position, start, end, assigned):
    around = [record("Involvement", start, end, frame="PBW_18A", positionId=position)]
    assert facts(around=around, said=[notice()]).notices == (Notified(HERE, BEFORE, assigned),)


def test_the_first_colleague_of_several_counts():
    around = [
        record("Involvement", start, frame="PBW_18A", positionId="one") for start in (NOON, BEFORE + DAY, BEFORE + 2)
    ]
    assert facts(around=around, said=[notice()]).notices == (Notified(HERE, BEFORE, BEFORE + 2),)


def test_only_the_person_of_a_case_of_one_is_its_subject():
    person = replace(actor, professional="somebody", function="SUBJECT")
    assert facts(asking=person).subject is True
    assert facts(asking=person, persons=["another"]).subject is False
    assert facts(asking=person, persons=["somebody", "another"]).subject is False
    assert facts(asking=replace(person, function="MENTOR")).subject is False


def test_a_case_of_which_nothing_is_said_may_be_closed():
    assert facts().closed is None
    told = record("CaseState", status="OPEN", frame=None, positionId=None)
    assert facts(around=[told]).closed == ()
    closing = record("CaseState", NOON, status="CLOSED", frame=None, positionId=None)
    assert facts(around=[told, closing]).closed == (Period(NOON),)
    involved = record("Involvement", frame="PBW_18A", positionId="mine", status="CLOSED")
    assert facts(around=[involved]).closed is None


def test_indications_have_their_periods():
    assert facts(said=[record("RiskIndication", end=AFTER), notice()]).indications == (Period(BEFORE, AFTER),)


def test_treatment_is_by_the_acting_position_or_its_organisation_and_of_one_person():
    said = [
        record("TreatmentRelation") | {"end": end} for end in (actor.position, HERE, "a colleague", "another clinic")
    ]
    by = (Treated(actor.position, None, Period(BEFORE)), Treated(None, HERE, Period(BEFORE)))
    assert facts(said=said).treatments == by
    assert facts(said=said, persons=["somebody", "another"]).treatments == ()
    assert facts(said=[notice()]).treatments == ()


def edges(label, id, *ends, **said):
    """A record that points at several organisations: a row for each."""
    return [record(label, id=id, edge=edge, organisation=organisation, **said) for edge, organisation in ends]


def test_a_consent_names_receivers_classes_and_at_most_a_giver_for_one_person():
    said = [
        *edges("Consent", "one", ("TO", "a"), ("TO", "b"), ("FROM", "c"), classes=["HEALTH", "PLAN"]),
        *edges("Consent", "two", ("TO", "d"), classes=["PLAN"]),
        *edges("Referral", "three", ("TO", "e"), classes=["PLAN"], status="REFUSED"),
    ]
    assert facts(said=said).consents == (
        Consented(frozenset("ab"), frozenset({"HEALTH", "PLAN"}), "c", Period(BEFORE)),
        Consented(frozenset("d"), frozenset({"PLAN"}), None, Period(BEFORE)),
    )
    assert facts(said=said, persons=["somebody", "another"]).consents == ()
    nobody = edges("Consent", "four", ("FROM", "c"), classes=["PLAN"])
    assert facts(said=nobody).consents == (Consented(frozenset(), frozenset({"PLAN"}), "c", Period(BEFORE)),)


def test_a_referral_that_was_not_refused_goes_from_giver_to_receiver():
    said = [
        *edges("Referral", "one", ("FROM", "a"), ("TO", "b"), status="ACCEPTED"),
        *edges("Referral", "two", ("FROM", "a"), ("TO", "c"), status="REFUSED"),
        *edges("Referral", "three", ("FROM", "d"), status="REQUESTED"),
        *edges("Referral", "four", ("TO", "d"), status="REQUESTED"),
        *edges("Consent", "five", ("FROM", "e"), ("TO", "f"), classes=[], status="ACCEPTED"),
    ]
    assert facts(said=said).referrals == (Referred("a", "b", Period(BEFORE)),)


def stay(prison, start, end=None):
    return record("Stay", start, end, status=None, prison=prison)


def inside(start, end=None, status="INSIDE", known=None):
    return record("DetentionState", start, end, known, status=status, prison=None)


def test_stays_are_told_apart_from_states():
    rows = [["d", stay("pi-x", BEFORE, AFTER)], ["d", inside(BEFORE)], ["d", None]]
    assert facts(inside=rows).stays == (Stayed("pi-x", Period(BEFORE, AFTER)),)


@pytest.mark.parametrize(
    ("states", "periods"),
    [
        ([], ()),
        ([["d", None]], None),
        ([["d", stay("pi-x", BEFORE)]], None),
        ([["d", inside(BEFORE)], ["e", None]], None),
        ([["d", inside(BEFORE, status="ANNOUNCED")]], ()),
        ([["d", inside(BEFORE)]], (Period(BEFORE),)),
        ([["d", inside(BEFORE, NOON)]], (Period(BEFORE, NOON),)),
        ([["d", inside(BEFORE, NOON, known=NOON + 1)]], (Period(BEFORE),)),
        ([["d", inside(BEFORE)], ["d", inside(NOON, status="RELEASED")]], (Period(BEFORE, NOON),)),
        ([["d", inside(BEFORE)], ["e", inside(NOON, status="RELEASED")]], (Period(BEFORE),)),
        ([["d", inside(BEFORE)], ["d", inside(NOON)]], (Period(BEFORE), Period(NOON))),
        ([["d", inside(BEFORE, AFTER)], ["d", inside(NOON, status="RELEASED")]], (Period(BEFORE, NOON),)),
        ([["d", inside(BEFORE, NOON)], ["d", inside(AFTER, status="RELEASED")]], (Period(BEFORE, NOON),)),
        ([["d", inside(BEFORE)], ["d", inside(BEFORE, status="RELEASED")]], (Period(BEFORE),)),
        ([["d", inside(BEFORE)], ["d", inside(BEFORE - DAY, status="RELEASED")]], (Period(BEFORE),)),
        ([["d", inside(BEFORE)], ["d", inside(None, status="RELEASED")]], (Period(BEFORE),)),
        ([["d", inside(None)], ["d", inside(NOON, status="RELEASED")]], (Period(None, NOON),)),
        ([["d", inside(NOON)], ["e", inside(BEFORE, NOON)]], (Period(BEFORE, NOON), Period(NOON))),
        ([["d", inside(1, 2)], ["e", inside(None)]], (Period(None), Period(1, 2))),
        ([["d", inside(1)], ["e", inside(1, 2)]], (Period(1), Period(1, 2))),
        ([["d", inside(1, 2)], ["e", inside(None, 5)]], (Period(None, 5), Period(1, 2))),
        ([["d", inside(0, 1)], ["e", inside(0)]], (Period(0), Period(0, 1))),
    ],
)
def test_a_person_is_inside_until_a_release_or_a_known_end(states, periods):
    assert facts(inside=states).detentions == periods
