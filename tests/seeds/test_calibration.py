"""A region world beside the published figures. Its seed is fixed, so what passes here passes always.

A share is measured on n persons of the sample; it may differ from the figure by four standard errors of a share of that
size, sqrt(p (1 - p) / n), and by what the source leaves open ("a little over half": one to six points).
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import sqrt
from typing import Any

import pytest

from graph.times import DAY_MS, parse_moment
from seeds.invented.chances import Chances
from seeds.invented.coverages import links
from seeds.invented.places import Places
from seeds.invented.population import population
from seeds.invented.staffing import needs
from seeds.reference.tables import table

Rows = dict[str, list[dict[str, Any]]]

NOW = parse_moment("2026-03-10")
YEAR = 365 * DAY_MS
FIGURES = {row["id"]: row for row in table("figures")}


def figure(id: str) -> float:
    """The figure as a share, read from figures.csv."""
    found = re.search(r"\d+(\.\d+)?", FIGURES[id]["value"])
    assert found
    return float(found[0]) / 100


@dataclass(frozen=True)
class Stay:
    """One detention: when, whose, in which case, and the last prison."""

    id: str
    person: str
    case: str
    start: int
    end: int | None  # released
    supervision: str
    prison: str

    @property
    def days(self) -> float:
        assert self.end is not None
        return (self.end - self.start) / DAY_MS


class Sample:
    """What the rows of a world say, for counting."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def current(self, label: str) -> list[dict[str, Any]]:
        return [row for row in self.rows[label] if "retractedAt" not in row]

    @cached_property
    def stays(self) -> list[Stay]:
        released = {row["detention"]: row for row in self.current("DetentionState") if row["status"] == "RELEASED"}
        prison = {
            row["detention"]: row["prison"]
            for row in sorted(self.current("Stay"), key=lambda row: parse_moment(row["validFrom"]))
        }
        return [
            Stay(
                id=row["id"],
                person=row["person"],
                case=row["caseId"],
                start=parse_moment(row["startedOn"]),
                end=parse_moment(released[row["id"]]["validFrom"]) if row["id"] in released else None,
                supervision=released[row["id"]]["supervisionFollows"] if row["id"] in released else "",
                prison=prison[row["id"]],
            )
            for row in self.rows["Detention"]
        ]

    @cached_property
    def inside(self) -> list[Stay]:
        return [stay for stay in self.stays if stay.end is None]

    @cached_property
    def released(self) -> list[Stay]:
        """Released in the last half year."""
        return [stay for stay in self.stays if stay.end is not None and NOW - 182 * DAY_MS <= stay.end < NOW]


@pytest.fixture(scope="module")
def sample(region_rows: Rows) -> Sample:
    return Sample(region_rows)


def compare(hits: int, n: int, expected: float, leeway: float = 0.0) -> None:
    """The share of hits lies within four standard errors of the expected share, and the leeway of its source."""
    assert n >= 50
    tolerance = 4 * sqrt(expected * (1 - expected) / n) + leeway
    assert abs(hits / n - expected) <= tolerance, f"{hits}/{n} = {hits / n:.3f}, expected {expected} +- {tolerance:.3f}"


def test_length_of_stay_of_who_is_released(sample: Sample) -> None:
    days = [stay.days for stay in sample.released]
    n = len(days)
    compare(sum(d < 31 for d in days), n, figure("F015"), leeway=0.06)
    compare(sum(d < 92 for d in days), n, figure("F016"))
    compare(sum(92 <= d < 366 for d in days), n, figure("F017"))
    compare(sum(d >= 366 for d in days), n, figure("F018"))


def test_people_inside_against_people_released_in_half_a_year(sample: Sample) -> None:
    per_year = 2 * len(sample.released)
    expected = float(FIGURES["F002"]["value"]) / float(FIGURES["F001"]["value"])
    assert abs(len(sample.inside) / per_year - expected) < 0.04


def test_stays_met_inside_are_longer_than_stays_that_come_in(sample: Sample) -> None:
    over_a_year = sum(NOW - stay.start > YEAR for stay in sample.inside) / len(sample.inside)
    assert over_a_year > 3 * figure("F018")


def test_legal_status_of_who_is_inside(sample: Sample) -> None:
    grounds: dict[str, set[str]] = defaultdict(set)
    for row in sample.current("LegalTitle"):
        if "validTo" not in row:
            grounds[row["detention"]].add(row["ground"])
    n = len(sample.inside)
    # 40 % in 2021, 44 % in 2019, "almost half" in 2024.
    compare(sum("PRE_TRIAL" in grounds[stay.id] for stay in sample.inside), n, figure("F024"), leeway=0.04)
    compare(sum("ISD" in grounds[stay.id] for stay in sample.inside), n, figure("F026"), leeway=0.02)  # 8 % in 2019


def test_supervision_after_release_by_length(sample: Sample) -> None:
    known = [stay for stay in sample.released if stay.supervision != "UNKNOWN"]
    without = [stay for stay in known if stay.supervision == "NO"]
    compare(len(without), len(known), figure("F072"))
    long = [stay for stay in known if stay.days >= 366]
    compare(sum(stay.supervision == "YES" for stay in long), len(long), figure("F073"))
    short = [stay for stay in known if stay.days < 28]
    compare(sum(stay.supervision == "YES" for stay in short), len(short), 0.105, leeway=0.025)


def test_known_to_probation_in_the_five_years_before(sample: Sample) -> None:
    probation = {row["id"] for row in sample.rows["Organisation"] if row["kind"] == "PROBATION"}
    employer = {row["id"]: row["organisation"] for row in sample.rows["Position"]}
    started = {stay.case: stay.start for stay in [*sample.inside, *sample.released]}
    known = {
        row["caseId"]
        for row in sample.current("Involvement")
        if row["caseId"] in started
        and employer.get(row["holder"], row["holder"]) in probation
        and "validFrom" in row
        and started[row["caseId"]] - 5 * YEAR < parse_moment(row["validFrom"]) < started[row["caseId"]]
    }
    compare(len(known), len(started), figure("F068"), leeway=0.03)


@pytest.mark.parametrize(
    ("condition", "figures"),
    [
        ("IDENTITY_DOCUMENT", "F052"),
        ("WORK_AND_INCOME", "F054"),
        ("HOUSING", "F056"),
        ("DEBTS", "F057"),
    ],
)
def test_basic_conditions_at_release(sample: Sample, condition: str, figures: str) -> None:
    statuses = at_release(sample, condition)
    compare(statuses["NOT_IN_ORDER"], statuses.total(), figure(figures))


def test_who_has_no_work_at_release(sample: Sample) -> None:
    statuses = at_release(sample, "WORK_AND_INCOME")
    compare(statuses.total() - statuses["IN_ORDER"], statuses.total(), figure("F053"))


def at_release(sample: Sample, condition: str) -> Counter[str]:
    """Statuses of a condition as assessed on the day of release."""
    day = {stay.case: stay.end for stay in sample.released}
    return Counter(
        row["status"]
        for row in sample.current("Assessment")
        if row["condition"] == condition
        and row["phase"] == "AFTER"
        and row["status"] != "UNKNOWN"
        and day.get(row["caseId"]) == parse_moment(row["assessedOn"])
    )


def test_advice_for_stays_of_a_year_and_more(sample: Sample) -> None:
    asked = {
        row["caseId"]
        for row in sample.current("AdviceRequest")
        if row["kind"] in {"D_AND_R", "CONDITIONAL_RELEASE", "PP"}
    }
    long = [stay for stay in sample.released if stay.days >= 366]
    compare(sum(stay.case in asked for stay in long), len(long), figure("F071"))


def test_most_remand_titles_have_no_hearing_date(sample: Sample) -> None:
    remand = [row for row in sample.current("LegalTitle") if row["ground"] == "PRE_TRIAL"]
    # 80 of 116 forms in the trial of SOM (domain.md, section 8).
    compare(sum("hearingOn" not in row for row in remand), len(remand), 80 / 116)


def test_ages(sample: Sample) -> None:
    born = {row["id"]: parse_moment(row["birthDate"]) for row in sample.rows["Person"]}
    ages = [(NOW - born[stay.person]) / YEAR for stay in [*sample.inside, *sample.released]]
    compare(sum(18 <= age < 23 for age in ages), len(ages), figure("F031"), leeway=0.03)
    compare(sum(age >= 45 for age in ages), len(ages), figure("F033"), leeway=0.02)
    assert min(ages) >= 18


def test_many_are_released_outside_the_region_of_their_prison(sample: Sample) -> None:
    # No source gives a figure: only that it is often so.
    region = {row["id"]: row["regions"][0] for row in sample.rows["Organisation"] if row.get("regions")}
    settles = {row["caseId"]: row["municipality"] for row in sample.current("Residence") if row["kind"] == "SETTLES"}
    known = [stay for stay in sample.released if stay.case in settles]
    outside = sum(region[settles[stay.case]] != region[stay.prison] for stay in known)
    assert 0.4 < outside / len(known) < 0.75


def test_team_sizes_by_organisation() -> None:
    # Probation officers 2-7 a prison, municipal coordinators 0-6 (domain.md, section 9).
    chances = Chances(20, "region", date(2026, 3, 10))
    lives = population(chances, 4_500, Places("region"))
    found = needs(chances, lives, links(chances))
    advisers: Counter[str] = Counter()
    coordinators: Counter[str] = Counter()
    managers: Counter[str] = Counter()
    for need in found:
        if need.function == "PROBATION_ADVISER":
            advisers[need.group[0]] += need.seats
        elif need.function == "AFTERCARE_COORDINATOR" and not need.only_past:
            coordinators[need.organisation] += need.seats
        elif need.function == "CASE_MANAGER":
            managers[need.organisation] += need.seats
    assert set(advisers.values()) <= set(range(2, 8))
    assert max(advisers.values()) == 7
    assert set(coordinators.values()) <= set(range(1, 7))
    assert len(coordinators) < 342
    held = Counter(life.detention.prison.id for life in lives if life.group == "INSIDE")
    assert all(held[prison] / seats <= 40 for prison, seats in managers.items())


def test_probation_in_a_prison_is_of_the_organisations_that_work_there(sample: Sample) -> None:
    employer = {row["id"]: row["organisation"] for row in sample.rows["Position"]}
    prison = {stay.case: stay.prison for stay in [*sample.inside, *sample.released]}
    at_sittard = Counter(
        employer[row["holder"]].split("-")[0]
        for row in sample.current("Involvement")
        if row["role"] == "PROBATION_ADVISER" and row["holder"] in employer and prison.get(row["caseId"]) == "PI-SIT"
    )
    assert set(at_sittard) <= {"RN", "SVG", "LJR"}
    assert at_sittard["RN"] + at_sittard["SVG"] > at_sittard["LJR"]
