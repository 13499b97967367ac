"""The rules of the clock, read once from their files; a bad one fails here."""

from collections.abc import Mapping
from importlib.resources import files

from analytics.clock import arrival, meetings, release, trial
from analytics.clock.verdict import Function
from analytics.rules.reading import rules_in
from analytics.rules.rule import Rule

FUNCTIONS: Mapping[str, Function] = {
    function.__name__: function
    for function in (
        arrival.plan_before_start,
        arrival.call_up,
        arrival.notice_of_start,
        arrival.seen_by,
        arrival.conditions_assessed,
        arrival.instrument_taken,
        arrival.screened,
        meetings.meeting_held,
        meetings.meetings_go_on,
        meetings.plan_reached,
        trial.hearing_advice,
        trial.release_advice,
        release.supervisor_assigned,
        release.supervisor_met,
        release.condition_settled,
        release.notice_of_end,
        release.administrative_notice,
        release.supervisor_contact,
        release.organisation_contact,
    )
}
"""All that a rule of the clock may name."""


def _read() -> tuple[Rule, ...]:
    found = [one for one in files("analytics.rules").iterdir() if one.name.startswith("clock_")]
    texts = [(one.name, one.read_text("utf-8")) for one in sorted(found, key=lambda one: one.name)]
    return rules_in(texts, FUNCTIONS)


RULES = _read()
"""In the order of their files, which is that of a detention."""
