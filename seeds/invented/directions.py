"""Who directs the case: exactly one at any moment, handed over on the way, sometimes refused; and when it is open.

Opening, closing and every change of hands become known at one moment for giver and receiver, so that at no moment, and
as known at no moment, an open case is without direction.
"""

from dataclasses import dataclass

from seeds.invented.book import DJI, OWN, Fields
from seeds.invented.dossiers import Dossier, days
from seeds.invented.moments import DAY, in_office_hours, text


@dataclass(frozen=True, slots=True)
class Change:
    """From `moment` on this holder directs (None: nobody, the case is closed), as was known at `known`."""

    moment: int
    known: int
    holder: str | None


def decide_period(d: Dossier) -> None:
    """Fill `d.opened` and `d.closed`: from call-up or arrival to months after release, or the supervision's end."""
    detention = d.life.detention
    d.opened = detention.start
    if detention.entry == "SELF_REPORTER":
        d.opened -= days(d.rng, 42, 57)
    if d.released is None:
        return
    closed = d.released + (182 * DAY if d.rng.random() < 0.65 else days(d.rng, 40, 180))
    if d.life.supervised:
        closed = d.released + days(d.rng, 365, 1_000)
    if closed < d.now:
        d.closed = closed


def write_direction(d: Dossier) -> None:
    """Write case states, directions and handovers, out of `d.team`."""
    earlier = _earlier_period(d)
    changes: list[Change] = []
    if earlier:
        opened, closed = earlier
        prison = d.life.earlier.prison.id if d.life.earlier else d.life.detention.prison.id
        changes = [_change(d, opened, prison), _change(d, closed, None)]
    changes += _hands(d)
    changes = _known_in_order(d, changes)
    for change, following in zip(changes, [*changes[1:], None], strict=True):
        if change.holder is None:
            continue
        d.book.say(
            "Direction", change.moment, following.moment if following else None, recorded=change.known,
            known=following.known if following else None, must=True, correct=False, holder=change.holder,
        )  # fmt: skip
    _write_case_states(d, changes)


def _earlier_period(d: Dossier) -> tuple[int, int] | None:
    """The period in which the case was open for an earlier detention."""
    earlier = d.life.earlier
    if earlier is None:
        return None
    closed = min(earlier.end + 182 * DAY, d.opened - DAY)
    return (earlier.start, closed) if earlier.start < closed else None


def _change(d: Dossier, moment: int, holder: str | None, known: int | None = None) -> Change:
    return Change(moment, known or d.book.recorded(moment, DJI), holder)


def _known_in_order(d: Dossier, changes: list[Change]) -> list[Change]:
    """The changes known by now, each known after the one before; the first opening is always known."""
    found: list[Change] = []
    last = 0
    for change in changes:
        known = max(change.known, last + 1)
        if known >= d.now:
            if not found or found[-1].holder is None:
                known = max(last + 1, d.now - 6 * 60)
            else:
                break
        found.append(Change(change.moment, known, change.holder))
        last = known
    return found


def _hands(d: Dossier) -> list[Change]:
    """Directions of the present period: the prison, its case managers, and whoever takes over around release."""
    managers = sorted((p for p in d.team if p.role == "CASE_MANAGER"), key=lambda p: p.start)
    prison = d.life.detention.prison.id
    changes: list[Change] = []
    at, holder = d.opened, prison
    changes.append(_change(d, at, holder))
    for part in managers:
        start = max(part.start, at)
        if part.start > at and changes and changes[-1].holder != part.holder:
            changes.append(_change(d, start, part.holder))
        elif part.start <= at and changes[-1].moment == at:
            changes[-1] = _change(d, at, part.holder, changes[-1].known)
        at = max(at, start)
        if part.end is not None and part.end < d.now and part.end > at:
            following = [p for p in managers if p.start <= part.end and p.start > part.start]
            if not following and part.end < d.last_day:
                changes.append(_change(d, part.end, part.organisation))
                at = part.end
    changes += _after_release(d, changes[-1])
    if d.closed is not None:
        changes = [c for c in changes if c.moment < d.closed]
        changes.append(_change(d, d.closed, None))
    return _strictly_later(changes)


def _strictly_later(changes: list[Change]) -> list[Change]:
    found: list[Change] = []
    for change in changes:
        if found and change.moment <= found[-1].moment:
            continue
        if found and found[-1].holder == change.holder:
            continue
        found.append(change)
    return found


def _after_release(d: Dossier, last: Change) -> list[Change]:
    """The handover around release: offered, mostly accepted, sometimes not; then an organisation is left with it."""
    rng, release = d.rng, d.life.detention.end
    offered = max(last.moment + DAY, release - days(rng, 3, 60))
    receiver = d.one(min(release + 5 * DAY, d.now - DAY), "AFTERCARE_COORDINATOR", "SUPERVISION_OFFICER")
    if offered >= d.now - DAY or last.holder is None:
        return []
    changes: list[Change] = []
    if receiver and rng.random() < 0.85:
        accepted = offered + days(rng, 1, 12) if rng.random() < 0.76 else None
        refused = accepted is None and rng.random() < 0.3
        met = accepted + days(rng, 0, 10) if accepted and rng.random() < 0.55 else None
        fields: Fields = {"offeredAt": text(in_office_hours(offered, 0.3))}
        if accepted and accepted < d.now:
            fields["acceptedAt"] = text(in_office_hours(accepted, 0.5))
        if refused and offered + 9 * DAY < d.now:
            fields["refusedAt"] = text(in_office_hours(offered + 8 * DAY, 0.5))
            fields["refusalReason"] = rng.choice(
                ("Geen capaciteit", "Andere gemeente verantwoordelijk", "Nog geen besluit")
            )
        if met and met < d.now:
            fields["metAt"] = text(in_office_hours(met, 0.6))
        known = (met or accepted or offered) + DAY if (met or accepted or offered) + DAY < d.now else offered
        d.book.say(
            "Handover", offered, source=OWN, recorded=in_office_hours(known, 0.9), wrong={"metAt": None},
            subject="DIRECTION", to=receiver, **{"from": last.holder}, **fields,
        )  # fmt: skip
        if accepted and accepted < d.now:
            return [_change(d, max(accepted, offered + DAY), receiver)]
    if d.released and d.released + 8 < d.now:
        left = d.released + days(rng, 1, 56)
        if left < d.now and d.world.chances.midnight > left:
            changes.append(_change(d, left, d.place.code if d.life.settles else d.life.detention.prison.id))
    return changes


def _write_case_states(d: Dossier, changes: list[Change]) -> None:
    """OPEN from each opening, CLOSED from each closing, known together with the direction."""
    edges: list[tuple[Change, str]] = []
    for change in changes:
        status = "CLOSED" if change.holder is None else "OPEN"
        if not edges or edges[-1][1] != status:
            edges.append((change, status))
    for (change, status), following in zip(edges, [*(e[0] for e in edges[1:]), None], strict=True):
        d.book.say(
            "CaseState", change.moment, following.moment if following else None, recorded=change.known,
            known=following.known if following else None, must=True, correct=False, status=status,
            reason="Nazorg afgerond" if status == "CLOSED" else "Detentie",
        )  # fmt: skip
