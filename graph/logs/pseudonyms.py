"""Pseudonyms of persons and cases: HMAC-SHA256 under a key of this home folder.

A pseudonym is `KEY.HEX`, where KEY names the key: after a rotation old lines are still found, by their own key, and a
key that is destroyed makes the lines under it nameless for good.
"""

import hmac
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec

from graph.engine.file_locks import exclusive
from graph.engine.private_files import write_private
from graph.errors import LogError
from graph.logs.log_folders import LogFolder, make_private

PSEUDONYM_TYPE: Final = "urn:casusregie:pseudonym:hmac-sha256"
"""What kind of identifying code a pseudonym is, for `dpl.core.data_subject_id_type`."""

_DOING: Final = "making a key of the logs"


class KeyFile(msgspec.Struct, frozen=True):
    """What `pseudonyms.json` says: the keys by name (base64), and which one new lines are written under."""

    current: str
    keys: dict[str, bytes]


class Pseudonyms:
    """Gives pseudonyms under the keys that were there when it was made."""

    def __init__(self, keys: KeyFile) -> None:
        self._keys = keys
        self.of_person = lru_cache(maxsize=20_000)(self._of_person)
        self.of_case = lru_cache(maxsize=20_000)(self._of_case)

    @classmethod
    def of(cls, folder: LogFolder) -> "Pseudonyms":
        """Those of a home folder; the first key is made when there is none. Raises LogError."""
        return cls(_read(folder, make=True))

    @property
    def current(self) -> str:
        """The name of the key that new lines are written under."""
        return self._keys.current

    def all_of_person(self, person: str) -> frozenset[str]:
        """Every pseudonym a person has had."""
        return frozenset(self._under(key, b"person", person) for key in self._keys.keys)

    def all_of_case(self, case: str) -> frozenset[str]:
        """Every pseudonym a case has had."""
        return frozenset(self._under(key, b"case", case) for key in self._keys.keys)

    def of_line(self, place: str) -> str:
        """What a line is called where it is shown: its place would tell how much was written between two of them."""
        return self._under(self._keys.current, b"line", place)

    def _of_person(self, person: str) -> str:
        return self._under(self._keys.current, b"person", person)

    def _of_case(self, case: str) -> str:
        return self._under(self._keys.current, b"case", case)

    def _under(self, key: str, kind: bytes, id: str) -> str:
        code = hmac.digest(self._keys.keys[key], kind + b"\0" + id.encode(), "sha256")
        return f"{key}.{code.hex()}"


def rotate_key(folder: LogFolder) -> str:
    """Write new lines under a new key from the next start of each process on; answers its name. Raises LogError."""
    path = _path(folder)
    known = _read(folder, make=True)
    with exclusive(path.with_suffix(".lock"), _DOING, patience_seconds=10):
        known = _decoded(path)
        name = str(1 + max(int(key) for key in known.keys))
        write_private(path, msgspec.json.encode(KeyFile(name, {**known.keys, name: secrets.token_bytes(32)})))
    return name


def _path(folder: LogFolder) -> Path:
    return folder.keys / "pseudonyms.json"


def _read(folder: LogFolder, *, make: bool) -> KeyFile:
    path = _path(folder)
    try:
        if make and not path.exists():
            make_private(path.parent)
            with exclusive(path.with_suffix(".lock"), _DOING, patience_seconds=10):
                if not path.exists():
                    write_private(path, msgspec.json.encode(KeyFile("1", {"1": secrets.token_bytes(32)})))
        return _decoded(path)
    except OSError as error:
        raise LogError(
            f"the keys of the logs cannot be read or made: {error.strerror}", "see keys/ in the home folder"
        ) from None


def _decoded(path: Path) -> KeyFile:
    try:
        found = msgspec.json.decode(path.read_bytes(), type=KeyFile)
    except msgspec.DecodeError:
        raise LogError("keys/pseudonyms.json cannot be read", "put back a copy: without it no line is found") from None
    if found.current not in found.keys or not all(key.isascii() and key.isdigit() for key in found.keys):
        raise LogError("keys/pseudonyms.json names a key it does not hold", "put back a copy")
    return found
