"""`casusregie demo`, as a new user meets it: shown, served, stopped with its database, and there again."""

import re
import signal
from dataclasses import replace
from pathlib import Path

import httpx2
import psutil
from running_commands import ended, environment, started

from graph.engine import status
from graph.settings import Settings


async def test_a_demo_is_shown_served_and_stopped_and_the_next_one_keeps_the_data(
    settings: Settings, tmp_path: Path
) -> None:
    own = replace(settings, home=tmp_path / "home")
    persons: list[str] = []
    for turn in ("first", "second"):
        process = await started({**environment(own), "COLUMNS": "100"}, "demo", "--port", "0")
        assert process.stdout is not None
        said = ""
        while "Ctrl-C stops" not in said:
            line = await process.stdout.readline()
            assert line, (await ended(process))[2]
            said += line.decode()
        token = next(line for line in said.splitlines() if re.fullmatch(r"[\w-]+\.[\w-]+\.[\w-]+", line))
        question = re.search(r"In the IDE: (\{.*\})$", said, re.MULTILINE)
        address = re.search(r"GraphQL +(http://127\.0\.0\.1:\d+/graphql)", said)
        purpose = re.search(r"purpose\s+([A-Z_]+)", said)
        assert question and address and purpose, said
        async with httpx2.AsyncClient(timeout=30) as http:
            headers = {"Authorization": f"Bearer {token}", "Casusregie-Purpose": purpose[1]}
            answer = (await http.post(address[1], json={"query": question[1]}, headers=headers)).json()
        assert len(answer["data"]["network"]["nodes"]) > 5, answer
        assert "1. The network around one person" in said
        assert "2. Municipalities without an aftercare link" in said
        assert said.lower().count("invented") >= 3
        persons.append(question[1])
        process.send_signal(signal.SIGINT)
        code, _, err = await ended(process)
        assert (code, "Traceback" in err) == (0, False), err
        assert ("inventing a world" in err) == (turn == "first")
        assert status(own).state == "stopped"
        running = (" ".join(one.info["cmdline"] or ()) for one in psutil.process_iter(["cmdline"]))
        assert not [one for one in running if str(own.home) in one]
    assert persons[0] == persons[1]
