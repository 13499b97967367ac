"""The settings of one process, as a frozen value made from a mapping that is handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import SettingsError


@dataclass(frozen=True)
class Settings:
    """Where things live and whom to talk to.

    `home` holds all that this product writes on this machine (engine data, password, keys, logs); `cache` holds the
    downloaded engine and may be shared by several checkouts. With `neo4j_uri` unset the local engine is used.
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
        return cls(
            home=home,
            cache=Path(env.get("CASUSREGIE_CACHE") or caches / "casusregie"),
            neo4j_uri=uri,
            neo4j_user=env.get("NEO4J_USER") or "neo4j",
            neo4j_password=env.get("NEO4J_PASSWORD") or "",
            neo4j_database=env.get("NEO4J_DATABASE") or "neo4j",
            host=env.get("CASUSREGIE_HOST") or "127.0.0.1",
            port=_port(env.get("CASUSREGIE_PORT") or "8400"),
            production=_truth("CASUSREGIE_PRODUCTION", env.get("CASUSREGIE_PRODUCTION") or "no"),
        )


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 <= int(text) <= 65535:
        raise SettingsError(f"CASUSREGIE_PORT is {text!r}, not a port", "give a number from 0 (any free port) to 65535")
    return int(text)


def _truth(name: str, text: str) -> bool:
    if text.lower() in {"yes", "true", "1"}:
        return True
    if text.lower() in {"no", "false", "0"}:
        return False
    raise SettingsError(f"{name} is {text!r}", "give yes or no")
