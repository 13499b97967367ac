"""The intake list: who is on it from which moment to which, and what it says; and against the world's files."""

from datetime import date, timedelta

import pytest

from graph.actors import Purpose
from graph.clock import FixedClock
from graph.guards import Guard
from graph.intakes import intake_list
from graph.staff import staff
from graph.times import parse_moment
from seeds.importing import load
from seeds.stories.telling import Telling

TODAY = date(2026, 3, 10)
NOON = FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))


class Plot:
    """One person of whom a municipality and a prison are told on several days."""

    def __init__(self):
        self.told = told = Telling("intake", TODAY)
        told.netherlands()
        self.coordinator = told.staff("Noor Proef", "GM0228", "AFTERCARE_COORDINATOR")
        self.worker = told.staff("Bo Proef", "GM0228", "NEIGHBOURHOOD_WORKER")
        self.senior = told.staff("Sam Proef", "PI-ARN", "SENIOR_CASE_MANAGER")
        self.other = told.staff("Els Proef", "GM0274", "AFTERCARE_COORDINATOR")
        self.person = told.person("Wim", "Proef", prefix="van", born="1990-05-17")
        self.case = told.case(self.person, since=told.day(-60))
        self.detention = told.thing("Detention", caseId=self.case, person=self.person, startedOn=told.day(-40))
        told.record(
            "DetentionState", case=self.case, since=told.day(-40), detention=self.detention, status="INSIDE",
            certainty="UNKNOWN", supervisionFollows="UNKNOWN",
        )  # fmt: skip
        told.record(
            "Stay", case=self.case, since=told.day(-40), detention=self.detention, regime="REMAND", prison="PI-ARN"
        )
        for kind, municipality in (("ORIGIN", "GM0274"), ("SETTLES", "GM0228")):
            told.record(
                "Residence", case=self.case, since=told.day(-60), person=self.person, kind=kind,
                municipality=municipality,
            )  # fmt: skip

    def notice(self, day, kind="START_OF_DETENTION", to="GM0228", hour=9):
        at = self.told.hour(day, hour)
        return self.told.record("Notice", case=self.case, since=at, kind=kind, receivedOn=at, to=to)

    async def listed(self, store, folder, moment=NOON, *, position=None, purpose=Purpose.INTAKE):
        if not folder.exists():
            self.told.write(folder)
            assert (await load(store, NOON, folder, strict=True)).loaded
        found = await staff(store, moment, limit=1000)
        chosen = next(one for one in found if one.position == (position or self.coordinator))
        return (await intake_list(Guard(store, chosen.acting_for(purpose), moment))).intakes


def at(text):
    return FixedClock(parse_moment(text))


@pytest.fixture
def plot():
    return Plot()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "world"


async def test_it_tells_who_it_is_from_when_and_by_which_notices(scratch, plot, folder):
    old, new = plot.notice(-9), plot.notice(-2, "END_OF_DETENTION")
    plot.notice(-40)
    plot.notice(-1, to="GM0274")
    (found,) = await plot.listed(scratch, folder)
    assert (found.name, found.birth_date, found.person_id, found.case_id) == (
        "Wim van Proef", "1990-05-17", plot.person, plot.case,
    )  # fmt: skip
    assert found.arrived_at == parse_moment(plot.told.day(-40))
    assert found.prison.id == "PI-ARN"
    assert [place.id for place in found.municipalities] == ["GM0228", "GM0274"]
    assert [(one.fact, one.kind) for one in found.notices] == [
        (new, "END_OF_DETENTION"), (old, "START_OF_DETENTION"),
    ]  # fmt: skip
    assert (found.days_waiting, found.days_left, found.unassigned_long) == (2, 26, False)
    assert found.last_day == TODAY + timedelta(days=25)


@pytest.mark.parametrize(
    ("moment", "left", "flagged"),
    [
        ("2026-03-01T23:30:00+01:00", 28, False),
        ("2026-03-21T23:59:00+01:00", 8, False),
        ("2026-03-22T00:00:00+01:00", 7, True),
        ("2026-03-28T12:00:00+01:00", 1, True),
        ("2026-03-28T23:59:59+01:00", 1, True),
    ],
)
async def test_days_are_counted_from_the_day_of_receipt(scratch, plot, folder, moment, left, flagged):
    plot.notice(-9, hour=23)  # 1 March
    (found,) = await plot.listed(scratch, folder, at(moment))
    assert (found.days_left, found.unassigned_long) == (left, flagged)


@pytest.mark.parametrize("moment", ["2026-03-29T00:00:00+01:00", "2026-04-20T12:00:00+02:00"])
async def test_after_28_days_nobody_is_on_it(scratch, plot, folder, moment):
    plot.notice(-9, hour=23)
    assert await plot.listed(scratch, folder, at(moment)) == ()


async def test_the_hour_that_is_left_out_in_march_makes_no_day_longer_or_shorter(scratch, plot, folder):
    plot.notice(-5)  # 5 March; the clocks change on 29 March
    (last,) = await plot.listed(scratch, folder, at("2026-04-01T23:59:59+02:00"))
    assert last.days_left == 1
    assert await plot.listed(scratch, folder, at("2026-04-02T00:00:00+02:00")) == ()


async def test_a_new_notice_starts_the_days_anew(scratch, plot, folder):
    plot.notice(-25)
    plot.notice(-25, to="GM0274")
    plot.notice(0, to="GM0274")
    (old,) = await plot.listed(scratch, folder)
    (anew,) = await plot.listed(scratch, folder, position=plot.other)
    assert (old.days_left, old.unassigned_long) == (3, True)
    assert (anew.days_left, anew.unassigned_long) == (28, False)


async def test_who_was_assigned_takes_the_person_off_it_and_only_for_the_own_organisation(scratch, plot, folder):
    plot.notice(-9)
    plot.notice(-9, "PLACEMENT", "PI-ARN")
    plot.told.involve(plot.case, plot.worker, "NEIGHBOURHOOD_WORKER", since=plot.told.day(-3))
    assert await plot.listed(scratch, folder) == ()
    (found,) = await plot.listed(scratch, folder, position=plot.senior)
    assert [one.kind for one in found.notices] == ["PLACEMENT"]
    assert len(await plot.listed(scratch, folder, at("2026-03-06T23:59:59+01:00"))) == 1
    assert await plot.listed(scratch, folder, at("2026-03-07T00:00:00+01:00")) == ()


async def test_it_is_for_who_may_assign_there_and_for_the_intake_only(scratch, plot, folder):
    plot.notice(-9)
    assert len(await plot.listed(scratch, folder)) == 1
    for position in (plot.worker, plot.other, plot.senior):
        assert await plot.listed(scratch, folder, position=position) == ()
    for purpose in (Purpose.REINTEGRATION, Purpose.SCREENING, Purpose.STEERING):
        assert await plot.listed(scratch, folder, purpose=purpose) == ()


async def test_what_waited_longest_stands_first(scratch, plot, folder):
    plot.notice(-3)
    sister = plot.told.person("Ans", "Proef")
    case = plot.told.case(sister, since=plot.told.day(-60))
    for day in (-12, -5):
        on = plot.told.day(day)
        plot.told.record("Notice", case=case, since=on, kind="CALL_UP", receivedOn=on, to="GM0228")
    found = await plot.listed(scratch, folder)
    assert [(one.name, one.days_waiting) for one in found] == [("Ans Proef", 5), ("Wim van Proef", 3)]
    unknown = found[0]
    assert (unknown.birth_date, unknown.arrived_at, unknown.prison, unknown.municipalities) == (None, None, None, ())


async def test_a_related_colleague_does_not_see_the_person(scratch, plot, folder):
    plot.notice(-9)
    professional = next(row["professional"] for _, row in plot.told.rows if row.get("id") == plot.coordinator)
    plot.told.record("Exclusion", case=plot.case, since=plot.told.day(-20), professional=professional)
    assert await plot.listed(scratch, folder) == ()
