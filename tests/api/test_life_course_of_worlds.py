"""The life course and the sections beside it over HTTP, against the rows of the world's own files."""

import sys
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from graph.staff import StaffPosition, staff

sys.path.insert(0, str(Path(__file__).parents[1] / "walks"))

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OWN_CASES = "{ cases(first: 60) { ... on CaseConnection { edges { node { id } } } } }"
PARTY = "{ position organisation }"
QUESTION = f"""query Q($case: ID!, $at: Date, $knownAt: DateTime, $domains: [LifeDomain!], $organisations: [ID!],
  $from: Date, $to: Date) {{
  casePicture(case: $case, at: $at, knownAt: $knownAt) {{ ... on CasePicture {{
    lifeCourse(domains: $domains, organisations: $organisations, from: $from, to: $to) {{ __typename
      ... on LifeCourse {{ gapsTold entries {{
        kind domain startsOn endsOn lasts status phases what outcome offer days by {PARTY} to {PARTY}
        origin {{ fact }} }} }}
      ... on Invalid {{ field code message }} }}
    contactMoments {{ kind heldAt seen by {PARTY} origin {{ fact }} }}
    meetings {{ kind heldAt attended {PARTY} origin {{ fact }} }}
    referrals {{ status requestedOn daysWaiting from {PARTY} to {PARTY} origin {{ fact }} }}
    adviceRequests {{ kind standing requestedOn dueOn daysUntilDue to {PARTY} origin {{ fact }} }}
    waiting {{ awaited days origin {{ fact }} }}
    stays {{ regime startsOn prison {PARTY} origin {{ fact }} }}
    titles {{ ground origin {{ fact }} }}
    notices {{ kind receivedOn to {PARTY} origin {{ fact }} }}
    residences {{ kind municipality {PARTY} origin {{ fact }} }}
    instruments {{ instrument takenOn valid validUntil latest origin {{ fact }} }}
    interventions {{ stage pays offer {{ offer places freePlaces waitingDays }} steps {{ stage }} origin {{ fact }} }}
    handovers {{ subject standing met overlapDays origin {{ fact }} }}
    contactRules {{ kind origin {{ fact }} }} consents {{ classes origin {{ fact }} }}
    notes {{ by {PARTY} text origin {{ fact }} }}
    withheld {{ class fields }} }} }} }}"""


class Files:
    """The rows of the world's files as somebody who may see no HEALTH may see them, believed at a moment."""

    def __init__(self, folder: Path, known: int) -> None:
        from world_rows import NEVER, World, milliseconds

        self.world, self.known, self.never, self.milliseconds = World(folder, known), known, NEVER, milliseconds
        care = {row["id"] for row in self.world.of("Organisation") if row["kind"] == "CARE_PROVIDER"}
        medical = {row["position"] for row in self.world.of("PositionState") if row["function"] == "MEDICAL"}
        of_care = {row["id"] for row in self.world.of("Position") if row["organisation"] in care}
        treatment = {"ADDICTION_CARE", "MENTAL_HEALTH_CARE", "FORENSIC_CARE", "LVB_CARE"}
        offered = {
            row["id"]
            for row in self.world.of("ServiceOffer")
            if row["kind"] in treatment or row["organisation"] in care
        }
        self.hidden = care | medical | of_care | offered

    def of(self, kind: str, case: str, *ends: str) -> list[dict[str, Any]]:
        """The rows of a case that are believed and show nobody of care."""
        found = [
            row
            for row in self.world.where(kind, "caseId", case)
            if row["recordedAt"] <= self.known < row.get("retractedAt", self.never)
        ]
        return [row for row in found if not self.hidden & {id for end in ends for id in _ids(row.get(end))}]

    def involved(self, case: str, holder: str) -> set[date] | None:
        """The days until now on which somebody was involved; None where nothing says so, or since when."""
        found: set[date] = set()
        own = [row for row in self.of("Involvement", case, "holder") if row["holder"] == holder]
        for row in own:
            if "validFrom" not in row:
                return None
            ends = row.get("validTo", self.never) if row.get("endKnownAt", 0) <= self.known else self.never
            last = date.fromisoformat(self.day(min(ends, self.known) - 1))
            first = date.fromisoformat(self.day(row["validFrom"]))
            found |= {first + timedelta(days=one) for one in range((last - first).days + 1)}
        return found if own else None

    def day(self, value: Any) -> str:
        """The day of a moment as it stands in the files, or in milliseconds."""
        from graph.times import day_of

        return str(day_of(value if isinstance(value, int) else self.milliseconds(value)))


def _ids(value: Any) -> list[str]:
    return [] if value is None else value if isinstance(value, list) else [value]


@pytest.fixture(scope="module")
async def cases(served: Any, busiest: StaffPosition) -> list[str]:
    """The cases of the busiest case manager."""
    edges = (await served.data(OWN_CASES, served.acting(busiest)))["cases"]["edges"]
    return [edge["node"]["id"] for edge in edges]


@pytest.fixture(scope="module")
async def pictures(served: Any, busiest: StaffPosition, cases: list[str]) -> dict[str, Any]:
    """The whole line and the sections of every case of the busiest case manager that is not of another frame."""
    found = {one: await _picture(served, busiest, one) for one in cases}
    return {
        case: one for case, one in found.items() if "PLAN" not in {withheld["class"] for withheld in one["withheld"]}
    }


@pytest.fixture(scope="module")
def rows(served: Any) -> Files:
    """The files of the small world as they are believed now."""
    return Files(served.world.folder, served.world.clock.now())


async def _picture(served: Any, who: StaffPosition, case: str, purpose: Any = None, **variables: Any) -> Any:
    data = await served.data(QUESTION, served.acting(who, purpose), {"case": case, **variables})
    return data["casePicture"]


def _facts(section: list[dict[str, Any]]) -> set[str]:
    return {one["origin"]["fact"] for one in section}


async def test_all_of_it_takes_no_statement_more(served: Any, busiest: StaffPosition, cases: list[str]) -> None:
    before = served.world.store.statements
    await _picture(served, busiest, cases[0])
    assert served.world.store.statements - before == 2, "one to know who asks, one for the case"


@pytest.mark.parametrize(
    ("section", "kind", "ends"),
    [
        ("contactMoments", "ContactMoment", ("by",)),
        ("meetings", "Meeting", ("attended",)),
        ("stays", "Stay", ()),
        ("titles", "LegalTitle", ()),
        ("residences", "Residence", ()),
        ("instruments", "InstrumentResult", ("by",)),
        ("contactRules", "ContactRule", ()),
        ("handovers", "Handover", ("from", "to")),
        ("notices", "Notice", ("to",)),
    ],
)
async def test_each_section_holds_what_the_files_tell(
    pictures: dict[str, Any], rows: Files, section: str, kind: str, ends: tuple[str, ...]
) -> None:
    seen = 0
    for case, picture in pictures.items():
        wanted = {row["fact"] for row in rows.of(kind, case, *ends)}
        assert _facts(picture[section]) == wanted
        seen += len(wanted)
    assert seen > 0 or kind == "Handover"


async def test_requests_and_help_stand_as_their_last_state_in_the_files(pictures: dict[str, Any], rows: Files) -> None:
    seen = 0
    for case, picture in pictures.items():
        for section, kind, ends, same in (
            ("referrals", "Referral", ("from", "to"), ("from", "to", "requestedOn")),
            ("adviceRequests", "AdviceRequest", ("to",), ("kind", "to", "requestedOn")),
            ("interventions", "Intervention", ("offer",), ("person", "offer")),
        ):
            last: dict[tuple[str, ...], Any] = {}
            for row in sorted(rows.of(kind, case, *ends), key=lambda row: row["validFrom"]):
                last[tuple(str(row[name]) for name in same)] = row
            assert _facts(picture[section]) == {row["fact"] for row in last.values()}
            seen += len(last)
    assert seen > 5


async def test_who_waits_is_whoever_has_no_answer_in_the_files(pictures: dict[str, Any], rows: Files) -> None:
    today = date.fromisoformat(rows.day(rows.known))
    seen = 0
    for case, picture in pictures.items():
        wanted = {
            (row["fact"], (today - date.fromisoformat(rows.day(row["requestedOn"]))).days)
            for row in rows.of("Referral", case, "from", "to")
            if row["status"] in ("REQUESTED", "SILENT")
        }
        shown = {(one["origin"]["fact"], one["days"]) for one in picture["waiting"] if one["awaited"] == "REFERRAL"}
        assert shown == wanted
        seen += len(wanted)
    assert seen > 0


async def test_gaps_are_the_days_without_contact_in_the_files(pictures: dict[str, Any], rows: Files) -> None:
    """Told of the days since the detention in view began, counted by hand: 28 of them without contact."""
    seen = 0
    for case, picture in pictures.items():
        course = picture["lifeCourse"]
        contacts = {
            rows.day(row["heldOn"])
            for kind, end, not_one in (("ContactMoment", "by", {"NO_SHOW"}), ("Meeting", "attended", {"MDO"}))
            for row in rows.of(kind, case, end)
            if row["kind"] not in {*not_one, "SAFETY_HOUSE"}
        }
        contacts |= {rows.day(row["metAt"]) for row in rows.of("Handover", case, "from", "to") if row.get("metAt")}
        empty: set[str] = set()
        for one in course["entries"]:
            if one["kind"] != "GAP":
                continue
            first, last = date.fromisoformat(one["startsOn"]), date.fromisoformat(one["endsOn"])
            days = {str(first + timedelta(days=each)) for each in range((last - first).days + 1)}
            assert len(days) == one["days"]
            assert days.isdisjoint(contacts)
            assert str(last) <= rows.day(rows.known)
            before, after = str(first - timedelta(days=1)), str(last + timedelta(days=1))
            assert before in contacts or not any(each < before for each in contacts) or _closed(rows, case)
            assert after in contacts or last == date.fromisoformat(rows.day(rows.known)) or _closed(rows, case)
            empty |= days
            seen += 1
        if not _closed(rows, case):
            starts = [row["startsOn"] for row in course["entries"] if row["kind"] == "DETENTION"]
            during = sorted(each for each in {*contacts, rows.day(rows.known)} if each >= max(starts))
            for before, after in pairwise(during):
                length = (date.fromisoformat(after) - date.fromisoformat(before)).days - 1
                if length >= 28:
                    assert str(date.fromisoformat(before) + timedelta(days=1)) in empty
    assert seen > 5


def _closed(rows: Files, case: str) -> bool:
    return any(row["status"] == "CLOSED" for row in rows.of("CaseState", case))


async def test_the_line_is_in_order_and_filters_only_narrow_it(
    served: Any, busiest: StaffPosition, pictures: dict[str, Any]
) -> None:
    case, picture = max(pictures.items(), key=lambda pair: len(pair[1]["lifeCourse"]["entries"]))
    entries = picture["lifeCourse"]["entries"]
    starts = [one["startsOn"] or "" for one in entries]
    assert starts == sorted(starts)
    for domain in {one["domain"] for one in entries}:
        part = (await _picture(served, busiest, case, domains=[domain]))["lifeCourse"]["entries"]
        assert part == [one for one in entries if one["domain"] == domain]
    organisation = busiest.organisation
    part = (await _picture(served, busiest, case, organisations=[organisation]))["lifeCourse"]["entries"]
    assert part == [
        one for one in entries if organisation in {party["organisation"] for party in (*one["by"], *one["to"])}
    ]
    assert part


@pytest.mark.parametrize(
    ("variables", "field", "code"),
    [
        ({"from": "2026-03-02", "to": "2026-03-01"}, "to", "UNUSABLE"),
        ({"organisations": ["nobody"]}, "organisations", "UNUSABLE"),
        ({"from": "2026-02-30"}, "from", "MALFORMED_DATE"),
        ({"to": "0900-01-01"}, "to", "MALFORMED_DATE"),
    ],
)
async def test_a_part_that_cannot_be_asked_for_is_named(
    served: Any, busiest: StaffPosition, cases: list[str], variables: dict[str, Any], field: str, code: str
) -> None:
    found = (await _picture(served, busiest, cases[0], **variables))["lifeCourse"]
    assert (found["__typename"], found["field"], found["code"]) == ("Invalid", field, code)


async def test_an_organisation_that_is_hidden_answers_as_one_that_is_not_there(
    served: Any, busiest: StaffPosition, pictures: dict[str, Any], rows: Files
) -> None:
    """A care provider in the case is no organisation to a prison: the answer is that of a word that was made up."""
    care = {row["id"]: row["organisation"] for row in rows.world.of("Position")}
    for case in pictures:
        for row in rows.world.where("Involvement", "caseId", case):
            organisation = care.get(row["holder"], row["holder"])
            if organisation in rows.hidden:
                hidden = (await _picture(served, busiest, case, organisations=[organisation]))["lifeCourse"]
                made_up = (await _picture(served, busiest, case, organisations=["x" * len(organisation)]))["lifeCourse"]
                assert hidden["message"].replace(organisation, "x" * len(organisation)) == made_up["message"]
                return
    raise AssertionError("no case with a care provider")


async def test_a_moment_of_before_tells_what_was_known_then(
    served: Any, busiest: StaffPosition, cases: list[str]
) -> None:
    now = served.world.clock.now()
    known = now - 90 * 86_400_000
    then, seen = Files(served.world.folder, known), 0
    stamp = then.day(known)
    for case in cases[:20]:
        picture = await _picture(served, busiest, case, at=stamp, knownAt=f"{stamp}T00:00:00+01:00")
        border = then.milliseconds(stamp)
        early = Files(served.world.folder, border)
        for section, kind, ends, field in (
            ("contactMoments", "ContactMoment", ("by",), None),
            ("instruments", "InstrumentResult", ("by",), "takenOn"),
            ("notices", "Notice", ("to",), "receivedOn"),
        ):
            wanted = {
                row["fact"]
                for row in early.of(kind, case, *ends)
                if field is None or _moment(early, row[field]) <= border
            }
            assert _facts(picture[section]) == wanted
            seen += len(wanted)
    assert seen > 0


def _moment(rows: Files, value: Any) -> int:
    return value if isinstance(value, int) else rows.milliseconds(value)


async def test_notes_are_the_own_ones_and_what_is_not_shown_is_said(
    pictures: dict[str, Any], rows: Files, busiest: StaffPosition
) -> None:
    at = {row["id"]: row["organisation"] for row in rows.world.of("Position")}
    own = sum(len(picture["notes"]) for picture in pictures.values())
    assert own > 0
    for picture in pictures.values():
        assert {at[one["by"]["position"]] for one in picture["notes"]} <= {busiest.organisation}
        assert "notes" in next(one["fields"] for one in picture["withheld"] if one["class"] == "NOTE")


async def test_where_contact_is_not_shown_no_gap_is_told(served: Any, busiest: StaffPosition) -> None:
    text = "{ persons(first: 20) { ... on PersonConnection { edges { node { cases { id } } } } } }"
    found = await served.data(text, served.acting(busiest, "INTAKE"))
    listed = await served.data(text, served.acting(busiest, "SCREENING"))
    assert not found["persons"]["edges"], "a case manager assigns nobody"
    seen = 0
    for edge in listed["persons"]["edges"][:5]:
        picture = await _picture(served, busiest, edge["node"]["cases"][0]["id"], "SCREENING")
        assert "GAP" not in {one["kind"] for one in picture["lifeCourse"]["entries"]}
        seen += 1
    assert seen > 0


HANDOVERS = f"""query Q($case: ID!) {{ casePicture(case: $case) {{ ... on CasePicture {{ handovers {{
  subject standing offeredAt acceptedAt refusedAt refusalReason met metAt daysWaiting overlapDays
  from {PARTY} to {PARTY} origin {{ fact }} }} withheld {{ class }} }} }} }}"""


@pytest.fixture(scope="module")
async def handed_over(served: Any) -> dict[str, Any]:
    """The handovers of every case of those who receive most: coordinators and supervision officers."""
    found: dict[str, Any] = {}
    for function in ("AFTERCARE_COORDINATOR", "SUPERVISION_OFFICER"):
        for who in await staff(served.world.store, served.world.clock, function=function, limit=4):
            edges = (await served.data(OWN_CASES, served.acting(who)))["cases"]["edges"]
            for case in (edge["node"]["id"] for edge in edges):
                found[case] = (await served.data(HANDOVERS, served.acting(who), {"case": case}))["casePicture"]
    return {case: one for case, one in found.items() if all(each["class"] != "PLAN" for each in one["withheld"])}


async def test_handovers_stand_where_the_files_say(handed_over: dict[str, Any], rows: Files) -> None:
    now, seen, standings = rows.known, 0, set[str]()
    for case, picture in handed_over.items():
        shown = {one["origin"]["fact"]: one for one in picture["handovers"]}
        told = {row["fact"]: row for row in rows.of("Handover", case, "from", "to")}
        assert shown.keys() == {fact for fact, row in told.items() if rows.milliseconds(row["offeredAt"]) <= now}
        for fact, one in shown.items():
            row = told[fact]
            for name in ("offeredAt", "acceptedAt", "refusedAt", "metAt"):
                moment = rows.milliseconds(row[name]) if name in row else rows.never
                assert one[name] == (
                    None if moment > now else datetime.fromtimestamp(moment / 1000, AMSTERDAM).isoformat()
                )
            accepted, refused = (one["acceptedAt"] or "9", one["refusedAt"] or "9")
            over = rows.known >= row.get("validTo", rows.never)
            unanswered = "ENDED" if over else "OFFERED"
            answered = "REFUSED" if refused < accepted else "ACCEPTED"
            assert one["standing"] == (unanswered if accepted == refused == "9" else answered)
            assert one["refusalReason"] == (row.get("refusalReason") if one["standing"] == "REFUSED" else None)
            today, offered = (date.fromisoformat(rows.day(moment)) for moment in (now, row["offeredAt"]))
            assert one["daysWaiting"] == ((today - offered).days if one["standing"] == "OFFERED" else None)
            assert [one[end]["position"] or one[end]["organisation"] for end in ("from", "to")] == [
                row["from"],
                row["to"],
            ]
            table = [
                meeting
                for meeting in rows.of("Meeting", case, "attended")
                if meeting["kind"] == "HANDOVER"
                and {row["from"], row["to"]} <= set(meeting["attended"])
                and rows.milliseconds(row["offeredAt"]) <= rows.milliseconds(meeting["heldOn"]) <= now
            ]
            assert one["met"] == ("YES" if one["metAt"] else "UNKNOWN" if table else "NO")
            days = [rows.involved(case, row[end]) for end in ("from", "to")]
            assert one["overlapDays"] == (None if None in days else len(days[0] & days[1]))
            seen += 1
            standings |= {one["standing"], f"met {one['met']}"}
    assert seen > 20
    assert standings >= {"ACCEPTED", "OFFERED", "met YES", "met NO"}
