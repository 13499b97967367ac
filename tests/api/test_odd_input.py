"""Whatever a command is given, what is wrong is one clear line and an exit code, never a stack trace."""

import asyncio
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from running_commands import ended, environment, started

from graph.actors import Purpose
from graph.engine import Connection
from graph.errors import InputError
from graph.guards import Guard
from graph.persons import persons_found
from graph.settings import Settings
from graph.staff import StaffPosition

HERE = str(Path.cwd())


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with odd things, in which commands run; whose home is a file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "text").write_text("hello")
    (tmp_path / "binary").write_bytes(bytes(range(256)) * 10)
    (tmp_path / "empty").touch()
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "schema.graphql").symlink_to("schema.graphql")
    return tmp_path


def env_of(settings: Settings, odd: Path, connection: Connection | None = None, **more: str) -> dict[str, str]:
    found = environment(replace(settings, home=odd / "home"), connection)
    return {**found, "PYTHONPATH": HERE, **more}


WRONG = [
    (("db", "restore", "nothere"), "there is no file nothere"),
    (("db", "restore", "binary"), "binary is damaged or is not a dump"),
    (("db", "restore", "loop"), "loop cannot be read: Too many levels"),
    (("import", "text"), "text is not a folder"),
    (("import", "loop"), "loop is not a folder"),
    (("import", "folder"), "the folder has no world.json"),
    (("import", "a\udcff"), "a\\udcff is not a folder"),
    (("seed", "--story", "all", "text/x"), "text/x: Not a directory"),
    (("seed", "--story", "all", "x", "--today", "0001-01-01"), "--today is in the year 1"),
    (("seed", "--size", "small", "x", "--today", "9999-12-31"), "--today is in the year 9999"),
    (("schema",), "schema.graphql cannot be written: a link that leads to itself"),
    (("schema", "--check"), "schema.graphql cannot be read: Too many levels"),
    (("policy", "document", "--to", "loop"), "loop cannot be written: a link that leads to itself"),
    (("policy", "document", "--to", "text/x"), "text/x cannot be written: Not a directory"),
    (("policy", "document", "--to", "/proc/x"), "/proc/x cannot be written: No such file or directory"),
    (("policy", "document", "--to", "/dev/full"), "/dev/full cannot be written: No space left on device"),
    (("log", "verify", "--home", "text"), "there is no folder text"),
    (("log", "replay", "text"), "text is not in logs/audit/DAY"),
    (("log", "replay", "/etc/passwd"), "/etc/passwd is not in logs/audit/DAY"),
    (("log", "rotate-key", "--home", "/proc"), "the keys of the logs cannot be read or made"),
    (("serve", "--host", "\udcff"), "\\udcff is not an address of this machine"),
    (("serve", "--host", "x" * 300), "is not an address of this machine"),
    (("token", "--as", "x", "--hours", "nan"), "--hours is not a number"),
]


@pytest.mark.parametrize(("words", "said"), WRONG, ids=lambda one: " ".join(one)[:40] if isinstance(one, tuple) else "")
async def test_what_is_wrong_is_one_clear_line(
    settings: Settings, odd: Path, words: tuple[str, ...], said: str
) -> None:
    code, out, err = await ended(await started(env_of(settings, odd), *words))
    assert code not in (0, 70)
    assert out == ""
    assert said in err
    assert len([line for line in err.splitlines() if line.startswith("casusregie: ")]) == 1
    assert "Traceback" not in err


@pytest.mark.parametrize(("words", "said"), [
    (("log", "verify"), "the logs cannot be read: Too many levels"),
    (("log", "expire"), "the logs cannot be read: Too many levels"),
    (("token", "--as", "x"), "the key of the local issuer cannot be read or made: Too many levels"),
    (("serve", "--port", "0"), "the data folder cannot be made: Too many levels"),
])  # fmt: skip
async def test_a_home_that_cannot_be_used_is_one_clear_line(
    settings: Settings, odd: Path, words: tuple[str, ...], said: str
) -> None:
    env = env_of(settings, odd) | {"CASUSREGIE_HOME": str(odd / "loop")}
    code, out, err = await ended(await started(env, *words))
    assert (code != 0, out) == (True, "")
    assert err.startswith(f"casusregie: {said}")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("address", ["x", "bolt://[", "http://here"])
async def test_an_address_that_is_none_is_one_clear_line(settings: Settings, odd: Path, address: str) -> None:
    env = env_of(settings, odd, NEO4J_URI=address, NEO4J_PASSWORD="of-nobody")
    code, out, err = await ended(await started(env, "staff"))
    assert (code, out) == (2, "")
    assert err == "casusregie: NEO4J_URI is not the address of a database: give it as neo4j://HOST:7687\n"


@pytest.mark.parametrize("words", [("token", "--as"), ("token", "--subject"), ("gaps", "--as"), ("log", "show")])
async def test_unreadable_characters_are_nobody(
    settings: Settings, odd: Path, connection: Connection, words: tuple[str, ...]
) -> None:
    more = ("--as", "x") if words == ("log", "show") else ()
    code, out, err = await ended(await started(env_of(settings, odd, connection), *words, "\udcff", *more))
    assert (code, out) == (8, "")
    assert len(err.splitlines()) == 1


def shell(settings: Settings, odd: Path, words: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    run = f"'{sys.executable}' -c 'from api.cli import main; main()' {words}"
    env = env_of(settings, odd, **more)
    return subprocess.run(["bash", "-o", "pipefail", "-c", run], env=env, cwd=odd, capture_output=True, timeout=60)


@pytest.mark.parametrize("words", ["import --format", "policy document", "seed --list", "log verify", "--help"])
@pytest.mark.parametrize("end", ["| head -c 1", ">&-", "> /dev/full"])
def test_an_output_that_goes_away_or_is_full_is_no_stack_trace(
    settings: Settings, odd: Path, words: str, end: str
) -> None:
    found = shell(settings, odd, f"{words} {end}")
    assert b"Traceback" not in found.stderr
    assert b"Exception" not in found.stderr
    assert found.returncode in ((1,) if "full" in end else (0,))
    assert found.stderr.count(b"\n") == ("full" in end)


def test_a_terminal_that_knows_no_accents_gets_an_answer(settings: Settings, odd: Path) -> None:
    found = shell(settings, odd, "seed --list", PYTHONIOENCODING="ascii")
    assert (found.returncode, found.stderr) == (0, b"")
    assert b"homeless-short-stay" in found.stdout


async def test_ctrl_c_stops_and_says_so(settings: Settings, odd: Path) -> None:
    process = await started(env_of(settings, odd), "seed", "--size", "region", "world")
    async with asyncio.timeout(60):
        while not (odd / "world").exists() or not any((odd / "world").iterdir()):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    process.send_signal(signal.SIGINT)
    code, out, err = await ended(process)
    assert (code, out, err.strip()) == (130, "", "casusregie: stopped")
    assert not (odd / "world" / "world.json").exists()


def test_an_existing_file_keeps_its_mode_and_a_pipe_is_written_to(settings: Settings, odd: Path) -> None:
    document = odd / "document.md"
    document.write_text("older")
    document.chmod(0o640)
    shell(settings, odd, "policy document --to document.md")
    assert document.stat().st_mode & 0o777 == 0o640
    found = shell(settings, odd, "policy document --to /dev/stdout | cat")
    assert document.read_bytes() in found.stdout


OPTIONS = [
    (("network", "{person}", "--role", "sheriff"), "--role: 'sheriff' is not known", "CASE_MANAGER"),
    (("network", "{person}", "--kind", "saloon"), "--kind: 'saloon' is not known", "MUNICIPALITY"),
    (("network", "{person}", "--phase", "later"), "--phase: 'later' is not known", "BEFORE, DURING, AFTER"),
    (("network", "{person}", "--depth", "99"), "--depth", "1 to 3"),
    (("network", "{person}", "--at", "2026-02-30"), "--at: ", "2026-03-10"),
    (("case", "{person}", "--known-at", "30-02-2026"), "--known-at: ", "2026-03-10"),
    (("life-course", "{person}", "--domain", "sofa"), "--domain: 'sofa' is not known", "LEGAL"),
    (("life-course", "{person}", "--from", "2026-03-01", "--to", "2026-02-01"), "--to lies before from", "turn"),
    (("changes", "{person}", "--from", "2026-03-01", "--to", "2026-02-01"), "--to lies before from", "later"),
    (("paths", "{person}", "--to", "sheriff"), "--to", "MENTOR"),
    (("network", "{stranger}"), "nobody of that id", "act as another"),
    (("case", "{stranger}"), "no case, person", "act as another"),
]
"""Words of a command, what is said to be wrong, and what to do about it."""


@pytest.mark.parametrize(("words", "wrong", "advice"), OPTIONS, ids=lambda one: " ".join(one)[:50])
async def test_an_option_that_cannot_be_used_is_named_with_what_may_stand_there(
    command: Any, small: Any, busiest: StaffPosition, words: tuple[str, ...], wrong: str, advice: str
) -> None:
    mine = await persons_found(
        Guard(small.store, busiest.acting_for(Purpose.REINTEGRATION), small.clock), search=None, first=100
    )
    everybody = [orjson.loads(line)["id"] for line in (small.folder / "Person.jsonl").read_bytes().splitlines()]
    stranger = next(one for one in everybody if one not in mine.items)
    filled = [word.format(person=mine.items[0], stranger=stranger) for word in words]
    with pytest.raises(InputError) as refused:
        await command(*filled, "--as", busiest.professional, "--position", busiest.position)
    assert wrong in str(refused.value)
    assert advice in f"{refused.value}: {refused.value.advice}"
