"""Results of instruments: by who may take them, and whose task each is."""

from refusing import refusal

from graph.casework.instruments import RecordInstrument
from graph.happenings import instruments
from graph.integrity import violations

DAY_MS = 86_400_000


async def told(team, mark):
    return [(one.instrument, one.reoffending, one.conclusion) for one in instruments((await team.file(mark)).view)]


async def test_probation_records_a_risc_and_the_municipality_is_not_shown_it(team):
    act = RecordInstrument(instrument="RISC", taken_on=team.now - DAY_MS, reoffending="HIGH", withdrawal="LOW")
    await team.act("adviser", act)
    assert await told(team, "manager") == [("RISC", "HIGH", None)]
    assert await told(team, "coordinator") == []
    assert await refusal(team.act("adviser", act)) == ("takenOn", "ALREADY_SO")
    assert await violations(team.store) == []


async def test_whose_task_it_is_goes_by_the_instrument(team):
    scil = RecordInstrument(instrument="SCIL", taken_on=team.now, conclusion="vermoeden van LVB")
    await team.act("mentor", scil)
    assert await told(team, "senior") == [("SCIL", None, "vermoeden van LVB")]

    async def of(mark, instrument):
        return await refusal(team.act(mark, RecordInstrument(instrument=instrument, taken_on=team.now)))

    assert await of("coordinator", "SCIL") == ("", "NO_LEGAL_BASIS")
    assert await of("mentor", "SAPROF") == ("", "NO_LEGAL_BASIS")
    assert await of("manager", "RISC") == ("", "NOT_YOUR_TASK")
    assert await of("adviser", "RISK_SCREENER_VIOLENCE") == ("", "NOT_YOUR_TASK")


async def test_a_level_that_an_instrument_does_not_give_is_refused_and_so_is_a_day_to_come(team):
    async def of(mark, **said):
        return await refusal(team.act(mark, RecordInstrument(**{"taken_on": team.now, **said})))

    assert await of("manager", instrument="RISK_SCREENER_VIOLENCE", withdrawal="LOW") == ("withdrawal", "UNUSABLE")
    assert await of("manager", instrument="SCIL", injury="LOW") == ("injury", "UNUSABLE")
    assert await of("manager", instrument="SCIL", taken_on=team.now + DAY_MS) == ("takenOn", "IN_FUTURE")
