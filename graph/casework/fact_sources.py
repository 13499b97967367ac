"""Which organisation a fact comes from: who wrote it here, who made it, or whose registration told it."""

from collections.abc import Mapping
from typing import Final

from graph.case_records import Record
from graph.casework.case_file import CaseFile
from graph.records import OWN_SOURCE

REGISTRATIONS: Final[Mapping[str, str]] = {
    "TULP": "PRISON",
    "DPAN": "PRISON",
    "IRIS": "PROBATION",
    "municipal case system": "MUNICIPALITY",
    "care file": "CARE_PROVIDER",
    "GCOS": "SAFETY_HOUSE",
}
"""Whose a registration is, by kind of organisation (`graph/model/registrations.toml`); more may follow its name."""

_MAKERS: Final = ("by", "from")


def written_by(file: CaseFile, record: Record) -> str | None:
    """The position that first wrote a fact here, whoever put it right since; None for what a source told, and for a
    date of birth or a detention, which keeps a source only.
    """
    versions = [one for one in file.dossier.whole.records if one.fact == record.fact]
    return min(versions, key=lambda one: one.recorded_at).author if versions else None


def comes_from_own(file: CaseFile, record: Record) -> bool:
    """Whether a fact comes from the organisation of who acts.

    Of a registration only the kind of organisation is known: then every organisation of that kind in the team counts.
    """
    own = file.actor.organisation
    writer = written_by(file, record)
    if writer is not None:
        found = file.directory.holders.get(writer)
        return found is not None and found.organisation_id == own
    made = {
        found.organisation_id
        for field in _MAKERS
        for id in record.ends.get(field, ())
        if (found := file.whole.party(id)) is not None and found.organisation_id is not None
    }
    if made or record.source == OWN_SOURCE:
        return own in made
    kind = next((kind for name, kind in REGISTRATIONS.items() if record.source.startswith(name)), None)
    return kind is None or kind == file.actor.organisation_kind
