"""The socket that is served on, and an end by SIGTERM that is as orderly as by Ctrl-C."""

import errno
import signal
import socket
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType

from graph.errors import SettingsError
from graph.settings import Settings


def listening(settings: Settings) -> socket.socket:
    """A socket that listens where the settings say, taken before anything slow. Raises SettingsError."""
    at = f"port {settings.port} on {settings.host}"
    try:
        (family, _, _, _, address), *_ = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)
        ear = socket.create_server(address[:2], family=family, backlog=512)
        # Connections inherit it. asyncio sets it only on sockets made in another way, and without it each answer waits
        # 40 ms for the client's acknowledgement of its headers.
        ear.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return ear
    except (socket.gaierror, UnicodeError) as error:
        raise SettingsError(f"{settings.host} is not an address of this machine", "give another --host") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SettingsError(f"{at} is in use", "stop what uses it, or give another --port") from error
        raise SettingsError(f"cannot listen on {at}", "give another --host or --port") from error


@contextmanager
def stopped_by_termination() -> Generator[None]:
    """Within the block SIGTERM ends the process as Ctrl-C does, so that what was started is stopped too."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
