"""What README and docs promise by name is there, and what is there is named."""

import re
import subprocess
from dataclasses import fields
from pathlib import Path

import click
import pytest

from api.cli import COMMANDS, casusregie
from graph.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
TRACKED = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_loads_explains_itself_and_is_in_the_readme(name):
    command = casusregie.get_command(click.Context(casusregie), name)
    assert command is not None
    assert command.help
    assert re.search(rf"\b{name}\b", README)


def test_every_make_target_has_an_explanation():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    inner = {"run-environment", "test-environment", "python"}
    targets = {found for found in re.findall(r"^([a-z-]+):", makefile, re.M) if found not in inner}
    explained = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.M))
    assert targets == explained


def test_every_variable_that_is_read_is_in_the_readme():
    source = (ROOT / "graph" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'"((?:CASUSREGIE|NEO4J)_[A-Z_]+)"', source))
    assert len(read) >= len(fields(Settings)) - 3
    assert {name for name in read if name not in README} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_no_number_has_the_form_of_a_citizen_service_number():
    """Nine digits that pass the eleven-test could be somebody's BSN; invented data and code hold none."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    found = []
    for name in TRACKED:
        if not name.endswith((".py", ".toml", ".md", ".graphql", ".csv", ".cypher")):
            continue
        for number in re.findall(r"(?<![\w.-])\d{9}(?![\w.])", (ROOT / name).read_text(encoding="utf-8")):
            if sum(weight * int(digit) for weight, digit in zip(weights, number, strict=True)) % 11 == 0:
                found.append((name, number))
    assert found == []
