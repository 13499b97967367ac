"""Every decision in the log is made again, with the policy of that day, and comes out the same."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from msgspec import structs

from graph.errors import LogError
from graph.logs import log_writers
from graph.logs.audit_lines import AuditLine, decoded, hash_of, linked
from graph.logs.disclosures import Disclosure
from graph.logs.kept_policies import kept_policy
from graph.logs.log_folders import LogFolder
from graph.logs.log_writers import LogWriter
from graph.logs.replays import replayed
from graph.looks import Judged, Look
from graph.model.kinds import FieldClass
from graph.policy.decisions import Judge, Release
from graph.policy.facts import Datum
from graph.policy.policies import MATRIX_FILE, PARAMETERS_FILE, POLICY, policy_from

Made = Callable[..., Disclosure]


async def test_decisions_come_out_the_same(writer: LogWriter, logs: LogFolder, disclosure: Made):
    await writer.write(disclosure("p1", "p2"))
    (name,) = logs.all_names()
    found = replayed(logs, logs.path("audit", name))
    assert (found.lines, found.agree, found.different, found.without_facts) == (1, 4, [], 0)


async def test_decisions_on_a_datum_come_out_the_same(writer: LogWriter, logs: LogFolder, disclosure: Made):
    one = disclosure("p1")
    (look,) = one.looks
    judge = Judge(one.actor, look.facts, one.decided_at)
    data = (Datum(organisation="o1", purpose="REINTEGRATION", author_function="MENTOR"), Datum(sealed=True))
    classes = (FieldClass.NOTE, FieldClass.COURSE)
    judged = tuple(Judged(kind, datum, judge.decide(kind, datum)) for datum in data for kind in classes)
    await writer.write(replace(one, looks=(replace(look, judged=judged),)))
    (name,) = logs.all_names()
    found = replayed(logs, logs.path("audit", name))
    assert (found.agree, found.different) == (4, [])


async def test_the_policy_of_that_day_decides_not_that_of_today(
    writer: LogWriter, logs: LogFolder, disclosure: Made, monkeypatch
):
    one = disclosure("p1")
    (look,) = one.looks
    matrix = MATRIX_FILE.read_text("utf-8").replace("R,R,R,R,R,R,R,R,R,R,Wp", "R,R,R,R,R,R,R,R,R,R,R", 1)
    parameters = PARAMETERS_FILE.read_text("utf-8")
    that_day = policy_from(matrix, parameters)
    assert that_day.version != POLICY.version
    judge = Judge(one.actor, look.facts, one.decided_at, that_day)
    judged = tuple(Judged(made.field_class, made.datum, judge.decide(made.field_class)) for made in look.judged)
    assert all(isinstance(made.decision, Release) for made in judged)
    place = logs.policies / that_day.version.removeprefix("sha256:")
    place.mkdir(parents=True)
    (place / MATRIX_FILE.name).write_text(matrix)
    (place / PARAMETERS_FILE.name).write_text(parameters)
    monkeypatch.setattr(log_writers, "POLICY", that_day)
    await writer.write(replace(one, looks=(Look(look.person, look.case, look.facts, judged),)))
    (name,) = logs.all_names()
    found = replayed(logs, logs.path("audit", name))
    assert (found.agree, found.different) == (2, [])


async def test_a_decision_that_the_policy_does_not_give_is_named(writer: LogWriter, logs: LogFolder, disclosure: Made):
    one = disclosure("p1")
    (look,) = one.looks
    course, risk = look.judged
    await writer.write(replace(one, looks=(replace(look, judged=(course, replace(risk, decision=course.decision))),)))
    (name,) = logs.all_names()
    found = replayed(logs, logs.path("audit", name))
    assert found.agree == 1
    assert found.different == ["line 2: RISK was RELEASED by REI-PRISON.COURSE, is now WITHHELD by REI-PRISON.RISK"]


async def test_without_the_facts_nothing_is_guessed(writer: LogWriter, logs: LogFolder, disclosure: Made):
    await writer.write(disclosure("p1"))
    (name,) = logs.all_names()
    logs.path("facts", name).unlink()
    found = replayed(logs, logs.path("audit", name))
    assert (found.agree, found.without_facts) == (0, 2)


async def test_a_line_that_was_altered_is_not_decided_on(writer: LogWriter, logs: LogFolder, disclosure: Made):
    await writer.write(disclosure("p1"))
    (name,) = logs.all_names()
    audit = logs.path("audit", name)
    for old, new in ((b"REINTEGRATION", b"CURIOSITY"), (b'"class":"COURSE"', b'"class":"GOSSIP"')):
        text = audit.read_bytes()
        audit.write_bytes(text.replace(old, new))
        with pytest.raises(LogError, match="line 2 was changed: its own hash does not fit"):
            replayed(logs, audit)
        audit.write_bytes(text)
    assert replayed(logs, audit).agree == 2


async def test_a_word_that_nobody_knows_is_told_also_where_the_hash_fits(
    writer: LogWriter, logs: LogFolder, disclosure: Made
):
    await writer.write(disclosure("p1"))
    (name,) = logs.all_names()
    audit = logs.path("audit", name)
    start, line, _ = audit.read_bytes().split(b"\n")
    found = decoded(line)
    assert isinstance(found, AuditLine)
    (look,) = found.looks
    for changed in (
        structs.replace(look, decisions=[structs.replace(look.decisions[0], field_class="GOSSIP")]),
        structs.replace(look, decisions=[structs.replace(look.decisions[0], datum=7)]),
    ):
        forged = linked(structs.replace(found, looks=[changed], hash=""))
        audit.write_bytes(start + b"\n" + forged + b"\n")
        with pytest.raises(LogError, match="line 2 has a word or a place that is not known here"):
            replayed(logs, audit)


async def test_facts_that_cannot_be_read_are_told(writer: LogWriter, logs: LogFolder, disclosure: Made):
    await writer.write(disclosure("p1"))
    (name,) = logs.all_names()
    facts = logs.path("facts", name)
    text = b'{"facts": "of an unknown form"}'
    facts.write_bytes(b'{"hash":"' + hash_of(text).encode() + b'","facts":' + text + b"}\n")
    with pytest.raises(LogError, match=r"line 1 of facts/.* holds no facts"):
        replayed(logs, logs.path("audit", name))
    facts.unlink()
    facts.mkdir()
    with pytest.raises(LogError, match="cannot be read: Is a directory"):
        replayed(logs, logs.path("audit", name))


def test_a_policy_that_is_not_what_its_version_says_is_refused(logs: LogFolder):
    place = logs.policies / ("0" * 64)
    place.mkdir(parents=True)
    (place / MATRIX_FILE.name).write_text(MATRIX_FILE.read_text("utf-8"))
    (place / PARAMETERS_FILE.name).write_text(PARAMETERS_FILE.read_text("utf-8"))
    with pytest.raises(LogError, match="not what its version says"):
        kept_policy(logs, "sha256:" + "0" * 64)
