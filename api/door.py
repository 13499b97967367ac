"""The entrance of `/graphql`: bytes come in, and only a question that GraphQL and the driver can bear goes on."""

from dataclasses import dataclass
from typing import Any, cast

import orjson
from starlette.requests import Request

from api.refusals import RefusedError
from api.trusted_documents import ANY, TrustedDocuments

BODY_BYTES = 262_144
NESTING = 32
LARGEST_INT = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Question:
    """One GraphQL request: the document, its variables and which of its operations to run."""

    text: str
    variables: dict[str, Any]
    operation: str | None


async def question_of(request: Request, documents: TrustedDocuments = ANY) -> Question:
    """The question a request asks. Raises RefusedError saying what is wrong with it."""
    if request.method != "POST":
        raise RefusedError(405, "METHOD_NOT_ALLOWED", "send the question by POST", {"Allow": "POST"})
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    charset = parameters.strip().lower().replace('"', "")
    if kind.strip().lower() != "application/json" or charset not in {"", "charset=utf-8"}:
        raise RefusedError(415, "WRONG_CONTENT_TYPE", "send JSON in UTF-8 with Content-Type: application/json")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise RefusedError(415, "WRONG_CONTENT_TYPE", "send the body as it is, without Content-Encoding")
    return question_from(await _body(request), documents)


def question_from(body: bytes, documents: TrustedDocuments = ANY) -> Question:
    """The question a body holds. Raises RefusedError saying what is wrong with it."""
    try:
        asked: Any = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise RefusedError(400, "MALFORMED_JSON", "the body is not JSON in UTF-8 that can be read") from None
    if isinstance(asked, list):
        raise RefusedError(400, "BATCHING_OFF", "send one question a request, as a JSON object")
    if not isinstance(asked, dict):
        raise RefusedError(400, "MALFORMED_REQUEST", "the body must be a JSON object with a query in it")
    members = cast("dict[str, Any]", asked)
    text = documents.text_of(members.get("query"), members.get("documentId"))
    variables, operation = members.get("variables"), members.get("operationName")
    if not isinstance(variables, dict | None):
        raise RefusedError(400, "MALFORMED_REQUEST", "`variables` must be a JSON object")
    if not isinstance(operation, str | None):
        raise RefusedError(400, "MALFORMED_REQUEST", "`operationName` must be a string")
    checked = cast("dict[str, Any]", variables or {})
    _check(checked)
    return Question(text, checked, operation or None)


async def _body(request: Request) -> bytes:
    announced = request.headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and len(announced) < 16 and int(announced) > BODY_BYTES:
        raise _too_large()
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_BYTES:
            raise _too_large()
    return bytes(body)


def _too_large() -> RefusedError:
    return RefusedError(413, "TOO_LARGE", f"a question is at most {BODY_BYTES // 1024} kB")


def _check(variables: dict[str, Any]) -> None:
    """Refuse what passes JSON and GraphQL but not the driver (big numbers), and nesting nobody means."""
    level: list[Any] = [variables]
    for _ in range(NESTING):
        below: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                below.extend(cast("dict[str, Any]", value).values())
            elif isinstance(value, list):
                below.extend(cast("list[Any]", value))
            elif isinstance(value, int | float) and abs(value) > LARGEST_INT:
                # orjson reads integers beyond 64 bits as floats
                raise RefusedError(400, "NUMBER_TOO_LARGE", "a number in `variables` does not fit in 64 bits")
        if not below:
            return
        level = below
    raise RefusedError(400, "NESTED_TOO_DEEP", f"`variables` is nested deeper than {NESTING} levels")
