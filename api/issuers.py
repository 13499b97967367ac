"""The local issuer: signs tokens for invented people on this machine. It does not exist in production."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import orjson
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet

from api.tokens import LOCAL_ISSUER, KeyVerifier, SignIn, Verifier, signed
from graph.actors import Assurance
from graph.clock import Clock
from graph.errors import AccessError, SettingsError
from graph.settings import Settings


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

    def token_for(self, professional: str, assurance: Assurance = Assurance.SUBSTANTIAL, hours: float = 8) -> str:
        """A token for a professional (id), valid from now."""
        return signed(self.key, SignIn(professional, assurance), self.clock, hours)

    def verifier(self) -> Verifier:
        """What checks this issuer's tokens."""
        keys = KeySet([ECKey.import_key(self.key.as_dict(private=False))])
        return KeyVerifier(LOCAL_ISSUER, lambda: keys, self.clock)


def verifier_of(settings: Settings, clock: Clock) -> Verifier | None:
    """Whose tokens are accepted: the local issuer's; in production nobody's until a provider is set."""
    return None if settings.production else LocalIssuer.of(settings, clock).verifier()


def _key(path: Path) -> ECKey:
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _place(path, orjson.dumps(ECKey.generate_key("P-256", auto_kid=True).as_dict(private=True)))
    try:
        return ECKey.import_key(orjson.loads(path.read_bytes()))
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
