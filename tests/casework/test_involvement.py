"""Who is involved in a case: involved, assigned, left, excluded, as the others of the team see it afterwards."""

import pytest
from refusing import refusal, refusals

from graph.actors import Purpose
from graph.case_teams import team as team_of
from graph.casework.assigning import AssignColleague, ExcludeProfessional
from graph.casework.involvement import EndInvolvement, Involve, LeaveCase
from graph.casework.notices import SendNotice
from graph.casework.working import file_of
from graph.errors import ConflictError
from graph.integrity import violations
from graph.plans import plans
from graph.times import parse_moment

APRIL, MAY = parse_moment("2026-04-01"), parse_moment("2026-05-01")


async def members(team, mark="coordinator"):
    """By position or organisation: role, frame and status of everybody that somebody sees in the team."""
    found = team_of((await team.file(mark)).view)
    return {one.party.position_id or one.party.organisation_id: (one.role, one.frame, one.status) for one in found}


def involve(team, who, role, frame="PBW_18A", **more):
    return Involve(who=team[who], role=role, frame=frame, ends_with=more.pop("ends_with", "OPEN"), **more)


async def seen_by(team, mark, purpose=None):
    return await file_of(await team.guard(mark, purpose), team["case"])


async def test_who_is_involved_sees_the_case_from_then_on(team):
    assert await seen_by(team, "supervisor") is None
    await team.act("adviser", involve(team, "supervisor", "SUPERVISION_OFFICER", ends_with="TITLE_END"))
    assert (await members(team))[team["supervisor"]] == ("SUPERVISION_OFFICER", "PBW_18A", "CURRENT")
    assert await seen_by(team, "supervisor") is not None
    assert await violations(team.store) == []


async def test_who_is_involved_from_a_coming_day_on_sees_nothing_before_it(team):
    act = involve(team, "supervisor", "SUPERVISION_OFFICER", ends_with="DATE", from_=APRIL, planned_to=MAY)
    done = await team.act("adviser", act)
    assert (await members(team))[team["supervisor"]] == ("SUPERVISION_OFFICER", "PBW_18A", "PLANNED")
    assert await seen_by(team, "supervisor") is None
    await team.act("manager", EndInvolvement(involvement=done.facts[0]))
    assert team["supervisor"] not in await members(team)
    assert await violations(team.store) == []


async def test_an_organisation_as_such_is_involved_and_who_assigns_there_sees_the_case(team):
    await team.act("manager", involve(team, "elsewhere", "AFTERCARE_COORDINATOR"))
    assert (await members(team))[team["elsewhere"]] == ("AFTERCARE_COORDINATOR", "PBW_18A", "CURRENT")
    assert await seen_by(team, "stranger") is not None


async def test_who_cannot_be_involved_like_that(team):
    acts = {
        involve(team, "supervisor", "MENTOR"): ("role", "UNUSABLE"),
        involve(team, "supervisor", "SUPERVISION_OFFICER", "WGS_SAFETY_HOUSE"): ("frame", "UNUSABLE"),
        involve(team, "supervisor", "SUPERVISION_OFFICER", "TREATMENT"): ("frame", "UNUSABLE"),
        involve(team, "elsewhere", "STEERING_MEMBER"): ("role", "UNUSABLE"),
        involve(team, "coordinator", "AFTERCARE_COORDINATOR"): ("who", "ALREADY_SO"),
        involve(team, "person", "MENTOR"): ("who", "UNKNOWN"),
        involve(team, "supervisor", "SUPERVISION_OFFICER", ends_with="DATE"): ("plannedTo", "EMPTY"),
        involve(team, "supervisor", "SUPERVISION_OFFICER", planned_to=MAY): ("plannedTo", "UNUSABLE"),
        involve(
            team, "supervisor", "SUPERVISION_OFFICER", ends_with="DATE", from_=MAY, planned_to=APRIL
        ): ("plannedTo", "ENDS_BEFORE_START"),
        involve(team, "supervisor", "SUPERVISION_OFFICER", from_=parse_moment("2026-03-09")): ("from", "IN_PAST"),
    }  # fmt: skip
    assert await refusals(team, "manager", acts) == list(acts.values())
    mentor = await refusal(team.act("mentor", involve(team, "supervisor", "SUPERVISION_OFFICER")))
    assert mentor == ("", "NOT_YOUR_TASK")
    care = involve(team, "carer", "CARE_PROFESSIONAL", "TREATMENT")
    assert await refusal(team.act("manager", care)) == ("", "HEALTH_SECRECY")


async def test_open_actions_of_who_leaves_go_to_somebody_or_stay_as_they_are(team):
    await team.act("neighbour", LeaveCase(actions_to=team["coordinator"]))
    (plan,) = plans((await team.file("manager")).view)
    owners = {one.action_id: one.owner.position_id for goal in plan.goals for one in goal.actions}
    assert owners[team["neighbour's action"]] == team["coordinator"]
    assert await seen_by(team, "neighbour") is None
    assert await refusal(team.act("coordinator", LeaveCase(actions_to=team["coordinator"]))) == (
        "actionsTo",
        "TO_ONESELF",
    )
    await team.act("coordinator", LeaveCase())
    (plan,) = plans((await team.file("manager")).view)
    owners = {one.action_id: one.owner.position_id for goal in plan.goals for one in goal.actions}
    assert owners[team["neighbour's action"]] == team["coordinator"]
    assert await violations(team.store) == []


async def test_who_directs_hands_the_direction_over_before_leaving(team):
    assert await refusal(team.act("manager", LeaveCase())) == ("case", "NOT_NOW")
    end = EndInvolvement(involvement=team["manager's part"])
    assert await refusal(team.act("coordinator", end)) == ("involvement", "NOT_NOW")


async def test_an_involvement_ends_once_and_not_on_a_version_that_is_stale(team):
    stale = await team.version("manager")
    end = EndInvolvement(involvement=team["mentor's part"], on=MAY)
    await team.act("adviser", end)
    with pytest.raises(ConflictError):
        await team.act("manager", EndInvolvement(involvement=team["mentor's part"]), expected=stale)
    assert await refusal(team.act("adviser", end)) == ("on", "ALREADY_SO")
    await team.act("adviser", EndInvolvement(involvement=team["mentor's part"]))
    assert team["mentor"] not in await members(team)
    assert await refusal(team.act("adviser", end)) == ("involvement", "IS_OVER")
    assert await refusal(team.act("adviser", EndInvolvement(involvement="nothing"))) == ("involvement", "UNKNOWN")
    assert await violations(team.store) == []


async def test_a_colleague_is_assigned_from_the_intake_list_which_then_shows_the_case_no_more(team):
    await team.act("manager", SendNotice(kind="START_OF_DETENTION", to=team["elsewhere"]))
    assert await seen_by(team, "stranger", Purpose.INTAKE) is not None
    act = AssignColleague(colleague=team["stranger"])
    await team.act("stranger", act, purpose=Purpose.INTAKE)
    assert await seen_by(team, "stranger", Purpose.INTAKE) is None
    assert (await members(team))[team["stranger"]] == ("AFTERCARE_COORDINATOR", "PBW_18A", "CURRENT")
    assert await violations(team.store) == []


async def test_a_colleague_is_one_of_the_own_organisation(team):
    acts = {
        AssignColleague(colleague=team["colleague"]): "done",
        AssignColleague(colleague=team["mentor"]): ("colleague", "ALREADY_SO"),
        AssignColleague(colleague=team["supervisor"]): ("", "NOT_YOUR_TASK"),
        AssignColleague(colleague=team["prison"]): ("colleague", "UNKNOWN"),
        AssignColleague(colleague="nobody"): ("colleague", "UNKNOWN"),
    }
    assert await refusals(team, "senior", acts) == list(acts.values())
    assert await refusal(team.act("manager", next(iter(acts)))) == ("", "NOT_YOUR_TASK")


async def test_for_who_is_related_to_the_person_the_case_does_not_exist_and_nobody_brings_them_back(team):
    assert await refusal(team.act("manager", ExcludeProfessional(professional=team["manager"]))) == (
        "professional",
        "NOT_NOW",
    )
    assert await refusal(team.act("adviser", ExcludeProfessional(professional=team["mentor"]))) == (
        "",
        "NOT_YOUR_TASK",
    )
    await team.act("senior", ExcludeProfessional(professional=team["mentor"]))
    assert await seen_by(team, "mentor") is None
    assert team["mentor"] not in await members(team)
    assert await refusal(team.act("senior", AssignColleague(colleague=team["mentor"]))) == ("colleague", "UNUSABLE")
    assert await refusal(team.act("manager", involve(team, "mentor", "MENTOR"))) == ("who", "UNUSABLE")
    await team.act("neighbour", ExcludeProfessional(professional=team["neighbour"]))
    assert await seen_by(team, "neighbour") is None
    assert await violations(team.store) == []
