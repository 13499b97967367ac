"""The page for front-ends against what the code does."""

import json
import re
from pathlib import Path

from graphql import (
    FragmentDefinitionNode,
    OperationDefinitionNode,
    build_schema,
    is_scalar_type,
    parse,
    specified_scalar_types,
    validate,
)

from api import door, limits
from api.askers import POSITION_HEADER, PURPOSE_HEADER, Notice
from api.cli.questions import page
from api.questions import questions
from api.schema.paging import LARGEST_PAGE, PAGE
from graph.refusals import CONFLICTS, REFUSALS, Code

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "frontend.md").read_text("utf-8")


def test_the_page_about_the_library_is_what_the_files_say() -> None:
    assert (ROOT / "docs" / "questions" / "README.md").read_text("utf-8") == page()


def test_types_can_be_generated_from_the_contract_and_the_library() -> None:
    """The example was run with the versions of its day; this holds it to the files and to what a generator needs."""
    found = re.search(r"```json\n(\{\n  \"schema\".*?)```", TEXT, re.DOTALL)
    assert found is not None
    config = json.loads(found[1])
    assert (ROOT / config["schema"]).is_file()
    documents = sorted(ROOT.glob(config["documents"]))
    assert {path.stem for path in documents} == set(questions())
    contract = build_schema((ROOT / config["schema"]).read_text("utf-8"))
    (types,) = config["generates"].values()
    scalars = {name for name, one in contract.type_map.items() if is_scalar_type(one)} - set(specified_scalar_types)
    assert set(types["config"]["scalars"]) == scalars
    names: list[str] = []
    for path in documents:
        document = parse(path.read_text("utf-8"))
        assert validate(contract, document) == [], path.name
        named = [
            one for one in document.definitions if isinstance(one, OperationDefinitionNode | FragmentDefinitionNode)
        ]
        names += [one.name.value for one in named if one.name]
    assert len(names) == len(set(names)), "a generator takes one of a name"
    operation = parse(questions()["changes"]).definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    assert operation.name
    assert f"{operation.name.value}Query" in TEXT


def test_every_code_of_a_refusal_is_explained() -> None:
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "api").glob("*.py"))
    used = set(re.findall(r'"([A-Z]+(?:_[A-Z]+)+|UNAUTHENTICATED|UNAVAILABLE|INTERNAL)"', sources))
    codes = {code for code in used if code not in {"NOT_FOUND"}}
    assert {code for code in codes if f"`{code}`" not in TEXT} == set()
    assert {notice.name for notice in Notice if f"`{notice.name}`" not in TEXT} == set()


def test_every_code_of_an_act_stands_with_what_it_comes_as() -> None:
    rows = [line.split("|") for line in TEXT.split("## Forms")[1].split("## ")[0].splitlines() if line.startswith("| ")]
    found: dict[str, set[str]] = {}
    kind = ""
    for _, comes_as, codes, *_ in rows[1:]:
        kind = comes_as.strip(" `") or kind
        found.setdefault(kind, set()).update(re.findall(r"`(\w+)`", codes))
    of_questions = {Code.UNKNOWN_REGION, Code.BAD_CURSOR}
    assert found == {
        "Conflict": set(CONFLICTS),
        "Refused": set(REFUSALS),
        "Invalid": set(Code) - CONFLICTS - REFUSALS - of_questions,
    }


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
