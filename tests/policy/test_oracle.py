"""An oracle written from the access document, not from the table, agrees on random requests."""

from collections import Counter
from random import Random

import pytest
from oracle import answer
from random_requests import random_request

from graph.policy.decisions import Hidden, Release, decide


def _said(decision):
    return {Release: "release", Hidden: "hidden"}.get(type(decision)) or decision.reason.value


@pytest.mark.parametrize("requests", [10_000, pytest.param(1_000_000, marks=pytest.mark.prove)])
def test_the_oracle_agrees_on_random_requests(requests, record_property):
    rng = Random(20260310)
    answers = Counter()
    for number in range(requests):
        actor, field_class, facts, moment = random_request(rng)
        decision = decide(actor, field_class, facts, moment)
        answers[_said(decision)] += 1
        expected = answer(actor, field_class, facts, moment)
        assert _said(decision) == expected, (number, actor, field_class, facts, decision)
    rare = {"release", "hidden", "NO_LEGAL_BASIS", "PURPOSE_MISMATCH", "HEALTH_SECRECY", "NEEDS_STEP_UP"}
    assert all(answers[kind] >= requests // 300 for kind in rare), answers
    record_property("random requests on which policy and oracle agree", requests)
    record_property("released", answers["release"])
