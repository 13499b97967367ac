"""The guard on a few records in a real store: the facts of a case, who is excluded, and under whose locks it reads."""

from datetime import date

import pytest
from cast_of_cases import NOON

from graph.actors import Actor, Purpose
from graph.clock import FixedClock
from graph.guards import Guard
from graph.policy.tables import CLASSES
from graph.scopes import from_own_cases
from seeds.importing import load
from seeds.stories.telling import Telling

CLOCK = FixedClock(NOON)
FIRST_OF_ASKED = from_own_cases(" WITH c WHERE c.id IN $asked.cases RETURN c.id AS id ORDER BY id LIMIT 1")


class Small:
    """Two cases of one person: one with a manager in it and a relative excluded from it, one with nobody."""

    def __init__(self):
        self.told = told = Telling("guard-stored", date(2026, 3, 10))
        told.organisation("Invented PI", "PRISON", id="pi-a")
        self.person = told.person("Karel", "Voorbeeld")
        self.case = told.case(self.person, since="2025-11-01")
        self.quiet = told.case(self.person, since="2025-11-01")
        self.manager, self.relative = self._hired("Ada", "CASE_MANAGER"), self._hired("Bo", "MENTOR")
        self.subject = Actor(self.person, "", "", "SUBJECT", "", "", "", Purpose.SUBJECT_ACCESS)
        told.record("Exclusion", case=self.case, since="2025-11-02", professional=self.relative.professional)

    def _hired(self, name, function):
        professional = self.told.professional(name)
        position = self.told.position(professional, "pi-a", function)
        self.told.involve(self.case, position, function, since="2025-12-01")
        return Actor(professional, name, position, function, "pi-a", "pi-a", "PRISON", Purpose.REINTEGRATION)

    def guard(self, actor):
        return Guard(self.store, actor, CLOCK)


@pytest.fixture(scope="module")
async def stored(_scratch, tmp_path_factory):
    """The cases, loaded once: what one test writes no other one reads."""

    async def wipe(transaction):
        await transaction.rows("MATCH (n) WHERE NOT n:Migration DETACH DELETE n")

    world = Small()
    folder = tmp_path_factory.mktemp("worlds") / "guard"
    world.told.write(folder)
    await _scratch.write(wipe)
    report = await load(_scratch, CLOCK, folder, strict=True)
    assert report.loaded, report.problems
    world.store = _scratch
    return world


async def test_a_case_that_exists_counts_as_looked_at_with_the_decision_on_every_class(stored):
    own = stored.guard(stored.manager)
    facts = await own.look_at(stored.case)
    assert facts == await stored.guard(stored.manager).facts_of(stored.case)
    assert (facts.case_kind, facts.case_frame, facts.position_in_force) == ("PERSON", "PBW_18A", True)
    (look,) = own.looks
    assert (look.person, look.case, look.facts) == (stored.person, stored.case, facts)
    assert {one.field_class for one in look.judged} == set(CLASSES)
    assert own.asked


async def test_a_case_that_is_hidden_has_facts_and_is_not_looked_at(stored):
    own = stored.guard(stored.relative)
    facts = await own.look_at(stored.case)
    assert facts.excluded is True
    assert (own.looks, own.asked) == ((), True)


async def test_of_what_is_no_case_there_are_no_facts_but_it_was_asked(stored):
    own = stored.guard(stored.manager)
    assert await own.facts_of("case-of-nobody") is None
    assert own.asked is False
    assert await own.look_at("case-of-nobody") is None
    assert (own.looks, own.asked) == ((), True)


async def test_who_is_excluded_is_told_of_the_case_and_of_the_person(stored):
    assert await stored.guard(stored.relative).is_related_to(stored.person) is True
    assert await stored.guard(stored.relative).is_related_to("prs-nobody") is False
    own = stored.guard(stored.manager)
    assert await own.is_related_to(stored.person) is False
    assert await own.excluded_from(stored.case) == frozenset({stored.relative.professional})
    assert await own.excluded_from("case-of-nobody") == frozenset()


async def test_cases_in_scope_are_found_from_the_actor_outward_and_other_ones_are_nothing(stored):
    async def first(actor, *cases):
        return await stored.guard(actor).in_scope(FIRST_OF_ASKED, {"asked": {"cases": cases}})

    assert await first(stored.manager, stored.quiet, stored.case) == {"id": stored.case}
    assert await first(stored.manager, stored.quiet) is None
    assert await first(stored.relative, stored.case) is None
    assert await first(stored.subject, stored.quiet) == {"id": stored.quiet}
    assert await first(stored.subject, "case-of-nobody") is None


async def test_one_record_about_all_comes_down_to_what_is_made_of_it(stored):
    own = stored.guard(stored.manager)
    counted = await own.fold("MATCH (c:Case) RETURN count(c) AS cases", {}, lambda row: f"{row['cases']} cases")
    assert counted == "2 cases"
    none = "MATCH (n:Case|Professional {id: $id}) RETURN n.id AS id"
    assert await own.fold(none, {"id": "nobody"}, dict) is None
    assert await own.read_directory(none, {"id": "nobody"}) is None
    ada = stored.manager.professional
    assert await own.read_directory(none, {"id": ada}) == {"id": ada}


async def test_a_guard_under_the_locks_of_a_transaction_reads_what_is_written_there(stored):
    own = stored.guard(stored.manager)
    later = NOON + 5

    async def work(transaction):
        await transaction.rows(
            "MATCH (c:Case {id: $case}) CREATE (c)<-[:EXCLUDED_FROM]-(:Record:Exclusion "
            "{professionalId: 'pro-new', caseId: $case, validFrom: $at, recordedAt: $at})",
            {"case": stored.quiet, "at": later},
        )
        within = own.within(transaction, later)
        before = own.within(transaction, later - 1)
        assert (within.actor, within.now, within.asked) == (own.actor, later, False)
        return [await one.excluded_from(stored.quiet) for one in (within, before, own)]

    assert await stored.store.write(work) == [{"pro-new"}, set(), set()]
