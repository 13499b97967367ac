import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil

from graph import engine
from graph.engine.configuration import server_arguments
from graph.engine.folders import folder_of
from graph.engine.processes import is_alive, live_server
from graph.settings import Settings

START = """
import sys
from pathlib import Path
from graph import engine
from graph.errors import CasusregieError
from graph.settings import Settings
settings = Settings(home=Path(sys.argv[1]), cache=Path(sys.argv[2]), engine_heap="512m", engine_page_cache="32m")
"""
START_AND_SAY = START + "print(engine.start(settings).uri)"
USE_FOR_EVER = START + "with engine.running(settings) as used:\n    print(used.uri, flush=True)\n    sys.stdin.read()"


def python(program: str, settings: Settings) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", program, str(settings.home), str(settings.cache)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(path: Path) -> None:
    for _ in range(600):
        if path.exists():
            return
        time.sleep(0.05)
    raise AssertionError(f"{path.name} did not appear")


def servers_of(settings: Settings) -> list[int]:
    arguments = f"@{server_arguments(folder_of(settings))}"
    found: list[int] = []
    for process in psutil.process_iter(["cmdline"]):
        if arguments in (process.info["cmdline"] or []) and is_alive(process):
            found.append(process.pid)
    return found


def test_a_ctrl_c_during_the_start_leaves_nothing_behind(home: Settings) -> None:
    with python(START_AND_SAY, home) as starter:
        wait_for(folder_of(home).state_file)
        starter.send_signal(signal.SIGINT)
        output, errors = starter.communicate(timeout=30)
    assert output == ""
    assert "KeyboardInterrupt" in errors
    assert servers_of(home) == []
    assert not folder_of(home).state_file.exists()
    assert engine.status(home).state == "stopped"


def test_a_starter_killed_in_the_middle_and_two_starts_at_once_end_in_one_server(home: Settings) -> None:
    with python(START_AND_SAY, home) as killed:
        wait_for(folder_of(home).state_file)
        killed.kill()
    with python(START_AND_SAY, home) as one, python(START_AND_SAY, home) as other:
        first, second = one.communicate(timeout=120)[0], other.communicate(timeout=120)[0]
    assert first == second
    assert first.strip() == engine.connection_of(home).uri
    assert len(servers_of(home)) == 1


def test_the_last_user_stops_a_server_even_when_its_starter_was_killed(home: Settings) -> None:
    with python(USE_FOR_EVER, home) as owner:
        assert owner.stdout is not None
        uri = owner.stdout.readline().strip()
        server = live_server(folder_of(home))
        assert server is not None
        with engine.running(home) as joined:
            assert joined.uri == uri
        assert is_alive(server.process), "the first user still uses it"
        owner.kill()
    assert engine.status(home).state == "left-behind"
    with engine.running(home) as joined:
        assert joined.uri == uri
    assert not is_alive(server.process)
    assert servers_of(home) == []
