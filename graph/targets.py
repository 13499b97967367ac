"""What records and things point at: whether it is there, of the right kind, and of the same case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph import statements
from graph.model.catalogue import THINGS
from graph.model.kinds import Edge, Kind
from graph.model.rows import Row, ends_of, lookup_labels
from graph.model.words import ORGANISATION_LABELS
from graph.store import Store, Transaction


@dataclass(frozen=True, slots=True)
class Target:
    """A lasting thing as far as others hang on it.

    `label` is its kind, `second` the second label of an organisation or the kind of a case. `around` holds the persons
    of a case, the organisation of a position.
    """

    label: str
    second: str | None = None
    case_id: str | None = None
    around: tuple[str, ...] = ()
    row_hash: str | None = None


def end_problem(row: Row, edge: Edge, end: str, target: Target | None, case: Target | None) -> str | None:
    """Why a row may not point at this target with this edge, or None. `case` is the row's case, if it has one."""
    if target is None:
        return f"points at a {_named(edge)} that does not exist"
    if target.label not in edge.targets and target.second not in edge.targets:
        return f"points at a {said_of(target)}, not at a {_named(edge)}"
    if edge.type == "PART_OF" and target.second != "FAMILY":
        return "points at a PERSON case, not at a FAMILY case"
    case_id = row.get("caseId")
    if target.case_id is not None and target.case_id != case_id:
        return f"points at a {target.label} of another case"
    if target.label == "Person" and case_id is not None and case is not None and end not in case.around:
        return "points at a person whose case it is not"
    return None


def said_of(target: Target) -> str:
    """What a target is called: an organisation by its kind."""
    return (target.second if target.label == "Organisation" else None) or target.label


def target_of(kind: Kind, row: Row) -> Target:
    """A lasting thing given as a row, as a target."""
    second = ORGANISATION_LABELS[row["kind"]] if kind.label == "Organisation" else row.get("kind")
    around: tuple[str, ...] = ()
    if kind.label == "Case":
        around = tuple(row["persons"])
    elif kind.label == "Position":
        around = (row["organisation"],)
    return Target(kind.label, second, row.get("caseId"), around)


async def stored_targets(reader: Store | Transaction, wanted: Mapping[str, Iterable[str]]) -> dict[str, Target]:
    """Those of the wanted ids (by label of kind) that the store holds. Under a lock, hand in the transaction."""
    found: dict[str, Target] = {}
    labels = tuple(kind.label for kind in THINGS if wanted.get(kind.label))
    if not labels:
        return found
    row = await reader.one(statements.known(labels), {label: list(wanted[label]) for label in labels})
    for label in labels if row else ():
        for node in row[label] if row else ():
            second = ORGANISATION_LABELS.get(node["kind"] or "") if label == "Organisation" else node["kind"]
            found[node["id"]] = Target(label, second, node["caseId"], tuple(node["around"]), node["rowHash"])
    return found


def wanted_by(kind: Kind, row: Row) -> dict[str, set[str]]:
    """The ids a row points at, by every label they may be looked up under; its case among them."""
    wanted: dict[str, set[str]] = {}
    for edge, end in ends_of(kind, row):
        for label in lookup_labels(edge):
            wanted.setdefault(label, set()).add(end)
    if "caseId" in row:
        wanted.setdefault("Case", set()).add(row["caseId"])
    return wanted


def _named(edge: Edge) -> str:
    return " or ".join(edge.targets)
