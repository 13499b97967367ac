"""Notes: read by the own organisation under the same purpose, and by nobody else."""

from refusing import refusal

from graph.casework.notes import WriteNote
from graph.happenings import notes
from graph.integrity import violations


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
