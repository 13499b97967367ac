import gc
import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from graph.engine import installs
from graph.engine.artifacts import Artifact, Lock, parse_lock, read_lock
from graph.engine.installs import install_files, is_installed
from graph.engine.relock import lock_text
from graph.errors import EngineError
from graph.settings import Settings

# jgo leaves the connection of a download that breaks off to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
CONTENT = b"not really a jar " * 10_000


@dataclass
class Mirror:
    """A Maven repository on loopback: what it serves by path, and what was asked of it."""

    url: str
    files: dict[str, bytes] = field(default_factory=dict)
    cut_after: int | None = None
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            body = found.files.get(self.path)
            if body is None:
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: found.cut_after])

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    found = Mirror(f"http://127.0.0.1:{server.server_port}/maven")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield found
    gc.collect()  # here, where the warning is expected, and not in a later test
    server.shutdown()
    thread.join()
    server.server_close()


def artifact_of(content: bytes, name: str = "thing") -> Artifact:
    return Artifact("org.example", name, "1.0", hashlib.sha256(content).hexdigest(), len(content))


def lock_of(*artifacts: Artifact) -> Lock:
    return Lock("1.0", artifacts, "0" * 64)


def quiet(_line: str) -> None:
    pass


@pytest.fixture
def settings(tmp_path: Path, mirror: Mirror) -> Settings:
    return Settings(home=tmp_path / "home", cache=tmp_path / "cache", maven_url=mirror.url)


def place_of(settings: Settings, artifact: Artifact) -> Path:
    return settings.cache / "artifacts" / artifact.path


def test_a_good_file_is_installed_once(settings: Settings, mirror: Mirror) -> None:
    artifact = artifact_of(CONTENT)
    mirror.files[f"/maven/{artifact.path}"] = CONTENT
    told: list[str] = []
    install_files(settings, told.append, lock_of(artifact))
    assert place_of(settings, artifact).read_bytes() == CONTENT
    assert is_installed(settings, lock_of(artifact))
    assert told[0].startswith("downloading the database engine: 0 of")
    mirror.asked.clear()
    install_files(settings, told.append, lock_of(artifact))
    assert mirror.asked == []


def test_a_wrong_checksum_is_refused_and_nothing_of_it_stays(settings: Settings, mirror: Mirror) -> None:
    artifact = artifact_of(CONTENT)
    mirror.files[f"/maven/{artifact.path}"] = CONTENT.replace(b"really", b"reallY", 1)
    with pytest.raises(EngineError, match=r"org\.example:thing:1\.0 came with SHA-256 .* and was deleted"):
        install_files(settings, quiet, lock_of(artifact))
    assert not place_of(settings, artifact).exists()
    assert not list(settings.cache.rglob("*.jar"))
    assert not is_installed(settings, lock_of(artifact))


def test_a_download_that_breaks_off_counts_for_nothing_and_goes_on_later(settings: Settings, mirror: Mirror) -> None:
    first, second = artifact_of(CONTENT, "first"), artifact_of(CONTENT + b"!", "second")
    mirror.files[f"/maven/{first.path}"] = CONTENT
    # Alone: beside one that fails it would be stopped or not, whichever is quicker.
    install_files(settings, quiet, lock_of(first))
    with pytest.raises(EngineError, match=r"org[.]example:second:1[.]0"):
        install_files(settings, quiet, lock_of(first, second))
    mirror.files[f"/maven/{second.path}"] = CONTENT + b"!"
    mirror.cut_after = 1000
    with pytest.raises(EngineError):
        install_files(settings, quiet, lock_of(second))
    assert not place_of(settings, second).exists()
    mirror.cut_after = None
    mirror.asked.clear()
    install_files(settings, quiet, lock_of(first, second))
    assert is_installed(settings, lock_of(first, second))
    assert f"/maven/{first.path}" not in mirror.asked


def test_a_file_altered_after_the_install_is_fetched_again(settings: Settings, mirror: Mirror) -> None:
    artifact = artifact_of(CONTENT)
    mirror.files[f"/maven/{artifact.path}"] = CONTENT
    install_files(settings, quiet, lock_of(artifact))
    place_of(settings, artifact).write_bytes(b"evil")
    assert not is_installed(settings, lock_of(artifact))
    install_files(settings, quiet, lock_of(artifact))
    assert place_of(settings, artifact).read_bytes() == CONTENT


def test_without_a_network_one_line_says_so(settings: Settings) -> None:
    offline = replace(settings, maven_url="http://127.0.0.1:9")
    with pytest.raises(EngineError, match="cannot be reached") as refusal:
        install_files(offline, quiet, lock_of(artifact_of(CONTENT)))
    assert "network" in refusal.value.advice
    assert "127.0.0.1" not in f"{refusal.value}{refusal.value.advice}"


def test_a_disk_without_room_is_refused_before_the_download(settings: Settings, mirror: Mirror) -> None:
    huge = replace(artifact_of(CONTENT), size=1 << 60)
    with pytest.raises(EngineError, match="MB left"):
        install_files(settings, quiet, lock_of(huge))
    assert mirror.asked == []


def test_two_installs_at_once_fetch_each_file_once(settings: Settings, mirror: Mirror) -> None:
    artifacts = [artifact_of(CONTENT + bytes([i]), f"thing{i}") for i in range(20)]
    for i, artifact in enumerate(artifacts):
        mirror.files[f"/maven/{artifact.path}"] = CONTENT + bytes([i])
    threads = [threading.Thread(target=install_files, args=(settings, quiet, lock_of(*artifacts))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert is_installed(settings, lock_of(*artifacts))
    assert sorted(path for path in mirror.asked if path.endswith(".jar")) == sorted(mirror.files)


def test_the_committed_lock_holds_the_engine_and_the_ide_and_no_host() -> None:
    lock = read_lock()
    assert len(lock.of("engine")) == 237
    assert [a.name for a in lock.of("ide")] == ["smallrye-graphql-ui-graphiql"]
    assert all(len(a.sha256) == 64 and a.size > 0 for a in lock.artifacts)
    text = (Path(installs.__file__).with_name("engine.lock")).read_text("utf-8")
    assert "://" not in text
    assert lock_text(list(reversed(lock.artifacts))) == text
    assert parse_lock(text) == lock
