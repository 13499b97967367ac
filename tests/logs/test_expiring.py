"""Whole days go when their period has passed; what stays can still be proved."""

from graph.clock import FixedClock
from graph.logs.expiries import expired, remove
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
    assert found.notices == [
        f"audit/{file} is gone with its whole day, as at the end of a retention period"
        for file in (line.split(" ")[0].removeprefix("audit/") for line in found.notices)
    ]
    assert len(found.notices) == 1
