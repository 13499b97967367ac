"""Which basic condition hangs on which (`conditions.toml`, each link with a reason and a source, or assumed)."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from importlib.resources import files
from typing import Any

from graph.model.words import CONDITIONS


@dataclass(frozen=True, slots=True)
class Link:
    """`condition` cannot well be settled before `needs` is; why, in English and Dutch, and who says so.

    `assumed` is what no source says: the product assumes it until somebody who knows confirms it.
    """

    condition: str
    needs: str
    reason: str
    dutch: str
    source: str
    assumed: bool


def links_in(text: str, name: str = "conditions.toml") -> tuple[Link, ...]:
    """The links of a TOML text, in its order. Raises ValueError naming the file and the link that is wrong."""
    table: Mapping[str, Any] = tomllib.loads(text)
    found: Sequence[Mapping[str, Any]] = table.get("link", ())
    wanted = {field.name for field in fields(Link)}
    texts = wanted - {"assumed"}
    for number, one in enumerate(found, 1):
        if set(one) != wanted or not all(isinstance(one[text], str) and one[text] for text in texts):
            raise ValueError(
                f"{name}, link {number}: it should say {', '.join(sorted(wanted))}, each but assumed a text"
            )
        if not isinstance(one["assumed"], bool):
            raise ValueError(f"{name}, link {number}: assumed should be true or false")
        if strange := {one["condition"], one["needs"]} - set(CONDITIONS):
            raise ValueError(f"{name}, link {number}: {', '.join(sorted(strange))} is no condition")
    links = tuple(Link(**one) for one in found)
    for condition in CONDITIONS:
        if condition in needed(condition, links):
            raise ValueError(f"{name}: {condition} waits for itself in the end")
    if table.keys() - {"link"} or len({(one.condition, one.needs) for one in links}) != len(links):
        raise ValueError(f"{name}: it should hold links only, each once")
    return links


def needed(condition: str, links: Sequence[Link]) -> frozenset[str]:
    """All that a condition waits for, directly or through others."""
    found: set[str] = set()
    ahead = [condition]
    while ahead:
        one = ahead.pop()
        new = {link.needs for link in links if link.condition == one} - found
        found |= new
        ahead += new
    return frozenset(found)


LINKS = links_in(files("graph").joinpath("conditions.toml").read_text("utf-8"))
"""The links in force. A bad file fails here, at import."""
