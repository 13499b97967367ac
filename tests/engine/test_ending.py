"""Ending a server: whoever started it, and whether they wait for it or not."""

import subprocess
import sys

import psutil

from graph.engine.processes import end, is_alive

STARTER = """
import subprocess, time
process = subprocess.Popen(["sleep", "100"])
print(process.pid, flush=True)
time.sleep(100)
"""


def test_a_process_that_another_started_ends_though_nobody_waits_for_it() -> None:
    with subprocess.Popen([sys.executable, "-c", STARTER], stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        process = psutil.Process(int(starter.stdout.readline()))
        try:
            end(process)
            assert not is_alive(process)
        finally:
            starter.kill()
