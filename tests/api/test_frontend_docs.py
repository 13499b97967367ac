"""The page for front-ends against what the code does."""

import re
from pathlib import Path

from api import door, limits
from api.askers import POSITION_HEADER, PURPOSE_HEADER, Notice
from api.cli.questions import page
from api.schema.paging import LARGEST_PAGE, PAGE

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "frontend.md").read_text("utf-8")


def test_the_page_about_the_library_is_what_the_files_say() -> None:
    assert (ROOT / "docs" / "questions" / "README.md").read_text("utf-8") == page()


def test_every_code_of_a_refusal_is_explained() -> None:
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "api").glob("*.py"))
    used = set(re.findall(r'"([A-Z]+(?:_[A-Z]+)+|UNAUTHENTICATED|UNAVAILABLE|INTERNAL)"', sources))
    codes = {code for code in used if code not in {"NOT_FOUND"}}
    assert {code for code in codes if f"`{code}`" not in TEXT} == set()
    assert {notice.name for notice in Notice if f"`{notice.name}`" not in TEXT} == set()


def test_the_limits_are_those_of_the_code() -> None:
    assert (
        f"depth {limits.DEPTH}, aliases {limits.ALIASES}, directives {limits.DIRECTIVES}, repeated fields"
        f" {limits.REPEATS}, fragments spread {limits.SPREADS}, cost {limits.COST:,}"
    ) in TEXT
    assert f"over {door.BODY_BYTES // 1024} kB" in TEXT
    assert f"`first` (1 to {LARGEST_PAGE}, default {PAGE})" in TEXT


def test_the_headers_are_those_of_the_code() -> None:
    assert f"`{PURPOSE_HEADER}`" in TEXT
    assert f"`{POSITION_HEADER}`" in TEXT


def test_every_type_named_as_a_type_is_in_the_contract() -> None:
    contract = (ROOT / "schema.graphql").read_text("utf-8")
    for name in ("Purpose", "RefusalCode", "Organisation", "Prison", "Municipality", "PartnerOrganisation", "Invalid"):
        assert f"`{name}" in TEXT
        assert re.search(rf"^(type|enum|interface) {name}\b", contract, re.MULTILINE)
