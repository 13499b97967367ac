"""The privacy officer's document is what the policy in force says."""

import re
from pathlib import Path

from api.cli import casusregie
from api.cli.privacy_document import FRAMES, privacy_document
from graph.policy.policies import POLICY

PAGE = Path(__file__).parents[2] / "docs" / "privacy.md"


def test_the_page_is_what_the_command_writes(capsys):
    casusregie.main(["policy", "document"], standalone_mode=False)
    assert PAGE.read_text("utf-8") == capsys.readouterr().out == privacy_document()


def test_every_part_is_filled_in():
    assert re.findall(r"\{\{|\}\}", privacy_document()) == []


def test_every_activity_frame_and_row_stands_in_it():
    text = privacy_document()
    for uri in POLICY.parameters.activities.values():
        assert f"`{uri}`" in text
    for row in POLICY.matrix.rows:
        assert f"| {row.id} | {row.purpose} |" in text
        assert row.frame in FRAMES


def test_a_row_says_what_needs_a_step_up_and_leaves_out_what_is_withheld():
    (line,) = re.findall(r"\| SUBJECT \| SUBJECT_ACCESS \|.*", privacy_document())
    assert "RISK (step-up)" in line and "HEALTH (step-up)" in line and "NETWORK (own-reading)" in line
    assert "VICTIM" not in line and "NOTE" not in line
