"""The keys of an OpenID provider: read from its JWKS address, kept, and read anew when they may have changed.

A key that is not known is looked for at once, but not more often than every few seconds, whoever asks. While the
provider is away the keys that were read last go on counting for some hours, over restarts too.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

import orjson

from api.jwks import PublicKey, keys_in
from api.tokens import ProviderAwayError
from graph.clock import Clock
from graph.engine.private_files import write_private

log = logging.getLogger("casusregie.api")

FRESH_MS: Final = 3_600_000
"""Keys older than this are read anew, while the old ones still answer."""
PAUSE_MS: Final = 10_000
"""Between two attempts at reading."""


class PublishedKeys:
    """The keys at one address; one for the life of a process."""

    def __init__(
        self, name: str, fetch: Callable[[], Awaitable[bytes]], clock: Clock, kept: Path, stale_ms: int
    ) -> None:
        """`fetch` reads the address, `kept` is the file to keep what was read, `stale_ms` how long it may be used."""
        self._name = name
        self._fetch = fetch
        self._clock = clock
        self._kept = kept
        self._stale_ms = stale_ms
        self._keys: tuple[PublicKey, ...] = ()
        self._read_at = 0
        self._tried_at: int | None = None
        self._reading: asyncio.Task[None] | None = None
        self._remember()

    async def fitting(self, kid: str | None, algorithm: str) -> tuple[PublicKey, ...]:
        """The keys in force of this id (without one: all) for this algorithm. Raises ProviderAwayError."""
        found = self._fitting(kid, algorithm)
        if not found or self._age() >= FRESH_MS:
            reading = self._begin()
            if not found and reading is not None:
                # Who goes away while waiting must not stop the reading for the others.
                await asyncio.shield(reading)
                found = self._fitting(kid, algorithm)
        if not found and not self._in_force():
            raise ProviderAwayError(self._name)
        return found

    async def close(self) -> None:
        """Stop a reading that is going on."""
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)

    def _fitting(self, kid: str | None, algorithm: str) -> tuple[PublicKey, ...]:
        if not self._in_force():
            return ()
        return tuple(key for key in self._keys if algorithm in key.algorithms and (kid is None or key.kid == kid))

    def _age(self) -> int:
        return self._clock.now() - self._read_at

    def _in_force(self) -> bool:
        return bool(self._keys) and 0 <= self._age() < self._stale_ms

    def _begin(self) -> "asyncio.Task[None] | None":
        """The reading that is going on or begins now; None where the last attempt was just now."""
        if self._reading is not None and not self._reading.done():
            return self._reading
        now = self._clock.now()
        if self._tried_at is not None and 0 <= now - self._tried_at < PAUSE_MS:
            return None
        self._tried_at = now
        self._reading = asyncio.create_task(self._read())
        return self._reading

    async def _read(self) -> None:
        """Read the keys anew; what goes wrong leaves them as they were."""
        try:
            data = await self._fetch()
            self._keys = keys_in(data)
        except (OSError, ValueError) as error:
            log.warning("the keys of issuer %s could not be read: %s", self._name, type(error).__name__)
            return
        self._read_at = self._clock.now()
        kept = orjson.dumps({"issuer": self._name, "readAt": self._read_at, "keys": orjson.loads(data)["keys"]})
        try:
            await asyncio.to_thread(_keep, self._kept, kept)
        except OSError as error:
            log.warning("the keys of issuer %s could not be kept on disk: %s", self._name, type(error).__name__)

    def _remember(self) -> None:
        """Take up what was kept; a file that cannot be read is as good as none."""
        try:
            data = self._kept.read_bytes()
            said: Any = orjson.loads(data)
            if said["issuer"] == self._name and isinstance(said["readAt"], int):
                self._keys, self._read_at = keys_in(data), said["readAt"]
        except (OSError, ValueError, TypeError, KeyError):
            return


def _keep(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(path, data)
