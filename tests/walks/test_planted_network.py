"""The network of planted people, against the walk and against what was planted."""

from itertools import product

from comparing import both
from world_rows import milliseconds

from graph.actors import Purpose
from graph.guards import Guard
from graph.networks import network_of
from graph.networks_questions import Question
from graph.networks_shape import EdgeKind, NodeKind, Phase, Status

QUESTIONS = [
    {},
    {"phase": "BEFORE"},
    {"phase": "DURING"},
    {"phase": "AFTER"},
    {"statuses": ["ENDED", "CURRENT"]},
    {"statuses": ["EXPIRED"]},
    {"statuses": ["PLANNED"]},
    {"roles": ["CASE_MANAGER"]},
    {"kinds": ["MUNICIPALITY"]},
    {"kinds": ["PRISON", "HOUSING"], "roles": ["HOUSING_OFFICER"]},
    {"at": milliseconds("2025-07-20")},
    {"at": milliseconds("2026-07-20")},
    {"at": milliseconds("1901-01-01")},
    {"at": milliseconds("2026-01-25"), "known_at": milliseconds("2026-02-01")},
    {"at": milliseconds("2026-01-25"), "known_at": milliseconds("2026-02-10")},
    {"at": milliseconds("2026-01-25"), "known_at": milliseconds("2026-02-25")},
]


async def test_every_question_of_every_actor_equals_the_walk(plot):
    seen = 0
    for name, person, (depth, asked) in product(
        plot.positions, ("anton", "bas"), [(1, {}), (2, {}), (1, QUESTIONS[3]), *((3, asked) for asked in QUESTIONS)]
    ):
        purpose = Purpose.SAFETY_HOUSE_CASE if name == "convener" else Purpose.REINTEGRATION
        actor = plot.actor(name, purpose)
        answer, walk = await both(plot.store, plot.clock, plot.rows, actor, plot.ids[person], depth=depth, **asked)
        assert answer == walk, (name, person, depth, asked)
        seen += answer is not None
    assert seen > 100


async def _network(plot, name="manager", person="anton", purpose=Purpose.REINTEGRATION, **asked):
    return await network_of(
        Guard(plot.store, plot.actor(name, purpose), plot.clock), plot.ids[person], Question(**asked)
    )


def _ids(network, *kinds):
    return {node.id for node in network.nodes if not kinds or node.kind in kinds}


async def test_it_takes_one_statement_and_one_record(plot):
    before = plot.store.statements
    assert await _network(plot, depth=3)
    assert plot.store.statements == before + 1


async def test_a_brother_is_not_in_it_though_the_family_shares_a_case(plot):
    network = await _network(plot, "adviser", depth=3)
    assert {case.id for case in network.cases} == {plot.ids["case"], plot.ids["family case"]}
    assert _ids(network, NodeKind.PERSON) == {plot.ids["anton"]}
    assert plot.ids["brother manager"] not in _ids(network)


async def test_the_family_case_gives_no_more_than_itself(plot):
    network = await _network(plot, "adviser", "bas", depth=3)
    assert [case.id for case in network.cases] == [plot.ids["family case"]]
    assert {edge.case_id for edge in network.edges if edge.case_id} == {plot.ids["family case"]}
    assert network.detention is None
    assert network.nodes[0].name == "Bas in 't Veld"


async def test_the_safety_house_case_is_seen_under_its_own_purpose_only(plot):
    seen = await _network(plot, "convener", purpose=Purpose.SAFETY_HOUSE_CASE)
    assert [case.id for case in seen.cases] == [plot.ids["safety case"]]
    assert plot.ids["ver"] in _ids(seen)
    assert _ids(await _network(plot, "convener")) == {plot.ids["anton"]}, "in the team, but not for this purpose"
    assert plot.ids["ver"] not in _ids(await _network(plot, "manager"))


async def test_who_is_outside_excluded_or_asks_for_a_stranger_gets_nothing(plot):
    assert await _network(plot, "outsider") is None
    assert await _network(plot, "kin") is None
    assert await _network(plot, "senior") is None
    assert await _network(plot, purpose=Purpose.STEERING) is None
    actor = plot.actor("manager")
    for strange in ("nobody", "", "🙂", "' OR 1=1 //", "x" * 10_000, "\ud800"):
        assert await network_of(Guard(plot.store, actor, plot.clock), strange) is None


async def test_an_organisation_without_a_named_person_lets_in_who_may_assign(plot):
    assert await _network(plot, "household") is not None


async def test_a_professional_is_not_a_way_to_other_people(plot):
    network = await _network(plot, "manager", depth=3)
    assert plot.ids["aftercare"] in _ids(network)
    assert plot.ids["veen"] in _ids(network), "where else the coordinator works"
    assert plot.ids["convener"] not in _ids(network)


async def test_an_involvement_that_outlives_its_position_shows_both(plot):
    network = await _network(plot)
    (involved,) = [e for e in network.edges if e.kind is EdgeKind.INVOLVED and e.from_id == plot.ids["gone"]]
    (works,) = [e for e in network.edges if e.kind is EdgeKind.WORKS_AT and e.from_id == plot.ids["gone"]]
    assert (involved.status, works.status) == (Status.CURRENT, Status.ENDED)


async def test_expired_and_confirmed_are_told_apart(plot):
    network = await _network(plot, "adviser")
    edges = {edge.fact: edge for edge in network.edges}
    assert edges[plot.ids["expired"]].status is Status.EXPIRED
    assert edges[plot.ids["expired"]].last_confirmed_at is None
    assert edges[plot.ids["confirmed"]].status is Status.CURRENT
    assert edges[plot.ids["confirmed"]].last_confirmed_at == milliseconds("2026-03-01")


async def test_an_unknown_start_counts_as_in_force_and_says_so(plot):
    network = await _network(plot)
    unknown = {edge.from_id: edge for edge in network.edges if edge.unknown_start}
    assert unknown[plot.ids["aftercare"]].status is Status.CURRENT
    assert unknown[plot.ids["aftercare"]].valid_from is None


async def test_readings_of_person_and_professional_stand_side_by_side(plot):
    network = await _network(plot)
    (tie,) = [edge for edge in network.edges if edge.to_id == plot.ids["partner"]]
    assert [(r.reader, r.quality) for r in tie.readings] == [("PERSON", "SUPPORTS"), ("PROFESSIONAL", "HARMS")]


async def test_contacts_are_reached_over_one_tie_between_contacts_only(plot):
    near = await _network(plot, depth=1)
    far = await _network(plot, depth=3)
    assert plot.ids["stepson"] not in _ids(near)
    assert plot.ids["stepson"] in _ids(far)
    assert plot.ids["classmate"] not in _ids(far)
    assert {node.id: node.name for node in far.nodes}[plot.ids["stepson"]] == "Mees"


async def test_what_ends_with_the_release_is_not_there_after_it(plot):
    after = await _network(plot, phase=Phase.AFTER)
    during = await _network(plot, phase=Phase.DURING)
    assert plot.ids["manager"] in _ids(during)
    assert plot.ids["manager"] not in _ids(after)
    (edge,) = [edge for edge in during.edges if edge.ends_with == "RELEASE"]
    assert edge.expected_end == during.detention.expected_end == milliseconds("2026-06-01")


async def test_a_closing_counts_from_when_it_was_known(plot):
    asked = {"at": milliseconds("2026-01-25"), "statuses": (Status.CURRENT,)}
    before = await _network(plot, known_at=milliseconds("2026-02-10"), **asked)
    after = await _network(plot, known_at=milliseconds("2026-02-25"), **asked)
    assert plot.ids["senior"] in _ids(before)
    assert plot.ids["senior"] not in _ids(after)


async def test_the_director_of_the_case_is_named(plot):
    (case,) = (await _network(plot)).cases
    assert (case.status, case.director_id, case.director_name) == ("OPEN", plot.ids["manager"], "manager")


async def test_the_maximum_truncates_and_counts_what_is_visible(plot):
    whole = await _network(plot, depth=3)
    part = await _network(plot, depth=3, maximum=5)
    assert not whole.truncated
    assert part.truncated
    assert part.nodes == whole.nodes[:5]
    assert (part.node_counts, part.edge_counts) == (whole.node_counts, whole.edge_counts)
    assert {end for edge in part.edges for end in (edge.from_id, edge.to_id)} <= _ids(part)
    assert not (await _network(plot, depth=3, maximum=len(whole.nodes))).truncated
