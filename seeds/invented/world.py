"""A whole invented world: staff first, then one dossier after the other."""

from collections.abc import Callable

from seeds.folders import Row
from seeds.invented.chances import Chances
from seeds.invented.circles import write_circle
from seeds.invented.conditions import write_conditions, write_conditions_at_release, write_instruments
from seeds.invented.courses import write_course, write_earlier
from seeds.invented.coverages import add_links, links
from seeds.invented.directions import decide_period, write_direction
from seeds.invented.dossiers import World, open_dossier
from seeds.invented.happenings import (
    write_advice,
    write_confirmations,
    write_contact_moments,
    write_meetings,
    write_notes,
    write_rules,
)
from seeds.invented.help import write_help
from seeds.invented.identities import write_identity, write_person
from seeds.invented.offices import add_offices
from seeds.invented.places import Places
from seeds.invented.plans import write_plan
from seeds.invented.population import Life, population
from seeds.invented.regions_at_work import add_offer_states, add_regional_meetings
from seeds.invented.safety_house_cases import family_case_id, write_family_case, write_safety_house_case
from seeds.invented.staff import Careers
from seeds.invented.staffing import needs
from seeds.invented.teams import write_team, write_thin_team

_SAFETY_HOUSE = 0.04
"""Chance that a full dossier of somebody violent or with psychiatric problems has a safety-house case beside it."""

PERSONS = {"small": 300, "region": 4_500, "national": 45_000}
"""Sizes of a world, in persons."""


def add_world(chances: Chances, add: Callable[[str, Row], None], progress: Callable[[int, int], None]) -> None:
    """Add everything invented; `progress` is told how many persons of how many are done."""
    places = Places(chances.size)
    lives = population(chances, PERSONS[chances.size], places)
    found = links(chances)
    add_offices(add)
    careers = Careers(chances, add)
    for need in needs(chances, lives, found):
        careers.fill(need)
    add_links(chances, found, add)
    world = World(chances, places, careers.staff, found, add)
    add_regional_meetings(chances, careers.staff, found, add)
    add_offer_states(chances, add)
    families: dict[int, list[Life]] = {}
    for life in lives:
        if life.family is not None:
            families.setdefault(life.family, []).append(life)
    safety = chances.stream("safety houses")
    for number, life in enumerate(lives, 1):
        other = lives[life.sibling] if life.sibling is not None else None
        write_dossier(world, life, (str(other.name), other.person) if other else None)
        if life.family is not None and families[life.family][-1] is life:
            write_family_case(world, families[life.family], life.family)
        if safety.random() < _SAFETY_HOUSE and life.full and (life.violent or life.psychiatric):
            write_safety_house_case(world, life)
        progress(number, len(lives))


def write_dossier(world: World, life: Life, sibling: tuple[str, str] | None) -> None:
    """Write one person's case: full, or thin history. `sibling`: name and id of one who is inside too."""
    d = open_dossier(world, life)
    write_person(d, [family_case_id(world, life.family)] if life.family is not None else [])
    decide_period(d)
    write_identity(d)
    write_course(d)
    if life.earlier:
        write_earlier(d, life.earlier)
    if life.full:
        write_team(d)
        write_direction(d)
        write_circle(d, sibling)
        write_conditions(d)
        write_instruments(d)
        write_advice(d)
        write_rules(d)
        write_plan(d)
        write_meetings(d)
        write_contact_moments(d)
        write_notes(d)
        write_help(d)
        write_confirmations(d)
    else:
        write_thin_team(d)
        write_direction(d)
        write_conditions_at_release(d)
        write_contact_moments(d)
