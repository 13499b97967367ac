"""The intake list against the world's files: everybody who is on it, in which order, and nobody else."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from rights import Rights, begin, end, known
from world_rows import World

from graph.actors import ASSIGNING, Purpose
from graph.clock import FixedClock
from graph.guards import Guard
from graph.intakes import intake_list
from graph.staff import staff

DAY = 86_400_000


def day(moment):
    return datetime.fromtimestamp(moment / 1000, UTC).astimezone(ZoneInfo("Europe/Amsterdam")).date()


def counted(world, actor, now):
    """Case, person, name, days left, prison and municipalities of who is on the list."""
    found = []
    for case in world.of("Case"):
        if not Rights(world, actor, case["id"], now).exists:
            continue

        def of(kind, id=case["id"]):
            rows = world.where(kind, "caseId", id)
            return [row for row in rows if known(row, now) and begin(row) <= now < end(row, now)]

        told = [row for row in of("Notice") if row["to"] == actor.organisation]
        told = [row for row in told if 0 <= (day(now) - day(row["receivedOn"])).days < 28]
        latest = max(row["receivedOn"] for row in told)
        last = day(latest) + timedelta(days=27)
        for person in case["persons"]:
            names = [row for row in of("PersonName") if row["person"] == person]
            inside = [row["id"] for row in world.where("Detention", "person", person) if row["caseId"] == case["id"]]
            prisons = {row["prison"] for row in of("Stay") if row["detention"] in inside}
            places = {row["municipality"] for row in of("Residence") if row["person"] == person}
            found.append(
                (
                    (latest, case["id"], person),
                    max(names, key=lambda row: (begin(row), row["fact"]))["familyName"] if names else "",
                    (last - day(now)).days + 1,
                    (day(now) - day(latest)).days >= 21,
                    sorted(places),
                    {row["fact"] for row in told},
                    prisons,
                )
            )
    return sorted(found, key=lambda one: one[0])


@pytest.mark.parametrize("function", sorted(ASSIGNING))
async def test_the_list_is_that_of_the_files(small, function):
    world = World(small.folder, small.clock.now())
    seen = 0
    for position in (await staff(small.store, small.clock, function=function, limit=1000))[:12]:
        actor = position.acting_for(Purpose.INTAKE)
        for later in (0, 9):
            clock = FixedClock(small.clock.now() + later * DAY)
            found = (await intake_list(Guard(small.store, actor, clock))).intakes
            expected = counted(world, actor, clock.now())
            assert [one.key for one in found] == [one[0] for one in expected]
            for one, (_, family, left, flagged, places, notices, prisons) in zip(found, expected, strict=True):
                assert (one.name or "").endswith(family)
                assert (one.days_left, one.unassigned_long) == (left, flagged)
                assert sorted(place.id for place in one.municipalities) == places
                assert {notice.fact for notice in one.notices} == notices
                assert (one.prison.id if one.prison else None) in (prisons or {None})
            seen += len(found)
    told = {row["to"] for row in world.of("Notice")}
    assert seen > 0 or not any(
        one.organisation in told for one in await staff(small.store, small.clock, function=function)
    )
