"""Public keys as an OpenID provider publishes them (a JWK set, RFC 7517): which may sign tokens, and how."""

from base64 import urlsafe_b64decode
from dataclasses import dataclass, field
from typing import Any, Final, cast

import orjson
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

MOST_BYTES: Final = 262_144
MOST_KEYS: Final = 100
_RSA_BITS: Final = range(2_048, 8_193)
_BY_RSA, _BY_EC = ("PS256", "RS256"), ("ES256",)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that may sign tokens by these algorithms. Two are equal when they are the same key."""

    thumbprint: str
    algorithms: frozenset[str]
    kid: str | None
    key: ECKey | RSAKey = field(compare=False, repr=False)

    @classmethod
    def of(cls, key: ECKey | RSAKey) -> "PublicKey":
        """The public half of a key of our own, with its id."""
        algorithms = _BY_EC if isinstance(key, ECKey) else _BY_RSA
        public = type(key).import_key(key.as_dict(private=False))
        return cls(key.thumbprint(), frozenset(algorithms), key.kid, public)


def keys_in(data: bytes) -> tuple[PublicKey, ...]:
    """The keys in a JWK set that tokens may be signed with; others in it are passed over.

    Raises ValueError where it is not a JWK set, or has no such key: that is a provider in trouble, not a provider that
    withdrew all its keys.
    """
    found: Any = orjson.loads(data)
    listed: Any = cast("dict[str, Any]", found).get("keys") if isinstance(found, dict) else None
    if not isinstance(listed, list):
        raise ValueError("not a JWK set")
    given = cast("list[Any]", listed)
    if len(given) > MOST_KEYS:
        raise ValueError("too many keys")
    keys = tuple(key for one in given if (key := _key(one)) is not None)
    if not keys:
        raise ValueError("no key for signatures")
    return keys


def _key(given: Any) -> PublicKey | None:
    """A key for signatures that is strong enough, or None."""
    if not isinstance(given, dict):
        return None
    said = cast("dict[str, Any]", given)
    kid, algorithm = said.get("kid"), said.get("alg")
    if said.get("use", "sig") != "sig" or not _verifies(said.get("key_ops")) or not isinstance(kid, str | None):
        return None
    try:
        key, fitting = _rsa(said) if said.get("kty") == "RSA" else _ec(said)
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    algorithms = frozenset(fitting) if algorithm is None else frozenset(fitting) & {str(algorithm)}
    return PublicKey(key.thumbprint(), algorithms, kid, key) if algorithms else None


def _verifies(operations: Any) -> bool:
    return operations is None or (isinstance(operations, list) and "verify" in operations)


def _rsa(said: dict[str, Any]) -> tuple[RSAKey, tuple[str, ...]]:
    modulus, exponent = _number(said["n"]), _number(said["e"])
    if modulus.bit_length() not in _RSA_BITS or not modulus & 1 or not exponent & 1:
        raise ValueError("not a strong RSA key")
    if not 65_537 <= exponent < 2**32:
        raise ValueError("not a usual RSA exponent")
    key = RSAKey.import_key({"kty": "RSA", "n": said["n"], "e": said["e"]})
    _ = key.public_key  # built here, so that a bad one is passed over and not found at a request
    return key, _BY_RSA


def _ec(said: dict[str, Any]) -> tuple[ECKey, tuple[str, ...]]:
    if (said["kty"], said["crv"]) != ("EC", "P-256"):
        raise ValueError("not a key for ES256")
    key = ECKey.import_key({"kty": "EC", "crv": "P-256", "x": said["x"], "y": said["y"]})
    _ = key.public_key  # refuses a point that is not on the curve
    return key, _BY_EC


def _number(text: Any) -> int:
    if not isinstance(text, str) or len(text) > 2_048:
        raise ValueError("not a number")
    return int.from_bytes(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
