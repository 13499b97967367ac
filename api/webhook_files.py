"""The file of webhooks: who is told that there is a signal, where, by which secret. Described in docs/signals.md."""

import base64
import binascii
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import httpx2
import msgspec

from api.issuer_files import is_loopback, is_trustworthy
from graph.actors import Assurance, Purpose
from graph.errors import SettingsError
from graph.inputs import could_be_id
from graph.settings import Settings
from graph.webhooks.hearers import PURPOSES
from graph.webhooks.subscriptions import Webhook

_PREFIX: Final = "whsec_"
_KEY_BYTES: Final = range(24, 65)


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[webhook]]` of the file."""

    organisation: str
    url: str
    secret: str
    purposes: tuple[Purpose, ...]
    previous_secret: str | None = None
    assurance: Assurance = Assurance.SUBSTANTIAL
    private_addresses: bool = False


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    webhook: list[_Line]


class _Wrong(ValueError):
    """What is wrong with a line, in words that repeat neither address nor secret."""


def webhooks_of(settings: Settings, env: Mapping[str, str]) -> tuple[Webhook, ...]:
    """The webhooks of the file that the settings name. Raises SettingsError saying which line and field is wrong.

    `env` holds the secrets that stand in variables.
    """
    path = settings.webhooks
    if path is None:
        raise SettingsError("no webhooks are set", "name a file of them in CASUSREGIE_WEBHOOKS; see docs/signals.md")
    try:
        lines = msgspec.convert(tomllib.loads(path.read_text("utf-8")), _File).webhook
    except OSError:
        raise _error(path, "cannot be read", "name a file that this user may read, or none") from None
    except ValueError as error:
        raise _error(path, str(error)) from None
    names = [line.organisation for line in lines]
    found: list[Webhook] = []
    for number, line in enumerate(lines, 1):
        try:
            if not could_be_id(line.organisation) or names.count(line.organisation) > 1:
                raise _Wrong("`organisation` must be the id of an organisation, and stand once")
            found.append(_webhook(line, path.parent, env, production=settings.production))
        except _Wrong as wrong:
            raise _error(path, f"webhook {number}: {wrong}") from None
    return tuple(found)


def _webhook(line: _Line, folder: Path, env: Mapping[str, str], *, production: bool) -> Webhook:
    if not _can_be_asked(line.url) or (production and not line.url.startswith("https:")):
        raise _Wrong("`url` must be an https address (http on this machine only, outside production)")
    if not line.purposes or not set(line.purposes) <= set(PURPOSES):
        raise _Wrong(f"`purposes` must be some of {', '.join(PURPOSES)}")
    keys = [_key("secret", line.secret, folder, env)]
    if line.previous_secret is not None:
        keys.append(_key("previous_secret", line.previous_secret, folder, env))
    return Webhook(
        organisation=line.organisation,
        address=line.url,
        keys=tuple(keys),
        purposes=line.purposes,
        assurance=line.assurance,
        private_addresses=line.private_addresses or (not production and is_loopback(line.url)),
    )


def _can_be_asked(address: str) -> bool:
    try:
        return is_trustworthy(address) and bool(httpx2.URL(address).host)
    except httpx2.InvalidURL:
        return False


def _key(field: str, place: str, folder: Path, env: Mapping[str, str]) -> bytes:
    """The key at a place: `env:NAME` or `file:PATH`, beside the file where the path is not absolute."""
    kind, _, name = place.partition(":")
    if kind not in {"env", "file"} or not name:
        raise _Wrong(f"`{field}` must say where the secret is: env:NAME or file:PATH")
    try:
        text = env[name] if kind == "env" else (folder / name).read_text("ascii")
    except (KeyError, OSError, ValueError):
        raise _Wrong(f"`{field}` names a place where no secret can be read") from None
    try:
        key = base64.b64decode(text.strip().removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not text.strip().startswith(_PREFIX) or len(key) not in _KEY_BYTES:
        raise _Wrong(f"`{field}` is at a place that holds no {_PREFIX} with 24 to 64 bytes in base64 after it")
    return key


def _error(path: Path, problem: str, advice: str = "see docs/signals.md") -> SettingsError:
    return SettingsError(f"CASUSREGIE_WEBHOOKS, {path.name or path}: {problem}", advice)
