"""Who or what is meant on the command line: an id, or the name of somebody of whom only one is meant."""

from api.cli.acting import Acting
from graph.case_pictures import Picture
from graph.errors import InputError
from graph.folding import folded
from graph.staff import staff

THE_PERSON = "person"
"""Stands for the person of a case of one person."""


async def id_of(acting: Acting, picture: Picture, option: str, typed: str) -> str:
    """The id that is meant: of somebody in the case by name, else of a professional by name; else what was typed.

    Raises InputError naming the option where several fit.
    """
    case = picture.dossier.records
    if typed == THE_PERSON and len(case.person_ids) == 1:
        return case.person_ids[0]
    wanted = folded(typed)
    team = {id for one in picture.view.holding("Involvement", "Direction") for id in one.ends.get("holder", ())}
    here = sorted(
        one.id
        for one in case.holders.values()
        if one.id in team and wanted == folded(one.professional_name or one.organisation)
    )
    found = here or [
        one.position for one in await staff(acting.store, acting.clock, name=wanted) if acting.guard.names_professionals
    ]
    if len(found) > 1:
        raise InputError(f"{option}: several positions fit that name", f"give one of the ids: {', '.join(found)}")
    return found[0] if found else typed
