"""The processing log: what was done with whose data, by the Dutch standard Logboek Dataverwerkingen (LDV) 1.0.0.

A processing of one person is one line. A processing of several is a line without a person and one below it for each,
as the standard asks. There is no user in it: who looked stands in the audit log, under the same trace.
"""

import secrets
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any, Final

import orjson

from graph.logs.disclosures import Disclosure
from graph.logs.pseudonyms import PSEUDONYM_TYPE, Pseudonyms
from graph.policy.policies import Policy

ACTIVITY: Final = "dpl.core.processing_activity_id"
SUBJECT: Final = "dpl.core.data_subject_id"
SUBJECT_TYPE: Final = "dpl.core.data_subject_id_type"
PROCESSOR: Final = "dpl.core.foreign_operation.processor"

RESOURCE: Final = {"attributes": {"name": "casusregie", "version": version("casusregie")}}


def processing_lines(disclosure: Disclosure, pseudonyms: Pseudonyms, policy: Policy, ended_at: int) -> list[bytes]:
    """The lines of one answer, without line ends; none where nobody's data were processed."""
    persons = dict.fromkeys(pseudonyms.of_person(look.person) for look in disclosure.looks)
    if not persons:
        return []
    return [orjson.dumps(line) for line in _lines(disclosure, list(persons), policy, ended_at)]


def _lines(disclosure: Disclosure, persons: list[str], policy: Policy, ended_at: int) -> Iterator[dict[str, Any]]:
    trace = disclosure.trace
    activity: dict[str, str] = {ACTIVITY: policy.parameters.activities[disclosure.actor.purpose]}
    first = _line(disclosure, trace.span, trace.caller, activity, ended_at)
    if trace.caller is not None:
        # The front-end that called belongs to the organisation that asks; it has no other address that we know.
        first["attributes"][PROCESSOR] = f"urn:casusregie:organisation:{disclosure.actor.organisation}"
    if len(persons) == 1:
        first["attributes"] |= _of(persons[0])
        yield first
        return
    yield first
    for person in persons:
        yield _line(disclosure, secrets.token_hex(8), trace.span, activity | _of(person), ended_at)


def _of(person: str) -> dict[str, str]:
    return {SUBJECT: person, SUBJECT_TYPE: PSEUDONYM_TYPE}


def _line(
    disclosure: Disclosure, span: str, parent: str | None, attributes: dict[str, str], ended_at: int
) -> dict[str, Any]:
    found: dict[str, Any] = {"trace_id": disclosure.trace.trace, "span_id": span}
    if parent is not None:
        found["parent_span_id"] = parent
    return found | {
        "status": "Error" if disclosure.failed else "Ok",
        "name": disclosure.name,
        "start_time": disclosure.began_at,
        "end_time": max(ended_at, disclosure.began_at),
        "resource": RESOURCE,
        "attributes": dict(attributes),
    }
