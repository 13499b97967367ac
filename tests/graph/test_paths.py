"""Paths to somebody around a person: over what is the actor's own, and as if the rest were not there."""

import pytest
from told_acquaintances import loaded, tell

from graph.actors import Purpose
from graph.errors import InputError
from graph.paths import Goal, paths_to


def told(found):
    """The paths as names with the kinds of each step."""
    return [
        [(hop.party.professional_name or hop.party.organisation, *map(str, hop.kinds)) for hop in path.hops]
        for path in found.paths
    ]


async def asked(world, goal, *, mark="manager", case="case", purpose=Purpose.REINTEGRATION):
    return await paths_to(await world.guard(mark, purpose), world[case], goal)


async def test_over_own_cases_workplace_and_agreements(scratch, tmp_path):
    told_world = tell()
    m = told_world.marks
    own = told_world.case(told_world.person("Otto", "Ander"), since="2026-01-05")
    for mark, role in (("manager", "CASE_MANAGER"), ("adviser", "PROBATION_ADVISER")):
        told_world.involve(own, m[mark], role, since="2026-01-05")
    told_world.involve(m["case"], m["supervisor"], "SUPERVISION_OFFICER", since="2026-05-01")
    told_world.lives(m["case"], m["person"], m["village"], "SETTLES", since="2026-01-05")
    told_world.lives(m["case"], m["person"], m["far town"], "ORIGIN", since=None)
    told_world.record(
        "Agreement", since="2025-01-01", kind="WORKING", parties=[m["prison"], m["village"]], signedOn="2025-01-01"
    )
    told_world.record("Agreement", since="2025-01-01", kind="COVERS_AFTERCARE", covers=m["village"],
                      covered=[m["far town"], m["town"]])  # fmt: skip
    told_world.record("Agreement", since="2024-01-01", until="2025-06-01", kind="WORKING",
                      parties=[m["prison"], m["far town"]])  # fmt: skip
    world = await loaded(scratch, tmp_path, told_world)

    # A colleague of the adviser of another own case; he himself begins in May.
    assert told(await asked(world, Goal(function="SUPERVISION_OFFICER"))) == [
        [("Invented adviser", "OWN_CASE"), ("Invented supervisor", "SAME_ORGANISATION")]
    ]
    village = await asked(world, Goal(organisation=world["village"]))
    assert told(village) == [[("Invented prison", "SAME_ORGANISATION"), ("Invented village", "AGREEMENT")]]
    assert [one.kind for one in village.paths[0].hops[1].agreements] == ["WORKING"]
    # The agreement of the prison with the far town has ended; the village covers it.
    assert told(await asked(world, Goal(function="AFTERCARE_COORDINATOR"))) == [
        [("Invented prison", "SAME_ORGANISATION"), ("Invented village", "AGREEMENT"),
         ("Invented village coordinator", "SAME_ORGANISATION")],
        [("Invented prison", "SAME_ORGANISATION"), ("Invented village", "AGREEMENT"),
         ("Invented far town", "AGREEMENT"), ("Invented far coordinator", "SAME_ORGANISATION")],
    ]  # fmt: skip
    professional = next(row["professional"] for _, row in told_world.rows if row.get("id") == m["far coordinator"])
    assert len((await asked(world, Goal(professional=professional))).paths[0].hops) == 4
    # The town is not around the person.
    nobody = await asked(world, Goal(organisation=world["town"]))
    assert (nobody.around, nobody.paths) == (False, ())


async def test_over_meetings_attended_in_own_cases_and_of_no_case(scratch, tmp_path):
    told_world = tell()
    m = told_world.marks
    told_world.involve(m["case"], m["coordinator"], "AFTERCARE_COORDINATOR", since="2026-05-01")
    for case, on, attended in (
        (m["case"], "2026-02-01", ("manager", "worker")),
        (None, "2025-05-01", ("manager", "coordinator")),
        (m["other case"], "2026-02-01", ("manager", "landlord")),
        (m["case"], "2026-02-02", ("manager", "nurse", "senior")),
        (m["case"], "2026-04-02", ("manager", "village coordinator")),
    ):
        told_world.record(
            "Meeting", case=case, since=on, kind="MDO" if case else "REGIONAL", heldOn=on,
            attended=[m[one] for one in attended],
        )  # fmt: skip
    for mark in ("landlord", "village coordinator", "senior"):
        told_world.involve(m["case"], m[mark], "OTHER_HELPER", since="2026-05-01")
    world = await loaded(scratch, tmp_path, told_world)
    assert told(await asked(world, Goal(function="AFTERCARE_COORDINATOR"))) == [
        [("Invented coordinator", "MEETING")],
        [("Invented worker", "MEETING"), ("Invented coordinator", "SAME_ORGANISATION")],
    ]
    # In a case that is not the manager's own, and a meeting that is still to come.
    assert told(await asked(world, Goal(function="HOUSING_OFFICER"))) == []
    assert told(await asked(world, Goal(organisation=world["village"]))) == []
    # With the nurse at the table a meeting is of health: a colleague is a colleague.
    assert told(await asked(world, Goal(function="SENIOR_CASE_MANAGER"))) == [
        [("Invented senior", "SAME_ORGANISATION")],
    ]


@pytest.mark.parametrize("hidden", ["other team", "care", "risk", "safety house", "ended", "excluded"])
async def test_what_is_hidden_changes_nothing(scratch, tmp_path, hidden):
    goals = (
        Goal(function="HOUSING_OFFICER"), Goal(function="CARE_PROFESSIONAL"), Goal(function="RISK_DELEGATE"),
        Goal(function="POLICE_OFFICER"), Goal(function="CONVENER"), Goal(function="AFTERCARE_COORDINATOR"),
    )  # fmt: skip
    answers = []
    for is_there in (False, True):
        told_world = tell(f"hidden-{hidden.replace(' ', '-')}-{is_there}")
        m = told_world.marks
        told_world.lives(m["case"], m["person"], m["town"], "ORIGIN", since=None)
        told_world.involve(m["case"], m["adviser"], "PROBATION_ADVISER", since="2026-01-05")
        if is_there:
            _hide(told_world, hidden)
        world = await loaded(scratch, tmp_path, told_world)
        found = [await asked(world, goal) for goal in goals]
        answers.append([(one.around, told(one), one.withheld and one.withheld[0].reason) for one in found])
    assert answers[0] == answers[1]


def _hide(world, hidden):
    m = world.marks
    match hidden:
        case "other team":
            for mark in ("landlord", "coordinator", "adviser"):
                world.involve(m["other case"], m[mark], "OTHER_HELPER", since="2026-01-05")
        case "care":
            world.involve(m["case"], m["therapist"], "CARE_PROFESSIONAL", since="2026-01-05", frame="TREATMENT")
        case "risk":
            world.involve(m["case"], m["delegate"], "RISK_DELEGATE", since="2026-01-05", frame="PBW_18B")
            world.record("RiskIndication", case=m["case"], since="2026-01-05", ground="x", reviewOn="2026-09-01",
                         by=m["adviser"])  # fmt: skip
        case "safety house":
            case = world.case(m["person"], frame="WGS_SAFETY_HOUSE", since="2026-01-05")
            for mark in ("manager", "convener", "officer"):
                world.involve(case, m[mark], "OTHER_HELPER", since="2026-01-05", frame="WGS_SAFETY_HOUSE")
        case "ended":
            world.involve(m["case"], m["landlord"], "HOUSING_OFFICER", since="2026-01-05", until="2026-03-01")
        case _:
            case = world.case(world.person("Ria", "Verwant"), since="2026-01-05")
            for mark in ("manager", "coordinator"):
                world.involve(case, m[mark], "OTHER_HELPER", since="2026-01-05")
            professional = next(row["professional"] for _, row in world.rows if row.get("id") == m["manager"])
            world.record("Exclusion", case=case, since="2026-01-06", professional=professional)


async def test_a_case_of_others_and_one_that_never_was_do_not_exist(scratch, tmp_path):
    world = await loaded(scratch, tmp_path, tell())
    before = scratch.statements
    assert await asked(world, Goal(function="MENTOR"), case="other case") is None
    guard = await world.guard("manager")
    assert await paths_to(guard, "nothing", Goal(function="MENTOR")) is None
    assert guard.looks == ()
    assert scratch.statements - before == 4, "each one to know who acts and one to ask"


async def test_of_the_own_cases_only_the_one_asked_about_counts_as_looked_at(scratch, tmp_path):
    told_world = tell()
    own = told_world.case(told_world.person("Otto", "Ander"), since="2026-01-05")
    told_world.involve(own, told_world.marks["manager"], "CASE_MANAGER", since="2026-01-05")
    world = await loaded(scratch, tmp_path, told_world)
    guard = await world.guard("manager")
    assert await paths_to(guard, world["case"], Goal(function="MENTOR"))
    assert [(look.person, look.case) for look in guard.looks] == [(world["person"], world["case"])]


@pytest.mark.parametrize(
    ("goal", "says"),
    [
        (Goal(), "to names nobody"),
        (Goal(function="MENTOR", organisation="x"), "to names nobody, or several"),
        (Goal(function="WIZARD"), "to: 'WIZARD' is not known"),
    ],
)
def test_a_goal_that_cannot_be_asked_names_the_argument(goal, says):
    with pytest.raises(InputError, match=says):
        goal.check()
