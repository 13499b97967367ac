"""Notices: to whom each goes, and what it opens there."""

from refusing import refusal

from graph.actors import Purpose
from graph.casework.notices import SendNotice
from graph.casework.working import file_of
from graph.happenings import notices
from graph.integrity import violations


async def test_a_notice_brings_the_person_in_the_list_of_arrivals_of_the_municipality(team):
    guard = await team.guard("stranger", Purpose.INTAKE)
    assert await file_of(guard, team["case"]) is None
    await team.act("manager", SendNotice(kind="END_OF_DETENTION", to=team["elsewhere"]))
    told = notices((await team.file("coordinator")).view)
    assert [(one.kind, one.to.organisation_id) for one in told] == [("END_OF_DETENTION", team["elsewhere"])]
    assert await file_of(await team.guard("stranger", Purpose.INTAKE), team["case"]) is not None
    assert await violations(team.store) == []


async def test_a_notice_is_refused_by_the_field_that_is_why(team):
    async def of(mark, kind="START_OF_DETENTION", to="town"):
        return await refusal(team.act(mark, SendNotice(kind=kind, to=team.marks.get(to, to))))

    assert await of("manager", to="probation") == ("to", "UNUSABLE")
    assert await of("manager", kind="ADMINISTRATIVE", to="clinic") == ("to", "UNUSABLE")
    assert await of("manager", kind="CALL_UP", to="prison") == ("to", "TO_ONESELF")
    assert await of("manager", kind="PLACEMENT", to="town") == ("kind", "UNUSABLE")
    assert await of("manager", to="mentor") == ("to", "UNKNOWN")
    assert await of("adviser") == ("", "NOT_YOUR_TASK")
    await team.act("senior", SendNotice(kind="START_OF_DETENTION", to=team["town"]))
    assert await of("manager") == ("to", "ALREADY_SO")
