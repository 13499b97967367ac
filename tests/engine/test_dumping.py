import io
import json
import stat
import tarfile
from collections.abc import Callable
from pathlib import Path

import neo4j
import pytest

from graph import engine
from graph.engine.folders import folder_of
from graph.errors import EngineError
from graph.settings import Settings

MakeHome = Callable[[Path], Settings]


def quiet(_line: str) -> None:
    pass


def run(connection: engine.Connection, statement: str) -> list[dict[str, object]]:
    with neo4j.GraphDatabase.driver(connection.uri, auth=(connection.user, connection.password)) as driver:
        return [record.data() for record in driver.execute_query(statement, database_=connection.database).records]


@pytest.fixture(scope="module")
def dumped(lived_in: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dump of a database with two nodes, a relationship and a constraint, taken while the server ran."""
    connection = engine.start(lived_in)
    run(connection, "CREATE CONSTRAINT things IF NOT EXISTS FOR (t:Thing) REQUIRE t.id IS UNIQUE")
    run(connection, "MERGE (a:Thing {id: 'één'}) MERGE (b:Thing {id: 'twee'}) MERGE (a)-[:KNOWS {since: 1}]->(b)")
    file = tmp_path_factory.mktemp("dumps") / "all.dump"
    with pytest.raises(EngineError, match="needs it stopped"):
        engine.dump(lived_in, file, quiet)
    assert not file.exists()
    engine.dump(lived_in, file, quiet, pause=True)
    assert engine.connection_of(lived_in) == connection
    return file


def test_a_dump_comes_back_in_another_home_with_its_own_password(
    dumped: Path, lived_in: Settings, tmp_path: Path, make_home: MakeHome
) -> None:
    elsewhere = make_home(tmp_path / "elsewhere")
    engine.restore(elsewhere, dumped, quiet)
    with engine.running(elsewhere) as connection:
        found = run(connection, "MATCH (a:Thing)-[k:KNOWS]->(b) RETURN a.id AS a, k.since AS since, b.id AS b")
        constraints = run(connection, "SHOW CONSTRAINTS YIELD name RETURN name")
        assert found == [{"a": "één", "since": 1, "b": "twee"}]
        assert constraints == [{"name": "things"}]
        assert connection.password != engine.connection_of(lived_in).password
        with pytest.raises(EngineError, match="needs it stopped"):
            engine.restore(elsewhere, dumped, quiet, replace=True)
    with pytest.raises(EngineError, match="already") as refusal:
        engine.restore(elsewhere, dumped, quiet)
    assert "--replace" in refusal.value.advice


def test_a_dump_is_for_its_owner_alone_and_never_overwritten(dumped: Path, lived_in: Settings) -> None:
    assert stat.S_IMODE(dumped.stat().st_mode) == 0o600
    before = dumped.read_bytes()
    with pytest.raises(EngineError, match="is there already"):
        engine.dump(lived_in, dumped, quiet, pause=True)
    assert dumped.read_bytes() == before
    assert [path.name for path in dumped.parent.iterdir()] == [dumped.name]


def altered(content: bytes, manifest: dict[str, object] | None = None, drop: str = "") -> bytes:
    """The dump with another manifest or without a member."""
    out = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(content)) as old, tarfile.open(fileobj=out, mode="w") as new:
        for member in old:
            source = old.extractfile(member)
            assert source is not None
            body = source.read()
            if member.name == "manifest.json" and manifest:
                body = json.dumps({**json.loads(body), **manifest}).encode()
                member.size = len(body)
            if member.name != drop:
                new.addfile(member, io.BytesIO(body))
    return out.getvalue()


def flipped(content: bytes) -> bytes:
    """One byte changed inside the database's own dump."""
    with tarfile.open(fileobj=io.BytesIO(content)) as tar:
        place = tar.getmember("neo4j.dump").offset_data + 100
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (flipped, "is damaged"),
        (lambda content: content[: len(content) // 2], "is damaged"),
        (lambda content: b"", "is damaged"),
        (lambda content: b"PK\x03\x04 something else", "is damaged"),
        (lambda content: altered(content, drop="neo4j.dump"), "is damaged"),
        (lambda content: altered(content, drop="manifest.json"), "is damaged"),
        (lambda content: altered(content, {"format": "casusregie-dump-9"}), "casusregie-dump-9"),
        (lambda content: altered(content, {"neo4j": "2099.01.0"}), "written by Neo4j 2099"),
        (lambda content: altered(content, {"files": []}), "does not hold"),
    ],
    ids=["a flipped byte", "half", "nothing", "another kind", "no data", "no manifest", "format", "newer", "empty"],
)
def test_a_damaged_or_foreign_file_is_refused_before_anything_is_touched(
    dumped: Path, tmp_path: Path, make_home: MakeHome, damage: Callable[[bytes], bytes], says: str
) -> None:
    file = tmp_path / "bad.dump"
    file.write_bytes(damage(dumped.read_bytes()))
    target = make_home(tmp_path / "target")
    with pytest.raises(EngineError, match=says):
        engine.restore(target, file, quiet, replace=True)
    assert not folder_of(target).pointer_file.exists()
    assert not list(folder_of(target).stores.iterdir())


def test_a_dump_that_is_not_there_is_named(tmp_path: Path, make_home: MakeHome) -> None:
    with pytest.raises(EngineError, match=r"there is no file nowhere\.dump"):
        engine.restore(make_home(tmp_path / "target"), tmp_path / "nowhere.dump", quiet)


def test_where_nothing_was_ever_started_there_is_nothing_to_dump(tmp_path: Path, make_home: MakeHome) -> None:
    with pytest.raises(EngineError, match="no database to dump"):
        engine.dump(make_home(tmp_path / "target"), tmp_path / "a.dump", quiet)
