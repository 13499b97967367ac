"""The person's own view, on cases written down by hand: whom to call, what is settled, what happens when."""

from dataclasses import replace

import pytest
from planned_case import Planned
from written_case import moment

from analytics.own_pages import own_page
from graph.model.words import CONDITIONS, ROLES
from graph.own_view_sentences import INVENTED, Part, looked, parts
from graph.own_view_shapes import OwnView
from graph.own_view_words import ACTION_STANDS, CONTACTS, GOAL_STANDS, GOALS, STANDS, SUBJECTS
from graph.own_view_words import ROLES as TOLD_ROLES
from graph.own_views import contacts, drawn
from graph.readiness import Why

TODAY = "2026-03-10"
NAMES = {
    "manager": "Noor Namens", "coordinator": "Joke Jansma", "mentor": "Mees Mentor", "adviser": "Ada Adviseur",
    "convener": "Cas Convenor",
}  # fmt: skip


@pytest.fixture
def case():
    """A man inside: the case manager directs; coordinator and mentor are involved, the adviser was."""
    told = Planned()
    told.position("mentor", "MENTOR")
    told.position("adviser", "PROBATION_ADVISER", "RN", "PROBATION")
    told.say("CaseState", "2026-01-01", status="OPEN")
    told.detain("2026-01-01", expected="2026-04-01")
    told.say("Direction", "2026-01-01", holder="manager")
    for holder, role in (("manager", "CASE_MANAGER"), ("coordinator", "AFTERCARE_COORDINATOR"), ("mentor", "MENTOR")):
        told.say("Involvement", "2026-01-01", holder=holder, role=role, frame="PBW_18A")
    told.say("Involvement", "2026-01-01", "2026-02-01", holder="adviser", role="PROBATION_ADVISER", frame="PBW_18A")
    return told


def own(case, at=TODAY, *, names=NAMES, conditions_shown=True):
    return drawn(case.view(at), names, conditions_shown=conditions_shown)


def seen(case, by, day, kind="TALK"):
    case.say("ContactMoment", day, kind=kind, heldOn=day, by=by)


def text_of(*cases, withheld=()):
    return "\n".join(line for part in parts(OwnView("person", moment(TODAY), cases, withheld)) for line in part.lines)


def test_who_directs_is_a_contact_without_any_contact_moment(case):
    assert contacts(case.view(TODAY)) == {"manager"}


def test_who_spoke_the_person_and_is_still_involved_is_a_contact(case):
    seen(case, "mentor", "2026-02-01")
    assert contacts(case.view(TODAY)) == {"manager", "mentor"}


def test_who_spoke_the_person_and_is_not_involved_any_more_is_no_contact(case):
    seen(case, "adviser", "2026-01-20")
    assert contacts(case.view("2026-01-25")) == {"manager", "adviser"}
    assert contacts(case.view(TODAY)) == {"manager"}


@pytest.mark.parametrize(("day", "kind"), [("2026-02-01", "NO_SHOW"), ("2026-03-20", "TALK")])
def test_a_no_show_or_a_talk_still_to_come_makes_nobody_a_contact(case, day, kind):
    seen(case, "coordinator", day, kind)
    assert contacts(case.view(TODAY)) == {"manager"}


def test_who_directed_before_is_no_contact_any_more(case):
    case.records = [one for one in case.records if one.kind != "Direction"]
    case.say("Direction", "2026-01-01", "2026-02-15", holder="mentor")
    case.say("Direction", "2026-02-15", holder="coordinator")
    assert contacts(case.view(TODAY)) == {"coordinator"}


def test_only_contacts_are_named_and_everybody_else_stands_with_function_and_organisation(case):
    found = {one.role: (one.name, one.is_contact) for one in own(case).helpers}
    assert found == {
        "CASE_MANAGER": ("Noor Namens", True),
        "AFTERCARE_COORDINATOR": (None, False),
        "MENTOR": (None, False),
    }
    told = text_of(own(case))
    assert "Noor Namens" in told
    assert "Nazorgcoördinator van de gemeente van Name of GM" in told
    assert not any(name in told for name in ("Joke", "Mees", "Ada"))


def test_without_names_nobody_is_named(case):
    assert [one.name for one in own(case, names={}).helpers] == [None] * 3


def test_an_owner_who_is_no_contact_is_told_by_organisation_only(case):
    case.version(1, "ADOPTED", "2026-02-01")
    case.goal("home", "2026-02-01")
    case.action("letter", "home", "2026-02-01", owner="coordinator")
    case.action("talk", "home", "2026-02-01", owner="manager")
    case.action("own", "home", "2026-02-01", owner="person", due="2026-03-20")
    case.action("nobody", "home", "2026-02-01")
    ((goal,),) = [one.goals for one in own(case).plans]
    assert {(one.text, one.who, one.by_person) for one in goal.actions} == {
        ("Actie letter", "Name of GM", False),
        ("Actie talk", "Noor Namens, Name of PI", False),
        ("Actie own", None, True),
        ("Actie nobody", None, False),
    }
    assert "Actie own – wie: u – moet nog, uiterlijk 20 maart 2026" in text_of(own(case))
    assert "Actie nobody – wie: nog niemand" in text_of(own(case))


def test_the_persons_own_wishes_stand_first(case):
    case.goal("a", "2026-02-01")
    case.goal("wish", "2026-03-01", kind="OWN_WISH")
    assert [one.kind for one in own(case).plans[0].goals] == ["OWN_WISH", "REINTEGRATION"]


def test_who_directs_without_a_part_in_the_team_is_told_all_the_same(case):
    case.records = [one for one in case.records if one.kind != "Direction"]
    case.say("Direction", "2026-01-01", holder="GM")
    first = own(case).helpers[0]
    assert (first.role, first.organisation, first.name, first.is_contact, first.directs) == (
        None, "Name of GM", None, True, True,
    )  # fmt: skip
    assert "Name of GM. Deze partij heeft de regie." in text_of(own(case))


def test_nothing_points_at_a_safety_house(case):
    case.position("convener", "CONVENER", "ZVH", "SAFETY_HOUSE")
    case.say("Involvement", "2026-01-01", holder="convener", role="CONVENER", frame="PBW_18A")
    case.say("Involvement", "2026-01-01", holder="adviser", role="PROBATION_ADVISER", frame="WGS_SAFETY_HOUSE")
    case.say("Meeting", "2026-03-20", recorded="2026-02-01", kind="SAFETY_HOUSE", heldOn="2026-03-20", attended=[])
    seen(case, "convener", "2026-02-01")
    seen(case, "adviser", "2026-02-02")
    found = own(case)
    assert {one.organisation for one in found.helpers} == {"Name of PI", "Name of GM"}
    assert [one.kind for one in found.coming] == ["RELEASE"]
    assert contacts(case.view(TODAY)) == {"manager"}
    assert "Zorg- en Veiligheidshuis staat hier niet bij" in text_of(found)


def test_what_happens_when_is_told_soonest_first_and_nothing_that_has_been(case):
    case.say("Meeting", "2026-03-18", recorded="2026-02-01", kind="TRAJECTORY", heldOn="2026-03-18",
             attended=["manager", "coordinator"])  # fmt: skip
    case.say("Meeting", "2026-03-01", kind="MDO", heldOn="2026-03-01", attended=["manager"])
    case.say("ContactMoment", "2026-03-15", recorded="2026-02-01", kind="VISIT", heldOn="2026-03-15", by="mentor")
    case.goal("home", "2026-02-01")
    for id, due in (("late", "2026-03-01"), ("today", TODAY), ("soon", "2026-03-12")):
        case.action(id, "home", "2026-02-01", owner="person", due=due)
    assert [(one.kind, one.what, one.who) for one in own(case, "2026-03-10T15:00:00+01:00").coming] == [
        ("ACTION", "Actie today", None),
        ("ACTION", "Actie soon", None),
        ("CONTACT", "VISIT", "Name of PI"),
        ("MEETING", "TRAJECTORY", "Name of GM; Noor Namens, Name of PI"),
        ("RELEASE", "", None),
    ]


def test_what_is_settled_says_yes_no_or_not_known_and_never_takes_unknown_for_no(case):
    case.assess("HOUSING", "NOT_IN_ORDER", "2026-02-01", agreedAction="Brief aan de woningbouw.", owner="coordinator")
    case.assess("IDENTITY_DOCUMENT", "IN_ORDER", "2026-02-01")
    assert {one.condition: one.answer for one in own(case).settled} == {
        **dict.fromkeys(CONDITIONS, "UNKNOWN"), "HOUSING": "NO", "IDENTITY_DOCUMENT": "YES",
    }  # fmt: skip
    told = text_of(own(case))
    assert (
        "Een plek om te wonen: Nee, dit is nog niet geregeld. Afspraak: Brief aan de woningbouw. Wie: Name of GM."
        in told
    )
    assert "Schulden: Nog niet bekend, hier heeft nog niemand naar gekeken." in told
    assert "U komt naar verwachting vrij op 1 april 2026. Deze dag kan nog veranderen." in told


def test_where_conditions_are_withheld_nothing_is_said_of_them(case):
    assert own(case, conditions_shown=False).settled == ()


def test_of_a_closed_case_nothing_is_told_as_still_to_be_settled(case):
    case.records = [one for one in case.records if one.kind != "CaseState"]
    case.say("CaseState", "2026-02-01", status="CLOSED")
    found = own(case)
    assert (found.is_open, found.settled) == (False, ())
    assert "Wat is er geregeld" not in str(parts(OwnView("person", moment(TODAY), (found,), ())))


def test_who_still_comes_is_told_with_the_day(case):
    case.position("coach", "LIFE_COURSE_COACH", "LLF", "OTHER")
    case.say(
        "Involvement", "2026-03-20", recorded="2026-02-01", holder="coach", role="LIFE_COURSE_COACH", frame="CONSENT"
    )
    assert "Vanaf 20 maart 2026." in text_of(own(case))
    assert own(case).helpers[-1].role == "LIFE_COURSE_COACH"


def test_every_word_of_the_model_has_its_plain_dutch():
    assert set(TOLD_ROLES) == set(ROLES)
    assert set(SUBJECTS) == set(CONDITIONS)
    assert set(STANDS) == set(Why)
    assert set(GOALS) == {"OWN_WISH", "REINTEGRATION", "BEHAVIOUR"}
    assert set(GOAL_STANDS) == {"OPEN", "REACHED", "DROPPED"}
    assert set(ACTION_STANDS) == {"OPEN", "DONE", "DROPPED"}
    assert set(CONTACTS) == {"TALK", "VISIT", "TELEPHONE", "VIDEO"}


def test_several_cases_each_have_a_heading(case):
    one = own(case)
    found = parts(OwnView("person", moment(TODAY), (one, replace(one, case_id="older", is_open=False)), ()))
    assert [part.heading for part in found if part.heading.startswith("Traject")] == ["Traject 1", "Traject 2"]


def test_who_looked_says_how_many_are_not_told():
    assert looked(["een", "twee"], 9).lines[0] == "Dit zijn de laatste 2 keer van 9."
    assert looked([], 0).lines == ("Er heeft niemand gekeken.",)


@pytest.mark.parametrize("nasty", ["<script>alert(1)</script>", '"><img src=x onerror=y>', "a & b </li><li>c", "'x'"])
def test_what_was_recorded_never_becomes_part_of_the_page(nasty):
    page = own_page([Part(nasty, (nasty, f"– {nasty}"))], nasty)
    assert nasty not in page
    assert page.count("<li") == 2


def test_the_page_stands_alone_and_says_that_it_is_invented():
    page = own_page([Part("Kop", ("regel",))], "10 maart 2026")
    assert page.count(INVENTED) == 2
    assert not any(text in page for text in ("http://", "https://", "<script", "url(", "@import", "src="))
    assert 'lang="nl"' in page
    assert "@media print" in page


def test_without_a_day_of_release_that_is_said_once(case):
    case.say("DetentionState", "2026-02-01", detention="det-0", status="INSIDE", certainty="UNKNOWN")
    found = next(
        part for part in parts(OwnView("person", moment(TODAY), (own(case),), ())) if "vrijkomt" in part.heading
    )
    assert found.lines == ("Wij weten niet wanneer u vrijkomt; daarom weten wij nog niet wat er dan is geregeld.",)
    without = own(case, conditions_shown=False)
    assert "Wij weten niet wanneer u vrijkomt." in text_of(without)
