"""The file of issuers: which OpenID providers' tokens count here. Described in docs/sign-in.md."""

import ipaddress
import tomllib
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import msgspec

from api.jwts import is_name
from api.tokens import ACR, AUDIENCE, LOCAL_ISSUER
from graph.actors import Assurance
from graph.errors import SettingsError


class IssuerLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"name": "issuer"}):
    """One `[[issuer]]` of the file."""

    name: str
    jwks_uri: str
    audience: str = AUDIENCE
    subject_claim: str = "sub"
    leeway_seconds: Annotated[int, msgspec.Meta(ge=0, le=30)] = 5
    stale_hours: Annotated[int, msgspec.Meta(ge=1, le=168)] = 24
    acr: dict[str, Assurance] = msgspec.field(default_factory=lambda: dict(ACR))


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    issuer: list[IssuerLine]


def issuers_in(path: Path) -> tuple[IssuerLine, ...]:
    """The issuers a file names. Raises SettingsError saying what is wrong and where."""
    try:
        lines = msgspec.convert(tomllib.loads(path.read_text("utf-8")), _File).issuer
    except OSError:
        raise _wrong(path, "cannot be read", "name a file that this user may read, or none") from None
    except ValueError as error:
        raise _wrong(path, str(error)) from None
    if not lines:
        raise _wrong(path, "names no issuer")
    names = [line.name for line in lines]
    for number, line in enumerate(lines, 1):
        for field, value in (("issuer", line.name), ("audience", line.audience), ("subject_claim", line.subject_claim)):
            if not is_name(value):
                raise _wrong(path, f"issuer {number}: `{field}` must be a short text")
        if line.name == LOCAL_ISSUER or names.count(line.name) > 1:
            raise _wrong(path, f"issuer {number}: `issuer` is taken already")
        if not is_trustworthy(line.jwks_uri):
            raise _wrong(path, f"issuer {number}: `jwks_uri` must be an https address (http on this machine only)")
    return tuple(lines)


def is_loopback(address: str) -> bool:
    """Whether an address is on this machine."""
    host = urlsplit(address).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_trustworthy(address: str) -> bool:
    """Whether an address can be trusted: https, or this machine, so that nobody between us and it can read or alter."""
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises for what is not one
    except ValueError:
        return False
    if not parts.hostname or parts.username is not None or parts.fragment or not address.isprintable():
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(address))


def _wrong(path: Path, problem: str, advice: str = "see docs/sign-in.md") -> SettingsError:
    return SettingsError(f"CASUSREGIE_ISSUERS, {path.name or path}: {problem}", advice)
