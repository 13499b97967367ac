"""The person's own view: who is involved and whom to call, the plan, what is settled, what happens when.

Drawn from the own cases (scope SUBJECT), from one statement, by the same sections as the case picture. Nothing of a
safety house is told: such a case does not exist here, and neither does what points at one.
"""

from collections.abc import Iterator, Mapping
from typing import Final, LiteralString

from graph.case_records import Party, View
from graph.case_teams import Member, director, team
from graph.casework.case_file import version_of
from graph.dossiers import ALL_OF_CASES, SECTIONS, SHOWN, Dossier, dossiers_in
from graph.guards import Guard
from graph.happenings import NOT_SEEN, WITH_PERSON, contact_moments, meetings
from graph.inputs import could_be_id
from graph.interventions import interventions
from graph.model.kinds import FieldClass
from graph.networks_shape import Status
from graph.opened import Opened
from graph.own_view_shapes import Coming, Helper, OwnAction, OwnCase, OwnGoal, OwnPlan, OwnView, Settled
from graph.own_view_words import MEETINGS
from graph.plans import JointPlan, plans
from graph.policy.facts import Datum
from graph.policy.tables import Scope
from graph.readiness import Readiness, readiness
from graph.record_readings import PUBLIC, classified
from graph.scopes import subject

_STATEMENT: LiteralString = f"""
MATCH (:Person {{id: $asked.person}})<-[:FOR]-(c:Case) WHERE {subject("c")}
WITH collect(DISTINCT c) AS cases WHERE size(cases) > 0
{ALL_OF_CASES}
"""
OWN_VIEW: Mapping[Scope, LiteralString] = {Scope.SUBJECT: _STATEMENT}
"""Only for the person, and only of cases of one person alone that are not of a safety house."""

_KIND_APART: Final = "SAFETY_HOUSE"
_FRAME_APART: Final = "WGS_SAFETY_HOUSE"
"""What points at a case of a safety house, wherever it is recorded."""


async def own_view(guard: Guard, person: str) -> OwnView | None:
    """What a person sees; None where who asks is not that person, or there is no such case. One statement."""
    if not could_be_id(person):
        return None
    opened = await guard.read(OWN_VIEW, {"asked": {"person": person}}, SECTIONS, PUBLIC, classified(guard))
    if opened is None:
        return None
    for case in opened.case_ids:
        guard.show([person], case)
    found = [_own_case(opened, dossier) for dossier in dossiers_in(opened).values()]
    withheld = (*guard.withheld(opened.case_ids, SHOWN), *guard.withheld_notes(opened.case_ids[0]))
    return OwnView(
        person, guard.now, tuple(sorted(found, key=lambda one: (one.is_open is False, one.case_id))), withheld
    )


def _own_case(opened: Opened, dossier: Dossier) -> OwnCase:
    guard = opened.guard
    view = dossier.records.view(guard.now, guard.now)
    # Which names are shown is the guard's to say, of contacts only; the records themselves hold none.
    shows = guard.releases(dossier.case_id, FieldClass.WORK, Datum(subjects_contact=True))
    names = {one["id"]: one["professional"]["name"] for one in opened["positions"]} if shows else {}
    return drawn(view, names, conditions_shown=FieldClass.CONDITION in dossier.released)


def drawn(view: View, names: Mapping[str, str], *, conditions_shown: bool) -> OwnCase:
    """An own case at a moment; of `names` (by position) only those of the person's contacts are used."""
    state = view.latest(view.holding("CaseState"))
    is_open = None if state is None else state.value("status") == "OPEN"
    own = contacts(view)
    known = {id: name for id, name in names.items() if id in own}
    ready = next(iter(readiness(view)), None)
    release = ready.release if ready else None
    return OwnCase(
        case_id=view.case.case_id,
        version=str(version_of(view)),
        is_open=is_open,
        helpers=_helpers(view, known),
        plans=tuple(_own_plan(view, one, known) for one in plans(view)),
        release_at=release.at if release else None,
        released=release is not None and release.released,
        certainty=release.certainty if release else None,
        settled=_settled(view, ready, known) if ready and conditions_shown and is_open is not False else (),
        coming=_coming(view, ready, known),
    )


def contacts(view: View) -> frozenset[str]:
    """The positions that are the person's contact: who directs, and who saw or spoke the person and is still involved.

    A no-show is no contact, and neither is one that is still to come.
    """
    directing = director(view)
    found = {directing.party.position_id} if directing else set[str | None]()
    seen = {one.by.position_id for one in contact_moments(view) if one.by and not one.ahead and one.seen}
    involved = {one.party.position_id for one in _team(view) if one.status is not Status.PLANNED}
    return frozenset(one for one in found | (seen & involved) if one is not None)


def _team(view: View) -> list[Member]:
    return [one for one in team(view) if one.frame != _FRAME_APART and one.party.organisation_kind != _KIND_APART]


def _helpers(view: View, names: Mapping[str, str]) -> tuple[Helper, ...]:
    found: dict[tuple[str | None, str | None, str | None], Helper] = {}
    for one in _team(view):
        key = (one.party.position_id, one.party.organisation_id, one.role)
        helper = _helper(
            one.party, names, role=one.role, status=one.status, start=one.valid_from, end=one.valid_to,
            directs=one.directs,
        )  # fmt: skip
        if key not in found or (found[key].status is Status.PLANNED and one.status is not Status.PLANNED):
            found[key] = helper
    directing = director(view)
    if directing and not any(one.directs for one in found.values()):
        party = directing.party
        found[None, None, None] = _helper(
            party, names, role=None, status=Status.CURRENT, start=directing.valid_from, end=None, directs=True
        )
    return tuple(sorted(found.values(), key=_order_of_helper))


def _helper(
    party: Party,
    names: Mapping[str, str],
    *,
    role: str | None,
    status: Status,
    start: int | None,
    end: int | None,
    directs: bool,
) -> Helper:
    name = names.get(party.position_id or "")
    return Helper(
        role=role,
        organisation=party.organisation or "",
        organisation_kind=party.organisation_kind or "",
        name=name,
        is_contact=name is not None or (directs and party.position_id is None),
        directs=directs,
        status=status,
        valid_from=start,
        valid_to=end,
    )


def _order_of_helper(one: Helper) -> tuple[bool, bool, bool, str, str, str]:
    planned = one.status is Status.PLANNED
    return planned, not one.directs, not one.is_contact, one.organisation, one.role or "", one.name or ""


def _own_plan(view: View, plan: JointPlan, names: Mapping[str, str]) -> OwnPlan:
    own = next((one for one in plan.answers if one.party.person_id is not None), None)
    return OwnPlan(
        plan_id=plan.plan_id,
        status=plan.status,
        version=plan.version,
        own_answer=own.answer if own else "NOT_ANSWERED",
        answered_version=own.version if own else None,
        answer_asked=own is not None and own.answer_asked,
        goals=tuple(
            OwnGoal(
                goal.goal_id,
                goal.text,
                goal.kind,
                goal.status,
                tuple(
                    OwnAction(
                        text=one.text,
                        status=one.status,
                        due_at=one.due_at,
                        overdue=one.overdue,
                        by_person=one.owner is not None and one.owner.person_id is not None,
                        who=_who(one.owner, names),
                    )
                    for one in goal.actions
                ),
            )
            for goal in sorted(plan.goals, key=lambda one: one.kind != "OWN_WISH")
        ),
    )


def _who(party: Party | None, names: Mapping[str, str]) -> str | None:
    """Somebody as the person may know them: by name where that is a contact, and always by organisation."""
    if party is None or party.person_id is not None:
        return None
    return ", ".join(filter(None, (names.get(party.position_id or ""), party.organisation)))


def _settled(view: View, ready: Readiness, names: Mapping[str, str]) -> tuple[Settled, ...]:
    agreed = {one.fact: one for one in view.all("Assessment")}
    return tuple(
        Settled(
            one.condition,
            one.answer,
            one.why.value,
            record.value("agreedAction") if record else None,
            _who(view.party(record.end("owner")), names) if record else None,
        )
        for one in ready.conditions
        for record in (agreed.get(one.fact or ""),)
    )


def _coming(view: View, ready: Readiness | None, names: Mapping[str, str]) -> tuple[Coming, ...]:
    found = [*(one for one in _planned(view, names) if one.at > view.at), *_own_dues(view)]
    release = ready.release if ready else None
    if release is not None and release.at is not None and not release.released:
        found.append(Coming(release.at, "RELEASE", "", None, with_person=True))
    return tuple(sorted(found, key=lambda one: (one.at, one.kind, one.what, one.who or "")))


def _planned(view: View, names: Mapping[str, str]) -> Iterator[Coming]:
    for meeting in meetings(view):
        if meeting.kind in MEETINGS:
            who = "; ".join(sorted({told for one in meeting.attended if (told := _who(one, names))}))
            yield Coming(meeting.held_at, "MEETING", meeting.kind, who or None, meeting.kind in WITH_PERSON)
    for contact in contact_moments(view):
        if contact.kind != NOT_SEEN:
            yield Coming(contact.held_at, "CONTACT", contact.kind, _who(contact.by, names), with_person=True)
    for one in interventions(view):
        if one.status is Status.PLANNED and one.valid_from is not None:
            yield Coming(one.valid_from, "HELP", one.offer.name, one.offer.organisation.organisation, with_person=True)


def _own_dues(view: View) -> Iterator[Coming]:
    for plan in plans(view):
        for one in (action for goal in plan.goals for action in goal.actions):
            own = one.owner is not None and one.owner.person_id is not None
            if own and one.due_at is not None and one.status == "OPEN" and one.overdue == "NO":
                yield Coming(one.due_at, "ACTION", one.text, None, with_person=True)
