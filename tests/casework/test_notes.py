"""Notes: read by the own organisation under the same purpose, by nobody else. And conduct, which the prison tells."""

from refusing import refusal

from graph.casework.conduct import RecordConduct
from graph.casework.notes import WriteNote
from graph.happenings import conduct, notes
from graph.integrity import violations
from graph.times import day_of, start_of_day


async def test_a_note_is_read_by_the_own_organisation_under_the_purpose_it_was_written_under(team):
    await team.act("mentor", WriteNote(text="  Rustig op de afdeling \n"))
    (found,) = notes((await team.file("manager")).view)
    assert (found.text, found.purpose, found.by.position_id) == (
        "Rustig op de afdeling", "REINTEGRATION", team["mentor"],
    )  # fmt: skip
    for mark in ("adviser", "coordinator", "carer", "person"):
        assert notes((await team.file(mark)).view) == ()
    assert await violations(team.store) == []


async def test_a_note_of_nothing_or_of_too_much_is_refused(team):
    assert await refusal(team.act("mentor", WriteNote(text=" \n"))) == ("text", "EMPTY")
    assert await refusal(team.act("mentor", WriteNote(text="x" * 10_000))) == ("text", "TOO_LONG")
    assert await refusal(team.act("mentor", WriteNote(text="\ud800"))) == ("text", "UNREADABLE")
    assert await refusal(team.act("person", WriteNote(text="Ik"))) == ("", "NOT_YOUR_TASK")


async def test_conduct_is_said_by_the_prison_and_read_by_whoever_may_read_conduct(team):
    yesterday = start_of_day(day_of(team.now - 86_400_000))
    await team.act("mentor", RecordConduct(kind="EFFORT", text=" Werkt mee ", reported_on=yesterday))
    await team.act("manager", RecordConduct(kind="PROMOTION", text="Plusprogramma"))
    for mark in ("senior", "adviser", "coordinator", "person"):
        assert [(one.kind, one.text, one.by.position_id) for one in conduct((await team.file(mark)).view)] == [
            ("EFFORT", "Werkt mee", team["mentor"]), ("PROMOTION", "Plusprogramma", team["manager"]),
        ]  # fmt: skip
    for mark in ("carer", "neighbour"):
        assert conduct((await team.file(mark)).view) == ()
    said = RecordConduct(kind="BEHAVIOUR", text="x")
    for mark in ("adviser", "coordinator", "carer", "person"):
        assert await refusal(team.act(mark, said)) == ("", "NOT_YOUR_TASK")
    ahead = RecordConduct(kind="BEHAVIOUR", text="x", reported_on=team.now + 86_400_000)
    assert await refusal(team.act("mentor", ahead)) == ("reportedOn", "IN_FUTURE")
    assert await violations(team.store) == []
