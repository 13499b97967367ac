"""Who directs, and whether what was handed over arrived: offered, answered, met together, both there for a while."""

from analytics.findings.finding import Answer, Item, answer, out_of_scope, reason
from analytics.findings.situation import Situation
from graph.case_records import Record
from graph.directions import directing
from graph.handovers import Handover, Standing, handovers
from graph.times import day_of


def direction_without_person(situation: Situation, *, days: int) -> Answer:
    """Found where an organisation as such directs, or a position that has ended, for `days` days or longer.

    Unknown where no direction is recorded that may be told: that of care is told to few, so it is not looked at.
    """
    found = directing(situation.view)
    if found is None:
        return Answer(unknown=(Item("", reason("NO_DIRECTION_SEEN"), missing=("Direction",)),))
    since = found.since if found.since is not None else found.record.recorded_at
    if found.holder != found.organisation or situation.days_since(since) < days:
        return answer((), absent="SOMEBODY_DIRECTS")
    code = "DIRECTION_OF_ORGANISATION" if found.ended is None else "DIRECTION_OF_ENDED_POSITION"
    return answer([Item("", reason(code, since=day_of(since)), since, (found.record,))], absent="SOMEBODY_DIRECTS")


def handover_unanswered(situation: Situation, *, days: int) -> Answer:
    """Found for a handover that waits for an answer `days` days or longer, that lapsed without one, or that was refused
    and of which nothing was offered again since.
    """
    offered = handovers(situation.view)
    if not offered:
        return out_of_scope("NO_HANDOVER")
    records = _records(situation)
    found: list[Item] = []
    for one in offered:
        fact, record = one.origin.fact, records[one.origin.fact]
        if one.standing is Standing.OFFERED and (one.days_waiting or 0) >= days:
            said = reason("HANDOVER_WAITS", since=day_of(one.offered_at), days=one.days_waiting)
        elif one.standing is Standing.ENDED and not _offered_again(one, offered):
            said = reason("HANDOVER_LAPSED", since=day_of(one.offered_at))
        elif one.standing is Standing.REFUSED and not _offered_again(one, offered):
            said = reason("HANDOVER_REFUSED", since=day_of(one.refused_at or one.offered_at))
        else:
            continue
        found.append(Item(fact, said, one.offered_at, (record,)))
    return answer(found, absent="HANDOVERS_ANSWERED")


def _offered_again(one: Handover, offered: tuple[Handover, ...]) -> bool:
    return any(other.subject == one.subject and other.offered_at > one.offered_at for other in offered)


def handover_cold(situation: Situation, *, overlap_days: int, days_to_meet: int) -> Answer:
    """Found for a handover accepted `days_to_meet` days ago or longer where giver and receiver were both there on fewer
    than `overlap_days` days, or never met with the person.

    Unknown where the involvement of one of them is not recorded, or where nobody recorded whether the person was at the
    handover meeting that both attended.
    """
    accepted = [one for one in handovers(situation.view) if one.standing is Standing.ACCEPTED]
    if not accepted:
        return out_of_scope("NO_HANDOVER_ACCEPTED")
    records = _records(situation)
    found: list[Item] = []
    unknown: list[Item] = []
    for one in accepted:
        fact, seen = one.origin.fact, (records[one.origin.fact],)
        since = one.accepted_at or one.offered_at
        if situation.days_since(since) < days_to_meet:
            continue
        short = one.overlap_days is not None and one.overlap_days < overlap_days
        if short or one.met == "NO":
            code = "COLD_BOTH" if short and one.met == "NO" else "COLD_OVERLAP" if short else "COLD_NOT_MET"
            said = reason(code, since=day_of(since), days=one.overlap_days or 0)
            found.append(Item(fact, said, since, seen, ("Handover.metAt",) if one.met == "NO" else ()))
        elif one.overlap_days is None or one.met == "UNKNOWN":
            missing = ("Involvement",) if one.overlap_days is None else ("Handover.metAt",)
            unknown.append(Item(fact, reason("WARMTH_UNKNOWN", since=day_of(since)), since, seen, missing))
    return answer(found, unknown, absent="HANDOVERS_WARM")


def _records(situation: Situation) -> dict[str, Record]:
    return {one.fact: one for one in situation.view.all("Handover")}
