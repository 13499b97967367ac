"""Offers of the direction of a case, or of the work in it, that wait for an answer."""

from graph.case_records import Record, View
from graph.casework.case_file import CaseFile
from graph.casework.steps import End, Step


def is_open(handover: Record) -> bool:
    """Whether a handover that holds waits for an answer."""
    return handover.value("acceptedAt") is None and handover.value("refusedAt") is None


def offers(view: View, *subjects: str) -> list[Record]:
    """The offers of these subjects that wait for an answer."""
    return [one for one in view.holding("Handover") if one.values["subject"] in subjects and is_open(one)]


def withdrawing(file: CaseFile, gone: frozenset[str] | None = None) -> list[Step]:
    """What ends every offer that waits; or, of who is `gone`, the offers to them and of their own work."""
    found = offers(file.whole, "DIRECTION", "INVOLVEMENT")
    return _ended(file, [one for one in found if gone is None or not gone.isdisjoint(_parties(one))])


def withdrawing_direction(file: CaseFile) -> list[Step]:
    """What ends the offers of direction that wait."""
    return _ended(file, offers(file.whole, "DIRECTION"))


def _ended(file: CaseFile, handovers: list[Record]) -> list[Step]:
    return [End("Handover", one.fact, file.now) for one in handovers]


def _parties(handover: Record) -> set[str | None]:
    """To whom it is offered, and of work by whom: an offer of direction is of whoever directs."""
    to = handover.end("to")
    return {to} if handover.values["subject"] == "DIRECTION" else {to, handover.end("from")}
