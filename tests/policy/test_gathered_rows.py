"""The facts in rows made by hand: which of them count, and for which period."""

from dataclasses import replace

from cast_of_cases import NOON, who
from guard_rows import case, position, said

from graph.actors import Purpose
from graph.policy.facts import Consented, Involved, Notified, Period, Referred, Stayed, Treated
from graph.policy.gathering import facts_in
from graph.times import DAY_MS

ACTOR = who("CASE_MANAGER", Purpose.REINTEGRATION)
HERE = ACTOR.organisation
LATE = NOON + DAY_MS
EARLY = NOON - DAY_MS


def gathered(actor=ACTOR, rows=None, **own):
    return facts_in(case("c1", actor, **own), position(actor) if rows is None else rows, actor, NOON)


def told(label, edge, end, organisation=None, id="r", **own):
    empty = {"receivedOn": None, "classes": None, "status": None}
    return said(label, id=id, edge=edge, end=end, organisation=organisation or end, **empty | own)


def ends(valid_to, known_at):
    return {"validFrom": 1, "validTo": valid_to, "endKnownAt": known_at}


def test_a_position_is_in_force_when_all_of_it_is_that_of_the_actor():
    assert gathered().position_in_force
    for key, value in (
        ("professional", "x"), ("organisation", "x"), ("kind", "POLICE"), ("function", "MENTOR"),
        ("validFrom", LATE), ("validTo", EARLY),
    ):  # fmt: skip
        rows = [{**position(ACTOR)[0], key: value}]
        assert not gathered(rows=rows).position_in_force, key
    assert gathered(rows=[{**position(ACTOR)[0], "validTo": NOON + 1}]).position_in_force
    assert gathered(rows=[{**position(ACTOR)[0], "validTo": EARLY, "endKnownAt": LATE}]).position_in_force
    assert not gathered(rows=[]).position_in_force


def test_what_a_case_is_comes_as_it_stands():
    facts = gathered()
    assert (facts.case_kind, facts.case_frame, facts.excluded, facts.subject) == ("PERSON", "PBW_18A", False, False)
    assert facts.involvements == (Involved(HERE, "PBW_18A", ACTOR.position, Period(NOON - 90 * DAY_MS, None)),)
    assert facts.closed == ()
    assert facts.postings == frozenset()
    assert facts.emergency is None


def test_an_end_counts_from_when_it_was_known():
    for known_at, end in ((None, EARLY), (NOON, EARLY), (LATE, None)):
        around = [said("Involvement", frame="PBW_18A", positionId="q", status=None) | ends(EARLY, known_at)]
        (one,) = gathered(around=around).involvements
        assert one.period == Period(1, end)


def test_an_exclusion_in_force_excludes():
    def excluded(**own):
        return gathered(around=[said("Exclusion", frame=None, positionId=None, status=None) | own]).excluded

    assert excluded()
    assert not excluded(validFrom=LATE)
    assert not excluded(validTo=EARLY)


def test_closings_are_the_periods_in_which_it_was_closed_and_nothing_said_is_unknown():
    state = said("CaseState", frame=None, positionId=None, status="CLOSED")
    assert gathered(around=[state]).closed == (Period(NOON - 90 * DAY_MS, None),)
    assert gathered(around=[]).closed is None
    assert gathered(around=[state | {"status": "OPEN"}]).closed == ()


def test_a_notice_counts_for_who_was_told_while_it_holds():
    notice = told("Notice", "TO", HERE, receivedOn=EARLY)
    assert gathered(around=[], said=[notice]).notices == (Notified(HERE, EARLY, None),)
    assert gathered(said=[told("Notice", "TO", "x", receivedOn=EARLY)]).notices == ()
    assert gathered(said=[notice | ends(EARLY, None)]).notices == ()


def test_a_colleague_is_assigned_from_the_first_instant_in_the_case_after_the_notice():
    def assigned(*starts, position="q", **own):
        around = [
            said("Involvement", frame="PBW_18A", positionId=position, status=None) | {"validFrom": start} | own
            for start in starts
        ]
        (notice,) = gathered(around=around, said=[told("Notice", "TO", HERE, receivedOn=1000)]).notices
        return notice.assigned_at

    assert assigned(3000, 2000) == 2000
    assert assigned(500) == 1000
    assert assigned(None) == 1000
    assert assigned() is None
    assert assigned(2000, position=None) is None
    assert assigned(500, validTo=1000) is None
    assert assigned(500, validTo=1001) == 1000


def test_stays_and_periods_inside():
    def inside(*rows):
        return [["d", row] for row in rows]

    def state(status, start, end=None):
        return {"label": ["DetentionState", "Record"], "validFrom": start, "validTo": end, "endKnownAt": None,
                "status": status, "prison": None}  # fmt: skip

    stay = {"label": ["Stay", "Record"], "validFrom": 1, "validTo": None, "endKnownAt": None, "status": None,
            "prison": "p"}  # fmt: skip
    facts = gathered(inside=inside(state("INSIDE", 10), stay))
    assert facts.stays == (Stayed("p", Period(1, None)),)
    assert facts.detentions == (Period(10, None),)
    assert gathered(inside=inside(state("INSIDE", 10, 50), state("RELEASED", 40))).detentions == (Period(10, 40),)
    assert gathered(inside=inside(state("INSIDE", 10, 30), state("RELEASED", 40))).detentions == (Period(10, 30),)
    assert gathered(inside=inside(state("INSIDE", 10), state("RELEASED", 10))).detentions == (Period(10, None),)
    assert gathered(inside=inside(state("INSIDE", None), state("RELEASED", 5))).detentions == (Period(None, 5),)
    assert gathered(inside=inside(state("INSIDE", 10), state("RELEASED", None))).detentions == (Period(10, None),)
    assert gathered(inside=inside(state("ANNOUNCED", 10))).detentions == ()
    assert gathered(inside=[]).detentions == ()
    assert gathered(inside=inside(stay)).detentions is None, "nothing is said of the detention"
    assert gathered(inside=[["d", None]]).detentions is None
    mixed = [["d", state("INSIDE", 10)], ["e", None]]
    assert gathered(inside=mixed).detentions is None
    two = [["d", state("INSIDE", 30)], ["e", state("INSIDE", 10, 20)]]
    assert gathered(inside=two).detentions == (Period(10, 20), Period(30, None))
    equal = [["d", state("INSIDE", 10, 30)], ["e", state("INSIDE", 10, 20)], ["f", state("INSIDE", None, 5)]]
    assert gathered(inside=equal).detentions == (Period(None, 5), Period(10, 20), Period(10, 30))


def test_postings_are_those_of_the_position_in_force():
    rows = [{**position(ACTOR)[0], "prison": "p"}, {**position(ACTOR)[0], "prison": "q", "validTo": EARLY}]
    assert gathered(rows=rows).postings == frozenset({"p"})


def test_the_person_is_the_subject_of_a_case_of_that_person_alone():
    own = who("SUBJECT", Purpose.SUBJECT_ACCESS)
    assert gathered(own, persons=[own.professional]).subject
    assert not gathered(own, persons=[own.professional, "x"]).subject
    assert not gathered(own, persons=["x"]).subject
    assert not gathered(ACTOR, persons=[ACTOR.professional]).subject


def test_indications_are_periods():
    assert gathered(said=[told("RiskIndication", "BY", "x") | ends(LATE, None)]).indications == (Period(1, LATE),)


def test_a_treatment_relation_is_with_the_position_or_the_organisation():
    carer = who("CARE_PROFESSIONAL", Purpose.CARE)
    by_position = told("TreatmentRelation", "BY", carer.position, carer.organisation)
    by_house = told("TreatmentRelation", "BY", carer.organisation)
    other = told("TreatmentRelation", "BY", "x", carer.organisation)
    start = Period(NOON - 90 * DAY_MS, None)
    assert gathered(carer, said=[by_position, by_house, other]).treatments == (
        Treated(carer.position, None, start),
        Treated(None, carer.organisation, start),
    )
    assert gathered(carer, said=[by_position], persons=["a", "b"]).treatments == ()


def test_a_consent_is_put_together_from_its_ends():
    rows = [
        told("Consent", "TO", "a", id="k", classes=["PLAN"]),
        told("Consent", "TO", "b", id="k", classes=["PLAN"]),
        told("Consent", "FROM", "g", id="k", classes=["PLAN"]),
        told("Consent", "TO", "c", id="m", classes=["HEALTH"]),
    ]
    start = Period(NOON - 90 * DAY_MS, None)
    assert gathered(said=rows).consents == (
        Consented(frozenset({"a", "b"}), frozenset({"PLAN"}), "g", start),
        Consented(frozenset({"c"}), frozenset({"HEALTH"}), None, start),
    )
    assert gathered(said=rows, persons=["a", "b"]).consents == ()


def test_a_referral_counts_unless_it_was_refused():
    rows = [
        told("Referral", "FROM", "position of g", "g", id="r", status="ACCEPTED"),
        told("Referral", "TO", "x", id="r", status="ACCEPTED"),
        told("Referral", "FROM", "h", id="s", status="REFUSED"),
        told("Referral", "TO", "x", id="s", status="REFUSED"),
    ]
    assert gathered(said=rows).referrals == (Referred("g", "x", Period(NOON - 90 * DAY_MS, None)),)
    assert gathered(said=rows, persons=["a", "b"]).referrals == gathered(said=rows).referrals


def test_who_acts_in_another_position_is_not_in_force():
    assert not facts_in(case("c1", ACTOR), position(ACTOR), replace(ACTOR, organisation="x"), NOON).position_in_force
