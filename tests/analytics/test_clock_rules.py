"""Each rule of the clock: present, absent, unknown and out of scope, in one table; no database."""

import pytest
from told_course import ToldCourse

from analytics.clock.registry import FUNCTIONS, RULES

SIX = ("IDENTITY_DOCUMENT", "HOUSING", "WORK_AND_INCOME", "DEBTS", "CARE", "SOCIAL_NETWORK")


def course(**fields):
    return ToldCourse().detained(**{"expected": 200, **fields})


def intake(*conditions, day=5, status="IN_ORDER", phase="BEFORE", **fields):
    def told(one):
        for condition in conditions:
            one.add("Assessment", day, condition=condition, status=status, phase=phase, **fields)
        return one

    return told


def add(record, day=None, /, **fields):
    return lambda one: one.add(record, day, **fields)


def mdo(day):
    return add("Meeting", day, kind="MDO", heldOn=day)


def contact(day, by, kind="TALK"):
    return add("ContactMoment", day, kind=kind, heldOn=day, by=by)


def notice(day, kind, to="GM1"):
    return add("Notice", day, kind=kind, receivedOn=day, to=to)


def title(*, day=0, **fields):
    return add("LegalTitle", day, **{"ground": "SENTENCE", "follows": "UNKNOWN", "detention": "d1", **fields})


def supervised(**fields):
    return course(supervision="YES", **fields)


ROWS = [
    # rule, how the detention is told, day, outcome, code, days late
    ("plan-before-detention", course(reporter=True), [add("PlanState", -10, status="DRAFT")], 1, "DONE", "DONE", 0),
    ("plan-before-detention", course(reporter=True), [], 3, "LATE", "MISSED", 1),
    ("plan-before-detention", course(start=5, reporter=True), [], 1, "DUE", "DUE", None),
    ("plan-before-detention", course(reporter=True), [add("PlanState", 2, status="DRAFT")], 3, "LATE", "MISSED", 1),
    ("plan-before-detention", course(), [], 3, "UNKNOWN", "SELF_REPORTER_UNKNOWN", None),
    ("plan-before-detention", course(reporter=False), [], 3, "NOT_APPLICABLE", "NO_SELF_REPORTER", None),
    ("call-up", course(reporter=True), [notice(-50, "CALL_UP")], 1, "DONE", "DONE", 0),
    ("call-up", course(reporter=True), [notice(-42, "CALL_UP")], 1, "DONE", "DONE", 0),
    ("call-up", course(reporter=True), [notice(-41, "CALL_UP")], 1, "DONE", "DONE_LATE", 1),
    ("call-up", course(reporter=True), [], 1, "LATE", "MISSED", 42),
    ("call-up", course(), [], 1, "UNKNOWN", "SELF_REPORTER_UNKNOWN", None),
    ("call-up", course(reporter=False), [], 1, "NOT_APPLICABLE", "NO_SELF_REPORTER", None),
    ("notice-of-start", course(), [notice(0, "START_OF_DETENTION")], 1, "DONE", "DONE", 0),
    ("notice-of-start", course(), [notice(3, "START_OF_DETENTION")], 4, "DONE", "DONE_LATE", 3),
    ("notice-of-start", course(), [], 0, "DUE", "DUE", None),
    ("notice-of-start", course(), [], 1, "LATE", "LATE", 1),
    ("notice-of-start", course(), [notice(0, "START_OF_DETENTION", "PI")], 1, "LATE", "LATE", 1),
    ("notice-of-start", course(), [notice(0, "END_OF_DETENTION")], 1, "LATE", "LATE", 1),
    ("seen-by-case-manager", course(), [contact(0, "manager")], 1, "DONE", "DONE", 0),
    ("seen-by-case-manager", course(), [contact(0, "mentor")], 1, "LATE", "LATE", 1),
    ("seen-by-case-manager", course(), [contact(0, "manager", "NO_SHOW")], 1, "LATE", "LATE", 1),
    ("seen-by-case-manager", course(), [contact(0, "newcomer")], 1, "UNKNOWN", "FUNCTION_UNKNOWN", None),
    ("seen-by-mentor", course(), [contact(2, "mentor")], 4, "DONE", "DONE_LATE", 2),
    ("seen-by-mentor", course(), [], 0, "DUE", "DUE", None),
    ("seen-by-mentor", course(released=0), [], 9, "LATE", "MISSED", 1),
    ("integral-intake", course(), [intake(*SIX)], 12, "DONE", "DONE", 0),
    ("integral-intake", course(), [intake(*SIX[:5]), intake(SIX[5], day=12)], 15, "DONE", "DONE_LATE", 2),
    ("integral-intake", course(), [intake(*SIX[:5])], 10, "DUE", "DUE", None),
    ("integral-intake", course(), [intake(*SIX[:5])], 11, "LATE", "LATE", 1),
    ("integral-intake", course(), [intake(*SIX[:5]), intake(SIX[5], status="UNKNOWN")], 12, "UNKNOWN",
     "ASSESSED_AS_UNKNOWN", None),
    ("integral-intake", course(), [intake(*SIX[:5]), intake(SIX[5], day=None)], 12, "LATE", "LATE", 2),
    ("integral-intake", course(), [intake(*SIX[:5]), intake(SIX[5], day=None, recorded=4)], 12, "UNKNOWN",
     "ASSESSED_SOME_DAY", None),
    ("integral-intake", course(), [intake(*SIX, day=-3)], 12, "LATE", "LATE", 2),
    ("integral-intake", course(released=6), [], 12, "NOT_APPLICABLE", "RELEASED_BEFORE", None),
    ("integral-intake", course(released=10), [], 12, "LATE", "MISSED", 1),
    ("integral-intake", course(expected=6), [], 2, "NOT_APPLICABLE", "LEAVES_BEFORE", None),
    ("integral-intake", course(expected=6), [], 12, "LATE", "LATE", 2),
    *(
        row
        for rule, instrument in (("reflector", "REFLECTOR"), ("scil", "SCIL"), ("language-meter", "LANGUAGE_METER"))
        for row in (
            (rule, course(), [add("InstrumentResult", 3, instrument=instrument, takenOn=3)], 20, "DONE", "DONE", 0),
            (rule, course(), [add("InstrumentResult", -3, instrument=instrument, takenOn=-3)], 20, "LATE", "LATE", 10),
            (rule, course(), [add("InstrumentResult", 3, instrument="RISC", takenOn=3)], 10, "DUE", "DUE", None),
            (rule, course(released=4), [], 20, "NOT_APPLICABLE", "RELEASED_BEFORE", None),
        )
    ),
    ("som-screening", course(), [], 21, "DUE", "DUE", None),
    ("som-screening", course(), [], 22, "UNKNOWN", "NOT_RECORDED_HERE", None),
    ("som-screening", course(released=12), [], 21, "NOT_APPLICABLE", "RELEASED_BEFORE", None),
    ("first-mdo", course(), [mdo(25)], 40, "DONE", "DONE", 0),
    ("first-mdo", course(), [mdo(28)], 40, "DONE", "DONE", 0),
    ("first-mdo", course(), [mdo(29)], 40, "DONE", "DONE_LATE", 1),
    ("first-mdo", course(), [mdo(25)], 24, "DUE", "DUE", None),
    ("first-mdo", course(), [], 29, "LATE", "LATE", 1),
    ("first-mdo", course(), [add("Meeting", 9, kind="TRAJECTORY", heldOn=9)], 29, "LATE", "LATE", 1),
    ("first-mdo", course(), [mdo(-4)], 29, "LATE", "LATE", 1),
    ("first-mdo", course(released=12), [], 28, "NOT_APPLICABLE", "RELEASED_BEFORE", None),
    ("first-mdo", course(released=40), [], 90, "LATE", "MISSED", 12),
    ("plan-draft", course(), [add("PlanState", 20, status="PROPOSED")], 30, "DONE", "DONE", 0),
    ("plan-draft", course(), [add("PlanState", 20, status="CLOSED")], 30, "LATE", "LATE", 2),
    ("plan-draft", course(), [add("PlanState", -20, status="DRAFT")], 30, "DONE", "DONE", 0),
    ("plan-draft", course(), [add("PlanState", None, status="DRAFT", recorded=3)], 30, "DONE", "DONE_SOME_DAY", None),
    ("plan-draft", course(expected=12), [], 3, "NOT_APPLICABLE", "LEAVES_BEFORE", None),
    ("second-mdo", course(), [mdo(25), mdo(60)], 70, "DONE", "DONE", 0),
    ("second-mdo", course(), [mdo(25)], 63, "DUE", "DUE", None),
    ("second-mdo", course(), [mdo(25)], 64, "LATE", "LATE", 1),
    ("second-mdo", course(released=50), [mdo(25)], 63, "NOT_APPLICABLE", "RELEASED_BEFORE", None),
    ("plan-adopted", course(), [add("PlanState", 60, status="ADOPTED")], 70, "DONE", "DONE", 0),
    ("plan-adopted", course(), [add("PlanState", 30, status="PROPOSED")], 70, "LATE", "LATE", 7),
    ("plan-adopted", course(), [], 63, "DUE", "DUE", None),
    ("mdo-rhythm", course(), [mdo(25)], 100, "NOT_APPLICABLE", "NOT_BEGUN", None),
    ("mdo-rhythm", course(), [mdo(25), mdo(60)], 102, "DUE", "DUE", None),
    ("mdo-rhythm", course(), [mdo(25), mdo(60)], 103, "LATE", "LATE", 1),
    ("mdo-rhythm", course(expected=400), [mdo(25), mdo(60)], 103, "DUE", "DUE", None),
    ("mdo-rhythm", course(expected=400), [mdo(25), mdo(60)], 153, "LATE", "LATE", 1),
    ("mdo-rhythm", course(expected=None), [mdo(25), mdo(60)], 102, "DUE", "DUE", None),
    ("mdo-rhythm", course(expected=None), [mdo(25), mdo(60)], 103, "UNKNOWN", "LENGTH_UNKNOWN", None),
    ("mdo-rhythm", course(expected=None), [mdo(25), mdo(60)], 153, "LATE", "LATE", 1),
    ("mdo-rhythm", course(released=90), [mdo(25), mdo(60)], 300, "NOT_APPLICABLE", "RELEASED_BEFORE", None),
    ("mdo-rhythm", course(released=110), [mdo(25), mdo(60)], 300, "LATE", "MISSED", 8),
    ("hearing-advice", course(), [title(ground="PRE_TRIAL", hearingOn=100),
     add("AdviceRequest", 30, kind="HEARING", requestedOn=30, status="RUNNING", to="RN")], 60, "DONE", "DONE", 0),
    ("hearing-advice", course(), [title(ground="PRE_TRIAL", hearingOn=100)], 44, "DUE", "DUE", None),
    ("hearing-advice", course(), [title(ground="PRE_TRIAL", hearingOn=100)], 45, "LATE", "LATE", 1),
    ("hearing-advice", course(), [title(ground="PRE_TRIAL", hearingOn=20)], 0, "DUE", "DUE", None),
    ("hearing-advice", course(), [title(ground="PRE_TRIAL", hearingOn=20)], 1, "LATE", "LATE", 1),
    ("hearing-advice", course(), [title(ground="PRE_TRIAL")], 45, "UNKNOWN", "HEARING_UNKNOWN", None),
    ("hearing-advice", course(), [], 45, "UNKNOWN", "TITLE_UNKNOWN", None),
    ("hearing-advice", course(), [title()], 45, "NOT_APPLICABLE", "NOT_PRE_TRIAL", None),
    ("hearing-advice", course(), [title(ground="PRE_TRIAL", until=30), title(day=30, firstVerdictOn=30)], 45,
     "NOT_APPLICABLE", "VERDICT_BEFORE", None),
    ("hearing-advice", course(), [title(ground="PRE_TRIAL", hearingOn=100), title(day=100)], 120, "LATE", "MISSED", 56),
    ("release-advice", course(expected=500), [title(),
     add("AdviceRequest", 300, kind="CONDITIONAL_RELEASE", requestedOn=300, status="RUNNING", to="RN")], 400,
     "DONE", "DONE", 0),
    ("release-advice", course(expected=500), [title()], 395, "DUE", "DUE", None),
    ("release-advice", course(expected=500), [title()], 396, "LATE", "LATE", 1),
    ("release-advice", course(expected=364), [title()], 300, "NOT_APPLICABLE", "TOO_SHORT", None),
    ("release-advice", course(expected=365), [title()], 300, "LATE", "LATE", 40),
    ("release-advice", course(expected=None), [title()], 300, "UNKNOWN", "RELEASE_UNKNOWN", None),
    ("release-advice", course(expected=500), [], 300, "UNKNOWN", "TITLE_UNKNOWN", None),
    ("release-advice", course(expected=500), [title(ground="ISD")], 300, "NOT_APPLICABLE", "NOT_SENTENCED", None),
    ("supervisor-assigned", supervised(), [add("Involvement", 150, role="SUPERVISION_OFFICER", frame="PBW_18A",
     holder="supervisor")], 160, "DONE", "DONE", 0),
    ("supervisor-assigned", supervised(), [add("Involvement", 210, recorded=150, role="SUPERVISION_OFFICER",
     frame="PBW_18A", holder="supervisor")], 160, "DONE", "DONE", 0),
    ("supervisor-assigned", supervised(), [add("Involvement", 150, role="SUPERVISION_OFFICER", frame="PBW_18A",
     holder="RN")], 160, "DUE", "DUE", None),
    ("supervisor-assigned", supervised(), [add("Involvement", 170, role="SUPERVISION_OFFICER", frame="PBW_18A",
     holder="supervisor")], 160, "DUE", "DUE", None),
    ("supervisor-assigned", supervised(), [add("Involvement", 100, until=150, role="SUPERVISION_OFFICER",
     frame="PBW_18A", holder="supervisor")], 199, "DUE", "DUE", None),
    ("supervisor-assigned", supervised(), [], 200, "LATE", "LATE", 1),
    ("supervisor-assigned", supervised(expected=None), [], 199, "UNKNOWN", "RELEASE_UNKNOWN", None),
    ("supervisor-assigned", course(), [], 199, "UNKNOWN", "SUPERVISION_UNKNOWN", None),
    ("supervisor-assigned", course(supervision="NO"), [], 199, "NOT_APPLICABLE", "NO_SUPERVISION", None),
    ("supervisor-met", supervised(), [contact(190, "supervisor")], 199, "DONE", "DONE", 0),
    ("supervisor-met", supervised(), [contact(190, "adviser")], 199, "DUE", "DUE", None),
    ("supervisor-met", supervised(), [contact(190, "supervisor", "TELEPHONE")], 210, "LATE", "LATE", 11),
    ("supervisor-met", supervised(), [add("Handover", 150, subject="INVOLVEMENT", offeredAt=150, metAt=180,
     from_="adviser", to="supervisor"),
     add("Involvement", 150, role="SUPERVISION_OFFICER", frame="PBW_18A", holder="supervisor")], 199,
     "DONE", "DONE", 0),
    ("supervisor-met", course(), [], 199, "UNKNOWN", "SUPERVISION_UNKNOWN", None),
    ("supervisor-met", course(supervision="NO"), [], 199, "NOT_APPLICABLE", "NO_SUPERVISION", None),
    ("supervisor-assigned-by-title", course(), [title(follows="SUPERVISION")], 199, "DUE", "DUE", None),
    ("supervisor-assigned-by-title", course(), [title(follows="TBS_CONDITIONS")], 200, "LATE", "LATE", 1),
    ("supervisor-assigned-by-title", course(), [title(follows="SUPERVISION"), add("Involvement", 150, frame="PBW_18A",
     role="SUPERVISION_OFFICER", holder="supervisor")], 199, "DONE", "DONE", 0),
    ("supervisor-assigned-by-title", course(), [title()], 199, "UNKNOWN", "SUPERVISION_UNKNOWN", None),
    ("supervisor-assigned-by-title", course(), [title(follows="NOTHING")], 199, "NOT_APPLICABLE",
     "NO_SUPERVISION", None),
    ("supervisor-assigned-by-title", supervised(), [title(follows="SUPERVISION")], 199, "NOT_APPLICABLE",
     "TOLD_BY_COURSE", None),
    ("supervisor-met-by-title", course(), [title(follows="SUPERVISION"), contact(190, "supervisor")], 199, "DONE",
     "DONE", 0),
    ("supervisor-met-by-title", course(), [title(follows="SUPERVISION")], 199, "DUE", "DUE", None),
    ("supervisor-met-by-title", course(), [], 199, "UNKNOWN", "SUPERVISION_UNKNOWN", None),
    ("supervisor-met-by-title", course(), [title(follows="NOTHING")], 199, "NOT_APPLICABLE",
     "NO_SUPERVISION", None),
    *(
        row
        for rule, condition in (
            ("housing-settled", "HOUSING"), ("care-settled", "CARE"), ("debts-settled", "DEBTS"),
            ("identity-document-settled", "IDENTITY_DOCUMENT"), ("income-settled", "WORK_AND_INCOME"),
        )
        for row in (
            (rule, course(), [intake(condition, day=50, phase="DURING")], 199, "DONE", "DONE", 0),
            (rule, course(), [intake(condition, day=50, phase="DURING"), intake(condition, day=200, phase="AFTER")],
             201, "DONE", "DONE", 0),
            (rule, course(), [intake(condition, day=50, phase="DURING", status="IN_PROGRESS")], 199, "DUE", "DUE",
             None),
            (rule, course(), [intake(condition, day=40, phase="DURING"),
             intake(condition, day=50, phase="DURING", status="NOT_IN_ORDER")], 200, "LATE", "LATE", 1),
            (rule, course(), [intake(condition, day=50, phase="DURING", status="UNKNOWN")], 200, "UNKNOWN",
             "ASSESSED_AS_UNKNOWN", None),
            (rule, course(), [intake(condition, day=5)], 200, "UNKNOWN", "NOT_ASSESSED", None),
            (rule, course(expected=None), [intake(condition, day=50, phase="DURING", status="NOT_IN_ORDER")], 200,
             "UNKNOWN", "RELEASE_UNKNOWN", None),
        )
    ),
    ("housing-settled", course(), [intake("HOUSING", day=50, phase="DURING", status="NOT_IN_ORDER"),
     add("Referral", 60, status="ACCEPTED", requestedOn=60, to="WON")], 199, "DONE", "DONE", 0),
    ("housing-settled", course(), [intake("HOUSING", day=50, phase="DURING", status="NOT_IN_ORDER"),
     add("Referral", 60, status="SILENT", requestedOn=60, to="WON")], 199, "DUE", "DUE", None),
    ("administrative-notice", course(), [title(article="302 lid 1 Sr"), notice(180, "ADMINISTRATIVE")], 199, "DONE",
     "DONE", 0),
    ("administrative-notice", course(), [title(article="302 Sr")], 200, "DUE", "DUE", None),
    ("administrative-notice", course(), [title(article="302 Sr")], 201, "LATE", "LATE", 1),
    ("administrative-notice", course(), [title()], 201, "UNKNOWN", "ARTICLE_UNKNOWN", None),
    ("administrative-notice", course(expected=None), [title(article="242 Sr")], 201, "UNKNOWN",
     "RELEASE_UNKNOWN", None),
    ("administrative-notice", course(), [title(article="310 Sr")], 201, "NOT_APPLICABLE", "NO_SERIOUS_OFFENCE", None),
    ("notice-of-end", course(released=200), [notice(198, "END_OF_DETENTION")], 210, "DONE", "DONE", 0),
    ("notice-of-end", course(released=200), [notice(203, "END_OF_DETENTION")], 210, "DONE", "DONE_LATE", 3),
    ("notice-of-end", course(), [], 200, "DUE", "DUE", None),
    ("notice-of-end", course(), [], 201, "UNKNOWN", "RELEASE_PASSED", None),
    ("notice-of-end", course(released=200), [], 201, "LATE", "LATE", 1),
    ("notice-of-end", course(expected=None), [], 201, "UNKNOWN", "RELEASE_UNKNOWN", None),
    ("supervisor-contact", supervised(released=200), [contact(207, "supervisor", "TELEPHONE")], 210, "DONE", "DONE", 0),
    ("supervisor-contact", supervised(released=200), [contact(190, "supervisor")], 207, "DUE", "DUE", None),
    ("supervisor-contact", supervised(released=200), [contact(203, "supervisor", "NO_SHOW")], 208, "LATE", "LATE", 1),
    ("supervisor-contact", supervised(), [], 201, "UNKNOWN", "RELEASE_PASSED", None),
    ("supervisor-contact", course(released=200), [], 207, "UNKNOWN", "SUPERVISION_UNKNOWN", None),
    ("supervisor-contact", course(released=200, supervision="NO"), [], 207, "NOT_APPLICABLE", "NO_SUPERVISION", None),
    ("supervisor-contact-by-title", course(released=200), [title(follows="SUPERVISION")], 208, "LATE", "LATE", 1),
    ("supervisor-contact-by-title", course(released=200), [title(follows="SUPERVISION"), contact(200, "supervisor")],
     207, "DONE", "DONE", 0),
    ("supervisor-contact-by-title", course(released=200), [], 207, "UNKNOWN", "SUPERVISION_UNKNOWN", None),
    ("supervisor-contact-by-title", course(released=200), [title(follows="NOTHING")], 207, "NOT_APPLICABLE",
     "NO_SUPERVISION", None),
    ("municipality-contact", course(released=200), [contact(203, "coordinator")], 210, "DONE", "DONE", 0),
    ("municipality-contact", course(released=200), [contact(203, "supervisor")], 210, "LATE", "LATE", 3),
    ("municipality-contact", course(released=200), [], 207, "DUE", "DUE", None),
    ("municipality-contact", course(expected=None), [], 206, "UNKNOWN", "RELEASE_UNKNOWN", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "told", "more", "day", "outcome", "code", "late"),
    ROWS,
    ids=[f"{number}-{row[0]}-{row[4]}" for number, row in enumerate(ROWS)],
)
def test_a_rule_says_what_is_recorded(rule, told, more, day, outcome, code, late):
    one = ToldCourse()
    one.records, one.detentions = list(told.records), list(told.detentions)
    for step in more:
        step(one)
    found = one.judged(f"clock.{rule}", day)
    assert (found.outcome, found.reason.code, found.days_late) == (outcome, code, late), found
    assert (found.outcome in {"DUE", "LATE"}) <= (bool(found.missing) and found.due is not None)
    assert (found.outcome == "UNKNOWN") <= bool(found.missing)


def test_every_rule_and_every_function_is_tried_in_every_outcome_it_can_have():
    outcomes = {}
    for row in ROWS:
        outcomes.setdefault(f"clock.{row[0]}", set()).add(row[4])
    assert set(outcomes) == {rule.id for rule in RULES}
    never_done = {"clock.som-screening", "clock.mdo-rhythm"}
    assert {id for id, found in outcomes.items() if "DONE" not in found} == never_done
    assert {id for id, found in outcomes.items() if not found & {"DUE", "LATE"}} == set()
    assert {rule.function for rule in RULES} == set(FUNCTIONS)


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_without_a_detention_no_rule_applies(rule):
    found = ToldCourse().add("Meeting", 3, kind="MDO", heldOn=3).judged(rule, 30)
    assert (found.outcome, found.reason.code) == ("NOT_APPLICABLE", "NO_DETENTION")


def test_what_belongs_to_an_earlier_detention_does_not_count():
    told = ToldCourse().detained(-300, released=-200, id="d0").detained(expected=200)
    for day in (-290, -270, -230):
        mdo(day)(told)
        add("PlanState", day, status="ADOPTED")(told)
        notice(day, "START_OF_DETENTION")(told)
    for rule in ("first-mdo", "plan-draft", "plan-adopted", "notice-of-start"):
        assert told.judged(f"clock.{rule}", 70).outcome == "LATE", rule
    assert told.clock(-250).detention.detention_id == "d0"
    assert told.judged("clock.first-mdo", -250).outcome == "DONE"
