"""Whole days go when their period has passed; what stays can still be proved."""

from graph.clock import FixedClock
from graph.logs.expiries import Expired, expired, remove
from graph.logs.log_readings import LogReader
from graph.logs.log_writers import LogWriter
from graph.logs.verifications import verified
from graph.times import parse_moment


async def test_days_go_when_their_period_has_passed_and_the_rest_stays_whole(logs, disclosure):
    for day in ("2021-03-09", "2021-03-11", "2024-03-09", "2026-03-10"):
        with LogWriter.open(logs, FixedClock(parse_moment(f"{day}T12:00:00+01:00"))) as writer:
            await writer.write(disclosure("p1"))
    days = expired(logs, FixedClock(parse_moment("2026-03-10T12:00:00+01:00")))
    assert [(one.part, one.day) for one in days] == [
        ("audit", "2021-03-09"),
        ("facts", "2021-03-09"),
        ("processing", "2021-03-09"),
        ("facts", "2021-03-11"),
        ("facts", "2024-03-09"),
    ]
    remove(logs, days)
    found = verified(logs)
    assert found.broken == []
    gone_facts, gone_audit = found.notices
    assert gone_facts.startswith("facts from 2021-03-11 to 2024-03-09 are gone with their whole days")
    assert gone_audit.startswith("audit/2021-03-09/")
    assert gone_audit.endswith("is gone with its whole day, as at the end of a retention period")


async def test_a_day_that_was_removed_before_its_period_is_over_is_broken(logs, disclosure):
    for day in ("2026-03-09", "2026-03-10"):
        with LogWriter.open(logs, FixedClock(parse_moment(f"{day}T12:00:00+01:00"))) as writer:
            await writer.write(disclosure("p1"))
    soon = FixedClock(parse_moment("2026-03-11T12:00:00+01:00"))
    remove(logs, [Expired("facts", "2026-03-09")])
    assert [one.problem for one in verified(logs, soon).broken if one.file.startswith("facts/2026-03-09")]
    remove(logs, [Expired("audit", "2026-03-09"), Expired("processing", "2026-03-09")])
    (broken,) = verified(logs, soon).broken
    assert broken.file.startswith("audit/2026-03-09")
    assert "was taken away" in broken.problem


async def test_what_is_removed_is_forgotten_by_who_read_it_before(logs, disclosure):
    for day in ("2021-03-09", "2026-03-10"):
        with LogWriter.open(logs, FixedClock(parse_moment(f"{day}T12:00:00+01:00"))) as writer:
            await writer.write(disclosure("p1"))
            await writer.write(disclosure("p1"))
    reader = LogReader(logs)
    assert [one.file[:10] for one in reader.sightings("p1")] == ["2026-03-10"] * 2 + ["2021-03-09"] * 2
    remove(logs, expired(logs, FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))))
    assert [one.file[:10] for one in reader.sightings("p1", "o1")] == ["2026-03-10"] * 2
    remove(logs, [Expired("audit", "2026-03-10")])
    assert reader.sightings("p1") == []
    with LogWriter.open(logs, FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))) as writer:
        await writer.write(disclosure("p1"))
    assert len(reader.sightings("p1")) == 1
