"""What an answer says of errors: those a client can act on as they are, bugs without anything of their inside.

Every error gets a code in `extensions`.
"""

import logging
import traceback

from graphql import GraphQLError
from graphql.error import GraphQLSyntaxError

from graph.errors import CasusregieError, InputError, LogError, StoreUnavailableError, UnknownOutcomeError

log = logging.getLogger("casusregie.api")

BUG = "something went wrong on our side"
UNKNOWN = "send it again with the same idempotencyKey: it is not done twice, and the answer says what became of it"

_CODES: dict[type[CasusregieError], str] = {StoreUnavailableError: "UNAVAILABLE", LogError: "LOG_UNAVAILABLE"}


def coded(error: GraphQLError) -> GraphQLError:
    """The error as a client may see it."""
    if (error.extensions or {}).get("code"):
        return error
    message, code = _shown(error)
    return GraphQLError(message, error.nodes, error.source, error.positions, error.path, extensions={"code": code})


def report(errors: list[GraphQLError]) -> None:
    """Log bugs by type and line of code only: the text of an exception may hold a name."""
    for error in errors:
        cause = cause_of(error)
        if cause is not None and not isinstance(cause, CasusregieError):
            frames = traceback.extract_tb(cause.__traceback__)[-6:]
            lines = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
            log.error("%s in a resolver: %s", type(cause).__name__, lines)


def _shown(error: GraphQLError) -> tuple[str, str]:
    cause = cause_of(error)
    if isinstance(error, GraphQLSyntaxError):
        return error.message, "SYNTAX_ERROR"
    if cause is None:
        return error.message, "INVALID_DOCUMENT" if error.path is None else "INVALID_VALUE"
    if isinstance(cause, InputError):
        return f"{cause}: {cause.advice}" if cause.advice else str(cause), "INVALID_VALUE"
    if isinstance(cause, UnknownOutcomeError):
        return f"{cause}: {UNKNOWN}", "UNKNOWN_OUTCOME"
    if isinstance(cause, CasusregieError):
        return str(cause), _CODES.get(type(cause), "REFUSED")
    return BUG, "INTERNAL"


def cause_of(error: GraphQLError) -> Exception | None:
    """The exception underneath, or None for an error that GraphQL itself raised about the document."""
    cause: Exception | None = error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause
