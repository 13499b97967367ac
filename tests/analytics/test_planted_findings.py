"""Truths planted in random cases, and what is planted told by plain loops: every one is found, and none more."""

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st
from told_course import ToldCourse

from graph.kept_findings import finding_id

TODAY, RELEASE = 60, 90
PEOPLE = ("manager", "mentor", "coordinator", "adviser", "supervisor")


@dataclass
class Planted:
    """What is so in a random case, by rule: the ids it is about."""

    course: ToldCourse = field(default_factory=lambda: ToldCourse().detained(expected=RELEASE))
    truths: dict = field(default_factory=dict)

    def say(self, rule, key):
        self.truths.setdefault(f"person.{rule}", set()).add(key)


team = st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(("OPEN", "RELEASE", "LEFT", "LATER")))
actions = st.lists(
    st.tuples(
        st.sampled_from((None, "person", *PEOPLE)),
        st.sampled_from((None, -9, 0, 9)),
        st.sampled_from(("Belt de gemeente", "belt de gemeente.", "Zoekt een woning", "Vraagt een DigiD aan")),
        st.booleans(),
    ),
    max_size=5,
)
handed = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.integers(1, 40),
                            st.sampled_from(("WAITS", "ACCEPTED", "MET", "REFUSED"))), max_size=4)  # fmt: skip


def plant(team, actions, handed):
    planted = Planted()
    course = planted.course
    for holder, ends in team.items():
        if ends == "LEFT":
            course.add("Involvement", 0, until=40, holder=holder, role="OTHER", endsWith="OPEN", frame="PBW_18A")
        elif ends == "LATER":
            course.add("Involvement", 0, until=RELEASE + 30, holder=holder, role="OTHER", frame="PBW_18A")
        else:
            course.add("Involvement", 0, holder=holder, role="OTHER", endsWith=ends, frame="PBW_18A")
    still = [ends for ends in team.values() if ends != "LEFT"]
    if not {"OPEN", "LATER"} & set(still):
        planted.say("network-empties", "")
    plant_actions(planted, team, actions)
    plant_handovers(planted, team, handed)
    return planted


def plant_actions(planted, team, actions):
    promised = {}
    for number, (owner, due, text, done) in enumerate(actions):
        id, ends = f"a{number}", {} if owner is None else {"owner": owner}
        planted.course.add(
            "ActionState", 5, action=id, text=text, phase="DURING", status="DONE" if done else "OPEN",
            dueOn=None if due is None else TODAY + due, **ends,
        )  # fmt: skip
        if done:
            continue
        if owner is None:
            planted.say("action-without-owner", id)
        else:
            promised.setdefault(text.lower().strip("."), []).append((id, owner))
        if due is not None and due < 0:
            planted.say("action-overdue", id)
        if owner in team and team[owner] == "LEFT":
            planted.say("action-orphaned", id)
    for some in promised.values():
        if len({owner for _, owner in some}) > 1:
            planted.say("promise-doubled", "+".join(sorted(id for id, _ in some)))


def plant_handovers(planted, team, handed):
    for giver, receiver, day, how in sorted(handed, key=lambda one: one[2]):
        if giver == receiver:
            continue
        said = {
            "WAITS": {}, "ACCEPTED": {"acceptedAt": day}, "MET": {"acceptedAt": day, "metAt": day + 1},
            "REFUSED": {"refusedAt": day},
        }[how]  # fmt: skip
        ends = {"from": giver, "to": receiver}
        planted.course.add("Handover", day, subject="INVOLVEMENT", offeredAt=day, **ends, **said)
        fact = planted.course.records[-1].fact
        later = [one for one in handed if one[2] > day and one[0] != one[1]]
        if (how == "WAITS" and TODAY - day >= 7) or (how == "REFUSED" and not later):
            planted.say("handover-unanswered", fact)
        if how == "ACCEPTED" and TODAY - day >= 14:
            planted.say("handover-cold", fact)


COMPARED = {
    "network-empties", "action-without-owner", "action-overdue", "action-orphaned", "promise-doubled",
    "handover-unanswered", "handover-cold",
}  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(team, actions, handed)
def test_every_planted_truth_is_found_and_nothing_else(team, actions, handed):
    planted = plant(team, actions, handed)
    found = planted.course.findings(TODAY)
    for rule in (f"person.{one}" for one in COMPARED):
        ids = {one.id for one in found[rule].findings if one.certain}
        assert ids == {finding_id("case", rule, key) for key in planted.truths.get(rule, ())}, (rule, planted.truths)
