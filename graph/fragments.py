"""Pieces of Cypher that every statement shares. They take a variable's name and give static text.

Parameters they use: `$at` the moment looked at, `$known` the moment up to which knowledge counts, `$now` the moment of
the request, `$max` the end of time (graph.times.FOREVER). All in milliseconds UTC.
"""

from typing import LiteralString


def known(r: LiteralString) -> LiteralString:
    """The version of record `r` that was believed at `$known`."""
    return f"({r}.recordedAt <= $known AND $known < coalesce({r}.retractedAt, $max))"


def end_of(r: LiteralString) -> LiteralString:
    """When record `r` ends as known at `$known`: a closing counts only from the moment it was known."""
    return f"CASE WHEN coalesce({r}.endKnownAt, 0) <= $known THEN coalesce({r}.validTo, $max) ELSE $max END"


def in_force(r: LiteralString) -> LiteralString:
    """Record `r` held at `$at`, as known at `$known`; an unknown start counts as in force."""
    return f"(({r}.validFrom IS NULL OR {r}.validFrom <= $at) AND $at < {end_of(r)} AND {known(r)})"


def not_over(r: LiteralString) -> LiteralString:
    """Record `r` was known at `$known` and had not ended at `$at`: in force or still to come."""
    return f"($at < {end_of(r)} AND {known(r)})"


def in_force_now(r: LiteralString) -> LiteralString:
    """Record `r` holds at the moment of the request; used for scopes, whatever moment is looked at."""
    # What has been corrected goes first: it costs one look at the record, and the rest is looked at of the others only.
    return (
        f"(({r}.retractedAt IS NULL OR $now < {r}.retractedAt) AND {r}.recordedAt <= $now"
        f" AND ({r}.validFrom IS NULL OR {r}.validFrom <= $now) AND $now < {end_now(r)})"
    )


def believed_now(r: LiteralString) -> LiteralString:
    """The version of record `r` that is believed at the moment of the request."""
    return f"({r}.recordedAt <= $now AND $now < coalesce({r}.retractedAt, $max))"


def end_now(r: LiteralString) -> LiteralString:
    """When record `r` ends as known at the moment of the request."""
    return f"CASE WHEN coalesce({r}.endKnownAt, 0) <= $now THEN coalesce({r}.validTo, $max) ELSE $max END"


def times(r: LiteralString) -> LiteralString:
    """The times and origin of record `r` for a map projection: `r{<times>, .role}`. An end not yet known is null."""
    return (
        f".id, .fact, .caseId, .validFrom, .recordedAt, .source, .sourceId, "
        f"validTo: CASE WHEN coalesce({r}.endKnownAt, 0) <= $known THEN {r}.validTo END"
    )


def had_medical_function(h: LiteralString) -> LiteralString:
    """Whether position `h` has, or in any version had, a medical function."""
    return f"EXISTS {{ ({h})-[:HAS_STATE]->(:PositionState {{function: 'MEDICAL'}}) }}"
