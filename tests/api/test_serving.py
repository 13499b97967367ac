"""`casusregie serve`, `token` and `schema` as commands."""

import asyncio
import re
import signal
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest
from click.testing import CliRunner
from running_commands import PATIENCE_SECONDS, ended, environment, started

from api.cli.listening import listening
from api.cli.schema import schema_command
from api.cli.token import named
from graph.engine import Connection
from graph.errors import AccessError, CasusregieError, SettingsError
from graph.settings import Settings
from graph.staff import StaffPosition


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
async def test_it_serves_until_it_is_stopped_and_stops_cleanly(
    settings: Settings, connection: Connection, ending: signal.Signals
) -> None:
    process = await started(environment(settings, connection), "serve", "--port", "0")
    assert process.stdout is not None
    said = ""
    while "Ctrl-C" not in said:
        line = await asyncio.wait_for(process.stdout.readline(), PATIENCE_SECONDS)
        assert line, (await ended(process))[2]
        said += line.decode()
    address = re.search(r"GraphQL at (http://127\.0\.0\.1:\d+)/graphql", said)
    assert address is not None
    async with httpx2.AsyncClient(base_url=address[1]) as http:
        ready = await http.get("/readyz")
        page = await http.get("/ide")
    process.send_signal(ending)
    code, _, err = await ended(process)
    assert (ready.status_code, page.status_code) == (200, 200)
    assert (code, err.strip().splitlines()[-1]) == (0, "stopped")
    assert "Traceback" not in err


async def test_a_port_in_use_is_said_in_one_line(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, out, err = await ended(await started(environment(settings), "serve", "--port", port))
    assert (code, out) == (2, "")
    assert err == f"casusregie: port {port} on 127.0.0.1 is in use: stop what uses it, or give another --port\n"


@pytest.mark.parametrize("host", ["nowhere.invalid", "192.0.2.1"])
def test_an_address_of_another_machine_is_said(settings: Settings, host: str) -> None:
    with pytest.raises(SettingsError, match=host):
        listening(replace(settings, host=host, port=0))


async def test_a_database_that_does_not_answer_is_said_in_one_line(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
    nothing = Connection(f"bolt://127.0.0.1:{port}", "neo4j", "secret-of-nobody", "neo4j")
    code, _, err = await ended(await started(environment(settings, nothing), "serve", "--port", "0"))
    assert code == 3
    assert len(err.splitlines()) == 1
    assert "does not answer" in err
    assert "secret-of-nobody" not in err


async def test_a_token_is_of_the_one_professional_named(small: Any, busiest: StaffPosition) -> None:
    by_name = await named(small.store, small.clock, busiest.name.upper())
    by_id = await named(small.store, small.clock, busiest.professional)
    assert {one.professional for one in (*by_name, *by_id)} == {busiest.professional}
    with pytest.raises(AccessError, match="nobody of that name"):
        await named(small.store, small.clock, "Nobody At All")


async def test_no_token_is_made_in_production(settings: Settings, connection: Connection) -> None:
    env = {**environment(settings, connection), "CASUSREGIE_PRODUCTION": "yes"}
    code, out, err = await ended(await started(env, "token", "--as", "x"))
    assert (code, out) == (8, "")
    assert err.startswith("casusregie: the local issuer is off in production")


def test_the_schema_command_writes_and_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    assert isinstance(run(schema_command, ["--check"]).exception, CasusregieError)
    assert run(schema_command).exit_code == 0
    assert run(schema_command, ["--check"]).exit_code == 0
    (tmp_path / "schema.graphql").write_text("type Query { x: Int }")
    refused = run(schema_command, ["--check"]).exception
    assert isinstance(refused, CasusregieError)
    assert (str(refused), refused.advice) == ("schema.graphql is not what the code says", "run `casusregie schema`")
