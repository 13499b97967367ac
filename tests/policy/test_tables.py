"""A bad table is refused with its line and column; the version follows what the table says, not how it looks."""

import tomllib
from hashlib import sha256

import pytest
from cast_of_cases import NOON, in_team, who

from graph.errors import PolicyError
from graph.model.kinds import FieldClass
from graph.policy.cells import Condition, Outcome, parse_cell
from graph.policy.decisions import Withhold, decide
from graph.policy.policies import MATRIX_FILE, PARAMETERS_FILE, POLICY, policy_from
from graph.policy.tables import CLASSES

MATRIX, PARAMETERS = MATRIX_FILE.read_text("utf-8"), PARAMETERS_FILE.read_text("utf-8")
LINES = MATRIX.splitlines()


def _with(number, line):
    return "\n".join([*LINES[: number - 1], line, *LINES[number:]])


def _cell(number, column, text):
    cells = LINES[number - 1].split(",")
    cells[column - 1] = text
    return _with(number, ",".join(cells))


BAD_MATRICES = [
    (_cell(2, 9, "Q"), "line 2, column 9 (COURSE): COURSE: 'Q' is not one of"),
    (_cell(2, 9, ""), "line 2, column 9 (COURSE): COURSE: the cell is empty"),
    (_cell(5, 17, "ow"), "line 5, column 17 (RISK)"),
    (_cell(5, 17, "own R Wp"), "line 5, column 17 (RISK)"),
    (_cell(5, 17, "often R else Wp"), "line 5, column 17 (RISK): RISK: 'often' is not a condition"),
    (_cell(5, 17, "own R own Ws else Wp"), "each condition stands once"),
    (_cell(5, 17, "else Wp"), "each condition stands once, and at least one before `else`"),
    (_cell(5, 17, "consent else Wp"), "line 5, column 17 (RISK): RISK: `consent` means nothing for this class"),
    (_cell(20, 19, "consent Ws else Wh"), "line 20, column 19 (HEALTH)"),
    (_cell(2, 2, "GOSSIP"), "line 2, column 2 (purpose)"),
    (_cell(2, 2, "STEERING"), "line 2, column 2 (purpose): the parameters say no frames"),
    (_cell(2, 3, "WORLD"), "line 2, column 3 (scope)"),
    (_cell(3, 3, "INTAKE"), "line 3, column 3 (scope): REINTEGRATION has another scope"),
    (_cell(2, 4, "CIRCUS"), "line 2, column 4 (organisation)"),
    (_cell(2, 4, "any-but-CIRCUS"), "line 2, column 4 (organisation)"),
    (_cell(2, 4, "HOUSING"), "line 2, column 5 (functions): the parameters say no usual functions"),
    (_cell(3, 5, "WIZARD"), "line 3, column 5 (functions)"),
    (_cell(3, 5, "MENTOR CASE_MANAGER"), "line 3, column 5 (functions): overlaps with line 2"),
    (_cell(2, 6, "HEARSAY"), "line 2, column 6 (frame)"),
    (_cell(3, 1, "REI-PRISON"), "line 3, column 1 (id)"),
    (_cell(3, 1, " "), "line 3, column 1 (id): id is empty"),
    (_with(4, "REI,REINTEGRATION"), "line 4, column 2 (purpose): the row has 2 cells"),
    (_cell(1, 8, "KONTACT"), "line 1, column 8 (CONTACT)"),
    (LINES[0], "there are no rows"),
    (_with(1, LINES[0].removesuffix(",remark")), "matrix.csv, line 1, column 21 (NOTE): the heading has 21 columns"),
    (_with(4, LINES[3] + ",more"), "line 4, column 23: the row has 23 cells"),
    (_cell(1, 22, "remarks"), "line 1, column 22 (remark): the heading is 'remarks'"),
    ("", "matrix.csv, line 1, column 0: the heading has 0 columns"),
]


@pytest.mark.parametrize(("matrix", "problem"), BAD_MATRICES, ids=[problem for _, problem in BAD_MATRICES])
def test_a_bad_matrix_is_refused_with_line_and_column(matrix, problem):
    with pytest.raises(PolicyError) as refused:
        policy_from(matrix, PARAMETERS)
    assert problem in str(refused.value)


BAD_PARAMETERS = [
    ("prison_days = 56 ", "prison_days = 0 ", "after_release.prison_days is not a whole number above 0"),
    ("prison_days = 56 ", "prison_days = true ", "after_release.prison_days is not a whole number above 0"),
    ("prison_days = 56 ", 'prison_days = "56" ', "after_release.prison_days is not a whole number above 0"),
    ("prison_days = 56 ", "prison_days = 10_001 ", "after_release.prison_days is not a whole number above 0"),
    ("prison_days = 56 ", "", "parameters.toml: after_release.prison_days is not there"),
    ("[retention]", "[keeping]", "parameters.toml: retention is not there"),
    ("[intake]", "intake = 3\n[more]", "parameters.toml: intake is not there"),
    (
        '["MEDICAL", "CARE_PROFESSIONAL", "CARE_CONTINUITY_OFFICER"]',
        '"MEDICAL"',
        "health_authors is not a list of words",
    ),
    ('["MEDICAL", "CARE_PROFESSIONAL", "CARE_CONTINUITY_OFFICER"]', "[]", "health_authors is not a list of words"),
    ('["POLICE_OFFICER"]', "[3]", "usual_functions.POLICE names '3', which is not known"),
    ("\nPOLICE = ", "\nCIRCUS = ", "usual_functions names 'CIRCUS', which is not known"),
    ('case = ["PBW_18A"]', 'case = ["HEARSAY"]', "frames.REINTEGRATION.case names 'HEARSAY', which is not known"),
    ('involvement = ["PBW_18A"]', 'involvement = ["HEARSAY"]', "frames.REINTEGRATION.involvement names 'HEARSAY'"),
    ("prison_days = 56 ", "prison_days = 56\nsofa_days = 3 ", "after_release.sofa_days is not a parameter"),
    ('["MEDICAL", ', '["WIZARD", ', "functions.health_authors names 'WIZARD'"),
    ("[frames.CARE]", "[frames.GOSSIP]", "frames names 'GOSSIP'"),
    ("minutes = 60", "minutes = = 60", "line 13, column 11"),
    ('CARE = "urn:casusregie:activity:care"', "CARE = 3", "activities.CARE is not a text"),
    ('CARE = "urn:casusregie:activity:care"', 'CARE = ""', "activities.CARE is not a text"),
]


@pytest.mark.parametrize(("old", "new", "problem"), BAD_PARAMETERS, ids=[case[2] for case in BAD_PARAMETERS])
def test_bad_parameters_are_refused_by_their_key(old, new, problem):
    assert old in PARAMETERS
    with pytest.raises(PolicyError) as refused:
        policy_from(MATRIX, PARAMETERS.replace(old, new, 1))
    assert problem in str(refused.value)


def test_how_the_files_look_does_not_change_the_version():
    spaced = (
        "\r\n\r\n".join([LINES[0], *reversed(LINES[1:])])
        .replace(",Wn,", " ,  Wn ,")
        .replace("Only while", "As long as")
    )
    assert policy_from(spaced, PARAMETERS + "\n# a remark\n").version == POLICY.version


def test_what_the_files_say_changes_the_version():
    versions = {
        POLICY.version,
        policy_from(_cell(2, 9, "Wn"), PARAMETERS).version,
        policy_from(_cell(2, 6, "PBW_18B"), PARAMETERS).version,
        policy_from(MATRIX, PARAMETERS.replace("prison_days = 56", "prison_days = 57")).version,
        policy_from(_cell(3, 5, "MENTOR OTHER_HELPER"), PARAMETERS).version,
    }
    assert len(versions) == 5
    assert all(len(version) == len("sha256:") + 64 for version in versions)


def test_an_edited_table_decides_otherwise():
    actor = who("CASE_MANAGER", "REINTEGRATION")
    decision = decide(actor, FieldClass.COURSE, in_team(actor), NOON, policy_from(_cell(2, 9, "Wn"), PARAMETERS))
    assert isinstance(decision, Withhold) and decision.reason == "NO_LEGAL_BASIS"


def test_conditions_may_stand_without_an_outcome_and_by_every_word():
    cell = parse_cell("own consent own-organisation Wp else Wn")
    assert cell.branches == (
        (Condition.OWN, Outcome.RELEASED),
        (Condition.CONSENT, Outcome.RELEASED),
        (Condition.OWN_ORGANISATION, Outcome.PURPOSE_MISMATCH),
    )
    assert cell.otherwise is Outcome.NO_LEGAL_BASIS


def test_who_reads_of_a_mistake_in_the_table_is_told_what_to_do():
    with pytest.raises(PolicyError) as refused:
        policy_from(LINES[0], PARAMETERS)
    assert refused.value.advice == "correct it there"


@pytest.mark.parametrize("days", [1, 10_000])
def test_a_period_may_be_short_or_long(days):
    found = policy_from(MATRIX, PARAMETERS.replace("prison_days = 56 ", f"prison_days = {days} "))
    assert found.parameters.prison_days == days


@pytest.mark.parametrize(
    ("old", "new", "advice"),
    [
        ("minutes = 60", "minutes = = 60", "correct it in that place"),
        ("minutes = 60", "minutes = 0", "correct it there"),
    ],
)
def test_who_reads_of_a_mistake_in_the_parameters_is_told_where_and_what_to_do(old, new, advice):
    with pytest.raises(PolicyError) as refused:
        policy_from(MATRIX, PARAMETERS.replace(old, new, 1))
    assert str(refused.value).startswith("parameters.toml: ")
    assert refused.value.advice == advice


def test_each_parameter_is_read_from_its_own_key():
    read = POLICY.parameters
    assert (read.intake_days, read.intake_signal_days) == (28, 21)
    assert (read.prison_days, read.municipality_months) == (56, 6)
    assert (read.emergency_minutes, read.emergency_failed_attempts, read.emergency_failed_hours) == (60, 5, 24)
    assert (read.log_months, read.facts_months) == (60, 24)
    assert read.health_authors == {"MEDICAL", "CARE_PROFESSIONAL", "CARE_CONTINUITY_OFFICER"}
    assert read.emergency_health == {"CARE_PROFESSIONAL", "CARE_CONTINUITY_OFFICER"}
    assert read.usual_functions["POLICE"] == {"POLICE_OFFICER"}
    assert (read.frames["CARE"].involvement, "CONSENT" in read.frames["CARE"].case) == ({"TREATMENT"}, True)
    assert read.activities["CARE"] == "urn:casusregie:activity:care"


def _lines(value, path=""):
    if isinstance(value, dict):
        return [line for key in sorted(value) for line in _lines(value[key], f"{path}.{key}")]
    return [f"{path}={' '.join(sorted(map(str, value))) if isinstance(value, list) else value}"]


def test_the_version_is_the_sum_of_the_rows_and_parameters_as_they_are_meant():
    said = dict(zip(LINES[0].split(","), LINES[1].split(","), strict=True))
    row = [said["id"], said["purpose"], said["scope"], "PRISON:CASE_MANAGER SENIOR_CASE_MANAGER", said["frame"]]
    row += [f"{field_class}={said[field_class]}" for field_class in CLASSES]
    text = "\x1e".join(["\x1f".join(row), *_lines(tomllib.loads(PARAMETERS))])
    expected = f"sha256:{sha256(text.encode()).hexdigest()}"
    assert policy_from("\n".join(LINES[:2]), PARAMETERS).version == expected
