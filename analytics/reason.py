"""Why a municipality stands where it stands, in plain words, English and Dutch."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from analytics.coverage import LINKED, AftercareLink, LinkState
from analytics.days import day_in_words
from graph.coverages import CoverageFacts, Covering, SaidCoverage
from graph.times import day_of, last_day

TEXTS: dict[str, tuple[str, str]] = {
    "SAID_NONE": (
        "{by} says there is no aftercare here{since}.",
        "{by} zegt dat hier geen nazorg is{since}.",
    ),
    "SAID_PRESENT": (
        "{by} says there is aftercare here{since}.",
        "{by} zegt dat hier nazorg is{since}.",
    ),
    "SAID_UNKNOWN": (
        "{by} says it is not known whether there is aftercare here{since}.",
        "{by} zegt niet te weten of hier nazorg is{since}.",
    ),
    "NOTHING_SAID": (
        "Nobody has said whether there is aftercare here.",
        "Niemand heeft gezegd of hier nazorg is.",
    ),
    "NOT_SHOWN_BY_WHOM": (
        "No coordinator and no agreement in force shows who does it.",
        "Geen coördinator en geen lopende afspraak laat zien wie het doet.",
    ),
    "SAID_BOTH": (
        "These contradict each other, so it counts as unknown.",
        "Deze spreken elkaar tegen, daarom telt het als onbekend.",
    ),
    "NO_COORDINATOR": (
        "No aftercare coordinator of its own is known.",
        "Een eigen nazorgcoördinator is niet bekend.",
    ),
    "COORDINATOR_LEFT": (
        "Its last aftercare coordinator left after {day}.",
        "De laatste nazorgcoördinator vertrok na {day}.",
    ),
    "COORDINATOR_TO_COME": (
        "An aftercare coordinator starts on {day}.",
        "Een nazorgcoördinator begint op {day}.",
    ),
    "NO_AGREEMENT": (
        "No agreement is known by which another covers it.",
        "Geen afspraak bekend waarmee een ander het opvangt.",
    ),
    "AGREEMENT_ENDED": (
        "The agreement with {by} ended after {day}.",
        "De afspraak met {by} eindigde na {day}.",
    ),
    "AGREEMENT_TO_COME": (
        "An agreement with {by} starts on {day}.",
        "Een afspraak met {by} begint op {day}.",
    ),
    "COVERED_WITHOUT_COORDINATOR": (
        "{by} covers it by agreement but has no aftercare coordinator itself.",
        "{by} vangt het volgens afspraak op maar heeft zelf geen nazorgcoördinator.",
    ),
    "TOO_FAR": (
        "{by} does have one, but two stand between, and one is the most that counts.",
        "{by} heeft die wel, maar er staan er twee tussen, en één is het meeste dat telt.",
    ),
}
"""Code of a reason to its text, English and Dutch. Codes are stable; the words may change."""

_SINCE = (" (since {day})", " (sinds {day})")


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its code out of `TEXTS` (for programs) and the same in words, English and Dutch."""

    code: str
    english: str
    dutch: str


class Explanations:
    """Explains links out of the facts they were made from. Gathers what it needs once: O(facts)."""

    def __init__(self, facts: CoverageFacts, links: Mapping[str, AftercareLink]) -> None:
        self._at = facts.at
        self._links = links
        self._names = {m.id: m.name for m in facts.municipalities} | dict(facts.others)
        self._left: dict[str, int] = {}
        self._to_come: dict[str, int] = {}
        for position in facts.positions:
            at, period = position.organisation, position.period
            if period.end is not None and period.is_over(facts.at):
                self._left[at] = max(period.end, self._left.get(at, period.end))
            elif period.start is not None and not period.holds(facts.at):
                self._to_come[at] = min(period.start, self._to_come.get(at, period.start))
        self._coverings: dict[str, list[Covering]] = {}
        for covering in facts.coverings:
            if covering.covers != covering.covered:
                self._coverings.setdefault(covering.covered, []).append(covering)

    def name(self, id: str) -> str:
        """The name of an organisation, or its id where it has none here."""
        return self._names.get(id, id)

    def missing_since(self, link: AftercareLink) -> int | None:
        """Since when there is none, as far as known: the later of what is said and the last coordinator's leaving."""
        said = [s.since for s in link.said if s.status == "NONE" and s.since is not None]
        if link.state is not LinkState.MISSING or not said:
            return None
        return max(min(said), self._left.get(link.municipality, 0))

    def reasons(self, link: AftercareLink) -> tuple[Reason, ...]:
        """Why a link is not there, empty where it is: what is said, then why nobody's aftercare reaches."""
        if link.state in LINKED:
            return ()
        return (*_said(link), *self._own_side(link.municipality), *self._cover_side(link.municipality))

    def _own_side(self, m: str) -> Iterator[Reason]:
        left, to_come = self._left.get(m), self._to_come.get(m)
        yield _reason("NO_COORDINATOR") if left is None else _reason("COORDINATOR_LEFT", day=last_day(left))
        if to_come is not None:
            yield _reason("COORDINATOR_TO_COME", day=day_of(to_come))

    def _cover_side(self, m: str) -> Iterator[Reason]:
        coverings = self._coverings.get(m, [])
        running = {c.covers for c in coverings if c.period.holds(self._at)}
        if not coverings:
            yield _reason("NO_AGREEMENT")
        for x in sorted(running):
            yield _reason("COVERED_WITHOUT_COORDINATOR", by=self.name(x))
            behind = self._links.get(x)
            for cover in behind.covers if behind else ():
                if cover.through is not None:
                    yield _reason("TOO_FAR", by=self.name(cover.by))
        for covering in coverings:
            start, end, by = covering.period.start, covering.period.end, self.name(covering.covers)
            if covering.covers in running:
                continue
            if end is not None and covering.period.is_over(self._at):
                yield _reason("AGREEMENT_ENDED", by=by, day=last_day(end))
            elif start is not None:
                yield _reason("AGREEMENT_TO_COME", by=by, day=day_of(start))


def _said(link: AftercareLink) -> Iterator[Reason]:
    for said in link.said:
        yield _reason(
            f"SAID_{said.status}", by=_speaker(said), since=None if said.since is None else day_of(said.since)
        )
    if not link.said:
        yield _reason("NOTHING_SAID")
    if link.state is LinkState.SAID_PRESENT:
        yield _reason("NOT_SHOWN_BY_WHOM")
    if link.contradicted:
        yield _reason("SAID_BOTH")


def _speaker(said: SaidCoverage) -> str:
    return said.by or said.source


def _reason(code: str, *, by: str = "", day: date | None = None, since: date | None = None) -> Reason:
    words = [
        text.format(
            by=by,
            day=day_in_words(day, tongue),
            since=_SINCE[tongue].format(day=day_in_words(since, tongue)) if since else "",
        )
        for tongue, text in enumerate(TEXTS[code])
    ]
    return Reason(code, *words)
