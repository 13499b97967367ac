"""The selection form and the joint decision beside a screening on the command line, and whether one screens again."""

from dataclasses import asdict
from typing import Any

from rich.text import Text

from analytics.screening.again import Again
from analytics.screening.deciding import decided_in, departs, stood_in
from analytics.screening.screened import Screened
from api.cli.case_tables import table, word
from api.cli.console import out
from graph.case_records import Record
from graph.record_texts import texts

_KEPT = frozenset({"stoodOn", "outcomes", "detention", "inputTexts"})
"""What of a part is kept for comparing, or told in another way."""


def form_data(found: Screened) -> dict[str, Any]:
    """The form of somebody as plain data for JSON."""
    form, decision = found.form, found.form.decision
    return {
        "part1": form.part_1 and _told(found, form.part_1),
        "part2": form.part_2 and _told(found, form.part_2),
        "decision": decision and {**_told(found, decision), "departs": _departs(decision)},
        "weighed": asdict(found.weighed),
        "combination": found.combination,
        "contradictions": [one.field for one in found.contradictions],
        "again": found.again and _again(found.again),
    }


def show_form(found: Screened) -> None:
    """The parts that are filled in, the decision, contradictions, and whether one screens again."""
    form = found.form
    for title, part in (("Form, part 1", form.part_1), ("Form, part 2", form.part_2), ("Decision", form.decision)):
        if part is not None:
            table(title, ("what", "is"), [(_spoken(name), said) for name, said in _told(found, part).items()], "")
    for one in found.contradictions:
        others = ", ".join(f"{other.kind} ({other.source})" for other in one.others)
        out.print(Text(f"The form contradicts {others} on {one.field.replace('_', ' ')}: correct one.", "yellow"))
    if form.decision is not None and _departs(form.decision):
        out.print(Text(f"The decision departs from the proposal of then: {word(stood_in(form.decision).proposal)}."))
    if found.again is not None:
        out.print(Text(f"Screen again ({', '.join(map(word, found.again.reasons))}).", "bold yellow"))
        for fact in found.again.facts:
            out.print(Text(f"  {fact.field.replace('_', ' ')}: {fact.was} -> {fact.becomes}"))


def _departs(decision: Record) -> bool:
    return departs(stood_in(decision).proposal, decision.values["inputs"])


def _told(found: Screened, part: Record) -> dict[str, str]:
    said = {name: text for name, text in texts(found.view, part).items() if name not in _KEPT}
    if "inputs" in said:
        said["inputs"] = "; ".join(f"{word(one)}{f' ({text})' if text else ''}" for one, text in decided_in(part))
    return said


def _again(found: Again) -> dict[str, Any]:
    return {
        "reasons": found.reasons,
        "was": found.was,
        "becomes": found.becomes,
        "facts": [[one.field, one.was, one.becomes] for one in found.facts],
        "turned": [[one.no, one.was, one.becomes] for one in found.turned],
        "dueOn": found.due_on,
    }


def _spoken(name: str) -> str:
    return "".join(f" {one.lower()}" if one.isupper() else one for one in name)
