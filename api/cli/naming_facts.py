"""What stands in a case, named on the command line by what it says instead of by its id."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.case_records import Party, Record, View
from graph.errors import InputError
from graph.folding import folded


@dataclass(frozen=True, slots=True)
class _Named:
    """A kind of record that a field names: by which texts, and by which of its ends where that is meant."""

    kind: str
    texts: Callable[[View, Record], Iterator[str | None]]
    end: str | None = None


def _said(name: str) -> Callable[[View, Record], Iterator[str | None]]:
    def texts(_: View, one: Record) -> Iterator[str | None]:
        yield one.value(name)

    return texts


def _by(*fields: str) -> Callable[[View, Record], Iterator[str | None]]:
    def texts(view: View, one: Record) -> Iterator[str | None]:
        for field in fields:
            for id in one.ends.get(field, ()):
                yield from _names(view.party(id))

    return texts


def _names(party: Party | None) -> Iterator[str | None]:
    if party is not None:
        yield party.professional_name
        yield party.organisation


def _contact(view: View, one: Record) -> Iterator[str | None]:
    for id in one.ends.get("to", ()):
        state = view.state("ContactState", "contact", id)
        yield state.value("name") if state else None


def _offer(view: View, one: Record) -> Iterator[str | None]:
    for id in one.ends.get("offer", ()):
        found = view.case.offers.get(id)
        yield found.name if found else None


NAMED: Final[Mapping[str, _Named]] = {
    "goal": _Named("GoalState", _said("text"), "goal"),
    "action": _Named("ActionState", _said("text"), "action"),
    "plan": _Named("PlanState", _said("status"), "plan"),
    "handover": _Named("Handover", _by("from", "to")),
    "involvement": _Named("Involvement", _by("holder")),
    "referral": _Named("Referral", _by("to")),
    "advice": _Named("AdviceRequest", _said("kind")),
    "tie": _Named("Tie", _contact),
    "consent": _Named("Consent", _by("receivers")),
    "intervention": _Named("Intervention", _offer),
    "contribution": _Named("BudgetContribution", _by("by")),
    "expense": _Named("BudgetExpense", _said("text")),
}
"""By field of an act: what it names, and by what."""


def fact_of(view: View, option: str, field: str, typed: str) -> str | None:
    """The id that a text names for a field of an act: what holds now, and says this or begins with it.

    None where nothing does; raises InputError, naming the option and the ids, where several do.
    """
    named = NAMED.get(field)
    wanted = folded(typed)
    if named is None or not wanted:
        return None
    said: dict[str, list[str]] = {}
    for one in view.holding(named.kind):
        id = one.fact if named.end is None else one.end(named.end)
        if id is not None:
            said.setdefault(id, []).extend(folded(text) for text in named.texts(view, one) if text)
    whole = [id for id, texts in said.items() if wanted in texts]
    found = whole or [id for id, texts in said.items() if any(text.startswith(wanted) for text in texts)]
    if len(found) > 1:
        raise InputError(f"{option}: several fit that", f"give one of the ids: {', '.join(sorted(found))}")
    return found[0] if found else None
