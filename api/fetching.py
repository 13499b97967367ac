"""Reading a provider's keys over HTTPS: one address, one answer, all of it within a few seconds and a size."""

import asyncio
from typing import Final

import httpx2

from api.jwks import MOST_BYTES
from graph.errors import SettingsError

SECONDS: Final = 5
"""For the whole of it: name, connection, encryption and answer."""
_HEADERS: Final = {"Accept": "application/jwk-set+json, application/json", "Accept-Encoding": "identity"}


class FetchError(OSError):
    """The address did not answer, or not as it should."""


def outward(*, here: bool) -> httpx2.AsyncClient:
    """A client without limits in time of its own. Raises SettingsError; it reads certificates, which takes a moment.

    An organisation's proxy and its own certificates (HTTPS_PROXY, SSL_CERT_FILE) count, but not on this
    machine, `here`.
    """
    try:
        return httpx2.AsyncClient(trust_env=not here, timeout=None)
    except OSError as error:
        raise SettingsError(
            f"the certificates that SSL_CERT_FILE or SSL_CERT_DIR names cannot be used: {error.strerror or error}",
            "name a file of certificates (PEM), or none",
        ) from None
    except (httpx2.InvalidURL, ValueError, ImportError):
        raise SettingsError(
            "HTTPS_PROXY, HTTP_PROXY or ALL_PROXY is not the address of a proxy", "give it as http://HOST:PORT, or none"
        ) from None


async def fetched(client: httpx2.AsyncClient, address: str) -> bytes:
    """What stands at the address. Raises FetchError: no answer in time, another status than 200, or too much.

    Redirects are not followed: the address is a setting, and only its owner says where keys come from.
    """
    try:
        async with asyncio.timeout(SECONDS), client.stream("GET", address, headers=_HEADERS) as response:
            if response.status_code != 200 or response.headers.get("content-encoding", "identity") != "identity":
                raise FetchError(f"status {response.status_code}")
            found = bytearray()
            async for chunk in response.aiter_raw():
                found += chunk
                if len(found) > MOST_BYTES:
                    raise FetchError("too long an answer")
            return bytes(found)
    except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError) as error:
        raise FetchError(type(error).__name__) from None
