"""Names: how a person's is written, and how one is found by what somebody types."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein

from graph.folding import folded

_PREFIXES = frozenset(
    re.split(
        " ",
        "van v vd vdr vande vander vanden von der den de het t s ter ten te tot in op aan bij uit over onder voor"
        " la le les du des di da del della dos el al ben bin ibn d l zu zum zur af av",
    )
)
"""Words, and their usual short forms, that stand before a family name and do not count in a search."""

_BETWEEN = re.compile(r"[\s.,/()\-]+")
_APOSTROPHES = re.compile(r"\b([dls])'(?=\w)|'")


NAME_PARTS = ("givenName", "prefix", "familyName")
"""The parts of a name, as a record holds them, in the order in which they are written."""


def full_name(name: Mapping[str, Any]) -> str:
    """`Jan van der Berg`, from `givenName`, `prefix` and `familyName`."""
    return " ".join(name[part] for part in NAME_PARTS if name[part])


def sort_key(name: Mapping[str, Any]) -> tuple[str, str]:
    """Dutch order: by family name without its prefix, then given name, folded."""
    return folded(name["familyName"]), folded(name["givenName"])


def words_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a name that count, and its prefixes, folded: `v.d. Bérg` gives `("berg",)` and `("v", "d")`."""
    plain = _APOSTROPHES.sub(lambda found: f"{found[1]} " if found[1] else " ", folded(text))
    words = [word for word in _BETWEEN.split(plain) if word]
    return (
        tuple(word for word in words if word not in _PREFIXES),
        tuple(word for word in words if word in _PREFIXES),
    )


def likeness(search: str, text: str) -> int:
    """How well a name fits what somebody typed: 100 the same words, down to 1; 0 does not fit.

    Every word that counts must fit some word of the name: the same, its start, a part of it, or spelled closely (one
    slip in a word of 4 letters or more, two from 8). Prefixes count only where nothing else was typed.
    """
    asked, asked_prefixes = words_of(search)
    words, prefixes = words_of(text)
    if not asked:
        return 50 if asked_prefixes and set(asked_prefixes) <= set(prefixes) else 0
    return min((max((_fit(word, other) for other in words), default=0) for word in asked), default=0)


def _fit(asked: str, word: str) -> int:
    if asked == word:
        return 100
    if word.startswith(asked):
        return 80
    if len(asked) >= 3 and asked in word:
        return 60
    slips = 0 if len(asked) < 4 else 1 if len(asked) < 8 else 2
    distance = DamerauLevenshtein.distance(asked, word, score_cutoff=slips)
    return 0 if slips == 0 or distance > slips else 50 - 10 * distance


def ranked(ids: Sequence[str], names: Sequence[str], search: str | None) -> list[str]:
    """Ids in the order of their names; with `search` only those that fit, the best first."""
    if search is None:
        return [id for _, id in sorted(zip(names, ids, strict=True))]
    scored = ((-likeness(search, name), name, id) for id, name in zip(ids, names, strict=True))
    return [id for score, _, id in sorted(scored) if score]
