"""The connection to Neo4j: the only module that knows the driver.

Reads run in READ mode, which the server enforces; every call has a limit in time on both sides, because the driver has
no read timeout and a statement without one runs for ever.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, LiteralString, Self, TypeVar, cast

import neo4j
from neo4j.exceptions import AuthError, ConfigurationError, ConstraintError, DriverError, Neo4jError, ServiceUnavailable

from graph.errors import ConflictError, SettingsError, StoreUnavailableError, UnknownOutcomeError
from graph.sealed import Sealed

Parameters = Mapping[str, Any]
Row = dict[str, Any]
T = TypeVar("T")

READ_SECONDS = 30.0
"""A server that meets a statement for the first time plans it, for seconds on a small or busy machine."""
WRITE_SECONDS = 20.0
_CLIENT_MARGIN_SECONDS = 3.0
_MEMORY_LIMIT = "Neo.TransientError.General.MemoryPoolOutOfMemoryError"
# Its warnings of a lost connection would stand on stderr beside the one line that says so.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

_ASK_AGAIN = "ask again whether it was saved"
_NOTICES_OFF = neo4j.NotificationMinimumSeverity.OFF


class Transaction:
    """One write transaction; whatever raises inside it rolls it back."""

    def __init__(self, transaction: neo4j.AsyncManagedTransaction) -> None:
        self._transaction = transaction

    async def rows(self, statement: LiteralString, parameters: Parameters | None = None) -> list[Row]:
        """Run a statement and answer all its records as dicts of plain values."""
        result = await self._transaction.run(statement, dict(parameters or {}))
        return [dict(zip(record.keys(), record.values(), strict=True)) async for record in result]

    async def one(self, statement: LiteralString, parameters: Parameters | None = None) -> Row | None:
        """Run a statement and answer its first record, or None where there is none."""
        found = await self.rows(statement, parameters)
        return found[0] if found else None

    async def sealed(self, statement: LiteralString, parameters: Parameters | None = None) -> Sealed | None:
        """Run a statement about persons under the locks held here; its first record is for the guard to open."""
        found = await self.one(statement, parameters)
        return None if found is None else Sealed(found)


class Store:
    """A database that answers. Make it with `Store.open`; one per process, shared by all requests."""

    def __init__(self, driver: neo4j.AsyncDriver, database: str) -> None:
        self._driver = driver
        self._database = database
        self.statements = 0
        """How many statements were sent; tests count with it."""

    @classmethod
    @asynccontextmanager
    async def open(cls, uri: str, user: str, password: str, database: str = "neo4j") -> AsyncGenerator[Self]:
        """Connect, prove it with a real query, and close at the end.

        Raises StoreUnavailableError, and SettingsError for what is no address.
        """
        try:
            driver = neo4j.AsyncGraphDatabase.driver(  # pyright: ignore[reportUnknownMemberType] (the driver's **config is untyped)
                uri,
                auth=(user, password),
                telemetry_disabled=True,
                connection_timeout=5,
                connection_acquisition_timeout=10,
                liveness_check_timeout=30,
                max_transaction_retry_time=8,
                notifications_min_severity=_NOTICES_OFF,
            )
        except (ConfigurationError, ValueError):
            raise SettingsError("NEO4J_URI is not the address of a database", "give it as neo4j://HOST:7687") from None
        async with driver:
            store = cls(driver, database)
            await store.ping()
            yield store

    async def ping(self) -> None:
        """Ask the database a real question; an open port proves nothing."""
        await self.rows("RETURN 1 AS one", seconds=5)

    async def rows(
        self, statement: LiteralString, parameters: Parameters | None = None, *, seconds: float = READ_SECONDS
    ) -> list[Row]:
        """Run a reading statement and answer all its records as dicts of plain values."""
        async with _guarded(seconds):
            self.statements += 1
            records, _, _ = await self._driver.execute_query(
                neo4j.Query(statement, timeout=seconds),
                dict(parameters or {}),
                database_=self._database,
                routing_=neo4j.RoutingControl.READ,
            )
            return [dict(zip(record.keys(), record.values(), strict=True)) for record in records]

    async def one(
        self, statement: LiteralString, parameters: Parameters | None = None, *, seconds: float = READ_SECONDS
    ) -> Row | None:
        """Run a reading statement and answer its first record, or None where there is none."""
        found = await self.rows(statement, parameters, seconds=seconds)
        return found[0] if found else None

    async def sealed(self, statement: LiteralString, parameters: Parameters | None = None) -> Sealed | None:
        """Run a statement about persons; its first record is for the guard to open. None where there is none."""
        found = await self.one(statement, parameters)
        return None if found is None else Sealed(found)

    async def write(self, work: Callable[[Transaction], Awaitable[T]], *, seconds: float = WRITE_SECONDS) -> T:
        """Run `work` in one write transaction: all of it or nothing.

        Deadlocks and the like are tried again, so `work` must not act outside the database. A commit whose answer was
        lost raises UnknownOutcomeError and is not tried again; a broken uniqueness rule raises ConflictError.
        """

        @neo4j.unit_of_work(timeout=seconds)
        async def run(transaction: neo4j.AsyncManagedTransaction) -> T:
            self.statements += 1
            return await work(Transaction(transaction))

        async with _guarded(seconds * 3, writes=True), self._session() as session:
            return await session.execute_write(run)

    async def define(self, statement: LiteralString, *, seconds: float = 120) -> None:
        """Run one statement that changes the schema (constraint, index) or waits for one."""
        async with _guarded(seconds, writes=True):
            await self._driver.execute_query(neo4j.Query(statement, timeout=seconds), database_=self._database)

    async def plan(self, statement: LiteralString, parameters: Parameters, *, profile: bool = False) -> dict[str, Any]:
        """The plan of a reading statement as the server gives it; with `profile` it is run and dbHits are counted."""
        prefix: LiteralString = "PROFILE " if profile else "EXPLAIN "
        async with _guarded(60):
            _, summary, _ = await self._driver.execute_query(
                neo4j.Query(prefix + statement, timeout=60),
                dict(parameters),
                database_=self._database,
                routing_=neo4j.RoutingControl.READ,
            )
        found = cast("dict[str, Any] | None", summary.profile if profile else summary.plan)  # pyright: ignore[reportUnknownMemberType]
        return found or {}

    def _session(self) -> neo4j.AsyncSession:
        return self._driver.session(  # pyright: ignore[reportUnknownMemberType]
            database=self._database, bookmark_manager=self._driver.execute_query_bookmark_manager
        )


@asynccontextmanager
async def _guarded(seconds: float, *, writes: bool = False) -> AsyncGenerator[None]:
    """Bound a call in time and turn what the driver raises into the product's own errors.

    A write that is given up on after that time may have been at its commit: what became of it is not known.
    """
    try:
        async with asyncio.timeout(seconds + _CLIENT_MARGIN_SECONDS):
            yield
    except neo4j.exceptions.IncompleteCommit as error:
        if not writes:
            raise StoreUnavailableError("the connection to the database broke", "ask again") from error
        raise UnknownOutcomeError("the connection broke while saving", _ASK_AGAIN) from error
    except AuthError as error:
        raise StoreUnavailableError("the database refuses the login", "check NEO4J_USER and NEO4J_PASSWORD") from error
    except (ServiceUnavailable, TimeoutError, OSError) as error:
        if writes and isinstance(error, TimeoutError):
            raise UnknownOutcomeError("the database did not say in time whether it saved", _ASK_AGAIN) from error
        raise StoreUnavailableError("the database does not answer", "see `casusregie db status`") from error
    except ConstraintError as error:
        raise ConflictError("something with this key exists already", "read again and decide anew") from error
    except Neo4jError as error:
        if error.code == _MEMORY_LIMIT:
            raise StoreUnavailableError("the database has no memory left for this question", "ask for less") from error
        if "LockClientStopped" in (error.code or ""):  # ended while it waited: nothing was saved
            raise StoreUnavailableError("others are changing this: the wait was too long", "ask again") from error
        if "TransactionTimedOut" in (error.code or ""):
            raise StoreUnavailableError("the database took too long over this question", "ask for less") from error
        raise
    except DriverError as error:
        raise StoreUnavailableError("the connection to the database broke", "see `casusregie db status`") from error
