"""Nobody writes what they could not read: the class of what is written decides, beside that of the task."""

import pytest
from refusing import refusal
from told_team import logged

from graph.actors import Assurance
from graph.casework.interventions import RecordIntervention
from graph.casework.notices import SendNotice
from graph.casework.people import AddPersonAround
from graph.casework.referrals import RequestReferral
from graph.casework.steps import Add, Complete, Direct, Renew, change
from graph.casework.working import Desk, act_in_case, file_of
from graph.casework.writable import judge_written
from graph.clock import FixedClock
from graph.errors import ActError
from graph.guards import Guard
from graph.integrity import violations


@pytest.mark.parametrize("mark", ["manager", "adviser", "coordinator"])
async def test_what_has_a_care_provider_at_its_end_needs_health(team, mark):
    assert await refusal(team.act(mark, RequestReferral(to=team["clinic"]))) == ("", "HEALTH_SECRECY")
    help_ = RecordIntervention(offer=team["treatment"], status="PLANNED", pays="FORENSIC_CARE")
    assert await refusal(team.act(mark, help_)) == ("", "HEALTH_SECRECY")
    assert await team.store.rows("MATCH (n:Referral|Intervention|Event) RETURN n") == []


async def test_who_works_in_care_writes_it_and_is_shown_it_and_nobody_else_is(team):
    await team.act("carer", RequestReferral(to=team["hospital"]))
    help_ = RecordIntervention(offer=team["treatment"], status="WAITING", pays="ZVW")
    await team.act("carer", help_)
    for mark, count in (("carer", 1), ("manager", 0), ("coordinator", 0)):
        view = (await team.file(mark)).view
        assert (len(view.all("Referral")), len(view.all("Intervention"))) == (count, count)
    low = Guard(team.store, await team.actor("carer", assurance=Assurance.SUBSTANTIAL), FixedClock(team.now))
    done = act_in_case(Desk(low, FixedClock(team.now), logged), team["case"], "key-of-a-low-sign-in", help_)
    assert await refusal(done) == ("", "NEEDS_STEP_UP")
    assert await violations(team.store) == []


async def test_what_tells_of_a_victim_needs_that_class(team):
    act = AddPersonAround(name="Ada", kind="VICTIM")
    assert await refusal(team.act("manager", act)) == ("", "NO_LEGAL_BASIS")
    assert await refusal(team.act("adviser", act)) == ("", "NO_LEGAL_BASIS")
    assert await team.store.rows("MATCH (n:Contact) WHERE NOT n.id = $id RETURN n", {"id": team["brother"]}) == []


async def test_every_step_that_leaves_a_record_is_judged_as_that_record(team):
    act = RequestReferral(to=team["clinic"])
    file = await file_of(await team.guard("manager"), team["case"], act=act)
    tie = file.view.all("Tie")[0]
    part = next(one for one in file.view.all("Involvement") if one.end("holder") == team["mentor"])
    for step in (
        Direct(team["carer"]),
        Renew("Tie", tie.fact, {"kind": "VICTIM"}),
        Complete("Involvement", part.fact, {"frame": "TREATMENT"}),
        Complete("Involvement", part.fact, {"frame": "PBW_18B"}),
        Add("Meeting", {"kind": "MDO", "heldOn": file.now, "attended": [team["carer"]]}),
    ):
        with pytest.raises(ActError):
            judge_written(file, change(step))
    judge_written(file, change(Direct(team["mentor"]), Renew("Tie", tie.fact, {"kind": "FRIEND"})))


async def test_somebody_at_an_end_who_was_not_looked_up_is_a_mistake_of_ours(team):
    file = await team.file("manager")
    with pytest.raises(RuntimeError):
        judge_written(file, change(Add("Notice", {"kind": "CALL_UP", "receivedOn": file.now, "to": "unknown"})))
    assert (await team.act("manager", SendNotice(kind="CALL_UP", to=team["town"]))) is not None
