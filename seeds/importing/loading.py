"""Loading what was found good: things by kind, then the records of some cases at a time, the rest, and links.

A node lands in one transaction with its relationships, and the records of a case in one with its ledger, so that an
import that was killed leaves no half of anything: importing again does what is left.
"""

from graph.model.catalogue import LINKS, RECORDS, THINGS
from seeds.importing.caseless import load_caseless
from seeds.importing.cases import load_cases
from seeds.importing.links import load_links
from seeds.importing.supply import Supply
from seeds.importing.things import load_things


async def load_all(supply: Supply) -> None:
    """Load a checked world into its store."""
    places = supply.checked.places
    for kind in THINGS:
        if places.get(kind.label):
            await load_things(supply, kind)
    await load_cases(supply)
    for kind in RECORDS:
        if kind.case != "required" and places.get(kind.label):
            await load_caseless(supply, kind)
    for link in LINKS:
        if places.get(link.name):
            await load_links(supply, link)
