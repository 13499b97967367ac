"""Who directs a case: offered, answered, taken up; and what becomes of it when a position ends."""

import asyncio

import pytest
from refusing import refusal, refusals

from graph.case_teams import director
from graph.cases import cases_by_id
from graph.casework.direction import (
    AnswerHandover,
    OfferDirection,
    OfferInvolvement,
    RecordHandoverMeeting,
    TakeDirection,
    WithdrawOffer,
)
from graph.casework.involvement import EndInvolvement, Involve, LeaveCase
from graph.clock import FixedClock
from graph.errors import ActError, ConflictError
from graph.handovers import Standing, handovers
from graph.integrity import violations
from graph.model.catalogue import KINDS
from graph.networks import network_of
from graph.plans import plans
from graph.records import add_record, close_record
from graph.times import parse_moment


async def directed_by(team, mark="coordinator"):
    """Who directs, as somebody sees it: the position, or else the organisation."""
    found = director((await team.file(mark)).view).party
    return found.position_id or found.organisation_id


async def last(team, mark="coordinator"):
    """The last handover that somebody sees."""
    return handovers((await team.file(mark)).view)[-1]


async def offered(team, to="coordinator"):
    return (await team.act("manager", OfferDirection(to=team[to]))).facts[0]


async def end_position(team, mark):
    """The position ends now, as its organisation says."""
    row = await team.store.one(
        "MATCH (:Position {id: $id})-[:HAS_STATE]->(s:PositionState) RETURN s.fact AS fact", {"id": team[mark]}
    )
    await close_record(
        team.store, FixedClock(team.now), None, row["fact"], valid_to=team.now, case_id=None, expected=None
    )
    team.now += 1_000


async def test_direction_goes_over_with_the_acceptance_and_not_before(team):
    offer = await offered(team)
    found = await last(team, "mentor")
    assert (found.standing, found.to.position_id) == (Standing.OFFERED, team["coordinator"])
    assert await directed_by(team) == team["manager"]
    await team.act("coordinator", AnswerHandover(handover=offer, accept=True))
    assert await directed_by(team, "mentor") == team["coordinator"]
    assert (await last(team)).standing == Standing.ACCEPTED
    assert (await last(team)).overlap_days > 0
    await team.act("coordinator", RecordHandoverMeeting(handover=offer, met_at=team.now))
    assert (await last(team, "manager")).met == "YES"
    await team.act("manager", LeaveCase(actions_to=team["coordinator"]))
    assert await violations(team.store) == []


async def test_refused_or_withdrawn_it_stays_where_it_is(team):
    offer = await offered(team)
    assert await refusal(team.act("coordinator", AnswerHandover(handover=offer, accept=False))) == (
        "reason",
        "REASON_NEEDED",
    )
    await team.act("coordinator", AnswerHandover(handover=offer, accept=False, reason="Ik ben te vol"))
    found = await last(team, "manager")
    assert (found.standing, found.refusal_reason) == (Standing.REFUSED, "Ik ben te vol")
    assert await refusal(team.act("coordinator", AnswerHandover(handover=offer, accept=True))) == (
        "handover",
        "IS_OVER",
    )
    other = await offered(team, "adviser")
    await team.act("manager", WithdrawOffer(handover=other))
    assert (await last(team)).standing == Standing.ENDED
    assert await refusal(team.act("adviser", AnswerHandover(handover=other, accept=True))) == ("handover", "IS_OVER")
    assert await directed_by(team) == team["manager"]
    assert await violations(team.store) == []


async def test_to_whom_it_cannot_be_offered(team):
    acts = {
        OfferDirection(to=team["manager"]): ("to", "TO_ONESELF"),
        OfferDirection(to=team["supervisor"]): ("to", "NOT_IN_TEAM"),
        OfferDirection(to=team["person"]): ("to", "NOT_IN_TEAM"),
        OfferDirection(to=team["carer"]): ("to", "NOT_IN_TEAM"),
        OfferDirection(to="nobody"): ("to", "NOT_IN_TEAM"),
    }
    assert await refusals(team, "manager", acts) == list(acts.values())
    await end_position(team, "mentor")
    assert await refusal(team.act("manager", OfferDirection(to=team["mentor"]))) == ("to", "IS_OVER")
    await offered(team)
    assert await refusal(team.act("manager", OfferDirection(to=team["adviser"]))) == ("to", "ALREADY_SO")


async def test_who_may_not_offer_answer_or_take_back(team):
    offer = await offered(team)
    for mark in ("senior", "mentor", "adviser"):
        assert await refusal(team.act(mark, OfferDirection(to=team["adviser"]))) == ("", "NOT_YOUR_TASK")
        assert await refusal(team.act(mark, WithdrawOffer(handover=offer))) == ("", "NOT_YOUR_TASK")
        assert await refusal(team.act(mark, AnswerHandover(handover=offer, accept=True))) == ("", "NOT_YOUR_TASK")
    assert await refusal(team.act("adviser", RecordHandoverMeeting(handover=offer, met_at=team.now))) == (
        "",
        "NOT_YOUR_TASK",
    )
    early = parse_moment("2026-03-09")
    assert await refusal(team.act("manager", RecordHandoverMeeting(handover=offer, met_at=early))) == (
        "metAt",
        "UNUSABLE",
    )
    stale = await team.version("coordinator")
    await team.act("manager", RecordHandoverMeeting(handover=offer, met_at=team.now))
    with pytest.raises(ConflictError):
        await team.act("coordinator", AnswerHandover(handover=offer, accept=True), expected=stale)


async def test_what_was_offered_to_an_organisation_is_answered_by_who_assigns_there(team):
    town = Involve(who=team["town"], role="AFTERCARE_COORDINATOR", frame="PBW_18A", ends_with="OPEN")
    await team.act("manager", town)
    await team.act("manager", OfferDirection(to=team["town"]))
    offer = (await last(team)).origin.fact
    assert await refusal(team.act("neighbour", AnswerHandover(handover=offer, accept=True))) == ("", "NOT_YOUR_TASK")
    await team.act("coordinator", AnswerHandover(handover=offer, accept=True))
    assert await directed_by(team) == team["town"]
    assert await refusal(team.act("senior", TakeDirection())) == ("", "NOT_YOUR_TASK")
    await team.act("coordinator", TakeDirection(by=team["neighbour"]))
    assert await directed_by(team) == team["neighbour"]
    assert await refusal(team.act("coordinator", TakeDirection())) == ("by", "ALREADY_SO")
    assert await violations(team.store) == []


async def test_with_the_work_accepted_the_open_actions_go_over_and_the_giver_stays_until_leaving(team):
    done = await team.act("neighbour", OfferInvolvement(to=team["coordinator"]))
    offer = done.facts[0]
    assert await refusal(team.act("neighbour", OfferInvolvement(to=team["coordinator"]))) == ("to", "ALREADY_SO")
    assert await refusal(team.act("neighbour", OfferInvolvement(to=team["neighbour"]))) == ("to", "TO_ONESELF")
    assert await refusal(team.act("manager", WithdrawOffer(handover=offer))) == ("", "NOT_YOUR_TASK")
    assert await refusal(team.act("adviser", AnswerHandover(handover=offer, accept=True))) == ("", "NOT_YOUR_TASK")
    await team.act("coordinator", AnswerHandover(handover=offer, accept=True))
    found = await last(team, "manager")
    assert (found.subject, found.standing) == ("INVOLVEMENT", Standing.ACCEPTED)
    (plan,) = plans((await team.file("manager")).view)
    owners = {one.action_id: one.owner.position_id for goal in plan.goals for one in goal.actions}
    assert owners[team["neighbour's action"]] == team["coordinator"]
    await team.act("neighbour", RecordHandoverMeeting(handover=offer, met_at=team.now))
    await team.act("neighbour", LeaveCase())
    assert await directed_by(team) == team["manager"]
    assert await violations(team.store) == []


async def test_with_who_leaves_an_offer_to_them_ends(team):
    offer = await offered(team, "mentor")
    end = EndInvolvement(involvement=team["mentor's part"])
    await team.act("adviser", end)
    found = await last(team)
    assert (found.origin.fact, found.standing) == (offer, Standing.ENDED)


async def test_of_a_position_that_ends_direction_lies_with_its_organisation_from_that_instant(team):
    offer = await offered(team)
    instant = team.now
    await end_position(team, "manager")
    for mark in ("coordinator", "senior"):
        found = director((await team.file(mark)).view)
        assert (found.party.position_id, found.party.organisation_id) == (None, team["prison"])
        assert (found.valid_from, found.ended.position_id) == (instant, team["manager"])
    shown = (await cases_by_id(await team.guard("coordinator"), [team["case"]]))[team["case"]].director
    assert (shown.position_id, shown.organisation_id, shown.since) == (None, team["prison"], instant)
    assert shown.position_ended
    (drawn,) = (await network_of(await team.guard("coordinator"), team["person"])).cases
    assert (drawn.director_id, drawn.directed_since) == (team["prison"], instant)
    assert director((await team.file("coordinator")).dossier.records.view(instant - 1, team.now)).ended is None

    assert await refusal(team.act("coordinator", TakeDirection())) == ("", "NOT_YOUR_TASK")
    await team.act("senior", TakeDirection(by=team["colleague"]))
    assert await directed_by(team) == team["colleague"]
    assert (await last(team)).standing == Standing.ENDED
    assert await refusal(team.act("coordinator", AnswerHandover(handover=offer, accept=True))) == (
        "handover",
        "IS_OVER",
    )
    assert await violations(team.store) == []


async def test_with_a_position_that_begins_again_direction_does_not_come_back_until_it_is_given(team):
    await end_position(team, "manager")
    values = {"position": team["manager"], "function": "CASE_MANAGER", "validFrom": team.now}
    await add_record(team.store, FixedClock(team.now), None, KINDS["PositionState"], values)
    team.now += 1_000
    assert await directed_by(team) == team["prison"]
    assert await refusal(team.act("manager", OfferDirection(to=team["adviser"]))) == ("", "NOT_YOUR_TASK")
    await team.act("senior", TakeDirection(by=team["manager"]))
    assert await directed_by(team) == team["manager"]
    assert await violations(team.store) == []


async def test_what_was_offered_before_the_position_ended_can_still_be_accepted(team):
    offer = await offered(team)
    await end_position(team, "manager")
    await team.act("coordinator", AnswerHandover(handover=offer, accept=True))
    assert await directed_by(team) == team["coordinator"]
    assert await violations(team.store) == []


async def test_at_once_taken_accepted_and_withdrawn_somebody_directs_and_only_one(team):
    offer = await offered(team)
    await end_position(team, "manager")
    acts = (
        ("coordinator", AnswerHandover(handover=offer, accept=True)),
        ("senior", TakeDirection()),
        ("senior", TakeDirection(by=team["colleague"])),
        ("senior", WithdrawOffer(handover=offer)),
    )
    answers = await asyncio.gather(*(team.act(mark, act) for mark, act in acts), return_exceptions=True)
    assert all(one is None or isinstance(one, ActError | ConflictError) or one.facts for one in answers)
    team.now += 10_000
    assert await directed_by(team) in {team["coordinator"], team["senior"], team["colleague"]}
    assert await violations(team.store) == []
