"""The command line logs as the API does: before it prints, and it prints nothing where it cannot log."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from api.cli import acting, casusregie
from graph import engine
from graph.cases import cases_by_id, cases_found
from graph.errors import InputError, LogError
from graph.guards import Guard
from graph.logs.audit_lines import AuditLine, decoded
from graph.logs.log_folders import LogFolder
from graph.logs.pseudonyms import Pseudonyms
from graph.logs.replays import replayed
from graph.persons import persons_found
from graph.policy.tables import CLASSES


@pytest.fixture
async def person(small, busiest) -> str:
    guard = Guard(small.store, busiest.acting_for(busiest.usual_purpose), small.clock)
    return (await persons_found(guard, first=1)).items[0]


@pytest.fixture
def command(small, settings, tmp_path, monkeypatch) -> Any:
    """Run a command on the small world with a home of its own."""
    with engine.running(replace(settings, home=small.folder.parent)) as connection:
        monkeypatch.setenv("CASUSREGIE_HOME", str(tmp_path))
        monkeypatch.setenv("NEO4J_URI", connection.uri)
        monkeypatch.setenv("NEO4J_USER", connection.user)
        monkeypatch.setenv("NEO4J_PASSWORD", connection.password)
        monkeypatch.setattr(acting, "SystemClock", lambda: small.clock)

        async def run(*arguments: str) -> None:
            await asyncio.to_thread(casusregie.main, list(arguments), standalone_mode=False)

        yield run


def lines(home: Path) -> list[AuditLine]:
    logs = LogFolder(home)
    found = [decoded(line) for name in logs.all_names() for line in logs.path("audit", name).read_bytes().splitlines()]
    return [line for line in found if isinstance(line, AuditLine)]


async def test_what_a_command_shows_is_in_the_log(command, busiest, person, tmp_path, capsys):
    await command("network", person, "--as", busiest.professional, "--position", busiest.position)
    assert busiest.name in " ".join(capsys.readouterr().out.split())
    (line,) = lines(tmp_path)
    assert (line.channel, line.name, line.who.position) == ("command", "Raadplegen: network", busiest.position)
    assert {look.person for look in line.looks} == {Pseudonyms.of(LogFolder(tmp_path)).of_person(person)}


async def test_a_command_that_cannot_log_prints_nothing(command, busiest, person, tmp_path, capsys):
    (tmp_path / "logs").write_text("a file stands where the folder should be")
    picture = tmp_path / "network.svg"
    for more in ([], ["--json"], ["--svg", str(picture)]):
        with pytest.raises(LogError, match="the log cannot be written"):
            await command("network", person, "--as", busiest.professional, "--position", busiest.position, *more)
    assert capsys.readouterr().out == ""
    assert not picture.exists()


async def test_a_search_that_finds_nobody_is_in_the_log(command, busiest, tmp_path):
    with pytest.raises(InputError, match="nobody of that id"):
        await command("network", "Nobody Ofthisname", "--as", busiest.professional, "--position", busiest.position)
    (line,) = lines(tmp_path)
    assert line.looks == []


async def test_what_the_policy_says_of_a_case_is_a_look_at_it(command, small, busiest, person, tmp_path, capsys):
    guard = Guard(small.store, busiest.acting_for(busiest.usual_purpose), small.clock)
    case = (await cases_found(guard, first=1)).items[0]
    (persons,) = [one.person_ids for one in (await cases_by_id(guard, [case])).values()]
    explain = ("policy", "explain", "--as", busiest.professional, "--position", busiest.position, "--case")
    await command(*explain, case)
    assert "IDENTITY" in capsys.readouterr().out
    (line,) = lines(tmp_path)
    assert line.name == "Raadplegen: explain"
    pseudonyms = Pseudonyms.of(LogFolder(tmp_path))
    assert {(look.person, look.case) for look in line.looks} == {
        (pseudonyms.of_person(one), pseudonyms.of_case(case)) for one in persons
    }
    assert {made.field_class for look in line.looks for made in look.decisions} == set(CLASSES)
    (name,) = LogFolder(tmp_path).all_names()
    found = replayed(LogFolder(tmp_path), LogFolder(tmp_path).path("audit", name))
    assert (found.agree, found.different, found.without_facts) == (len(persons) * len(CLASSES), [], 0)
    await command(*explain, "case-of-nobody")
    assert "there is no such case" in capsys.readouterr().out
    # Each command has a chain of its own, and of two that began in the same second either may stand first.
    assert sorted(len(line.looks) for line in lines(tmp_path)) == [0, len(persons)]


async def test_a_picture_of_nobody_leaves_the_file_that_is_there(command, busiest, person, tmp_path):
    picture = tmp_path / "network.svg"
    picture.write_text("another picture")
    acting = ("--as", busiest.professional, "--position", busiest.position, "--svg", str(picture))
    with pytest.raises(InputError, match="nobody of that id"):
        await command("network", "Nobody Ofthisname", *acting)
    assert picture.read_text() == "another picture"
    await command("network", person, *acting)
    assert picture.read_text().startswith("<svg")
    picture.unlink()
    await command("network", person, *acting)
    assert picture.stat().st_mode & 0o777 == 0o600
    assert [one for one in tmp_path.iterdir() if one.name.startswith(".")] == []


async def test_a_person_acts_by_the_own_id(command, person, capsys):
    await command("log", "show", person, "--as", person)
    assert "nog niemand" in capsys.readouterr().out
    await command("subject-report", person, "--as", person)
    said = " ".join(capsys.readouterr().out.split())
    assert f"All that is held about {person}" in said
    assert "hebt u zelf uw gegevens bekeken" in said
