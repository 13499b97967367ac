"""Offers of the direction of a case that wait for an answer."""

from graph.case_records import Record, View
from graph.casework.case_file import CaseFile
from graph.casework.steps import End, Step


def is_open(handover: Record) -> bool:
    """Whether a handover that holds waits for an answer."""
    return handover.value("acceptedAt") is None and handover.value("refusedAt") is None


def offers_of_direction(view: View) -> list[Record]:
    """The offers of direction that wait for an answer."""
    return [one for one in view.holding("Handover") if one.values["subject"] == "DIRECTION" and is_open(one)]


def withdrawing(file: CaseFile, to: frozenset[str] | None = None) -> list[Step]:
    """What ends the offers of direction that wait: all of them, or those to somebody."""
    return [
        End("Handover", one.fact, file.now)
        for one in offers_of_direction(file.whole)
        if to is None or one.end("to") in to
    ]
