"""Reading persons, cases, professionals, organisations and places: what an actor gets, and what does not exist."""

from dataclasses import replace
from datetime import date

import pytest

from graph.actors import Actor, Purpose
from graph.cases import cases_by_id, cases_found
from graph.clock import FixedClock
from graph.errors import InputError
from graph.guards import Guard
from graph.municipalities import municipalities_by_id
from graph.offers import offers_by_id, offers_found
from graph.organisations import organisations_by_id, organisations_found
from graph.persons import persons_by_id, persons_found
from graph.professionals import professionals_by_id, professionals_found
from graph.regions import regions_by_id, regions_found
from graph.times import parse_moment
from seeds.importing import load
from seeds.stories.telling import Telling

NOON = FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))

NAMES = [
    ("Jan", "van der", "Berg"),
    ("Bert", None, "Bergman"),
    ("Ayşe", None, "Özdemir"),
    ("Youssef", "El", "Idrissi"),
    ("Kees", "in 't", "Veld"),
    ("Piet", None, "Jansen"),
]


class Reads:
    """A told world: one manager with six persons, a colleague with one, a region with two municipalities."""

    def __init__(self):
        told = self.told = Telling("reads", date(2026, 3, 10))
        self.region = told.thing("Region", id="VR97", name="Rivierenland", kind="SAFETY_REGION")
        self.town = told.thing(
            "Organisation", id="GM9801", name="Sint-Ōord", kind="MUNICIPALITY", regions=[self.region]
        )  # fmt: skip
        self.village = told.thing(
            "Organisation", id="GM9802", name="Bergen aan de Linge", kind="MUNICIPALITY", regions=[self.region]
        )
        told.link("Neighbour", **{"from": self.town, "to": self.village}, relation="ADJACENT", distanceKm=4.5)
        for year, inhabitants in ((2024, 20_000), (2025, 21_000)):
            told.record(
                "MunicipalityYear", since=f"{year}-01-01", municipality=self.town, year=year, inhabitants=inhabitants,
                sizeClass=4,
            )  # fmt: skip
        self.prison = told.organisation("PI Rivierenland", "PRISON", capacity=200, municipality=self.town)
        self.provider = told.organisation("Stichting Dak", "HOUSING")
        self.offer = told.thing(
            "ServiceOffer", name="Kamers met hulp", kind="SUPPORTED_HOUSING", organisation=self.provider
        )
        told.record("OfferState", since="2026-01-01", offer=self.offer, places=10, freePlaces=2, waitingDays=30)
        self.worker = told.professional("Noor van Dijk")
        self.position = told.position(self.worker, self.prison, "CASE_MANAGER", since="2022-01-01")
        told.position(self.worker, self.town, "AFTERCARE_COORDINATOR", since="2019-01-01", until="2021-01-01")
        self.colleague = told.professional("Sem de Wit")
        self.colleagues = told.position(self.colleague, self.prison, "SENIOR_CASE_MANAGER")
        self.persons, self.cases = [], []
        for number, (given, prefix, family) in enumerate(NAMES):
            person = told.person(given, family, prefix=prefix, born=f"199{number}-01-01")
            case = told.case(person)
            told.involve(case, self.position, "CASE_MANAGER", since="2026-01-05")
            told.direct(case, self.position, since="2026-01-05")
            self.persons.append(person)
            self.cases.append(case)
        told.detain(self.cases[0], self.persons[0], self.prison, since="2026-01-05", expected="2026-06-01")
        told.lives(self.cases[0], self.persons[0], self.village, "ORIGIN", since=None)
        # Jan has a safety-house case too, in which another municipality is recorded.
        safety = told.case(self.persons[0], frame="WGS_SAFETY_HOUSE")
        told.lives(safety, self.persons[0], self.town, "SETTLES", since="2026-01-05")
        self.other = told.person("Hidden", "Berg")
        self.other_case = told.case(self.other)
        told.involve(self.other_case, self.prison, "SENIOR_CASE_MANAGER", since="2026-01-05")
        self.family = told.case(self.persons[5], self.other, kind="FAMILY")
        told.involve(self.family, self.position, "CASE_MANAGER", since="2026-01-05")
        self.closed = told.case(self.persons[1], closed="2026-02-01")
        told.involve(self.closed, self.position, "CASE_MANAGER", since="2026-01-05")

    def actor(self, colleague=False, **other):
        professional, position, function = (
            (self.colleague, self.colleagues, "SENIOR_CASE_MANAGER")
            if colleague
            else (self.worker, self.position, "CASE_MANAGER")
        )
        actor = Actor(
            professional, "x", position, function, self.prison, "PI Rivierenland", "PRISON", Purpose.REINTEGRATION
        )
        return replace(actor, **other)


@pytest.fixture(scope="module")
async def reads(_scratch, tmp_path_factory):
    async def wipe(transaction):
        await transaction.rows("MATCH (n) WHERE NOT n:Migration DETACH DELETE n")

    world = Reads()
    folder = tmp_path_factory.mktemp("worlds") / "reads"
    world.told.write(folder)
    await _scratch.write(wipe)
    report = await load(_scratch, NOON, folder)
    assert not report.problems
    world.store = _scratch
    return world


async def _found(reads, search=None, **asked):
    actor = asked.pop("actor", None) or reads.actor()
    page = await persons_found(Guard(reads.store, actor, NOON), search=search, **asked)
    persons = await persons_by_id(Guard(reads.store, actor, NOON), page.items)
    return [persons[id].family_name for id in page.items]


async def test_persons_stand_in_dutch_order_and_only_those_of_own_cases(reads):
    assert await _found(reads) == ["Berg", "Berg", "Bergman", "Idrissi", "Jansen", "Özdemir", "Veld"]
    assert (await persons_found(Guard(reads.store, reads.actor(), NOON))).total == 7


@pytest.mark.parametrize(
    ("typed", "family"),
    [
        ("vd berg jan", "Berg"),
        ("ozdemir", "Özdemir"),
        ("idrisi", "Idrissi"),
        ("veld, in 't", "Veld"),
        ("janssen", "Jansen"),
    ],
)
async def test_a_person_is_found_by(reads, typed, family):
    assert (await _found(reads, typed))[0] == family


async def test_a_person_is_found_by_number_and_by_its_start(reads):
    (person,) = (await persons_by_id(Guard(reads.store, reads.actor(), NOON), [reads.persons[2]])).values()
    assert await _found(reads, person.skn) == ["Özdemir"]
    assert await _found(reads, f" {person.skn[:3].lower()}.{person.skn[3:]}") == ["Özdemir"]


@pytest.mark.parametrize("typed", ["nobody", "🙂", "' OR 1=1 //", "%", "*", "Hidden Bergman"])
async def test_what_fits_nobody_finds_nobody(reads, typed):
    assert await _found(reads, typed) == []


@pytest.mark.parametrize("typed", ["x" * 101, "\ud800"])
async def test_what_cannot_be_a_name_is_refused(reads, typed):
    with pytest.raises(InputError, match="search"):
        await persons_found(Guard(reads.store, reads.actor(), NOON), search=typed)


async def test_pages_follow_each_other_without_gap_or_overlap(reads):
    seen, after = [], None
    while True:
        page = await persons_found(Guard(reads.store, reads.actor(), NOON), after=after, first=2)
        seen += page.items
        if not page.has_next:
            break
        after = page.items[-1]
    assert seen == list((await persons_found(Guard(reads.store, reads.actor(), NOON))).items)


@pytest.mark.parametrize("asked", [{"after": "prs-unknown"}, {"first": 0}, {"first": 10_000}])
async def test_a_page_that_does_not_exist_is_refused(reads, asked):
    with pytest.raises(InputError, match=r"after|first"):
        await persons_found(Guard(reads.store, reads.actor(), NOON), **asked)


async def test_what_is_recorded_in_a_hidden_case_is_not_seen_on_the_person(reads):
    jan = (await persons_by_id(Guard(reads.store, reads.actor(), NOON), [reads.persons[0]]))[reads.persons[0]]
    assert (jan.name, jan.birth_date, jan.prison_id) == ("Jan van der Berg", "1990-01-01", reads.prison)
    assert jan.municipality_ids == (reads.village,)
    assert jan.case_ids == (reads.cases[0],)


async def test_a_person_reached_through_a_family_has_only_what_the_family_case_says(reads):
    other = (await persons_by_id(Guard(reads.store, reads.actor(), NOON), [reads.other]))[reads.other]
    assert other.case_ids == (reads.family,)
    assert await cases_by_id(Guard(reads.store, reads.actor(), NOON), [reads.other_case]) == {}


async def test_who_may_assign_sees_the_cases_of_the_organisation_itself(reads):
    assert await _found(reads, actor=reads.actor(colleague=True)) == ["Berg"]
    assert await _found(reads, actor=reads.actor(colleague=True, function="CASE_MANAGER")) == []


async def test_hidden_and_unknown_answer_alike(reads):
    for actor in (
        reads.actor(colleague=True),
        reads.actor(purpose=Purpose.CARE),
        reads.actor(purpose=Purpose.STEERING),
        reads.actor(position="pos-of-nobody"),
    ):
        assert await persons_by_id(Guard(reads.store, actor, NOON), [reads.persons[0], "prs-unknown"]) == {}
        assert await cases_by_id(Guard(reads.store, actor, NOON), [reads.cases[0], "case-unknown"]) == {}


async def test_a_case_has_team_director_and_detentions(reads):
    case = (await cases_by_id(Guard(reads.store, reads.actor(), NOON), [reads.cases[0]]))[reads.cases[0]]
    assert (case.status, case.kind, case.person_ids) == ("OPEN", "PERSON", (reads.persons[0],))
    assert [(m.professional_id, m.role, m.organisation_id) for m in case.team] == [
        (reads.worker, "CASE_MANAGER", reads.prison)
    ]
    assert (case.director.professional_id, case.director.organisation_name) == (reads.worker, "PI Rivierenland")
    (detention,) = case.detentions
    assert (detention.status, detention.expected_end) == ("INSIDE", parse_moment("2026-06-01"))


async def test_cases_are_narrowed_by_status_and_kind(reads):
    async def ids(**asked):
        return set((await cases_found(Guard(reads.store, reads.actor(), NOON), **asked)).items)

    assert await ids() == {*reads.cases, reads.family, reads.closed}
    assert await ids(statuses=["CLOSED"]) == {reads.closed}
    assert await ids(kinds=["FAMILY"]) == {reads.family}
    with pytest.raises(InputError, match="statuses"):
        await ids(statuses=["LOST"])


async def test_a_professional_shows_positions_that_have_not_ended(reads):
    worker = (await professionals_by_id(Guard(reads.store, reads.actor(), NOON), [reads.worker]))[reads.worker]
    assert [(p.id, p.function, p.organisation_id) for p in worker.positions] == [
        (reads.position, "CASE_MANAGER", reads.prison)
    ]


async def test_professionals_are_found_by_name_organisation_and_function(reads):
    async def ids(**asked):
        return list((await professionals_found(Guard(reads.store, reads.actor(), NOON), **asked)).items)

    assert await ids() == [reads.worker, reads.colleague]
    assert await ids(search="dyk, noor") == []
    assert await ids(search="dijk") == [reads.worker]
    assert await ids(organisation=reads.prison, functions=["SENIOR_CASE_MANAGER"]) == [reads.colleague]
    assert await ids(organisation=reads.town) == []


async def test_organisations_are_found_by_name_kind_and_region(reads):
    async def ids(**asked):
        return list((await organisations_found(reads.store, reads.actor(), NOON, **asked)).items)

    assert await ids(search="rivierenlnad") == [reads.prison]
    assert await ids(search="sint oord") == [reads.town]
    assert await ids(kinds=["MUNICIPALITY"]) == [reads.village, reads.town]
    assert await ids(region=reads.region, kinds=["PRISON"]) == [reads.prison]
    assert await ids(region="VR00") == []
    with pytest.raises(InputError, match="kinds"):
        await ids(kinds=["SCHOOL"])


async def test_places_and_offers_are_read_by_id(reads):
    store, actor = reads.store, reads.actor()
    town = (await municipalities_by_id(store, actor, NOON, [reads.town, reads.prison, "GM0000"]))[reads.town]
    assert (town.year, town.inhabitants, town.region_ids) == (2025, 21_000, (reads.region,))
    assert [(n.municipality_id, n.distance_km) for n in town.neighbours] == [(reads.village, 4.5)]
    region = (await regions_by_id(store, actor, NOON, [reads.region]))[reads.region]
    assert region.municipality_ids == (reads.town, reads.village)
    assert (await regions_found(store, actor, NOON, search="rivieren")).items == (reads.region,)
    offer = (await offers_by_id(store, actor, NOON, [reads.offer]))[reads.offer]
    assert (offer.organisation_id, offer.free_places, offer.waiting_days) == (reads.provider, 2, 30)
    assert (await offers_found(store, actor, NOON, search="kamer", organisation=reads.provider)).items == (reads.offer,)
    prison = (await organisations_by_id(store, actor, NOON, [reads.prison, "no"]))[reads.prison]
    assert (prison.kind, prison.capacity, prison.municipality_id) == ("PRISON", 200, reads.town)
