"""Who is involved in a case: one part after another as professionals come, change jobs and go."""

from dataclasses import dataclass, replace

from seeds.invented.book import CARE, DJI, MUNICIPALITY, OWN, PROBATION, Fields
from seeds.invented.chances import weighted
from seeds.invented.dossiers import Dossier, Part, days
from seeds.invented.moments import DAY, text
from seeds.invented.offices import PROBATION_SHARES, local
from seeds.invented.staff import Tenure
from seeds.invented.staffing import ADVISERS

_SUPERVISORS = weighted(PROBATION_SHARES)
_SOURCES = {
    "CASE_MANAGER": DJI,
    "MENTOR": DJI,
    "MEDICAL": DJI,
    "PROBATION_ADVISER": PROBATION,
    "SUPERVISION_OFFICER": PROBATION,
    "AFTERCARE_COORDINATOR": MUNICIPALITY,
    "CARE_PROFESSIONAL": CARE,
}


@dataclass(frozen=True, slots=True)
class Task:
    """A part to fill: by whom, from, up to (None: no end known) and with what it ends."""

    role: str
    group: tuple[str, str]
    start: int | None
    end: int | None
    frame: str = "PBW_18A"
    ends_with: str = "OPEN"
    long_ago: bool = False  # so long that the name may be lost


def write_team(d: Dossier) -> None:
    """Write all involvements of a full dossier and remember them in `d.team`."""
    for task in (*_inside(d), *_probation(d), *_municipality(d), *_care(d), *_around(d)):
        involve(d, task)


def write_thin_team(d: Dossier) -> None:
    """Write the few involvements that thin history keeps."""
    detention = d.life.detention
    prison = detention.prison.id
    involve(d, Task("CASE_MANAGER", (prison, "CASE_MANAGER"), detention.start, detention.end, ends_with="RELEASE"))
    for task in (*_supervision(d), *_coordinator(d)):
        involve(d, task)


def involve(d: Dossier, task: Task) -> None:
    """Fill one part with whoever is there; a successor follows, or the organisation stays on without a name.

    Nothing outlasts the case.
    """
    start = task.start
    if d.closed is not None:
        if start is not None and start >= d.closed:
            return
        task = replace(task, end=_least(task.end, d.closed))
    if start is None:
        tenure = d.world.staff.pick(d.rng, task.group, d.now - DAY)
        if tenure:
            _write_part(d, task, tenure, None, _least(tenure.end, task.end))
        return
    if start >= d.now:
        tenure = d.world.staff.pick(d.rng, task.group, d.now - DAY)
        if tenure:
            _write_planned(d, task, tenure)
        return
    tenure = d.world.staff.pick(d.rng, task.group, start)
    if tenure is None and task.long_ago:
        _write_unnamed(d, task, task.group[0], start)
    while tenure is not None:
        end = _least(tenure.end, task.end)
        _write_part(d, task, tenure, start, end)
        if end is None or (task.end is not None and end >= task.end) or end >= d.now:
            return
        following = d.world.staff.successor(tenure)
        if following is None or following.start > end + 90 * DAY or following.start >= d.now:
            if d.rng.random() < 0.5:
                _write_unnamed(d, task, tenure.organisation, end)
            return
        tenure, start = following, max(start + DAY, following.start)
        if task.end is not None and start >= task.end:
            return


def _least(a: int | None, b: int | None) -> int | None:
    if a is None or b is None:
        return b if a is None else a
    return min(a, b)


def _write_part(d: Dossier, task: Task, tenure: Tenure, start: int | None, end: int | None) -> None:
    d.team.append(Part(task.role, tenure.position, tenure.organisation, start or d.opened, end, named=True))
    _say(d, task, tenure.position, start, end if end is not None and end < d.now else None)


def _write_unnamed(d: Dossier, task: Task, organisation: str, start: int) -> None:
    d.team.append(Part(task.role, organisation, organisation, start, task.end, named=False))
    _say(d, task, organisation, start, task.end if task.end is not None and task.end < d.now else None)


def _write_planned(d: Dossier, task: Task, tenure: Tenure) -> None:
    """Somebody who will start: known already, some days or weeks ago."""
    known = max(d.opened + DAY, d.now - days(d.rng, 1, 40)) + 600
    still_there = tenure.end is None or (task.start is not None and task.start < tenure.end)
    holder = tenure.position if still_there and d.rng.random() < 0.75 else tenure.organisation
    d.team.append(
        Part(task.role, holder, tenure.organisation, task.start or d.now, task.end, holder == tenure.position)
    )
    d.book.say(
        "Involvement", task.start, recorded=known, source=_SOURCES.get(task.role, OWN), holder=holder, role=task.role,
        frame=task.frame, endsWith=task.ends_with,
    )  # fmt: skip


def _say(d: Dossier, task: Task, holder: str, start: int | None, end: int | None) -> None:
    extra: Fields = {}
    ends_with = task.ends_with
    if ends_with == "DATE":
        extra["plannedTo"] = text((start or d.opened) + days(d.rng, 120, 500))
    elif d.rng.random() < 0.06:
        ends_with = "UNKNOWN"
    fact = d.book.say(
        "Involvement", start, end, source=_SOURCES.get(task.role, OWN), must=task.role == "CASE_MANAGER", holder=holder,
        role=task.role, frame=task.frame, endsWith=ends_with, **extra,
    )  # fmt: skip
    if fact and end is None:
        d.confirmable.append(fact)


def _inside(d: Dossier) -> list[Task]:
    """Case manager, mentor and medical service of every prison on the way."""
    rng, found = d.rng, list[Task]()
    by_prison: list[tuple[str, int, int]] = []
    for placement in d.placements:
        if placement.start >= d.now:
            break
        if by_prison and by_prison[-1][0] == placement.prison.id:
            by_prison[-1] = (placement.prison.id, by_prison[-1][1], placement.end)
        else:
            by_prison.append((placement.prison.id, placement.start, placement.end))
    for prison, start, end in by_prison:
        # A day or some pass before the case manager is there; stays of days are hardly reached.
        seen = start if rng.random() < 0.5 else start + days(rng, 1, 8)
        if seen < min(end, d.now):
            found.append(Task("CASE_MANAGER", (prison, "CASE_MANAGER"), seen, end, ends_with="RELEASE"))
        if seen + 2 * DAY < min(end, d.now) and rng.random() < 0.8:
            met = seen + days(rng, 0, 3)
            found.append(Task("MENTOR", (prison, "MENTOR"), met, end, ends_with="RELEASE"))
        if d.life.psychiatric and end - start > 7 * DAY and rng.random() < 0.35:
            met = start + days(rng, 1, 7)
            if met < d.now:
                found.append(Task("MEDICAL", (prison, "MEDICAL"), met, end, "TREATMENT", "RELEASE"))
        if end - start > 120 * DAY and rng.random() < 0.25:
            met = start + days(rng, 30, 110)
            if met < d.now:
                found.append(
                    Task("SENIOR_CASE_MANAGER", (prison, "SENIOR_CASE_MANAGER"), met, end, ends_with="RELEASE")
                )
    return found


def _probation(d: Dossier) -> list[Task]:
    rng, detention, found = d.rng, d.life.detention, list[Task]()
    if d.life.known:
        began = detention.start - days(rng, 200, 1_800)
        ended = min(began + days(rng, 90, 500), detention.start)
        found.append(replace(_supervisor(d, began, ended), long_ago=True))
    long = detention.days >= 28
    if rng.random() < (0.6 if long and d.life.known else 0.35 if long else 0.12):
        prison = (
            d.placements[-1] if len(d.placements) > 1 and d.placements[-1].start < d.now else d.placements[0]
        ).prison
        start = detention.start + min(days(rng, 3, 45), (detention.days // 2) * DAY)
        if start < d.now:
            found.append(Task("PROBATION_ADVISER", (prison.id, ADVISERS), start, detention.end, ends_with="RELEASE"))
    return [*found, *_supervision(d)]


def _supervision(d: Dossier) -> list[Task]:
    """Supervision after release: sometimes met before it, sometimes weeks later, sometimes not yet."""
    rng, end = d.rng, d.life.detention.end
    if not d.life.supervised or (d.released is None and (end - d.now > 120 * DAY or rng.random() < 0.35)):
        return []
    start = end - days(rng, 5, 40) if rng.random() < 0.4 else end + days(rng, 0, 35)
    start = max(start, d.life.detention.start)
    if d.released and start >= d.now:
        return []
    return [_supervisor(d, start, None)]


def _supervisor(d: Dossier, start: int, end: int | None) -> Task:
    organisation = local(_SUPERVISORS.draw(d.rng), d.place.arrondissement)
    return Task("SUPERVISION_OFFICER", (organisation, "SUPERVISION_OFFICER"), start, end, ends_with="TITLE_END")


def _coordinator(d: Dossier) -> list[Task]:
    """The municipality's coordinator, or of the one that covers it; reached more often when the stay is longer."""
    rng, detention, links = d.rng, d.life.detention, d.world.links
    if rng.random() > (0.45 if detention.days < 28 else 0.72):
        return []
    code = d.place.code
    if code not in links.coordinators:
        covers = [c.covers for c in links.covers if c.covered == code and c.end is None]
        code = covers[0] if covers and covers[0] in links.coordinators else ""
    start = detention.start + days(rng, 3, 45)
    if not code or (start >= d.now and d.released):
        return []
    end = None
    if d.released and d.closed is not None:
        end = d.closed
    return [Task("AFTERCARE_COORDINATOR", (code, "AFTERCARE_COORDINATOR"), min(start, d.now - DAY), end)]


def _municipality(d: Dossier) -> list[Task]:
    rng, code, found = d.rng, d.place.code, _coordinator(d)
    start = d.life.detention.start + days(rng, 10, 90)
    if start >= d.now:
        return found
    if rng.random() < 0.28:
        found.append(Task("NEIGHBOURHOOD_WORKER", (code, "NEIGHBOURHOOD_WORKER"), start, d.closed))
    if rng.random() < 0.25:
        group = (
            (code, "DEBT_COUNSELLOR") if rng.random() < 0.6 else (local("KB", d.place.safety_region), "DEBT_COUNSELLOR")
        )
        found.append(Task("DEBT_COUNSELLOR", group, start, None, "MUNICIPAL_TASK", "DATE"))
    if d.life.lvb and rng.random() < 0.08:
        found.append(Task("LIFE_COURSE_COACH", (code, "LIFE_COURSE_COACH"), start, None))
    return found


def _care(d: Dossier) -> list[Task]:
    rng, life, found = d.rng, d.life, list[Task]()
    start = life.detention.start - days(rng, -60, 400)
    if start >= d.now:
        return found
    prefix = "VZ" if life.addicted and rng.random() < 0.6 else "GGZ" if life.psychiatric else "LVB" if life.lvb else ""
    if prefix and rng.random() < 0.42:
        group = (local(prefix, d.place.safety_region), "CARE_PROFESSIONAL")
        end = start + days(rng, 60, 700) if rng.random() < 0.5 else None
        since = None if rng.random() < 0.08 else start
        found.append(Task("CARE_PROFESSIONAL", group, since, end, "TREATMENT", rng.choice(("DATE", "OPEN", "UNKNOWN"))))
    if life.psychiatric and rng.random() < 0.15:
        group = (d.placements[0].prison.id, "CARE_CONTINUITY_OFFICER")
        begun = life.detention.start + days(rng, 5, 40)
        if begun < min(d.now, life.detention.end):
            until = life.detention.end + 42 * DAY
            found.append(Task("CARE_CONTINUITY_OFFICER", group, begun, until, "TREATMENT", "DATE"))
    return found


def _around(d: Dossier) -> list[Task]:
    """Who works on consent: volunteers, housing, work."""
    rng, region, found = d.rng, d.place.safety_region, list[Task]()
    start = d.life.detention.start + days(rng, 14, 120)
    if start >= d.now:
        return found
    for chance, role, prefix in (
        (0.16, "VOLUNTEER", "VRW"),
        (0.10, "HOUSING_OFFICER", "WOON"),
        (0.12, "OTHER_HELPER", "WERK"),
    ):
        if rng.random() < chance:
            found.append(Task(role, (local(prefix, region), role), start, None, "CONSENT", "UNKNOWN"))
    return found
