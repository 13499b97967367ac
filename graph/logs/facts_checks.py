"""Whether the facts beside a chain are those its lines rest on: each once, in the order in which they were first used.

The audit lines name their facts by hash and cannot be altered unseen, so they say what the file of facts must hold.
"""

from typing import Final, NamedTuple

from graph.clock import Clock
from graph.logs.audit_lines import AuditLine, hash_of
from graph.logs.expiries import is_over
from graph.logs.findings import Verification
from graph.logs.log_folders import LogFolder, LogName

FACTS_FIRST: Final = 1
"""The layout of a chain that wrote facts before audit lines: a crash could leave facts without a line."""


class Sound(NamedTuple):
    """A chain of audit lines that holds together.

    `lacking` is the place in `audit` from which on a crash left no processing lines; facts can lack from there on too.
    """

    name: LogName
    layout: int
    audit: list[AuditLine]
    lacking: int | None

    def may_lack(self, place: int) -> bool:
        """Whether a crash can have kept the facts of a line from being written."""
        return self.layout != FACTS_FIRST and self.lacking is not None and place >= self.lacking


def check_facts(folder: LogFolder, chain: Sound, found: Verification, clock: Clock) -> None:
    """Hold the facts of a chain against its audit lines."""
    name, expected = chain.name, _expected(chain.audit)
    path, file = folder.path("facts", name), f"facts/{name.file}"
    lines = found.read(path, file)
    if lines is None:
        return
    if not lines.there:
        if expected and is_over("facts", name.day, clock) and not path.parent.exists():
            found.days_without_facts.add(name.day)
        elif expected and not chain.may_lack(expected[0][1]):
            found.breaks(file, 0, f"was taken away: audit/{name.file} rests on it")
        return
    for number, line in enumerate(lines.whole, 1):
        key = line[9:73]
        if hash_of(line[83:-1]).encode() != key:
            found.breaks(file, number, "was changed: its hash does not fit")
            return
        if number <= len(expected) and key.decode() != expected[number - 1][0]:
            found.breaks(file, number, "is not what the audit log rests on here: a fact was taken out, put in or moved")
            return
    held = len(lines.whole)
    if held < len(expected):
        if not chain.may_lack(place := expected[held][1]):
            found.breaks(file, held + 1, f"was taken out: line {place + 2} of audit/{name.file} rests on it")
    elif held > len(expected) or lines.cut:
        if chain.layout == FACTS_FIRST:
            found.notes(f"{file} ends in facts that no line rests on: cut by a crash, or put in at the end")
        else:
            found.breaks(
                file, len(expected) + 1, f"has no line in audit/{name.file}: put in, or that chain was cut off"
            )


def _expected(audit: list[AuditLine]) -> list[tuple[str, int]]:
    """The hashes of the facts in the order of their first use, each with the place of its line."""
    first: dict[str, int] = {}
    for place, line in enumerate(audit):
        for look in line.looks:
            first.setdefault(look.facts, place)
    return list(first.items())
