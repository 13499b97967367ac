"""How every act in a case behaves: once for a key, by who may, on what is there, whole or not at all."""

import pytest

from graph.actors import Purpose
from graph.casework.meetings import RecordContactMoment, RecordMeeting
from graph.casework.notes import WriteNote
from graph.casework.working import file_of
from graph.errors import ActError
from graph.integrity import violations

HELD = 1_773_140_000_000


def meeting(team, *there, held_on=None) -> RecordMeeting:
    return RecordMeeting(
        kind="MDO", held_on=held_on or team.now - 3_600_000, attended=tuple(team[one] for one in there)
    )


async def refusal(act) -> tuple[str, str]:
    with pytest.raises(ActError) as refused:
        await act
    return refused.value.field, refused.value.code


async def test_what_is_done_stands_in_the_case_for_whoever_may_see_it(team):
    done = await team.act("manager", meeting(team, "manager", "adviser"))
    for mark in ("manager", "coordinator"):
        (found,) = (await team.file(mark)).view.all("Meeting")
        assert (found.fact, found.values["kind"]) == (done.facts[0], "MDO")
        assert set(found.ends["attended"]) == {team["manager"], team["adviser"]}
    assert await violations(team.store) == []


async def test_asked_again_with_its_key_it_is_done_once_and_answers_the_same(team):
    act = meeting(team, "manager")
    first = await team.act("manager", act, key="the-same-key")
    assert await team.act("manager", act, key="the-same-key") == first
    assert len((await team.file("manager")).view.all("Meeting")) == 1
    other = meeting(team, "manager", "adviser")
    assert await refusal(team.act("manager", other, key="the-same-key")) == (
        "idempotencyKey",
        "IDEMPOTENCY_KEY_REUSED",
    )


async def test_an_event_is_written_with_it_and_rises(team):
    first = await team.act("manager", meeting(team, "manager"))
    second = await team.act("adviser", RecordContactMoment(kind="TALK", held_on=team.now))
    rows = await team.store.rows("MATCH (e:Event) RETURN e{.*} AS e ORDER BY e.sequence")
    assert [(row["e"]["act"], row["e"]["sequence"], tuple(row["e"]["facts"])) for row in rows] == [
        ("recordMeeting", first.sequence, first.facts),
        ("recordContactMoment", second.sequence, second.facts),
    ]
    assert first.sequence < second.sequence


@pytest.mark.parametrize("mark", ["stranger", "supervisor"])
async def test_who_is_not_in_the_team_hears_that_there_is_no_such_case(team, mark):
    assert await team.act(mark, meeting(team, "manager")) is None
    assert await team.act("manager", meeting(team, "manager"), case="no-such-case") is None
    assert await team.store.rows("MATCH (n:Meeting|Event|Act) RETURN n") == []


async def test_whose_task_it_is_not_is_told_so(team):
    assert await refusal(team.act("mentor", meeting(team, "manager"))) == ("", "NOT_YOUR_TASK")
    wrong = team.act("manager", meeting(team, "manager"), purpose=Purpose.RISK_MANAGEMENT)
    assert (await refusal(wrong))[1] == "PURPOSE_MISMATCH"


async def test_who_is_not_shown_to_who_acts_answers_as_nobody(team):
    for mark in ("stranger", "carer", "person"):
        assert await refusal(team.act("manager", meeting(team, "manager", mark))) == ("attended", "NOT_IN_TEAM")
    act = RecordMeeting(kind="MDO", held_on=team.now, attended=("no-such-position",))
    assert await refusal(team.act("manager", act)) == ("attended", "NOT_IN_TEAM")


async def test_a_meeting_of_tomorrow_has_not_been_held(team):
    act = meeting(team, "manager", held_on=team.now + 86_400_000)
    assert await refusal(team.act("manager", act)) == ("heldOn", "IN_FUTURE")


@pytest.mark.parametrize(
    ("act", "answer"),
    [
        (RecordMeeting(kind="MDO", held_on=HELD, attended=("x" * 300,)), ("attended", "UNKNOWN")),
        (RecordMeeting(kind="MDO", held_on=HELD, attended=()), ("attended", "EMPTY")),
        (RecordMeeting(kind="MDO", held_on=HELD, attended=("a", "a")), ("attended", "EACH_ONCE")),
        (RecordMeeting(kind="PARTY", held_on=HELD, attended=("a",)), ("kind", "UNUSABLE")),
        (RecordMeeting(kind="MDO", held_on=2**62, attended=("a",)), ("heldOn", "MALFORMED_DATE")),
    ],
)
async def test_a_value_that_cannot_be_used_is_refused_by_its_field(team, act, answer):
    assert await refusal(team.act("manager", act)) == answer


async def test_the_case_is_judged_again_under_its_lock(team):
    guard = await team.guard("manager")

    async def within(transaction):
        found = await file_of(guard.within(transaction, team.now), team["case"])
        return found.team()

    assert team["manager"] in await team.store.write(within)


async def test_the_version_after_an_act_is_told_only_to_who_has_seen_everything(team):
    read = await team.version("manager")
    first = await team.act("manager", meeting(team, "manager"), expected=read)
    assert first.version == await team.version("manager")
    await team.act("adviser", RecordContactMoment(kind="TALK", held_on=team.now))
    second = await team.act("manager", meeting(team, "adviser"), expected=first.version)
    assert second.version is None
    assert (await team.act("manager", meeting(team, "manager"))).version is None


async def test_what_is_not_shown_to_who_acts_leaves_the_version_as_it_is(team):
    read = await team.version("manager")
    note = WriteNote(text="Alleen voor de zorg")
    await team.act("carer", note, purpose=Purpose.CARE)
    assert await team.version("manager") == read
    assert (await team.act("manager", meeting(team, "manager"), expected=read)).version is not None
