"""Making the decisions of an audit log again, with the policy of that day and the facts they rested on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from graph.errors import LogError
from graph.logs.audit_lines import AuditLine, Basis, Looked, Made, basis_from, decoded, hash_of, holds_together, made_of
from graph.logs.kept_policies import kept_policy
from graph.logs.log_folders import LogFolder, LogName
from graph.looks import Judged
from graph.model.kinds import FieldClass
from graph.policy.decisions import Judge
from graph.policy.facts import NO_DATUM

_SEE = "see `casusregie log verify`"


@dataclass(slots=True)
class Replay:
    """How many decisions came out the same; `different` names line, rule as logged and rule as decided now."""

    lines: int = 0
    agree: int = 0
    different: list[str] = field(default_factory=list[str])
    without_facts: int = 0


def replayed(folder: LogFolder, file: Path) -> Replay:
    """Decide every line of one audit file again. Raises LogError where it, or a policy, cannot be read.

    A line that does not hold together is not decided on: its decisions need not be those that were made.
    """
    name = LogName(file.parent.name, file.stem)
    found = Replay()
    facts = _facts(folder, name)
    for number, line in _audit_lines(file):
        found.lines += 1
        for look in line.looks:
            known = facts.get(look.facts)
            if known is None:
                found.without_facts += len(look.decisions)
                continue
            for logged, made in _again(folder, number, line, look, known):
                if logged == made:
                    found.agree += 1
                else:
                    found.different.append(
                        f"line {number}: {logged.field_class} was {logged.outcome} by {logged.rule},"
                        f" is now {made.outcome} by {made.rule}"
                    )
    return found


def _audit_lines(file: Path) -> Iterator[tuple[int, AuditLine]]:
    try:
        text = file.read_bytes()
    except OSError as error:
        raise LogError(f"{file} cannot be read: {error.strerror}", "give a file of logs/audit") from None
    for number, line in enumerate(text.split(b"\n")[:-1], 1):
        try:
            found = decoded(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise LogError(f"line {number} is not of the audit log", _SEE) from None
        if not holds_together(line, found):
            raise LogError(f"line {number} was changed: its own hash does not fit", _SEE)
        if isinstance(found, AuditLine):
            yield number, found


def _facts(folder: LogFolder, name: LogName) -> dict[str, Basis]:
    """What decisions of a process and day rest on, by hash; those that do not fit theirs are left out."""
    try:
        lines = folder.path("facts", name).read_bytes().split(b"\n")[:-1]
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise LogError(f"facts/{name.file} cannot be read: {error.strerror}", _SEE) from None
    found: dict[str, Basis] = {}
    for number, line in enumerate(lines, 1):
        key, text = line[9:73].decode("ascii", "replace"), line[83:-1]
        if hash_of(text) == key:
            try:
                found[key] = basis_from(text)
            except (msgspec.DecodeError, UnicodeDecodeError):
                raise LogError(f"line {number} of facts/{name.file} holds no facts", _SEE) from None
    return found


def _again(folder: LogFolder, number: int, line: AuditLine, look: Looked, basis: Basis) -> Iterator[tuple[Made, Made]]:
    """What was decided and what is decided now. Raises LogError for words or places that nobody knows."""
    try:
        yield from _pairs(folder, line, look, basis)
    except (ValueError, IndexError):
        raise LogError(f"line {number} has a word or a place that is not known here", _SEE) from None


def _pairs(folder: LogFolder, line: AuditLine, look: Looked, basis: Basis) -> Iterator[tuple[Made, Made]]:
    judge = Judge(line.who.actor(), basis.facts, line.decided_at, kept_policy(folder, line.policy))
    for logged in look.decisions:
        field_class = FieldClass(logged.field_class)
        datum = NO_DATUM if logged.datum is None else basis.data[logged.datum]
        yield logged, made_of(Judged(field_class, datum, judge.decide(field_class, datum)), logged.datum)
