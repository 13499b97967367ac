"""The command line in processes of their own."""

import asyncio
import os
import sys
from collections.abc import Mapping

from graph.engine import Connection
from graph.settings import Settings

PATIENCE_SECONDS = 60


def environment(settings: Settings, connection: Connection | None = None) -> dict[str, str]:
    """An environment in which the commands use the tests' database and home."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "CASUSREGIE_"))}
    found = {**kept, "CASUSREGIE_HOME": str(settings.home), "CASUSREGIE_CACHE": str(settings.cache)}
    if connection is not None:
        found |= {
            "NEO4J_URI": connection.uri,
            "NEO4J_USER": connection.user,
            "NEO4J_PASSWORD": connection.password,
            "NEO4J_DATABASE": connection.database,
        }
    return found


async def started(env: Mapping[str, str], *arguments: str) -> asyncio.subprocess.Process:
    """The command line in a process of its own."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from api.cli import main; main()",
        *arguments,
        env=dict(env),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def ended(process: asyncio.subprocess.Process) -> tuple[int | None, str, str]:
    """Exit code, stdout and stderr of a command, once it has ended."""
    out, err = await asyncio.wait_for(process.communicate(), PATIENCE_SECONDS)
    return process.returncode, out.decode(), err.decode()
