"""The own view of every person of the marked world holds no mark that is not for that person."""

from marks import Asking, marks_in

from graph.actors import Actor, Assurance, Purpose
from graph.clock import FixedClock
from graph.guards import Guard
from graph.own_view_sentences import parts
from graph.own_views import own_view
from graph.times import parse_moment

NOON = FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))


async def test_only_the_names_of_contacts_and_what_is_the_persons_own_stand_in_it(marked):
    known, named, views = {one.text: one for one in marked.marks}, set(), 0
    for person in (row["id"] for row in marked.rows.of("Person")):
        for assurance in Assurance:
            actor = Actor(person, "", "", "SUBJECT", "", "", "", Purpose.SUBJECT_ACCESS, assurance)
            view = await own_view(Guard(marked.store, actor, NOON), person)
            if view is None:
                continue
            views += 1
            asking = Asking(marked.rows, actor, NOON.now())
            got = marks_in(str(view) + str(parts(view))) & known.keys()
            leaked = [known[one].what for one in got if not known[one].may_see(asking)]
            assert not leaked, (person, assurance, leaked)
            assert not any(known[one].what.startswith(("ContactState", "Tie", "Note")) for one in got)
            named |= {one for one in got if known[one].what.startswith("Professional.name")}
    assert views > 0
    assert named, "somebody is a contact"
