"""Whose tokens count here: the OpenID providers of the file of issuers and, outside production, the local issuer.

The local issuer signs tokens for invented people on this machine. It does not exist in production.
"""

import asyncio
import os
import secrets
import tempfile
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import orjson
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from api.claims import Issuer
from api.issuer_files import IssuerLine, is_loopback, issuers_in
from api.jwks import PublicKey
from api.tokens import ACR, AUDIENCE, LOCAL_ISSUER, Verifier
from api.verifiers import TokenVerifier
from graph.actors import Assurance
from graph.clock import Clock
from graph.errors import AccessError, SettingsError
from graph.settings import Settings

_ALGORITHM: Final = "ES256"
_ACR_OF: Final = {assurance: acr for acr, assurance in ACR.items()}


@dataclass(frozen=True, slots=True)
class LocalIssuer:
    """An issuer with one key, made when first needed and readable by its owner only."""

    key: ECKey
    clock: Clock

    @classmethod
    def of(cls, settings: Settings, clock: Clock) -> "LocalIssuer":
        """The issuer of this home folder. Raises AccessError in production, SettingsError where the key is broken."""
        if settings.production:
            raise AccessError("the local issuer is off in production", "get a token from your OpenID provider")
        return cls(_key(settings.home / "issuer" / "key.json"), clock)

    def token_for(
        self,
        subject: str,
        assurance: Assurance = Assurance.SUBSTANTIAL,
        hours: float = 8,
        *,
        person: bool = False,
    ) -> str:
        """A token for a professional (id), or with `person` for the person whom the data are about, from now."""
        now = self.clock.now() // 1000
        claims: dict[str, object] = {
            "iss": LOCAL_ISSUER,
            "aud": AUDIENCE,
            "sub": subject,
            "iat": now,
            "nbf": now,
            "exp": now + round(hours * 3600),
            "jti": secrets.token_urlsafe(16),
            "acr": _ACR_OF[assurance],
        }
        if person:
            claims["person"] = True
        header = {"alg": _ALGORITHM, "typ": "JWT", "kid": self.key.kid}
        return jwt.encode(header, claims, self.key, algorithms=[_ALGORITHM])

    def issuer(self) -> Issuer:
        """What checks this issuer's tokens."""
        return Issuer(LOCAL_ISSUER, AUDIENCE, _FixedKeys((PublicKey.of(self.key),)))


@dataclass(frozen=True, slots=True)
class _FixedKeys:
    """Keys that never change."""

    keys: tuple[PublicKey, ...]

    async def fitting(self, kid: str | None, algorithm: str) -> tuple[PublicKey, ...]:
        return tuple(key for key in self.keys if algorithm in key.algorithms and kid in (None, key.kid))


def providers_of(settings: Settings) -> tuple[IssuerLine, ...]:
    """The OpenID providers whose tokens count. Raises SettingsError where the file that names them is wrong."""
    return () if settings.issuers is None else issuers_in(settings.issuers)


@asynccontextmanager
async def verifying(
    settings: Settings, providers: tuple[IssuerLine, ...], clock: Clock
) -> AsyncGenerator[Verifier | None]:
    """What judges tokens, for the length of the block; None where nobody's tokens count."""
    async with AsyncExitStack() as stack:
        issuers = [] if settings.production else [LocalIssuer.of(settings, clock).issuer()]
        for line in providers:
            issuers.append(await stack.enter_async_context(_provider(line, settings, clock)))
        yield TokenVerifier(issuers, clock) if issuers else None


@asynccontextmanager
async def _provider(line: IssuerLine, settings: Settings, clock: Clock) -> AsyncGenerator[Issuer]:
    # Imported here: the demo and most commands have no provider to read from.
    from api.fetching import fetched, outward
    from api.published_keys import PublishedKeys

    client = await asyncio.to_thread(outward, here=is_loopback(line.jwks_uri))
    kept = settings.home / "issuers" / f"{sha256(f'{line.name} {line.jwks_uri}'.encode()).hexdigest()[:32]}.json"
    async with client:
        keys = PublishedKeys(
            line.name, lambda: fetched(client, line.jwks_uri), clock, kept, line.stale_hours * 3_600_000
        )
        try:
            yield Issuer(line.name, line.audience, keys, line.subject_claim, line.acr, line.leeway_seconds * 1000)
        finally:
            await keys.close()


def _key(path: Path) -> ECKey:
    try:
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _place(path, orjson.dumps(ECKey.generate_key("P-256", auto_kid=True).as_dict(private=True)))
        return ECKey.import_key(orjson.loads(path.read_bytes()))
    except OSError as error:
        raise SettingsError(
            f"the key of the local issuer cannot be read or made: {error.strerror}",
            "see issuer/ in the home folder, or give another one in CASUSREGIE_HOME",
        ) from None
    except (JoseError, ValueError, TypeError, KeyError):
        raise SettingsError(
            "the key of the local issuer cannot be read", "delete issuer/key.json in the home folder; tokens then end"
        ) from None


def _place(path: Path, data: bytes) -> None:
    """Put a file there whole, mode 0600, unless another process was first: then theirs stays."""
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(name)
    except FileExistsError:
        pass
    finally:
        Path(name).unlink()
