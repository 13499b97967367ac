"""The document for the privacy officer, out of the policy in force: `docs/privacy.md`."""

from collections.abc import Iterable
from importlib.resources import files
from typing import Final

from api.schema.field_class import FieldClass as ClassWord
from api.schema.purpose import Purpose as PurposeWord
from graph.policy.cells import Cell, Outcome
from graph.policy.policies import POLICY, Policy
from graph.policy.tables import CLASSES, MatrixRow

FRAMES: Final = {
    "PBW_18A": "article 18a Penitentiary Principles Act (*Pbw*): reintegration",
    "PBW_18B": "article 18b *Pbw*: risk of a new serious violent or sexual offence, while an indication runs",
    "WGS_SAFETY_HOUSE": "data processing by partnerships (*Wgs*): a case of the safety house",
    "TREATMENT": "a treatment relation, under medical secrecy (*WGBO*)",
    "CONSENT": "consent of the person, for named organisations and classes",
    "MUNICIPAL_TASK": "a task of the municipality: debt help",
    "JOINT_SELECTION": "joint selection of participants in one prison",
    "NOTICE_BY_LAW": "a notice to the organisation that the law asks for",
    "SUBJECT_ACCESS": "the person's right to see the own file",
}
"""Every legal frame of the matrix in words."""

_OPEN: Final = frozenset({Outcome.RELEASED, Outcome.STEP_UP})


def privacy_document(policy: Policy = POLICY) -> str:
    """The text of the document."""
    text = files("api.cli").joinpath("privacy_document.md").read_text("utf-8")
    parts = {
        "version": policy.version,
        "activities": _activities(policy),
        "frames": _table(("frame", "is"), FRAMES.items()),
        "frame_rules": _frame_rules(policy),
        "classes": _table(("class", "holds"), ((word.value, word.meaning) for word in ClassWord)),
        "rows": _table(("row", "purpose", "organisation and function", "shown"), map(_row, policy.matrix.rows)),
        "periods": _periods(policy),
    }
    for name, part in parts.items():
        text = text.replace("{{" + name + "}}", part)
    return text


def _activities(policy: Policy) -> str:
    frames: dict[str, set[str]] = {}
    for row in policy.matrix.rows:
        frames.setdefault(row.purpose.value, set()).add(row.frame)
    return _table(
        ("purpose", "is", "frame", "identifier"),
        (
            (
                word.value,
                word.meaning,
                ", ".join(sorted(frames.get(word.value, ()))) or "-",
                f"`{policy.parameters.activities[word.value]}`",
            )
            for word in PurposeWord
        ),
    )


def _frame_rules(policy: Policy) -> str:
    rules = (f"{purpose} {', '.join(sorted(one.involvement))}" for purpose, one in policy.parameters.frames.items())
    return "; ".join(rules) + "."


def _row(row: MatrixRow) -> tuple[str, str, str, str]:
    who = "; ".join(f"{kind}: {', '.join(sorted(row.functions[kind]))}" for kind in sorted(row.kinds))
    if len(row.kinds) > 3:
        functions = sorted({function for kind in row.kinds for function in row.functions[kind]})
        who = f"{len(row.kinds)} kinds: {', '.join(functions)}"
    shown = [_shown(field_class.value, row.cells[field_class]) for field_class in CLASSES]
    return row.id, row.purpose.value, who, ", ".join(filter(None, shown)) or "nothing"


def _shown(field_class: str, cell: Cell) -> str:
    if cell.plain:
        if cell.otherwise not in _OPEN:
            return ""
        return field_class if cell.otherwise is Outcome.RELEASED else f"{field_class} (step-up)"
    conditions = [
        f"{condition.value}{', step-up' if then is Outcome.STEP_UP else ''}"
        for condition, then in cell.branches
        if then in _OPEN
    ]
    return f"{field_class} ({'; '.join(conditions)})" if conditions else ""


def _periods(policy: Policy) -> str:
    given = policy.parameters
    return _table(
        ("what", "how long"),
        (
            ("intake after a notice", f"{given.intake_days} days, or until a colleague is assigned"),
            ("a prison, after release", f"{given.prison_days} days"),
            ("a municipality, after release", f"{given.municipality_months} months, at most until the case is closed"),
            ("emergency access", f"{given.emergency_minutes} minutes"),
            ("audit log and processing log", f"{given.log_months} months"),
            ("facts beside the audit log", f"{given.facts_months} months"),
        ),
    )


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(head)
    lines = [names, ["---"] * len(names), *map(list, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
