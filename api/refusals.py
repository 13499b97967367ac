"""How a request is turned away before GraphQL: a status, a code for programs and a line for people, as JSON."""

from collections.abc import Mapping

import orjson
from starlette.responses import Response


class RefusedError(Exception):
    """A request that is not answered. The text holds nothing of what was sent."""

    def __init__(self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.headers = dict(headers or {})

    def response(self) -> Response:
        """The answer, in the form GraphQL clients read errors in."""
        body = {"errors": [{"message": str(self), "extensions": {"code": self.code}}]}
        return JsonResponse(body, self.status, self.headers)


class JsonResponse(Response):
    """JSON by orjson."""

    media_type = "application/json"

    def render(self, content: object) -> bytes:
        """The bytes of the body."""
        return orjson.dumps(content)
