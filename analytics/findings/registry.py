"""The rules of findings, read once from their files; a bad one fails here. A late moment of the clock is one too."""

from collections.abc import Mapping
from importlib.resources import files

from analytics.clock import registry as clock
from analytics.findings import before_release, handing_over, network, promises
from analytics.findings.finding import Function
from analytics.rules.reading import rules_in
from analytics.rules.rule import Rule

FUNCTIONS: Mapping[str, Function] = {
    function.__name__: function
    for function in (
        handing_over.direction_without_person,
        handing_over.handover_unanswered,
        handing_over.handover_cold,
        network.network_empties,
        network.municipal_contact_missing,
        network.knowledge_with_one,
        network.tie_not_confirmed,
        promises.action_without_owner,
        promises.action_overdue,
        promises.action_orphaned,
        promises.promise_doubled,
        promises.nobody_pays,
        promises.referral_silent,
        before_release.supervisor_not_met,
        before_release.condition_open,
    )
}
"""All that a rule of findings may name."""


def _read() -> tuple[Rule, ...]:
    found = [one for one in files("analytics.rules").iterdir() if one.name.startswith("person_")]
    texts = [(one.name, one.read_text("utf-8")) for one in sorted(found, key=lambda one: one.name)]
    return rules_in(texts, FUNCTIONS, told=True)


PERSON_RULES = _read()
"""In the order of their files."""

RULES = (*PERSON_RULES, *clock.RULES)
"""Everything that can be found in one case."""
