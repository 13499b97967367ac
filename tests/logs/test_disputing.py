"""`casusregie dispute`: done once for a key, logged as a change before it is made."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from own_file import CLOCK, Told, tell

from api.cli import acting, casusregie
from graph.errors import ActError, InputError, LogError
from graph.logs.audit_lines import AuditLine, decoded
from graph.logs.log_folders import LogFolder

KEY = "a-key-from-the-command-line"
DISPUTES = "MATCH (d:Dispute) RETURN count(d) AS many, collect(d.text) AS texts"


@pytest.fixture
async def told(scratch, tmp_path) -> Told:
    return await tell(scratch, tmp_path / "world")


@pytest.fixture
def command(told, connection, tmp_path, monkeypatch) -> Any:
    """Run a command on the file of Karel with a home of its own."""
    monkeypatch.setenv("CASUSREGIE_HOME", str(tmp_path))
    monkeypatch.setenv("NEO4J_URI", connection.uri)
    monkeypatch.setenv("NEO4J_USER", connection.user)
    monkeypatch.setenv("NEO4J_PASSWORD", connection.password)
    monkeypatch.setattr(acting, "SystemClock", lambda: CLOCK)

    async def run(*arguments: str) -> None:
        await asyncio.to_thread(casusregie.main, list(arguments), standalone_mode=False)

    return run


@pytest.fixture
async def fact(told) -> str:
    return next(one.fact for one in (await told.report()).facts if one.kind == "PersonName")


def lines(home: Path) -> list[AuditLine]:
    logs = LogFolder(home)
    found = [decoded(line) for name in logs.all_names() for line in logs.path("audit", name).read_bytes().splitlines()]
    return [line for line in found if isinstance(line, AuditLine)]


async def test_with_a_key_it_is_done_once_and_says_the_same(command, told, fact, tmp_path, capsys):
    said = []
    for _ in range(2):
        await command("dispute", fact, "--text", "Fout.", "--as", told.person, "--key", KEY)
        said.append(" ".join(capsys.readouterr().out.split()))
    assert said[0] == said[1]
    assert fact in said[0]
    assert await told.store.one(DISPUTES) == {"many": 1, "texts": ["Fout."]}
    assert {line.name for line in lines(tmp_path)} == {"Wijzigen: dispute"}
    assert sorted(len(line.looks) for line in lines(tmp_path)) == [0, 1]


async def test_without_a_key_each_time_is_another(command, told, fact):
    for text in ("Fout.", "Nog steeds fout."):
        await command("dispute", fact, "--text", text, "--as", told.person)
    assert (await told.store.one(DISPUTES))["many"] == 2


async def test_a_key_that_was_used_for_something_else_is_refused(command, told, fact):
    await command("dispute", fact, "--as", told.person, "--key", KEY)
    with pytest.raises(ActError, match="Something else was done with this key"):
        await command("dispute", fact, "--text", "Fout.", "--as", told.person, "--key", KEY)


async def test_what_does_not_exist_for_the_person_is_said_to_be_no_fact(command, told):
    with pytest.raises(InputError, match="no such fact"):
        await command("dispute", "no-such-fact", "--as", told.person)


async def test_what_cannot_be_logged_is_not_done(command, told, fact, tmp_path):
    (tmp_path / "logs").write_text("a file stands where the folder should be")
    with pytest.raises(LogError):
        await command("dispute", fact, "--as", told.person)
    assert (await told.store.one(DISPUTES))["many"] == 0
