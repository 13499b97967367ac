"""Written before the answer, shared on disk, and no answer without a line."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.clock import FixedClock
from graph.errors import LogError
from graph.logs import chains
from graph.logs.disclosures import Disclosure
from graph.logs.log_folders import LogFolder
from graph.logs.log_writers import LogWriter
from graph.logs.pseudonyms import Pseudonyms, rotate_key
from graph.logs.verifications import verified
from graph.times import DAY_MS, parse_moment

Made = Callable[..., Disclosure]
NOON = parse_moment("2026-03-10T12:00:00+01:00")


def open_files(logs: LogFolder) -> list[int]:
    """The files of the logs that this process has open."""
    found = ((int(one.name), one) for one in Path("/proc/self/fd").iterdir())
    return [file for file, link in found if link.is_symlink() and str(logs.root) in str(link.readlink())]


def text_of(logs: LogFolder) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(logs.root.rglob("*.jsonl")))


async def test_answers_at_once_share_a_write_to_disk(writer: LogWriter, disclosure: Made, logs: LogFolder, monkeypatch):
    synced = 0
    really = os.fdatasync

    def counted(file: int) -> None:
        nonlocal synced
        synced += 1
        really(file)

    monkeypatch.setattr(chains.os, "fdatasync", counted)
    await asyncio.gather(*(writer.write(disclosure(f"p{number}")) for number in range(200)))
    assert synced < 60
    found = verified(logs)
    assert (found.lines, found.broken) == (201, [])


async def test_what_was_written_is_on_disk_when_the_answer_may_leave(writer: LogWriter, disclosure: Made, logs):
    await writer.write(disclosure("p1"))
    pseudonym = Pseudonyms.of(logs).of_person("p1").encode()
    (name,) = logs.all_names()
    assert pseudonym in logs.path("audit", name).read_bytes()
    assert pseudonym in logs.path("processing", name).read_bytes()


async def test_on_a_full_disk_nothing_is_answered_and_the_chain_goes_on_when_there_is_room(
    writer: LogWriter, disclosure: Made, logs: LogFolder, monkeypatch
):
    await writer.write(disclosure("p1"))
    really, room = os.write, 700

    def full(file: int, text: bytes) -> int:
        nonlocal room
        if not room:
            raise OSError(28, "No space left on device")
        done = really(file, text[:room])
        room -= done
        return done

    monkeypatch.setattr(chains.os, "write", full)
    with pytest.raises(LogError, match="No space left on device"):
        await writer.write(disclosure("p2"))
    monkeypatch.setattr(chains.os, "write", really)
    await writer.write(disclosure("p3"))
    found = verified(logs)
    assert (found.chains, found.lines, found.broken, found.notices) == (1, 3, [], [])


async def test_where_even_cutting_back_fails_another_chain_begins(
    writer: LogWriter, disclosure: Made, logs: LogFolder, monkeypatch
):
    await writer.write(disclosure("p1"))

    def broken(*_: object) -> int:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(chains.os, "write", broken)
        patch.setattr(chains.os, "ftruncate", broken)
        with pytest.raises(LogError):
            await writer.write(disclosure("p2"))
    await writer.write(disclosure("p3"))
    found = verified(logs)
    assert (found.chains, found.broken) == (2, [])


async def test_files_that_cannot_even_be_closed_do_not_end_the_thread_that_writes(
    writer: LogWriter, disclosure: Made, logs: LogFolder
):
    await writer.write(disclosure("p1"))
    for file in open_files(logs):
        os.close(file)  # so that writing, cutting back and closing fail alike
    with pytest.raises(LogError):
        await asyncio.wait_for(writer.write(disclosure("p1")), 10)
    await asyncio.wait_for(writer.write(disclosure("p1")), 10)
    found = verified(logs)
    assert (found.chains, found.broken) == (2, [])


async def test_files_that_could_not_be_made_are_closed_and_gone(logs: LogFolder, disclosure: Made, monkeypatch):
    def broken(_: object) -> None:
        raise OSError(5, "Input/output error")

    with LogWriter.open(logs, FixedClock(NOON)) as writer:
        with monkeypatch.context() as patch:
            patch.setattr(chains, "sync_folder", broken)
            for _ in range(3):
                with pytest.raises(LogError):
                    await writer.write(disclosure("p1"))
        assert open_files(logs) == []
        await writer.write(disclosure("p1"))
    found = verified(logs)
    assert (found.chains, found.broken, found.notices) == (1, [], [])


async def test_an_unwritable_folder_refuses_and_says_what_to_do(writer: LogWriter, disclosure: Made, logs: LogFolder):
    logs.root.write_text("a file stands where the folder should be")
    with pytest.raises(LogError, match="the log cannot be written") as caught:
        await writer.write(disclosure("p1"))
    assert "make room" in caught.value.advice


async def test_a_bug_refuses_the_answers_that_wait(writer: LogWriter, disclosure: Made, monkeypatch, caplog):
    def bug(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("graph.logs.log_writers.processing_lines", bug)
    with pytest.raises(ZeroDivisionError):
        await writer.write(disclosure("p1"))


async def test_everything_is_for_the_owner_only(writer: LogWriter, disclosure: Made, logs: LogFolder):
    await writer.write(disclosure("p1"))
    for path in (logs.home / "keys", logs.home / "logs"):
        for one in (path, *path.rglob("*")):
            assert one.stat().st_mode & 0o077 == 0, one


async def test_no_id_of_a_person_or_case_and_no_name_stands_in_the_logs(writer: LogWriter, disclosure: Made, logs):
    await writer.write(disclosure("person-with-an-id", "another-one"))
    text = text_of(logs)
    assert b"person-with-an-id" not in text
    assert b"Invented Name" not in text


async def test_after_a_rotation_a_person_is_found_under_both_keys(logs: LogFolder, disclosure: Made):
    first = Pseudonyms.of(logs)
    assert rotate_key(logs) == "2"
    second = Pseudonyms.of(logs)
    assert {first.of_person("p1"), second.of_person("p1")} == {"1." + first.of_person("p1")[2:], second.of_person("p1")}
    assert second.all_of_person("p1") == {first.of_person("p1"), second.of_person("p1")}
    assert second.current == "1" or second.of_person("p1").startswith("2.")


def test_a_person_and_a_case_of_one_id_have_different_pseudonyms(logs: LogFolder):
    found = Pseudonyms.of(logs)
    assert found.of_person("x") != found.of_case("x")


async def test_a_clock_that_goes_back_over_midnight_begins_another_chain(logs: LogFolder, disclosure: Made):
    class Unsteady:
        moment = NOON

        def now(self) -> int:
            return self.moment

    clock = Unsteady()
    with LogWriter.open(logs, clock) as writer:
        await writer.write(disclosure("p1"))
        clock.moment += DAY_MS
        await writer.write(disclosure("p1"))
        clock.moment -= DAY_MS
        with pytest.raises(LogError):
            await writer.write(disclosure("p1"))
        await writer.write(disclosure("p1"))
    assert verified(logs).broken == []


def test_a_key_file_that_cannot_be_read_is_told_with_what_to_do(logs: LogFolder):
    Pseudonyms.of(logs)
    (logs.keys / "pseudonyms.json").write_text("{")
    with pytest.raises(LogError, match=r"keys/pseudonyms\.json cannot be read"):
        Pseudonyms.of(logs)
