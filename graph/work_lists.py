"""The actor's own cases, each with the records that say what is to be done in it, from one statement."""

from collections.abc import Collection, Mapping
from typing import LiteralString

from graph.case_lists import listing
from graph.dossiers import SECTIONS, Dossier, dossiers_in
from graph.guards import Guard
from graph.model.kinds import FieldClass
from graph.policy.tables import Scope
from graph.record_readings import PUBLIC, classified
from graph.scopes import OWN_CASES
from graph.withholding import Shown, Withheld

ALWAYS = frozenset({"CaseState", "Confirmation", "Direction", "Dispute", "PersonName"})
"""Kinds of record that come along whatever is asked: who it is about, who directs, what is said of a fact."""

WORK_LIST: Mapping[Scope, LiteralString] = {Scope.TEAM: listing(OWN_CASES[Scope.TEAM])}
"""Only where the purpose has a team: under any other nothing waits for anybody here."""

SHOWN = tuple(
    Shown(one)
    for one in (
        FieldClass.HEALTH,
        FieldClass.TITLE,
        FieldClass.CONDITION,
        FieldClass.PLAN,
        FieldClass.COURSE,
        FieldClass.IDENTITY,
    )
)
"""What a list of work can show."""


async def dossiers_of_own_cases(
    guard: Guard, kinds: Collection[str]
) -> tuple[tuple[Dossier, ...], tuple[Withheld, ...]]:
    """The own cases by id, with the records of these kinds as they are believed now, and what no case shows.

    They hold nothing else: no offers, goals, ties or birth dates. A case counts as looked at once `Guard.show` says so.
    """
    parameters = {"asked": {"kinds": sorted(ALWAYS.union(kinds))}}
    opened = await guard.read(WORK_LIST, parameters, SECTIONS, PUBLIC, classified(guard))
    if opened is None:
        return (), ()
    found = dossiers_in(opened)
    return tuple(found[id] for id in opened.case_ids), guard.withheld(opened.case_ids, SHOWN)
