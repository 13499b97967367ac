"""The case picture: one case at a moment, with what was known at a moment. Each section is drawn from it elsewhere."""

from dataclasses import dataclass

from graph.case_records import View
from graph.dossiers import Dossier
from graph.errors import InputError
from graph.inputs import check_moment


@dataclass(frozen=True, slots=True)
class Picture:
    """A case that exists for who asks, as it was at `view.at` with what was known at `view.known_at`."""

    dossier: Dossier
    view: View


def moments(at: int | None, known_at: int | None, now: int) -> tuple[int, int]:
    """Both moments, the present where None. Raises InputError, naming the argument, for what cannot be asked."""
    at, known = now if at is None else at, now if known_at is None else known_at
    check_moment("at", at)
    check_moment("knownAt", known)
    if known > now:
        raise InputError("knownAt lies in the future", "nothing is known yet of what will be known then")
    return at, known


def picture_of(dossier: Dossier, at: int, known_at: int) -> Picture:
    """The picture of a case at a moment."""
    return Picture(dossier, dossier.records.view(at, known_at))
