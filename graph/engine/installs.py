"""Downloads the engine into the cache, once, and lets nothing be used that does not have its locked SHA-256.

A file is downloaded beside the others, checked, and only then moved to its place, so what has a place is whole. A
stamp with sizes and times makes the check at every later start cost milliseconds instead of a second.
"""

import errno
import logging
import shutil
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from graph.engine.artifacts import ENGINE, IDE, Artifact, Lock, read_lock, sha256_of
from graph.engine.file_locks import exclusive
from graph.engine.private_files import write_private
from graph.errors import EngineError
from graph.settings import Settings

Progress = Callable[[str], None]

ATTEMPTS: Final = 3
DOWNLOADS_AT_ONCE: Final = 6
READ_TIMEOUT_SECONDS: Final = 30
INSTALL_PATIENCE_SECONDS: Final = 1800
REPORT_EVERY_BYTES: Final = 20_000_000
_NETWORK_ADVICE: Final = (
    "check the network or the proxy, or give a mirror in CASUSREGIE_MAVEN; what was downloaded is kept"
)


def is_installed(settings: Settings, lock: Lock | None = None) -> bool:
    """Whether every file of the lock was verified and has not changed in size or time since."""
    lock = lock or read_lock()
    stamp = _read_stamp(settings, lock)
    looks = ((stamp.get(str(a.path)), _look(_place(settings, a))) for a in lock.artifacts)
    return all(look is not None and look == stamped for stamped, look in looks)


def install_files(settings: Settings, progress: Progress, lock: Lock | None = None) -> None:
    """Bring every file of the lock into the cache, verified. Cheap when that was done before.

    Raises EngineError without network, with a full disk, or when a file is not what the lock says.
    """
    lock = lock or read_lock()
    if is_installed(settings, lock):
        return
    try:
        settings.cache.mkdir(parents=True, exist_ok=True)
        with exclusive(
            settings.cache / "install.lock",
            "installing the database engine",
            patience_seconds=INSTALL_PATIENCE_SECONDS,
            waiting=lambda said: progress(f"{said}, waiting for it"),
        ):
            if not is_installed(settings, lock):
                _install(settings, lock, progress)
    except OSError as error:
        raise _cache_error(error) from error


def class_path(settings: Settings) -> list[Path]:
    """The jars the server runs on."""
    return [_place(settings, artifact) for artifact in read_lock().of(ENGINE)]


def graphiql_jar(settings: Settings) -> Path:
    """The jar with the GraphQL IDE; raises EngineError when it is not installed."""
    jar = _place(settings, read_lock().of(IDE)[0])
    if not jar.exists():
        raise EngineError("the GraphQL IDE is not installed", "run casusregie db install")
    return jar


def _install(settings: Settings, lock: Lock, progress: Progress) -> None:
    stamp = _read_stamp(settings, lock)
    missing = [a for a in lock.artifacts if not _is_good(settings, a, stamp)]
    if missing:
        size = sum(a.size for a in missing)
        free = shutil.disk_usage(settings.cache).free
        if free < size * 1.2:
            raise EngineError(
                f"the database engine needs {size / 1e6:.0f} MB and the disk of the cache has {free / 1e6:.0f} MB left",
                "make room, or give another folder in CASUSREGIE_CACHE",
            )
        _download_all(settings, missing, _Meter(size, progress))
    looks = {str(a.path): _look(_place(settings, a)) for a in lock.artifacts}
    write_private(_stamp_path(settings, lock), msgspec.json.encode(looks))


def _download_all(settings: Settings, missing: Sequence[Artifact], meter: "_Meter") -> None:
    incoming = settings.cache / "incoming"
    shutil.rmtree(incoming, ignore_errors=True)  # left by an install that was killed
    incoming.mkdir()
    with ThreadPoolExecutor(DOWNLOADS_AT_ONCE) as pool:
        # Largest first, so that the last moments are not one thread with the one big file.
        ordered = sorted(missing, key=lambda a: -a.size)
        downloads = [pool.submit(_download, settings, incoming, artifact, meter) for artifact in ordered]
        try:
            for download in as_completed(downloads):
                download.result()
        except BaseException:
            meter.abandoned.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    shutil.rmtree(incoming, ignore_errors=True)


def _download(settings: Settings, incoming: Path, artifact: Artifact, meter: "_Meter") -> None:
    for attempt in range(1, ATTEMPTS + 1):
        last = attempt == ATTEMPTS
        try:
            fetched = _fetch(settings, incoming, artifact, meter)
        except _AbandonedError:
            return
        except OSError as error:  # what the HTTP library raises is one, too
            if last or error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS}:
                raise _download_error(error) from error
        except RuntimeError as error:
            if last:
                raise EngineError(
                    f"the Maven repository does not give {artifact.coordinates}", _NETWORK_ADVICE
                ) from error
        else:
            found = sha256_of(fetched)
            if found == artifact.sha256:
                place = _place(settings, artifact)
                place.parent.mkdir(parents=True, exist_ok=True)
                fetched.replace(place)
                return
            fetched.unlink()
            if last:
                raise EngineError(
                    f"{artifact.coordinates} came with SHA-256 {found[:12]}... instead of {artifact.sha256[:12]}... "
                    "and was deleted",
                    "try again; if it stays so, the repository or something on the way alters files",
                )
        (incoming / artifact.path).unlink(missing_ok=True)


def _fetch(settings: Settings, incoming: Path, artifact: Artifact, meter: "_Meter") -> Path:
    from jgo.maven import MavenContext, PythonResolver

    # It warns by itself about sums; ours is the check that counts, and one line is enough.
    logging.getLogger("jgo").setLevel(logging.CRITICAL)
    context = MavenContext(
        resolver=PythonResolver(progress_callback=meter.counting),
        repo_cache=incoming,
        local_repos=[],
        remote_repos={"maven": settings.maven_url} if settings.maven_url else None,
        timeout=READ_TIMEOUT_SECONDS,
    )
    component = context.project(artifact.group, artifact.name).at_version(artifact.version)
    return component.artifact(artifact.classifier).resolve()


class _AbandonedError(Exception):
    """Another download failed or the user pressed Ctrl-C: this one stops too."""


class _Meter:
    """Counts the bytes of all downloads together and tells about every 20 MB."""

    def __init__(self, total: int, progress: Progress) -> None:
        self.abandoned = threading.Event()
        self._total, self._progress = total, progress
        self._done, self._told = 0, -REPORT_EVERY_BYTES
        self._lock = threading.Lock()
        self._add(0)

    @contextmanager
    def counting(self, _name: str, _size: int) -> Generator[Callable[[int], None]]:
        """The form in which jgo reports."""
        yield self._add

    def _add(self, count: int) -> None:
        if self.abandoned.is_set():
            raise _AbandonedError
        with self._lock:
            self._done += count
            if self._done - self._told >= REPORT_EVERY_BYTES:
                self._told = self._done
                done, total = min(self._done, self._total) / 1e6, self._total / 1e6
                self._progress(f"downloading the database engine: {done:.0f} of {total:.0f} MB")


def _place(settings: Settings, artifact: Artifact) -> Path:
    return settings.cache / "artifacts" / artifact.path


def _look(path: Path) -> list[int] | None:
    try:
        seen = path.stat()
    except OSError:
        return None
    return [seen.st_size, seen.st_mtime_ns]


def _is_good(settings: Settings, artifact: Artifact, stamp: dict[str, list[int] | None]) -> bool:
    place = _place(settings, artifact)
    look = _look(place)
    if look is None:
        return False
    if look == stamp.get(str(artifact.path)) or sha256_of(place) == artifact.sha256:
        return True
    place.unlink()
    return False


def _stamp_path(settings: Settings, lock: Lock) -> Path:
    return settings.cache / f"verified-{lock.digest[:16]}.json"


def _read_stamp(settings: Settings, lock: Lock) -> dict[str, list[int] | None]:
    try:
        return msgspec.json.decode(_stamp_path(settings, lock).read_bytes(), type=dict[str, list[int] | None])
    except (OSError, msgspec.MsgspecError):
        return {}


def _cache_error(error: OSError) -> EngineError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return EngineError("the disk of the cache is full", "make room, or give another folder in CASUSREGIE_CACHE")
    reason = error.strerror or "cannot be written"
    return EngineError(f"the cache folder for the database engine: {reason}", "give another one in CASUSREGIE_CACHE")


def _download_error(error: OSError) -> EngineError:
    if error.errno is not None:
        return _cache_error(error)
    return EngineError("the Maven repository cannot be reached", _NETWORK_ADVICE)
