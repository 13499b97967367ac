"""What holds for every rule of the clock: names of things do not matter, days do, and nothing hidden is told."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from told_course import ALL, ToldCourse

from analytics.clock.clocks import clocks
from analytics.clock.document import clock_document
from analytics.clock.registry import RULES
from graph.model.kinds import FieldClass

LATEST = 160
SIX = ("IDENTITY_DOCUMENT", "HOUSING", "WORK_AND_INCOME", "DEBTS", "CARE", "SOCIAL_NETWORK")
DAYS = st.integers(-120, LATEST)


def one_of(*words):
    return st.sampled_from(words)


STEPS = st.one_of(
    st.tuples(st.just("Meeting"), DAYS, st.fixed_dictionaries({"kind": one_of("MDO", "MDO", "TRAJECTORY")})),
    st.tuples(
        st.just("ContactMoment"),
        DAYS,
        st.fixed_dictionaries(
            {
                "kind": one_of("TALK", "TELEPHONE", "NO_SHOW"),
                "by": one_of("manager", "mentor", "newcomer", "coordinator", "supervisor", "adviser"),
            }
        ),
    ),
    st.tuples(
        st.just("Notice"),
        DAYS,
        st.fixed_dictionaries(
            {
                "kind": one_of("START_OF_DETENTION", "END_OF_DETENTION", "CALL_UP", "ADMINISTRATIVE"),
                "to": one_of("GM1", "GM1", "PI"),
            }
        ),
    ),
    st.tuples(
        st.just("Assessment"),
        DAYS,
        st.fixed_dictionaries(
            {
                "condition": one_of(*SIX),
                "phase": one_of("BEFORE", "DURING", "AFTER"),
                "status": one_of("IN_ORDER", "IN_PROGRESS", "NOT_IN_ORDER", "UNKNOWN"),
            }
        ),
    ),
    st.tuples(
        st.just("InstrumentResult"), DAYS, st.fixed_dictionaries({"instrument": one_of("SCIL", "REFLECTOR", "RISC")})
    ),
    st.tuples(
        st.just("PlanState"), DAYS, st.fixed_dictionaries({"status": one_of("DRAFT", "PROPOSED", "ADOPTED", "CLOSED")})
    ),
    st.tuples(
        st.just("LegalTitle"),
        DAYS,
        st.fixed_dictionaries(
            {
                "ground": one_of("PRE_TRIAL", "SENTENCE", "ISD"),
                "follows": one_of("SUPERVISION", "NOTHING", "UNKNOWN"),
                "article": one_of(None, "302 Sr", "310 Sr"),
                "hearingOn": one_of(None, 40, 220),
                "detention": st.just("d1"),
            }
        ),
    ),
    st.tuples(
        st.just("AdviceRequest"),
        DAYS,
        st.fixed_dictionaries({"kind": one_of("HEARING", "CONDITIONAL_RELEASE"), "status": st.just("RUNNING")}),
    ),
    st.tuples(
        st.just("Involvement"),
        DAYS,
        st.fixed_dictionaries(
            {
                "role": one_of("SUPERVISION_OFFICER", "PROBATION_ADVISER", "RISK_DELEGATE"),
                "frame": one_of("PBW_18A", "PBW_18B"),
                "holder": one_of("supervisor", "RN"),
            }
        ),
    ),
)
SAYS_WHEN = {
    "Meeting": "heldOn", "ContactMoment": "heldOn", "Notice": "receivedOn", "Assessment": "assessedOn",
    "InstrumentResult": "takenOn", "AdviceRequest": "requestedOn",
}  # fmt: skip
DETENTIONS = st.fixed_dictionaries(
    {
        "expected": one_of(None, 30, 100, 155, 200, 500),
        "released": one_of(None, None, 20, 120),
        "reporter": one_of(None, True, False),
        "supervision": one_of("YES", "NO", "UNKNOWN"),
    }
)


def told(detention, steps, prefix=""):
    found = ToldCourse(prefix=prefix).detained(**detention)
    for record, day, said in steps:
        when = {SAYS_WHEN[record]: day} if record in SAYS_WHEN else {}
        found.add(record, day, **{**said, **when})
    return found


def plainly(clock):
    return [
        (one.rule.id, one.outcome, one.reason, one.due, one.done, one.days_late, one.missing) for one in clock.entries
    ]


@settings(max_examples=80, deadline=None)
@given(detention=DETENTIONS, steps=st.lists(STEPS, max_size=14), at=st.integers(-20, 400))
def test_renaming_everything_only_renames_the_evidence(detention, steps, at):
    clock, renamed = told(detention, steps).clock(at), told(detention, steps, "new-").clock(at)
    assert plainly(renamed) == plainly(clock)
    for one, other in zip(clock.entries, renamed.entries, strict=True):
        assert [f"new-{seen.origin.fact}" for seen in one.evidence] == [seen.origin.fact for seen in other.evidence]


@settings(max_examples=80, deadline=None)
@given(detention=DETENTIONS, steps=st.lists(STEPS, max_size=14), at=st.integers(-20, 400), seed=st.integers(0, 99))
def test_two_runs_give_the_same_whatever_the_order_of_the_records(detention, steps, at, seed):
    first, again = told(detention, steps), told(detention, steps)
    Random(seed).shuffle(again.records)
    assert repr(first.clock(at)) == repr(again.clock(at))


@settings(max_examples=150, deadline=None)
@given(detention=DETENTIONS, steps=st.lists(STEPS, max_size=14), later=st.lists(st.integers(0, 500), max_size=4))
def test_what_is_late_stays_late_while_nothing_new_is_recorded(detention, steps, later):
    course, before = told(detention, steps), {}
    for at in sorted(LATEST + 1 + day for day in [0, *later]):
        now = {one.rule.id: one for one in course.clock(at).entries}
        for id, was in before.items():
            if was.outcome in {"LATE", "DONE"}:
                assert now[id].outcome == was.outcome, (id, at)
                assert now[id].days_late >= was.days_late if was.days_late is not None else True
                assert now[id].due == was.due
        before = now


@settings(max_examples=80, deadline=None)
@given(
    detention=DETENTIONS,
    steps=st.lists(STEPS, max_size=14),
    at=st.integers(-20, 400),
    released=st.sets(one_of(*FieldClass)),
)
def test_the_outcome_is_the_same_for_whoever_gets_it_and_nobody_else_gets_any(detention, steps, at, released):
    course = told(detention, steps)
    for all_seen, seen in zip(course.clock(at).entries, course.clock(at, released=released).entries, strict=True):
        if released >= set(seen.rule.reads):
            assert seen == all_seen
        else:
            assert (seen.outcome, seen.due, seen.done, seen.days_late) == ("NOT_FOR_YOU", None, None, None)
            assert (seen.evidence, seen.missing, seen.reason.code) == ((), (), "NOT_FOR_YOU")


@settings(max_examples=80, deadline=None)
@given(
    detention=DETENTIONS,
    steps=st.lists(STEPS, max_size=14),
    hidden=st.lists(STEPS, min_size=1, max_size=8),
    at=st.integers(-20, 400),
)
def test_what_somebody_may_not_see_changes_nothing_for_them(detention, steps, hidden, at):
    """Records of a class that is withheld, or told of by an 18b indication, are as if they were not there."""
    released = ALL - {FieldClass.HEALTH, FieldClass.RISK, FieldClass.VICTIM}
    bare, more = told(detention, steps), told(detention, steps)
    for record, day, said in hidden:
        when = {SAYS_WHEN[record]: day} if record in SAYS_WHEN else {}
        more.add(record, day, of_class=FieldClass.HEALTH, **{**said, **when})
    more.add("Involvement", 10, role="SUPERVISION_OFFICER", frame="PBW_18B", holder="supervisor")
    assert repr(more.clock(at, released=released)) == repr(bare.clock(at, released=released))


def test_a_regime_tells_nothing_to_a_rule_that_does_not_read_its_class():
    plain, told_more = ToldCourse().detained(expected=200), ToldCourse().detained(expected=200)
    plain.add("Stay", 0, detention="d1", prison="PI", regime="PRISON")
    told_more.add("Stay", 0, detention="d1", prison="PI", regime="PPC")
    assert repr(plain.clock(30)) == repr(told_more.clock(30))


def test_evidence_is_only_what_is_released_though_all_of_it_counted():
    course = ToldCourse().detained(expected=200).add("Meeting", 20, kind="MDO", heldOn=20)
    dossier = course.dossier()
    shown = course.dossier(ALL - {FieldClass.PLAN})
    mixed = type(dossier)(**{**{n: getattr(dossier, n) for n in dossier.__slots__}, "records": shown.records})
    (clock,) = clocks(mixed, mixed.records.view(course.moment(40), course.moment(3_000)))
    first = next(one for one in clock.entries if one.rule.id == "clock.first-mdo")
    assert (first.outcome, first.evidence) == ("DONE", ())


@settings(max_examples=200, deadline=None)
@given(arrival=st.dates(date(2015, 1, 1), date(2035, 12, 31)))
def test_a_day_is_a_day_in_weeks_in_which_the_clock_is_put_forward_or_back_and_in_leap_years(arrival):
    course = ToldCourse(arrival).detained()
    for id, days in (("notice-of-start", 0), ("scil", 10), ("first-mdo", 28), ("plan-adopted", 63)):
        last = course.judged(f"clock.{id}", days, hours=22)
        first = course.judged(f"clock.{id}", days + 1, hours=0)
        assert (last.outcome, first.outcome, first.days_late) == ("DUE", "LATE", 1), (id, arrival)
        assert course.judged(f"clock.{id}", days + 1 + 366, hours=0).days_late == 367


def test_days_around_the_change_of_the_clock_and_a_leap_day_are_the_calendars():
    for arrival, days, last in (
        (date(2026, 3, 1), 28, date(2026, 3, 29)),
        (date(2026, 9, 27), 28, date(2026, 10, 25)),
        (date(2028, 2, 1), 28, date(2028, 2, 29)),
        (date(2027, 2, 1), 28, date(2027, 3, 1)),
    ):
        assert arrival + timedelta(days=days) == last
        course = ToldCourse(arrival).detained()
        found = course.judged("clock.first-mdo", 3)
        assert found.reason.english == f"Due by {last.day} {last:%B} {last.year}; not recorded as done yet."


def test_three_months_after_a_meeting_is_the_same_day_of_the_month_or_its_last():
    course = ToldCourse(date(2026, 6, 1)).detained(expected=500)
    for day in (28, (date(2026, 11, 30) - date(2026, 6, 1)).days):
        course.add("Meeting", day, kind="MDO", heldOn=day)
    border = (date(2027, 2, 28) - date(2026, 6, 1)).days
    assert course.judged("clock.mdo-rhythm", border, hours=22).outcome == "DUE"
    assert course.judged("clock.mdo-rhythm", border + 1, hours=0).outcome == "LATE"


def test_what_is_late_and_what_comes_next_are_sorted():
    clock = ToldCourse().detained(expected=200, supervision="YES").clock(40)
    days = [one.days_late for one in clock.late]
    assert days == sorted(days, reverse=True)
    assert [one.due for one in clock.next] == sorted(one.due for one in clock.next)
    assert {one.rule.id for one in (*clock.late, *clock.next)} == {
        one.rule.id for one in clock.entries if one.outcome in {"LATE", "DUE"}
    }
    assert [one.rule for one in clock.entries] == list(RULES)


def test_what_was_not_known_yet_does_not_count():
    course = ToldCourse().detained(expected=200).add("Meeting", 20, kind="MDO", heldOn=20, recorded=50)
    assert course.judged("clock.first-mdo", 60).outcome == "DONE"
    assert course.judged("clock.first-mdo", 60, known=49).outcome == "LATE"


def test_what_was_retracted_does_not_count():
    course = ToldCourse().detained(expected=200).add("Meeting", 20, kind="MDO", heldOn=20, retracted=40)
    assert course.judged("clock.first-mdo", 60, known=39).outcome == "DONE"
    assert course.judged("clock.first-mdo", 60).outcome == "LATE"


def test_the_page_about_the_clock_is_what_the_rules_say():
    page = Path(__file__).parents[2] / "docs" / "clock.md"
    assert page.read_text("utf-8") == clock_document()
