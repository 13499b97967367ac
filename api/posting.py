"""Sending a delivery to a webhook: one address, one try, within seconds; of the answer its status only."""

import asyncio
import ipaddress
import logging
import socket
from collections.abc import Sequence
from email.utils import parsedate_to_datetime
from typing import Final

import httpx2

from graph.clock import Clock
from graph.times import moment_of
from graph.webhooks.messages import headers
from graph.webhooks.retries import Outcome
from graph.webhooks.subscriptions import Webhook

SECONDS: Final = 15
"""For the whole of it: name, connection, encryption and answer."""
_ADDRESSES: Final = 3
"""Of a name with many addresses so many are tried."""
_HEADERS: Final = {"accept-encoding": "identity", "user-agent": "Casusregie-Webhooks/1", "connection": "close"}
# They would write down the address, which may hold a token.
for _library in ("httpx2", "httpcore2"):
    logging.getLogger(_library).setLevel(logging.WARNING)
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


async def posted(
    client: httpx2.AsyncClient, clock: Clock, webhook: Webhook, delivery: str, content: bytes, *, guarded: bool
) -> Outcome:
    """Send a delivery once. With `guarded` an address that is not of the public internet is refused.

    Redirects are not followed and nothing of the answer's body is read. The name is looked up here, and the connection
    goes to an address that was looked at: between two look-ups a name may come to mean another machine.
    """
    signed = headers(delivery, clock.now(), content, webhook.keys)
    url = httpx2.URL(webhook.address)
    try:
        async with asyncio.timeout(SECONDS):
            found = await _addresses(url)
            if guarded and not all(map(is_public, found)):
                return Outcome(None, "its address is not of the public internet", hopeless=True)
            named = {**_HEADERS, **signed, "host": url.netloc.decode("ascii")}
            certified = {"sni_hostname": url.raw_host.decode("ascii")}
            tries = [
                client.build_request(
                    "POST", url.copy_with(host=one), headers=named, content=content, extensions=certified
                )
                for one in found
            ]
            return await _answer(client, tries, clock)
    except TimeoutError:
        return Outcome(None, "no answer in time")
    except socket.gaierror:
        return Outcome(None, "its name is not known")
    except (httpx2.HTTPError, OSError) as error:
        return Outcome(None, f"no answer ({type(error).__name__})")


def is_public(address: str) -> bool:
    """Whether an address is of the public internet; one that carries another in it is judged by that one."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if inner is not None or found in _NAT64:
            found = inner or ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)
        elif found.teredo is not None:
            return False
    return found.is_global and not found.is_multicast


async def _addresses(url: httpx2.URL) -> list[str]:
    port = url.port or (443 if url.scheme == "https" else 80)
    name = url.raw_host.decode("ascii").strip("[]")
    found = await asyncio.get_running_loop().getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found][:_ADDRESSES]


async def _answer(client: httpx2.AsyncClient, tries: Sequence[httpx2.Request], clock: Clock) -> Outcome:
    """The answer of the first address that can be connected to."""
    for one in tries:
        try:
            response = await client.send(one, stream=True, follow_redirects=False)
        except httpx2.ConnectError:
            if one is tries[-1]:
                raise
        else:
            await response.aclose()
            return Outcome(response.status_code, retry_after_ms=_wait(response.headers.get("retry-after"), clock))
    raise socket.gaierror


def _wait(text: str | None, clock: Clock) -> int | None:
    """How long a receiver asks to wait: a number of seconds or a moment; None for nothing that can be read."""
    if text is None:
        return None
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text) * 1000
    try:
        return max(moment_of(parsedate_to_datetime(text)) - clock.now(), 0)
    except Exception:  # whatever a header can hold
        return None
