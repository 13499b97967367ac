"""Where the local engine keeps what on disk, and which data it is working on.

engine/                     only its owner can enter
  password                  of the database user, made here
  store.json                which set of databases is in use, and the version of Neo4j that wrote it
  server/stores/ID/         one such set; a restore builds a new one and switches `store.json` over
  server/conf, server/logs  configuration, written anew at every start, and logs
  state.json                pid and port of the server that runs
  *.lock                    who is starting or stopping it, who uses it
"""

import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from graph.engine.artifacts import read_lock
from graph.engine.private_files import write_private
from graph.errors import EngineError
from graph.settings import Settings

MINIMUM_FREE_BYTES: Final = 300_000_000


class StorePointer(msgspec.Struct, frozen=True):
    """What `store.json` says."""

    folder: str
    neo4j: str


@dataclass(frozen=True, slots=True)
class EngineFolder:
    """The paths of one local engine."""

    root: Path

    @property
    def password_file(self) -> Path:  # noqa: D102
        return self.root / "password"

    @property
    def pointer_file(self) -> Path:  # noqa: D102
        return self.root / "store.json"

    @property
    def state_file(self) -> Path:  # noqa: D102
        return self.root / "state.json"

    @property
    def start_lock(self) -> Path:  # noqa: D102
        return self.root / "start.lock"

    @property
    def users_lock(self) -> Path:  # noqa: D102
        return self.root / "users.lock"

    @property
    def stores(self) -> Path:  # noqa: D102
        return self.server / "stores"

    @property
    def server(self) -> Path:  # noqa: D102
        return self.root / "server"

    @property
    def console_log(self) -> Path:  # noqa: D102
        return self.server / "logs" / "console.log"

    @property
    def server_log(self) -> Path:  # noqa: D102
        return self.server / "logs" / "neo4j.log"

    def store(self, pointer: StorePointer) -> Path:
        """The folder that Neo4j calls its data folder."""
        return self.stores / pointer.folder

    def pointer(self) -> StorePointer | None:
        """What is in use, or None where nothing has ever been started. Raises EngineError when it cannot be read."""
        try:
            return msgspec.json.decode(self.pointer_file.read_bytes(), type=StorePointer)
        except FileNotFoundError:
            if self.stores.is_dir() and any(self.stores.iterdir()):
                raise EngineError(
                    "the database folder has data but its store.json is gone",
                    "put store.json back, or move the folder away and restore a dump",
                ) from None
            return None
        except (OSError, msgspec.MsgspecError) as error:
            raise EngineError(
                "store.json of the database folder cannot be read", "put back a copy, or restore a dump elsewhere"
            ) from error

    def new_store(self) -> StorePointer:
        """A name for a set of databases yet to be made."""
        return StorePointer(secrets.token_hex(8), read_lock().neo4j)

    def switch_to(self, pointer: StorePointer) -> None:
        """From now on these are the databases in use; a crash leaves either the old or the new, never a mixture."""
        write_private(self.pointer_file, msgspec.json.encode(pointer))

    def password(self) -> str:
        """The password of the database user; raises EngineError when there is none."""
        try:
            return self.password_file.read_text("ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise EngineError(
                "the password file of the database is gone or cannot be read",
                "put it back, or make a new one by casusregie db dump FILE and casusregie db restore FILE --replace",
            ) from error

    def ensure_password(self) -> None:
        """Make a password where there is none."""
        if not self.password_file.exists():
            write_private(self.password_file, secrets.token_urlsafe(32).encode())

    def free_bytes(self) -> int:
        """Free space on the disk the data is on."""
        return shutil.disk_usage(next(p for p in (self.root, *self.root.parents) if p.exists())).free


def folder_of(settings: Settings) -> EngineFolder:
    """The engine's folder; nothing is made."""
    return EngineFolder(settings.home / "engine")


def prepared_folder(settings: Settings) -> EngineFolder:
    """The engine's folder, made when it is not there, for its owner alone. Raises EngineError where that fails."""
    folder = folder_of(settings)
    try:
        folder.root.mkdir(parents=True, exist_ok=True)
        folder.root.chmod(0o700)
        for part in (folder.stores, folder.server / "conf", folder.server / "logs", folder.server / "temporary"):
            part.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or "cannot be written"
        raise EngineError(f"the data folder cannot be made: {reason}", "give another one in CASUSREGIE_HOME") from error
    if not os.access(folder.root, os.W_OK | os.X_OK):
        raise EngineError("the data folder cannot be written", "give another one in CASUSREGIE_HOME")
    return folder


def ready_store(folder: EngineFolder) -> StorePointer:
    """The databases to start on: checked, or begun where there are none. Call it under the start lock."""
    pointer = folder.pointer()
    version = read_lock().neo4j
    if pointer is None:
        folder.ensure_password()
        pointer = folder.new_store()
        folder.switch_to(pointer)
    if pointer.neo4j != version:
        raise EngineError(
            f"the data was written by Neo4j {pointer.neo4j} and this program brings {version}",
            "dump it with the version of casusregie that wrote it and restore the dump with this one, "
            "or give another folder in CASUSREGIE_HOME",
        )
    folder.password()
    folder.password_file.chmod(0o600)
    for leftover in folder.stores.iterdir():
        if leftover.name != pointer.folder:
            shutil.rmtree(leftover, ignore_errors=True)
    folder.store(pointer).mkdir(mode=0o700, exist_ok=True)
    return pointer


def require_space(folder: EngineFolder) -> None:
    """Raise EngineError when the disk is so full that Neo4j would start badly and then refuse even to read."""
    free = folder.free_bytes()
    if free < MINIMUM_FREE_BYTES:
        raise EngineError(
            f"the disk of the data folder has {free / 1e6:.0f} MB left and the database needs "
            f"{MINIMUM_FREE_BYTES / 1e6:.0f} MB to work safely",
            "make room, or give another folder in CASUSREGIE_HOME",
        )
