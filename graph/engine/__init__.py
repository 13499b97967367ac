"""The database: a Neo4j Community server that we install, start and stop ourselves, or the one of NEO4J_URI.

Nothing in here knows what is stored. Above the `Connection` all Neo4j servers are alike.
"""

from graph.engine.bulk_imports import LIST_DELIMITER, Table, Vacancy, vacant
from graph.engine.dumps import dump, restore
from graph.engine.installs import Progress, graphiql_jar
from graph.engine.quick_starts import install
from graph.engine.servers import Connection, connection_of, running, start, stop
from graph.engine.statuses import Status, status

__all__ = [
    "LIST_DELIMITER",
    "Connection",
    "Progress",
    "Status",
    "Table",
    "Vacancy",
    "connection_of",
    "dump",
    "graphiql_jar",
    "install",
    "restore",
    "running",
    "start",
    "status",
    "stop",
    "vacant",
]
