"""An oracle written from the access document, not from the table, agrees on random requests.

`CASUSREGIE_REQUESTS` says how many; `make prove` asks a million.
"""

import os
from collections import Counter
from random import Random

from oracle import answer
from random_requests import random_request

from graph.policy.decisions import Hidden, Release, decide

REQUESTS = int(os.environ.get("CASUSREGIE_REQUESTS", "10000"))


def _said(decision):
    return {Release: "release", Hidden: "hidden"}.get(type(decision)) or decision.reason.value


def test_the_oracle_agrees_on_random_requests():
    rng = Random(20260310)
    answers = Counter()
    for number in range(REQUESTS):
        actor, field_class, facts, moment = random_request(rng)
        decision = decide(actor, field_class, facts, moment)
        answers[_said(decision)] += 1
        expected = answer(actor, field_class, facts, moment)
        assert _said(decision) == expected, (number, actor, field_class, facts, decision)
    rare = {"release", "hidden", "NO_LEGAL_BASIS", "PURPOSE_MISMATCH", "HEALTH_SECRECY", "NEEDS_STEP_UP"}
    assert all(answers[kind] >= REQUESTS // 200 for kind in rare), answers
