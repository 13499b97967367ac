"""Invented worlds: whole, the same every time, in two times, and never without a director."""

import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from api.cli.seed import seed
from graph.errors import InputError, WorldError
from graph.model.catalogue import KINDS, LINKS
from graph.times import FOREVER, parse_moment
from seeds.stories.library import STORIES
from seeds.worlds import write_world

Rows = dict[str, list[dict[str, Any]]]

_WRITE = """
import sys
from datetime import date
from pathlib import Path
from seeds.worlds import write_world
write_world(Path(sys.argv[1]), today=date(2026, 3, 10), size="small", seed=int(sys.argv[2]), stories=["family"])
"""


def write_apart(folder: Path, seed: int, hash_seed: str) -> dict[str, bytes]:
    """The files of a world that another process wrote, in another time zone."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": "Asia/Tokyo" if hash_seed == "1" else "UTC"}
    subprocess.run([sys.executable, "-c", _WRITE, str(folder), str(seed)], check=True, env=environment)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def current(rows: Rows, label: str) -> list[dict[str, Any]]:
    return [row for row in rows[label] if "retractedAt" not in row]


def test_every_row_fits_the_catalogue(small_rows: Rows, complaints_about: Callable[[Rows], list[str]]) -> None:
    assert complaints_about(small_rows) == []


@pytest.mark.parametrize("seed", [1, 2])
def test_every_row_of_other_seeds_fits(
    seed: int, tmp_path: Path, read_rows: Callable[[Path], Rows], complaints_about: Callable[[Rows], list[str]]
) -> None:
    write_world(tmp_path / "world", today=date(2025, 4, 1), size="small", seed=seed, stories=tuple(STORIES))
    assert complaints_about(read_rows(tmp_path / "world")) == []


@pytest.mark.prove
def test_every_row_of_a_region_fits_too(region_rows: Rows, complaints_about: Callable[[Rows], list[str]]) -> None:
    assert complaints_about(region_rows) == []


def test_the_same_seed_gives_the_same_bytes_and_another_seed_another_world(tmp_path: Path) -> None:
    one = write_apart(tmp_path / "one", 5, "1")
    same = write_apart(tmp_path / "same", 5, "2")
    other = write_apart(tmp_path / "other", 6, "1")
    assert one == same
    assert one["Organisation.jsonl"] == other["Organisation.jsonl"]
    assert one["Person.jsonl"] != other["Person.jsonl"]


def test_a_region_uses_every_kind_but_those_of_merged_municipalities_providers_and_what_is_only_written_here(
    region_rows: Rows,
) -> None:
    written_here = {"Dispute", "SignalHandling", "FindingAcceptance", "BudgetContribution", "BudgetExpense",
                    "BudgetAnswer", "ScreeningFormPart1", "ScreeningFormPart2", "ScreeningDecision"}  # fmt: skip
    written_here.add("ConductReport")
    absent = {*KINDS, *(link.name for link in LINKS)} - set(region_rows)
    assert absent == {"Succession", "Account", *written_here}


def test_nothing_was_recorded_today_or_later(region_rows: Rows) -> None:
    today = parse_moment("2026-03-10")
    for label, rows in region_rows.items():
        for row in rows:
            for key in ("recordedAt", "retractedAt", "endKnownAt"):
                assert key not in row or parse_moment(row[key]) < today, (label, row["id"], key)


def test_facts_are_mostly_recorded_later_than_they_began_and_some_ahead(region_rows: Rows) -> None:
    planned = late = 0
    for label in ("Involvement", "Residence", "Stay", "Assessment"):
        for row in current(region_rows, label):
            if "validFrom" in row:
                start, recorded = parse_moment(row["validFrom"]), parse_moment(row["recordedAt"])
                late += recorded > start
                planned += start >= parse_moment("2026-03-10") > recorded
    assert late > 10_000
    assert planned > 100


def test_about_a_tenth_of_the_versions_was_corrected(region_rows: Rows) -> None:
    versions = [row for label, rows in region_rows.items() if label in KINDS and KINDS[label].record for row in rows]
    of_cases = [row for row in versions if "caseId" in row]
    share = sum("retractedAt" in row for row in of_cases) / len(of_cases)
    assert 0.08 < share < 0.12


def test_every_corrected_fact_has_one_current_version_from_then_on(region_rows: Rows) -> None:
    retracted = {
        row["fact"]: row["retractedAt"] for rows in region_rows.values() for row in rows if "retractedAt" in row
    }
    following = {
        row["fact"]: row["recordedAt"]
        for rows in region_rows.values()
        for row in rows
        if row.get("fact") in retracted and "retractedAt" not in row
    }
    assert following == retracted


def test_an_open_case_has_one_director_at_every_moment_as_known_at_every_moment(small_rows: Rows) -> None:
    periods: dict[str, dict[str, list[tuple[int, int, int, int]]]] = defaultdict(
        lambda: {"CaseState": [], "Direction": []}
    )
    for label in ("CaseState", "Direction"):
        for row in small_rows[label]:
            assert "retractedAt" not in row
            if row.get("status") != "CLOSED":
                end = parse_moment(row["validTo"]) if "validTo" in row else FOREVER
                seen = parse_moment(row["endKnownAt"]) if "endKnownAt" in row else 0
                times = (parse_moment(row["validFrom"]), end, seen, parse_moment(row["recordedAt"]))
                periods[row["caseId"]][label].append(times)
    assert len(periods) == len(small_rows["Case"])

    def in_force(records: list[tuple[int, int, int, int]], at: int, known: int) -> int:
        return sum(
            start <= at < (end if seen <= known else FOREVER) and recorded <= known
            for start, end, seen, recorded in records
        )

    for case, of in periods.items():
        every = [time for records in of.values() for times in records for time in times if time < FOREVER]
        for at in {*every, *(time - 1 for time in every)}:
            for known in {*every, *(time - 1 for time in every)}:
                counts = {label: in_force(records, at, known) for label, records in of.items()}
                assert counts["CaseState"] == counts["Direction"] <= 1, (case, at, known)


def test_full_dossiers_hold_about_a_hundred_records_and_thin_history_about_twenty_five(region_rows: Rows) -> None:
    of_person = {row["id"] for row in region_rows["Case"] if row["frame"] == "PBW_18A"}
    full = {row["caseId"] for row in region_rows["TieReading"] + region_rows["Note"]}
    counts = Counter(
        row["caseId"]
        for label, rows in region_rows.items()
        if label in KINDS and KINDS[label].record
        for row in rows
        if row.get("caseId") in of_person
    )
    rich = [counts[case] for case in of_person & full]
    thin = [counts[case] for case in of_person - full]
    assert 85 < sum(rich) / len(rich) < 125
    assert 18 < sum(thin) / len(thin) < 32


def test_no_number_of_a_person_could_be_somebodys(region_rows: Rows) -> None:
    for row in region_rows["PersonName"]:
        assert row["skn"][0] == "X"
        assert row["skn"][1:].isdigit()
    assert all(row["telephone"].startswith("00-") for row in region_rows["PersonAddress"])
    assert not any("bsn" in key.lower() for rows in region_rows.values() for row in rows[:1] for key in row)


def test_everything_invented_says_so_in_its_source(region_rows: Rows) -> None:
    for label in ("Person", "Professional", "Position", "PersonName", "Coverage", "Agreement", "Involvement"):
        assert all("invented" in row["source"] for row in region_rows[label]), label


def test_professionals_change_jobs_hold_two_positions_and_leave_work_behind(region_rows: Rows) -> None:
    by_professional: dict[str, set[str]] = defaultdict(set)
    for row in region_rows["Position"]:
        by_professional[row["professional"]].add(row["id"])
    period = {
        row["position"]: (
            parse_moment(row["validFrom"]),
            parse_moment(row["validTo"]) if "validTo" in row else FOREVER,
        )
        for row in region_rows["PositionState"]
    }
    now = parse_moment("2026-03-10")
    two = [of for of in by_professional.values() if sum(period[p][0] <= now < period[p][1] for p in of) > 1]
    assert len([of for of in by_professional.values() if len(of) > 1]) > 50
    assert len(two) > 5
    left = {position for position, (_, end) in period.items() if end < now}
    open_actions = [
        row for row in current(region_rows, "ActionState") if row["status"] == "OPEN" and "validTo" not in row
    ]
    assert [row for row in open_actions if row.get("owner") in left]
    assert [row for row in open_actions if "owner" not in row]


def test_whoever_is_involved_had_the_position_then(region_rows: Rows) -> None:
    period = {
        row["position"]: (parse_moment(row["validFrom"]), parse_moment(row["validTo"]) if "validTo" in row else FOREVER)
        for row in region_rows["PositionState"]
    }
    for row in current(region_rows, "Involvement"):
        if row["holder"] in period and "validFrom" in row:
            start, end = period[row["holder"]]
            began = parse_moment(row["validFrom"])
            assert began < end
            assert start <= began


def test_small_municipalities_differ_in_how_they_arrange_aftercare(small_rows: Rows) -> None:
    now = parse_moment("2026-03-10")

    def in_force(row: dict[str, Any]) -> bool:
        return "validTo" not in row or parse_moment(row["validTo"]) > now

    organisation = {row["id"]: row["organisation"] for row in small_rows["Position"]}
    coordinators = [row for row in small_rows["PositionState"] if row["function"] == "AFTERCARE_COORDINATOR"]
    own = {organisation[row["position"]] for row in coordinators if in_force(row)}
    past = {organisation[row["position"]] for row in coordinators} - own
    agreements = [row for row in small_rows["Agreement"] if row["kind"] == "COVERS_AFTERCARE"]
    covers = {(row["covers"], row["covered"][0]) for row in agreements if in_force(row)}
    small = {row["municipality"] for row in small_rows["MunicipalityYear"] if row["inhabitants"] < 50_000}
    direct = {m for x, m in covers if x in own} - own
    through_one = {m for y, m in covers if y in direct} - own - direct
    said = {row["municipality"]: row["status"] for row in small_rows["Coverage"] if row["service"] == "AFTERCARE"}
    silent = small - own - direct - through_one - set(said)
    groups = {
        "own": small & own,
        "past": small & past,
        "direct": small & direct,
        "through one": small & through_one,
        "expired": {row["covered"][0] for row in agreements if not in_force(row)},
        "none": {m for m in small - own if said.get(m) == "NONE"},
        "unknown": {m for m in small - own if said.get(m) == "UNKNOWN"},
        "silent": silent,
    }
    assert {name: len(found) > 4 for name, found in groups.items()} == dict.fromkeys(groups, True)
    assert "GM0744" not in own | direct | through_one | set(said)


def test_brothers_inside_at_once_are_contacts_of_each_other_by_same_as_only(region_rows: Rows) -> None:
    case_of = {row["id"]: row["caseId"] for row in region_rows["Contact"]}
    persons = {row["id"]: row["persons"] for row in region_rows["Case"]}
    pairs = {(persons[case_of[row["from"]]][0], row["to"]) for row in region_rows["SameAs"]}
    assert pairs
    assert pairs == {(b, a) for a, b in pairs}


def test_family_and_safety_house_cases_stand_beside_the_main_case(region_rows: Rows) -> None:
    families = [row for row in region_rows["Case"] if row["kind"] == "FAMILY"]
    houses = [row for row in region_rows["Case"] if row["kind"] == "PERSON" and row["frame"] == "WGS_SAFETY_HOUSE"]
    assert len(families) > 10
    assert len(houses) > 30
    members = {part for row in region_rows["Case"] for part in row.get("partOf", [])}
    assert members == {row["id"] for row in families}
    named = {row["caseId"] for row in region_rows["PersonName"]}
    assert {row["id"] for row in families + houses} <= named


def test_an_unknown_size_or_story_and_a_folder_in_use_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no size"):
        write_world(tmp_path / "a", today=date(2026, 3, 10), size="huge")
    with pytest.raises(InputError, match="no story"):
        write_world(tmp_path / "a", today=date(2026, 3, 10), stories=["war-and-peace"])
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "thesis.docx").write_text("mine")
    with pytest.raises(WorldError, match="other files"):
        write_world(tmp_path / "b", today=date(2026, 3, 10), stories=["family"])
    assert (tmp_path / "b" / "thesis.docx").read_text() == "mine"


def test_the_command_prints_how_many_rows_of_each_kind_it_wrote(
    tmp_path: Path, read_rows: Callable[[Path], Rows]
) -> None:
    said = CliRunner().invoke(seed, ["--story", "two-brothers", "--today", "2026-03-10", str(tmp_path / "out")])
    assert said.exit_code == 0
    rows = read_rows(tmp_path / "out")
    for label in ("Organisation", "Person", "SameAs"):
        line = next(line for line in said.output.splitlines() if f" {label} " in line)
        assert f"{len(rows[label]):,}" in line


def test_the_command_lists_sizes_and_stories_and_asks_for_what_is_missing() -> None:
    listed = CliRunner().invoke(seed, ["--list"]).output
    assert all(name in listed for name in (*STORIES, "small", "region", "national"))
    refused = CliRunner().invoke(seed, [])
    assert isinstance(refused.exception, InputError)
    assert "--list" in refused.exception.advice
