"""One question in, one answer out: the endpoint behind `/graphql`."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from functools import partial
from typing import Any

import orjson
from graphql import GraphQLError
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from strawberry.exceptions import MissingQueryError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.graphql import OperationType

from api.askers import Asker, asker_of
from api.context import Context
from api.documents import is_change, root_fields
from api.door import Question, question_of
from api.refusals import RefusedError
from api.schema import schema
from api.subscriptions_feed import EventFeed
from api.tokens import Verifier
from api.trusted_documents import TrustedDocuments
from graph.clock import Clock
from graph.errors import LogError, StoreUnavailableError
from graph.logs.disclosures import API, CHANGING, LOOKING, Disclosure, Trace
from graph.logs.log_readings import LogReader
from graph.logs.log_writers import LogWriter
from graph.looks import Look
from graph.settings import Settings
from graph.store import Store

JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"
HEADERS = {"Cache-Control": "no-store", "Vary": "Accept"}

_ALLOWED = (OperationType.QUERY, OperationType.MUTATION)
_FAILURES = frozenset({"INTERNAL", "UNAVAILABLE", "UNKNOWN_OUTCOME", "LOG_UNAVAILABLE"})


class Answers:
    """Answers questions over one store. What is shown of persons is logged before the first byte leaves."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        verifier: Verifier | None,
        log: LogWriter,
        *,
        feed: EventFeed | None = None,
    ) -> None:
        self._log_reader = LogReader(log.folder)
        self._store = store
        self._clock = clock
        self._settings = settings
        self._verifier = verifier
        self._log = log
        self._feed = feed
        self.documents = TrustedDocuments.of(settings.documents)
        """Which documents are answered."""

    async def answer(self, request: Request) -> Response:
        """The answer to one request, whatever was sent: never an exception."""
        try:
            question = await question_of(request, self.documents)
            asker, refusal = await self.asker(request.headers)
            body = await self.body(question, asker, refusal, request.headers.get("traceparent"))
            strict = GRAPHQL_JSON in request.headers.get("accept", "")
            status = 400 if strict and "data" not in body else 200
            return Response(orjson.dumps(body), status, HEADERS, GRAPHQL_JSON if strict else JSON)
        except RefusedError as refused:
            return refused.response()
        except ClientDisconnect:
            return Response(status_code=400)
        except StoreUnavailableError as error:
            return RefusedError(503, "UNAVAILABLE", str(error)).response()
        except LogError as error:
            return RefusedError(503, "LOG_UNAVAILABLE", str(error)).response()

    async def asker(self, headers: Headers) -> tuple[Asker | None, RefusedError | None]:
        """Who asks. Where nobody says so, outside production, the schema may still be asked about."""
        try:
            return await asker_of(headers, self._verifier, self._store, self._clock), None
        except RefusedError as refused:
            if "authorization" in headers or self._settings.production or refused.status != 401:
                raise
            return None, refused

    async def body(
        self, question: Question, asker: Asker | None, refusal: RefusedError | None, traceparent: str | None = None
    ) -> dict[str, Any]:
        """The body of an answer: `data`, `errors`, `extensions`; what it shows of persons is in the logs.

        Raises RefusedError, StoreUnavailableError, LogError.
        """
        context = Context(
            self._store,
            self._clock,
            self._settings,
            asker,
            self._log_reader,
            trace=Trace.begun(traceparent),
            logging=partial(self._log_looks, question, self._clock.now()),
        )
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
            raise RefusedError(400, "UNKNOWN_OPERATION", "only queries and mutations are answered here") from None
        errors = result.errors or []
        codes = {(one.extensions or {}).get("code") for one in errors}
        if refusal is not None and "UNAUTHENTICATED" in codes:
            raise refusal
        if "UNKNOWN_OPERATION" in codes:
            raise RefusedError(400, "UNKNOWN_OPERATION", errors[0].message)
        if codes.isdisjoint(_FAILURES):
            await context.log()
        else:
            await context.log_failed()
        if self._feed is not None and context.looks is not None and is_change(question.text, question.operation):
            self._feed.wake()
        body = _body(result.data, errors)
        if asker is not None and asker.notice is not None:
            body["extensions"] = {"notices": [{"code": asker.notice.name, "message": asker.notice.value}]}
        return body

    async def follow(self, question: Question, asker: Asker | None) -> AsyncGenerator[dict[str, Any]]:
        """The bodies of the messages of a stream; what each shows of persons is in the logs before it is told."""
        context = Context(
            self._store, self._clock, self._settings, asker, self._log_reader, feed=self._feed,
            disclosing=partial(self._log_told, question),
        )  # fmt: skip
        results = await schema.subscribe(
            question.text,
            variable_values=question.variables,
            context_value=context,
            operation_name=question.operation,
        )
        async with aclosing(results):
            async for result in results:
                yield _body(result.data, schema.told(result.errors or ()))

    async def _log_told(self, question: Question, context: Context, looks: tuple[Look, ...], judged_at: int) -> None:
        """Log what one message of a stream shows: each is an answer of its own. Raises LogError."""
        actor = context.actor
        if actor is not None and looks:
            name = f"{LOOKING}: {', '.join(sorted(set(root_fields(question.text, question.operation))))}"
            trace = context.trace.again()
            await self._log.write(Disclosure(actor, looks, name, API, judged_at, judged_at, trace=trace))

    async def _log_looks(self, question: Question, began_at: int, context: Context, failed: bool) -> None:
        """Log what was looked at, also when nobody was found. Raises LogError: then there is no answer."""
        looks, actor = context.looks, context.actor
        if looks is None or actor is None or (guard := context.guard) is None:
            return
        verb = CHANGING if is_change(question.text, question.operation) else LOOKING
        name = f"{verb}: {', '.join(sorted(set(root_fields(question.text, question.operation))))}"
        await self._log.write(
            Disclosure(actor, looks, name, API, began_at, guard.now, failed=failed, trace=context.trace)
        )


def _body(data: Any, errors: Sequence[GraphQLError]) -> dict[str, Any]:
    """`data` and `errors` as the protocol has them: no `data` where nothing was carried out."""
    body: dict[str, Any] = {} if data is None and errors and not errors[0].path else {"data": data}
    if errors:
        body["errors"] = [_plain(one) for one in errors]
    return body


def _plain(error: GraphQLError) -> dict[str, Any]:
    return dict(error.formatted)
