"""A case closed, opened again, and a new one opened beside it."""

import asyncio

import pytest
from refusing import refusal

from graph.actors import Purpose
from graph.case_teams import director
from graph.case_teams import team as team_of
from graph.cases import cases_by_id
from graph.casework.assigning import ExcludeProfessional
from graph.casework.case_opening import CloseCase, OpenCase, ReopenCase
from graph.casework.direction import AnswerHandover, OfferDirection, OfferInvolvement, TakeDirection
from graph.casework.involvement import Involve, LeaveCase
from graph.casework.open_acts import IN_CLOSED, open_acts
from graph.casework.people import AddPersonAround
from graph.casework.working import file_of
from graph.clock import FixedClock
from graph.errors import ActError, ConflictError
from graph.handovers import Standing, handovers
from graph.integrity import violations
from graph.persons import persons_by_id

CLOSE, REOPEN = CloseCase(reason="Traject afgerond"), ReopenCase(reason="Terug in de PI")


async def status(team, mark, case=None):
    found = await cases_by_id(await team.guard(mark), [case or team["case"]])
    return next((one.status for one in found.values()), None)


async def test_a_closed_case_is_directed_by_nobody_and_ends_for_the_municipality(team):
    await team.act("manager", OfferDirection(to=team["adviser"]))
    await team.act("mentor", OfferInvolvement(to=team["manager"]))
    await team.act("senior", CLOSE)
    assert (await status(team, "manager"), await status(team, "adviser")) == ("CLOSED", "CLOSED")
    assert await status(team, "coordinator") is None
    view = (await team.file("adviser")).view
    assert director(view) is None
    assert {one.standing for one in handovers(view)} == {Standing.ENDED}
    assert team["manager"] in {one.party.position_id for one in team_of(view)}
    assert await violations(team.store) == []


async def test_in_a_closed_case_nobody_is_involved_and_everybody_may_leave(team):
    await team.act("senior", CLOSE)
    act = Involve(who=team["supervisor"], role="SUPERVISION_OFFICER", frame="PBW_18A", ends_with="OPEN")
    assert await refusal(team.act("adviser", act)) == ("case", "CASE_CLOSED")
    assert await refusal(team.act("senior", TakeDirection())) == ("", "NOT_YOUR_TASK")
    assert await refusal(team.act("senior", CLOSE)) == ("case", "ALREADY_SO")
    await team.act("manager", LeaveCase())
    assert await status(team, "manager") is None


async def test_opened_again_it_is_directed_by_who_opened_it(team):
    assert await refusal(team.act("senior", REOPEN)) == ("case", "ALREADY_SO")
    await team.act("manager", CLOSE)
    assert await refusal(team.act("manager", REOPEN)) == ("", "NOT_YOUR_TASK")
    await team.act("senior", REOPEN)
    assert await status(team, "coordinator") == "OPEN"
    assert director((await team.file("coordinator")).view).party.position_id == team["senior"]
    assert await violations(team.store) == []


async def test_a_reason_is_needed_and_the_version_that_was_read(team):
    assert await refusal(team.act("senior", CloseCase(reason=" "))) == ("reason", "EMPTY")
    stale = await team.version("senior")
    await team.act("senior", CLOSE)
    await team.act("senior", REOPEN)
    with pytest.raises(ConflictError):
        await team.act("senior", CLOSE, expected=stale)
    assert await refusal(team.act("mentor", CLOSE)) == ("", "NOT_YOUR_TASK")


async def test_closed_and_accepted_at_once_it_is_one_of_the_two(team):
    offer = (await team.act("manager", OfferDirection(to=team["adviser"]))).facts[0]
    accept = AnswerHandover(handover=offer, accept=True)
    answers = await asyncio.gather(
        team.act("senior", CLOSE), team.act("adviser", accept), team.act("manager", CLOSE), return_exceptions=True
    )
    assert all(isinstance(one, ActError | ConflictError) or one.facts for one in answers)
    team.now += 10_000
    assert await status(team, "senior") == "CLOSED"
    assert director((await team.file("senior")).view) is None
    assert await violations(team.store) == []


async def test_a_new_case_begins_with_the_name_and_who_opens_it_and_tells_the_known_one_nothing(team):
    assert await refusal(team.act("senior", OpenCase())) == ("case", "ALREADY_SO")
    await team.act("senior", ExcludeProfessional(professional=team["mentor"]))
    await team.act("senior", CLOSE)
    before = await team.version("adviser")
    done = await team.act("senior", OpenCase())
    assert (done.case_id,) == done.made
    assert done.case_id != team["case"]
    file = await file_of(await team.guard("senior"), done.case_id)
    assert director(file.view).party.position_id == team["senior"]
    assert [(one.role, one.frame) for one in team_of(file.view)] == [("SENIOR_CASE_MANAGER", "PBW_18A")]
    assert file.dossier.person_ids == (team["person"],)
    assert len(file.view.all("PersonName")) == 1
    assert len(file.excluded) == 1
    assert await team.version("adviser") == before
    assert await status(team, "adviser", done.case_id) is None
    found = await persons_by_id(await team.guard("senior"), [team["person"]])
    assert list(found) == [team["person"]]
    assert await violations(team.store) == []


async def test_who_cannot_open_one(team):
    await team.act("senior", CLOSE)
    assert await refusal(team.act("manager", OpenCase())) == ("", "NOT_YOUR_TASK")
    assert await refusal(team.act("senior", OpenCase(person="nobody"))) == ("person", "UNKNOWN")
    assert await refusal(team.act("senior", OpenCase(), purpose=Purpose.SAFETY_HOUSE_CASE)) == (
        "",
        "PURPOSE_MISMATCH",
    )
    assert await team.act("stranger", OpenCase()) is None


async def test_what_one_may_do_here_offers_nothing_that_a_closed_case_refuses(team):
    async def may(mark):
        clock = FixedClock(team.now)
        return {one.act: one for one in open_acts((await team.file(mark)).dossier, clock)}

    before = await may("senior")
    assert before["CHANGE_PLAN"].allowed
    assert not any(one.closed for one in before.values())
    await team.act("senior", CLOSE)
    after = await may("senior")
    assert {act for act, one in after.items() if one.allowed} == {
        act for act, one in before.items() if one.allowed and act in IN_CLOSED
    }
    assert (after["CHANGE_PLAN"].closed, after["CHANGE_PLAN"].reason) == (True, None)
    assert after["CLOSE_CASE"].allowed
    assert after["WRITE_OWN_WISH"].reason == "NOT_YOUR_TASK"
    add = AddPersonAround(name="Ada", kind="COACH")
    assert await refusal(team.act("senior", add)) == ("case", "CASE_CLOSED")
