"""Families: one case of a family over the cases of its members, each with its own team and rights.

A case of a family gives no access to those of its members, nor they to it (access document). So what of them is told is
no more than the actor may come near through an involvement there: that a case exists, and whose it is. Others do not
exist and are not counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import LiteralString

from graph.model.kinds import FieldClass
from graph.scopes import Holds
from graph.sections import Row, Section


@dataclass(frozen=True, slots=True)
class Related:
    """A case tied to another by a family: the family's (`is_family`), or that of a member."""

    case_id: str
    person_ids: tuple[str, ...]
    is_family: bool


def related(holds: Holds) -> LiteralString:
    """A column: the families of `cases`, and the cases of their members, as far as they are in scope themselves."""
    return f"""COLLECT {{ UNWIND cases AS c MATCH (c)-[e:PART_OF]-(tied:Case) WHERE {holds("tied")}
    RETURN {{caseId: c.id, id: tied.id, isFamily: endNode(e) = tied,
      persons: COLLECT {{ MATCH (tied)-[:FOR]->(p:Person) RETURN p.id ORDER BY p.id }}}} }} AS related"""


RELATED = Section(FieldClass.COURSE)
"""That two cases belong together is of the class of a case, judged in the one that is looked at."""


def related_in(rows: Iterable[Row], case: str) -> tuple[Related, ...]:
    """What is tied to a case, by id."""
    found = [Related(row["id"], tuple(row["persons"]), row["isFamily"]) for row in rows if row["caseId"] == case]
    return tuple(sorted(found, key=lambda one: one.case_id))


def families(tied: Iterable[Related]) -> tuple[Related, ...]:
    """The cases of families that a case belongs to."""
    return tuple(one for one in tied if one.is_family)


def members(tied: Iterable[Related]) -> tuple[Related, ...]:
    """The cases that belong to a case of a family."""
    return tuple(one for one in tied if not one.is_family)
