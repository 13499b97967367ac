"""Run as a program: writers that note outside the database what it has acknowledged, until it goes away.

Usage: kill_writers.py URI USER JOURNAL ROUND, with the password on standard input. Every write makes one entry, counts
it on a shared counter and ties it to an account, all or nothing; only then is its key written to the journal and
forced to disk.
"""

import os
import sys
import threading
from pathlib import Path

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

WRITERS = 4
WRITE = """
MERGE (l:Lock {id: $account}) SET l.version = coalesce(l.version, 0) + 1
MERGE (a:Account {id: $account}) SET a.entries = coalesce(a.entries, 0) + 1
MERGE (e:Entry {id: $key})
CREATE (a)-[:HAS]->(e)
"""


def write(driver: neo4j.Driver, journal: int, kill_round: str, writer: int) -> None:
    number = 0
    while True:
        number += 1
        key = f"{kill_round}-{writer}-{number}"
        try:
            # No retry: a repeated write would count twice, and its outcome is what this is about.
            with driver.session(database="neo4j") as session, session.begin_transaction() as transaction:
                transaction.run(WRITE, key=key, account=f"account {number % 3}").consume()
                transaction.commit()
        except Neo4jError as error:
            if error.is_retryable() and error.code == "Neo.TransientError.Transaction.DeadlockDetected":
                continue
            return
        except (DriverError, OSError):
            return
        os.write(journal, f"{key}\n".encode())
        os.fsync(journal)


def main(uri: str, user: str, journal_file: str, kill_round: str) -> None:
    journal = os.open(Path(journal_file), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with neo4j.GraphDatabase.driver(uri, auth=(user, sys.stdin.readline().strip())) as driver:
        threads = [threading.Thread(target=write, args=(driver, journal, kill_round, i)) for i in range(WRITERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    os.close(journal)


if __name__ == "__main__":
    main(*sys.argv[1:])
