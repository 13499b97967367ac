"""Finding a region by what somebody typed."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from graph.coverages import Region
from graph.errors import InputError
from graph.folding import folded

KINDS_IN_WORDS = {"SAFETY_REGION": "safety region", "PROVINCE": "province", "ARRONDISSEMENT": "judicial district"}
_CLOSE_ENOUGH = 60.0
_SHOWN = 3


def region_named(regions: Sequence[Region], text: str) -> Region:
    """The region with this id (`VR08`) or name (`Gelderland-Zuid`), whatever its case and accents.

    Raises InputError where there is none, naming those that come near, or where several bear the name, naming them.
    """
    asked = folded(text)
    named = [r for r in regions if r.id.casefold() == asked] or [r for r in regions if folded(r.name) == asked]
    if len(named) == 1:
        return named[0]
    if named:
        raise InputError(f"several regions are called {_quoted(text)}", f"give the id: {_listed(named)}")
    raise InputError(f"there is no region {_quoted(text)}", _advice(regions, asked))


def _advice(regions: Sequence[Region], asked: str) -> str:
    names = {region.id: folded(region.name) for region in regions}
    found = process.extract(asked, names, scorer=fuzz.WRatio, limit=_SHOWN, score_cutoff=_CLOSE_ENOUGH) if asked else []
    near = {id for _, _, id in found}
    if not near:
        return "give a name such as Gelderland-Zuid, or an id such as VR08"
    return f"did you mean {_listed([r for r in regions if r.id in near])}"


def _listed(regions: Sequence[Region]) -> str:
    return ", ".join(f"{r.name} ({r.id}, {KINDS_IN_WORDS.get(r.kind, r.kind)})" for r in regions)


def _quoted(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:40] + "…")
