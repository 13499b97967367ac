"""What a delivery says, and its signature by Standard Webhooks 1.0.0 (https://www.standardwebhooks.com).

It says that there is something to know for a function of the organisation, how grave it is, and a reference by which
who asks for the own signals finds which one it is. Nothing in it is of a person or a case.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import orjson

TYPE: Final = "signal.raised"
_MINUTE_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class Told:
    """For whom there is a signal in an event: functions in order; severity and id of the gravest one."""

    functions: tuple[str, ...]
    severity: str
    signal: str


def reference(delivery: str, signal: str) -> str:
    """How a delivery points at a signal: who has the id of the signal can make it, nobody can go back.

    With the id of the delivery in it, since the same signal must not be recognised in the deliveries of another
    organisation, or in a later one.
    """
    return hashlib.sha256(f"{delivery}.{signal}".encode()).hexdigest()[:32]


def body(delivery: str, happened_at: int, told: Told) -> bytes:
    """What is sent. The moment is that of the event in whole minutes: to the millisecond it would name the event."""
    minute = datetime.fromtimestamp(happened_at // _MINUTE_MS * 60, UTC)
    return orjson.dumps(
        {
            "type": TYPE,
            "timestamp": minute.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "data": {
                "severity": told.severity,
                "functions": told.functions,
                "reference": reference(delivery, told.signal),
            },
        }
    )


def headers(delivery: str, at: int, content: bytes, keys: Iterable[bytes]) -> dict[str, str]:
    """The headers of a try at a moment (milliseconds UTC): signed with every key, so that one can be replaced."""
    seconds = str(at // 1000)
    signed = f"{delivery}.{seconds}.".encode() + content
    signatures = (base64.b64encode(hmac.digest(key, signed, "sha256")).decode() for key in keys)
    return {
        "content-type": "application/json",
        "webhook-id": delivery,
        "webhook-timestamp": seconds,
        "webhook-signature": " ".join(f"v1,{one}" for one in signatures),
    }
