"""Worked cases told in words, as in more_cases.md: what the words mean for who asks, the facts and the datum."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from cast_of_cases import CASE, NOON, in_team, who

from graph.actors import Actor, Assurance
from graph.model.kinds import FieldClass
from graph.policy import facts as f
from graph.times import AMSTERDAM, moment_of

KINDS = {
    **dict.fromkeys("ZY", "PRISON"),
    **dict.fromkeys("PQ", "PROBATION"),
    **dict.fromkeys("GH", "MUNICIPALITY"),
    **dict.fromkeys("CD", "CARE_PROVIDER"),
    "S": "SAFETY_HOUSE",
    "K": "POLICE",
    "O": "PROSECUTION",
    "B": "CHILD_PROTECTION",
    "V": "VOLUNTEER",
    "F": "DEBT_HELP",
    "W": "HOUSING",
    "T": "OTHER",
    "?": "CIRCUS",
    "": "",
}
"""The organisations of these cases by their letter, and their kinds; "?" is of a kind that does not exist."""

_FRAMES = {"18a": "PBW_18A", "18b": "PBW_18B", "WGS": "WGS_SAFETY_HOUSE"}
_ANSWERS = {"does not exist": "hidden", "absent": "hidden"}
_DAY = r"\d{4}-\d\d-\d\d(?: \d\d:\d\d[:.\d]*)?"
_PERIOD = rf"(?: from ({_DAY}|unknown))?(?: until ({_DAY}))?"
_LONG_AGO = "2020-01-01"


@dataclass(frozen=True, slots=True)
class ToldCase:
    """One line of the table; `answer` is "release", "hidden" (absent is told like it) or a reason."""

    number: str
    actor: Actor
    field_class: FieldClass
    facts: f.Facts
    moment: int
    answer: str


def told_cases(table: Path) -> list[ToldCase]:
    """The lines of the table that start with a number, in its order."""
    lines = [line.strip("| \n").split(" | ") for line in table.read_text("utf-8").splitlines()]
    return [_told(*cells[:5]) for cells in lines if cells[0].isdigit()]


def _told(number: str, asks: str, told: str, asked: str, answer: str) -> ToldCase:
    actor = _actor(asks)
    facts, moment = CASE, NOON
    for words in told.split("; "):
        if at := re.fullmatch(rf"at ({_DAY})", words):
            moment = _moment(at[1])
        else:
            facts = _heard(words, actor, facts)
    field_class, datum = _asked(asked)
    return ToldCase(number, actor, field_class, facts.about(datum), moment, _ANSWERS.get(answer, answer))


def _actor(asks: str) -> Actor:
    position, purpose, *high = asks.split(", ")
    function, _, house = position.partition(" ")
    return who(
        function,
        None if purpose == "no purpose" else purpose,
        Assurance.HIGH if high else Assurance.SUBSTANTIAL,
        organisation=house,
        organisation_kind=KINDS[house],
    )


def _moment(text: str) -> int:
    """A day, or a day and time, as the clocks of Europe/Amsterdam tell it."""
    return moment_of(datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM))


def _period(start: str | None, end: str | None) -> f.Period:
    begins = None if start == "unknown" else _moment(start or _LONG_AGO)
    return f.Period(begins, _moment(end) if end else None)


def _heard(words: str, actor: Actor, facts: f.Facts) -> f.Facts:
    """The facts with what the words add. Words that nobody knows are a slip in the table."""
    for pattern, add in _WORDS:
        if found := re.fullmatch(pattern, words):
            return add(facts, actor, *found.groups())
    raise AssertionError(f"nobody knows what is meant by {words!r}")


def _involve(facts: f.Facts, actor: Actor, by: str, frame: str, *period: str | None) -> f.Facts:
    frame, told = _FRAMES.get(frame, frame), _period(*period)
    if by == "team":
        return in_team(actor, frame, facts, told)
    position = None if by == "the organisation" else "position of a colleague"
    one = f.Involved(actor.organisation, frame, position, told)
    return replace(facts, involvements=(*facts.involvements, one))


def _involve_another(facts: f.Facts, _: Actor, house: str, frame: str) -> f.Facts:
    one = f.Involved(house, _FRAMES.get(frame, frame), None, _period(None, None))
    return replace(facts, involvements=(*facts.involvements, one))


def _municipal_task(facts: f.Facts, _: Actor, house: str, *period: str | None) -> f.Facts:
    one = f.Involved(house, "MUNICIPAL_TASK", "position of a debt counsellor", _period(*period))
    return replace(facts, involvements=(*facts.involvements, one))


def _release(facts: f.Facts, _: Actor, day: str) -> f.Facts:
    *before, last = facts.detentions or ()
    start = last.start if before else _moment(_LONG_AGO)
    return replace(facts, detentions=(*before, f.Period(start, _moment(day))))


def _detain_again(facts: f.Facts, _: Actor, day: str) -> f.Facts:
    return replace(facts, detentions=(*(facts.detentions or ()), f.Period(_moment(day))))


def _notify(facts: f.Facts, _: Actor, houses: str, day: str) -> f.Facts:
    told = tuple(f.Notified(house, _moment(day)) for house in houses.split(" and "))
    return replace(facts, notices=(*facts.notices, *told))


def _assign(facts: f.Facts, _: Actor, house: str, day: str) -> f.Facts:
    told = (one._replace(assigned_at=_moment(day)) if one.organisation == house else one for one in facts.notices)
    return replace(facts, notices=tuple(told))


def _treat(facts: f.Facts, _: Actor, colleague: str | None, house: str, *period: str | None) -> f.Facts:
    one = f.Treated(*(("position of a colleague", house) if colleague else (None, house)), _period(*period))
    return replace(facts, treatments=(*facts.treatments, one))


def _consent(facts: f.Facts, _: Actor, receiver: str, giver: str | None, classes: str, *period: str | None) -> f.Facts:
    one = f.Consented(frozenset({receiver}), frozenset(classes.split()), giver, _period(*period))
    return replace(facts, consents=(*facts.consents, one))


def _refer(facts: f.Facts, _: Actor, giver: str, receiver: str, *period: str | None) -> f.Facts:
    return replace(facts, referrals=(*facts.referrals, f.Referred(giver, receiver, _period(*period))))


def _emergency(facts: f.Facts, actor: Actor, day: str, purpose: str | None, other: str | None, classes: str) -> f.Facts:
    position = "another position" if other else actor.position
    asked = f.Emergency(position, purpose or str(actor.purpose), frozenset(classes.split()), _moment(day))
    return replace(facts, emergency=asked)


_WORDS: list[tuple[str, Callable[..., f.Facts]]] = [
    ("a case", lambda facts, _: facts),
    ("outside any case", lambda _, __: f.OUTSIDE_CASES),
    (rf"(team|the organisation|a colleague) (\S+){_PERIOD}", _involve),
    (r"the organisation (.) as such (\S+)", _involve_another),
    (rf"MUNICIPAL_TASK at (.){_PERIOD}", _municipal_task),
    ("safety-house case", lambda facts, _: replace(facts, case_frame="WGS_SAFETY_HOUSE")),
    ("family case", lambda facts, _: replace(facts, case_kind="FAMILY")),
    ("own case", lambda facts, _: replace(facts, subject=True)),
    ("excluded", lambda facts, _: replace(facts, excluded=True)),
    ("position (?:ended|not begun)", lambda facts, _: replace(facts, position_in_force=False)),
    (rf"indication(?: reviewed by {_DAY})?{_PERIOD}", lambda facts, _, *p: replace(facts, indications=(_period(*p),))),
    (rf"closed ({_DAY})", lambda facts, _, day: replace(facts, closed=(f.Period(_moment(day)),))),
    (rf"released ({_DAY})", _release),
    (rf"detained again ({_DAY})", _detain_again),
    (rf"sits in (.){_PERIOD}", lambda facts, _, house, *p: replace(facts, stays=(f.Stayed(house, _period(*p)),))),
    ("posted at (.)", lambda facts, _, house: replace(facts, postings=frozenset({house}))),
    (rf"notice to (.|. and .) ({_DAY})", _notify),
    (rf"assigned at (.) ({_DAY})", _assign),
    (rf"relation with (a colleague at )?(.){_PERIOD}", _treat),
    (rf"consent to (.)(?: from (.))?: ([A-Z ]+){_PERIOD}", _consent),
    (rf"referral (.) to (.){_PERIOD}", _refer),
    (rf"emergency ({_DAY})(?: under (\S+))?( by another position)?: ([A-Z ]+)", _emergency),
]


def _asked(asked: str) -> tuple[FieldClass, f.Datum]:
    """The class and what is told of the datum: "NOTE by Z MEDICAL under CARE, handed over to Y"."""
    first, *further = asked.split(", ")
    found = re.fullmatch(r"([A-Z_]+)(?: by (.)(?: ([A-Z_]+))?)?(?: under (\S+))?( from another case)?", first)
    assert found, asked
    name, house, author, purpose, elsewhere = found.groups()
    datum = f.Datum(
        organisation=house,
        organisation_kind=KINDS[house] if house else None,
        purpose=purpose,
        author_function=author or ("CASE_MANAGER" if name == "NOTE" else None),
        elsewhere=bool(elsewhere),
    )
    for words in further:
        datum = _told_of(datum, words, name)
    return FieldClass(name), datum


def _told_of(datum: f.Datum, words: str, name: str) -> f.Datum:
    if words in ("sealed", "expired"):
        return datum._replace(**{words: True})
    if words in ("on the form", "an input"):
        return datum._replace(form="FIELD" if words == "on the form" else "INPUT")
    if words == "the person's reading":
        return datum._replace(reader="PERSON")
    found = re.fullmatch(rf"(disclosed|handed over) to (.)(?: as ([A-Z ]+?))?{_PERIOD}", words)
    assert found, words
    act, house, classes, *period = found.groups()
    named = frozenset((classes or name).split())
    one = f.Disclosed(house, named, _period(*period), act == "handed over")
    return datum._replace(disclosed=(*datum.disclosed, one))
