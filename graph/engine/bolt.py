"""One real query over Bolt, without the driver: enough to know that the local database can be used.

An open port proves nothing: the server listens before its databases are there, and goes on listening after its disk
was full. Protocol: Bolt 5 with the PackStream encoding, as Neo4j documents them.
"""

import re
import socket
from collections.abc import Mapping, Sequence
from typing import Final

_MAGIC: Final = bytes.fromhex("6060B017")
_VERSIONS: Final = bytes.fromhex("00040405") + bytes(12)  # 5.4 down to 5.0
_HELLO, _LOGON, _RUN, _PULL = 0x01, 0x6A, 0x10, 0x3F
_SUCCESS, _RECORD = 0x70, 0x71
_CODE: Final = re.compile(rb"Neo\.[A-Za-z]+\.[A-Za-z]+\.[A-Za-z]+")


class RefusedError(Exception):
    """The database understood and refused; the text is Neo4j's code, such as Neo.ClientError.Security.Unauthorized."""


def answers(port: int, user: str, password: str, database: str, *, seconds: float = 5.0) -> bool:
    """Whether the database on this loopback port answers a query within the time; raises RefusedError."""
    return run(port, user, password, database, ("RETURN 1",), mode="r", seconds=seconds)


def run(
    port: int, user: str, password: str, database: str, statements: Sequence[str], *, mode: str, seconds: float
) -> bool:
    """Run statements of at most 255 bytes one after the other, throwing their rows away.

    False when the database cannot be reached or takes longer than `seconds` for one; raises RefusedError.
    """
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection:
            connection.settimeout(seconds)
            connection.sendall(_MAGIC + _VERSIONS)
            if _read(connection, 4)[3] != 5:
                return False
            agent = "casusregie-engine/1"
            _ask(connection, _HELLO, {"user_agent": agent, "bolt_agent": {"product": agent}})
            _ask(connection, _LOGON, {"scheme": "basic", "principal": user, "credentials": password})
            for statement in statements:
                _ask(connection, _RUN, statement, {}, {"db": database, "mode": mode})
                _ask(connection, _PULL, {"n": -1})
            return True
    except OSError:
        return False


def _ask(connection: socket.socket, tag: int, *fields: "_Value") -> None:
    """Send one message and read its answer to the end."""
    body = bytes((0xB0 | len(fields), tag)) + b"".join(map(_packed, fields))
    connection.sendall(len(body).to_bytes(2) + body + b"\0\0")
    while (answer := _message(connection))[1] == _RECORD:
        pass
    if answer[1] != _SUCCESS:
        code = _CODE.search(answer)
        raise RefusedError(code.group().decode() if code else "no reason given")


_Value = str | int | Mapping[str, "str | int | Mapping[str, str]"]


def _packed(value: _Value) -> bytes:
    if isinstance(value, str):
        text = value.encode()
        return (bytes((0x80 | len(text),)) if len(text) < 16 else b"\xd0" + len(text).to_bytes(1)) + text
    if isinstance(value, int):
        return value.to_bytes(1, signed=True)  # only -16..127 are sent, which PackStream writes as themselves
    return bytes((0xA0 | len(value),)) + b"".join(_packed(k) + _packed(v) for k, v in value.items())


def _message(connection: socket.socket) -> bytes:
    message = b""
    while size := int.from_bytes(_read(connection, 2)):
        message += _read(connection, size)
    return message or _message(connection)  # an empty one only keeps the connection alive


def _read(connection: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size:
        part = connection.recv(size - len(found))
        if not part:
            raise ConnectionError("closed in the middle of an answer")
        found += part
    return found
