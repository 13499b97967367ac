"""Professionals and their positions: by id, and found by name. Work data only: nothing of the cases they are in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

from graph.fragments import known, not_over, times
from graph.guards import Guard
from graph.inputs import search_text
from graph.names import ranked
from graph.paging import Page, cut
from graph.times import FOREVER


@dataclass(frozen=True, slots=True)
class Position:
    """A position a professional holds or will hold: function and period; all None where nothing is known of it."""

    id: str
    organisation_id: str
    organisation_name: str
    organisation_kind: str
    function: str | None
    valid_from: int | None
    valid_to: int | None


@dataclass(frozen=True, slots=True)
class Professional:
    """A professional with the positions that have not ended, by organisation and id.

    `name` is None for who may see function and organisation only.
    """

    id: str
    name: str | None
    positions: tuple[Position, ...]


PROFESSIONALS_BY_ID: LiteralString = f"""
UNWIND $asked.ids AS id
MATCH (w:Professional {{id: id}})
WITH w{{.id, .name, positions: COLLECT {{ MATCH (w)-[:HOLDS]->(q:Position)-[:AT]->(o:Organisation)
    OPTIONAL MATCH (q)-[:HAS_STATE]->(s:PositionState) WHERE {known("s")}
    WITH q, o, count(s) AS states, collect(CASE WHEN {not_over("s")} THEN s{{{times("s")}, .function}} END) AS open
    WHERE states = 0 OR size(open) > 0
    RETURN {{id: q.id, organisation: o{{.id, .name, .kind}}, open: open}} ORDER BY o.name, q.id }}}} AS row
RETURN collect(row) AS rows
"""


async def professionals_by_id(guard: Guard, ids: Sequence[str]) -> dict[str, Professional]:
    """Professionals by id; absent are those that do not exist, all of them where the purpose needs nobody."""
    row = await guard.read_directory(PROFESSIONALS_BY_ID, _parameters(guard, {"ids": list(ids)}))
    return {
        one["id"]: Professional(
            one["id"],
            one["name"] if guard.names_professionals else None,
            tuple(_position(position) for position in one["positions"]),
        )
        for one in (row["rows"] if row else ())
    }


def _parameters(guard: Guard, asked: dict[str, Any]) -> dict[str, Any]:
    return {"max": FOREVER, "asked": asked, "at": guard.now, "known": guard.now}


def _position(row: dict[str, Any]) -> Position:
    open_states: list[dict[str, Any]] = row["open"]
    first = min(open_states, key=lambda state: state["validFrom"] or 0) if open_states else {}
    organisation = row["organisation"]
    return Position(
        id=row["id"],
        organisation_id=organisation["id"],
        organisation_name=organisation["name"],
        organisation_kind=organisation["kind"],
        function=first.get("function"),
        valid_from=first.get("validFrom"),
        valid_to=first.get("validTo"),
    )


# Read whole without an organisation: some thousands in the country, ranked by spelling in Python.
PROFESSIONAL_NAMES: LiteralString = f"""
MATCH (w:Professional)
WHERE ($asked.organisation IS NULL AND $asked.functions IS NULL)
  OR EXISTS {{ MATCH (w)-[:HOLDS]->(q:Position)-[:AT]->(o:Organisation)
    WHERE ($asked.organisation IS NULL OR o.id = $asked.organisation)
      AND EXISTS {{ MATCH (q)-[:HAS_STATE]->(s:PositionState)
        WHERE {not_over("s")} AND ($asked.functions IS NULL OR s.function IN $asked.functions) }} }}
RETURN collect(w.id) AS ids, collect(w.nameFolded) AS names
"""


async def professionals_found(
    guard: Guard,
    *,
    search: str | None = None,
    organisation: str | None = None,
    functions: Sequence[str] | None = None,
    after: str | None = None,
    first: int = 50,
) -> Page[str]:
    """Ids of professionals by name, or by how well the name fits `search`.

    `organisation` and `functions` keep who has a position there, in such a function, that has not ended. Who may not
    see names finds nobody by name, and gets the others by id.
    """
    asked = search_text(search)
    wanted = {"organisation": organisation, "functions": list(functions) if functions is not None else None}
    row = await guard.read_directory(PROFESSIONAL_NAMES, _parameters(guard, wanted))
    if row is None:
        return cut([], after, first)
    if guard.names_professionals:
        return cut(ranked(row["ids"], row["names"], asked), after, first)
    return cut(sorted(row["ids"]) if asked is None else [], after, first)
