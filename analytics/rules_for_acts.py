"""The rules in force as acts ask them: a package below may not know of this one, so they are handed down."""

from typing import Final

from analytics.findings.judging import found_in, judgements
from analytics.screening.deciding import propose
from graph.case_records import View
from graph.casework.rules_asked import Rules
from graph.dossiers import Dossier


def found(dossier: Dossier, view: View) -> frozenset[str]:
    """Ids of the findings of a case at a moment, of the rules that are for who asks."""
    return frozenset(one.id for one in found_in(judgements(dossier, view)))


RULES_FOR_ACTS: Final = Rules(propose, found)
