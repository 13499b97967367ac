"""What the parts of the selection form share: the present detention, the day of screening, and the part before."""

from graph.case_records import DetentionThing, Record
from graph.casework.case_file import CaseFile
from graph.casework.steps import End
from graph.refusals import Code, refused
from graph.times import day_of


def present_detention(file: CaseFile) -> DetentionThing:
    """The detention with a stay in force. Raises ActError where there is none in this case.

    Stays are no fields of the form; that there is one is why the case is on the list of who acts.
    """
    inside = {one.end("detention") for one in file.whole.holding("Stay")}
    found = [one for one in file.view.case.detentions if one.id in inside]
    if not found:
        raise refused(Code.NOT_NOW, "case")
    return max(found, key=lambda one: (one.started_at, one.id))


def since_arrival(file: CaseFile, field: str, moment: int, detention: DetentionThing) -> int:
    """A moment that has come, from the day of arrival on. Raises ActError for any other."""
    if day_of(file.past(field, moment)) < day_of(detention.started_at):
        raise refused(Code.BEFORE_ARRIVAL, field)
    return moment


def latest(file: CaseFile, kind: str, detention: DetentionThing) -> Record | None:
    """The part of this kind that counts for a detention."""
    return file.view.latest(one for one in file.view.holding(kind) if one.end("detention") == detention.id)


def in_place_of(file: CaseFile, kind: str, detention: DetentionThing, screened_on: int) -> list[End]:
    """The end of the part that counted so far. Raises ActError where another filled one in for the same day.

    Two of them would contradict each other: whoever comes second reads the first, or screens on another day.
    """
    former = latest(file, kind, detention)
    if former is None:
        return []
    if day_of(former.values["screenedOn"]) == day_of(screened_on) and former.end("by") != file.who:
        raise refused(Code.ALREADY_SO, "screenedOn")
    return [End(kind, former.fact, file.now)]
