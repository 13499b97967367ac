"""The screening list of one prison: everybody who is there now, with the records that the criteria are judged on."""

from collections.abc import Collection, Mapping
from typing import LiteralString

from graph.case_lists import BIRTHS, listing
from graph.dossiers import SECTIONS, Dossier, dossiers_in
from graph.guards import Guard
from graph.model.kinds import FieldClass
from graph.policy.tables import Scope
from graph.record_readings import PUBLIC, classified
from graph.scopes import OWN_CASES
from graph.withholding import Shown, Withheld

SCREENING_LIST: Mapping[Scope, LiteralString] = {Scope.SCREENING: listing(OWN_CASES[Scope.SCREENING], births=BIRTHS)}
"""Only under the purpose of screening: under any other nobody is on this list."""

SHOWN = tuple(Shown(one) for one in (FieldClass.TITLE, FieldClass.RISK_SUMMARY, FieldClass.COURSE, FieldClass.IDENTITY))
"""What a screening list can show."""


async def dossiers_to_screen(guard: Guard, kinds: Collection[str]) -> tuple[tuple[Dossier, ...], tuple[Withheld, ...]]:
    """Everybody on the list by case, with the records of these kinds as believed now, and what is not shown."""
    parameters = {"asked": {"kinds": sorted({"Confirmation", "Dispute", *kinds})}}
    opened = await guard.read(SCREENING_LIST, parameters, SECTIONS, PUBLIC, classified(guard))
    if opened is None:
        return (), ()
    found = dossiers_in(opened)
    for case in opened.cases:
        guard.show(case["persons"], case["id"])
    return tuple(found[id] for id in opened.case_ids), guard.withheld(opened.case_ids, SHOWN)
