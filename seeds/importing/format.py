"""The world format in words: the rules and an example as written here, the kinds from the catalogue."""

import re
from importlib.resources import files
from pathlib import Path

from graph.model.catalogue import LINKS, RECORDS, THINGS
from graph.model.kinds import Kind, Link, Property, Type

_WORDS = {
    Type.TEXT: "text",
    Type.INTEGER: "whole number",
    Type.NUMBER: "number",
    Type.FLAG: "true or false",
    Type.DAY: "day",
    Type.MOMENT: "moment",
    Type.TEXTS: "list of texts",
}


def world_format() -> str:
    """The whole document."""
    parts = [_text("format_rules.md"), "## Things\n\n", *map(_kind, THINGS), "## Records\n\n", *map(_kind, RECORDS)]
    return "".join([*parts, "## Links\n\n", *map(_link, LINKS), _text("format_example.md")])


def write_example(document: str, folder: Path) -> None:
    """Write the worked example of the document as a world folder."""
    folder.mkdir(parents=True, exist_ok=True)
    example = document.split("## A worked example", 1)[1]
    for name, text in re.findall(r"`([A-Za-z]+\.jsonl?)`\n\n```json\n(.*?)```", example, re.DOTALL):
        (folder / name).write_text(text, "utf-8")


def _kind(kind: Kind) -> str:
    lines = [f"### {kind.label}\n\n{kind.description}\n\n"]
    rows = [_property(given) for given in kind.properties if not given.derived]
    for edge in kind.edges:
        if edge.field != "caseId":
            what = f"{'list of ids' if edge.many else 'id'}: {' or '.join(edge.targets)}"
            rows.append(f"| `{edge.field}` | {what} | {_required(edge.required)} | {_cell(edge.description)} |\n")
    if kind.case != "none":
        rows.insert(0, f"| `caseId` | id: Case | {_required(kind.case == 'required')} | The case it belongs to. |\n")
    return "".join([*lines, *_table(rows)])


def _link(link: Link) -> str:
    rows = [
        f"| `from` | id: {link.source} | required | |\n",
        f"| `to` | id: {link.target} | required | |\n",
        *map(_property, link.properties),
    ]
    return "".join([f"### {link.name}\n\n{link.description}\n\n", *_table(rows)])


def _table(rows: list[str]) -> list[str]:
    return ["| field | holds | | |\n|---|---|---|---|\n", *rows, "\n"] if rows else ["No fields of its own.\n\n"]


def _property(given: Property) -> str:
    what = ", ".join(f"`{value}`" for value in given.values) or _WORDS[given.type]
    if given.values and given.type is Type.TEXTS:
        what = f"list of {what}"
    return f"| `{given.name}` | {what} | {_required(given.required)} | {_cell(given.description)} |\n"


def _required(required: bool) -> str:
    return "required" if required else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _text(name: str) -> str:
    return (files("seeds.importing") / name).read_text("utf-8")
