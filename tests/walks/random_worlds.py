"""Small random worlds: facts of two cases in versions, recorded late, corrected, withdrawn, closed and looked ahead."""

from datetime import date

from hypothesis import strategies as st
from world_rows import milliseconds

from graph.model.words import CONDITIONS, PHASES
from seeds.stories.telling import Telling

DAYS = (*(f"{month}-{day:02}" for month in ("2025-12", "2026-01", "2026-02") for day in (1, 11, 21)), "2026-03-01")
AHEAD = ("2026-04-01", "2026-06-01")
STAMPS = tuple(f"{day}T15:00:00+01:00" for day in DAYS)
MOMENTS = tuple(map(milliseconds, (*DAYS, *STAMPS)))
"""What a record is known at; what is looked at may lie ahead too."""

_WISH = st.sampled_from(("BEHAVIOUR", "REINTEGRATION", "OWN_WISH"))


@st.composite
def worlds(draw):
    """A told world: `marks` hold the positions, and `person 1`, `case 1`, `person 2`, `case 2`."""
    told = Telling("random", date(2026, 3, 10))
    places = [
        told.organisation(f"Organisation {id}", kind, id=id)
        for id, kind in (("pi-r", "PRISON"), ("rn-r", "PROBATION"), ("gm-r", "MUNICIPALITY"), ("gm-s", "MUNICIPALITY"))
    ]
    prison, probation, town, other = places
    staff = [
        told.mark(name, told.staff(f"{name.title()} Willekeur", place, function))
        for name, place, function in (
            ("manager", prison, "CASE_MANAGER"), ("adviser", probation, "PROBATION_ADVISER"),
            ("coordinator", town, "AFTERCARE_COORDINATOR"),
        )
    ]  # fmt: skip
    course = told.thing("ServiceOffer", name="Cursus", kind="TRAINING", organisation=probation)
    for number in (1, 2):
        person = told.mark(f"person {number}", told.person(f"Persoon{number}", "Willekeur", born="1990-01-01"))
        case = told.mark(f"case {number}", told.case(person, since="2025-06-01"))
        told.direct(case, staff[0], since="2025-06-01")
        told.involve(case, staff[0], "CASE_MANAGER", since="2025-06-01")
        _told_of(draw, told, case, person, staff, (prison, town, other), course)
    return told


def _told_of(draw, told, case, person, staff, places, course):
    prison, town, other = places
    someone = st.sampled_from(staff)

    def facts(label, most, *, open_start=False, **values):
        for _ in range(draw(st.integers(1, most))):
            _fact(draw, told, label, case, open_start, values)

    started = draw(st.sampled_from(DAYS))
    inside = told.thing("Detention", caseId=case, person=person, startedOn=started)
    stamps = sorted(draw(st.sets(st.sampled_from(STAMPS), min_size=1, max_size=2)))
    fact = None
    for recorded, retracted in zip(stamps, [*stamps[1:], None], strict=True):  # without one the case does not exist
        fact = told.record(
            "DetentionState", case=case, since=started, recorded=recorded, retracted=retracted, fact=fact,
            detention=inside, status="INSIDE", supervisionFollows="UNKNOWN", certainty="ESTIMATED",
            expectedEnd=draw(st.sampled_from(AHEAD)),
        )  # fmt: skip
    facts("Stay", 2, detention=inside, prison=prison, regime=st.sampled_from(("REMAND", "PRISON")))
    facts(
        "Involvement", 3, open_start=True, holder=st.sampled_from((*staff[1:], town)), frame="PBW_18A",
        role=st.sampled_from(("PROBATION_ADVISER", "AFTERCARE_COORDINATOR", "MENTOR")),
        endsWith=st.sampled_from(("OPEN", "RELEASE")),
    )  # fmt: skip
    facts("Residence", 2, open_start=True, person=person, municipality=st.sampled_from((town, other)), kind="SETTLES")
    near = [told.thing("Contact", caseId=case) for _ in range(3)]
    for contact in near:
        facts("ContactState", 1, open_start=True, contact=contact, name=st.sampled_from(("Bo", "Jo")))
    facts("Tie", 3, open_start=True, to=st.sampled_from(near), kind=st.sampled_from(("FRIEND", "PARENT", "VICTIM")))
    facts("Tie", 1, to=near[1], kind="PARTNER", **{"from": near[0]})
    facts("Intervention", 2, person=person, offer=course, status=st.sampled_from(("WAITING", "RUNNING")), pays="DJI")
    facts(
        "Assessment", 6, person=person, condition=st.sampled_from(CONDITIONS[:3]), phase=st.sampled_from(PHASES),
        status=st.sampled_from(("IN_ORDER", "NOT_IN_ORDER", "UNKNOWN")), assessedOn=st.sampled_from(DAYS), by=someone,
    )  # fmt: skip
    plan = told.thing("Plan", caseId=case)
    facts("PlanState", 2, plan=plan, version=st.integers(1, 3), status=st.sampled_from(("DRAFT", "ADOPTED")))
    for goal in [told.thing("Goal", caseId=case, plan=plan) for _ in range(2)]:
        facts("GoalState", 2, goal=goal, kind=_WISH, status="OPEN", text=st.sampled_from(("Huis", "Werk")))
        action = told.thing("Action", caseId=case, goal=goal)
        facts(
            "ActionState", 2, action=action, status=st.sampled_from(("OPEN", "DONE")), phase=st.sampled_from(PHASES),
            text=st.sampled_from(("Bellen", "Gaan")), owner=someone | st.none(),
            dueOn=st.none() | st.sampled_from((*DAYS, *AHEAD)),
        )  # fmt: skip


def _fact(draw, told, label, case, open_start, values):
    """One fact in one to three versions; the last may be withdrawn. What it is about stays, its content may change."""
    stamps = sorted(draw(st.sets(st.sampled_from(STAMPS), min_size=1, max_size=3)))
    withdrawn = draw(st.booleans()) and len(stamps) > 1
    fact = None
    for place, recorded in enumerate(stamps[:-1] if withdrawn else stamps):
        since = draw((st.none() if open_start else st.nothing()) | st.sampled_from((*DAYS, *AHEAD[:1])))
        until = draw(st.none() | st.sampled_from([one for one in (*DAYS, *AHEAD) if since is None or one > since]))
        fact = told.record(
            label, case=case, since=since, until=until, recorded=recorded, fact=fact,
            end_known=draw(st.none() | st.sampled_from([one for one in STAMPS if one >= recorded])) if until else None,
            retracted=stamps[place + 1] if place + 1 < len(stamps) else None,
            **{name: draw(one) if isinstance(one, st.SearchStrategy) else one for name, one in values.items()},
        )  # fmt: skip
