"""`compose.yaml` cannot be run here. What can be checked: it says what the settings read, and nothing they do not."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.cli import COMMANDS, casusregie
from graph.engine.artifacts import read_lock
from graph.settings import Settings

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
README = (ROOT / "README.md").read_text("utf-8")
OURS = ("migrate", "casusregie")
LOCAL_ENGINE_ONLY = {
    "CASUSREGIE_CACHE",
    "CASUSREGIE_MAVEN",
    *(f"CASUSREGIE_ENGINE_{one}" for one in ("PORT", "HEAP", "PAGE_CACHE")),
}


def read_by_settings() -> set[str]:
    source = (ROOT / "graph" / "settings.py").read_text("utf-8")
    return set(re.findall(r'"((?:CASUSREGIE|NEO4J)_[A-Z_]+)"', source))


def filled(text: str, env: dict[str, str]) -> str:
    """A value as compose fills it in: ${NAME:-default} and ${NAME:?complaint}."""

    def value(found: re.Match[str]) -> str:
        name, kind, rest = found.groups()
        if env.get(name):
            return env[name]
        if kind == ":?":
            raise KeyError(f"{name}: {rest}")
        return rest or ""

    return re.sub(r"\$\{(\w+)(?:(:-|:\?)([^}]*))?\}", value, text)


@pytest.mark.parametrize("name", OURS)
def test_every_setting_but_those_of_the_local_engine_is_given(name: str) -> None:
    assert set(SERVICES[name]["environment"]) == read_by_settings() - LOCAL_ENGINE_ONLY


@pytest.mark.parametrize("name", OURS)
def test_the_settings_understand_what_is_given(name: str) -> None:
    env = {"NEO4J_PASSWORD": "of-nobody", "CASUSREGIE_ISSUERS": "./issuers.toml"}

    def settings(**more: str) -> Settings:
        given = SERVICES[name]["environment"].items()
        return Settings.from_mapping({key: filled(str(value), env | more) for key, value in given})

    found = settings()
    assert (found.production, settings(CASUSREGIE_PRODUCTION="no").production) == (True, False)
    assert (found.neo4j_uri, found.neo4j_password) == ("neo4j://neo4j:7687", "of-nobody")
    assert str(found.issuers) == "/etc/casusregie/issuers.toml"


def test_the_file_of_issuers_is_where_the_setting_says_and_cannot_be_left_out() -> None:
    (mount,) = [one for one in SERVICES["casusregie"]["volumes"] if "issuers" in one]
    assert filled(mount, {"CASUSREGIE_ISSUERS": "./mine.toml"}) == "./mine.toml:/etc/casusregie/issuers.toml:ro"
    with pytest.raises(KeyError, match="write CASUSREGIE_ISSUERS="):
        filled(mount, {})


def test_what_must_be_set_is_in_the_readme() -> None:
    text = (ROOT / "compose.yaml").read_text("utf-8")
    asked = set(re.findall(r"\$\{(\w+):\?", text))
    assert asked == {"NEO4J_PASSWORD", "CASUSREGIE_ISSUERS"}
    about = README[README.index("`compose.yaml`") :][:500]
    assert {name for name in asked if name not in about} == set()


def test_the_database_is_migrated_before_anything_is_served() -> None:
    program, *words = SERVICES["migrate"]["command"]
    assert program == "casusregie"
    command: Any = casusregie
    for word in words:
        command = command.get_command(None, word)
        assert command is not None
    assert words[0] in COMMANDS
    assert SERVICES["casusregie"]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    assert SERVICES["migrate"]["depends_on"]["neo4j"]["condition"] == "service_healthy"
    assert [SERVICES[name][key] for name in OURS for key in ("build", "image")] == [".", "casusregie"] * 2


def test_the_image_of_the_database_is_the_version_that_is_tested() -> None:
    assert SERVICES["neo4j"]["image"] == f"neo4j:{read_lock().neo4j}-community"


def test_nothing_is_published_beyond_this_machine() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", ())]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_the_volumes_that_are_used_are_declared() -> None:
    used = {one.partition(":")[0] for service in SERVICES.values() for one in service.get("volumes", ())}
    assert {one for one in used if re.fullmatch(r"\w+", one)} == set(COMPOSE["volumes"])
