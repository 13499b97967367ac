"""Tokens: who signed in, said by an issuer we trust and judged at every request."""

from dataclasses import dataclass
from typing import Final, Protocol

from graph.actors import Assurance

AUDIENCE: Final = "casusregie"
LOCAL_ISSUER: Final = "urn:casusregie:local-issuer"
ALGORITHMS: Final = ("PS256", "RS256", "ES256")

ACR: Final = {
    "http://eidas.europa.eu/LoA/low": Assurance.LOW,
    "http://eidas.europa.eu/LoA/substantial": Assurance.SUBSTANTIAL,
    "http://eidas.europa.eu/LoA/high": Assurance.HIGH,
}
"""What `acr` says by the eIDAS levels; a provider with words of its own says so in the file of issuers."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """What a token proves: whom an issuer calls `subject`, and how surely that is who signed in.

    Subjects belong to their issuer: two issuers may both have a `1001`. The local issuer's are ids of professionals,
    or with `person` of the person whom the data are about.
    """

    subject: str
    assurance: Assurance
    issuer: str = LOCAL_ISSUER
    person: bool = False


class TokenError(Exception):
    """The token proves nothing; `str(error)` says why in a few words, without quoting it."""


NOT_VALID: Final = "the token is not valid here"
EXPIRED: Final = "the token has expired: ask for a new one"
TOO_LONG: Final = "the token is too long"


class ProviderAwayError(Exception):
    """The token cannot be judged: its issuer's keys were never read, or too long ago, and cannot be read now."""


class Verifier(Protocol):
    """Says who a token is of."""

    async def verify(self, token: str) -> SignIn:
        """Raises TokenError, or ProviderAwayError."""
        ...
