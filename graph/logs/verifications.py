"""Whether the logs are as they were written: every chain, the lines beside it, and what later chains say of it.

What shows: a line that was changed, taken out, put in or moved; processing lines or facts that do not belong to their
audit lines; a tail that was cut off, or a file that was taken away, once a later chain has begun. What does not show:
a tail cut off the newest chains before another one began, whole days removed from the oldest on (which is what the
end of a retention period looks like), and a forger who rewrites every file from some point on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from graph.logs.anchors import start_of
from graph.logs.audit_lines import (
    NOTHING_BEFORE,
    Anchor,
    AuditLine,
    ChainStart,
    decoded,
    hash_of,
    holds_together,
)
from graph.logs.chains import TOGETHER
from graph.logs.log_folders import LogFolder, LogName


@dataclass(frozen=True, slots=True)
class Broken:
    """What is wrong, and where: file below logs/ and line (from 1; 0 for the file as a whole)."""

    file: str
    line: int
    problem: str


@dataclass(slots=True)
class Verification:
    """The outcome. `broken` is in the order of the files; `notices` tell of what is no sign of tampering."""

    chains: int = 0
    lines: int = 0
    broken: list[Broken] = field(default_factory=list[Broken])
    notices: list[str] = field(default_factory=list[str])


def verified(folder: LogFolder) -> Verification:
    """Check all that stands in the logs. Raises LogError where they cannot be read."""
    found = Verification()
    anchors = _anchors(folder, found)
    for name in folder.all_names():
        found.chains += 1
        _check_chain(folder, name, anchors.pop(name.file, []), found)
    days = folder.days()
    for file, left in anchors.items():
        by = left[0][0]
        if days and file.partition("/")[0] < days[0]:
            found.notices.append(f"audit/{file} is gone with its whole day, as at the end of a retention period")
        else:
            found.broken.append(Broken(f"audit/{file}", 0, f"was taken away: audit/{by} has seen it"))
    for name in folder.all_names("processing"):
        if not folder.path("audit", name).exists():
            found.broken.append(Broken(f"audit/{name.file}", 0, "was taken away: its processing lines are there"))
    return found


def _anchors(folder: LogFolder, found: Verification) -> dict[str, list[tuple[str, Anchor]]]:
    """What each chain says of others, by the file it is about."""
    anchors: dict[str, list[tuple[str, Anchor]]] = {}
    for name in folder.all_names():
        start = start_of(folder.path("audit", name))
        for anchor in start.anchors if start is not None else ():
            anchors.setdefault(anchor.file, []).append((name.file, anchor))
    return anchors


def _check_chain(folder: LogFolder, name: LogName, anchors: list[tuple[str, Anchor]], found: Verification) -> None:
    file = f"audit/{name.file}"
    lines, cut = _lines(folder.path("audit", name))
    found.lines += len(lines)
    if cut:
        found.notices.append(f"{file} ends in the middle of line {len(lines) + 1}: cut by a crash, nothing after it")
    elif not lines:
        found.notices.append(f"{file} is empty: its process was stopped while it began")
    audit: list[AuditLine] = []
    broken = _first_broken(name, lines, audit)
    if broken is not None:
        found.broken.append(Broken(file, *broken))
        return
    found.broken.extend(Broken(file, line, problem) for line, problem in _against_anchors(lines, anchors))
    found.broken.extend(_check_processing(folder, name, audit, found))
    found.broken.extend(_check_facts(folder, name))


def _lines(path: Path) -> tuple[list[bytes], bool]:
    """The whole lines of a file, and whether it ends within one. No file is no lines."""
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return [], False
    lines = text.split(b"\n")
    return lines[:-1], bool(lines[-1])


def _first_broken(name: LogName, lines: list[bytes], audit: list[AuditLine]) -> tuple[int, str] | None:
    last = NOTHING_BEFORE
    for number, line in enumerate(lines, 1):
        try:
            found = decoded(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return number, "is not a line of the audit log: it was changed"
        if not holds_together(line, found):
            return number, "was changed: its own hash does not fit"
        if found.prev != last:
            return number, "does not follow from the line before: a line was taken out, put in or moved"
        if isinstance(found, ChainStart) != (number == 1):
            return number, "is out of place: a chain begins at line 1 and nowhere else"
        if isinstance(found, AuditLine):
            audit.append(found)
        elif (found.day, found.start) != name:
            return number, "begins another chain than its file is named after"
        last = hash_of(line)
    return None


def _against_anchors(lines: list[bytes], anchors: list[tuple[str, Anchor]]) -> Iterator[tuple[int, str]]:
    if not anchors:
        return
    ends: dict[int, str] = {}
    size = 0
    for line in lines:
        size += len(line) + 1
        ends[size] = hash_of(line)
    for by, anchor in anchors:
        if anchor.size > size:
            yield len(lines) + 1, f"and what follows was cut off: audit/{by} has seen {anchor.size - size} bytes more"
            return
        if ends.get(anchor.size) != anchor.last:
            yield len(lines), f"this chain is not the one that audit/{by} has seen: it was written anew"
            return


def _check_processing(
    folder: LogFolder, name: LogName, audit: list[AuditLine], found: Verification
) -> Iterator[Broken]:
    """Each audit line against the lines it has in the processing log."""
    file = f"processing/{name.file}"
    lines, cut = _lines(folder.path("processing", name))
    at = 0
    for number, line in enumerate(audit):
        own = lines[at : at + line.count]
        if len(own) == line.count and hash_of(b"\n".join(own)) == line.processing:
            at += line.count
            continue
        if at + len(own) == len(lines) and len(own) < line.count and _is_tail(audit[number:], own, line):
            found.notices.append(f"{file} lacks the lines of the last {len(audit) - number} answers: cut by a crash")
            return
        yield Broken(file, at + 1, f"does not fit line {number + 2} of audit/{name.file}")
        return
    if at < len(lines) or cut:
        yield Broken(file, at + 1, f"has no line in audit/{name.file}: the tail of that chain was cut off")


def _is_tail(audit: list[AuditLine], own: list[bytes], line: AuditLine) -> bool:
    """Whether what lacks can be the work of a crash: one write of many answers did not get to its end."""
    return len(audit) <= TOGETHER and all(line.trace.encode() in one for one in own)


def _check_facts(folder: LogFolder, name: LogName) -> Iterator[Broken]:
    lines, _ = _lines(folder.path("facts", name))
    for number, line in enumerate(lines, 1):
        key, text = line[9:73], line[83:-1]
        if hash_of(text).encode() != key:
            yield Broken(f"facts/{name.file}", number, "was changed: its hash does not fit")
            return
