"""What `log verify` finds, and what it takes for a crash."""

import asyncio
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from graph.actors import Actor, Purpose
from graph.clock import FixedClock
from graph.errors import LogError
from graph.logs.audit_lines import NOTHING_BEFORE, decoded, hash_of, linked
from graph.logs.disclosures import Disclosure
from graph.logs.log_folders import LogFolder
from graph.logs.log_writers import LogWriter
from graph.logs.verifications import verified
from graph.times import DAY_MS, parse_moment

NOON = parse_moment("2026-03-10T12:00:00+01:00")
Made = Callable[..., Disclosure]
ACTOR = Actor("w1", "Invented Name", "q1", "CASE_MANAGER", "o1", "Prison", "PRISON", Purpose.REINTEGRATION)


def beside(part: str, audit: Path, logs: LogFolder) -> Path:
    return logs.root / part / audit.relative_to(logs.root / "audit")


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
    processing = beside("processing", audit, logs)
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
    processing = beside("processing", audit, logs)
    os.truncate(processing, processing.stat().st_size - 40)
    found = verified(logs)
    assert found.broken == []
    assert "cut by a crash" in found.notices[0]


async def test_a_tail_that_was_cut_off_shows_by_the_processing_log(logs: LogFolder, disclosure: Made):
    audit = await process(logs, disclosure)
    audit.write_bytes(b"\n".join(audit.read_bytes().split(b"\n")[:-2]) + b"\n")
    broken = verified(logs).broken[0]
    assert broken.file.startswith("processing/") and "the tail of that chain was cut off" in broken.problem


async def test_a_tail_cut_off_both_logs_shows_once_another_process_began(logs: LogFolder, disclosure: Made):
    audit = await process(logs, disclosure)
    await process(logs, disclosure, 1)
    processing = beside("processing", audit, logs)
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


FACTS = 3
"""The answers below rest on facts that differ in one organisation each: as many facts as answers."""


async def facts_of(logs: LogFolder, disclosure: Made) -> Path:
    """The facts of a process that gave answers to three actors, twice each."""
    with LogWriter.open(logs, FixedClock(NOON)) as writer:
        for number in (*range(FACTS), *range(FACTS)):
            await writer.write(disclosure("p1", actor=replace(ACTOR, organisation=f"o{number}")))
    (name,) = logs.all_names()
    facts = logs.path("facts", name)
    assert facts.read_bytes().count(b"\n") == FACTS
    assert verified(logs).broken == []
    return facts


@pytest.mark.parametrize("line", [1, 2, 3])
async def test_a_fact_that_was_taken_out_shows_where_it_stood(logs: LogFolder, disclosure: Made, line: int):
    facts = await facts_of(logs, disclosure)
    changed(facts, line, lambda _: None)
    assert said(logs) == [(named(logs, facts), line)]


@pytest.mark.parametrize("line", [1, 2, 3])
async def test_a_fact_that_was_put_in_shows(logs: LogFolder, disclosure: Made, line: int):
    facts = await facts_of(logs, disclosure)
    changed(facts, line, lambda text: text + b"\n" + fact(b'{"made":"up"}'))
    assert said(logs) == [(named(logs, facts), line + 1)]


async def test_facts_that_were_moved_show(logs: LogFolder, disclosure: Made):
    facts = await facts_of(logs, disclosure)
    first, second, third, _ = facts.read_bytes().split(b"\n")
    facts.write_bytes(b"\n".join([second, first, third, b""]))
    assert said(logs) == [(named(logs, facts), 1)]


@pytest.mark.parametrize("all_of_them", [False, True])
async def test_facts_that_were_taken_away_show(logs: LogFolder, disclosure: Made, all_of_them: bool):
    facts = await facts_of(logs, disclosure)
    shutil.rmtree(logs.root / "facts") if all_of_them else facts.unlink()
    found = verified(logs, FixedClock(NOON))
    assert [(one.file, one.line) for one in found.broken] == [(named(logs, facts), 0)]


async def test_facts_that_a_crash_kept_from_being_written_are_told_as_such(logs: LogFolder, disclosure: Made):
    facts = await facts_of(logs, disclosure)
    (name,) = logs.all_names()
    processing = logs.path("processing", name)
    processing.write_bytes(b"".join(processing.read_bytes().splitlines(keepends=True)[:2]))
    os.truncate(facts, facts.stat().st_size - 5)  # written after the audit lines, before the processing lines
    found = verified(logs)
    assert found.broken == []
    assert "lacks the lines of the last 4 answers: cut by a crash" in found.notices[0]
    os.truncate(facts, facts.read_bytes().index(b"\n") + 1)
    assert said(logs) == [(named(logs, facts), 2)]  # one that was written before the crash


async def test_processes_side_by_side_have_facts_of_their_own(logs: LogFolder, disclosure: Made):
    with LogWriter.open(logs, FixedClock(NOON)) as one, LogWriter.open(logs, FixedClock(NOON)) as other:
        for number in range(FACTS):
            actor = replace(ACTOR, organisation=f"o{number}")
            await asyncio.gather(*(writer.write(disclosure("p1", actor=actor)) for writer in (one, other, one)))
    first, second = (logs.path("facts", name) for name in logs.all_names())
    assert verified(logs).broken == []
    mine, theirs = first.read_bytes(), second.read_bytes()
    second.write_bytes(mine.replace(b"o0", b"o1"))
    first.write_bytes(theirs[: theirs.index(b"\n") + 1])
    assert {file for file, _ in said(logs)} == {named(logs, first), named(logs, second)}


async def test_files_of_an_earlier_version_wrote_facts_first_and_still_verify(logs: LogFolder, disclosure: Made):
    facts = await facts_of(logs, disclosure)
    (name,) = logs.all_names()
    as_written_before(logs.path("audit", name))
    found = verified(logs)
    assert (found.broken, found.notices) == ([], [])
    with facts.open("ab") as file:
        file.write(b'{"hash":"cut by a cra')
    found = verified(logs)
    assert found.broken == []
    assert "ends in facts that no line rests on" in found.notices[0]
    changed(facts, 2, lambda _: None)
    assert said(logs) == [(named(logs, facts), 2)]


@pytest.mark.parametrize("part", ["audit", "processing", "facts"])
async def test_a_file_that_cannot_be_read_is_named(logs: LogFolder, disclosure: Made, part: str):
    audit = await process(logs, disclosure)
    path = beside(part, audit, logs)
    path.unlink()
    path.mkdir()
    (broken,) = [one for one in verified(logs).broken if one.file == named(logs, path)]
    assert (broken.line, broken.problem) == (0, "cannot be read: Is a directory")


def test_logs_that_cannot_be_listed_are_told(logs: LogFolder):
    logs.root.mkdir()
    (logs.root / "audit").symlink_to("audit")
    with pytest.raises(LogError, match="the logs cannot be read: Too many levels of symbolic links"):
        verified(logs)


def fact(text: bytes) -> bytes:
    return b'{"hash":"' + hash_of(text).encode() + b'","facts":' + text + b"}"


def as_written_before(audit: Path) -> None:
    """Write a chain anew as the version before wrote it: its first line says nothing of a layout."""
    last, lines = NOTHING_BEFORE, list[bytes]()
    for line in audit.read_bytes().splitlines():
        text = linked(structs.replace(decoded(line), prev=last, hash=""))
        if not lines:
            body = text.replace(b',"layout":2', b"")[: -len(b',"hash":""}') - 64] + b"}"
            text = body[:-1] + b',"hash":"' + hash_of(body).encode() + b'"}'
        last = hash_of(text)
        lines.append(text + b"\n")
    audit.write_bytes(b"".join(lines))
