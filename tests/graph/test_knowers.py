"""Who knows a person: organisations under 18a, also through cases of others; and nothing else crosses."""

import pytest
from told_acquaintances import loaded, tell

from graph.actors import Assurance, Purpose
from graph.knowers import knowers_of
from graph.looks import WHO_KNOWS


async def known(world, mark="manager", purpose=Purpose.REINTEGRATION, assurance=Assurance.SUBSTANTIAL):
    found = await knowers_of(await world.guard(mark, purpose, assurance), world["person"])
    return found and [
        (one.organisation.organisation, one.contact.professional_name or one.contact.organisation)
        for one in found.organisations
    ]


OWN = [("Invented other prison", "Invented other senior"), ("Invented prison", "Invented senior")]
TOWN = ("Invented town", "Invented coordinator")


async def test_organisations_of_a_case_of_others_are_named_with_who_assigns_there(scratch, tmp_path):
    told = tell()
    m = told.marks
    told.involve(m["other case"], m["worker"], "NEIGHBOURHOOD_WORKER", since="2026-01-05")
    told.involve(m["other case"], m["housing"], "HOUSING_OFFICER", since="2026-01-05")
    world = await loaded(scratch, tmp_path, told)
    # Whoever is involved from the town is not told: the coordinator takes the call. The housing company has no such
    # function, so it is called itself.
    found = await known(world)
    assert found == [("Invented housing", "Invented housing"), TOWN, *OWN]
    # From the other side the same, and nothing tells in which case somebody is.
    assert await known(world, "other manager") == found


@pytest.mark.parametrize(
    ("mark", "role", "fields"),
    [
        ("therapist", "CARE_PROFESSIONAL", {"frame": "TREATMENT"}),
        ("therapist", "OTHER_HELPER", {}),
        ("coordinator", "CARE_CONTINUITY_OFFICER", {}),
        ("coordinator", "MEDICAL", {}),
        ("delegate", "RISK_DELEGATE", {}),
        ("worker", "NEIGHBOURHOOD_WORKER", {"frame": "PBW_18B"}),
        ("worker", "DEBT_COUNSELLOR", {"frame": "MUNICIPAL_TASK"}),
        ("worker", "OTHER_HELPER", {"frame": "WGS_SAFETY_HOUSE"}),
        ("convener", "CONVENER", {}),
        ("officer", "POLICE_OFFICER", {}),
        ("buddy", "VOLUNTEER", {"frame": "CONSENT"}),
        ("worker", "NEIGHBOURHOOD_WORKER", {"until": "2026-03-01"}),
        ("worker", "NEIGHBOURHOOD_WORKER", {"since": "2026-05-01"}),
    ],
)
async def test_care_risk_safety_house_consent_and_what_is_over_never_cross(scratch, tmp_path, mark, role, fields):
    told = tell()
    for case in ("case", "other case"):
        told.involve(told.marks[case], told.marks[mark], role, **{"since": "2026-01-05", **fields})
    assert await known(await loaded(scratch, tmp_path, told)) == OWN


@pytest.mark.parametrize(
    "kind", [{"frame": "WGS_SAFETY_HOUSE"}, {"frame": "CONSENT"}, {"closed": "2026-02-01"}, {"kind": "FAMILY"}]
)
async def test_only_open_cases_of_the_person_alone_under_18a_count(scratch, tmp_path, kind):
    told = tell()
    case = told.case(told.marks["person"], **{"since": "2026-01-05", **kind})
    told.involve(case, told.marks["worker"], "NEIGHBOURHOOD_WORKER", since="2026-01-05")
    assert await known(await loaded(scratch, tmp_path, told)) == OWN


async def test_help_by_consent_is_named_where_the_consent_names_who_asks_and_the_plan(scratch, tmp_path):
    told = tell()
    m = told.marks
    for mark, receiver, classes, until in (
        ("buddy", "prison", ["IDENTITY", "PLAN"], None),
        ("friend", "prison", ["IDENTITY"], None),
        ("landlord", "other prison", ["PLAN"], None),
    ):
        case = told.case(m["person"], since="2026-01-05")
        told.involve(case, m[mark], "VOLUNTEER", since="2026-01-05", frame="CONSENT")
        told.record("Consent", case=case, since="2026-01-05", until=until, person=m["person"],
                    receivers=[m[receiver]], classes=classes)  # fmt: skip
    world = await loaded(scratch, tmp_path, told)
    assert [one for one in await known(world) if one not in OWN] == [("Invented buddies", "Invented buddies")]
    assert [one for one in await known(world, "other manager") if one not in OWN] == [
        ("Invented housing", "Invented housing")
    ]


async def test_who_is_related_to_the_person_is_not_whom_to_call_and_learns_nothing(scratch, tmp_path):
    told = tell()
    m = told.marks
    told.involve(m["other case"], m["worker"], "NEIGHBOURHOOD_WORKER", since="2026-01-05")
    third = told.case(m["person"], since="2026-01-05")
    told.involve(third, m["landlord"], "HOUSING_OFFICER", since="2026-01-05")
    of = {row["id"]: row["professional"] for kind, row in told.rows if kind == "Position"}
    told.record("Exclusion", case=m["other case"], since="2026-01-06", professional=of[m["coordinator"]])
    told.record("Exclusion", case=third, since="2026-01-06", professional=of[m["manager"]])
    world = await loaded(scratch, tmp_path, told)
    assert await known(world) == [("Invented town", "Invented town"), *OWN]
    assert ("Invented housing", "Invented housing") in await known(world, "other manager")


async def test_only_a_team_asks_and_only_for_reintegration(scratch, tmp_path):
    told = tell()
    m = told.marks
    told.involve(m["other case"], m["mentor"], "MENTOR", since="2026-01-05")
    told.record("RiskIndication", case=m["case"], since="2026-01-05", ground="x", reviewOn="2026-09-01",
                by=m["manager"])  # fmt: skip
    world = await loaded(scratch, tmp_path, told)
    assert await known(world, "mentor") == OWN
    before = scratch.statements
    for mark, purpose in (
        ("senior", Purpose.REINTEGRATION), ("officer", Purpose.REINTEGRATION), ("manager", Purpose.RISK_MANAGEMENT),
        ("manager", Purpose.SAFETY_HOUSE_CASE), ("manager", Purpose.SCREENING), ("manager", Purpose.OVERSIGHT),
    ):  # fmt: skip
        assert await known(world, mark, purpose) is None
    assert scratch.statements - before <= 12
    guard = await world.guard("senior")
    assert await knowers_of(guard, "nobody") is None
    assert guard.looks == ()


async def test_who_may_not_see_the_plan_is_told_so_and_nothing_more(scratch, tmp_path):
    told = tell()
    selection = told.mark("selection", told.staff("Invented selection", told.marks["prison"], "SELECTION_OFFICER"))
    told.involve(told.marks["case"], selection, "SELECTION_OFFICER", since="2026-01-05")
    world = await loaded(scratch, tmp_path, told)
    found = await knowers_of(await world.guard("selection"), world["person"])
    assert found.organisations == ()
    assert [(one.field_class, one.reason) for one in found.withheld] == [("PLAN", "NO_LEGAL_BASIS")]


async def test_the_asking_is_a_look_at_the_own_case_and_at_no_other(scratch, tmp_path):
    world = await loaded(scratch, tmp_path, tell())
    guard = await world.guard("manager")
    await knowers_of(guard, world["person"])
    assert [(look.person, look.case, look.asked) for look in guard.looks] == [
        (world["person"], world["case"], WHO_KNOWS)
    ]
