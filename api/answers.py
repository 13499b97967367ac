"""One question in, one answer out: the endpoint behind `/graphql`."""

from typing import Any

import orjson
from graphql import GraphQLError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from strawberry.exceptions import MissingQueryError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.graphql import OperationType

from api.askers import Asker, asker_of
from api.context import Context
from api.door import Question, question_of
from api.refusals import RefusedError
from api.schema import schema
from api.tokens import Verifier
from graph.clock import Clock
from graph.errors import StoreUnavailableError
from graph.settings import Settings
from graph.store import Store

JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"
HEADERS = {"Cache-Control": "no-store", "Vary": "Accept"}

_ALLOWED = (OperationType.QUERY,)


class Answers:
    """Answers questions over one store."""

    def __init__(self, store: Store, clock: Clock, settings: Settings, verifier: Verifier | None) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._verifier = verifier

    async def answer(self, request: Request) -> Response:
        """The answer to one request, whatever was sent: never an exception."""
        try:
            question = await question_of(request)
            asker, refusal = await self._asker(request)
            return await self._answer(question, asker, refusal, request.headers.get("accept", ""))
        except RefusedError as refused:
            return refused.response()
        except ClientDisconnect:
            return Response(status_code=400)
        except StoreUnavailableError as error:
            return RefusedError(503, "UNAVAILABLE", str(error)).response()

    async def _asker(self, request: Request) -> tuple[Asker | None, RefusedError | None]:
        """Who asks. Where nobody says so, outside production, the schema may still be asked about."""
        try:
            return await asker_of(request.headers, self._verifier, self._store, self._clock), None
        except RefusedError as refused:
            if "authorization" in request.headers or self._settings.production or refused.status != 401:
                raise
            return None, refused

    async def _answer(
        self, question: Question, asker: Asker | None, refusal: RefusedError | None, accept: str
    ) -> Response:
        context = Context(self._store, self._clock, self._settings, asker)
        try:
            result = await schema.execute(
                question.text,
                variable_values=question.variables,
                context_value=context,
                operation_name=question.operation,
                allowed_operation_types=_ALLOWED,
            )
        except (MissingQueryError, CannotGetOperationTypeError):
            raise RefusedError(400, "UNKNOWN_OPERATION", "`operationName` must name one operation of it") from None
        except InvalidOperationTypeError:
            raise RefusedError(400, "UNKNOWN_OPERATION", "only queries are answered here") from None
        errors = result.errors or []
        codes = {(one.extensions or {}).get("code") for one in errors}
        if refusal is not None and "UNAUTHENTICATED" in codes:
            raise refusal
        if "UNKNOWN_OPERATION" in codes:
            raise RefusedError(400, "UNKNOWN_OPERATION", errors[0].message)
        body: dict[str, Any] = {} if result.data is None and errors and not errors[0].path else {"data": result.data}
        if errors:
            body["errors"] = [_plain(one) for one in errors]
        if asker is not None and asker.notice is not None:
            body["extensions"] = {"notices": [{"code": asker.notice.name, "message": asker.notice.value}]}
        strict = GRAPHQL_JSON in accept
        status = 400 if strict and "data" not in body else 200
        return Response(orjson.dumps(body), status, HEADERS, GRAPHQL_JSON if strict else JSON)


def _plain(error: GraphQLError) -> dict[str, Any]:
    return dict(error.formatted)
