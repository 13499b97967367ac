"""The warm-handover clock: counted by pair of organisations, and what is unknown is no no."""

from told_course import ToldCourse

from analytics.warm_handovers import between_organisations
from graph.handovers import handovers


def handed(course, giver, receiver, day, **said):
    ends = {"from": giver, "to": receiver}
    return course.add("Handover", day, subject="INVOLVEMENT", offeredAt=day, **ends, **said)


def involved(course, holder, since, until=None):
    return course.add("Involvement", since, until=until, holder=holder, role="OTHER", endsWith="OPEN")


def counted(course, day=100):
    return between_organisations(handovers(course.whole().view(course.moment(day, 12), course.moment(3_000))))


def test_handovers_are_counted_by_pair_of_organisations():
    course = ToldCourse().detained(expected=200)
    involved(course, "manager", 0, 50)
    involved(course, "coordinator", 40)
    involved(course, "adviser", 10)
    handed(course, "manager", "coordinator", 41, acceptedAt=42, metAt=45)
    handed(course, "manager", "coordinator", 46, acceptedAt=47)
    handed(course, "mentor", "coordinator", 60, acceptedAt=61)
    handed(course, "manager", "coordinator", 90)
    handed(course, "coordinator", "adviser", 70, refusedAt=71)
    to_town, refused = counted(course)
    assert (to_town.giver_name, to_town.receiver_name) == ("Prison", "Municipality")
    assert (to_town.offered, to_town.accepted, to_town.waiting, to_town.longest_waiting_days) == (4, 3, 1, 10)
    assert (to_town.met, to_town.not_met, to_town.met_unknown) == (1, 2, 0)
    assert (to_town.overlap_days, to_town.overlap_unknown) == (10, 1)
    assert (refused.offered, refused.refused, refused.accepted, refused.overlap_days) == (1, 1, 0, None)


def test_a_meeting_of_which_nobody_recorded_whether_the_person_was_there_is_unknown():
    course = handed(ToldCourse().detained(expected=200), "manager", "coordinator", 41, acceptedAt=42)
    course.add("Meeting", 45, kind="HANDOVER", heldOn=45, attended=["manager", "coordinator"])
    (found,) = counted(course)
    assert (found.met, found.not_met, found.met_unknown) == (0, 0, 1)


def test_nothing_handed_over_is_no_pair():
    assert counted(ToldCourse().detained()) == ()
