"""Tokens: who signed in, said by an issuer we trust and checked on every request.

A token is a JWT signed with ES256. `sub` is the professional, `acr` how sure the sign-in was (the eIDAS levels). The
local issuer makes tokens for invented people on this machine; it does not exist in production.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Protocol

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import ECKey, KeySet

from graph.actors import Assurance
from graph.clock import Clock

AUDIENCE: Final = "casusregie"
LOCAL_ISSUER: Final = "urn:casusregie:local-issuer"
ALGORITHM: Final = "ES256"
LONGEST: Final = 8_192
"""Characters; a longer one is not looked at."""

ACR: Final = {
    "http://eidas.europa.eu/LoA/low": Assurance.LOW,
    "http://eidas.europa.eu/LoA/substantial": Assurance.SUBSTANTIAL,
    "http://eidas.europa.eu/LoA/high": Assurance.HIGH,
}
_ACR_OF: Final = {assurance: acr for acr, assurance in ACR.items()}


@dataclass(frozen=True, slots=True)
class SignIn:
    """What a token proves: which professional, and how surely."""

    professional: str
    assurance: Assurance


class TokenError(Exception):
    """The token proves nothing; `str(error)` says why in a word or two, without quoting it."""


class Verifier(Protocol):
    """Says who a token is of. An OpenID provider is another one of these."""

    def verify(self, token: str) -> SignIn:
        """Raises TokenError."""
        ...


@dataclass(frozen=True, slots=True)
class KeyVerifier:
    """Checks tokens against an issuer's public keys."""

    issuer: str
    keys: Callable[[], KeySet]
    clock: Clock

    def verify(self, token: str) -> SignIn:
        """Who the token is of: signature, algorithm, issuer, audience, expiry and not-before are all required."""
        if len(token) > LONGEST:
            raise TokenError("the token is too long")
        try:
            claims = jwt.decode(token, self.keys(), algorithms=[ALGORITHM]).claims
            self._registry().validate(claims)
        except ExpiredTokenError:
            raise TokenError("the token has expired: ask for a new one") from None
        except (JoseError, ValueError, TypeError, KeyError, UnicodeError):
            raise TokenError("the token is not valid here") from None
        professional: Any = claims["sub"]
        if not isinstance(professional, str) or not professional:
            raise TokenError("the token is not valid here")
        return SignIn(professional, ACR.get(str(claims.get("acr")), Assurance.LOW))

    def _registry(self) -> jwt.JWTClaimsRegistry:
        return jwt.JWTClaimsRegistry(
            now=self.clock.now() // 1000,
            leeway=0,
            iss={"essential": True, "value": self.issuer},
            aud={"essential": True, "value": AUDIENCE},
            sub={"essential": True},
            exp={"essential": True},
            nbf={"essential": True},
        )


def signed(key: ECKey, sign_in: SignIn, clock: Clock, hours: float) -> str:
    """A token for a professional, valid from now for so many hours."""
    now = clock.now() // 1000
    claims = {
        "iss": LOCAL_ISSUER,
        "aud": AUDIENCE,
        "sub": sign_in.professional,
        "nbf": now,
        "iat": now,
        "exp": now + round(hours * 3600),
        "acr": _ACR_OF[sign_in.assurance],
    }
    return jwt.encode({"alg": ALGORITHM, "typ": "JWT", "kid": key.kid}, claims, key, algorithms=[ALGORITHM])
