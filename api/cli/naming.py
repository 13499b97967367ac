"""Who or what is meant on the command line: an id, or the name of somebody of whom only one is meant."""

from api.cli.acting import Acting
from graph.case_pictures import Picture
from graph.errors import InputError
from graph.folding import folded
from graph.lookups import ids_named
from graph.staff import staff

THE_PERSON = "person"
"""Stands for the person of a case of one person."""


async def id_of(acting: Acting, picture: Picture, option: str, typed: str) -> str:
    """The id that is meant, by name: of somebody in the case or around the person, else of a professional, else of an
    organisation or offer; else what was typed.

    Raises InputError naming the option where several fit.
    """
    case = picture.dossier.records
    if typed == THE_PERSON and len(case.person_ids) == 1:
        return case.person_ids[0]
    wanted = folded(typed)
    around = picture.view.holding("ContactState")
    known = sorted(one.ends["contact"][0] for one in around if wanted == folded(one.values["name"]))
    team = {id for one in picture.view.holding("Involvement", "Direction") for id in one.ends.get("holder", ())}
    here = sorted(
        one.id
        for one in case.holders.values()
        if one.id in team and wanted == folded(one.professional_name or one.organisation)
    )
    found = (
        here + known
        or [
            one.position
            for one in await staff(acting.store, acting.clock, name=wanted)
            if acting.guard.names_professionals
        ]
        or await ids_named(acting.store, wanted)
    )
    if len(found) > 1:
        raise InputError(f"{option}: several fit that name", f"give one of the ids: {', '.join(found)}")
    return found[0] if found else typed
