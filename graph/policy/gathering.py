"""The facts about one case for one actor, read in one statement at the moment of the request.

The statement fetches, and the sorting out is done here: planning a statement costs the server by its parts.
"""

from collections.abc import Iterator
from typing import Any, LiteralString

from graph.actors import Actor
from graph.policy.facts import Consented, Facts, Involved, Notified, Period, Referred, Stayed, Treated
from graph.policy.tables import SUBJECT

_Row = dict[str, Any]

_TIMES: LiteralString = "label: labels(r), .validFrom, .validTo, .endKnownAt"
# As it was believed at the moment of the request, so that a decision of long ago can be made again.
_BELIEVED: LiteralString = "r.recordedAt <= $now AND $now < coalesce(r.retractedAt, $max)"

POSITION: LiteralString = f"""COLLECT {{
    MATCH (w:Professional)-[:HOLDS]->(q:Position {{id: $actor.position}})-[:AT]->(o:Organisation)
    MATCH (q)-[:HAS_STATE]->(r:PositionState) WHERE {_BELIEVED}
    OPTIONAL MATCH (r)-[:POSTED_AT]->(z:Prison)
    RETURN r{{{_TIMES}, .function, professional: w.id, organisation: o.id, kind: o.kind, prison: z.id}} }}"""
"""What is known of the acting position: once in every statement that decides on cases."""


def facts(c: LiteralString) -> LiteralString:
    """What the policy needs to know of case `c`, as the inside of a map projection: `c{<facts>}`."""
    return f""".id, .kind, .frame,
  persons: COLLECT {{ MATCH ({c})-[:FOR]->(p:Person) RETURN p.id ORDER BY p.id }},
  around: COLLECT {{
    MATCH ({c})-[:IN_CASE|EXCLUDED_FROM|HAS_STATE]-(r:Record)
    WHERE {_BELIEVED} AND coalesce(r.organisationId, $actor.organisation) = $actor.organisation
      AND coalesce(r.professionalId, $actor.professional) = $actor.professional
    RETURN r{{{_TIMES}, .frame, .positionId, .status}} }},
  inside: COLLECT {{
    MATCH ({c})-[:FOR]->(:Person)-[:HAS_DETENTION]->(d:Detention)
    OPTIONAL MATCH (d)-[:HAS_STATE|HAS_STAY]->(r:Record) WHERE {_BELIEVED}
    OPTIONAL MATCH (r)-[:IN]->(z:Prison)
    RETURN [d.id, r{{{_TIMES}, .status, prison: z.id}}] }},
  said: COLLECT {{
    MATCH (r:Notice|Referral|RiskIndication|TreatmentRelation|Consent {{caseId: {c}.id}}) WHERE {_BELIEVED}
    OPTIONAL MATCH (r)-[e:TO|FROM|BY]->(h) OPTIONAL MATCH (h)-[:AT]->(a:Organisation)
    RETURN r{{{_TIMES}, .id, .receivedOn, .classes, .status, edge: type(e), end: h.id,
      organisation: coalesce(a.id, h.id)}} }}"""


FACTS_OF_CASE: LiteralString = f"""
MATCH (c:Case {{id: $asked.case}})
RETURN c{{{facts("c")}}} AS row, {POSITION} AS position
"""
"""The facts of one case whether it exists for the actor or not; the guard sends it."""


def facts_in(row: dict[str, Any], position: list[dict[str, Any]], actor: Actor, now: int) -> Facts:
    """The facts in one row of `facts` and what POSITION found, at `now`.

    Borders after release follow the detentions of the person, whichever case recorded them. In a case of several
    persons nobody can consent, or be treated, for another.
    """
    here = [
        state
        for state in position
        if (state["professional"], state["organisation"]) == (actor.professional, actor.organisation)
        and (state["kind"], state["function"]) == (actor.organisation_kind, actor.function)
        and _period(state, now).holds(now)
    ]
    involvements = tuple(
        Involved(actor.organisation, one["frame"], one["positionId"], _period(one, now))
        for one in _of("Involvement", row["around"])
    )
    states = list(_of("CaseState", row["around"]))
    alone = len(row["persons"]) == 1
    own = {actor.position, actor.organisation}
    return Facts(
        position_in_force=bool(here),
        excluded=any(_period(one, now).holds(now) for one in _of("Exclusion", row["around"])),
        case_kind=row["kind"],
        case_frame=row["frame"],
        involvements=involvements,
        notices=tuple(
            Notified(actor.organisation, one["receivedOn"], _assigned_at(involvements, one["receivedOn"]))
            for one in _of("Notice", row["said"])
            if one["end"] == actor.organisation and _period(one, now).holds(now)
        ),
        stays=tuple(
            Stayed(one["prison"], _period(one, now)) for one in _of("Stay", [found for _, found in row["inside"]])
        ),
        postings=frozenset(state["prison"] for state in here if state["prison"]),
        subject=actor.function == SUBJECT and row["persons"] == [actor.professional],
        detentions=_detentions(row["inside"], now),
        closed=tuple(_period(one, now) for one in states if one["status"] == "CLOSED") if states else None,
        indications=tuple(_period(one, now) for one in _of("RiskIndication", row["said"])),
        treatments=tuple(
            Treated(*((one["end"], None) if one["end"] == actor.position else (None, one["end"])), _period(one, now))
            for one in _of("TreatmentRelation", row["said"])
            if alone and one["end"] in own
        ),
        consents=tuple(_consents(row["said"], now)) if alone else (),
        referrals=tuple(_referrals(row["said"], now)),
    )


def _of(label: str, rows: list[_Row | None]) -> Iterator[_Row]:
    return (row for row in rows if row is not None and label in row["label"])


def _period(row: _Row, now: int) -> Period:
    """The period of a record; an end counts only from when it was known."""
    return Period(row["validFrom"], row["validTo"] if (row["endKnownAt"] or 0) <= now else None)


def _ends(label: str, rows: list[_Row]) -> Iterator[tuple[_Row, dict[str, list[str]]]]:
    """Each record of a label once, with the organisations at its ends by kind of relationship."""
    found: dict[str, tuple[_Row, dict[str, list[str]]]] = {}
    for row in _of(label, [*rows]):
        ends = found.setdefault(row["id"], (row, {}))[1]
        ends.setdefault(row["edge"], []).append(row["organisation"])
    return iter(found.values())


def _consents(rows: list[_Row], now: int) -> Iterator[Consented]:
    for row, ends in _ends("Consent", rows):
        giver = next(iter(ends.get("FROM", ())), None)
        yield Consented(frozenset(ends.get("TO", ())), frozenset(row["classes"]), giver, _period(row, now))


def _referrals(rows: list[_Row], now: int) -> Iterator[Referred]:
    for row, ends in _ends("Referral", rows):
        if row["status"] != "REFUSED":
            for giver in ends.get("FROM", ()):
                for receiver in ends.get("TO", ()):
                    yield Referred(giver, receiver, _period(row, now))


def _assigned_at(involvements: tuple[Involved, ...], received: int) -> int | None:
    """The first instant from a notice on at which a colleague was in the case."""
    starts = [
        received if one.period.start is None else max(one.period.start, received)
        for one in involvements
        if one.position is not None and (one.period.end is None or one.period.end > received)
    ]
    return min(starts, default=None)


def _detentions(rows: list[tuple[str, _Row | None]], now: int) -> tuple[Period, ...] | None:
    """The periods inside. A detention of which nothing is said makes all unknown; one announced has not begun."""
    states: dict[str, list[_Row]] = {}
    for detention, row in rows:
        states.setdefault(detention, []).extend(_of("DetentionState", [row]))
    if not all(states.values()):
        return None
    periods: list[Period] = []
    for said in states.values():
        released = [one["validFrom"] for one in said if one["status"] == "RELEASED" and one["validFrom"] is not None]
        for one in said:
            if one["status"] == "INSIDE":
                start, end = _period(one, now)
                ends = [
                    moment for moment in (*released, end) if moment is not None and (start is None or moment > start)
                ]
                periods.append(Period(start, min(ends, default=None)))
    return tuple(sorted(periods, key=lambda period: (period.start or 0, period.end or 0)))
