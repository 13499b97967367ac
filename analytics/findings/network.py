"""Who is left around the person: at the release, after the notice, when one professional is away."""

from typing import Annotated

from analytics.clock.arrival import CONTACTS, notices
from analytics.clock.course import Course
from analytics.continuity import Continuity
from analytics.findings.finding import Answer, Item, answer, out_of_scope, reason
from analytics.findings.situation import Situation
from graph.case_records import Record
from graph.times import day_of

EXPECTED_END = "DetentionState.expectedEnd"


def network_empties(situation: Situation, *, days_after_release: int) -> Answer:
    """Found where nobody is involved any more now, or will be from `days_after_release` days after the release or
    sooner, as everybody's end is known; after the release only where nobody is there now.

    Unknown where the end of somebody is not known and nobody stays, or where the day of release is not known.
    """
    radar = situation.radar
    seen = _involvements(situation, {one.fact for one in radar.ties})
    match radar.continuity:
        case Continuity.EMPTY:
            return answer([Item("", reason("NETWORK_EMPTY"), None, seen)], absent="NETWORK_HOLDS")
        case Continuity.UNKNOWN:
            said = Item("", reason("NETWORK_END_UNKNOWN"), None, seen, ("Involvement.endsWith",))
            return answer((), [said], absent="NETWORK_HOLDS")
        case Continuity.EMPTIES:
            return _emptying(situation, seen, days_after_release)
        case Continuity.HOLDS:
            return answer((), absent="NETWORK_HOLDS")


def _emptying(situation: Situation, seen: tuple[Record, ...], days_after_release: int) -> Answer:
    """Of a network that goes empty on a known day: whether that is by the release."""
    radar = situation.radar
    day = None if radar.empty_from is None else day_of(radar.empty_from)
    if radar.release_at is None and not any(one.is_released for one in situation.courses):
        said = Item("", reason("NETWORK_RELEASE_UNKNOWN", day=day), None, seen, (EXPECTED_END,))
        return answer((), [said], absent="NETWORK_HOLDS")
    if radar.release_at is None or radar.days_after_release is None or radar.days_after_release > days_after_release:
        return answer((), absent="NETWORK_AFTER_RELEASE")
    said = reason("NETWORK_EMPTIES", day=day, release=day_of(radar.release_at))
    return answer([Item("", said, None, seen)], absent="NETWORK_HOLDS")


def _involvements(situation: Situation, facts: set[str]) -> tuple[Record, ...]:
    return tuple(one for one in situation.view.all("Involvement") if one.fact in facts)


def municipal_contact_missing(
    situation: Situation, *, kinds: Annotated[tuple[str, ...], CONTACTS], days: int
) -> Answer:
    """Found where a municipality got notice of the start of the detention `days` days ago or longer, and nobody of a
    municipality had contact with the person, was at a meeting, or is in the team.

    Unknown where somebody of a municipality is in the team and no contact is recorded. Only while inside.
    """
    found: list[Item] = []
    unknown: list[Item] = []
    told = 0
    for course in situation.courses:
        notice = notices(course, "START_OF_DETENTION", "MUNICIPALITY", course.start)
        if course.is_released or course.start > situation.at or not notice:
            continue
        told += 1
        since = notice[0].at
        if since is None or situation.days_since(since) < days or _contact(situation, course, kinds):
            continue
        team = [one for one in situation.view.holding("Involvement") if _is_municipal(situation, one.end("holder"))]
        evidence = (notice[0].record, *team)
        missing = ("ContactMoment.MUNICIPALITY",)
        if team:
            said = reason("MUNICIPALITY_IN_TEAM", since=day_of(since))
            unknown.append(Item(notice[0].record.fact, said, since, evidence, missing))
        else:
            said = reason("NO_MUNICIPAL_CONTACT", since=day_of(since), days=situation.days_since(since))
            found.append(Item(notice[0].record.fact, said, since, evidence, missing))
    return answer(found, unknown, absent="MUNICIPAL_CONTACT") if told else out_of_scope("NO_NOTICE")


def _contact(situation: Situation, course: Course, kinds: tuple[str, ...]) -> bool:
    contacts = course.happened("ContactMoment", day="heldOn")
    meetings = course.happened("Meeting", day="heldOn")
    return any(
        one.record.value("kind") in kinds and _is_municipal(situation, one.record.end("by")) for one in contacts
    ) or any(_is_municipal(situation, each) for one in meetings for each in one.record.ends.get("attended", ()))


def _is_municipal(situation: Situation, holder: str | None) -> bool:
    return situation.is_named(holder) and situation.kind_of(holder) == "MUNICIPALITY"


def knowledge_with_one(situation: Situation, *, contacts: int, days: int) -> Answer:
    """Found where all contact with the person in the last `days` days, `contacts` times or more, was with one
    professional of the team, and nobody else was at a meeting about the case in that time.

    Unknown where fewer contacts are recorded and one professional stands in the team. Care is not looked at.
    """
    team = sorted(
        {
            holder
            for one in situation.view.holding("Involvement")
            if situation.is_named(holder := one.end("holder")) and holder is not None
        }
    )
    if not team:
        return out_of_scope("NOBODY_IN_TEAM")
    recent = [one for one in _happened(situation, "ContactMoment", days) if one.value("kind") != "NO_SHOW"]
    spoke = {holder for one in recent if (holder := one.end("by"))}
    met = {each for one in _happened(situation, "Meeting", days) for each in one.ends.get("attended", ())}
    if len(spoke | met) > 1:
        return answer((), absent="KNOWLEDGE_SHARED")
    if len(spoke) == 1 and len(recent) >= contacts:
        said = reason("KNOWLEDGE_WITH_ONE", count=len(recent), days=days)
        return answer([Item("", said, None, tuple(recent))], absent="KNOWLEDGE_SHARED")
    if len(team) == 1:
        said = Item("", reason("KNOWLEDGE_UNKNOWN", days=days), None, tuple(recent), ("ContactMoment",))
        return answer((), [said], absent="KNOWLEDGE_SHARED")
    return answer((), absent="KNOWLEDGE_TEAM")


def _happened(situation: Situation, kind: str, days: int) -> list[Record]:
    """The records of a kind that happened in the last days."""
    return [
        one
        for one in situation.view.all(kind)
        if one.values["heldOn"] <= situation.at and situation.days_since(one.values["heldOn"]) <= days
    ]


def tie_not_confirmed(situation: Situation) -> Answer:
    """Found for an involvement in force that nobody confirmed within the period of its kind (freshness)."""
    team = situation.view.holding("Involvement")
    if not team:
        return out_of_scope("NOBODY_IN_TEAM")
    found = [
        Item(one.fact, reason("TIE_NOT_CONFIRMED", day=day_of(_last_known(situation, one))), None, (one,))
        for one in team
        if situation.view.is_expired(one)
    ]
    return answer(found, absent="TIES_CONFIRMED")


def _last_known(situation: Situation, one: Record) -> int:
    confirmed = situation.view.confirmed_at(one.fact)
    return max(one.recorded_at, one.valid_from or 0) if confirmed is None else confirmed
