"""What `log verify` finds, and what it takes for a crash."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.clock import FixedClock
from graph.logs.disclosures import Disclosure
from graph.logs.log_folders import LogFolder
from graph.logs.log_writers import LogWriter
from graph.logs.verifications import verified
from graph.times import DAY_MS, parse_moment

NOON = parse_moment("2026-03-10T12:00:00+01:00")
Made = Callable[..., Disclosure]


async def process(logs: LogFolder, disclosure: Made, answers: int = 3, at: int = NOON) -> Path:
    """A process that gives some answers, one after the other; answers with its audit file."""
    before = set(logs.all_names())
    with LogWriter.open(logs, FixedClock(at)) as writer:
        for number in range(answers):
            await writer.write(disclosure(f"p{number}", "p9"))
    (name,) = set(logs.all_names()) - before
    return logs.path("audit", name)


def changed(path: Path, line: int, change: Callable[[bytes], bytes | None]) -> None:
    lines = path.read_bytes().split(b"\n")
    new = change(lines[line - 1])
    lines[line - 1 : line] = [] if new is None else [new]
    path.write_bytes(b"\n".join(lines))


def said(logs: LogFolder) -> list[tuple[str, int]]:
    return [(one.file, one.line) for one in verified(logs).broken]


def named(logs: LogFolder, path: Path) -> str:
    return str(path.relative_to(logs.root))


async def test_what_nobody_touched_is_whole(logs: LogFolder, disclosure: Made):
    await process(logs, disclosure)
    await process(logs, disclosure, at=NOON + DAY_MS)
    found = verified(logs)
    assert (found.chains, found.lines, found.broken, found.notices) == (2, 8, [], [])


@pytest.mark.parametrize("line", [1, 2, 3, 4])
async def test_a_changed_line_is_named(logs: LogFolder, disclosure: Made, line: int):
    audit = await process(logs, disclosure)
    changed(audit, line, lambda text: text.replace(b'"at":1', b'"at":2', 1))
    assert said(logs) == [(named(logs, audit), line)]


@pytest.mark.parametrize("line", [1, 2, 3])
async def test_a_line_that_was_taken_out_shows_where_it_stood(logs: LogFolder, disclosure: Made, line: int):
    audit = await process(logs, disclosure)
    changed(audit, line, lambda _: None)
    assert said(logs) == [(named(logs, audit), line)]


async def test_a_line_that_was_put_in_twice_shows(logs: LogFolder, disclosure: Made):
    audit = await process(logs, disclosure)
    changed(audit, 3, lambda text: text + b"\n" + text)
    assert said(logs) == [(named(logs, audit), 4)]


async def test_a_chain_that_ends_in_mid_line_was_cut_by_a_crash(logs: LogFolder, disclosure: Made):
    audit = await process(logs, disclosure)
    processing = logs.root / "processing" / audit.relative_to(logs.root / "audit")
    os.truncate(audit, audit.stat().st_size - 40)
    lines = processing.read_bytes().splitlines(keepends=True)
    processing.write_bytes(b"".join(lines[:-3]))  # a line of the processing log is written after its audit line
    found = verified(logs)
    assert found.broken == []
    assert "cut by a crash, nothing after it" in found.notices[0]
    await process(logs, disclosure)
    assert verified(logs).broken == []


async def test_a_crash_between_the_two_logs_is_told_as_such(logs: LogFolder, disclosure: Made):
    audit = await process(logs, disclosure)
    processing = logs.root / "processing" / audit.relative_to(logs.root / "audit")
    os.truncate(processing, processing.stat().st_size - 40)
    found = verified(logs)
    assert found.broken == []
    assert "cut by a crash" in found.notices[0]


async def test_a_tail_that_was_cut_off_shows_by_the_processing_log(logs: LogFolder, disclosure: Made):
    audit = await process(logs, disclosure)
    audit.write_bytes(b"\n".join(audit.read_bytes().split(b"\n")[:-2]) + b"\n")
    (broken,) = verified(logs).broken
    assert broken.file.startswith("processing/") and "the tail of that chain was cut off" in broken.problem


async def test_a_tail_cut_off_both_logs_shows_once_another_process_began(logs: LogFolder, disclosure: Made):
    audit = await process(logs, disclosure)
    await process(logs, disclosure, 1)
    processing = logs.root / "processing" / audit.relative_to(logs.root / "audit")
    audit.write_bytes(b"\n".join(audit.read_bytes().split(b"\n")[:-2]) + b"\n")
    processing.write_bytes(b"\n".join(processing.read_bytes().split(b"\n")[:-4]) + b"\n")
    assert said(logs) == [(named(logs, audit), 4)]


async def test_a_file_that_was_taken_away_shows_once_another_process_began(logs: LogFolder, disclosure: Made):
    audit = await process(logs, disclosure)
    await process(logs, disclosure, 1, NOON + 3 * DAY_MS)
    for part in ("audit", "processing", "facts"):
        (logs.root / part / audit.relative_to(logs.root / "audit")).unlink()
    assert said(logs) == [(named(logs, audit), 0)]


async def test_a_chain_that_was_written_anew_is_not_the_one_that_was_seen(logs: LogFolder, disclosure: Made, tmp_path):
    audit = await process(logs, disclosure)
    await process(logs, disclosure, 1)
    elsewhere = LogFolder(tmp_path / "elsewhere")
    forged = await process(elsewhere, disclosure)
    for part in ("audit", "processing", "facts"):
        text = (elsewhere.root / part / forged.relative_to(elsewhere.root / "audit")).read_bytes()
        (logs.root / part / audit.relative_to(logs.root / "audit")).write_bytes(text)
    assert said(logs) == [(named(logs, audit), 1)]


@pytest.mark.parametrize("part", ["processing", "facts"])
async def test_a_change_beside_the_chain_shows(logs: LogFolder, disclosure: Made, part: str):
    audit = await process(logs, disclosure)
    path = logs.root / part / audit.relative_to(logs.root / "audit")
    changed(path, 1, lambda text: text.replace(b"1", b"2"))
    assert said(logs) == [(named(logs, path), 1)]


async def test_processes_side_by_side_have_a_chain_each(logs: LogFolder, disclosure: Made):
    with LogWriter.open(logs, FixedClock(NOON)) as one, LogWriter.open(logs, FixedClock(NOON)) as other:
        for number in range(3):
            await one.write(disclosure(f"p{number}"))
            await other.write(disclosure(f"p{number}"))
    found = verified(logs)
    assert (found.chains, found.broken) == (2, [])


async def test_a_process_begins_a_new_chain_each_day(logs: LogFolder, disclosure: Made):
    class Turning:
        moment = NOON

        def now(self) -> int:
            return self.moment

    clock = Turning()
    with LogWriter.open(logs, clock) as writer:
        await writer.write(disclosure("p1"))
        clock.moment += DAY_MS
        await writer.write(disclosure("p1"))
    assert logs.days() == ["2026-03-10", "2026-03-11"]
    assert verified(logs).broken == []
