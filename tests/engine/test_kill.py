import subprocess
import sys
import time
from pathlib import Path

import neo4j
import psutil
import pytest

from graph import engine
from graph.settings import Settings

WRITERS = Path(__file__).with_name("kill_writers.py")
ACKNOWLEDGED_BEFORE_A_KILL = 40


def lines_of(journal: Path) -> list[str]:
    return journal.read_text().splitlines() if journal.exists() else []


def kill_under_load(settings: Settings, connection: engine.Connection, journal: Path, number: int) -> None:
    before = len(lines_of(journal))
    with subprocess.Popen(
        [sys.executable, str(WRITERS), connection.uri, connection.user, str(journal), str(number)],
        stdin=subprocess.PIPE,
        text=True,
    ) as writers:
        assert writers.stdin is not None
        writers.stdin.write(connection.password + "\n")
        writers.stdin.close()
        deadline = time.monotonic() + 60
        while len(lines_of(journal)) < before + ACKNOWLEDGED_BEFORE_A_KILL:
            assert time.monotonic() < deadline, "the writers do not get on"
            time.sleep(0.02)
        pid = engine.status(settings).pid
        assert pid is not None
        psutil.Process(pid).kill()
        assert writers.wait(60) == 0


def kept(connection: engine.Connection) -> tuple[list[str], int, int]:
    """The keys in the database, what its counters say, and how many relationships there are."""
    with neo4j.GraphDatabase.driver(connection.uri, auth=(connection.user, connection.password)) as driver:
        keys = driver.execute_query("MATCH (e:Entry) RETURN collect(e.id) AS keys").records[0]["keys"]
        counted = driver.execute_query("MATCH (a:Account) RETURN sum(a.entries) AS counted").records[0]["counted"]
        tied = driver.execute_query("MATCH (:Account)-[h:HAS]->(:Entry) RETURN count(h) AS tied").records[0]["tied"]
    return keys, counted, tied


@pytest.mark.parametrize(
    "kills", [pytest.param(1, id="1 kill"), pytest.param(20, id="20 kills", marks=pytest.mark.prove)]
)
def test_a_kill_under_load_loses_nothing_that_was_acknowledged(home: Settings, tmp_path: Path, kills: int) -> None:
    journal = tmp_path / "journal"
    connection = engine.start(home)
    with neo4j.GraphDatabase.driver(connection.uri, auth=(connection.user, connection.password)) as driver:
        for label in ("Entry", "Account", "Lock"):
            driver.execute_query(f"CREATE CONSTRAINT FOR (n:{label}) REQUIRE n.id IS UNIQUE")  # pyright: ignore
    for number in range(kills):
        kill_under_load(home, connection, journal, number)
        connection = engine.start(home)
        keys, counted, tied = kept(connection)
        acknowledged = lines_of(journal)
        assert len(acknowledged) >= (number + 1) * ACKNOWLEDGED_BEFORE_A_KILL
        assert set(acknowledged) <= set(keys), "acknowledged and gone"
        assert len(keys) == len(set(keys)), "written twice"
        assert counted == tied == len(keys), "half a write"
