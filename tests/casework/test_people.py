"""People around the person: added, called otherwise, read by each apart, and gone."""

import pytest
from refusing import refusal

from graph.casework.people import AddPersonAround, ChangeTie, EndTie, ReadOwnTie, ReadTie
from graph.casework.settling import RecordSettlement
from graph.errors import ConflictError
from graph.integrity import violations
from graph.legal_courses import residences
from graph.times import day_of, start_of_day

DAY_MS = 86_400_000


async def around(team, mark="coordinator"):
    """By name: the kinds of tie in force."""
    view = (await team.file(mark)).view
    ties = {one.ends["to"][0]: one.value("kind") for one in view.holding("Tie")}
    return {one.value("name"): ties.get(one.ends["contact"][0]) for one in view.holding("ContactState")}


async def readings(team, mark):
    view = (await team.file(mark)).view
    return {(one.value("reader"), one.end("by"), one.value("quality")) for one in view.holding("TieReading")}


async def tie_of(team, contact):
    return next(one for one in (await team.file("manager")).view.all("Tie") if one.ends["to"] == (contact,))


async def test_somebody_is_added_changed_and_gone(team):
    done = await team.act("coordinator", AddPersonAround(name=" Coach Ada ", kind="COACH"))
    assert await around(team, "adviser") == {"Broer Bram": "SIBLING", "Coach Ada": "COACH"}
    tie = await tie_of(team, done.made[0])
    await team.act("manager", ChangeTie(tie=tie.fact, kind="FRIEND", name="Ada"))
    assert await around(team) == {"Broer Bram": "SIBLING", "Ada": "FRIEND"}
    await team.act("adviser", AddPersonAround(name="Kees", kind="CHILD", from_=done.made[0]))
    assert (await around(team))["Kees"] == "CHILD"
    tie = await tie_of(team, team["brother"])
    await team.act("manager", EndTie(tie=tie.fact, ended_on=team.now - 12 * 3_600_000))
    assert (await around(team))["Broer Bram"] is None
    assert await violations(team.store) == []


async def test_a_tie_is_read_by_the_person_and_by_each_professional_apart(team):
    contact = team["brother"]
    await team.act("manager", ReadTie(contact=contact, quality="HARMS", reader="PROFESSIONAL"))
    await team.act("coordinator", ReadTie(contact=contact, quality="UNKNOWN", reader="PROFESSIONAL"))
    await team.act("coordinator", ReadTie(contact=contact, quality="SUPPORTS", reader="PERSON"))
    await team.act("manager", ReadTie(contact=contact, quality="NEUTRAL", reader="PROFESSIONAL"))
    assert await readings(team, "adviser") == {
        ("PROFESSIONAL", team["manager"], "NEUTRAL"), ("PROFESSIONAL", team["coordinator"], "UNKNOWN"),
        ("PERSON", None, "SUPPORTS"),
    }  # fmt: skip
    assert await readings(team, "person") == {("PERSON", None, "SUPPORTS")}
    again = ReadTie(contact=contact, quality="NEUTRAL", reader="PROFESSIONAL")
    assert await refusal(team.act("manager", again)) == ("quality", "ALREADY_SO")


async def test_the_mentor_writes_down_how_the_person_reads_a_tie_and_the_person_reads_it_anew(team):
    contact = team["brother"]
    own = ReadTie(contact=contact, quality="HARMS", reader="PROFESSIONAL")
    assert await refusal(team.act("mentor", own)) == ("", "NOT_YOUR_TASK")
    done = await team.act("mentor", ReadTie(contact=contact, quality="SUPPORTS", reader="PERSON"))
    await team.act("person", ReadOwnTie(reading=done.facts[0], quality="NEUTRAL"))
    assert await readings(team, "adviser") == await readings(team, "person") == {("PERSON", None, "NEUTRAL")}
    (new,) = (await team.file("person")).view.holding("TieReading")
    assert new.ends["contact"] == (contact,)
    assert await refusal(team.act("person", ReadOwnTie(reading=new.fact, quality="NEUTRAL"))) == (
        "quality", "ALREADY_SO",
    )  # fmt: skip
    assert await refusal(team.act("person", ReadOwnTie(reading=done.facts[0], quality="HARMS"))) == (
        "reading", "IS_OVER",
    )  # fmt: skip
    theirs = (await team.act("manager", own)).facts[0]
    assert await refusal(team.act("person", ReadOwnTie(reading=theirs, quality="HARMS"))) == ("reading", "UNKNOWN")
    assert await refusal(team.act("mentor", ReadOwnTie(reading=new.fact, quality="HARMS"))) == ("", "NOT_YOUR_TASK")
    assert await violations(team.store) == []


async def test_the_municipality_of_settlement_is_said_from_now_or_for_a_coming_day(team):
    async def settles(mark="coordinator"):
        view = (await team.file(mark)).view
        return [(one.municipality.organisation_id, one.status, one.valid_from) for one in residences(view)]

    release = start_of_day(day_of(team.now + 50 * DAY_MS))
    await team.act("manager", RecordSettlement(municipality=team["elsewhere"], from_=release))
    again = RecordSettlement(municipality=team["elsewhere"], from_=release)
    assert await refusal(team.act("coordinator", again)) == ("municipality", "ALREADY_SO")
    await team.act("coordinator", RecordSettlement(municipality=team["town"], from_=release))
    assert await settles() == [(team["town"], "PLANNED", release)]
    now = team.now
    await team.act("adviser", RecordSettlement(municipality=team["elsewhere"]))
    assert await settles() == [(team["elsewhere"], "CURRENT", now)]
    assert await refusal(team.act("manager", RecordSettlement(municipality=team["clinic"]))) == (
        "municipality", "UNUSABLE",
    )  # fmt: skip
    early = RecordSettlement(municipality=team["town"], from_=team.now - 3 * DAY_MS)
    assert await refusal(team.act("manager", early)) == ("from", "IN_PAST")
    for mark in ("mentor", "neighbour", "person"):
        assert await refusal(team.act(mark, RecordSettlement(municipality=team["town"]))) == ("", "NOT_YOUR_TASK")
    assert await violations(team.store) == []


async def test_a_tie_is_refused_by_the_field_that_is_why(team):
    async def of(act, mark="manager"):
        return await refusal(team.act(mark, act))

    tie = (await tie_of(team, team["brother"])).fact
    assert await of(AddPersonAround(name=" ", kind="COACH")) == ("name", "EMPTY")
    assert await of(AddPersonAround(name="Ada", kind="COACH", from_="no-such-contact")) == ("from", "UNKNOWN")
    assert await of(AddPersonAround(name="Ada", kind="COACH"), "mentor") == ("", "NOT_YOUR_TASK")
    assert await of(ChangeTie(tie=tie)) == ("kind", "EMPTY")
    assert await of(ChangeTie(tie=tie, kind="SIBLING")) == ("kind", "ALREADY_SO")
    assert await of(ChangeTie(tie=tie, name="  ")) == ("name", "EMPTY")
    assert await of(ChangeTie(tie="no-such-tie", kind="FRIEND")) == ("tie", "UNKNOWN")
    assert await of(EndTie(tie=tie, ended_on=team.now + DAY_MS)) == ("endedOn", "IN_FUTURE")
    assert await of(EndTie(tie=tie, ended_on=team.now - 90 * DAY_MS)) == ("endedOn", "ENDS_BEFORE_START")
    assert await of(ReadTie(contact=team["person"], quality="HARMS", reader="PERSON")) == ("contact", "UNKNOWN")


async def test_a_tie_that_somebody_else_changed_since_is_a_conflict(team):
    tie = (await tie_of(team, team["brother"])).fact
    read = await team.version("manager")
    await team.act("adviser", EndTie(tie=tie))
    with pytest.raises(ConflictError):
        await team.act("manager", ChangeTie(tie=tie, kind="FRIEND"), expected=read)
