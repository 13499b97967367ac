"""What runs of rules found about a person, as that person may read it: by the classes that each rule reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.held_facts import Party
from graph.kept_findings import KeptFinding, kept_in
from graph.opened import Opened
from graph.sections import Row


@dataclass(frozen=True, slots=True)
class HeldFinding:
    """A finding, and until when a team accepts it (milliseconds UTC), None where it does not.

    `reason` and `by` are None where it is not shown that who accepted it is around.
    """

    kept: KeptFinding
    accepted_until: int | None
    reason: str | None
    by: Party | None


def held_findings(opened: Opened, around: Mapping[str, Party]) -> tuple[HeldFinding, ...]:
    """Every finding of which all classes are shown, the last seen first. `around` is who stands at what is shown."""
    accepted = {
        row["held"]["ofFact"]: row
        for row in sorted(opened["said"], key=lambda row: row["held"]["recordedAt"])
        if row["kind"] == "FindingAcceptance" and row["held"].get("retractedAt") is None
    }
    found = [
        _held(one, accepted.get(one.id), around)
        for case in opened.case_ids
        for one in kept_in(opened["findings"], case)
        if all(opened.guard.releases(case, each) for each in one.reads)
    ]
    return tuple(sorted(found, key=lambda one: (-one.kept.last_seen, one.kept.id)))


def _held(kept: KeptFinding, accepted: Row | None, around: Mapping[str, Party]) -> HeldFinding:
    if accepted is None:
        return HeldFinding(kept, None, None, None)
    by = around.get(accepted["ends"].get("by", ("",))[0])
    held = accepted["held"]
    return HeldFinding(kept, held["acceptedUntil"], held["reason"] if by is not None else None, by)
