"""What cannot be taken is listed with file, line and field, without a value; all else is loaded."""

import json
from pathlib import Path
from typing import Any

import pytest
from tiny_worlds import Rows, changed, record, tiny_world, write

from graph.clock import FixedClock
from graph.errors import WorldError
from graph.integrity import violations
from graph.store import Store
from graph.times import parse_moment
from seeds.importing import Report, load

NOON = FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))
SECRET = "Jansen-Geheim"


def told(report: Report) -> set[tuple[str, int, str, str]]:
    return {(one.file, one.line, one.field, one.problem) for one in report.problems}


async def imported(store: Store, folder: Path, rows: Rows, **options: Any) -> Report:
    return await load(store, NOON, write(folder, rows), **options)


def with_line(folder: Path, label: str, line: bytes) -> Path:
    write(folder, tiny_world())
    with (folder / f"{label}.jsonl").open("ab") as file:
        file.write(line)
    return folder


@pytest.mark.parametrize(
    ("label", "line", "field", "problem"),
    [
        ("Person", b'{"id": "p9", "birthDate": "1990-0', "", "is cut off, or holds half a character"),
        ("Person", b'{"id": "p9\xff\xfe"}\n', "", "is not UTF-8"),
        ("Person", b'{"id": "\\ud800"}\n', "", "is cut off, or holds half a character"),
        ("Person", b'["p9"]\n', "", "is not a JSON object"),
        ("Person", b'{"id": "p9"} {}\n', "", "is not JSON"),
        ("Person", b"{}\n", "id", "is missing"),
        ("Person", b'{"id": ""}\n', "id", "expected str of length >= 1"),
        ("Person", b'{"id": "p 9\\n"}\n', "id", "holds a character that cannot be in an id"),
        ("Person", b'{"id": "p9", "name": "Jansen-Geheim"}\n', "name", "is not a field of this kind"),
        ("Person", b'{"id": "p9", "Jansen-Geheim": 1}\n', "", "is not a field of this kind"),
        ("Person", b'{"id": "p9", "birthDate": "Jansen-Geheim"}\n', "birthDate", "is not a day: write 1990-05-17"),
        ("Person", b'{"id": "p9", "birthDate": "1990-02-30"}\n', "birthDate", "is not a day: write 1990-05-17"),
        ("Person", b'{"id": "p9", "source": "' + b"x" * 1_100_000 + b'"}\n', "", "is longer than 1024 kB"),
        (
            "Organisation",
            b'{"id": "o9", "kind": "Jansen-Geheim", "name": "x"}\n',
            "kind",
            "is not one of PRISON, PROBATION, MUNICIPALITY, CARE_PROVIDER, SAFETY_HOUSE, POLICE, PROSECUTION, "
            "CHILD_PROTECTION, HOUSING, VOLUNTEER, DEBT_HELP, OTHER",
        ),
        (
            "Organisation",
            b'{"id": "o9", "kind": "OTHER", "name": "x", "capacity": 9223372036854775808}\n',
            "capacity",
            "expected int <= 9223372036854775807",
        ),
        ("Organisation", b'{"id": "o9", "kind": "OTHER", "name": "x", "latitude": NaN}\n', "", "is not JSON"),
        (
            "Organisation",
            b'{"id": "o9", "kind": "OTHER", "name": "x", "latitude": 1e999}\n',
            "latitude",
            "is out of range",
        ),
        (
            "Detention",
            b'{"id": "v9", "caseId": "c1", "person": "p1", "startedOn": "0000-01-01"}\n',
            "startedOn",
            "is not a moment from 1900 to 2999: write 2026-03-10 or 2026-03-10T12:00:00+01:00",
        ),
    ],
)
async def test_a_line_that_cannot_be_read_is_listed(
    scratch: Store, tmp_path: Path, label: str, line: bytes, field: str, problem: str
) -> None:
    folder = with_line(tmp_path, label, line)
    number = (folder / f"{label}.jsonl").read_bytes().count(b"\n") + (not line.endswith(b"\n"))
    report = await load(scratch, NOON, folder)
    assert told(report) == {(f"{label}.jsonl", number, field, problem)}
    assert report.counts[label].new == number - 1
    assert SECRET not in "".join(map(str, report.problems))


BAD: list[tuple[str, dict[str, Any], str, str]] = [
    ("Case", {"id": "c9", "kind": "PERSON", "frame": "PBW_18A", "persons": ["p1", "p2"]}, "persons",
     "a PERSON case is of exactly one person"),
    ("Case", {"id": "c9", "kind": "FAMILY", "frame": "PBW_18A", "persons": ["p1", "p1"]}, "persons",
     "names the same one twice"),
    ("Case", {"id": "c9", "kind": "PERSON", "frame": "PBW_18A", "persons": ["nobody"]}, "persons",
     "points at a Person that does not exist"),
    ("Case", {"id": "c9", "kind": "PERSON", "frame": "PBW_18A", "persons": ["p1"], "partOf": ["c1"]}, "partOf",
     "points at a PERSON case, not at a FAMILY case"),
    ("Person", {"id": "p1"}, "id", "stands twice in this world"),
    ("Plan", {"id": "plan9", "caseId": "gone"}, "caseId", "names a case that does not exist"),
    ("Goal", {"id": "goal9", "caseId": "c1", "plan": "plan2"}, "plan", "points at a Plan of another case"),
    ("Residence", record("r9", caseId="c1", person="p2", kind="ORIGIN", municipality="GM1"), "person",
     "points at a person whose case it is not"),
    ("Residence", record("r9", caseId="c1", person="p1", kind="ORIGIN", municipality="PI1"), "municipality",
     "points at a Prison, not at a Municipality"),
    ("CaseState", record("s9", caseId="c1", status="OPEN", validTo="2026-01-05"), "validTo", "is not after validFrom"),
    ("CaseState", record("s9", caseId="c1", status="OPEN", endKnownAt="2026-02-05"), "endKnownAt",
     "stands without validTo"),
    ("CaseState", record("s9", caseId="c1", status="OPEN", retractedAt="2026-01-05"), "retractedAt",
     "is not after recordedAt"),
    ("CaseState", record("s9", caseId="c1", status="OPEN") | {"recordedAt": "2026-03-12"}, "recordedAt",
     "lies in the future"),
    ("CaseState", record("s9", caseId="c1", status="OPEN", source="a|b"), "source", "must not hold '|'"),
    ("CaseState", record("s9", caseId="c1", status="OPEN", sourceId="cs1"), "sourceId",
     "belongs to another fact already"),
    ("CaseState", record("s9", caseId="c1", status="OPEN", fact="cs1"), "fact",
     "has another kind, source or sourceId in an earlier row"),
    ("CaseState", record("s9", caseId="c1", status="OPEN", fact="cs1", sourceId="cs1"), "fact",
     "has two versions believed at the same time"),
    ("Direction", record("d9", caseId="c1", holder="q2"), "caseId",
     "names a case that has a current direction already"),
    ("Neighbour", {"from": "GM2", "to": "GM1", "relation": "ADJACENT", "distanceKm": 1}, "to",
     "is linked with from in an earlier row"),
    ("Neighbour", {"from": "GM2", "to": "GM2", "relation": "ADJACENT", "distanceKm": 1}, "to", "is the same as from"),
    ("Neighbour", {"from": "GM2", "to": "PI1", "relation": "ADJACENT", "distanceKm": 1}, "to",
     "points at a Prison, not at a Municipality"),
]  # fmt: skip


@pytest.mark.parametrize(("label", "row", "field", "problem"), BAD, ids=lambda value: str(value)[:30])
async def test_a_row_that_does_not_fit_is_listed(
    scratch: Store, tmp_path: Path, label: str, row: dict[str, Any], field: str, problem: str
) -> None:
    rows = tiny_world()
    rows.setdefault(label, []).append(row)
    report = await imported(scratch, tmp_path, rows)
    assert told(report) == {(f"{label}.jsonl", len(rows[label]), field, problem)}


async def test_all_but_the_rejected_rows_are_loaded(scratch: Store, tmp_path: Path) -> None:
    report = await imported(scratch, tmp_path, changed(tiny_world(), "GoalState", "gs1", status="MAYBE"))
    assert {label: count.rejected for label, count in report.counts.items() if count.rejected} == {"GoalState": 1}
    assert sum(count.new for count in report.counts.values()) == report.rows - 1
    assert await violations(scratch) == []


async def test_what_hangs_on_a_rejected_row_is_rejected_with_it(scratch: Store, tmp_path: Path) -> None:
    report = await imported(scratch, tmp_path, changed(tiny_world(), "Person", "p1", birthDate="once"))
    hanging = {
        "Person",
        "Case",
        "CaseState",
        "Direction",
        "Involvement",
        "PersonName",
        "Plan",
        "Goal",
        "GoalState",
        "Meeting",
    }
    assert {one.file.removesuffix(".jsonl") for one in report.problems} == hanging
    assert {one.line for one in report.problems if one.file != "Involvement.jsonl"} == {1}
    assert await scratch.one("MATCH (c:Case) RETURN collect(c.id) AS ids") == {"ids": ["c2"]}


async def test_strict_loads_nothing_when_one_row_is_rejected(scratch: Store, tmp_path: Path) -> None:
    report = await imported(scratch, tmp_path, changed(tiny_world(), "GoalState", "gs1", status="MAYBE"), strict=True)
    assert not report.loaded
    assert len(report.problems) == 1
    assert await scratch.one("MATCH (n) WHERE NOT n:Migration RETURN count(n) AS n") == {"n": 0}


async def test_a_world_that_clashes_with_the_store_is_listed_case_by_case(scratch: Store, tmp_path: Path) -> None:
    await imported(scratch, tmp_path, tiny_world())
    rows = {"Direction": [record("other", caseId="c1", holder="q2"), record("m2", caseId="c2", holder="q2")]}
    rows["CaseState"] = [record("fine", caseId="c2", status="OPEN", validTo="2026-02-01")]
    report = await imported(scratch, tmp_path, rows)
    assert {(one.file, one.line) for one in report.problems} == {
        ("Direction.jsonl", 1), ("Direction.jsonl", 2), ("CaseState.jsonl", 1),
    }  # fmt: skip
    assert await violations(scratch) == []


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("world.json", None, "no world.json"),
        ("world.json", "{", "not as it should be"),
        ("world.json", '{"format": "casusregie-world/2", "name": "x", "invented": true}', "has format"),
        ("world.json", '{"format": "casusregie-world/1", "name": "x", "invented": false}', "not marked as invented"),
        ("Nobody.jsonl", "", "is no file of a world"),
        ("Person.csv", "", "is no file of a world"),
    ],
)
async def test_a_folder_that_is_no_world_is_refused(
    scratch: Store, tmp_path: Path, name: str, text: str | None, problem: str
) -> None:
    folder = write(tmp_path / "world", tiny_world())
    if text is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(text)
    with pytest.raises(WorldError, match=problem):
        await load(scratch, NOON, folder)


async def test_a_folder_that_is_not_there_is_refused(scratch: Store, tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="is not a folder"):
        await load(scratch, NOON, tmp_path / "nowhere")


async def test_blank_lines_dotfiles_and_a_missing_last_line_end_are_no_problem(scratch: Store, tmp_path: Path) -> None:
    folder = write(tmp_path, {"Region": [{"id": "R1", "kind": "PROVINCE", "name": "Één"}]})
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "Person.jsonl").write_text("")
    text = json.dumps({"id": "R2", "kind": "PROVINCE", "name": "Twee"})
    (folder / "Region.jsonl").write_text((folder / "Region.jsonl").read_text() + "\n\n" + text)
    report = await load(scratch, NOON, folder)
    assert (report.problems, report.counts["Region"].new) == ([], 2)
