"""Every personal value carries a mark: no mark for who may not see it, and every mark for who may."""

import asyncio
import os
import time
from functools import cache
from random import Random
from types import SimpleNamespace

import orjson
import pytest
from marks import Asking, marks_in
from random_questions import Questions

from api.context import Context
from api.schema import schema, sdl
from graph.actors import Actor, Assurance, Purpose
from graph.clock import FixedClock
from graph.logs.log_folders import LogFolder
from graph.logs.log_readings import LogReader
from graph.times import parse_moment

NOON = FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))

PERSONS = """{ persons(first: 5) { ... on PersonConnection { totalCount edges { node {
  id name givenName prefix familyName skn birthDate prison { id name } municipalities { id }
  withheld { class fields reason rule ask english dutch case }
  cases { id kind frame status persons { id name } withheld { class fields reason rule ask case }
    director { professional { id name } professionalName position organisationName since }
    team { id role frame professional { id name } professionalName position organisationName source }
    detentions { id startsOn status expectedReleaseOn certainty supervisionFollows } } } } } } }"""
PROFESSIONALS = """{ professionals(first: 100) { ... on ProfessionalConnection { edges { node { id name } } } } }"""
NETWORK = """query Q($id: ID!) { network(person: $id, depth: 3, statuses: [CURRENT, EXPIRED, PLANNED, ENDED]) {
  ... on Network { person cases { id kind frame status director directorName directedSince }
    detention { id case startsOn status expectedReleaseOn certainty }
    nodes { id kind name function } nodeCounts { kind count } edgeCounts { kind count }
    edges { id kind from to role fact case frame status startsOn endsOn expectedEndOn recordedAt source position
      organisation readings { reader quality readOn by } }
    withheld { class fields reason rule ask english dutch case } } } }"""
PICTURE = "query Q($case: ID!) {{ casePicture(case: $case) {{ ... on CasePicture {whole} }} }}"
SEARCH = (
    "query Q($search: String!) { persons(search: $search) { ... on PersonConnection { totalCount edges { cursor } } } }"
)


def principals(marked):
    """Everybody at hand for every purpose, at both levels, and the persons themselves."""
    for name in marked.world.positions:
        for purpose in Purpose:
            for assurance in (Assurance.SUBSTANTIAL, Assurance.HIGH):
                yield marked.world.actor(name, purpose, assurance)
    for person in ("anton", "bas"):
        for assurance in (Assurance.SUBSTANTIAL, Assurance.HIGH):
            id = marked.world.ids[person]
            yield Actor(id, "", "", "SUBJECT", "", "", "", Purpose.SUBJECT_ACCESS, assurance)


@pytest.fixture(scope="module")
def ask(marked, tmp_path_factory):
    folder = LogFolder(tmp_path_factory.mktemp("logs"))

    async def asked(actor, text, *, strict=True, **variables) -> str:
        sign_in = SimpleNamespace(professional=actor.professional, assurance=actor.assurance)
        asker = SimpleNamespace(
            actor=actor, reader=actor, sign_in=sign_in, positions=(), purpose=actor.purpose, notice=None,
            person=actor.function == "SUBJECT",
        )  # fmt: skip
        context = Context(marked.store, NOON, SimpleNamespace(production=False), asker, LogReader(folder))
        result = await schema.execute(text, variable_values=variables, context_value=context)
        errors = [error.formatted for error in result.errors or ()]
        assert not [error for error in errors if strict or error["extensions"]["code"] == "INTERNAL"], errors
        return orjson.dumps([result.data, errors]).decode()

    return asked


@cache
def picture() -> str:
    """The question for all of a case picture."""
    from graphql import build_schema

    return PICTURE.format(whole=Questions(build_schema(sdl()), [], [], 0).whole("CasePicture"))


def by_mark(marked, actor):
    """The marks by their text, those an actor may see, and those the actor gets by asking for all there is."""
    asking = Asking(marked.rows, actor, NOON.now())
    allowed = {one.text for one in marked.marks if one.may_see(asking)}
    return {one.text: one for one in marked.marks}, allowed, {one.text for one in marked.marks if one.gets(asking)}


async def _read_whole(marked, ask, actor):
    """The marks an actor gets by asking for all there is, and those the actor may see."""
    known, allowed, due = by_mark(marked, actor)
    got = marks_in(await ask(actor, PERSONS)) | marks_in(await ask(actor, PROFESSIONALS))
    for person in ("anton", "bas"):
        got |= marks_in(await ask(actor, NETWORK, id=marked.world.ids[person]))
    for case in marked.rows.of("Case"):
        got |= marks_in(await ask(actor, picture(), case=case["id"]))
    got &= known.keys()
    leaked = [known[one].what for one in got - allowed]
    assert not leaked, (actor, leaked)
    given = {known[one].of for one in got}
    missed = [known[one].what for one in due if known[one].shown and known[one].of not in given]
    assert not missed, (actor, missed)
    return got


async def test_who_may_see_a_mark_gets_it_and_nobody_else(marked, ask, caplog):
    everybody = list(principals(marked))
    chosen = Random(7).sample(everybody, 50) + everybody[-4:]
    seen = set()
    for actor in chosen:
        seen |= await _read_whole(marked, ask, actor)
    assert not marks_in(caplog.text)
    shown = {one.text for one in marked.marks if one.shown and "source" not in one.what}
    assert len(seen & shown) > 20


async def test_nobody_is_found_by_a_number_that_may_not_be_read(marked, ask):
    people = [one for one in marked.marks if one.what.startswith("PersonName.skn")]
    found = 0
    for actor in Random(8).sample(list(principals(marked)), 40):
        _, allowed, _ = by_mark(marked, actor)
        for one in people:
            page = orjson.loads(await ask(actor, SEARCH, search=one.text))[0]["persons"]
            assert (page["totalCount"] > 0) == (one.text in allowed), (actor, one.what)
            found += page["totalCount"]
    assert found > 0


async def _random_answers(marked, ask, count, seconds, seed, askers=1):
    """Ask until so many fields of the root were answered without an error, or so many seconds have passed.

    Each question is drawn anew and asked by so many principals.
    """
    from graphql import build_schema

    ids = sorted({row["id"] for label in ("Person", "Case", "Professional", "Organisation", "ServiceOffer", "Contact")
                  for row in marked.rows.of(label)} | {"prs-nobody"})  # fmt: skip
    words = [one.text for one in marked.marks if one.shown] + ["de", "x"]
    questions = Questions(build_schema(sdl()), ids, words, seed)
    choose, everybody, started = Random(seed), list(principals(marked)), time.monotonic()
    rights: dict = {}
    answers = with_marks = 0

    async def put(text, number):
        nonlocal answers, with_marks
        if number not in rights:
            rights[number] = by_mark(marked, everybody[number])
        known, allowed, _ = rights[number]
        answer = await ask(everybody[number], text, strict=False)
        got = marks_in(answer) & known.keys()
        assert got <= allowed, (everybody[number], text, [known[one].what for one in got - allowed])
        data, errors = orjson.loads(answer)
        answers += len(data or ()) - len({one["path"][0] for one in errors if one.get("path")})
        with_marks += bool(got)

    while answers < count and time.monotonic() - started < seconds:
        text = questions.draw()
        asking = choose.sample(range(len(everybody)), askers)
        for some in batched(asking, 6):
            await asyncio.gather(*(put(text, number) for number in some))
    return answers, with_marks


def batched(items, size):
    return (items[start : start + size] for start in range(0, len(items), size))


async def test_no_question_over_the_schema_shows_a_mark_to_who_may_not_see_it(marked, ask, caplog):
    answers, with_marks = await _random_answers(marked, ask, 200, 60, seed=1)
    assert answers > 50
    assert with_marks > 0
    assert not marks_in(caplog.text)


@pytest.mark.prove
async def test_no_mark_leaks_in_a_million_answers(marked, ask, caplog, record_property):
    """An answer is that of one field of the root. `CASUSREGIE_PROVE_SECONDS` bounds how long it asks."""
    for actor in principals(marked):
        await _read_whole(marked, ask, actor)
    seconds = float(os.environ.get("CASUSREGIE_PROVE_SECONDS", 6 * 3_600))
    answers, with_marks = await _random_answers(marked, ask, 1_000_000, seconds, seed=2, askers=60)
    record_property("answers", answers)
    record_property("questions with a mark in the answer", with_marks)
    record_property("marks", len(marked.marks))
    assert not marks_in(caplog.text)
    assert with_marks > 0
