"""Verifying tokens of several issuers, and remembering what was verified.

A token's signature is checked once; whether it counts *now*, and whether its key is still in force, at every request.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from api.claims import Issuer, Proof, proof_in
from api.expiring import Expiring
from api.jwks import PublicKey
from api.jwts import LONGEST, Jwt, jwt_in
from api.tokens import NOT_VALID, TOO_LONG, SignIn, TokenError
from graph.clock import Clock

MOST_TOKENS: Final = 10_000
MOST_JTIS: Final = 100_000


@dataclass(frozen=True, slots=True)
class _Verified:
    proof: Proof
    issuer: Issuer
    algorithm: str
    key: PublicKey


class TokenVerifier:
    """Verifies the tokens of some issuers; one for the life of a process."""

    def __init__(self, issuers: Iterable[Issuer], clock: Clock) -> None:
        self._issuers = {issuer.name: issuer for issuer in issuers}
        self._clock = clock
        self._verified: Expiring[bytes, _Verified] = Expiring(MOST_TOKENS)
        self._jtis: Expiring[tuple[str, str], bytes] = Expiring(MOST_JTIS)

    async def verify(self, token: str) -> SignIn:
        """Who the token is of, now. Raises TokenError, or ProviderAwayError where that cannot be known."""
        if len(token) > LONGEST:
            raise TokenError(TOO_LONG)
        if not token.isascii():
            raise TokenError(NOT_VALID)
        digest = sha256(token.encode()).digest()
        found = self._verified.get(digest, self._clock.now())
        if found is None or found.key not in await found.issuer.keys.fitting(found.key.kid, found.algorithm):
            found = await self._proved(token)
        now = self._clock.now()
        sign_in = found.proof.judged_at(now)
        self._once(found, digest, now)
        self._verified.put(digest, found, found.proof.until, now)
        return sign_in

    async def _proved(self, token: str) -> _Verified:
        jwt = jwt_in(token)
        name = jwt.claims.get("iss")
        issuer = self._issuers.get(name) if isinstance(name, str) else None
        if issuer is None:
            raise TokenError(NOT_VALID)
        key = await _key_of(jwt, issuer)
        return _Verified(proof_in(jwt.claims, issuer), issuer, jwt.algorithm, key)

    def _once(self, found: _Verified, digest: bytes, now: int) -> None:
        """Refuse a token that uses the id of another one."""
        if found.proof.jti is None:
            return
        key = (found.issuer.name, found.proof.jti)
        first = self._jtis.get(key, now)
        if first is not None and first != digest:
            raise TokenError(NOT_VALID)
        self._jtis.put(key, digest, found.proof.until, now)


async def _key_of(jwt: Jwt, issuer: Issuer) -> PublicKey:
    """The key that signed a token. Without an id of a key there must be one key only that it can be."""
    keys = await issuer.keys.fitting(jwt.kid, jwt.algorithm)
    if jwt.kid is None and len(keys) != 1:
        raise TokenError(NOT_VALID)
    for key in keys:
        if jwt.signed_by(key):
            return key
    raise TokenError(NOT_VALID)
