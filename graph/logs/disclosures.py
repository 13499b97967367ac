"""What is to be logged of one answer: who asked, in which trace, and what the guard decided on whom."""

import re
import secrets
from dataclasses import dataclass, field
from typing import Final, Self

from graph.actors import Actor
from graph.looks import Look

_TRACEPARENT = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}", re.ASCII)
_NO_TRACE, _NO_SPAN = "0" * 32, "0" * 16

COMMAND: Final = "command"
API: Final = "api"

LOOKING: Final = "Raadplegen"
CHANGING: Final = "Wijzigen"


@dataclass(frozen=True, slots=True)
class Trace:
    """One data processing, as W3C Trace Context and the processing log name it. `caller` is the span that called."""

    trace: str
    span: str
    caller: str | None = None

    @classmethod
    def begun(cls, traceparent: str | None = None) -> Self:
        """A new trace, or the one of who calls, where it names one in the standard form."""
        found = _TRACEPARENT.fullmatch(traceparent) if traceparent else None
        if found is None or found[1] == _NO_TRACE or found[2] == _NO_SPAN:
            return cls(secrets.token_hex(16), secrets.token_hex(8))
        return cls(found[1], secrets.token_hex(8), found[2])

    def again(self) -> "Trace":
        """Another data processing in the same trace."""
        return Trace(self.trace, secrets.token_hex(8))


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One answer that is about to leave. Moments are milliseconds UTC; `decided_at` is that of the decisions.

    `name` says in words of the product what was asked, never in words of who asked.
    """

    actor: Actor
    looks: tuple[Look, ...]
    name: str
    channel: str
    began_at: int
    decided_at: int
    failed: bool = False
    trace: Trace = field(default_factory=Trace.begun)
