"""The class of each record of the own file, and whether the person is shown it.

Unlike elsewhere the strictest class is not enough: what of the people around is not for the person (notes, what a
professional reads in a tie) does not become so because a care provider, whose HEALTH the person may see, said it.
"""

from typing import Any, Final

from graph import classes
from graph.guards import Guard
from graph.model.catalogue import KINDS
from graph.model.kinds import FieldClass, Kind
from graph.policy.decisions import Release
from graph.policy.facts import Datum

Row = dict[str, Any]

_INSTRUMENTS_OF_RESPONSIVITY: Final = frozenset({"SCIL", "REFLECTOR", "LANGUAGE_METER"})


def kind_of(row: Row) -> Kind:
    """The kind of a record."""
    return next(KINDS[label] for label in row["labels"] if label in KINDS)


def ends_of(row: Row) -> list[Row]:
    """Who stands at a record, and of an intervention who offers it."""
    return [*row["parties"], *row["offered"]]


def function_now(end: Row, now: int) -> str | None:
    """The function of who stands at a record, as it is now; None for an organisation as such."""
    begun = [(start, function) for start, function, gone in end["states"] if function and gone is None and start <= now]
    return max(begun, default=(0, None))[1]


def class_of(row: Row) -> FieldClass:
    """The class of a record: strictest of what its kind, its ends and its content say."""
    kind = kind_of(row)
    if row["victim"]:
        return FieldClass.VICTIM
    if kind.label == "InstrumentResult" and row["held"].get("instrument") in _INSTRUMENTS_OF_RESPONSIVITY:
        return FieldClass.RESPONSIVITY
    of_itself = row["held"].get("role") == classes.MEDICAL or row["held"].get("frame") == classes.TREATMENT
    ends_in_care = of_itself or any(
        one["organisation"]["kind"] == classes.CARE_PROVIDER
        or any(function == classes.MEDICAL for _, function, _ in one["states"])
        or one.get("offer") in classes.CARE_OFFERS
        for one in ends_of(row)
    )
    regime = classes.REGIME_CLASSES.get(row["held"].get("regime", ""))
    found = [kind.field_class, *([FieldClass.HEALTH] if ends_in_care else []), *([regime] if regime else [])]
    return min(found, key=list(FieldClass).index)


def as_prison(guard: Guard, row: Row) -> Row:
    """A stay whose regime tells of health or title shows as prison to who lacks that class, here too."""
    regime = classes.REGIME_CLASSES.get(row["held"].get("regime", ""))
    if regime is None or guard.releases(row["caseId"], regime):
        return row
    return {**row, "held": {**row["held"], "regime": "PRISON"}}


def is_shown(guard: Guard, row: Row) -> bool:
    """Whether the class of its kind and the one it has are both released.

    A disclosure is of the class LOG, of which the person is shown all but names; names were not even read here.
    """
    reader = row["held"].get("reader")
    datum = Datum(reader=reader) if reader else Datum()
    asked = {kind_of(row).field_class, class_of(row)}
    return all(isinstance(guard.decide(row["caseId"], one, datum), Release) for one in sorted(asked))
