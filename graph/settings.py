"""The settings of one process, as a frozen value made from a mapping that is handed in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import SettingsError

LIBRARY = "library"
"""Only the documents of the questions library are answered."""


@dataclass(frozen=True)
class Settings:
    """Where things live and whom to talk to.

    `home` holds all that this product writes on this machine (engine data, password, keys, logs); `cache` holds the
    downloaded engine and may be shared by several checkouts. With `neo4j_uri` unset the local engine is used:
    `engine_port` 0 is any free port, `engine_heap` and `engine_page_cache` are sizes as the JVM and Neo4j write
    them, `maven_url` is a mirror to download the engine from. `issuers` is the file that names the OpenID providers.
    `documents` says which documents are answered: None for any, LIBRARY, or a folder with those of a front-end.
    `webhooks` is the file that names who is told by webhook that there is a signal.
    """

    home: Path
    cache: Path
    neo4j_uri: str | None = None
    neo4j_user: str = "neo4j"
    neo4j_password: str = field(default="", repr=False)
    neo4j_database: str = "neo4j"
    host: str = "127.0.0.1"
    port: int = 8400
    production: bool = False
    issuers: Path | None = None
    documents: str | None = None
    webhooks: Path | None = None
    engine_port: int = 0
    engine_heap: str = "1g"
    engine_page_cache: str = "256m"
    maven_url: str | None = None

    @classmethod
    def from_mapping(cls, env: Mapping[str, str]) -> "Settings":
        """Settings from environment-like names; raises SettingsError naming the variable that is wrong."""
        home = Path(env.get("CASUSREGIE_HOME") or ".casusregie").absolute()
        caches = Path(env.get("XDG_CACHE_HOME") or Path(env.get("HOME") or home) / ".cache")
        uri = env.get("NEO4J_URI") or None
        if uri and not env.get("NEO4J_PASSWORD"):
            raise SettingsError(
                "NEO4J_URI is set but NEO4J_PASSWORD is not", "set both, or neither to use the local engine"
            )
        if uri and not re.match(r"(neo4j|bolt)(\+s|\+ssc)?://", uri):
            raise SettingsError("NEO4J_URI is not the address of a database", "give it as neo4j://HOST:7687")
        return cls(
            home=home,
            cache=Path(env.get("CASUSREGIE_CACHE") or caches / "casusregie").absolute(),
            neo4j_uri=uri,
            neo4j_user=env.get("NEO4J_USER") or "neo4j",
            neo4j_password=env.get("NEO4J_PASSWORD") or "",
            neo4j_database=env.get("NEO4J_DATABASE") or "neo4j",
            host=env.get("CASUSREGIE_HOST") or "127.0.0.1",
            port=_port("CASUSREGIE_PORT", env.get("CASUSREGIE_PORT") or "8400"),
            production=_truth("CASUSREGIE_PRODUCTION", env.get("CASUSREGIE_PRODUCTION") or "no"),
            issuers=Path(env["CASUSREGIE_ISSUERS"]).absolute() if env.get("CASUSREGIE_ISSUERS") else None,
            documents=env.get("CASUSREGIE_DOCUMENTS") or None,
            webhooks=Path(env["CASUSREGIE_WEBHOOKS"]).absolute() if env.get("CASUSREGIE_WEBHOOKS") else None,
            engine_port=_port("CASUSREGIE_ENGINE_PORT", env.get("CASUSREGIE_ENGINE_PORT") or "0"),
            engine_heap=_size("CASUSREGIE_ENGINE_HEAP", env.get("CASUSREGIE_ENGINE_HEAP") or "1g"),
            engine_page_cache=_size("CASUSREGIE_ENGINE_PAGE_CACHE", env.get("CASUSREGIE_ENGINE_PAGE_CACHE") or "256m"),
            maven_url=env.get("CASUSREGIE_MAVEN") or None,
        )


def _port(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 <= int(text) <= 65535:
        raise SettingsError(f"{name} is {text!r}, not a port", "give a number from 0 (any free port) to 65535")
    return int(text)


def _size(name: str, text: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]{0,6}[kmg]", text, re.ASCII):
        raise SettingsError(f"{name} is {text!r}, not a size", "give a whole number and k, m or g, such as 512m or 4g")
    return text


def _truth(name: str, text: str) -> bool:
    if text.lower() in {"yes", "true", "1"}:
        return True
    if text.lower() in {"no", "false", "0"}:
        return False
    raise SettingsError(f"{name} is {text!r}", "give yes or no")
