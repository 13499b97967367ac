"""The basic conditions and the social network of a person, per phase, with their history and what hangs on what.

UNKNOWN is a status that somebody can give; it is also what is said where nobody assessed. `Standing` tells them apart.
"""

from dataclasses import dataclass
from enum import StrEnum

from graph.case_records import Origin, Party, Record, View
from graph.condition_links import LINKS, Link
from graph.model.words import CONDITIONS
from graph.networks_shape import Phase
from graph.releases import Release, detention_at, present_phase, release_in_view
from graph.times import FOREVER

UNKNOWN = "UNKNOWN"
IN_ORDER = "IN_ORDER"
KIND = "Assessment"


class Standing(StrEnum):
    """How a status came about."""

    ASSESSED = "ASSESSED"
    ASSESSED_AS_UNKNOWN = "ASSESSED_AS_UNKNOWN"
    NO_LONGER = "NO_LONGER"
    """It was assessed, and that does not hold any more."""
    NEVER_ASSESSED = "NEVER_ASSESSED"


@dataclass(frozen=True, slots=True)
class Assessed:
    """One assessment. `assessed_at` is None where the day is unknown; `care_involved` is of the condition CARE only.

    `corrected_at` is when it was found to be wrong and another one took its place; None for what was right then.
    """

    status: str
    assessed_at: int | None
    by: Party | None
    agreed_action: str | None
    owner: Party | None
    care_involved: str | None
    valid_from: int | None
    valid_to: int | None
    corrected_at: int | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class InPhase:
    """A condition in one phase: the assessment that counts, and the earlier and the corrected ones, latest first."""

    phase: Phase
    status: str
    standing: Standing
    assessment: Assessed | None
    history: tuple[Assessed, ...]


@dataclass(frozen=True, slots=True)
class Hold:
    """A condition that is held up by, or holds up, another one. `certain` is YES, or UNKNOWN where the status of the
    one that holds up is unknown.
    """

    condition: str
    certain: str
    link: Link


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of one person: how it stands at the moment, in which phase that is, and all three phases.

    `phase` is None where no detention is known; `status` is then UNKNOWN. `held_up_by` and `holds_up` are empty for
    what is in order.
    """

    person_id: str
    condition: str
    phase: Phase | None
    status: str
    held_up_by: tuple[Hold, ...]
    holds_up: tuple[Hold, ...]
    phases: tuple[InPhase, ...]


def conditions(view: View) -> tuple[Condition, ...]:
    """The six conditions of each person of the case, in the order of the list."""
    found: list[Condition] = []
    for person in view.case.person_ids:
        release = release_in_view(view, person)
        phase = present_phase(view, release)
        phases = {one: tuple(in_phase(view, person, one, each, release) for each in Phase) for one in CONDITIONS}
        now = {one: _status(each, phase) for one, each in phases.items()}
        found += (
            Condition(person, one, phase, now[one], held_up_by(one, now), holds_up(one, now), phases[one])
            for one in CONDITIONS
        )
    return tuple(found)


def _status(phases: tuple[InPhase, ...], phase: Phase | None) -> str:
    return next((one.status for one in phases if one.phase is phase), UNKNOWN)


def held_up_by(condition: str, now: dict[str, str]) -> tuple[Hold, ...]:
    """What a condition waits for, of what is not in order or not known; nothing where it is in order itself."""
    if now[condition] == IN_ORDER:
        return ()
    return tuple(
        Hold(link.needs, _certain(condition, link.needs, now), link)
        for link in LINKS
        if link.condition == condition and now[link.needs] != IN_ORDER
    )


def holds_up(condition: str, now: dict[str, str]) -> tuple[Hold, ...]:
    """What waits for a condition, of what is not in order or not known itself; nothing where the condition is."""
    if now[condition] == IN_ORDER:
        return ()
    return tuple(
        Hold(link.condition, _certain(link.condition, condition, now), link)
        for link in LINKS
        if link.needs == condition and now[link.condition] != IN_ORDER
    )


def _certain(condition: str, needs: str, now: dict[str, str]) -> str:
    return UNKNOWN if UNKNOWN in (now[condition], now[needs]) else "YES"


def in_phase(view: View, person: str, condition: str, phase: Phase, release: Release | None) -> InPhase:
    """A condition of a person in one phase. Of several assessments in force the one that started last counts."""
    counting = counted(view, person, condition, phase, release)
    history = [
        _assessed(view, one)
        for one in _versions(view)
        if _is_about(one, person, condition, phase)
        and (one.valid_from is None or one.valid_from <= view.at)
        and (counting is None or one.id != counting.id)
    ]
    status = counting.values["status"] if counting else UNKNOWN
    if counting is not None:
        standing = Standing.ASSESSED_AS_UNKNOWN if status == UNKNOWN else Standing.ASSESSED
    else:
        before = any(one.corrected_at is None for one in history)
        standing = Standing.NO_LONGER if before else Standing.NEVER_ASSESSED
    return InPhase(phase, status, standing, _assessed(view, counting) if counting else None, tuple(history))


def counted(view: View, person: str, condition: str, phase: Phase, release: Release | None) -> Record | None:
    """The assessment in force that counts; None where there is none.

    During and after are those of the detention in view: what was said of an earlier one is history.
    """
    return view.latest(
        one
        for one in view.holding(KIND)
        if _is_about(one, person, condition, phase) and (phase is Phase.BEFORE or _is_of(view, one, person, release))
    )


def _is_of(view: View, one: Record, person: str, release: Release | None) -> bool:
    """Whether an assessment is of the detention in view: the last that had started when it was made."""
    made = one.value("assessedOn") if one.valid_from is None else one.valid_from
    if release is None or made is None:
        return True
    detention = detention_at(view, person, made)
    return detention is not None and detention.id == release.detention_id


def _is_about(one: Record, person: str, condition: str, phase: Phase) -> bool:
    return (one.end("person"), one.value("condition"), one.value("phase")) == (person, condition, phase)


def _versions(view: View) -> list[Record]:
    """Every assessment that was ever believed, those that were corrected since too; latest first."""
    known = view.known_at
    taken_back = [
        one for version in view.case.records
        if version.kind == KIND and version.retracted_at is not None and version.retracted_at <= known
        and (one := version.believed(version.retracted_at - 1)) is not None
    ]  # fmt: skip
    return sorted(
        (*view.all(KIND), *taken_back),
        key=lambda one: (-FOREVER if one.valid_from is None else one.valid_from, one.recorded_at, one.id),
        reverse=True,
    )


def _assessed(view: View, record: Record) -> Assessed:
    corrected = record.retracted_at
    return Assessed(
        status=record.values["status"],
        assessed_at=record.value("assessedOn"),
        by=view.party(record.end("by")),
        agreed_action=record.value("agreedAction"),
        owner=view.party(record.end("owner")),
        care_involved=record.value("careInvolved") if record.values["condition"] == "CARE" else None,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        corrected_at=corrected if corrected is not None and corrected <= view.known_at else None,
        origin=view.origin(record),
    )
