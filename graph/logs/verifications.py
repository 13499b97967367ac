"""Whether the logs are as they were written: every chain, the lines beside it, and what later chains say of it.

What shows: a line or a fact that was changed, taken out, put in or moved; processing lines that do not belong to their
audit lines; a tail that was cut off, or a file that was taken away, once a later chain has begun. What does not show:
a tail cut off the newest chains before another one began, whole days whose retention period
is over, removed from the oldest on, and a forger who rewrites every file from some point on.
"""

import msgspec

from graph.clock import Clock, SystemClock
from graph.errors import LogError
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
from graph.logs.expiries import is_over
from graph.logs.facts_checks import Sound, check_facts
from graph.logs.findings import Verification
from graph.logs.log_folders import LogFolder, LogName


def verified(folder: LogFolder, clock: Clock | None = None) -> Verification:
    """Check all that stands in the logs. Raises LogError where the folders cannot be listed."""
    try:
        return _verified(folder, clock or SystemClock())
    except OSError as error:
        raise LogError(f"the logs cannot be read: {error.strerror}", "see logs/ in the home folder") from None


def _verified(folder: LogFolder, clock: Clock) -> Verification:
    found = Verification()
    anchors = _anchors(folder)
    for name in folder.all_names():
        found.chains += 1
        _check_chain(folder, name, anchors.pop(name.file, []), found, clock)
    if found.days_without_facts:
        first, last = min(found.days_without_facts), max(found.days_without_facts)
        found.notes(f"facts from {first} to {last} are gone with their whole days, as at the end of a retention period")
    days = folder.days()
    for file, left in anchors.items():
        day, by = file.partition("/")[0], left[0][0]
        if days and day < days[0] and is_over("audit", day, clock):
            found.notes(f"audit/{file} is gone with its whole day, as at the end of a retention period")
        else:
            found.breaks(f"audit/{file}", 0, f"was taken away: audit/{by} has seen it")
    beside = {name for part in ("processing", "facts") for name in folder.all_names(part)}
    for name in sorted(name for name in beside if not folder.path("audit", name).exists()):
        found.breaks(f"audit/{name.file}", 0, "was taken away: what belongs to its lines is there")
    return found


def _anchors(folder: LogFolder) -> dict[str, list[tuple[str, Anchor]]]:
    """What each chain says of others, by the file it is about."""
    anchors: dict[str, list[tuple[str, Anchor]]] = {}
    for name in folder.all_names():
        start = start_of(folder.path("audit", name))
        for anchor in start.anchors if start is not None else ():
            anchors.setdefault(anchor.file, []).append((name.file, anchor))
    return anchors


def _check_chain(
    folder: LogFolder, name: LogName, anchors: list[tuple[str, Anchor]], found: Verification, clock: Clock
) -> None:
    file = f"audit/{name.file}"
    read = found.read(folder.path("audit", name), file)
    if read is None:
        return
    lines = read.whole
    found.lines += len(lines)
    if read.cut:
        found.notes(f"{file} ends in the middle of line {len(lines) + 1}: cut by a crash, nothing after it")
    elif not lines:
        found.notes(f"{file} is empty: its process was stopped while it began")
    audit: list[AuditLine] = []
    broken, layout = _first_broken(name, lines, audit)
    if broken is not None:
        found.breaks(file, *broken)
        return
    _check_against_anchors(file, lines, anchors, found)
    lacking = _check_processing(folder, name, audit, found)
    check_facts(folder, Sound(name, layout, audit, lacking), found, clock)


def _first_broken(name: LogName, lines: list[bytes], audit: list[AuditLine]) -> tuple[tuple[int, str] | None, int]:
    """The first line that is wrong, if any, and the layout of the chain; fills `audit`."""
    last, layout = NOTHING_BEFORE, 0
    for number, line in enumerate(lines, 1):
        try:
            found = decoded(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return (number, "is not a line of the audit log: it was changed"), layout
        if not holds_together(line, found):
            return (number, "was changed: its own hash does not fit"), layout
        if found.prev != last:
            return (number, "does not follow from the line before: a line was taken out, put in or moved"), layout
        if isinstance(found, ChainStart) != (number == 1):
            return (number, "is out of place: a chain begins at line 1 and nowhere else"), layout
        if isinstance(found, AuditLine):
            audit.append(found)
        else:
            layout = found.layout
            if (found.day, found.start) != name:
                return (number, "begins another chain than its file is named after"), layout
        last = hash_of(line)
    return None, layout


def _check_against_anchors(
    file: str, lines: list[bytes], anchors: list[tuple[str, Anchor]], found: Verification
) -> None:
    if not anchors:
        return
    ends: dict[int, str] = {}
    size = 0
    for line in lines:
        size += len(line) + 1
        ends[size] = hash_of(line)
    for by, anchor in anchors:
        if anchor.size > size:
            more = anchor.size - size
            found.breaks(file, len(lines) + 1, f"and what follows was cut off: audit/{by} has seen {more} bytes more")
            return
        if ends.get(anchor.size) != anchor.last:
            found.breaks(file, len(lines), f"this chain is not the one that audit/{by} has seen: it was written anew")
            return


def _check_processing(folder: LogFolder, name: LogName, audit: list[AuditLine], found: Verification) -> int | None:
    """Each audit line against the lines it has in the processing log.

    Answers the place in `audit` from which on a crash left none, None where it left all.
    """
    file = f"processing/{name.file}"
    read = found.read(folder.path("processing", name), file)
    if read is None:
        return None
    lines, at = read.whole, 0
    for number, line in enumerate(audit):
        own = lines[at : at + line.count]
        if len(own) == line.count and hash_of(b"\n".join(own)) == line.processing:
            at += line.count
            continue
        if at + len(own) == len(lines) and len(own) < line.count and _is_tail(audit[number:], own, line):
            found.notes(f"{file} lacks the lines of the last {len(audit) - number} answers: cut by a crash")
            return number
        found.breaks(file, at + 1, f"does not fit line {number + 2} of audit/{name.file}")
        return None
    if at < len(lines) or read.cut:
        found.breaks(file, at + 1, f"has no line in audit/{name.file}: the tail of that chain was cut off")
    return None


def _is_tail(audit: list[AuditLine], own: list[bytes], line: AuditLine) -> bool:
    """Whether what lacks can be the work of a crash: one write of many answers did not get to its end."""
    return len(audit) <= TOGETHER and all(line.trace.encode() in one for one in own)
