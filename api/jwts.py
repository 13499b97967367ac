"""Signed tokens as they are sent (JWS compact, RFC 7515 and 7519), read strictly.

Everything that could be read in two ways is refused: names that occur twice, text that is not canonical base64url,
numbers that are none, headers that ask for keys or rules from elsewhere. Nothing in here decides whom to trust.
"""

import json
import math
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Any, Final, Never, cast

from joserfc import jws
from joserfc.errors import JoseError

from api.jwks import PublicKey
from api.tokens import ALGORITHMS, NOT_VALID, TOO_LONG, TokenError

LONGEST: Final = 8_192
"""Characters of a token; a longer one is not looked at."""
LONGEST_HEADER: Final = 1_024
LONGEST_NAME: Final = 255
"""Characters of a key's id, a subject, a token's id."""
MOST_CLAIMS: Final = 100

_COMPACT = re.compile(r"([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)", re.ASCII)
_TYPES = frozenset({"jwt", "at+jwt", "application/at+jwt", "application/jwt"})
_NEVER = frozenset({"jku", "jwk", "x5u", "x5c", "crit", "b64", "enc", "zip", "cty"})
"""Header names that bring a key along, ask for rules we do not know, or wrap another token."""

_REGISTRY = jws.JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
_REGISTRY.max_header_length = LONGEST_HEADER * 2


@dataclass(frozen=True, slots=True)
class Jwt:
    """A token that was read and not yet believed."""

    text: str
    algorithm: str
    kid: str | None
    claims: dict[str, Any]

    def signed_by(self, key: PublicKey) -> bool:
        """Whether this key made the signature, by an algorithm that fits the key."""
        if self.algorithm not in key.algorithms:
            return False
        try:
            jws.deserialize_compact(self.text, key.key, [self.algorithm], _REGISTRY)
        except (JoseError, ValueError, TypeError, KeyError, OverflowError):
            return False
        return True


def jwt_in(token: str) -> Jwt:
    """The token in a text. Raises TokenError for what is not one, or is one in an unusual way."""
    if len(token) > LONGEST:
        raise TokenError(TOO_LONG)
    parts = _COMPACT.fullmatch(token)
    if parts is None:
        raise TokenError(NOT_VALID)
    header_text, claims_text, signature = parts.groups()
    if len(header_text) > LONGEST_HEADER:
        raise TokenError(NOT_VALID)
    header, claims = _members(_bytes(header_text)), _members(_bytes(claims_text))
    _bytes(signature)
    algorithm, kid, kind = header.get("alg"), header.get("kid"), header.get("typ", "JWT")
    if algorithm not in ALGORITHMS or not _NEVER.isdisjoint(header) or len(claims) > MOST_CLAIMS:
        raise TokenError(NOT_VALID)
    if not isinstance(kind, str) or kind.lower() not in _TYPES:
        raise TokenError(NOT_VALID)
    if "kid" in header and not is_name(kid):
        raise TokenError(NOT_VALID)
    return Jwt(token, cast("str", algorithm), kid, claims)


def is_name(value: object) -> bool:
    """Whether a value is a text that can name something: not empty, not long, printable."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST_NAME and value.isprintable() and value == value.strip()


def _bytes(part: str) -> bytes:
    """The bytes of a segment. One that could be written in another way too is refused: it would be two tokens."""
    try:
        found = urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except ValueError:
        raise TokenError(NOT_VALID) from None
    if urlsafe_b64encode(found).rstrip(b"=").decode() != part:
        raise TokenError(NOT_VALID)
    return found


def _members(data: bytes) -> dict[str, Any]:
    try:
        found: Any = json.loads(
            data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite
        )
    except (ValueError, RecursionError):
        raise TokenError(NOT_VALID) from None
    if not isinstance(found, dict):
        raise TokenError(NOT_VALID)
    return cast("dict[str, Any]", found)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name occurs twice")
    return found


def _no_number(word: str) -> Never:
    raise ValueError(f"{word} is not a number")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError("a number is too large")
    return value
