"""Help and who pays for it, step by step."""

from refusing import refusal

from graph.casework.interventions import ChangeIntervention, RecordIntervention
from graph.integrity import violations
from graph.interventions import interventions


async def told(team, mark="coordinator"):
    return [
        (one.stage, one.pays, [step.stage for step in one.steps]) for one in interventions((await team.file(mark)).view)
    ]


async def test_help_goes_from_step_to_step_and_says_who_pays(team):
    act = RecordIntervention(offer=team["course"], status="WAITING", pays="NOBODY_YET")
    done = await team.act("manager", act)
    assert await told(team) == [("WAITING", "NOBODY_YET", ["WAITING"])]
    assert await refusal(team.act("adviser", act)) == ("offer", "ALREADY_SO")
    done = await team.act("adviser", ChangeIntervention(intervention=done.facts[0], pays="MUNICIPALITY"))
    done = await team.act("coordinator", ChangeIntervention(intervention=done.facts[-1], status="COMPLETED"))
    assert await told(team) == [("COMPLETED", "MUNICIPALITY", ["WAITING", "WAITING", "COMPLETED"])]
    over = ChangeIntervention(intervention=done.facts[-1], status="RUNNING")
    assert await refusal(team.act("manager", over)) == ("intervention", "IS_OVER")
    await team.act("manager", act)
    assert await violations(team.store) == []


async def test_help_is_refused_by_the_field_that_is_why(team):
    async def of(mark, **said):
        given = {"offer": team["course"], "status": "PLANNED", "pays": "WMO", **said}
        return await refusal(team.act(mark, RecordIntervention(**given)))

    assert await of("manager", offer="no-such-offer") == ("offer", "UNKNOWN")
    assert await of("manager", offer=team["town"]) == ("offer", "UNKNOWN")
    assert await of("manager", status="COMPLETED") == ("status", "UNUSABLE")
    assert await of("mentor") == ("", "NOT_YOUR_TASK")
    fact = (await team.act("manager", RecordIntervention(offer=team["course"], status="PLANNED", pays="WMO"))).facts[0]
    for said, answer in (({}, ("status", "EMPTY")), ({"pays": "WMO"}, ("pays", "ALREADY_SO"))):
        assert await refusal(team.act("manager", ChangeIntervention(intervention=fact, **said))) == answer
