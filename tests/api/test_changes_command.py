"""`casusregie changes` on the whole case: a table for people, the same as JSON, and since who acts last looked."""

from typing import Any

import orjson
import pytest
from told_whole_case import CASE, TOLD

from graph.errors import InputError


async def test_what_changed_is_printed_and_told_as_json(command: Any, capsys: pytest.CaptureFixture[str]) -> None:
    who = ("--as", "Aukje Grondtoon")
    await command("changes", CASE, "--since", TOLD.day(-40), "--to", TOLD.day(-1), *who)
    shown = " ".join(capsys.readouterr().out.split())
    assert "gecorrigeerd" in shown
    assert "bevestigd" in shown
    assert "not shown: HEALTH" in shown
    await command("changes", CASE, "--from", TOLD.day(-40), "--to", TOLD.day(-1), "--json", *who)
    told = orjson.loads(capsys.readouterr().out)
    release = next(one for one in told["changes"] if one["origin"]["fact"] == TOLD.marks["release"])
    assert release["change"] == "CORRECTED"
    assert {one["name"] for one in release["differs"]} == {"expectedEnd", "certainty"}
    # Now it has been looked at, so that nothing is new.
    await command("changes", CASE, "--json", *who)
    again = orjson.loads(capsys.readouterr().out)
    assert (again["changes"], again["from"] is None) == ([], False)
    await command("changes", CASE, *who)
    assert "nothing that is shown to you" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (("--from", "2026-02-30"), "--from: '2026-02-30' is not a date"),
        (("--from", "2026-03-02", "--to", "2026-03-01"), "--to lies before from"),
        (("--from", "2026-03-02", "--to", "2036-03-01"), "--to lies in the future"),
    ],
)
async def test_moments_that_cannot_be_asked_are_named(command: Any, wrong: tuple[str, ...], says: str) -> None:
    with pytest.raises(InputError, match=says):
        await command("changes", CASE, *wrong, "--as", "Aukje Grondtoon")


async def test_the_excluded_colleague_finds_no_case(command: Any) -> None:
    with pytest.raises(InputError, match="no case, person, name or number"):
        await command("changes", CASE, "--as", "Evert Grondtoon", "--purpose", "REINTEGRATION")
