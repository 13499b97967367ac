"""What the rules of findings say, told from the text of each rule: present, absent, unknown and out of scope."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told_course import ALL, ToldCourse

from analytics.findings.document import findings_document
from analytics.findings.finding import State
from analytics.findings.judging import KINDS
from analytics.findings.registry import FUNCTIONS, PERSON_RULES
from analytics.findings.texts import TEXTS
from graph.kept_findings import finding_id
from graph.model.catalogue import KINDS as MODEL
from graph.model.kinds import FieldClass
from graph.model.words import CONDITIONS
from graph.times import day_of

PRESENT, ABSENT, UNKNOWN, OUT = State.PRESENT, State.ABSENT, State.UNKNOWN, State.OUT_OF_SCOPE
TODAY = 60


def told(**more):
    return ToldCourse().detained(**{"expected": 200, **more})


def involved(course, holder, role="OTHER", day=0, **said):
    said = {"endsWith": "OPEN", "frame": "PBW_18A", **said}
    return course.add("Involvement", day, holder=holder, role=role, **said)


def action(course, id="a1", day=0, **said):
    said = {"text": "Apply for a document", "status": "OPEN", "phase": "DURING", **said}
    return course.add("ActionState", day, action=id, **said)


def handed(course, day=10, **said):
    said = {"subject": "INVOLVEMENT", "offeredAt": day, "from_": "manager", "to": "coordinator", **said}
    said["from"] = said.pop("from_")
    return course.add("Handover", day, **said)


def both(course, overlap=10):
    """Giver and receiver of a handover, both there for so many days."""
    involved(course, "manager", "CASE_MANAGER", until=20 + overlap)
    return involved(course, "coordinator", "AFTERCARE_COORDINATOR", 20)


def contact(course, day, by="manager", kind="TALK"):
    return course.add("ContactMoment", day, by=by, kind=kind, heldOn=day)


def assessed(course, status, day=30, condition="HOUSING", **said):
    return course.add("Assessment", day, condition=condition, phase="DURING", status=status, assessedOn=day, **said)


def every_condition(course, status, **other):
    for one in ("IDENTITY_DOCUMENT", "HOUSING", "WORK_AND_INCOME", "DEBTS", "CARE", "SOCIAL_NETWORK"):
        if other.get(one, status) is not None:
            assessed(course, other.get(one, status), condition=one)
    return course


def notice(course, day=5):
    return course.add("Notice", day, kind="START_OF_DETENTION", to="GM1", receivedOn=day)


def refer(course, day, status="REQUESTED"):
    return course.add("Referral", day, status=status, requestedOn=day, to="WON", **{"from": "manager"})


def help_(course, pays):
    return course.add("Intervention", 10, status="RUNNING", pays=pays, offer="offer")


CASES = [
    ("direction-without-person", PRESENT, told().add("Direction", 0, holder="house")),
    ("direction-without-person", ABSENT, told().add("Direction", 0, holder="manager")),
    ("direction-without-person", PRESENT, told().add("Direction", 0, holder="manager").leaves("manager", 50)),
    ("direction-without-person", ABSENT, told().add("Direction", 0, holder="manager").leaves("manager", 70)),
    ("direction-without-person", ABSENT, told().add("Direction", TODAY, holder="house")),
    ("direction-without-person", UNKNOWN, told()),
    ("direction-without-person", UNKNOWN, told().add("Direction", 0, holder="house", of_class=FieldClass.HEALTH)),
    ("direction-without-person", OUT, told().add("Direction", 0, holder="house").add("CaseState", 0, status="CLOSED")),
    ("handover-unanswered", PRESENT, handed(told())),
    ("handover-unanswered", PRESENT, handed(told(), TODAY - 7)),
    ("handover-unanswered", ABSENT, handed(told(), TODAY - 6)),
    ("handover-unanswered", ABSENT, handed(told(), acceptedAt=12)),
    ("handover-unanswered", PRESENT, handed(told(), refusedAt=12, refusalReason="no room")),
    ("handover-unanswered", ABSENT, handed(handed(told(), refusedAt=12), 20, acceptedAt=21)),
    ("handover-unanswered", PRESENT, handed(told(), until=30)),
    ("handover-unanswered", OUT, told()),
    ("handover-cold", PRESENT, handed(both(told()), 20, acceptedAt=20)),
    ("handover-cold", ABSENT, handed(both(told()), 20, acceptedAt=20, metAt=25)),
    ("handover-cold", PRESENT, handed(both(told(), 0), 20, acceptedAt=20, metAt=20)),
    ("handover-cold", UNKNOWN, handed(told(), 20, acceptedAt=20, metAt=25)),
    ("handover-cold", UNKNOWN,
     handed(both(told()), 20, acceptedAt=20)
     .add("Meeting", 25, kind="HANDOVER", heldOn=25, attended=["manager", "coordinator"])),
    ("handover-cold", ABSENT, handed(both(told()), TODAY - 13, acceptedAt=TODAY - 13)),
    ("handover-cold", OUT, handed(told())),
    ("network-empties", PRESENT, involved(told(), "manager", endsWith="RELEASE")),
    ("network-empties", PRESENT, involved(told(), "manager", until=30)),
    ("network-empties", PRESENT, told()),
    ("network-empties", ABSENT, involved(involved(told(), "manager", endsWith="RELEASE"), "coordinator")),
    ("network-empties", ABSENT, involved(told(), "manager", endsWith="DATE", plannedTo=201)),
    ("network-empties", PRESENT, involved(told(), "manager", endsWith="DATE", plannedTo=199)),
    ("network-empties", UNKNOWN, involved(told(), "manager", endsWith="UNKNOWN")),
    ("network-empties", UNKNOWN, involved(told(expected=None), "manager", endsWith="RELEASE")),
    ("network-empties", UNKNOWN, involved(told(expected=None), "manager", endsWith="DATE", plannedTo=90)),
    ("network-empties", ABSENT, involved(told(released=40), "manager", endsWith="DATE", plannedTo=90)),
    ("network-empties", PRESENT, involved(told(released=40), "manager", until=40)),
    ("network-empties", PRESENT,
     involved(involved(told(), "manager", endsWith="RELEASE"), "coordinator").leaves("coordinator", 55)),
    ("supervisor-not-met", PRESENT, told(expected=TODAY + 28, supervision="YES")),
    ("supervisor-not-met", ABSENT, told(expected=TODAY + 29, supervision="YES")),
    ("network-empties", OUT, told().add("CaseState", 0, status="CLOSED")),
    ("municipal-contact", PRESENT, notice(told())),
    ("municipal-contact", PRESENT, contact(notice(told()), 20)),
    ("municipal-contact", PRESENT, contact(notice(told()), 20, "coordinator", "NO_SHOW")),
    ("municipal-contact", ABSENT, contact(notice(told()), 20, "coordinator", "TELEPHONE")),
    ("municipal-contact", ABSENT,
     notice(told()).add("Meeting", 30, kind="MDO", heldOn=30, attended=["manager", "coordinator"])),
    ("municipal-contact", ABSENT, notice(told(), TODAY - 13)),
    ("municipal-contact", PRESENT, notice(told(), TODAY - 14)),
    ("municipal-contact", UNKNOWN, involved(notice(told()), "coordinator")),
    ("municipal-contact", PRESENT, involved(notice(told()), "GM1")),
    ("municipal-contact", OUT, told()),
    ("municipal-contact", OUT, notice(told(released=40))),
    ("knowledge-with-one", PRESENT, contact(contact(involved(told(), "manager"), 20), 40)),
    ("knowledge-with-one", ABSENT, contact(contact(involved(told(), "manager"), 20), 40, "coordinator")),
    ("knowledge-with-one", ABSENT,
     contact(contact(involved(told(), "manager"), 20), 40)
     .add("Meeting", 45, kind="MDO", heldOn=45, attended=["manager", "mentor"])),
    ("knowledge-with-one", UNKNOWN, contact(involved(told(), "manager"), 40)),
    ("knowledge-with-one", UNKNOWN, involved(told(), "manager")),
    ("knowledge-with-one", ABSENT, involved(involved(told(), "manager"), "mentor")),
    ("knowledge-with-one", OUT, involved(told(), "PI")),
    ("tie-not-confirmed", PRESENT, involved(ToldCourse().detained(expected=900), "manager", day=-200)),
    ("tie-not-confirmed", ABSENT, involved(told(), "manager")),
    ("tie-not-confirmed", OUT, told()),
    ("action-without-owner", PRESENT, action(told())),
    ("action-without-owner", ABSENT, action(told(), owner="manager")),
    ("action-without-owner", ABSENT, action(told(), owner="person")),
    ("action-without-owner", ABSENT, action(told(), status="DONE")),
    ("action-without-owner", OUT, told()),
    ("action-overdue", PRESENT, action(told(), dueOn=TODAY - 1)),
    ("action-overdue", ABSENT, action(told(), dueOn=TODAY)),
    ("action-overdue", UNKNOWN, action(told())),
    ("action-overdue", PRESENT, action(action(told(), dueOn=TODAY - 1), "a2")),
    ("action-overdue", OUT, told()),
    ("action-orphaned", PRESENT, action(involved(told(), "manager", until=40), owner="manager")),
    ("action-orphaned", ABSENT, action(involved(told(), "manager"), owner="manager")),
    ("action-orphaned", ABSENT, action(involved(told(), "manager", until=70), owner="manager")),
    ("action-orphaned", PRESENT, action(involved(told(), "manager").leaves("manager", 50), owner="manager")),
    ("action-orphaned", ABSENT,
     action(involved(told(), "manager", until=40).add("Direction", 0, holder="manager"), owner="manager")),
    ("action-orphaned", UNKNOWN, action(told(), owner="manager")),
    ("action-orphaned", OUT, action(told(), owner="person")),
    ("action-orphaned", OUT, action(told())),
    ("promise-doubled", PRESENT,
     action(action(told(), owner="manager"), "a2", text="apply for a document!", owner="coordinator")),
    ("promise-doubled", ABSENT, action(action(told(), owner="manager"), "a2", owner="manager")),
    ("promise-doubled", ABSENT,
     action(action(told(), owner="manager"), "a2", text="Look for a house", owner="coordinator")),
    ("promise-doubled", ABSENT,
     action(action(told(), owner="manager"), "a2", phase="AFTER", owner="coordinator")),
    ("promise-doubled", PRESENT,
     assessed(assessed(told(), "NOT_IN_ORDER", agreedAction="Asks", owner="manager"), "IN_PROGRESS",
              agreedAction="Calls", owner="coordinator")),
    ("promise-doubled", ABSENT, action(told())),
    ("promise-doubled", OUT, told()),
    ("nobody-pays", PRESENT, help_(told(), "NOBODY_YET")),
    ("nobody-pays", ABSENT, help_(told(), "WMO")),
    ("nobody-pays", PRESENT, action(told(), pays="NOBODY_YET")),
    ("nobody-pays", UNKNOWN, action(told())),
    ("nobody-pays", UNKNOWN, action(help_(told(), "WMO"))),
    ("nobody-pays", OUT, told()),
    ("referral-silent", PRESENT, refer(told(), TODAY - 14)),
    ("referral-silent", ABSENT, refer(told(), TODAY - 13)),
    ("referral-silent", ABSENT, refer(told(), 10, "ACCEPTED")),
    ("referral-silent", OUT, told()),
    ("supervisor-not-met", PRESENT, told(expected=TODAY + 20, supervision="YES")),
    ("supervisor-not-met", ABSENT, told(expected=TODAY + 40, supervision="YES")),
    ("supervisor-not-met", ABSENT, contact(told(expected=TODAY + 20, supervision="YES"), 30, "supervisor", "VISIT")),
    ("supervisor-not-met", UNKNOWN, told(expected=TODAY + 20)),
    ("supervisor-not-met", UNKNOWN, told(expected=None, supervision="YES")),
    ("supervisor-not-met", OUT, told(expected=TODAY + 20, supervision="NO")),
    ("supervisor-not-met", OUT, told(released=40, supervision="YES")),
    ("supervisor-not-met-by-title", PRESENT,
     told(expected=TODAY + 20).add("LegalTitle", 0, detention="d1", ground="SENTENCE", follows="SUPERVISION")),
    ("supervisor-not-met-by-title", OUT,
     told(expected=TODAY + 20).add("LegalTitle", 0, detention="d1", ground="SENTENCE", follows="NOTHING")),
    ("condition-open", PRESENT, every_condition(told(expected=TODAY + 28), "IN_ORDER", HOUSING="IN_PROGRESS")),
    ("condition-open", ABSENT, every_condition(told(expected=TODAY + 29), "IN_ORDER", HOUSING="IN_PROGRESS")),
    ("condition-open", ABSENT, every_condition(told(expected=TODAY + 5), "IN_ORDER")),
    ("condition-open", UNKNOWN, every_condition(told(expected=TODAY + 5), "IN_ORDER", DEBTS="UNKNOWN")),
    ("condition-open", UNKNOWN, every_condition(told(expected=TODAY + 5), "IN_ORDER", DEBTS=None)),
    ("condition-open", UNKNOWN, every_condition(told(expected=None), "IN_ORDER", DEBTS="NOT_IN_ORDER")),
    ("condition-open", OUT, told(released=40)),
    ("condition-open", OUT, ToldCourse()),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "state", "course"), CASES, ids=[f"{r}-{s}-{n}" for n, (r, s, _) in enumerate(CASES)])
def test_a_rule_says_what_its_text_says(rule, state, course):
    found = course.findings(TODAY)[f"person.{rule}"]
    assert found.state is state, (found.why, [one.reason for one in found.findings])
    assert (found.why is None) == bool(found.findings)
    assert {one.certain for one in found.findings} <= ({True, False} if state is PRESENT else {False})


def test_every_rule_is_told_present_absent_and_out_of_scope_and_unknown_where_it_can_be():
    by_rule = {}
    for rule, state, _ in CASES:
        by_rule.setdefault(f"person.{rule}", set()).add(state)
    for rule in PERSON_RULES:
        never = rule.unknown.en.startswith("Never")
        wanted = {PRESENT, OUT} if rule.id.endswith("-by-title") else {PRESENT, ABSENT, OUT}
        assert wanted <= by_rule[rule.id], rule.id
        assert (UNKNOWN in by_rule[rule.id]) != never or rule.id.endswith("-by-title"), rule.id


def test_a_late_moment_of_the_clock_is_a_finding_of_its_detention():
    (found,) = told().findings(TODAY)["clock.first-mdo"].findings
    assert (found.certain, found.id) == (True, finding_id("case", "clock.first-mdo", "d1"))
    assert told().findings(10)["clock.first-mdo"].state is ABSENT
    assert told().add("Meeting", 20, kind="MDO", heldOn=20).findings(TODAY)["clock.first-mdo"].state is ABSENT
    assert ToldCourse().findings(TODAY)["clock.first-mdo"].state is OUT


def test_who_lacks_a_class_that_a_rule_reads_gets_nothing_of_it():
    course = every_condition(told(expected=TODAY + 5), "NOT_IN_ORDER")
    hidden = course.findings(TODAY, released=ALL - {FieldClass.CONDITION})["person.condition-open"]
    assert (hidden.state, hidden.findings) == (State.NOT_FOR_YOU, ())
    assert hidden.why.code == "NOT_FOR_YOU"


def test_the_outcome_is_the_same_for_everybody_who_gets_it():
    course = involved(told(), "manager", endsWith="RELEASE").add(
        "LegalTitle", 0, detention="d1", ground="SENTENCE", follows="SUPERVISION"
    )
    every = course.findings(TODAY)
    some = course.findings(TODAY, released=frozenset({FieldClass.PLAN, FieldClass.COURSE}))
    for rule in PERSON_RULES:
        if some[rule.id].state is not State.NOT_FOR_YOU:
            assert some[rule.id].state is every[rule.id].state
            assert [one.id for one in some[rule.id].findings] == [one.id for one in every[rule.id].findings]


tie_ends = st.sampled_from(("OPEN", "RELEASE", "UNKNOWN", "DATE"))
ties = st.lists(st.tuples(st.sampled_from(("manager", "coordinator", "adviser")), tie_ends, st.integers(1, 300)))


@settings(deadline=None, max_examples=30)
@given(ties, st.tuples(st.sampled_from(("mentor", "supervisor")), tie_ends, st.integers(TODAY + 1, 300)),
       st.sampled_from((None, 100, 200)))  # fmt: skip
def test_one_more_tie_never_adds_a_finding_about_continuity(some, one_more, expected):
    def course(every):
        made = told(expected=expected)
        for holder, ends, day in every:
            involved(made, holder, endsWith=ends, **({"plannedTo": day} if ends == "DATE" else {}))
        return {one.id for one in made.findings(TODAY)["person.network-empties"].findings if one.certain}

    assert course([*some, one_more]) <= course(some)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(range(len(CASES))), min_size=1, max_size=4))
def test_other_ids_only_rename_findings_and_two_runs_say_the_same(chosen):
    for number in chosen:
        _, _, course = CASES[number]
        renamed = ToldCourse(prefix="x")
        renamed.records = [_renamed(one) for one in course.records]
        renamed.detentions = [replace(one, id="x" + one.id, person_id="xperson") for one in course.detentions]
        renamed.left = {"x" + id: day for id, day in course.left.items()}
        first, again, other = course.findings(TODAY), course.findings(TODAY), renamed.findings(TODAY)
        assert repr(first) == repr(again)
        for rule, found in first.items():
            assert _told(found) == _told(other[rule])


def _renamed(one):
    ends = {field: tuple("x" + id for id in ids) for field, ids in one.ends.items()}
    return replace(one, id="x" + one.id, fact="x" + one.fact, case_id="xcase", ends=ends)


def _told(judged):
    return judged.state, sorted((one.certain, one.reason.english, one.missing) for one in judged.findings)


@settings(deadline=None, max_examples=30)
@given(st.integers(10, 250), st.integers(0, 200))
def test_what_is_overdue_stays_overdue_until_it_is_done(due, later):
    course = action(told(expected=900), owner="manager", dueOn=due)
    at = due + 1
    assert course.findings(at)["person.action-overdue"].state is PRESENT
    assert course.findings(at + later)["person.action-overdue"].state is PRESENT


def test_a_finding_says_since_when_and_shows_what_it_rests_on():
    (found,) = action(told(), dueOn=40, owner="manager").findings(TODAY)["person.action-overdue"].findings
    assert str(day_of(found.since)) == "2026-02-14"
    assert [one.kind for one in found.evidence] == ["ActionState"]
    assert found.reason.english == "Due by 14 February 2026; 20 day(s) late."


def test_every_function_is_named_by_a_rule_and_every_reason_is_given_somewhere():
    assert {rule.function for rule in PERSON_RULES} == set(FUNCTIONS)
    package = Path(__file__).parents[2] / "analytics" / "findings"
    source = "".join(one.read_text("utf-8") for one in package.glob("*.py") if one.name != "texts.py")
    conditions = {f"OPEN_{one}" for one in CONDITIONS}
    assert {one for one in TEXTS if f'"{one}"' not in source} == conditions


def test_a_list_of_cases_reads_every_kind_of_the_model_that_a_rule_asks_for():
    package = Path(__file__).parents[2] / "analytics"
    modules = [*(package / "findings").glob("*.py"), *(package / "clock").glob("*.py"), package / "continuity.py"]
    named = {kind for kind in MODEL for one in modules if f'"{kind}"' in one.read_text("utf-8")}
    assert named == KINDS


def test_the_page_about_findings_is_what_the_rules_say():
    page = Path(__file__).parents[2] / "docs" / "findings.md"
    assert page.read_text("utf-8") == findings_document()
