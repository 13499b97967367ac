"""An API in a process of its own, to be killed too: serves a database that runs already, and prints its port.

Its clock goes, so many milliseconds ahead; or it stands still at a moment, where the last argument is `still`.
"""

import asyncio
import os
import sys
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path

import uvicorn

sys.path.insert(0, str(Path(__file__).parent))

from told_crowd import Going

from api.app import create_app
from api.cli.listening import listening
from api.cli.serve import configured
from graph.clock import Clock, FixedClock
from graph.settings import Settings
from graph.store import Store


async def main(home: str, uri: str, user: str, password: str, database: str, moment: str, moves: str = "goes") -> None:
    settings = replace(Settings.from_mapping(os.environ), home=Path(home), host="127.0.0.1", port=0)
    clock: Clock = FixedClock(int(moment)) if moves == "still" else Going(int(moment))

    def open_store() -> AbstractAsyncContextManager[Store]:
        return Store.open(uri, user, password, database)

    app = create_app(settings, open_store, clock)
    ear = listening(settings)
    server = uvicorn.Server(configured(app))
    serving = asyncio.create_task(server.serve(sockets=[ear]))
    while not server.started:
        await asyncio.sleep(0.01)
        assert not serving.done(), "the server did not start"
    sys.stdout.write(f"{ear.getsockname()[1]}\n")
    sys.stdout.flush()
    await serving


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
