"""`casusregie arrivals`: a file of a source, line by line."""

import asyncio
from pathlib import Path

import orjson
import pytest

from api.cli import casusregie
from api.cli.arrivals import arrival_in
from graph.errors import InputError
from graph.integrity import violations
from graph.times import parse_moment

TOLD = {"id": "A-1", "source": "a register (invented)", "prison": "org-prison", "arrivedOn": "2026-03-10",
        "regime": "REMAND", "skn": "X9999999", "givenName": "Nieuw", "familyName": "Persoon"}  # fmt: skip


def line(**more) -> str:
    return orjson.dumps({**TOLD, **more}).decode()


def test_a_line_says_who_arrives_where_and_since_when():
    found = arrival_in(line(expectedEnd="2026-05-01"))
    assert (found.name, found.skn) == ({"givenName": "Nieuw", "familyName": "Persoon"}, "X9999999")
    assert (found.arrived_at, found.expected_end) == (parse_moment("2026-03-10"), parse_moment("2026-05-01"))


@pytest.mark.parametrize(
    "text",
    ["{", "[]", line(id=""), line(arrivedOn="2026-02-30"), line(shoe=1), line(id="x" * 11_000), line()[:-1] + "\ud800"],
)
def test_a_line_that_cannot_be_used_is_told_without_repeating_it(text):
    with pytest.raises(InputError) as refused:
        arrival_in(text)
    assert "Persoon" not in str(refused.value)


async def test_a_file_told_twice_is_done_once_and_its_bad_lines_are_named(
    team, connection, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("CASUSREGIE_HOME", str(tmp_path))
    monkeypatch.setenv("NEO4J_URI", connection.uri)
    monkeypatch.setenv("NEO4J_USER", connection.user)
    monkeypatch.setenv("NEO4J_PASSWORD", connection.password)
    file = Path(tmp_path) / "arrivals.jsonl"
    file.write_text("\n".join((line(municipality="GM9001"), "", line(id="A-2", prison="nowhere", skn="X8888888"))))

    async def run(*options: str) -> int:
        return await asyncio.to_thread(casusregie.main, ["arrivals", str(file), *options], standalone_mode=False)

    assert await run("--json") == 5
    first, second = orjson.loads(capsys.readouterr().out)["lines"]
    assert (first["line"], first["how"]) == (1, "OPENED")
    assert (second["line"], second["how"]) == (3, "NOT_DONE")
    assert await run() == 5
    said = capsys.readouterr().out
    assert "line 3:" in said
    assert "1 not done, 1 opened" in said
    assert len(await team.store.rows("MATCH (n:Notice) RETURN n")) == 2
    assert await violations(team.store) == []
