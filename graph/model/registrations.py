"""Where each kind is kept today, and what it is called in Dutch and in the Dutch standards. A gap fails at import."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

from graph.model.catalogue import KINDS, LINKS
from graph.model.kinds import FieldClass
from graph.model.words import ROLES

ZGW_LEVELS: Final = (
    "openbaar", "beperkt_openbaar", "intern", "zaakvertrouwelijk", "vertrouwelijk", "confidentieel", "geheim",
    "zeer_geheim",
)  # fmt: skip
"""`vertrouwelijkheidaanduiding` of ZGW, least strict first."""

ZGW_ROLES: Final = frozenset(
    {
        "adviseur", "behandelaar", "belanghebbende", "beslisser", "initiator", "klantcontacter", "zaakcoordinator",
        "mede_initiator",
    }
)  # fmt: skip
"""`omschrijvingGeneriek` of a ZGW Roltype."""


@dataclass(frozen=True, slots=True)
class Registration:
    """Where a kind is kept (the first first), its Dutch term, and its name in the standards."""

    dutch: str
    sources: tuple[str, ...]
    standard: str


def registrations(table: Mapping[str, Mapping[str, Any]]) -> dict[str, Registration]:
    """The registrations by kind or link, in the order of the catalogue.

    Raises ValueError naming a kind that is missing, unknown, or of which something is not said.
    """
    wanted = [*KINDS, *(link.name for link in LINKS)]
    if wrong := sorted(set(wanted) ^ table.keys()):
        raise ValueError(f"registrations.toml: {wrong[0]} is missing, or is no kind")
    for name, said in table.items():
        if set(said) != {"dutch", "source", "standard"} or not all(said.values()):
            raise ValueError(f"registrations.toml: {name} says dutch, source and standard, and nothing else")
    return {
        name: Registration(table[name]["dutch"], tuple(table[name]["source"]), table[name]["standard"])
        for name in wanted
    }


def zgw_words(table: Mapping[str, Mapping[str, str]]) -> tuple[dict[FieldClass, str], dict[str, str]]:
    """The level of each class and the generic role of each role. Raises ValueError for a gap or an unknown word."""
    levels, roles = table["levels"], table["roles"]
    if wrong := sorted((set(FieldClass) ^ levels.keys()) | (set(ROLES) ^ roles.keys())):
        raise ValueError(f"standards.toml: {wrong[0]} is missing, or is no class or role")
    if strange := sorted((set(levels.values()) - set(ZGW_LEVELS)) | (set(roles.values()) - ZGW_ROLES)):
        raise ValueError(f"standards.toml: ZGW has no word {strange[0]!r}")
    return {one: levels[one] for one in FieldClass}, {role: roles[role] for role in ROLES}


def _file(name: str) -> dict[str, Any]:
    return tomllib.loads(files("graph.model").joinpath(name).read_text("utf-8"))


REGISTRATIONS: Final = registrations(_file("registrations.toml"))
LEVELS, GENERIC_ROLES = zgw_words(_file("standards.toml"))
