"""The warm-handover clock: between which organisations work is handed over, and how warm that was.

Warm is that both were there for a while, and that giver, receiver and person met together (domain document, sections 1
and 4). Counted over the handovers that are shown to who asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median_low

from graph.handovers import Handover, Standing


@dataclass(frozen=True, slots=True)
class Between:
    """The handovers from one organisation to another, by id and name.

    `waiting` have no answer yet, `longest_waiting_days` the longest of them (None where none waits). Of the `accepted`
    ones `met` met together with the person, `not_met` did not (yet), and of `met_unknown` that is not recorded;
    `overlap_days` is the median of the local days on which both were there, None where that is known of none, and
    `overlap_unknown` counts those of which it is not.
    """

    giver: str
    giver_name: str
    receiver: str
    receiver_name: str
    offered: int
    waiting: int
    longest_waiting_days: int | None
    refused: int
    accepted: int
    met: int
    not_met: int
    met_unknown: int
    overlap_days: int | None
    overlap_unknown: int


def between_organisations(handovers: Iterable[Handover]) -> tuple[Between, ...]:
    """By pair of organisations, the pair that met least often first; those of whom an end is not shown are left out."""
    pairs: dict[tuple[str, str], list[Handover]] = {}
    for one in handovers:
        giver, receiver = one.given_by, one.to
        if giver and receiver and giver.organisation_id and receiver.organisation_id:
            pairs.setdefault((giver.organisation_id, receiver.organisation_id), []).append(one)
    found = [_between(giver, receiver, some) for (giver, receiver), some in pairs.items()]
    return tuple(sorted(found, key=lambda one: (-one.not_met, -one.waiting, one.giver_name, one.receiver_name)))


def _between(giver: str, receiver: str, some: list[Handover]) -> Between:
    accepted = [one for one in some if one.standing is Standing.ACCEPTED]
    waiting = [one.days_waiting or 0 for one in some if one.standing is Standing.OFFERED]
    overlaps = [one.overlap_days for one in accepted if one.overlap_days is not None]
    named = some[0]
    return Between(
        giver=giver,
        giver_name=(named.given_by and named.given_by.organisation) or giver,
        receiver=receiver,
        receiver_name=(named.to and named.to.organisation) or receiver,
        offered=len(some),
        waiting=len(waiting),
        longest_waiting_days=max(waiting, default=None),
        refused=sum(one.standing is Standing.REFUSED for one in some),
        accepted=len(accepted),
        met=sum(one.met == "YES" for one in accepted),
        not_met=sum(one.met == "NO" for one in accepted),
        met_unknown=sum(one.met == "UNKNOWN" for one in accepted),
        overlap_days=median_low(overlaps) if overlaps else None,
        overlap_unknown=len(accepted) - len(overlaps),
    )
