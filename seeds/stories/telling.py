"""Telling a small world in a few readable lines: for stories, and for tests that plant a world of their own.

    told = Telling("a-test", date(2026, 3, 10))
    told.netherlands()
    officer = told.staff("Noor Smit", "RN", "SUPERVISION_OFFICER")
    case = told.case(told.person("Karel", "Berg", prefix="van den", born="1980-02-01"))
    told.direct(case, officer, since="2026-01-05")
    told.write(folder)

Every method that adds something answers its id. Days are texts: "2026-03-10" or "2026-03-10T12:00:00+01:00". Where
`recorded` is not given, a record was known on the day it starts, and at the latest on the morning of `today`.
"""

from base64 import b32encode
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from graph.times import AMSTERDAM, parse_moment
from seeds.folders import Row, WorldFolder
from seeds.reference import add_reference

SOURCE = "story (invented)"

_PREFIXES = {
    "Person": "prs",
    "Case": "case",
    "Professional": "pro",
    "Position": "pos",
    "Contact": "con",
    "Plan": "plan",
}


class Telling:
    """A world under construction. Ids follow from the name and the order of telling, so worlds do not clash."""

    def __init__(self, name: str, today: date) -> None:
        self.name = name
        self.today = today
        self.rows: list[tuple[str, Row]] = []
        self.marks: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self._name_of_person: dict[str, dict[str, Any]] = {}
        self._reference = False

    def netherlands(self) -> None:
        """The whole reference data: real municipalities, prisons and organisations."""
        self._reference = True

    def mark(self, name: str, found: str) -> str:
        """Remember an id under a name, for whoever asks about the told world (`told.marks`); answers the id."""
        self.marks[name] = found
        return found

    def day(self, offset: int) -> str:
        """A day before (negative) or after today."""
        return (self.today + timedelta(days=offset)).isoformat()

    def hour(self, offset: int, hour: int) -> str:
        """An hour of a day before (negative) or after today, in Europe/Amsterdam."""
        return datetime.combine(self.today + timedelta(days=offset), time(hour), AMSTERDAM).isoformat()

    def new_id(self, label: str) -> str:
        """The next id of a kind: its prefix and twelve base32 characters."""
        self._numbers[label] = number = self._numbers.get(label, 0) + 1
        digest = b32encode(sha256(f"{self.name}/{label}/{number}".encode()).digest()).decode().lower()
        return f"{_PREFIXES.get(label, label[:4].lower())}-{digest[:12]}"

    def thing(self, label: str, *, id: str | None = None, **fields: Any) -> str:
        """Any lasting thing; `fields` are its properties and edges as in a world file."""
        found = id or self.new_id(label)
        self.rows.append((label, {"id": found, **_said(fields)}))
        return found

    def record(
        self,
        label: str,
        *,
        case: str | None = None,
        since: str | None = None,
        until: str | None = None,
        recorded: str | None = None,
        end_known: str | None = None,
        retracted: str | None = None,
        fact: str | None = None,
        source: str = SOURCE,
        source_id: str | None = None,
        **fields: Any,
    ) -> str:
        """Any version of a record; answers its `fact`. A corrected version gives the `fact` of the one before.

        An end in the past became known when it came, unless `end_known` says otherwise; one ahead was known from the
        start.
        """
        version = self.new_id(label)
        known = fact or version
        recorded = recorded or self._known_by(since)
        if until and not end_known and parse_moment(recorded) < parse_moment(until) <= parse_moment(self._now):
            end_known = until
        row: dict[str, object] = {
            "id": version,
            "fact": known,
            "caseId": case,
            "source": source,
            "sourceId": source_id or known,
            "validFrom": since,
            "validTo": until,
            "endKnownAt": end_known,
            "recordedAt": recorded,
            "retractedAt": retracted,
        }
        self.rows.append((label, {**_said(row), **_said(fields)}))
        return known

    def link(self, name: str, **fields: Any) -> None:
        """A plain relationship, such as `link("SameAs", **{"from": contact, "to": person})`."""
        self.rows.append((name, _said(fields)))

    def organisation(self, name: str, kind: str, **fields: Any) -> str:
        """An organisation of the story's own; real ones come with `netherlands()`."""
        return self.thing("Organisation", name=name, kind=kind, **fields)

    def professional(self, name: str) -> str:
        """A professional, without position yet."""
        return self.thing("Professional", name=name, source=SOURCE)

    def position(
        self,
        professional: str,
        organisation: str,
        function: str,
        *,
        since: str = "2020-01-01",
        until: str | None = None,
        posted: str | None = None,
    ) -> str:
        """A position of a professional at an organisation; of an adviser `posted` in a prison for the screening."""
        position = self.thing("Position", professional=professional, organisation=organisation)
        self.record(
            "PositionState", since=since, until=until, position=position, function=function,
            postedAt=None if posted is None else [posted],
        )  # fmt: skip
        return position

    def staff(
        self,
        name: str,
        organisation: str,
        function: str,
        *,
        since: str = "2020-01-01",
        until: str | None = None,
        posted: str | None = None,
    ) -> str:
        """A new professional with one position; answers the position."""
        return self.position(self.professional(name), organisation, function, since=since, until=until, posted=posted)

    def person(self, given: str, family: str, *, prefix: str | None = None, born: str | None = None) -> str:
        """A person; the name is recorded once there is a case (`case`)."""
        person = self.thing("Person", birthDate=born, source=SOURCE)
        self._name_of_person[person] = {"givenName": given, "prefix": prefix, "familyName": family}
        return person

    def case(
        self,
        *persons: str,
        kind: str = "PERSON",
        frame: str = "PBW_18A",
        since: str = "2026-01-05",
        closed: str | None = None,
        part_of: list[str] | None = None,
    ) -> str:
        """An open case of a person, or of several, with the names of the persons in it."""
        case = self.thing("Case", kind=kind, frame=frame, persons=list(persons), partOf=part_of)
        self.record("CaseState", case=case, since=since, until=closed, status="OPEN")
        if closed:
            self.record("CaseState", case=case, since=closed, status="CLOSED")
        for person in persons:
            number = int(sha256(person.encode()).hexdigest(), 16) % 10_000_000
            name = self._name_of_person[person]
            self.record("PersonName", case=case, since=since, person=person, skn=f"X{number:07d}", **name)
        return case

    def direct(self, case: str, holder: str, *, since: str, until: str | None = None, **fields: Any) -> str:
        """Who directs the case, in a period."""
        return self.record("Direction", case=case, since=since, until=until, holder=holder, **fields)

    def involve(
        self,
        case: str,
        holder: str,
        role: str,
        *,
        since: str | None,
        until: str | None = None,
        frame: str = "PBW_18A",
        ends_with: str = "OPEN",
        **fields: Any,
    ) -> str:
        """Who is involved in the case, in which role and period."""
        return self.record(
            "Involvement",
            case=case,
            since=since,
            until=until,
            holder=holder,
            role=role,
            frame=frame,
            endsWith=ends_with,
            **fields,
        )

    def detain(
        self,
        case: str,
        person: str,
        prison: str,
        *,
        since: str,
        released: str | None = None,
        expected: str | None = None,
        regime: str = "REMAND",
    ) -> str:
        """A detention with one stay: still inside, or released."""
        detention = self.thing("Detention", caseId=case, person=person, startedOn=since)
        end: dict[str, Any] = {
            "expectedEnd": expected or released,
            "certainty": "ESTIMATED" if expected or released else "UNKNOWN",
        }
        self.record(
            "DetentionState",
            case=case,
            since=since,
            until=released,
            detention=detention,
            status="INSIDE",
            supervisionFollows="UNKNOWN",
            **end,
        )
        if released:
            self.record(
                "DetentionState",
                case=case,
                since=released,
                detention=detention,
                status="RELEASED",
                supervisionFollows="NO",
                expectedEnd=released,
                certainty="FIXED",
            )
        self.record(
            "Stay",
            case=case,
            since=since,
            until=released,
            detention=detention,
            prison=prison,
            regime=regime,
            endReason="RELEASE" if released else None,
        )
        return detention

    def lives(self, case: str, person: str, municipality: str, kind: str, *, since: str | None) -> str:
        """A residence: ORIGIN, or where the person SETTLES."""
        return self.record("Residence", case=case, since=since, person=person, municipality=municipality, kind=kind)

    def contact(self, case: str, name: str, kind: str, *, since: str | None = None) -> str:
        """Somebody around the person, with the tie."""
        contact = self.thing("Contact", caseId=case)
        self.record("ContactState", case=case, since=since, contact=contact, name=name)
        self.record("Tie", case=case, since=since, to=contact, kind=kind)
        return contact

    def add_to(self, add: Callable[[str, Row], None]) -> None:
        """Add the told rows, without the reference data, to a world."""
        for label, row in self.rows:
            add(label, row)

    def write(self, folder: Path) -> None:
        """Write the world as a folder that can be imported by itself."""
        with WorldFolder(folder) as world:
            if self._reference:
                add_reference(world.add)
            self.add_to(world.add)
            world.finish(name=self.name, seed=0, size="story", today=self.today)

    def _known_by(self, since: str | None) -> str:
        if since is None or parse_moment(since) > parse_moment(self._now):
            return self._now
        return since

    @property
    def _now(self) -> str:
        """The morning of today."""
        return datetime.combine(self.today, time(9), AMSTERDAM).isoformat()


def _said(fields: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in fields.items() if value is not None}
