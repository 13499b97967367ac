"""From which records each entry of a life course comes: what happened or lasted, from every source."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.case_records import Party, Record, View
from graph.case_teams import status_of
from graph.handovers import by_moment
from graph.legal_courses import person_of
from graph.life_entries import DOMAINS, Entry, EntryKind
from graph.networks_shape import Status
from graph.releases import release_in_view


@dataclass(frozen=True, slots=True)
class _Form:
    """How a kind of record stands on the line: the properties and ends it tells."""

    kind: EntryKind
    what: str
    outcome: str | None = None
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    happens: str | None = None
    """The property with the moment it happens; None for what lasts."""
    ahead: bool = True
    """Whether one that is still to come stands on the line."""
    asked: str | None = None
    """The property that says when it began, where the period does not."""


FORMS: dict[str, _Form] = {
    "Stay": _Form(EntryKind.STAY, "regime", to=("prison",)),
    "LegalTitle": _Form(EntryKind.TITLE, "ground", "follows"),
    "Notice": _Form(EntryKind.NOTICE, "kind", to=("to",), happens="receivedOn", ahead=False),
    "Residence": _Form(EntryKind.RESIDENCE, "kind", to=("municipality",)),
    "CaseState": _Form(EntryKind.CASE, "status"),
    "Direction": _Form(EntryKind.DIRECTION, "", by=("holder",)),
    "Involvement": _Form(EntryKind.INVOLVEMENT, "role", by=("holder",)),
    "InstrumentResult": _Form(
        EntryKind.INSTRUMENT, "instrument", "reoffending", by=("by",), happens="takenOn", ahead=False
    ),
    "Assessment": _Form(EntryKind.CONDITION, "condition", "status", by=("by",)),
    "AdviceRequest": _Form(EntryKind.ADVICE, "kind", "status", ("from",), ("to",), ahead=False, asked="requestedOn"),
    "Referral": _Form(EntryKind.REFERRAL, "", "status", ("from",), ("to",), ahead=False, asked="requestedOn"),
    "Intervention": _Form(EntryKind.INTERVENTION, "", "status"),
    "Meeting": _Form(EntryKind.MEETING, "kind", by=("attended",), happens="heldOn"),
    "ContactMoment": _Form(EntryKind.CONTACT, "kind", by=("by",), happens="heldOn"),
    "ContactRule": _Form(EntryKind.CONTACT_RULE, "kind"),
    "Consent": _Form(EntryKind.CONSENT, "", to=("receivers",)),
}
"""Kinds of record that stand on the line as they are; detentions and handovers are told apart."""

_ANSWERED = frozenset({"DELIVERED", "WITHDRAWN", "ACCEPTED", "REFUSED", "COMPLETED"})
"""What a request comes to: from then on it does not last."""


def entries(view: View) -> Iterator[Entry]:
    """Every entry but the gaps, in no order; their phases are still to be told."""
    for kind, form in FORMS.items():
        for one in view.all(kind):
            if (entry := _entry(view, one, form)) is not None:
                yield entry
    yield from _of_detentions(view)
    yield from _of_handovers(view)


def _entry(view: View, record: Record, form: _Form) -> Entry | None:
    start = record.values[form.happens] if form.happens else record.valid_from
    if start is None and form.asked:
        start = record.values[form.asked]
    outcome: str | None = record.value(form.outcome) if form.outcome else None
    lasts = form.happens is None and not (form.asked and outcome in _ANSWERED)
    ahead = start is not None and start > view.at
    if ahead and not form.ahead:
        return None
    what, offer = record.value(form.what), None
    to = [party for field in form.to for party in view.parties(record, field)]
    if form.kind is EntryKind.INTERVENTION and (found := view.case.offers.get(record.ends["offer"][0])):
        what, offer = found.kind, found.name
        to.append(Party(None, found.organisation_id, found.organisation, found.organisation_kind))
    return Entry(
        kind=form.kind,
        domain=DOMAINS[form.kind],
        person_id=person_of(view, record),
        valid_from=start,
        valid_to=record.valid_to if lasts else None,
        expected_end=_expected_end(view, record) if lasts and record.valid_to is None else None,
        lasts=lasts,
        status=status_of(view, record) if lasts else Status.PLANNED if ahead else Status.ENDED,
        phases=(),
        what=what,
        outcome=outcome,
        offer=offer,
        by=tuple(party for field in form.by for party in view.parties(record, field)),
        to=tuple(to),
        days=None,
        origin=view.origin(record),
    )


def _expected_end(view: View, record: Record) -> int | None:
    """When what has no known end is expected to end: on a planned day, with the release, or as its title says."""
    match record.value("endsWith"):
        case "DATE":
            return record.value("plannedTo")
        case "RELEASE":
            ends = [one.at for person in view.case.person_ids if (one := release_in_view(view, person)) is not None]
            return ends[0] if len(ends) == 1 else None
        case _:
            return record.value("expectedEnd")


def _of_detentions(view: View) -> Iterator[Entry]:
    """Each detention that is told of, and its release: when it was, or when it is expected."""
    for one in view.case.detentions:
        state = view.state("DetentionState", "detention", one.id)
        if state is None:
            continue
        released = state.value("status") == "RELEASED" and state.holds(view.at)
        release = release_in_view(view, one.person_id)
        if released:
            end = state.value("expectedEnd") if state.valid_from is None else state.valid_from
        else:
            end = release.at if release is not None and release.detention_id == one.id else state.value("expectedEnd")
        yield _told(
            view, state, EntryKind.DETENTION, one.person_id, one.started_at,
            end=end, lasts=True, what=state.value("status"), outcome=None,
            status=_standing(view, one.started_at, end, released=released),
        )  # fmt: skip
        if end is not None:
            yield _told(
                view, state, EntryKind.RELEASE, one.person_id, end,
                end=None, lasts=False, what=state.value("certainty"), outcome=None,
                status=Status.ENDED if released else Status.PLANNED,
            )  # fmt: skip


def _standing(view: View, start: int, end: int | None, *, released: bool) -> Status:
    if start > view.at:
        return Status.PLANNED
    return Status.ENDED if released or (end is not None and end <= view.at) else Status.CURRENT


def _of_handovers(view: View) -> Iterator[Entry]:
    """Each step of a handover that has been taken."""
    for one in view.all("Handover"):
        for step, name in (
            ("OFFERED", "offeredAt"), ("ACCEPTED", "acceptedAt"), ("REFUSED", "refusedAt"), ("MET", "metAt"),
        ):  # fmt: skip
            if (moment := by_moment(view, one, name)) is not None:
                yield _told(
                    view, one, EntryKind.HANDOVER, None, moment,
                    end=None, lasts=False, what=one.values["subject"], outcome=step, status=Status.ENDED,
                )  # fmt: skip


def _told(
    view: View, record: Record, kind: EntryKind, person: str | None, start: int,
    *, end: int | None, lasts: bool, what: str | None, outcome: str | None, status: Status,
) -> Entry:  # fmt: skip
    return Entry(
        kind, DOMAINS[kind], person, start, end, None, lasts, status, (), what, outcome, None,
        view.parties(record, "from"), view.parties(record, "to"), None, view.origin(record),
    )  # fmt: skip
