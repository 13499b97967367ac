"""What of a network each actor may see: every hop against the oracle of the policy, and what was planted by name."""

from dataclasses import replace
from itertools import product

from comparing import both

from graph.actors import Actor, Assurance, Purpose
from graph.cases import cases_by_id
from graph.guards import Guard
from graph.model.kinds import FieldClass
from graph.networks import network_of
from graph.networks_questions import Question
from graph.networks_shape import EdgeKind, NodeKind, Status
from graph.times import parse_moment

EVERYTHING = {"depth": 3, "statuses": [status.value for status in Status]}


def _subject(plot):
    return Actor(plot.ids["anton"], "Anton", "", "SUBJECT", "", "", "", Purpose.SUBJECT_ACCESS, Assurance.HIGH)


async def test_for_every_actor_and_purpose_the_network_equals_the_walk(plot, caplog):
    seen = set()
    for name, purpose, assurance in product(plot.positions, Purpose, (Assurance.SUBSTANTIAL, Assurance.HIGH)):
        actor = plot.actor(name, purpose, assurance)
        for person in ("anton", "bas"):
            answer, walk = await both(plot.store, plot.clock, plot.rows, actor, plot.ids[person], **EVERYTHING)
            assert answer == walk, (name, purpose, assurance, person)
            if answer is not None:
                seen.add((name, purpose))
    alarms = [record.getMessage() for record in caplog.records if record.name == "graph.guards"]
    assert not [one for one in alarms if "rule 1-position" not in one], "the scope hides what the policy hides"
    assert {purpose for _, purpose in seen} == set(Purpose) - {
        Purpose.STEERING, Purpose.OVERSIGHT, Purpose.OPERATIONS, Purpose.SUBJECT_ACCESS,
    }  # fmt: skip


async def test_the_person_sees_the_own_network_as_the_walk_says(plot):
    actor = _subject(plot)
    answer, walk = await both(plot.store, plot.clock, plot.rows, actor, plot.ids["anton"], **EVERYTHING)
    assert answer == walk
    nodes, edges = answer
    assert {edge[5] for edge in edges} - {None} == {plot.ids["case"]}, "no safety-house case, no family case"
    assert nodes[plot.ids["manager"]] == ("PROFESSIONAL", 1, None), "function and organisation, no name"
    assert nodes[plot.ids["carer"]][0] == "PROFESSIONAL"
    answer, walk = await both(plot.store, plot.clock, plot.rows, actor, plot.ids["bas"], **EVERYTHING)
    assert answer is walk is None


async def _network(plot, name, purpose=Purpose.REINTEGRATION, assurance=Assurance.SUBSTANTIAL):
    question = Question(depth=3, statuses=tuple(Status))
    guard = Guard(plot.store, plot.actor(name, purpose, assurance), plot.clock)
    return await network_of(guard, plot.ids["anton"], question)


def _ids(network):
    return {node.id for node in network.nodes}


def _said(network):
    return {(one.field_class, one.reason.value) for one in network.withheld if one.rule}


async def test_a_victim_is_nowhere_for_who_may_not_see_victims(plot):
    network = await _network(plot, "manager")
    assert plot.ids["victim"] not in _ids(network)
    assert (FieldClass.VICTIM, "NO_LEGAL_BASIS") in _said(network)
    kinds = [node.kind for node in network.nodes]
    assert network.node_counts[NodeKind.CONTACT] == kinds.count(NodeKind.CONTACT)
    assert network.edge_counts[EdgeKind.TIE] == [edge.kind for edge in network.edges].count(EdgeKind.TIE)


async def test_stepping_up_shows_a_victim_with_name_to_a_supervision_officer(plot):
    low = await _network(plot, "supervisor", Purpose.RISK_MANAGEMENT)
    assert plot.ids["victim"] not in _ids(low)
    assert (FieldClass.VICTIM, "NEEDS_STEP_UP") in _said(low)
    high = await _network(plot, "supervisor", Purpose.RISK_MANAGEMENT, Assurance.HIGH)
    named = {node.id: node.name for node in high.nodes}
    assert named[plot.ids["victim"]] == "Slachtoffer"
    assert not any(field_class is FieldClass.VICTIM for field_class, _ in _said(high))


async def test_who_lacks_network_but_may_see_victims_sees_no_other_contact(plot):
    network = await _network(plot, "prosecutor", Purpose.RISK_MANAGEMENT, Assurance.HIGH)
    named = {node.id: node.name for node in network.nodes if node.kind is NodeKind.CONTACT}
    assert named == {plot.ids["victim"]: "Slachtoffer", plot.ids["friend"]: None}


async def test_a_clinic_is_not_there_for_a_prison_nor_who_works_there(plot):
    network = await _network(plot, "manager")
    hidden = {plot.ids[name] for name in ("clinic", "carer", "far carer", "nurse", "house", "convener")}
    assert not hidden & _ids(network)
    assert (FieldClass.HEALTH, "HEALTH_SECRECY") in _said(network)
    offers = {node.name for node in network.nodes if node.kind is NodeKind.OFFER}
    assert offers == {"Training"}


async def test_who_treats_at_a_municipality_is_not_there_for_who_lacks_health(plot):
    for name in ("manager", "aftercare"):
        assert plot.ids["continuity"] not in _ids(await _network(plot, name)), name
    own = await _network(plot, "continuity", Purpose.CARE, Assurance.HIGH)
    assert plot.ids["continuity"] in _ids(own)
    assert plot.ids["continuity"] not in _ids(await _network(plot, "continuity", Purpose.CARE))


async def test_a_clinic_sees_itself_and_what_was_passed_on_at_level_high(plot):
    low = await _network(plot, "far carer", Purpose.CARE)
    assert plot.ids["far carer"] not in _ids(low)
    assert {reason for found, reason in _said(low) if found is FieldClass.HEALTH} == {"NEEDS_STEP_UP", "HEALTH_SECRECY"}
    high = await _network(plot, "far carer", Purpose.CARE, Assurance.HIGH)
    assert {plot.ids["far carer"], plot.ids["carer"]} <= _ids(high), "consent names the clinic as giver"
    assert plot.ids["nurse"] not in _ids(high)
    referred = await _network(plot, "carer", Purpose.CARE, Assurance.HIGH)
    assert plot.ids["nurse"] in _ids(referred), "the medical service referred"
    assert plot.ids["far carer"] not in _ids(referred)


async def test_units_for_care_and_isd_show_as_prison_to_who_lacks_their_class(plot):
    def regimes(network):
        return {edge.role for edge in network.edges if edge.kind is EdgeKind.STAYS_AT}

    assert regimes(await _network(plot, "manager")) >= {"ISD", "PRISON"}
    assert "PPC" not in regimes(await _network(plot, "manager"))
    assert not {"ISD", "PPC"} & regimes(await _network(plot, "aftercare"))
    assert "PPC" in regimes(await _network(plot, "nurse", Purpose.CARE, Assurance.HIGH))


async def test_the_lists_show_name_and_course_and_nobody_around(plot):
    told = await _network(plot, "told", Purpose.INTAKE)
    assert told.nodes[0].name == "Anton in 't Veld"
    assert told.detention is not None
    assert {edge.kind for edge in told.edges if edge.case_id} == {EdgeKind.STAYS_AT, EdgeKind.RESIDES}
    for name in ("outsider", "posted"):
        screened = await _network(plot, name, Purpose.SCREENING)
        assert (screened.nodes[0].name, screened.edges) == ("Anton in 't Veld", ())
        assert screened.detention is not None
    assert await _network(plot, "told long ago", Purpose.INTAKE) is None


async def test_the_screening_list_shows_the_present_detention_and_no_earlier_one(plot):
    guard = Guard(plot.store, plot.actor("outsider", Purpose.SCREENING), plot.clock)
    now = await network_of(guard, plot.ids["anton"])
    then = await network_of(guard, plot.ids["anton"], Question(at=parse_moment("2025-07-01")))
    assert now is not None
    assert then is not None
    assert then.detention == replace(now.detention, status=then.detention.status), "looking back shows no other one"
    (case,) = (await cases_by_id(guard, [plot.ids["case"]])).values()
    assert [one.id for one in case.detentions] == [now.detention.id]
    manager = Guard(plot.store, plot.actor("manager", Purpose.REINTEGRATION), plot.clock)
    (case,) = (await cases_by_id(manager, [plot.ids["case"]])).values()
    assert len(case.detentions) == 2


async def test_what_is_withheld_is_said_alike_whether_there_is_anything_or_not(plot):
    guard = Guard(plot.store, plot.actor("brother manager"), plot.clock)
    sparse = await network_of(guard, plot.ids["bas"])
    full = await _network(plot, "manager")
    assert [replace(one, case_id="") for one in sparse.withheld] == [replace(one, case_id="") for one in full.withheld]


async def test_who_is_there_because_of_an_18b_indication_does_not_tell_of_it(plot):
    tell = {plot.ids["delegate"], plot.ids["prosecutor"]}
    manager = _ids(await _network(plot, "manager"))
    assert not tell & manager
    assert plot.ids["supervisor"] in manager
    assert tell <= _ids(await _network(plot, "manager", Purpose.RISK_MANAGEMENT))
    assert tell <= _ids(await _network(plot, "supervisor", Purpose.RISK_MANAGEMENT))
    guard = Guard(plot.store, plot.actor("manager", Purpose.REINTEGRATION, Assurance.SUBSTANTIAL), plot.clock)
    team = (await cases_by_id(guard, [plot.ids["case"]]))[plot.ids["case"]].team
    assert {one.role for one in team}.isdisjoint({"RISK_DELEGATE", "PROSECUTION_STAFF"})


async def test_a_purpose_shows_no_names_to_a_function_that_works_with_none(plot):
    for function in ("OPERATOR", "STEERING_MEMBER", "ANALYST"):
        acting = plot.actor("manager", Purpose.REINTEGRATION, Assurance.HIGH)
        guard = Guard(plot.store, replace(acting, function=function), plot.clock)
        assert not guard.names_professionals


async def test_what_a_medical_function_reads_in_a_tie_is_for_who_may_see_health(plot):
    async def qualities(*asked):
        network = await _network(plot, *asked)
        (tie,) = [edge for edge in network.edges if edge.to_id == plot.ids["partner"]]
        return [reading.quality for reading in tie.readings if reading.reader == "PROFESSIONAL"]

    assert await qualities("manager") == ["HARMS"]
    assert await qualities("nurse", Purpose.CARE, Assurance.SUBSTANTIAL) == ["HARMS"]
    assert await qualities("nurse", Purpose.CARE, Assurance.HIGH) == ["NEUTRAL"]
