"""How sections of a case stand in the terminal: titled tables, and people, days and words as they are read."""

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from api.cli.console import out
from api.cli.picturing import INVENTED
from graph.case_pictures import Picture
from graph.case_records import Party
from graph.dossiers import Dossier
from graph.names import NAME_PARTS, full_name
from graph.policy.reasons import WORDINGS
from graph.times import day_of

STYLES = {"YES": "green", "NO": "red", "UNKNOWN": "yellow"}


def heading(what: str, picture: Picture) -> None:
    """What is shown, of which case, on which day, and as known on which where that is another one."""
    view = picture.view
    known = "" if day_of(view.known_at) == day_of(view.at) else f", as known on {day_of(view.known_at)}"
    out.print(Text(f"{what} of case {picture.dossier.case_id} on {day_of(view.at)}{known}", "bold"))


def table(title: str, headings: tuple[str, ...], rows: list[tuple[str | Text, ...]], empty: str) -> None:
    """A titled table, or what is said where there is nothing."""
    out.print()
    out.print(Text(title, "bold"))
    if not rows:
        out.print(Text(f"  {empty}"))
        return
    found = Table(box=SIMPLE_HEAD, pad_edge=False)
    for each in headings:
        found.add_column(each, overflow="fold")
    for row in rows:
        found.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in row))
    out.print(found)


def closing(picture: Picture) -> None:
    """What is not shown, and that all of it is invented."""
    for one in picture.dossier.withheld:
        out.print(Text(f"not shown: {one.field_class}: {WORDINGS[one.reason].english}", "dim"))
    out.print(Text(INVENTED, "italic"))


def who(party: Party | None, nobody: str = "nobody") -> str:
    """Somebody as they are read."""
    if party is None:
        return nobody
    if party.person_id:
        return "the person (betrokkene)"
    return ", ".join(filter(None, (party.professional_name, party.organisation)))


def whose(dossier: Dossier) -> str:
    """The names of the persons of a case, or its id where these are not shown."""
    names = [one for one in dossier.records.records if one.kind == "PersonName" and one.retracted_at is None]
    told = [full_name({part: one.value(part) for part in NAME_PARTS}) for one in names]
    return ", ".join(dict.fromkeys(told)) or dossier.case_id


def day(moment: int | None, unknown: str = "unknown") -> str:
    """The day of a moment."""
    return unknown if moment is None else str(day_of(moment))


def word(text: str | None, unknown: str = "unknown") -> str:
    """A word of a closed list as it is read: NOT_IN_ORDER becomes not in order."""
    return unknown if text is None else text.replace("_", " ").lower()
