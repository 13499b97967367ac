"""The guard on rows made by hand: what it opens, what it drops, what it remembers for the logs."""

import logging
from dataclasses import replace

import pytest
from guard_rows import case, guard, opened, position, record

from graph.actors import Assurance, Purpose
from graph.model.kinds import FieldClass
from graph.opened import latest
from graph.policy.decisions import Part, Release
from graph.policy.facts import NO_DATUM, Datum
from graph.policy.tables import Scope
from graph.sections import Section

PLAN, HEALTH, RISK, TITLE = FieldClass.PLAN, FieldClass.HEALTH, FieldClass.RISK, FieldClass.TITLE


def test_a_column_nobody_classified_is_a_bug_that_is_named():
    own = guard()
    row = {"cases": [case("c1", own.actor)], "position": position(own.actor), "b": [], "a": [], "open": []}
    with pytest.raises(RuntimeError, match=r"^columns without a class: a, b$"):
        own.opened(row, {}, ("open",))


def test_a_row_is_shown_when_its_class_is_released_and_its_case_exists():
    own = guard()
    rows = [record(of=PLAN), record(of=RISK), record("c2", of=PLAN), record(of=PLAN, n=2)]
    found = opened(own, Section(lambda row: row["of"]), rows)
    assert [(row["of"], row.get("n")) for row in found["rows"]] == [(PLAN, None), (PLAN, 2)]
    assert found.case_ids == ("c1",)
    assert found.unreleased("rows") == [row for row in rows if row["caseId"] == "c1"]


def test_public_columns_come_along_as_they_are():
    own = guard()
    found = opened(own, Section(PLAN), [], public=("place",), place=["x"])
    assert found["place"] == ["x"]


def test_what_a_class_asks_of_the_origin_is_asked_for_that_class_only():
    own = guard("CARE_PROFESSIONAL", Purpose.CARE, assurance=Assurance.HIGH)
    treated = case("c1", own.actor, frame="PBW_18A", said=[])
    treated["around"][0]["frame"] = "TREATMENT"
    relation = {"label": ["TreatmentRelation", "Record"], "id": "t", "edge": "BY", "end": own.actor.position,
                "organisation": own.actor.organisation, "receivedOn": None, "classes": None, "status": None,
                "validFrom": None, "validTo": None, "endKnownAt": None}  # fmt: skip
    treated["said"] = [relation]
    asked = []

    def datum(row):
        asked.append(row["of"])
        return Datum(organisation=row["at"], organisation_kind="CARE_PROVIDER", purpose=Purpose.CARE)

    rows = [record(of=PLAN, at="x"), record(of=HEALTH, at=own.actor.organisation), record(of=HEALTH, at="other")]
    found = opened(own, Section(lambda row: row["of"], datum, datum_for=HEALTH), rows, [treated])
    assert [row["at"] for row in found["rows"]] == ["x", own.actor.organisation]
    assert asked == [HEALTH, HEALTH]
    asked.clear()
    opened(own, Section(lambda row: row["of"], datum), rows, [treated])
    assert asked == [PLAN, HEALTH, HEALTH]


def test_a_second_class_must_be_released_as_well():
    own = guard()
    section = Section(PLAN, beside=lambda row, purpose: row["too"] if purpose == Purpose.REINTEGRATION else RISK)
    rows = [record(too=None), record(too=RISK), record(too=TITLE), record(too=None, n=2)]
    assert [row["too"] for row in opened(own, section, rows)["rows"]] == [None, TITLE, None]


def test_another_case_that_a_row_belongs_to_must_release_it_too():
    own = guard()
    elsewhere = case("c2", own.actor, frame="WGS_SAFETY_HOUSE")
    section = Section(PLAN, also=lambda row: row["also"])
    rows = [record(also=()), record(also=("c1",)), record(also=("c2",)), record(also=("c1", "c3"))]
    found = opened(own, section, rows, [case("c1", own.actor), elsewhere])
    assert [row["also"] for row in found["rows"]] == [(), ("c1",)]
    assert found.case_ids == ("c1", "c2")


def test_names_of_professionals_go_where_work_is_not_shown_whole():
    rows = [record(who={"id": "w", "name": "N. N."}, chief=None)]
    section = Section(PLAN, work=("who", "chief"))
    assert opened(guard(), section, rows)["rows"] == rows
    own = guard("SUBJECT", Purpose.SUBJECT_ACCESS)
    mine = case("c1", own.actor, persons=[own.actor.professional])
    (shown,) = opened(own, section, rows, [mine])["rows"]
    assert shown == rows[0] | {"who": {"id": "w", "name": None}}
    assert rows[0]["who"]["name"] == "N. N.", "the row itself is left as it was"


def test_whether_names_show_is_asked_of_cases_that_show_something_only():
    own = guard()
    rows = [record("c2", who=None), record(who={"id": "w", "name": "N. N."}), record("c3", of=RISK, who=None)]
    cases = [case("c1", own.actor), case("c3", own.actor)]
    found = opened(own, Section(lambda row: row.get("of", PLAN), work=("who",)), rows, cases)
    assert found["rows"] == rows[1:2]
    own.show(["p1"], "c3")
    assert [one.field_class for look in own.looks for one in look.judged] == [RISK]


def test_a_section_that_says_no_more_asks_for_no_more():
    section = Section(PLAN)
    row = record()
    assert (section.datum(row), section.also(row), section.beside(row, Purpose.REINTEGRATION)) == (NO_DATUM, (), None)


def test_a_case_that_the_policy_hides_is_dropped_and_raises_an_alarm(caplog):
    own = guard()
    foreign = case("c2", replace(own.actor, position="another"))
    with caplog.at_level(logging.ERROR, "graph.guards"):
        found = opened(own, Section(PLAN), [record(), record("c2")], [case("c1", own.actor), foreign])
    assert found.case_ids == ("c1",)
    assert len(found["rows"]) == 1
    assert [one.getMessage() for one in caplog.records] == [
        "alarm: the second layer hides by rule 3-no-scope what the first one showed"
    ]
    assert opened(own, Section(PLAN), [record("c2")], [foreign]) is None


def test_kind_and_frame_are_told_where_course_is_released():
    own = guard()
    found = opened(own, Section(PLAN), [], [case("c2", own.actor, frame="WGS_SAFETY_HOUSE"), case("c1", own.actor)])
    assert found.told_cases() == [
        {"id": "c1", "persons": ["person of c1"], "kind": "PERSON", "frame": "PBW_18A"},
        {"id": "c2", "persons": ["person of c2"], "kind": None, "frame": None},
    ]


def test_what_was_looked_at_is_remembered_in_order_with_the_decisions():
    own = guard()
    opened(own, Section(PLAN), [record()], [case("c1", own.actor), case("c2", own.actor)])
    assert own.looks == ()
    own.show(["p2"], "c2")
    own.show(["p1"], "c1", asked="WHO_KNOWS")
    own.show(["p1"], "c1")
    own.show(["p2"], "c2")
    judge = own.judge_of_log()
    judge.decide(FieldClass.LOG)
    judge.decide(None)
    own.show_log("p3", judge)
    assert [(look.person, look.case, look.asked) for look in own.looks] == [
        ("p2", "c2", None),
        ("p1", "c1", "WHO_KNOWS"),
        ("p3", None, None),
    ]
    (plan,) = own.looks[1].judged
    assert (plan.field_class, isinstance(plan.decision, Release)) == (PLAN, True)
    assert own.looks[1].facts is own.facts_read("c1")
    assert own.looks[2].facts.outside_cases
    assert [one.field_class for one in own.looks[2].judged] == [FieldClass.LOG]


def test_a_case_that_is_read_twice_keeps_what_was_decided_the_first_time():
    own = guard()
    opened(own, Section(PLAN), [record()], [case("c1", own.actor)])
    opened(own, Section(FieldClass.IDENTITY), [record()], [case("c1", own.actor)])
    own.show(["p1"], "c1")
    (look,) = own.looks
    assert {one.field_class for one in look.judged} == {PLAN, FieldClass.IDENTITY}


def test_of_a_case_that_changed_between_two_readings_the_logs_hold_both():
    own = guard()
    opened(own, Section(PLAN), [record()], [case("c1", own.actor)])
    opened(own, Section(FieldClass.IDENTITY), [record()], [case("c1", own.actor, closed=True)])
    own.show(["p1"], "c1")
    first, second = own.looks
    assert [one.field_class for one in first.judged] == [PLAN]
    assert [one.field_class for one in second.judged] == [FieldClass.IDENTITY]
    assert first.facts != second.facts
    assert own.facts_read("c1") is second.facts


async def test_a_purpose_without_a_statement_reads_nothing_but_was_asked():
    own = guard("STEERING_MEMBER", Purpose.STEERING)
    assert (own.asked, own.scope) == (False, None)
    assert await own.read({Scope.TEAM: "RETURN 1"}, {}, {}) is None
    assert own.asked
    other = guard()
    assert other.scope is Scope.TEAM
    assert await other.read({Scope.INTAKE: "RETURN 1"}, {}, {}) is None
    assert await other.in_scope({Scope.INTAKE: "RETURN 1"}, {}) is None
    assert await own.in_scope({Scope.TEAM: "RETURN 1"}, {}) is None
    third = guard()
    third.judge_of_log()
    assert third.asked


def test_the_directory_names_professionals_for_who_works_with_cases():
    assert guard().names_professionals
    assert not guard("STEERING_MEMBER", Purpose.STEERING).names_professionals
    assert not guard("OPERATOR", Purpose.OPERATIONS).names_professionals


async def test_the_directory_is_not_read_for_who_needs_nobody():
    assert await guard("OPERATOR", Purpose.OPERATIONS).read_directory("RETURN 1 AS one", {}) is None


def test_only_what_is_shown_whole_counts_as_released():
    own = guard("SUBJECT", Purpose.SUBJECT_ACCESS)
    opened(own, Section(PLAN), [], [case("c1", own.actor, persons=[own.actor.professional])])
    decision = own.decide("c1", FieldClass.WORK)
    assert isinstance(decision, Release)
    assert decision.part is Part.FUNCTION_AND_ORGANISATION
    assert not own.releases("c1", FieldClass.WORK)
    assert own.releases("c1", PLAN)
    assert own.releases("c1", FieldClass.NETWORK, Datum(reader="PERSON"))
    assert not own.releases("c1", FieldClass.NETWORK, Datum(reader="PROFESSIONAL"))


def test_the_latest_is_the_one_that_started_last_then_the_largest_fact():
    rows = [{"validFrom": None, "fact": "z"}, {"validFrom": 5, "fact": "a"}, {"validFrom": 5, "fact": "b"},
            {"validFrom": 4, "fact": "y"}]  # fmt: skip
    assert latest(rows) == {"validFrom": 5, "fact": "b"}
    assert latest(rows[:1]) == rows[0]
    assert latest([]) is None
    assert latest([{"validFrom": None, "fact": "z"}, {"validFrom": -5, "fact": "a"}])["fact"] == "a"
