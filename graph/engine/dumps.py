"""One file with everything in the local database, to keep or to take elsewhere; Community knows no other backup.

The file is a tar of `manifest.json` and of the dumps that Neo4j's own tool makes, so that any Neo4j of the same or a
later version can load them by hand too. A restore loads into a new set of databases, and only when all went well is
that set taken into use.
"""

import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

import msgspec

from graph.engine.artifacts import read_lock, sha256_of
from graph.engine.configuration import (
    DATABASE,
    JAVA,
    admin_environment,
    write_admin_arguments,
)
from graph.engine.folders import EngineFolder, prepared_folder, ready_store, require_space
from graph.engine.installs import Progress
from graph.engine.private_files import sync_folder
from graph.engine.processes import end_orphans, live_server, read_state
from graph.engine.quick_starts import aot_option, install
from graph.engine.servers import changing, require_free_store, require_local, start_server, stop_server
from graph.errors import EngineError
from graph.settings import Settings

FORMAT: Final = "casusregie-dump-1"
MANIFEST: Final = "manifest.json"
DATABASES: Final = (DATABASE, "system")
BLOCK: Final = 1 << 20


class DumpedFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One member of a dump; `size` in bytes."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a dump says about itself."""

    format: str
    neo4j: str
    files: list[DumpedFile]


def dump(settings: Settings, file: Path, progress: Progress, *, pause: bool = False) -> Manifest:
    """Write the local database to `file`, which appears whole or not at all and that only its owner can read.

    The server must not run; with `pause` it is stopped for the time of the dump and started again on the same port.
    """
    require_local(settings)
    target = file.absolute()
    if target.exists():
        raise EngineError(f"{file.name} is there already", "give another name, or remove it first")
    if not target.parent.is_dir():
        raise EngineError(f"the folder for {file.name} does not exist", "make it first")
    install(settings, progress)
    folder = prepared_folder(settings)
    with changing(folder, progress, "dumping the database"):
        pointer = folder.pointer()
        if pointer is None or not (folder.store(pointer) / "databases" / DATABASE).is_dir():
            raise EngineError("there is no database to dump", "start it first: casusregie db start")
        _require_version(pointer.neo4j, exactly=True)
        server = live_server(folder)
        if server is None and read_state(folder):
            progress("the database did not stop in order, recovering it first")
            start_server(settings, folder, ready_store(folder), progress, keep=False)
            stop_server(folder)
        if server and not pause:
            raise EngineError(
                f"the database runs (process {server.process.pid}) and a dump needs it stopped",
                "casusregie db stop first, or --pause to stop it for some ten seconds",
            )
        if server:
            progress("stopping the database for the dump")
            stop_server(folder)
        try:
            return _dump(settings, folder, folder.store(pointer), target, progress)
        finally:
            if server:
                start_server(settings, folder, pointer, progress, keep=server.state.keep, port=server.state.port)


def restore(settings: Settings, file: Path, progress: Progress, *, replace: bool = False) -> Manifest:
    """Put the databases of a dump in the place of the local ones; the server must not run.

    A damaged or foreign file is refused before anything is touched, and so is overwriting without `replace`. Only
    `neo4j` is taken from the dump: `system` holds the password of where the dump was made, and this folder keeps to a
    password of its own.
    """
    require_local(settings)
    folder = prepared_folder(settings)
    temporary = folder.server / "temporary"
    with changing(folder, progress, "restoring a dump"), tempfile.TemporaryDirectory(dir=temporary) as unpacked:
        manifest = _unpack(file, Path(unpacked))
        server = live_server(folder)
        if server:
            raise EngineError(
                f"the database runs (process {server.process.pid}) and a restore needs it stopped",
                "casusregie db stop first",
            )
        if folder.pointer() is not None and not replace:
            raise EngineError("there is a database already", "add --replace to overwrite it; dump it first if in doubt")
        install(settings, progress)
        _restore(settings, folder, Path(unpacked), progress)
    return manifest


def administer(settings: Settings, folder: EngineFolder, store: Path, command: Sequence[str]) -> None:
    """Run Neo4j's administration tool on the databases in `store`, which nobody else may be using.

    Raises EngineError with its last line when it fails. Call it inside `changing`.
    """
    arguments = write_admin_arguments(settings, folder, store, list(command), aot_option(settings))
    process = subprocess.Popen(
        [JAVA, f"@{arguments}"],
        env=admin_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate()
    except BaseException:
        process.kill()
        process.communicate()
        raise
    if process.returncode != 0:
        raise EngineError(
            f"Neo4j's tool failed at {' '.join(command[:2])}: {_reason(output.decode('utf-8', 'replace'))}",
            "nothing was changed; look at free disk space first",
        )


def _reason(said: str) -> str:
    """The line that says best why the tool failed: the last one, or the first where it ends in how it is used."""
    lines = [line.strip() for line in said.splitlines() if line.strip() and not line.startswith("Run with '--verbose'")]
    if not lines:
        return "no reason given"
    return lines[0] if "USAGE" in lines else lines[-1]


def _dump(settings: Settings, folder: EngineFolder, store: Path, target: Path, progress: Progress) -> Manifest:
    end_orphans(folder)
    require_space(folder)
    require_free_store(store)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as place:
        files: list[DumpedFile] = []
        for database in DATABASES:
            progress(f"dumping {database}")
            administer(settings, folder, store, ["database", "dump", database, f"--to-path={place}"])
            made = Path(place) / f"{database}.dump"
            files.append(DumpedFile(made.name, made.stat().st_size, sha256_of(made)))
        manifest = Manifest(FORMAT, read_lock().neo4j, files)
        whole = Path(place) / "whole.tar"
        whole.touch(mode=0o600)
        with tarfile.open(whole, "w") as tar:
            text = msgspec.json.format(msgspec.json.encode(manifest))
            entry = tarfile.TarInfo(MANIFEST)
            entry.size = len(text)
            tar.addfile(entry, BytesIO(text))
            for each in files:
                tar.add(Path(place) / each.name, each.name)
        whole.replace(target)
        sync_folder(target.parent)
    return manifest


def _unpack(file: Path, place: Path) -> Manifest:
    """Check the dump against its own manifest while taking it apart; raises EngineError and says what is wrong."""
    try:
        with tarfile.open(file, "r:") as tar:
            manifest = msgspec.json.decode(_member(tar, MANIFEST, limit=BLOCK), type=Manifest)
            if manifest.format != FORMAT:
                raise EngineError(
                    f"{file.name} has the format {manifest.format[:40]!r}", f"this program reads {FORMAT}"
                )
            _require_version(manifest.neo4j, exactly=False)
            if [each.name for each in manifest.files] != [f"{database}.dump" for database in DATABASES]:
                raise EngineError(f"{file.name} does not hold the databases of casusregie", "give another file")
            for each in manifest.files:
                found = tar.getmember(each.name)
                source = tar.extractfile(found)
                if source is None or found.size != each.size:
                    raise tarfile.TarError
                with (place / each.name).open("wb") as out:
                    shutil.copyfileobj(source, out, BLOCK)
                if sha256_of(place / each.name) != each.sha256:
                    raise tarfile.TarError
            return manifest
    except FileNotFoundError as error:
        raise EngineError(f"there is no file {file.name}", "check the path") from error
    except (tarfile.TarError, msgspec.MsgspecError, KeyError, EOFError, OSError) as error:
        if isinstance(error, OSError) and not isinstance(error, tarfile.TarError) and error.errno is not None:
            raise EngineError(
                f"{file.name} cannot be read: {error.strerror}", "check the file and free disk space"
            ) from error
        raise EngineError(
            f"{file.name} is damaged or is not a dump made by casusregie db dump",
            "nothing was changed; try another copy",
        ) from error


def _member(tar: tarfile.TarFile, name: str, *, limit: int) -> bytes:
    found = tar.getmember(name)
    source = tar.extractfile(found)
    if source is None or found.size > limit:
        raise tarfile.TarError
    return source.read()


def _restore(settings: Settings, folder: EngineFolder, unpacked: Path, progress: Progress) -> None:
    end_orphans(folder)
    require_space(folder)
    old = folder.pointer()
    if old is not None:
        require_free_store(folder.store(old))
    else:
        ready_store(folder)  # so that a crash leaves a store that is in use beside one that is not
    pointer = folder.new_store()
    store = folder.store(pointer)
    store.mkdir(mode=0o700)
    try:
        progress("loading the dump")
        administer(settings, folder, store, ["database", "load", DATABASE, f"--from-path={unpacked}"])
        folder.switch_to(pointer)
    except BaseException:
        shutil.rmtree(store, ignore_errors=True)
        raise
    ready_store(folder)


def _require_version(found: str, *, exactly: bool) -> None:
    ours = read_lock().neo4j
    if found != ours and (exactly or _ordered(found) > _ordered(ours)):
        raise EngineError(
            f"the data was written by Neo4j {found[:20]} and this program brings {ours}",
            "use the version of casusregie that wrote it",
        )


def _ordered(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))
