"""`/livez` and `/readyz`: whether the process runs, and whether it can answer."""

from starlette.requests import Request
from starlette.responses import Response

from api.refusals import JsonResponse
from graph.errors import StoreUnavailableError
from graph.store import Store


async def livez(request: Request) -> Response:
    """The process runs and its loop turns; says nothing of the database."""
    return JsonResponse({"live": True})


async def readiness(store: Store) -> Response:
    """The database answered a real query just now; 503 with the class of what is wrong otherwise."""
    try:
        await store.ping()
    except StoreUnavailableError as error:
        return JsonResponse({"ready": False, "reason": "DATABASE", "message": str(error)}, 503)
    return JsonResponse({"ready": True})
