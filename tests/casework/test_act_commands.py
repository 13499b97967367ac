"""`casusregie act`: what a member of the team types, and what comes of it."""

import asyncio
import re
from pathlib import Path
from typing import Any

import click
import orjson
import pytest

from api.cli import acting, casusregie
from api.cli.acts_document import page
from graph.casework.all_acts import CASE_ACTS
from graph.clock import FixedClock
from graph.errors import ActError, InputError


@pytest.fixture
def command(team, connection, tmp_path, monkeypatch) -> Any:
    """Run a command on the told team, at the moment of the team."""
    monkeypatch.setenv("CASUSREGIE_HOME", str(tmp_path))
    monkeypatch.setenv("NEO4J_URI", connection.uri)
    monkeypatch.setenv("NEO4J_USER", connection.user)
    monkeypatch.setenv("NEO4J_PASSWORD", connection.password)
    monkeypatch.setattr(acting, "SystemClock", lambda: FixedClock(team.now))

    async def run(*arguments: str) -> None:
        await asyncio.to_thread(casusregie.main, list(arguments), standalone_mode=False)

    return run


MEETING = ("act", "record-meeting", "Karel Prooi", "--kind", "mdo", "--held-on", "2026-03-10")


async def test_an_act_is_typed_with_the_names_of_people(team, command, capsys):
    said = ("--attended", "Eefje Prooi", "--attended", "Aukje Prooi")
    await command(*MEETING, "--as", "Aukje Prooi", *said, "--json")
    done = orjson.loads(capsys.readouterr().out)
    team.now += 1000
    (found,) = (await team.file("adviser")).view.all("Meeting")
    assert (found.fact,) == tuple(done["facts"])
    assert set(found.ends["attended"]) == {team["adviser"], team["manager"]}


async def test_organisations_offers_and_people_around_are_named_too(team, command):
    own = ("Karel Prooi", "--as", "Aukje Prooi")
    await command("act", "request-referral", *own, "--to", "Invented town elsewhere")
    team.now += 1000
    await command(
        "act", "record-intervention", *own, "--offer", "invented course", "--status", "planned", "--pays", "wmo"
    )
    team.now += 1000
    reading = ("--quality", "supports", "--reader", "person")
    await command("act", "read-tie", *own, "--contact", "Broer Bram", *reading)
    team.now += 1000
    view = (await team.file("coordinator")).view
    assert [len(view.all(kind)) for kind in ("Referral", "Intervention", "TieReading")] == [1, 1, 1]


async def test_what_stands_in_the_case_is_named_by_how_it_begins(team, command, capsys):
    add = ("act", "add-action", "Karel Prooi", "--as", "Aukje Prooi", "--goal", "eigen won", "--phase", "during")
    await command(*add, "--text", "Bellen met de wijk", "--owner", "Hanna Prooi")
    team.now += 1000
    await command("act", "update-own-action", "Prooi", "--as", "Hanna Prooi", "--action", "bellen", "--status", "done")
    team.now += 1000
    states = (await team.file("adviser")).view.holding("ActionState")
    assert [one.values["status"] for one in states if one.values["text"] == "Bellen met de wijk"] == ["DONE"]
    with pytest.raises(InputError, match="--action: several fit"):
        await command("act", "drop-action", "Prooi", "--as", "Aukje Prooi", "--action", "inschrijven", "--reason", "x")
    assert "Done" in capsys.readouterr().out


async def test_what_was_done_is_told_in_a_line(team, command, capsys):
    await command(*MEETING, "--as", "Aukje Prooi", "--attended", "Aukje Prooi")
    assert f"Done: record meeting, in case {team['case']}." in " ".join(capsys.readouterr().out.split())


async def test_asked_again_with_its_key_it_is_done_once(team, command, capsys):
    for _ in range(2):
        await command(*MEETING, "--as", "Aukje Prooi", "--attended", "Aukje Prooi", "--key", "a-key-of-mine")
    first, second = capsys.readouterr().out.split("Done:")[1:]
    assert first == second
    team.now += 1000
    assert len((await team.file("manager")).view.all("Meeting")) == 1


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        (("--as", "Aukje Prooi", "--attended", "Kees Prooi"), ActError, "--attended: "),
        (("--as", "Aukje Prooi", "--attended", "Kees Prooi"), ActError, "involve them first"),
        (("--as", "Cor Prooi", "--attended", "Aukje Prooi"), ActError, "not the task"),
        (("--as", "Kees Prooi", "--attended", "Aukje Prooi"), InputError, "no case, person, name"),
        (("--as", "Aukje Prooi", "--attended", "Aukje Prooi", "--held-on", "2026-02-30"), InputError, "--held-on"),
        (("--as", "Aukje Prooi", "--attended", "Aukje Prooi", "--kind", "party"), InputError, "--kind"),
        (("--as", "Aukje Prooi"), click.MissingParameter, "attended"),
    ],
)
async def test_what_cannot_be_done_is_said_in_the_words_of_who_typed_it(command, arguments, error, said):
    with pytest.raises(error) as refused:
        await command(*MEETING, *arguments)
    assert said in str(refused.value)


@pytest.mark.parametrize("name", CASE_ACTS)
async def test_every_act_has_a_command_that_says_what_it_takes(name, capsys):
    spoken = re.sub(r"([A-Z])", r"-\1", name).lower()
    await asyncio.to_thread(casusregie.main, ["act", spoken, "--help"], standalone_mode=False)
    assert (CASE_ACTS[name].__doc__ or "").split("(")[0].split(":")[0][:40].strip() in " ".join(
        capsys.readouterr().out.split()
    )


async def test_the_acts_are_listed_with_what_they_do(capsys):
    await asyncio.to_thread(casusregie.main, ["act", "--help"], standalone_mode=False)
    listed = capsys.readouterr().out
    assert "record-meeting" in listed
    assert "overleg" in listed


def test_the_page_about_the_acts_is_what_they_are():
    assert (Path(__file__).parents[2] / "docs" / "acts.md").read_text("utf-8") == page()
