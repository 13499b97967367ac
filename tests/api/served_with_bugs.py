"""`casusregie serve` with bugs put in where nobody foresees them; each raises an exception that says a name."""

import asyncio
import sys
from threading import Thread
from typing import Any

from api import answers
from api.cli import main
from graph.logs import log_writers


def bug(*_: Any, **__: Any) -> Any:
    raise ValueError(f"about {MARK}") from KeyError(MARK)


async def task(*_: Any, **__: Any) -> None:
    bug()


def left_alone(*_: Any) -> None:
    """Let a task fail that nobody waits for, a callback of the loop, and a thread."""
    loop = asyncio.get_running_loop()
    loop.create_task(task(MARK))  # noqa: RUF006 (that nobody waits for it is what is tried)
    loop.call_soon(bug, MARK)
    Thread(target=bug, name=MARK).start()


_asker_of = answers.asker_of


async def asker_of(*given: Any) -> Any:
    left_alone()
    await asyncio.sleep(0.2)
    return await _asker_of(*given)


MARK, WHERE, *_ = sys.argv[1:]
sys.argv[1:] = ["serve", "--port", "0"]
match WHERE:
    case "answer":
        answers.root_fields = bug
    case "log":
        log_writers.processing_lines = bug
    case "tasks":
        answers.asker_of = asker_of
    case "start":
        log_writers.LogWriter.open = bug
main()
