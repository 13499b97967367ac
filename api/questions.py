"""The questions library: what a front-end sends for the views it needs, each a file, each tested as sent.

A file of `docs/questions` begins with comments that say in plain Dutch what it asks, for whom, and how it is tried:

    # Wat is er gebeurd en wat komt er nog?
    # Voor: casemanager, reclasseringswerker
    # Verhaal: whole-case, als: case manager, doel: REINTEGRATION[, niveau: high]
    # Variabelen: case = {case}, at = {day -30}        (may be left out)
    # Antwoord: leeg                                   (may be left out: an answer without rows is right)
    # Na: network                                      (may be left out: what is asked or done before, in its own story)
    # Statements: 2

`{case}` is a mark of the story, `{day -30}` a day and `{hour -30 12}` an hour of a day before its today; other values
are JSON, or a bare word. A change is sent with marks that no story tells: `{key}` is a new random text, `{version}` the
`version` of the case picture as who acts reads it just before, `{fact}` and `{made}` the first id in `facts` and in
`made` of the change named by `Na`. `Statements` counts what the database is asked, with the one that says who asks.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Any, Final

from graph.actors import Assurance, Purpose

IN_CHECKOUT: Final = Path(__file__).parents[1] / "docs" / "questions"
IN_WHEEL: Final = "share/casusregie/questions/"
FIRST: Final = "me"

_NAME = re.compile(r"[a-z][A-Za-z0-9]*")
_STORY = re.compile(
    r"(?P<story>[a-z-]+), als: (?P<who>[^,]+), doel: (?P<purpose>[A-Z_]+)(?:, niveau: (?P<assurance>[a-z]+))?"
)
_VARIABLE = re.compile(r"(?:^|, )(?P<name>[a-z][A-Za-z]*) = ")
_MARK = re.compile(r"\{(?P<mark>[^{}\":]+)\}")
_WORD = re.compile(r"[A-Za-z0-9_.:+-]+")


@dataclass(frozen=True, slots=True)
class LibraryQuestion:
    """One question of the library. `who` is the mark of who asks in the told `story`; `text` is the file as sent.

    `variables` are as written: `filled` puts the marks in. `empty` says that an answer without rows is right, `after`
    names a question that leaves something in the log for this one.
    """

    name: str
    title: str
    whom: str
    story: str
    who: str
    purpose: Purpose
    assurance: Assurance
    variables: Mapping[str, Any]
    empty: bool
    after: str | None
    statements: int
    text: str

    @property
    def is_change(self) -> bool:
        """Whether it changes something."""
        return re.search(r"^mutation\b", self.text, re.MULTILINE) is not None

    @property
    def is_stream(self) -> bool:
        """Whether it listens, which is asked over a WebSocket and answered as often as something happens."""
        return re.search(r"^subscription\b", self.text, re.MULTILINE) is not None

    def filled(self, value_of: Callable[[str], str]) -> dict[str, Any]:
        """The variables with every `{mark}` in them put in."""
        return {name: _filled(value, value_of) for name, value in self.variables.items()}


@cache
def library() -> dict[str, LibraryQuestion]:
    """The questions by name, `me` first and then by name. Raises ValueError, naming file and line, for a bad header."""
    found = [_read(path) for path in _paths()]
    return {one.name: one for one in sorted(found, key=lambda one: (one.name != FIRST, one.name))}


@cache
def questions() -> dict[str, str]:
    """The documents by name, in the order of the library."""
    return {name: one.text for name, one in library().items()}


def parsed(name: str, text: str) -> LibraryQuestion:
    """One file of the library. Raises ValueError, naming the file and what is wrong."""
    lines = text.splitlines()
    head = [line[2:] for line in lines[: next((i for i, line in enumerate(lines) if line[:2] != "# "), len(lines))]]
    said: dict[str, str] = {}
    for line in head[1:]:
        key, colon, value = line.partition(": ")
        if not colon or key in said or not value.strip():
            raise ValueError(f"{name}: {line!r} is not a line of the header, or stands there twice")
        said[key] = value
    if strange := said.keys() - {"Voor", "Verhaal", "Variabelen", "Antwoord", "Na", "Statements"}:
        raise ValueError(f"{name}: the header does not know {sorted(strange)[0]!r}")
    if not head or len(head[0]) < 8 or not _NAME.fullmatch(name):
        raise ValueError(f"{name}: the first line is its title in plain Dutch, and its name is in lower camel case")
    if missing := {"Voor", "Verhaal", "Statements"} - said.keys():
        raise ValueError(f"{name}: the header says no {sorted(missing)[0]!r}")
    story = _STORY.fullmatch(said["Verhaal"])
    if story is None or not said["Statements"].isdecimal() or said.get("Antwoord", "leeg") != "leeg":
        raise ValueError(f"{name}: `Verhaal`, `Statements` or `Antwoord` cannot be read")
    return LibraryQuestion(
        name=name,
        title=head[0],
        whom=said["Voor"],
        story=story["story"],
        who=story["who"],
        purpose=Purpose(story["purpose"]),
        assurance=Assurance((story["assurance"] or Assurance.SUBSTANTIAL).upper()),
        variables=_variables(name, said.get("Variabelen", "")),
        empty="Antwoord" in said,
        after=said.get("Na"),
        statements=int(said["Statements"]),
        text=text,
    )


def _paths() -> list[Path]:
    """The files: of the checkout, or of the installed package."""
    if IN_CHECKOUT.is_dir():
        return sorted(IN_CHECKOUT.glob("*.graphql"))
    try:
        installed = files("casusregie") or ()
    except PackageNotFoundError:
        installed = ()
    found = [Path(str(one.locate())).resolve() for one in installed if IN_WHEEL in one.as_posix()]
    return sorted(path for path in found if path.suffix == ".graphql")


def _read(path: Path) -> LibraryQuestion:
    return parsed(path.stem, path.read_text("utf-8"))


def _variables(name: str, text: str) -> dict[str, Any]:
    starts = list(_VARIABLE.finditer(text))
    if bool(text) != bool(starts) or (starts and starts[0].start()):
        raise ValueError(f"{name}: `Variabelen` begins with `name = value`")
    ends = [*(one.start() for one in starts), len(text)][1:]
    return {one["name"]: _value(name, text[one.end() : end]) for one, end in zip(starts, ends, strict=True)}


def _value(name: str, text: str) -> Any:
    if _MARK.fullmatch(text) or _WORD.fullmatch(text):
        return int(text) if text.isdecimal() else {"true": True, "false": False}.get(text, text)
    try:
        return json.loads(text)
    except ValueError:
        raise ValueError(f"{name}: {text!r} is no mark, no word and no JSON") from None


def _filled(value: Any, value_of: Callable[[str], str]) -> Any:
    match value:
        case str():
            mark = _MARK.fullmatch(value)
            return value_of(mark["mark"]) if mark else value
        case list():
            return [_filled(one, value_of) for one in value]  # pyright: ignore[reportUnknownVariableType]
        case dict():
            return {key: _filled(one, value_of) for key, one in value.items()}  # pyright: ignore[reportUnknownVariableType]
        case _:
            return value
