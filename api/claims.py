"""What a believed token claims, held against the issuer it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol, cast

from api.jwks import PublicKey
from api.jwts import is_name
from api.tokens import ACR, EXPIRED, LOCAL_ISSUER, NOT_VALID, SignIn, TokenError
from graph.actors import Assurance

LONGEST_LIFE_MS: Final = 24 * 3_600_000
"""A token that says it is valid for longer is refused: it would outlive what its holder may do."""
_MOST_AUDIENCES: Final = 50
_LATEST: Final = 2**40
"""Seconds since 1970; a later one is nobody's date."""
_BOUND: Final = ("cnf", "events")
"""Claims of tokens that are no bearer tokens: those bound to a key of the client, and notices of events (logout)."""


class Keys(Protocol):
    """The public keys of one issuer."""

    async def fitting(self, kid: str | None, algorithm: str) -> tuple[PublicKey, ...]:
        """The keys in force of this id (without one: all) for this algorithm. Raises ProviderAwayError."""
        ...


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuer whose tokens count: its name, for whom its tokens must be, and how its claims are read."""

    name: str
    audience: str
    keys: Keys
    subject_claim: str = "sub"
    acr: Mapping[str, Assurance] = field(default_factory=lambda: ACR)
    leeway_ms: int = 0


@dataclass(frozen=True, slots=True)
class Proof:
    """What a token proves, and between which moments (milliseconds UTC, the leeway included)."""

    sign_in: SignIn
    since: int
    until: int
    jti: str | None

    def judged_at(self, now: int) -> SignIn:
        """Who signed in, when that counts now. Raises TokenError."""
        if now >= self.until:
            raise TokenError(EXPIRED)
        if now < self.since:
            raise TokenError(NOT_VALID)
        return self.sign_in


def proof_in(claims: Mapping[str, Any], issuer: Issuer) -> Proof:
    """What claims that this issuer signed in its own name prove. Raises TokenError for those of others, or strange."""
    audience = claims.get("aud")
    audiences = cast("list[Any]", audience) if isinstance(audience, list) else [audience]
    if len(audiences) > _MOST_AUDIENCES or issuer.audience not in audiences:
        raise TokenError(NOT_VALID)
    if not all(isinstance(one, str) for one in audiences) or any(name in claims for name in _BOUND):
        raise TokenError(NOT_VALID)
    subject, jti = claims.get(issuer.subject_claim), claims.get("jti")
    if not is_name(claims.get("sub")) or not is_name(subject) or ("jti" in claims and not is_name(jti)):
        raise TokenError(NOT_VALID)
    expires, issued = _moment(claims.get("exp")), _moment(claims.get("iat"))
    begins = max(issued, _moment(claims["nbf"])) if "nbf" in claims else issued
    if not begins < expires <= issued + LONGEST_LIFE_MS:
        raise TokenError(NOT_VALID)
    acr = claims.get("acr")
    sign_in = SignIn(
        subject=cast("str", subject),
        assurance=issuer.acr.get(acr, Assurance.LOW) if isinstance(acr, str) else Assurance.LOW,
        issuer=issuer.name,
        person=issuer.name == LOCAL_ISSUER and claims.get("person") is True,
    )
    return Proof(sign_in, begins - issuer.leeway_ms, expires + issuer.leeway_ms, jti)


def _moment(value: Any) -> int:
    """A NumericDate as milliseconds."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < _LATEST:
        raise TokenError(NOT_VALID)
    return int(value * 1000)
