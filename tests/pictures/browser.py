"""A real browser without a window, spoken to in its own language (Chrome DevTools Protocol) over a WebSocket."""

import asyncio
import json
import shutil
from contextlib import asynccontextmanager
from itertools import count

from websockets.asyncio.client import connect

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--remote-debugging-port=0", "about:blank",
)  # fmt: skip


class Tab:
    """One tab: what is asked of it, and what it told meanwhile."""

    def __init__(self, wire):
        self._wire, self._numbers, self._answers = wire, count(1), {}
        self.events = []
        self._loaded = asyncio.Event()

    async def listen(self):
        async for text in self._wire:
            told = json.loads(text)
            if "id" in told:
                self._answers.pop(told["id"]).set_result(told)
            else:
                self.events.append((told["method"], told["params"]))
                if told["method"] == "Page.loadEventFired":
                    self._loaded.set()

    async def ask(self, method, **params):
        """The answer to a command of the protocol."""
        number = next(self._numbers)
        self._answers[number] = asyncio.get_running_loop().create_future()
        await self._wire.send(json.dumps({"id": number, "method": method, "params": params}))
        answer = await asyncio.wait_for(self._answers[number], 60)
        assert "error" not in answer, answer
        return answer["result"]

    async def run(self, script):
        """The value of an expression of JavaScript on the page, which is plain data."""
        found = await self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    async def show(self, url, width=1280, height=900):
        """Open a page in a window so wide (CSS pixels)."""
        await self.resize(width, height)
        self._loaded.clear()
        await self.ask("Page.navigate", url=url)
        await asyncio.wait_for(self._loaded.wait(), 60)

    async def resize(self, width, height=900):
        await self.ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False
        )


@asynccontextmanager
async def browsing(home):
    """A tab of a browser that keeps what it keeps in `home`."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert program is not None, f"this proof needs a browser: install one of {', '.join(BROWSERS)}"
    process = await asyncio.create_subprocess_exec(
        program, *FLAGS, f"--user-data-dir={home}", stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        address = await _address(home / "DevToolsActivePort", process)
        async with connect(address, max_size=2**26) as browser:
            made = Tab(browser)
            listening = asyncio.create_task(made.listen())
            target = (await made.ask("Target.createTarget", url="about:blank"))["targetId"]
            page = address.rpartition("/devtools/")[0] + f"/devtools/page/{target}"
            async with connect(page, max_size=2**26) as wire:
                tab = Tab(wire)
                reading = asyncio.create_task(tab.listen())
                for domain in ("Page", "Runtime", "Log", "Network"):
                    await tab.ask(f"{domain}.enable")
                yield tab
            await asyncio.gather(reading, return_exceptions=True)
        await asyncio.gather(listening, return_exceptions=True)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _address(file, process):
    """The address that the browser writes down once it listens."""
    async with asyncio.timeout(60):
        while not file.exists() or len(file.read_text().splitlines()) < 2:
            assert process.returncode is None, "the browser did not start"
            await asyncio.sleep(0.05)
    port, path = file.read_text().splitlines()[:2]
    return f"ws://127.0.0.1:{port}{path}"
